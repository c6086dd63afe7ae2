// A clinic's numbers: filters, tables and their files; with and without scripts, in two languages.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/analytics/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  for (const clinic of ["demo", "amal"]) {
    const desk = await scene(house, clinic);
    const patient = await desk.patient("Omar", "Salem");
    for (const minutes of [2, 5, 8]) await desk.visit(patient, minutes);
  }
}, { timeout: 120_000 });
after(() => house?.close());

for (const javaScriptEnabled of [true, false]) {
  test(`appointments are counted, narrowed and written to a file (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const page = await house.signedIn("reception", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto("/analytics/");
    assert.equal(await page.locator("figure.trend svg").getAttribute("role"), "img");
    assert.ok((await page.locator(".tile").count()) >= 3);
    await page.goto("/analytics/appointments/?period=last_90_days&step=month&kind=consultation");
    assert.equal(await page.locator("#kind").inputValue(), "consultation");
    const [download] = await Promise.all([page.waitForEvent("download"), page.click('a[href*="table=step"]')]);
    const file = await readFile(await download.path(), "utf8");
    assert.match(file, /^\uFEFF?From,Appointments,/);
    assert.equal(await page.locator('.tabs a[href^="/analytics/money"]').count(), 0);
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`numbers are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      for (const report of ["appointments", "utilization", "patients", "reminders", "money"]) {
        await page.goto(`/analytics/${report}/?period=last_90_days`);
        wrong.push(...(await look(page, `${report}-${lang}-${colorScheme}`)));
      }
      await page.goto("/analytics/appointments/?from=2001-01-01&to=2001-01-31");
      wrong.push(...(await look(page, `empty-${lang}-${colorScheme}`)));
      await page.goto("/analytics/appointments/?from=2001-02-01&to=2001-01-31");
      wrong.push(...(await look(page, `refused-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
