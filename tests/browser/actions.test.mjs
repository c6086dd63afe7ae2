// How many actions the day's tasks take, counted by the hand that does them, from the page where the role begins.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { row, within } from "./hand.mjs";
import { openHouse, password } from "./house.mjs";
import { scene } from "./scene.mjs";

let house, desk;
before(async () => {
  house = await openHouse();
  // Somebody is always free for whoever walks in.
  for (const username of ["doctor 2", "doctor 3"]) await house.praxis(["user", "create", "--tenant", "demo", "--username", username, "--role", "doctor", "--password-stdin"], password);
  desk = await scene(house);
}, { timeout: 120_000 });
after(() => house?.close());

const idIn = (page) => page.url().match(/\/patients\/([0-9a-f-]{36})/)?.[1];

test("an arrived patient is checked in by one action", async (t) => {
  const visit = await desk.visit(await desk.patient("Layla", "Abdelrahman"), 0);
  const page = await house.signedIn("reception");
  await within(t, 1, page, async (hand) => {
    await hand.click(`${row(visit)} [data-next]`);
  });
  await page.locator("#toasts .toast.good").waitFor();
  assert.equal((await desk.find(visit)).status, "arrived");
  await page.context().close();
});

test("a patient's chart is open after three", async (t) => {
  const patient = await desk.patient("José", "Gómez");
  const page = await house.signedIn("reception");
  await within(t, 3, page, async (hand) => {
    await hand.press("Control+k");
    await hand.type("#search input[type=search]", "gom jos");
    await hand.press("Enter");
    await hand.seen(".patient-banner");
  });
  assert.equal(idIn(page), patient.id);
  assert.match(await page.textContent("h1"), /José Gómez/);
  await page.context().close();
});

test("a patient is registered by seven", async (t) => {
  const page = await house.signedIn("reception");
  await within(t, 7, page, async (hand) => {
    await hand.press("Alt+n");
    await hand.press("Enter");
    await hand.type("#given_name", "Amélie");
    await hand.type("#family_name", "Laurent");
    await hand.type("#phone", "0100 123 4567");
    await hand.press("Control+s");
    await hand.seen(".patient-banner");
  });
  const patient = await desk.api("GET", `/api/patients/${idIn(page)}/`);
  assert.deepEqual([patient.given_name, patient.family_name, patient.phone], ["Amélie", "Laurent", "+201001234567"]);
  await page.context().close();
});

test("a known patient is booked by five, with a reason", async (t) => {
  const patient = await desk.patient("Omar", "Haddad");
  const page = await house.signedIn("reception");
  await within(t, 5, page, async (hand) => {
    await hand.click("main a[href^='/reception/book']");
    await hand.type("#q", "haddad omar");
    await hand.click(`#found a[href*='${patient.id}']`);
    await hand.type("#reason", "Cough for a week");
    await hand.click("#free button");
    await hand.seen("#toasts .toast.good");
  });
  const [visit, ...others] = await desk.visitsOf(patient);
  assert.equal(others.length, 0);
  assert.deepEqual([visit.status, visit.reason], ["booked", "Cough for a week"]);
  assert.ok(new Date(visit.starts_at) > new Date());
  await page.context().close();
});

test("an appointment gets another time by three", async (t) => {
  const visit = await desk.visit(await desk.patient("Ruth", "Marsh"), 3);
  const page = await house.signedIn("reception");
  await page.goto("/reception/dashboard/");
  await within(t, 3, page, async (hand) => {
    await hand.click(`${row(visit)} .menu summary`);
    await hand.click(`${row(visit)} a[href^='/reception/reschedule']`);
    await hand.click("#free button >> nth=-1");
    await hand.seen("#toasts .toast.good");
  });
  const moved = await desk.find(visit);
  assert.equal(moved.status, "booked");
  assert.notEqual(moved.starts_at, visit.starts_at);
  assert.equal(new Date(moved.ends_at) - new Date(moved.starts_at), 120_000, "it keeps its length");
  await page.context().close();
});

test("somebody known walks in by four", async (t) => {
  const patient = await desk.patient("Samir", "Nassar");
  const page = await house.signedIn("reception");
  await within(t, 4, page, async (hand) => {
    await hand.click("main a[href='/reception/walk-in']");
    await hand.type("#q", "nassar");
    await hand.click(`#found button[value='${patient.id}']`);
    await hand.seen("#toasts .toast.good");
  });
  const [visit] = await desk.visitsOf(patient);
  assert.equal(visit.status, "arrived");
  await page.context().close();
});

test("what is typed before the search answers is still there afterwards", async () => {
  const page = await house.signedIn("reception");
  // The answer waits until the phone is typed.
  await page.addInitScript(() => {
    const ask = window.fetch;
    const typed = new Promise((resolve) => (window.go = resolve));
    window.fetch = async (what, how) => {
      const answer = await ask(what, how);
      if (String(what.url ?? what).includes("walk-in?q=")) await typed;
      return answer;
    };
  });
  await page.goto("/reception/walk-in");
  const asked = page.waitForResponse(/walk-in\?q=/);
  await page.fill("#q", "Mona Farid");
  await asked;
  // Folded while those last looked at are proposed.
  if (!(await page.isVisible("#phone"))) await page.click("#found summary");
  await page.fill("#phone", "0122 555 6666");
  await page.evaluate(() => window.go());
  await page.locator("#given_name[value=Mona]").waitFor();
  assert.equal(await page.inputValue("#phone"), "0122 555 6666");
  assert.equal(await page.inputValue("#family_name"), "Farid");
  await page.context().close();
});

test("somebody new walks in by seven", async (t) => {
  const page = await house.signedIn("reception");
  await within(t, 7, page, async (hand) => {
    await hand.click("main a[href='/reception/walk-in']");
    await hand.type("#q", "Mina Karam");
    await hand.seen("#given_name[value=Mina]");
    await hand.type("#phone", "0122 333 4444");
    await hand.click("#found button[name=register]");
    await hand.seen("#toasts .toast.good");
  });
  const found = await desk.api("GET", "/api/patients/?search=karam%20mina");
  assert.equal(found.results.length, 1);
  assert.equal((await desk.visitsOf(found.results[0]))[0].status, "arrived");
  await page.context().close();
});
