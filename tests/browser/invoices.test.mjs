// Invoices: from what was charged to the paper, paid and taken back; with and without scripts, in two languages, lights and
// widths.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/invoices/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

/** Somebody who was charged for something. */
async function charged(clinic, name) {
  const desk = await scene(house, clinic);
  const patient = await desk.patient("Omar", name);
  await desk.api("POST", "/business/transactions", { kind: "charge", amount: "100", contact: patient.id });
  return { desk, patient };
}

for (const javaScriptEnabled of [true, false]) {
  test(`an invoice is drafted, issued, paid and taken back (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const { patient } = await charged("demo", `Salem${javaScriptEnabled}`);
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto(`/patients/${patient.id}/account`);
    await page.click("form[action$='/account/invoice'] button");
    await page.waitForURL(/\/edit$/);
    await page.fill("#line-1-description", "Splint");
    await page.fill("#line-1-price", "much");
    await page.click("button[value=save]");
    await page.locator("#line-1-price-error").waitFor();
    await page.fill("#line-1-price", "114");
    await page.fill("#line-1-tax_rate", "14");
    await page.fill("#discount", "14");
    await page.click("button[value=save]");
    await page.locator("main", { hasText: "200.00 EGP" }).waitFor();
    await page.click("button[value=issue]");
    await page.waitForURL(/\/invoices\/[0-9a-f-]+$/);
    const invoice = page.url();
    assert.match(await page.textContent("h1"), /INV-\d{6}/);
    await page.click("main .page-head a[href$='/payment']");
    assert.equal(await page.inputValue("#amount"), "200.00");
    await page.fill("#amount", "50");
    await page.uncheck("#receipt_required");
    await page.click("main form button.btn-primary");
    await page.waitForURL(invoice);
    await page.locator("main", { hasText: "Partly paid" }).waitFor();
    await page.click("details:has(form[action$='/credit']) summary");
    await page.fill("form[action$='/credit'] #note", "Came late");
    await page.click("form[action$='/credit'] button.btn-danger");
    await page.locator("h1", { hasText: /CN-\d{6}/ }).waitFor();
    await page.goto(invoice);
    await page.locator("main", { hasText: "Taken back" }).waitFor();
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`invoices are fit to be seen and to be printed (${lang}, ${colorScheme})`, async () => {
      const { desk, patient } = await charged(clinic, `Nasser ${colorScheme}`);
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const make = (more) => desk.api("POST", "/business/invoices", { contact: patient.id, lines: [{ description: "Splint", price: "114", quantity: "2", tax_rate: "14" }], ...more });
      const draft = await make({ collect: true });
      const issued = await make({ discount: { percent: "10" }, note: "Thank you" });
      await desk.api("POST", `/business/invoices/${issued.id}/issue`, {});
      const wrong = [];
      for (const [name, path] of [["list", "/invoices"], ["account", `/patients/${patient.id}/account`], ["edit", `/invoices/${draft.id}/edit`], ["draft", `/invoices/${draft.id}`], ["invoice", `/invoices/${issued.id}`], ["payment", `/invoices/${issued.id}/payment`], ["statement", `/patients/${patient.id}/account/statement`], ["overdue", "/invoices/overdue"], ["settings", "/admin/invoicing"], ["sheet", `/invoices/${issued.id}/print`], ["strip", `/invoices/${issued.id}/print?paper=strip`]]) {
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
