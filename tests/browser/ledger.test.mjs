// Money: from the visit on the board to the receipt, given back by whoever answers for it; with and without scripts, in two
// languages, lights and widths, and on paper.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { row, within } from "./hand.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/ledger/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

/** A visit that is over, and what it costs. */
async function seenVisit(clinic, name, minutes) {
  const desk = await scene(house, clinic);
  const patient = await desk.patient("Omar", name);
  const visit = await desk.visit(patient, minutes, { cost: "350.00" });
  for (const step of ["check-in", "start", "complete"]) await desk.api("POST", `/api/appointments/${visit.id}/${step}/`, {});
  return { desk, patient, visit };
}
const owed = async (desk, patient) => (await desk.api("GET", `/business/contacts/${patient.id}/balance`)).items[0]?.balance.amount;

test("from the board to the receipt it takes four", async (t) => {
  const { desk, patient, visit } = await seenVisit("demo", "Four", 0);
  const page = await house.signedIn("reception", { reducedMotion: "reduce" });
  await page.addInitScript(() => { window.print = () => { document.documentElement.dataset.printed = "yes"; }; });
  await within(t, 4, page, async (hand) => {
    await hand.click("nav.tabs a[href*='tab=done']");
    await hand.click(`${row(visit)} a[href*='/account/payment']`);
    await hand.click("input[name=method][value=card]");
    await hand.click("main form button.btn-primary");
    await hand.seen("html[data-printed] .receipt");
  });
  assert.match(await page.textContent(".receipt"), /350\.00 EGP/);
  assert.equal(await owed(desk, patient), "0.00");
  await page.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a payment is taken and given back (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const { desk, patient } = await seenVisit("demo", `Haddad${javaScriptEnabled}`, javaScriptEnabled ? 10 : 20);
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto(`/patients/${patient.id}`);
    await page.click("nav.tabs a[href$='/account']");
    await page.locator("main", { hasText: "Nothing charged or paid yet" }).waitFor();
    await page.click("main a[href$='/account/charge']");
    await page.click("main form button.btn-primary");
    await page.locator("#amount-error").waitFor();
    await page.fill("#amount", "114");
    await page.fill("#tax_rate", "14");
    await page.click("main form button.btn-primary");
    await page.locator("main", { hasText: "114.00 EGP" }).waitFor();
    await page.click("main .page-head a[href$='/account/payment']");
    assert.equal(await page.inputValue("#amount"), "114.00");
    await page.uncheck("#receipt_required");
    await page.click("main form button.btn-primary");
    await page.waitForURL(/\/account$/);
    await page.click("main tbody a:has-text('Payment')");
    await page.click("details:has(form[action$='/refund']) summary");
    await page.fill("#amount", "500");
    await page.click("form[action$='/refund'] button.btn-danger");
    await page.locator("#amount-error").waitFor();
    await page.fill("#amount", "14");
    await page.uncheck("#receipt_required");
    await page.click("form[action$='/refund'] button.btn-danger");
    await page.locator("main", { hasText: "Partly given back" }).waitFor();
    assert.equal(await owed(desk, patient), "14.00");
    await page.goto(`/transactions?kind=refund&contact=${patient.id}`);
    assert.equal(await page.locator("main tbody tr").count(), 1);
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const [place, colorScheme] of lights(lang).entries()) {
    test(`money is fit to be seen, and the receipt to be printed (${lang}, ${colorScheme})`, async () => {
      const { desk, patient, visit } = await seenVisit(clinic, `Aziz ${colorScheme}`, 30 + 10 * place);
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto(`/patients/${patient.id}/account`);
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      await page.goto(`/patients/${patient.id}/account/payment?appointment=${visit.id}`);
      wrong.push(...(await look(page, `payment-${lang}-${colorScheme}`)));
      await desk.api("POST", "/business/transactions", { kind: "charge", amount: "350", appointment: visit.id, note: "Splint" });
      const paid = await desk.api("POST", "/business/transactions", { kind: "payment", method: "cash", amount: "300", contact: patient.id });
      await desk.api("POST", `/business/transactions/${paid.id}/receipt`, {});
      for (const [name, path] of [["account", `/patients/${patient.id}/account`], ["charge", `/patients/${patient.id}/account/charge`], ["list", "/transactions"], ["transaction", `/transactions/${paid.id}`], ["receipt", `/transactions/${paid.id}/receipt`], ["strip", `/transactions/${paid.id}/receipt?paper=strip`]]) {
        await page.goto(path);
        wrong.push(...(await look(page, `${name}-${lang}-${colorScheme}`)));
      }
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator(".receipt").isVisible());
      assert.ok(!(await page.locator(".sidenav").isVisible()));
      const width = await page.locator(".receipt").evaluate((strip) => strip.getBoundingClientRect().width);
      assert.ok(width < 76 * 96 / 25.4, `${width} px are wider than the strip`);
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
