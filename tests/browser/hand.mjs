// A hand that counts what it does: one press, one chord or one field typed is one action, and Tab is free. Whoever has a
// hand has no page, so nothing can be done that is not counted.
import assert from "node:assert/strict";

/** What stands where: `tr` holds the row of one appointment. */
export const row = (visit) => `#appointment-${visit.id}`;

/**
 * Does a task from where somebody begins, in at most so many actions; answers how many it took. The page is handed back
 * afterwards, to see what came of it.
 */
export async function within(t, most, page, task) {
  const done = [];
  const act = (what, doing) => {
    done.push(what);
    return doing();
  };
  // Whoever waits in vain says what was there instead.
  const seen = (selector) =>
    page.locator(selector).first().waitFor().catch(async (error) => {
      throw new Error(`${selector} is not at ${page.url()}:\n${await page.locator("main").innerText()}`, { cause: error });
    });
  await task({
    press: (keys) => act(keys, () => page.keyboard.press(keys)),
    click: (selector) => act(`click ${selector}`, () => page.locator(selector).first().click()),
    type: (selector, text) => act(`type into ${selector}`, () => page.locator(selector).first().fill(text)),
    /** Looking is no action: a hand waits for what it reaches for. */
    seen,
  });
  t.diagnostic(`${done.length} of at most ${most} actions: ${done.join(", ")}`);
  assert.ok(done.length <= most, `${done.length} actions instead of ${most}: ${done.join(", ")}`);
  assert.ok(done.length > 0);
}
