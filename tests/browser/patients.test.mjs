// Patients on their phones: in by a code, by a sheet of paper, by a passkey; with and without scripts.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations, picture } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

let house, desk;
const shots = new URL("../../target/screenshots/", import.meta.url).pathname;
before(async () => {
  house = await openHouse();
  desk = await scene(house);
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };

async function window(path, { clinic = "demo", ...options } = {}) {
  const context = await house.browser.newContext({ baseURL: house.at(clinic), ...phone, ...options });
  const page = await context.newPage();
  await page.goto(path);
  return page;
}

/** What the outbox would have sent last. */
async function sentCode(clinic = "demo") {
  const [newest] = (await house.praxis(["messages", "--tenant", clinic, "--limit", "1", "--json"])).trim().split("\n");
  const { kind, body } = JSON.parse(newest);
  assert.equal(kind, "one_time_code");
  return body.match(/\d{6}/)[0];
}

const submit = (page) => page.click("main form button.btn-primary");

async function signUp(page, { given = "Mona", family = "El Sayed", number = "0100 123 4567", username = "mona" } = {}) {
  await page.fill("#given_name", given);
  await page.fill("#family_name", family);
  await page.fill("#date_of_birth", "1985-03-12");
  await page.fill("#phone", number);
  await page.fill("#username", username);
  await submit(page);
  await page.waitForURL(/patient-login\/code/);
}

async function typeCode(page, code) {
  await page.fill("#code", code);
  await submit(page);
}

test("somebody registers, comes back by a code and cancels, without scripts", async () => {
  const page = await window("/", { javaScriptEnabled: false });
  await page.click("main a[href='/patient/patient-login/']");
  await page.click("main a[href='/patient/patient-signup/']");
  await signUp(page);
  await typeCode(page, "12");
  assert.match(await page.textContent("main"), /4 tries are left/);
  await typeCode(page, await sentCode());
  await page.waitForURL(/\/patient\/home\//);
  assert.match(await page.textContent("h1"), /Mona/);
  await page.click("form[action='/patient/patient-logout/'] button");
  await page.waitForURL(/patient-login/);

  const [patient] = (await desk.api("GET", "/api/patients/?search=mona")).results;
  const visit = await desk.visit(patient, 240);
  await page.fill("#phone", "+20 100 1234567");
  await page.fill("#username", "MONA");
  await submit(page);
  await typeCode(page, await sentCode());
  await page.click("main a.btn-outline-danger");
  await page.fill("#reason", "I am well again");
  await page.click("main button.btn-danger");
  assert.match(await page.textContent("#toasts"), /Appointment cancelled/);
  assert.equal((await desk.find(visit)).status, "cancelled");
  await page.context().close();
});

test("a passkey saves the code next time", async () => {
  const page = await window("/patient/patient-signup/");
  const session = await page.context().newCDPSession(page);
  await session.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  await session.send("WebAuthn.addVirtualAuthenticator", { options });
  await signUp(page, { given: "Karim", number: "0100 222 3333", username: "karim" });
  await typeCode(page, await sentCode());
  await page.waitForURL(/\/patient\/home\//);
  await page.click("[data-passkey=register] button");
  await page.waitForURL(/\/patient\/account\//);
  assert.match(await page.textContent("#toasts"), /Passkey added/);
  await page.click("form[action='/patient/patient-logout/'] button");
  await page.waitForURL(/patient-login/);
  await page.click("[data-passkey='sign-in'] button");
  await page.waitForURL(/\/patient\/home\//);
  assert.match(await page.textContent("h1"), /Karim/);
  // It opens no door of the staff's.
  await page.click("form[action='/patient/patient-logout/'] button");
  await page.goto("/doctor/staff-login/");
  await page.click("[data-passkey='sign-in'] button");
  await page.waitForSelector("[data-passkey='sign-in'] [role=alert]:not([hidden])");
  await page.context().close();
});

test("a sheet of paper lets its holder in", async () => {
  const patient = await desk.patient("Salma", "Aziz");
  const page = await house.signedIn("reception", { javaScriptEnabled: false });
  await page.goto(`/patients/${patient.id}`);
  await page.click(".tabs a[href$='/portal/']");
  await page.fill("#username", "salma");
  await submit(page);
  await page.click("form[action$='/portal/code/'] button");
  const code = (await page.textContent("main .secret")).trim();
  await picture(page, `${shots}patient-paper.png`, true);
  await page.context().close();

  const theirs = await window("/patient/activate/", { javaScriptEnabled: false });
  await theirs.fill("#code", code.toUpperCase().replaceAll("-", " "));
  await submit(theirs);
  await theirs.waitForURL(/\/patient\/home\//);
  assert.match(await theirs.textContent("h1"), /Salma/);
  await theirs.context().close();
});

for (const [clinic, locale] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(locale)) {
    test(`every page of a patient's is fit for everybody: ${locale}, ${colorScheme}`, async () => {
      const { api, ...there } = await scene(house, clinic);
      const page = await window("/patient/patient-login/", { clinic, colorScheme });
      const look = async (name) => {
        for (const width of [1280, 360, 320]) {
          await page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await violations(page), [], `${name} at ${width}`);
          assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${name} scrolls sideways at ${width}`);
          if (width !== 320) await picture(page, `${shots}patient-${name}-${locale}-${colorScheme}-${width}.png`, true);
        }
      };
      await look("sign-in");
      await submit(page);
      await page.waitForSelector(".error-summary");
      await look("sign-in-refused");
      await page.goto("/patient/patient-signup/");
      await look("sign-up");
      const number = `0100 777 ${colorScheme === "dark" ? 1000 : 2000}`;
      await signUp(page, { given: locale === "ar" ? "منى" : "Mona", family: locale === "ar" ? "السيد" : "Haddad", number, username: `mona ${colorScheme}` });
      await look("code");
      await typeCode(page, "000000");
      await page.waitForSelector(".error-summary");
      await look("code-wrong");
      await typeCode(page, await sentCode(clinic));
      await page.waitForURL(/\/patient\/home\//);
      await look("home-empty");
      const [patient] = (await api("GET", `/api/patients/?phone=${number.replaceAll(" ", "")}`)).results;
      const visit = await there.visit(patient, colorScheme === "dark" ? 120 : 240);
      await there.visit(patient, colorScheme === "dark" ? 180 : 300);
      await page.reload();
      await look("home");
      await page.goto(`/patient/appointment-details/${visit.id}/${patient.id}/`);
      await look("visit");
      await page.goto(`/patient/appointments/${visit.id}/cancel/`);
      await look("cancel");
      await page.goto("/patient/account/");
      await look("account");
      await page.goto("/patient/activate/");
      await look("activate");
      await page.context().close();
    });
  }

  test(`the desk's pages about it are fit for everybody: ${locale}`, async () => {
    const patient = await (await scene(house, clinic)).patient("Salma", "Aziz");
    for (const colorScheme of ["light", "dark"]) {
      const page = await house.signedIn("reception", { clinic, colorScheme });
      const look = async (name) => {
        for (const width of [1280, 360]) {
          await page.setViewportSize({ width, height: 740 });
          assert.deepEqual(await violations(page), [], `${name} at ${width}`);
          await picture(page, `${shots}patient-${name}-${locale}-${colorScheme}-${width}.png`, true);
        }
      };
      await page.goto(`/patients/${patient.id}/portal/`);
      await look("desk");
      await page.goto("/messages/");
      await look("outbox");
      await page.context().close();
    }
  });
}
