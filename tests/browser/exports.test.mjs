// Exports: asked for in a form, followed while they are made, fetched; with and without scripts, in two languages.
import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/exports/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

/** Without scripts the page is asked for again, as its reader would. */
async function untilReady(page, scripted) {
  const file = page.locator("a[href$='/file']").first();
  for (let tries = 0; !scripted && !(await file.isVisible()) && tries < 60; tries += 1) await page.reload();
  await file.waitFor({ timeout: 30_000 });
  return file;
}

for (const javaScriptEnabled of [true, false]) {
  test(`patients come in a file (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    await (await scene(house)).patient("Omar", `=Haddad${javaScriptEnabled}`);
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce", acceptDownloads: true });
    await page.goto("/admin/exports/");
    if (!(await page.locator("#kind").isVisible())) await page.click("main details summary");
    await page.selectOption("#kind", "patients");
    await page.selectOption("#format", "csv");
    await page.click("main form.form button.btn-primary");
    const link = await untilReady(page, javaScriptEnabled);
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const text = await readFile(await download.path(), "utf8");
    assert.match(download.suggestedFilename(), /^patients-\d{4}-\d\d-\d\d\.csv$/);
    assert.match(text, new RegExp(`'=Haddad${javaScriptEnabled}`));
    await page.locator("form[action$='/discard'] button").first().click();
    await page.locator("#board", { hasText: "No exports" }).waitFor();
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`exports are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/admin/exports/");
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      await page.selectOption("#kind", "appointments");
      await page.fill("#from", "2030-02-01");
      await page.fill("#to", "2030-01-01");
      await page.click("main form.form button.btn-primary");
      wrong.push(...(await look(page, `wrong-${lang}-${colorScheme}`)));
      await page.fill("#to", "2030-03-01");
      await page.click("main form.form button.btn-primary");
      await untilReady(page, true);
      wrong.push(...(await look(page, `ready-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
