// Vitals and sensors: six values by keyboard in eight actions, a page that follows what devices send, and pages fit to be
// seen in two languages, with a picture of each to look at in target/screenshots/readings/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/readings/", import.meta.url).pathname;
let house, patients;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  patients = {};
  for (const clinic of ["demo", "amal"]) patients[clinic] = await (await scene(house, clinic)).patient("Mona", "Farouk", { sex: "female" });
}, { timeout: 120_000 });
after(() => house?.close());

const look = lookInto(shots);
const vitals = (clinic) => `/patients/${patients[clinic].id}/readings/`;
const record = async (page, values) => {
  for (const [field, value] of Object.entries(values)) await page.fill(`#${field}`, value);
  await page.press("#glucose", "Enter");
  await page.locator(".toast").waitFor();
};

test("six values are recorded in eight actions", async () => {
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patients.demo.id}`);
  let actions = 1;
  await page.click(".tabs a[href$='/readings/']");
  // Who types looks first whether the form is there.
  await page.locator("#blood_pressure_systolic:focus").waitFor();
  for (const value of ["128", "82", "71", "98", "36.7", "14"]) {
    // The first field has the focus; what is typed goes on to the next by Tab, which is the same action.
    await page.keyboard.type(value);
    await page.keyboard.press("Tab");
    actions += 1;
  }
  await page.keyboard.press("Enter");
  actions += 1;
  await page.locator("#board", { hasText: "36.7" }).waitFor();
  assert.equal(await page.locator("#board tbody tr").count(), 6);
  assert.ok(actions <= 8, `${actions} actions`);
  await page.context().close();
});

test("an open page follows what comes", async () => {
  const [here, there] = [await house.signedIn("doctor", { reducedMotion: "reduce" }), await house.signedIn("doctor", { reducedMotion: "reduce" })];
  await here.goto(vitals("demo"));
  await there.goto(vitals("demo"));
  await record(there, { weight: "81.4", glucose: "104" });
  await here.locator("#board", { hasText: "81.4" }).waitFor();
  await here.context().close();
  await there.context().close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`a value that was typed wrongly is struck from the vitals page, and taken back (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const page = await house.signedIn("doctor", { javaScriptEnabled, reducedMotion: "reduce" });
    const patient = await (await scene(house)).patient("Nadia", "Salem");
    const home = `/patients/${patient.id}/readings/`;
    await page.goto(home);
    await page.fill("#heart_rate", "172");
    await page.press("#heart_rate", "Enter");
    await page.locator("#board b", { hasText: "172" }).waitFor();
    await page.click("#board a[href*='/strike?']");
    await page.click(".form .btn-danger");
    await page.locator("#reason-error").waitFor();
    await page.fill("#reason", "Counted for two minutes");
    await page.click(".form .btn-danger");
    await page.locator("#board s", { hasText: "172" }).waitFor();
    assert.equal(new URL(page.url()).pathname, home);
    assert.match(await page.textContent("#board"), /Counted for two minutes/);
    assert.equal(await page.locator("#board b", { hasText: "172" }).count(), 0);
    await page.click("#board form[action$='/unstrike'] button");
    await page.locator("#board b", { hasText: "172" }).waitFor();
    assert.equal(await page.locator("#board s").count(), 0);
    await page.context().close();
  });
}

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages of readings are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const page = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      await page.goto(vitals(clinic));
      wrong.push(...(await look(page, name("empty"))));
      await page.click(".vitals-form .btn-primary");
      await page.locator(".error-summary").waitFor();
      wrong.push(...(await look(page, name("refused"))));
      for (const [pulse, day] of [["71", 5], ["76", 4], ["131", 3], ["92", 2], ["44", 1]]) {
        await page.goto(vitals(clinic));
        const then = new Date(Date.now() - day * 86_400_000 - 12 * 3_600_000).toISOString().slice(0, 16);
        await record(page, { blood_pressure_systolic: "151", blood_pressure_diastolic: "84", heart_rate: pulse, temperature: "36.6", glucose: "101", measured_at: then });
      }
      wrong.push(...(await look(page, name("vitals"))));
      await page.goto(`${vitals(clinic)}heart_rate/limits/`);
      wrong.push(...(await look(page, name("limits"))));
      await page.fill("#high", "40");
      await page.click(".form .btn-primary");
      await page.locator("figure.trend").waitFor();
      wrong.push(...(await look(page, name("type"))));
      await page.locator("#board a[href*='/strike?']").nth(1).click();
      await page.locator("#reason").waitFor();
      wrong.push(...(await look(page, name("strike"))));
      await page.fill("#reason", "Counted for two minutes");
      await page.click(".form .btn-danger");
      await page.locator("#board s").waitFor();
      wrong.push(...(await look(page, name("struck"))));
      await page.goto(`${vitals(clinic)}?struck=1`);
      wrong.push(...(await look(page, name("vitals-struck"))));
      await page.goto("/alerts/");
      await page.locator("#board li").first().waitFor();
      wrong.push(...(await look(page, name("alerts"))));
      await page.goto(`/devices/?patient=${patients[clinic].id}`);
      await page.fill("#name", "Glucometer");
      await page.click(".form .btn-primary");
      await page.locator("#token").waitFor();
      wrong.push(...(await look(page, name("devices"))));
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }
}
