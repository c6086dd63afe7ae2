// Choosing several on a list: with and without scripts, by keyboard, in two languages.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/bulk/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const box = (person) => `#patient-${person.id} [name=ids]`;

for (const javaScriptEnabled of [true, false]) {
  test(`several get a tag, and it is taken back (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const { patient } = await scene(house);
    const family = `Mansour${javaScriptEnabled}`;
    const people = [await patient("Omar", family), await patient("Nour", family)];
    const page = await house.signedIn("reception", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto(`/doctor/patients-dash/?search=${family}`);
    for (const person of people) {
      await page.focus(box(person));
      await page.keyboard.press("Space");
    }
    if (javaScriptEnabled) assert.equal(await page.textContent("[data-chosen]"), "2");
    await page.fill("#bulk-tag", "Recall");
    await page.click("[formaction='/patients/bulk/tag']");
    assert.equal(await page.textContent("#bulk-counts dd"), "2");
    await page.click("main form[action='/patients/bulk/tag'] button");
    await page.locator("form[action='/patients/bulk/untag']").waitFor();
    await page.click("form[action='/patients/bulk/untag'] button");
    assert.equal(await page.textContent("#bulk-counts dd"), "2");
    await page.context().close();
  });
}

test("one box chooses all of a page, and Shift a row of them", async () => {
  const { patient } = await scene(house);
  const people = [];
  for (const name of ["Amal", "Basma", "Celia"]) people.push(await patient(name, "Qasim"));
  const page = await house.signedIn("reception", { reducedMotion: "reduce" });
  await page.goto("/doctor/patients-dash/?search=Qasim");
  const chosen = () => page.locator("[data-choose]:checked").count();
  await page.check("[data-choose-all]");
  assert.equal(await chosen(), 3);
  await page.uncheck("[data-choose-all]");
  assert.equal(await chosen(), 0);
  const boxes = page.locator("[data-choose]");
  await boxes.nth(0).click();
  await boxes.nth(2).click({ modifiers: ["Shift"] });
  assert.equal(await chosen(), 3);
  await page.context().close();
});

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`what would become of each is fit to be seen (${lang}, ${colorScheme})`, async () => {
      const { patient } = await scene(house, clinic);
      const person = await patient("Sami", `Bulk ${colorScheme}`);
      const page = await house.signedIn("reception", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/doctor/patients-dash/");
      const wrong = await look(page, `list-${lang}-${colorScheme}`);
      await page.check(box(person));
      await page.click("[formaction='/patients/bulk/delete']");
      wrong.push(...(await look(page, `asked-${lang}-${colorScheme}`)));
      await page.goto(`/patients/${person.id}/tags`);
      wrong.push(...(await look(page, `tags-${lang}-${colorScheme}`)));
      await page.goto("/reception/bulk");
      wrong.push(...(await look(page, `visits-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
