// Documents: chosen in a form, looked at, decided about; with and without scripts, in two languages, lights and widths.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/documents/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

// One grey pixel.
const pixel = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNsaGj4DwAFhAKAjM1mJgAAAABJRU5ErkJggg==", "base64");
const png = { name: "knee.png", mimeType: "image/png", buffer: pixel };
const page1 = { name: "letter.pdf", mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.4\n${"x".repeat(200_000)}`) };
const told = async (page) => (await page.textContent("#toasts")).trim();

async function add(page, patient, file, title) {
  await page.goto(`/patients/${patient.id}/documents`);
  if (!(await page.locator("#title").isVisible())) await page.click("main details summary");
  await page.fill("#title", title);
  await page.setInputFiles("#file", file);
  await page.click("main form[enctype] button.btn-primary");
  await page.waitForURL(/\/documents\/[0-9a-f-]{36}$/);
}

for (const javaScriptEnabled of [true, false]) {
  test(`a picture comes into a chart and is released (${javaScriptEnabled ? "with" : "without"} scripts)`, async () => {
    const patient = await (await scene(house)).patient("Omar", `Haddad${javaScriptEnabled}`);
    const page = await house.signedIn("doctor", { javaScriptEnabled, reducedMotion: "reduce" });
    await page.goto(`/patients/${patient.id}`);
    await page.click("nav.tabs a[href$='/documents']");
    await add(page, patient, png, "Left knee");
    assert.match(await told(page), /Uploaded/);
    const alone = await page.context().newPage();
    const shown = await alone.goto(await page.getAttribute("img.document-preview", "src"));
    assert.deepEqual(await shown.body(), pixel);
    await alone.close();
    if (javaScriptEnabled) assert.equal(await page.locator("img.document-preview").evaluate((image) => image.naturalWidth), 1);

    await page.click("form[action$='/submit'] button");
    assert.match(await told(page), /Handed in/);
    await page.click("button[formaction$='/reject']");
    assert.ok(await page.locator("#comment-error").isVisible());
    await page.fill("#comment", "Other knee");
    await page.click("button[formaction$='/reject']");
    assert.match(await page.textContent("main"), /Other knee/);
    await page.click("form[action$='/submit'] button");
    await page.click("form[action$='/approve'] button.btn-primary");
    await page.click("form[action$='/release'] button");
    assert.match(await told(page), /patient may read/);

    await page.click("details:has(form[action$='/versions']) summary");
    await page.setInputFiles("#file", page1);
    await page.click("form[action$='/versions'] button");
    assert.match(await page.textContent("main"), /letter\.pdf/);
    assert.equal(await page.locator("ol[reversed] > li").count(), 2);
    await page.context().close();
  });
}

test("what cannot be kept says so on the page", async () => {
  const patient = await (await scene(house)).patient("Nadia", "Fawzy");
  const page = await house.signedIn("doctor", { reducedMotion: "reduce" });
  await page.goto(`/patients/${patient.id}/documents`);
  await page.fill("#title", "Page");
  await page.setInputFiles("#file", { name: "page.pdf", mimeType: "application/pdf", buffer: Buffer.from("<!doctype html><p>") });
  await page.click("main form[enctype] button.btn-primary");
  await page.waitForSelector("#file-error");
  assert.equal(await page.inputValue("#title"), "Page");
  await page.context().close();
});

const look = lookInto(shots);
for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`documents are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const patient = await (await scene(house, clinic)).patient("Sami", `Aziz ${colorScheme}`);
      const page = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      await page.goto(`/patients/${patient.id}/documents`);
      const wrong = await look(page, `empty-${lang}-${colorScheme}`);
      await add(page, patient, png, "Left knee");
      wrong.push(...(await look(page, `document-${lang}-${colorScheme}`)));
      await page.click("form[action$='/submit'] button");
      wrong.push(...(await look(page, `review-${lang}-${colorScheme}`)));
      await page.goto(`/patients/${patient.id}/documents`);
      wrong.push(...(await look(page, `list-${lang}-${colorScheme}`)));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
