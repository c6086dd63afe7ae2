// Patients book, move and cancel for themselves, on an old phone, with and without scripts.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations, picture } from "./axe.mjs";
import { within } from "./hand.mjs";
import { lights, openHouse } from "./house.mjs";
import { staffOf } from "./scene.mjs";

let house;
const shots = new URL("../../target/screenshots/", import.meta.url).pathname;
const names = { demo: ["Check-up", "Physiotherapy"], amal: ["فحص عام", "علاج طبيعي"] };

before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  for (const clinic of ["demo", "amal"]) {
    const admin = await house.api("admin", clinic);
    const { doctor } = await staffOf(house, clinic);
    // Open all week: the test does not choose the day it runs on.
    const weekly = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: "08:00", to: "20:00" }));
    await admin("PUT", `/api/schedule/hours/?owner=provider:${doctor}`, { weekly });
    for (const name of names[clinic]) await admin("POST", "/api/services/", { name, duration_minutes: 30, bookable_by: "patients", providers: [doctor] });
  }
}, { timeout: 120_000 });
after(() => house?.close());

/** A patient of the clinic who has just come in. */
async function patient(username, number, { clinic = "demo", ...options } = {}) {
  const context = await house.browser.newContext({ baseURL: house.at(clinic), viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true, ...options });
  const page = await context.newPage();
  await page.goto("/patient/patient-signup/");
  const fields = { given_name: "Mona", family_name: "El Sayed", date_of_birth: "1985-03-12", phone: number, username };
  for (const [field, value] of Object.entries(fields)) await page.fill(`#${field}`, value);
  await page.click("main form button.btn-primary");
  await page.waitForURL(/patient-login\/code/);
  const sent = (await house.praxis(["messages", "--tenant", clinic, "--limit", "20", "--json"])).trim().split("\n").map(JSON.parse);
  await page.fill("#code", sent.find((message) => message.kind === "one_time_code").body.match(/\d{6}/)[0]);
  await page.click("main form button.btn-primary");
  await page.waitForURL(/\/patient\/home\//);
  return page;
}

test("a patient books in at most five actions and cancels in three", async (t) => {
  const page = await patient("mona", "0100 123 4567");
  await within(t, 5, page, async (hand) => {
    await hand.click("main a[href='/patient/book/']");
    await hand.click("main .item-list a");
    // Tomorrow's first: today's may be a minute away.
    await hand.seen(".free-times");
    await hand.click("main form section:last-of-type .free-times button");
    await hand.click("main form[action^='/patient/book/'] button.btn-primary");
    await hand.seen("#toasts");
  });
  assert.match(await page.textContent("#toasts"), /Appointment booked/);
  assert.match(await page.textContent("section[aria-labelledby=next]"), /Test doctor/);
  await within(t, 3, page, async (hand) => {
    await hand.click("main a.btn-outline-danger");
    await hand.click("main button.btn-danger");
    await hand.seen("#toasts");
  });
  assert.match(await page.textContent("#toasts"), /Appointment cancelled/);
  await page.context().close();
});

test("without scripts a visit is booked with somebody chosen, moved, and let go", async () => {
  const page = await patient("salma", "0100 222 3333", { javaScriptEnabled: false });
  await page.goto("/patient/book/");
  await page.click("main .item-list a");
  await page.selectOption("#provider", { label: "Test doctor" });
  await page.click("form.choose-provider button");
  await page.click("main nav a:last-of-type");
  await page.click(".free-times button >> nth=0");
  assert.match(await page.textContent("main"), /kept for you until/);
  await page.click("form[action$='/release/'] button");
  await page.click("main .item-list a");
  await page.click("main nav a:last-of-type");
  await page.click(".free-times button >> nth=0");
  await page.click("main button.btn-primary");
  await page.click("main a[href$='/reschedule/']");
  await page.click("main form section:last-of-type .free-times button >> nth=2");
  assert.match(await page.textContent("#toasts"), /Appointment moved/);
  await page.context().close();
});

for (const [clinic, locale] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(locale)) {
    test(`the pages for booking are sound in ${locale}, ${colorScheme}`, async () => {
      const page = await patient(`looks ${colorScheme}`, colorScheme === "dark" ? "0100 444 5555" : "0100 666 7777", { clinic, colorScheme });
      const look = async (name) => {
        await picture(page, `${shots}booking-${name}-${locale}-${colorScheme}.png`, true);
        assert.deepEqual(await violations(page), [], name);
        const wide = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        assert.ok(wide <= 0, `${name} is ${wide} px too wide`);
      };
      await page.click("main a[href='/patient/book/']");
      await look("services");
      await page.click("main .item-list a");
      await page.waitForSelector(".free-times");
      await look("times");
      await page.click("main form section:last-of-type .free-times button");
      await page.waitForURL(/\/patient\/book\/[0-9a-f-]+\//);
      await look("confirm");
      await page.click("main button.btn-primary");
      await page.waitForURL(/\/patient\/home\//);
      await look("home");
      await page.context().close();
    });
  }
}
