// Jobs and storage: what runs by itself is done at once by one press; with and without scripts, in two languages.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";

const shots = new URL("../../target/screenshots/upkeep/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

for (const javaScriptEnabled of [true, false]) {
  test(`a duty is done at once (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto("/admin/jobs/");
    await page.click("#duty-housekeeping button");
    await page.locator("#toasts", { hasText: "It is done in a moment" }).waitFor({ state: "attached" });
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`jobs and storage are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/admin/jobs/");
      const wrong = await look(page, `jobs-${lang}-${colorScheme}`);
      await page.goto("/admin/storage/");
      wrong.push(...(await look(page, `storage-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
