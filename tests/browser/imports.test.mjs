// Imports: a table is uploaded, looked at, brought in and taken back; with and without scripts, in two languages.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";

const shots = new URL("../../target/screenshots/imports/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

const table = (name, text) => ({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

async function upload(page, file, kind = "patients") {
  await page.goto("/admin/imports/");
  if (!(await page.locator("#file").isVisible())) await page.click("main details summary");
  await page.selectOption("#kind", kind);
  await page.setInputFiles("#file", file);
  await page.click("main form[enctype] button.btn-primary");
  await page.waitForURL(/\/admin\/imports\/[0-9a-f-]{36}\/$/);
}

/** Without scripts the page is asked for again, as its reader would. */
async function until(page, selector, scripted) {
  const wanted = page.locator(selector).first();
  for (let tries = 0; !scripted && !(await wanted.count()) && tries < 100; tries += 1) await page.reload();
  await wanted.waitFor({ state: "attached", timeout: 30_000 });
}

for (const javaScriptEnabled of [true, false]) {
  test(`people come in from a table and go again (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled, reducedMotion: "reduce" });
    await upload(page, table("people.csv", `Alpha,Last name\nOmar,Haddad ${javaScriptEnabled}\n,\nMona,\n`));
    await until(page, "form[action$='/commit']", javaScriptEnabled);
    await page.click("details:has(select[name=columns]) summary");
    await page.locator("select[name=columns]").first().selectOption("given_name");
    // With scripts what stands there is replaced, and looks the same before and after.
    if (javaScriptEnabled) await page.locator("form[action$='/commit']").evaluate((form) => form.classList.add("of-before"));
    await page.click("details:has(select[name=columns]) button");
    await until(page, "form[action$='/commit']:not(.of-before)", javaScriptEnabled);
    if (await page.locator("#skip_problems").count()) await page.check("#skip_problems");
    await page.click("form[action$='/commit'] button");
    await until(page, "form[action$='/undo']", javaScriptEnabled);
    await page.click("details:has(form[action$='/undo']) summary");
    await page.click("form[action$='/undo'] button");
    await until(page, "svg use[href$='#undo']", javaScriptEnabled);
    await page.locator("#board", { hasText: "Taken back" }).waitFor();
    await page.context().close();
  });
}

for (const [kind, head, row, problem] of [
  ["appointments", "Date,Time,Provider,Record number", "2029-11-05,09:00,nobody,NONE-1", "No patient has this number"],
  ["transactions", "Date,Type,Method,Amount,Record number", "2029-11-05,payment,shells,5,NONE-1", "How it was paid is not understood"],
]) {
  test(`what is wrong with ${kind} is said by line, and their columns can be chosen`, async () => {
    const page = await house.signedIn("admin", { reducedMotion: "reduce" });
    await upload(page, table(`${kind}.csv`, `${head}\n${row}\n`), kind);
    await page.locator("#problems-title").waitFor();
    await page.locator("table", { hasText: problem }).waitFor();
    assert.equal(await page.locator("form[action$='/commit']").count(), 0);
    await page.click("details:has(select[name=columns]) summary");
    const held = await page.locator("select[name=columns]").evaluateAll((all) => all.map((one) => one.value));
    assert.ok(held.includes("date") && held.includes("mrn"), held.join());
    await page.context().close();
  });
}

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`imports are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto("/admin/imports/");
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      await upload(page, table("people.csv", "First name,Last name,Born\nOmar,Haddad,31/02/1990\nMona,Aziz,1990-01-02\n"));
      await until(page, "form[action$='/commit']", true);
      await page.click("details:has(select[name=columns]) summary");
      wrong.push(...(await look(page, `checked-${lang}-${colorScheme}`)));
      await page.goto("/admin/imports/");
      wrong.push(...(await look(page, `list-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
