// The end of the money day: from the navigation to the closed day, with and without scripts, in two languages, lights and
// widths, and on paper.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { within } from "./hand.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/day-closes/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const pay = (desk, patient, amount, method = "cash") => desk.api("POST", "/business/transactions", { kind: "payment", method, amount, contact: patient.id });

/** Today is open again, whatever the test before did. */
async function opened(clinic) {
  const api = await house.api("admin", clinic);
  const { items } = await api("GET", "/business/day-closes?status=closed&from=today");
  for (const { id } of items) await api("POST", `/business/day-closes/${id}/reopen`, { reason: "The next test" });
}

/** Counts every drawer of the page as it should be. */
async function countAll(page) {
  for (const drawer of await page.locator("fieldset.drawer").all()) {
    const expected = (await drawer.locator(".money").first().textContent()).split(" ")[0];
    await drawer.locator("input[name^=counted]").fill(expected);
  }
}

test("from the navigation to the closed day it takes no more than six", async (t) => {
  const desk = await scene(house, "demo");
  await pay(desk, await desk.patient("Omar", "Six"), "150");
  const page = await house.signedIn("reception", { reducedMotion: "reduce" });
  await within(t, 6, page, async (hand) => {
    await hand.click("nav a[href='/transactions']");
    await hand.click("main a[href='/day-closes/new']");
    await hand.type("input[name^=counted-cash]", "150");
    await hand.click("main form[action='/day-closes'] button.btn-primary");
    await hand.seen("main .chip-ok");
  });
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a day is counted note by note, closed and opened again (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const desk = await scene(house, "demo");
    await opened("demo");
    const patient = await desk.patient("Omar", `Count${javaScriptEnabled}`);
    await pay(desk, patient, "150");
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto("/day-closes/new");
    await countAll(page);
    const drawer = page.locator("fieldset.drawer:has(details)").first();
    const counted = drawer.locator("input[name^=counted]");
    await counted.fill("");
    await drawer.locator("summary").click();
    await drawer.locator("[data-worth='5000']").fill("1");
    if (javaScriptEnabled) assert.equal(await counted.inputValue(), "50.00");
    await page.click("main form[action='/day-closes'] button.btn-primary");
    await drawer.locator(".error").waitFor();
    await drawer.locator("input[name^=reason]").fill("The rest is at the bank");
    await page.click("main form[action='/day-closes'] button.btn-primary");
    await page.locator("main", { hasText: "The rest is at the bank" }).waitFor();
    await page.locator("details summary", { hasText: "Open the day again" }).click();
    await page.fill("#reason", "One more");
    await page.click("form[action$='/reopen'] button");
    await page.locator("main .chip-warn").waitFor();
    await page.context().close();
  });
}

test("change is worked out while somebody types", async () => {
  const desk = await scene(house, "demo");
  await opened("demo");
  const patient = await desk.patient("Omar", "Change");
  const page = await house.signedIn("reception", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patient.id}/account/payment`);
  await page.fill("#amount", "87.50");
  await page.fill("#given", "100");
  await page.locator("output.change", { hasText: "12.50 EGP" }).waitFor();
  await page.click("main form button.btn-primary");
  await page.locator("body", { hasText: "Change: 12.50 EGP" }).waitFor();
  await page.context().close();
});

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the end of the day is fit to be seen and printed (${lang}, ${colorScheme})`, async () => {
      const desk = await scene(house, clinic);
      await opened(clinic);
      const patient = await desk.patient("Omar", `Close ${colorScheme}`);
      await pay(desk, patient, "150");
      await pay(desk, patient, "80", "card");
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      await page.goto("/day-closes");
      wrong.push(...(await look(page, `list-${lang}-${colorScheme}`)));
      await page.goto("/day-closes/new");
      await page.locator("fieldset.drawer details summary").first().click();
      wrong.push(...(await look(page, `form-${lang}-${colorScheme}`)));
      await page.click("main form[action='/day-closes'] button.btn-primary");
      wrong.push(...(await look(page, `refused-${lang}-${colorScheme}`)));
      await countAll(page);
      await page.click("main form[action='/day-closes'] button.btn-primary");
      await page.locator("main .chip-ok").waitFor();
      wrong.push(...(await look(page, `sheet-${lang}-${colorScheme}`)));
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator("main table").isVisible());
      assert.ok(!(await page.locator(".sidenav").isVisible()));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
