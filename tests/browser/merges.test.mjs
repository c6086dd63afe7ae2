// Patients who were registered twice: found, compared, merged and parted without a script, and pages fit to be seen in two
// languages, with a picture of each to look at in target/screenshots/merges/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/merges/", import.meta.url).pathname;
let house, pairs;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  pairs = {};
  for (const clinic of ["demo", "amal"]) {
    const { patient } = await scene(house, clinic);
    const born = { date_of_birth: "1985-03-12" };
    pairs[clinic] = [
      await patient("Nadia", "Karimi", { ...born, notes: "Prefers the afternoon" }),
      await patient("Nadia Lina", "Karimi", { ...born, phone: "+201001234599" }),
    ];
  }
}, { timeout: 120_000 });
after(() => house?.close());

const look = lookInto(shots);
const compare = ([one, other]) => `/patients/${one.id}/merge?other=${other.id}`;

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages of merges are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("reception", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      for (const [name, path] of [
        ["duplicates", "/patients/duplicates"],
        ["choose", `/patients/${pairs[clinic][0].id}/merge`],
        ["compare", compare(pairs[clinic])],
        ["merges", "/merges"],
      ]) {
        await page.goto(path);
        wrong.push(...(await look(page, `${name}-${lang}-${colorScheme}`)));
      }
      assert.deepEqual(wrong, []);
      await page.context().close();
    });
  }
}

test("two charts become one and two again, without a script", async () => {
  const [one, other] = pairs.demo;
  const page = await house.signedIn("reception", { javaScriptEnabled: false });
  await page.goto("/patients/duplicates");
  await page.click(`a[href='${compare(pairs.demo)}']`);
  await page.check("input[name=given_name][value=other]");
  await page.fill("#reason", "Same identity card");
  await page.click("form[data-guard] .form-actions button.btn-primary");
  assert.match(page.url(), new RegExp(`/patients/${one.id}`));
  assert.match(await page.textContent("main"), /Nadia Lina Karimi/);
  await page.goto(`/patients/${other.id}`);
  assert.match(page.url(), new RegExp(`/patients/${one.id}`));
  assert.match(await page.textContent("#toasts"), /merged into this one/);

  await page.goto("/merges");
  await page.click("a[href$='/reverse']");
  await page.fill("#reason", "Two sisters");
  await page.click("form[data-guard] .form-actions button.btn-danger");
  await page.goto(`/patients/${other.id}`);
  assert.match(page.url(), new RegExp(`/patients/${other.id}`));
  await page.context().close();
});
