// Assessments: answered by keyboard with the score beside it, kept while somebody types, read, and fit to be seen in two
// languages, with a picture of each page to look at in target/screenshots/assessments/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/assessments/", import.meta.url).pathname;
let house, patients;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  patients = {};
  for (const clinic of ["demo", "amal"]) patients[clinic] = await (await scene(house, clinic)).patient("Mona", "Farouk", { sex: "female" });
}, { timeout: 120_000 });
after(() => house?.close());

const look = lookInto(shots);
const form = (clinic, instrument) => `/patients/${patients[clinic].id}/assessments/new/${instrument}/`;

test("a questionnaire is answered by keyboard, with the score beside it", async () => {
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patients.demo.id}`);
  await page.click(".tabs a[href$='/assessments/']");
  await page.click(".page-head a[href$='/assessments/new/']");
  await page.click("a[href*='/new/gad-7/']");
  await page.focus("#item-1 input");
  await page.keyboard.press("Space");
  await page.locator("#running", { hasText: "6 questions to answer" }).waitFor();
  for (let item = 2; item <= 7; item += 1) {
    await page.focus(`#item-${item} input`);
    await page.keyboard.press("ArrowDown");
  }
  await page.locator("#running", { hasText: "Score: 6" }).waitFor();
  await page.click("button[value=complete]");
  await page.locator(".result", { hasText: "Mild" }).waitFor();
  await page.context().close();
});

test("what was answered is still there after the window was closed", async () => {
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(form("demo", "phq-2"));
  await page.check("#item-2 input[value='3']");
  const kept = page.waitForResponse((answer) => answer.url().endsWith("/drafts") && answer.ok());
  await page.press("#item-2 input[value='3']", "Tab");
  await kept;
  await page.goto("about:blank");
  await page.goto(form("demo", "phq-2"));
  await page.click("[data-draft=restore]");
  await page.locator("#item-2 input[value='3']:checked").waitFor();
  await page.context().close();
});

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages of assessments are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const page = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      const patient = `/patients/${patients[clinic].id}`;
      await page.goto(`${patient}/assessments/new/`);
      wrong.push(...(await look(page, name("choose"))));
      for (const answer of [2, 1]) {
        await page.goto(form(clinic, "phq-9"));
        for (let item = 1; item <= 8; item += 1) await page.check(`#item-${item} input[value='${answer}']`);
        await page.click("button[value=complete]");
        await page.locator("#item-9-error").waitFor();
        wrong.push(...(await look(page, name("refused"))));
        await page.check("#item-9 input[value='1']");
        await page.click("button[value=complete]");
        await page.locator(".result").waitFor();
      }
      wrong.push(...(await look(page, name("result"))));
      await page.goto(`${patient}/assessments/trend/phq-9/`);
      wrong.push(...(await look(page, name("trend"))));
      await page.goto(form(clinic, "sppb"));
      wrong.push(...(await look(page, name("measured"))));
      for (const [title, path] of [["list", "/assessments/"], ["chart", ""]]) {
        await page.goto(patient + path);
        wrong.push(...(await look(page, name(title))));
      }
      await page.context().close();

      const admin = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await admin.goto("/admin/instruments/");
      wrong.push(...(await look(admin, name("instruments"))));
      await admin.goto("/admin/instruments/import/");
      await admin.fill("#definition", "{}");
      await admin.click(".form-actions .btn-primary");
      await admin.locator("#definition-error").waitFor();
      wrong.push(...(await look(admin, name("import"))));
      await admin.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
