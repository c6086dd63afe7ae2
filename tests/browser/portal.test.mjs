// What patients see of their record: results, consents, who looked; on an old phone, with and without scripts.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations, picture } from "./axe.mjs";
import { within } from "./hand.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

let house;
const shots = new URL("../../target/screenshots/", import.meta.url).pathname;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const words = { en: ["Mona", "Otitis media", "Amoxicillin 500 mg, three times a day, 7 days", "Hearing test"], ar: ["منى", "التهاب الأذن الوسطى", "أموكسيسيلين ٥٠٠ مجم ثلاث مرات يومياً", "فحص السمع"] };

/** A patient who has just come in, with a visit at which something was written. */
async function ward(username, number, { clinic = "demo", locale = "en", after: minutes = 60, ...options } = {}) {
  const [given_name, diagnosis, prescription, requirement] = words[locale];
  const context = await house.browser.newContext({ baseURL: house.at(clinic), viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...options });
  const page = await context.newPage();
  await page.goto("/patient/patient-signup/");
  const fields = { given_name, family_name: "Haddad", date_of_birth: "1985-03-12", phone: number, username };
  for (const [field, value] of Object.entries(fields)) await page.fill(`#${field}`, value);
  await page.click("main form button.btn-primary");
  await page.waitForURL(/patient-login\/code/);
  const sent = (await house.praxis(["messages", "--tenant", clinic, "--limit", "20", "--json"])).trim().split("\n").map(JSON.parse);
  await page.fill("#code", sent.find((message) => message.kind === "one_time_code").body.match(/\d{6}/)[0]);
  await page.click("main form button.btn-primary");
  await page.waitForURL(/\/patient\/home\//);
  const there = await scene(house, clinic);
  const [patient] = (await there.api("GET", `/api/patients/?phone=${number.replaceAll(" ", "")}`)).results;
  const visit = await there.visit(patient, minutes);
  const doctor = await house.api("doctor", clinic);
  const record = (kind, text, more = {}) => doctor("POST", "/api/records/", { appointment: visit.id, kind, text, ...more });
  await record("diagnosis", diagnosis, { code: "H66.9" });
  await record("prescription", prescription);
  await record("requirement", requirement);
  return { page, patient, visit, diagnosis };
}

test("a doctor shows a visit's records from the chart in two actions, and the patient reads them", async (t) => {
  const { page, patient, visit, diagnosis } = await ward("mona", "0100 123 4567", { javaScriptEnabled: false });
  await page.goto("/patient/results/");
  assert.match(await page.textContent("main"), /Nothing to read yet/);
  const doctor = await house.signedIn("doctor");
  await doctor.goto(`/patients/${patient.id}`);
  await within(t, 2, doctor, async (hand) => {
    await hand.click(`.timeline a[href*='${visit.id}']`);
    await hand.click("main form[action$='/release'] button");
    await hand.seen("#toasts");
  });
  assert.match(await doctor.textContent("#records"), /Shown to the patient by/);
  await picture(doctor, `${shots}portal-released.png`, true);
  await page.goto("/patient/home/");
  assert.match(await page.textContent("main nav"), /3 new/);
  await page.click("main a[href='/patient/results/']");
  await page.click("main .item-list a >> nth=0");
  assert.match(await page.textContent("main"), new RegExp(diagnosis));
  await page.goto("/patient/home/");
  assert.doesNotMatch(await page.textContent("main nav"), /new/);

  await doctor.click("#diagnosis a[href$='/withdraw']");
  await doctor.fill("#reason", "Belongs to somebody else");
  await picture(doctor, `${shots}portal-withdraw.png`, true);
  await doctor.click("main form button.btn-danger");
  assert.match(await doctor.textContent("#diagnosis"), /Hidden from the patient by .*Belongs to somebody else/s);
  await page.goto(`/patient/appointment-details/${visit.id}/${patient.id}/`);
  assert.doesNotMatch(await page.textContent("main"), new RegExp(diagnosis));
  await doctor.context().close();
  await page.context().close();
});

test("consents are given and taken back without scripts", async () => {
  const { page } = await ward("salma", "0100 222 3333", { javaScriptEnabled: false, after: 66 });
  await page.click("main a[href='/patient/consents/']");
  await page.click("#sms_reminders button[value=refuse]");
  assert.match(await page.textContent("#toasts"), /you do not agree/);
  assert.match(await page.textContent("#sms_reminders"), /Not agreed/);
  await page.click("#sms_reminders button[value=agree]");
  assert.match(await page.textContent("#sms_reminders"), /Agreed/);
  assert.match(await page.textContent("#sms_reminders details"), /2 answers so far/);
  await page.context().close();
});

test("an exercise is ticked off with one press and taken back with another, without scripts", async () => {
  const { page, patient } = await ward("nour", "0100 333 4444", { javaScriptEnabled: false, after: 72 });
  const care = await house.api("doctor");
  const plan = await care("POST", "/api/plans/", { patient: patient.id, title: "Hand" });
  await care("POST", "/api/exercises/", { plan: plan.id, name: "Fist and stretch", times_per_week: 5 });
  await page.goto("/patient/home/");
  await page.click("main a[href='/patient/exercises/']");
  await page.click("main button[value=yes]");
  assert.match(await page.textContent("main"), /Today: done/);
  await page.click("main button[value=no]");
  assert.match(await page.textContent("main"), /Today: I did it/);
  await page.context().close();
});

for (const [clinic, locale] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(locale)) {
    test(`what patients see of their record is fit for everybody: ${locale}, ${colorScheme}`, async () => {
      const number = `0100 888 ${colorScheme === "dark" ? 1000 : 2000}`;
      const { page, patient, visit } = await ward(`mona ${colorScheme}`, number, { clinic, locale, colorScheme, after: colorScheme === "dark" ? 90 : 180 });
      const look = async (name) => {
        for (const width of [1280, 360, 320]) {
          await page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await violations(page), [], `${name} at ${width}`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways at ${width}`);
          const small = await page.$$eval("main :is(.btn, .stretched, summary)", (all) => all.filter((it) => it.checkVisibility() && it.getBoundingClientRect().height < 43.5).map((it) => it.textContent.trim()));
          assert.deepEqual(small, [], `${name} at ${width}: too small for a thumb`);
          if (width !== 320) await picture(page, `${shots}portal-${name}-${locale}-${colorScheme}-${width}.png`, true);
        }
      };
      await page.goto("/patient/results/");
      await look("results-empty");
      const doctor = await house.signedIn("doctor", { clinic });
      await doctor.goto(`/patient/appointment-details/${visit.id}/${patient.id}/`);
      await doctor.click("main form[action$='/release'] button");
      await doctor.context().close();
      await page.goto("/patient/home/");
      await look("home-new");
      await page.goto("/patient/results/");
      await look("results");
      await page.click("main .item-list a >> nth=0");
      await look("visit-read");
      const api = await house.api("doctor", clinic);
      for (const answer of [2, 1]) {
        const answers = Object.fromEntries(Array.from({ length: 9 }, (_, number) => [number + 1, answer]));
        const found = await api("POST", "/api/assessments/", { patient: patient.id, instrument: "phq-9", answers, status: "completed" });
        await api("POST", `/api/assessments/${found.id}/release/`, {});
      }
      await page.goto("/patient/results/");
      await page.click("main .item-list a >> nth=0");
      assert.match(new URL(page.url()).pathname, /^\/patient\/results\/.+/);
      await look("result-measured");
      await page.goto("/patient/access/");
      await look("access");
      const care = await house.api("doctor", clinic);
      const plan = await care("POST", "/api/plans/", { patient: patient.id, title: "Hand" });
      await care("POST", "/api/exercises/", { plan: plan.id, name: "Fist and stretch", instructions: "Slowly.", sets: 3, reps: 10, times_per_week: 5, begins_on: "2020-01-01" });
      await page.goto("/patient/exercises/");
      await look("exercises");
      await page.click("main button[value=yes] >> nth=0");
      await look("exercises-done");
      await page.goto("/patient/consents/");
      await look("consents");
      await page.click("#portal_results button[value=refuse]");
      await page.click("#portal_results details summary");
      await look("consents-said");
      await page.goto("/patient/results/");
      await look("results-refused");
      await page.goto("/patient/account/");
      await look("account");
      await page.context().close();
    });
  }

  test(`the clinic's pages about it are fit for everybody: ${locale}`, async () => {
    for (const colorScheme of ["light", "dark"]) {
      const page = await house.signedIn("admin", { clinic, colorScheme });
      await page.goto("/admin/results/");
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 740 });
        assert.deepEqual(await violations(page), [], `the rule at ${width}`);
        await picture(page, `${shots}portal-rule-${locale}-${colorScheme}-${width}.png`, true);
      }
      await page.context().close();
    }
  });
}
