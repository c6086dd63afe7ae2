// Fees and financial records: set, charged, waived and summed up, with and without scripts, and fit to be seen in two
// languages, lights and widths.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/fees/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

/** The fee of a visit, once the duty has been there. */
async function feeOf(desk, visit, clinic = "demo") {
  const page = await house.signedIn("reception", { clinic });
  await page.goto("/reception/dashboard/");
  const details = `/patient/appointment-details/${visit.id}/${visit.patient}/`;
  await page.waitForFunction(async (path) => (await (await fetch(path)).text()).includes("/fees/"), details, { polling: 200 });
  await page.context().close();
  return (await desk.api("GET", `/business/fees?appointment=${visit.id}`)).items[0];
}

/** A rule for visits of a kind that no other test has. */
async function rule(clinic, kind) {
  const api = await house.api("admin", clinic);
  return api("POST", "/business/fee-rules", { occasion: "no_show", kind, amount: "100" });
}

for (const [javaScriptEnabled, kind] of [[true, "surgery"], [false, "procedure"]]) {
  test(`a fee is set, charged and waived (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const desk = await scene(house, "demo");
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto("/admin/fees");
    if (!(await page.locator("#occasion").isVisible())) await page.click("details summary:has-text('Set a rule')");
    await page.selectOption("#occasion", "no_show");
    await page.selectOption("#kind", kind);
    await page.click("main form[action='/admin/fees'] button.btn-primary");
    await page.locator("#amount-error").waitFor();
    await page.fill("#amount", "100");
    await page.click("main form[action='/admin/fees'] button.btn-primary");
    await page.locator("main tbody", { hasText: "100.00 EGP" }).waitFor();
    const patient = await desk.patient("Omar", `Fee${javaScriptEnabled}`);
    const visit = await desk.visit(patient, javaScriptEnabled ? 0 : 10, { kind });
    await desk.api("POST", `/api/appointments/${visit.id}/no-show/`, {});
    await feeOf(desk, visit);
    await page.goto(`/patient/appointment-details/${visit.id}/${patient.id}/`);
    await page.click("main a[href^='/fees/']");
    await page.click("details summary:has-text('Waive')");
    await page.click("form[action$='/waive'] button");
    await page.locator("#reason-error").waitFor();
    await page.fill("#reason", "Was in hospital");
    await page.click("form[action$='/waive'] button");
    await page.locator("main .chip-ok", { hasText: "Waived" }).waitFor();
    const { items } = await desk.api("GET", `/business/contacts/${patient.id}/balance`);
    assert.equal(items[0].balance.amount, "0.00");
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const [place, colorScheme] of lights(lang).entries()) {
    test(`fees and financial records are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const desk = await scene(house, clinic);
      const kind = place ? "telehealth" : "follow-up";
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/financial-records?from=2020-01-01&to=2020-01-02");
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      await rule(clinic, kind);
      const patient = await desk.patient("Omar", `Fees ${colorScheme}`);
      const visit = await desk.visit(patient, 30 + 10 * place, { kind });
      await desk.api("POST", `/api/appointments/${visit.id}/no-show/`, {});
      const fee = await feeOf(desk, visit, clinic);
      await desk.api("POST", "/business/transactions", { kind: "payment", method: "card", amount: "40", contact: patient.id });
      for (const [name, path] of [["rules", "/admin/fees"], ["fee", `/fees/${fee.id}`], ["account", `/patients/${patient.id}/account`], ["records", "/financial-records"]]) {
        await page.goto(path);
        wrong.push(...(await look(page, `${name}-${lang}-${colorScheme}`)));
      }
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
