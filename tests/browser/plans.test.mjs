// Treatment plans: made and scored by hand, ticked off on an old phone without scripts, and fit to be seen in two languages,
// with a picture of each page to look at in target/screenshots/plans/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/plans/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const look = lookInto(shots);
const levels = { much_less: "None", less: "Opened ones", expected: "With an aid", more: "Most", much_more: "All" };

/** A patient with a plan that has one of everything, and authorised visits. */
async function ward(clinic, given_name) {
  const patient = await (await scene(house, clinic)).patient(given_name, "Farouk");
  const doctor = await house.api("doctor", clinic);
  const plan = await doctor("POST", "/api/plans/", { patient: patient.id, title: "Hand therapy", summary: "Full use at home and at work", review_on: "2020-02-18" });
  const part = (root, more) => doctor("POST", `/api/${root}/`, { plan: plan.id, ...more });
  const goal = await part("goals", { text: "Opens jars", baseline: "Opens none", target_on: "2099-03-01", baseline_level: -2, ...levels });
  await doctor("POST", `/api/goals/${goal.id}/scores/`, { level: 1, note: "Two of three" });
  await part("interventions", { text: "Scar massage", frequency: "Twice a week" });
  await part("exercises", { name: "Fist and stretch", instructions: "Slowly.", sets: 3, reps: 10, hold_seconds: 5, times_per_week: 5 });
  await part("progress-notes", { text: "Grip is stronger." });
  await part("reassessments", { instrument: "phq-9", every_weeks: 4, begins_on: "2020-05-03" });
  await part("reassessments", { instrument: "nprs", once_on: "2099-03-01" });
  await doctor("POST", "/api/packages/", { patient: patient.id, label: "Twelve sessions", visits: 2, authorization: "A-77120" });
  return { patient, goal };
}

test("a goal is set and scored from the chart", async () => {
  const { patient } = await ward("demo", "Salma");
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patient.id}`);
  await page.click(".tabs a[href$='/plan/']");
  await page.click("a[href$='/new/goal/']");
  await page.fill("#text", "Writes for ten minutes");
  for (const [field, words] of Object.entries(levels)) await page.fill(`#${field}`, words);
  await page.click(".form-actions .btn-primary");
  await page.click("a:has-text('Writes for ten minutes')");
  await page.selectOption("#level", "0");
  await page.click("#score .btn-primary");
  await page.locator("#score", { hasText: "0: as expected" }).waitFor();
  await page.context().close();
});

test("an assessment is asked for on the plan, and begun from the chart when it is due", async () => {
  const patient = await (await scene(house)).patient("Nour", "Farouk");
  const doctor = await house.api("doctor");
  await doctor("POST", "/api/plans/", { patient: patient.id, title: "Low mood" });
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patient.id}/plan/`);
  await page.click("a[href$='/new/reassessment/']");
  await page.selectOption("#instrument", "phq-2");
  await page.fill("#every_weeks", "4");
  await page.click(".form-actions .btn-primary");
  await page.locator(".chip-warn", { hasText: "Due since" }).waitFor();
  await page.goto(`/patients/${patient.id}`);
  await page.click("section[aria-labelledby=due] a.btn");
  for (const item of [1, 2]) await page.check(`#item-${item} input[value='0']`);
  await page.click("button[value=complete]");
  await page.waitForURL(/\/assessments\/[0-9a-f-]+\/$/);
  await page.goto(`/patients/${patient.id}`);
  assert.equal(await page.locator("section[aria-labelledby=due]").count(), 0);
  await page.goto(`/patients/${patient.id}/plan/`);
  await page.getByText("Due on").waitFor();
  await page.context().close();
});

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages of plans are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const page = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      const empty = await (await scene(house, clinic)).patient("Mona", "Farouk");
      await page.goto(`/patients/${empty.id}/plan/`);
      wrong.push(...(await look(page, name("empty"))));
      const { patient, goal } = await ward(clinic, "Laila");
      for (const [title, path] of [["plan", `/patients/${patient.id}/plan/`], ["chart", `/patients/${patient.id}`], ["goal", `/plans/items/${goal.id}/`], ["form", `/plans/items/${goal.id}/edit`], ["packages", `/patients/${patient.id}/packages/`], ["worklist", "/doctor/appointments-dash/"], ["to-do", "/notes/"]]) {
        await page.goto(path);
        wrong.push(...(await look(page, name(title))));
      }
      await page.goto(`/plans/items/${goal.id}/edit`);
      await page.fill("#less", "");
      await page.click(".form-actions .btn-primary");
      await page.locator("#less-error").waitFor();
      wrong.push(...(await look(page, name("refused"))));
      await page.goto(`/patients/${patient.id}/plan/`);
      await page.locator("a[href$='/new/reassessment/']").first().click();
      wrong.push(...(await look(page, name("reassessment"))));
      await page.fill("#every_weeks", "0");
      await page.click(".form-actions .btn-primary");
      await page.locator("#every_weeks-error").waitFor();
      wrong.push(...(await look(page, name("reassessment-refused"))));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
