// A whole day without scripts: every task of the desk and the doctor, by forms and full pages.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHouse, password } from "./house.mjs";
import { scene } from "./scene.mjs";

let house, desk;
before(async () => {
  house = await openHouse();
  await house.praxis(["user", "create", "--tenant", "demo", "--username", "doctor 2", "--role", "doctor", "--password-stdin"], password);
  desk = await scene(house);
}, { timeout: 120_000 });
after(() => house?.close());

const plain = (role) => house.signedIn(role, { javaScriptEnabled: false, reducedMotion: "reduce" });
const told = async (page) => (await page.textContent("#toasts")).trim();
const details = (visit) => `/patient/appointment-details/${visit.id}/${visit.patient}/`;

test("a patient is registered, told about once, found and corrected", async () => {
  const page = await plain("reception");
  await page.click("#new-menu summary");
  await page.click("#new-menu a[href='/patients/new']");
  await page.fill("#given_name", "Yara");
  await page.fill("#family_name", "Nassar");
  await page.fill("#phone", "0100 765 4321");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await told(page), /Patient registered/);
  await page.reload();
  assert.equal(await told(page), "");

  await page.click(".search-open");
  await page.fill("#q", "nassar");
  await page.click("main form button.btn-primary");
  await page.click(".results a");
  assert.match(await page.textContent("h1"), /Yara Nassar/);

  await page.click("main a[href*='/edit']");
  await page.fill("#city", "Cairo");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await told(page), /Saved/);
  assert.match(await page.textContent("main"), /Cairo/);
  await page.context().close();
});

test("an appointment is booked, rescheduled and cancelled with a reason", async () => {
  const patient = await desk.patient("Omar", "Haddad");
  const page = await plain("reception");
  await page.click("main a[href^='/reception/book']");
  await page.fill("#q", "haddad");
  await page.click("main form.filters button");
  await page.click("#found .results a");
  await page.fill("#reason", "Back pain");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await told(page), /Booked for/);
  const [visit] = await desk.visitsOf(patient);
  assert.equal(visit.reason, "Back pain");

  await page.goto(details(visit));
  await page.click("main a[href^='/reception/reschedule']");
  await page.click("#free button >> nth=-1");
  assert.match(await told(page), /Moved to/);
  assert.notEqual((await desk.find(visit)).starts_at, visit.starts_at);

  await page.click("main a[href^='/reception/cancel']");
  await page.fill("#reason", "The patient called");
  await page.click("main button.btn-danger");
  assert.match(await told(page), /Cancelled/);
  assert.match(await page.textContent("main"), /The patient called/);
  assert.equal((await desk.find(visit)).status, "cancelled");
  await page.context().close();
});

test("who comes is checked in, and it can be taken back", async () => {
  const visit = await desk.visit(await desk.patient("Layla", "Abdelrahman"), 5);
  const page = await plain("reception");
  await page.goto("/reception/dashboard/?tab=expected");
  await page.click(`#appointment-${visit.id} [data-next]`);
  assert.match(await told(page), /Layla Abdelrahman: Arrived/);
  await page.click("#toasts form button");
  assert.match(await told(page), /Layla Abdelrahman: Booked/);
  assert.equal((await desk.find(visit)).status, "booked");
  await page.context().close();
});

test("somebody known and somebody new walk in", async () => {
  const patient = await desk.patient("Samir", "Fouad");
  const page = await plain("reception");
  const walkIn = async (words) => {
    await page.goto("/reception/dashboard/");
    await page.click("main a[href='/reception/walk-in']");
    await page.fill("#q", words);
    await page.click("main form.filters button");
  };
  await walkIn("fouad");
  await page.click(`#found button[value='${patient.id}']`);
  assert.match(await told(page), /Samir Fouad: Arrived/);

  await walkIn("Mina Karam");
  assert.equal(await page.inputValue("#family_name"), "Karam");
  await page.click("#found button[name=register]");
  // Where everybody is busy, the desk says why it goes in between.
  if (await page.locator("#override_reason").count()) {
    await page.fill("#override_reason", "Between two others");
    await page.click("fieldset button[name=register]");
  }
  assert.match(await told(page), /Mina Karam: Arrived/);
  await page.context().close();
});

test("the doctor starts, writes, corrects and completes", async () => {
  const visit = await desk.visit(await desk.patient("José", "Gómez"), 10);
  await desk.api("POST", `/api/appointments/${visit.id}/check-in/`, {});
  const page = await plain("doctor");
  await page.goto(`/doctor/appointments-dash/?provider=${desk.doctor}`);
  await page.click(`#appointment-${visit.id} [data-next]`);
  assert.equal((await desk.find(visit)).status, "checked-in");

  // The note of the visit is open, and kept by a button where nothing keeps it by itself.
  await page.fill("#subjective", "Headaches in the morning");
  await page.click("[data-saves]");
  assert.equal(await page.inputValue("#subjective"), "Headaches in the morning");

  await page.goto(`/doctor/appointments-dash/?provider=${desk.doctor}`);
  await page.click(`#appointment-${visit.id} th a`);
  await page.click("#diagnosis a.btn-outline-primary");
  await page.fill("#text", "Essential hypertension");
  await page.fill("#code", "I10");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await told(page), /Saved as version 1/);
  await page.click("#diagnosis a[href*='update-diagnosis']");
  await page.fill("#text", "Essential hypertension, stage 1");
  await page.fill("#reason", "Second measurement");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await told(page), /Saved as version 2/);

  await page.click("main button:has-text('Complete')");
  assert.match(await told(page), /José Gómez: Completed/);
  assert.equal((await desk.find(visit)).status, "fulfilled");
  await page.context().close();
});

test("the keyboard sheet is a page, and buttons that need scripts are not shown", async () => {
  const page = await plain("reception");
  await page.locator(".topbar-end details").last().locator("summary").click();
  await page.click("a[href='/help/shortcuts']");
  assert.match(await page.textContent("main"), /Find a patient/);
  await page.goto("/reception/dashboard/");
  assert.equal(await page.locator("main [data-print]").first().isVisible(), false);
  await page.context().close();
});

test("language and appearance are chosen, and one signs out", async () => {
  const page = await plain("reception");
  await page.locator(".topbar-end details").last().locator("summary").click();
  await page.click("button[name=locale][value=he]");
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  await page.locator(".topbar-end details").last().locator("summary").click();
  await page.click("button[name=theme][value=dark]");
  assert.equal(await page.getAttribute("html", "data-bs-theme"), "dark");
  await page.locator(".topbar-end details").last().locator("summary").click();
  await page.click("form[action='/doctor/staff-logout/'] button");
  await page.goto("/reception/dashboard/");
  assert.match(page.url(), /staff-login/);
  await page.context().close();
});
