// The recycle bin: what was deleted comes back by one press; with and without scripts, in two languages.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/recycle-bin/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

for (const javaScriptEnabled of [true, false]) {
  test(`a patient comes back (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const { api, patient } = await scene(house);
    const person = await patient("Omar", `Haddad${javaScriptEnabled}`);
    await api("DELETE", `/api/patients/${person.id}/`);
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto("/admin/recycle-bin/");
    await page.click(`#deleted-${person.id} button`);
    await page.locator("#toasts", { hasText: "Restored" }).waitFor({ state: "attached" });
    await page.locator(`#deleted-${person.id}`).waitFor({ state: "detached" });
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the bin is fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/admin/recycle-bin/?kind=document");
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      const { api, patient } = await scene(house, clinic);
      await api("DELETE", `/api/patients/${(await patient("Sami", `Aziz ${colorScheme}`)).id}/`);
      await page.goto("/admin/recycle-bin/");
      wrong.push(...(await look(page, `list-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
