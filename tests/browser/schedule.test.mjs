// The schedule's pages: a week typed and copied, days away, and what they look like in two languages, two lights and two
// widths, with a picture of each to look at in target/screenshots/schedule/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";

const shots = new URL("../../target/screenshots/schedule/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 60_000 });
after(() => house?.close());

const look = lookInto(shots);

for (const javaScriptEnabled of [true, false]) {
  test(`an administrator sets a week and closes the clinic (script: ${javaScriptEnabled})`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled });
    await page.goto("/admin/hours/");
    await page.fill("#day-1", "8-12, 13-16");
    await page.click("button[name=copy]");
    assert.equal(await page.inputValue("#day-7"), "8-12, 13-16");
    await page.fill("#day-6", "");
    await page.fill("#day-7", "12-8");
    // Enter saves; it does not copy.
    await page.press("#day-7", "Enter");
    await page.locator("#day-7-error").waitFor();
    await page.fill("#day-7", "");
    await page.press("#day-7", "Enter");
    await page.locator(".week-hours td", { hasText: "08:00–12:00, 13:00–16:00" }).first().waitFor();
    assert.equal(await page.locator(".week-hours td", { hasText: "Closed" }).count(), 2);

    await page.fill("#name", "Works");
    await page.fill("#first_day", "2031-03-04");
    await page.fill("#last_day", "2031-03-03");
    await page.click("form[action='/admin/hours/closures/'] .btn");
    await page.locator("#last_day-error").waitFor();
    await page.fill("#last_day", "2031-03-05");
    await page.click("form[action='/admin/hours/closures/'] .btn");
    await page.locator("li", { hasText: "Works" }).waitFor();
    await page.click("form[action*='/closures/'] button:has-text('Remove')");
    assert.equal(await page.locator("li", { hasText: "Works" }).count(), 0);
    await page.click("button[name=forget]");
    assert.equal(await page.locator(".week-hours").count(), 0);
    await page.context().close();
  });
}

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the schedule's pages are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      await page.goto("/admin/services/");
      wrong.push(...(await look(page, name("services-none"))));
      await page.goto("/admin/services/new/");
      await page.fill("#duration_minutes", "4");
      await page.click(".form .actions .btn-primary");
      wrong.push(...(await look(page, name("service-refused"))));
      await page.fill("#name", `Massage ${lang} ${colorScheme}`);
      await page.fill("#duration_minutes", "45");
      await page.click(".form .actions .btn-primary");
      wrong.push(...(await look(page, name("services"))));
      await page.click("th a");
      wrong.push(...(await look(page, name("service"))));
      await page.click("form[action$='/retire/'] button");
      await page.goto("/admin/hours/");
      wrong.push(...(await look(page, name("hours-usual"))));
      await page.fill("#day-7", "9");
      await page.press("#day-7", "Enter");
      wrong.push(...(await look(page, name("hours-refused"))));
      await page.fill("#day-7", "9-13");
      await page.fill("#starts_on", "2031-01-01");
      await page.press("#day-7", "Enter");
      await page.fill("#date", "2031-02-03");
      await page.fill("#note", "Works");
      await page.click("form[action*='/exceptions/'] .btn");
      wrong.push(...(await look(page, name("hours"))));
      await page.click("form[action*='/exceptions/'] button:not([name])");
      await page.click("button[name=forget]");
      await page.context().close();

      const doctor = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      await doctor.goto("/doctor/hours/");
      wrong.push(...(await look(doctor, name("own"))));
      await doctor.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
