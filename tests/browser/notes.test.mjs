// Notes: written with the one before beside them, kept while somebody types, signed by a chord, compared, and fit to be seen
// in two languages, with a picture of each page to look at in target/screenshots/notes/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { row, within } from "./hand.mjs";
import { lights, openHouse, password } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/notes/", import.meta.url).pathname;
const words = { subjective: "Sleeps better", objective: "Grip 18 kg", assessment: "Improving", plan: "Splint at night" };
let house, desk;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  desk = await scene(house);
}, { timeout: 120_000 });
after(() => house?.close());

const look = lookInto(shots, [1280, 360]);
const state = (page, text) => page.waitForFunction((text) => new RegExp(text).test(document.querySelector("#note .save-state")?.textContent ?? ""), text);

async function fill(page, sections = words) {
  for (const [name, text] of Object.entries(sections)) await page.fill(`#${name}`, text);
}

/** The editor of a visit that nobody had booked. */
async function editor(page, patient) {
  await page.goto(`/patients/${patient.id}`);
  await page.click("form[action$='/visit'] button");
  await page.locator("#subjective").waitFor();
}

async function signed(page, patient) {
  await editor(page, patient);
  await fill(page);
  await page.press("#plan", "Control+Enter");
  await page.locator(".digest").waitFor();
}

test("from the start of a visit to the signed note it takes at most eight actions", async (t) => {
  const visit = await desk.visit(await desk.patient("Layla", "Abdelrahman"), 0);
  await desk.api("POST", `/api/appointments/${visit.id}/check-in/`, {});
  const page = await house.signedIn("doctor");
  await page.goto("/doctor/appointments-dash/");
  await within(t, 8, page, async (hand) => {
    await hand.click(`${row(visit)} [data-next]`);
    await hand.seen("#subjective");
    for (const [name, text] of Object.entries(words)) await hand.type(`#${name}`, text);
    await hand.press("Control+Enter");
    await hand.seen(".digest");
  });
  assert.match(await page.textContent(".note-text"), /Splint at night/);
  assert.equal((await desk.find(visit)).status, "fulfilled");
  await page.context().close();
});

test("what is typed is kept, said in words, and there again after the window was closed", async () => {
  const page = await house.signedIn("doctor");
  const patient = await desk.patient("Omar", "Haddad");
  await editor(page, patient);
  const address = page.url();
  await page.fill("#subjective", words.subjective);
  await state(page, "^Saved \\d\\d:\\d\\d$");
  await page.type("#subjective", ", less pain");
  await page.locator("#subjective").blur();
  await page.waitForFunction(() => document.querySelector("#note [name=version]").value === "3");
  await page.goto("about:blank");
  await page.goto(address);
  assert.match(await page.textContent("main .notice"), /You have a draft from \d\d:\d\d/);
  assert.equal(await page.inputValue("#subjective"), "Sleeps better, less pain");
  await page.click("main .notice form button");
  await page.waitForURL(/\/notes\/$/);
  assert.equal(await house.sql("select count(*) from room.note where status = 'draft'"), "0");
  await page.context().close();
});

test("without the server it says so and goes on trying; afterwards nothing is lost", async () => {
  const page = await house.signedIn("doctor");
  await editor(page, await desk.patient("Ruth", "Marsh"));
  await page.context().setOffline(true);
  await page.fill("#plan", words.plan);
  await page.locator("#plan").blur();
  await state(page, "^Not saved, retrying$");
  await page.context().setOffline(false);
  await state(page, "^Saved \\d\\d:\\d\\d$");
  await page.reload();
  assert.equal(await page.inputValue("#plan"), words.plan);
  await page.context().close();
});

test("after the session's end one signs in where one was, with what one typed", async () => {
  const page = await house.signedIn("doctor", { before: (page) => page.clock.install() });
  await editor(page, await desk.patient("Samir", "Nassar"));
  const address = page.url();
  await page.fill("#plan", words.plan);
  await page.clock.runFor("00:05");
  await state(page, "^Saved");
  await house.sql("update room.session set last_active_at = last_active_at - interval '20 minutes'");
  const gone = page.waitForURL(/staff-login/);
  await page.clock.runFor("15:10");
  await gone;
  await page.fill("#username", "doctor");
  await page.fill("#password", password);
  await page.click("form[action='/doctor/staff-login/'] button:not([type=button])");
  assert.equal(page.url(), address);
  assert.equal(await page.inputValue("#plan"), words.plan);
  await page.context().close();
});

test("two windows are told apart, and both texts are there to choose from", async () => {
  const page = await house.signedIn("doctor");
  await editor(page, await desk.patient("Mina", "Karam"));
  const other = await page.context().newPage();
  await other.goto(page.url());
  await page.fill("#plan", "Splint by day");
  await page.locator("#plan").blur();
  await state(page, "^Saved");
  await other.fill("#plan", "No splint");
  await other.locator("#plan").blur();
  await state(other, "another window");
  await other.click("[data-saves]");
  await other.locator("table.sides").waitFor();
  for (const text of ["Splint by day", "No splint"]) assert.match(await other.textContent("table.sides"), new RegExp(text));
  await other.locator("label.side", { hasText: "Keep both" }).click();
  await other.click("main form button.btn-primary");
  await other.locator("#plan").waitFor();
  assert.equal(await other.inputValue("#plan"), "Splint by day\n\nNo splint");
  await page.context().close();
});

test("a chord signs what is still being kept, and asks about what is missing", async () => {
  const page = await house.signedIn("doctor");
  await editor(page, await desk.patient("Nadia", "Salem"));
  await page.fill("#subjective", words.subjective);
  await page.locator("#subjective").blur();
  await page.fill("#plan", words.plan);
  await page.press("#plan", "Control+Enter");
  await page.locator("#incomplete").waitFor();
  assert.equal(await page.locator("#objective-error").count(), 1);
  await page.check("#incomplete");
  await page.press("#plan", "Control+Enter");
  await page.locator(".digest").waitFor();
  await page.context().close();
});

test("a slash opens the templates, and a section of the note before is a press away", async () => {
  const api = await house.api("doctor");
  await api("POST", "/api/note-templates/", { name: "Hand", shared: true, subjective: "{{patient}}:", plan: "Splint" });
  await api("POST", "/api/note-templates/", { name: "Wrist", plan: "Rest" });
  const page = await house.signedIn("doctor");
  const patient = await desk.patient("Farid", "Mansour");
  await signed(page, patient);
  await editor(page, patient);
  await page.type("#plan", "/ha");
  await page.locator("#slash-list [aria-selected=true]", { hasText: "Hand" }).waitFor();
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.querySelector("#plan").value === "Splint");
  assert.equal(await page.inputValue("#subjective"), "Farid Mansour:");
  await page.click("[data-copies=previous-assessment]");
  assert.equal(await page.inputValue("#assessment"), words.assessment);
  await page.selectOption("#template", { label: "Wrist (Your own)" });
  await page.click("[data-inserts]");
  await page.waitForFunction(() => document.querySelector("#plan").value === "Splint\nRest");
  await state(page, "^Saved");
  await page.context().close();
});

test("without scripts a note is written, signed and amended", async () => {
  const page = await house.signedIn("doctor", { javaScriptEnabled: false });
  await editor(page, await desk.patient("Dina", "Fahmy"));
  await fill(page);
  await page.click("[data-saves]");
  assert.match(await page.textContent("#toasts"), /Kept as a draft/);
  await page.click("[data-signs]");
  assert.match(await page.textContent("#toasts"), /Signed/);
  await page.click("a[href$='/amend']");
  await page.fill("#plan", "Splint by day");
  await page.fill("#reason", "It was misheard");
  await page.click("[data-signs]");
  assert.match(await page.textContent("main"), /It was misheard/);
  await page.context().close();
});

test("without scripts a note that was signed by mistake is struck, and another is written for its visit", async () => {
  const page = await house.signedIn("doctor", { javaScriptEnabled: false });
  await editor(page, await desk.patient("Huda", "Amin"));
  await fill(page);
  await page.click("[data-signs]");
  await page.locator(".digest").waitFor();
  const note = page.url();
  await page.click("a[href$='/strike']");
  await page.click(".form .btn-danger");
  assert.equal(await page.locator("#reason-error").count(), 1);
  await page.fill("#reason", "Written into the wrong chart");
  await page.click(".form .btn-danger");
  assert.equal(page.url(), note);
  assert.match(await page.textContent("#toasts"), /Marked as entered in error/);
  assert.match(await page.textContent(".callout.bad"), /Written into the wrong chart/);
  assert.match(await page.textContent(".note-text"), /Splint at night/);
  await page.click("form[action$='/note'] button");
  assert.equal(await page.inputValue("#plan"), "");
  await page.context().close();
});

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages of notes are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const made = await scene(house, clinic);
      const patient = await made.patient("Mona", "Farouk", { sex: "female" });
      const page = await house.signedIn("doctor", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      await page.goto("/notes/templates/new/");
      await page.fill("#plan", "{{mrn}}");
      await page.click("main .form-actions .btn-primary");
      await page.locator("#plan-error").waitFor();
      wrong.push(...(await look(page, name("template"))));
      await page.fill("#name", "Hand");
      await page.fill("#plan", "{{date}}");
      await page.click("main .form-actions .btn-primary");
      await page.waitForURL(/templates\/$/);
      wrong.push(...(await look(page, name("templates"))));
      await signed(page, patient);
      const note = new URL(page.url()).pathname;
      await page.click("a[href$='/amend']");
      wrong.push(...(await look(page, name("amend"))));
      await page.fill("#plan", "Splint by day");
      await page.fill("#reason", "It was misheard");
      await page.click("[data-signs]");
      await page.locator(".digest").waitFor();
      wrong.push(...(await look(page, name("view"))));
      await page.goto(`${note}compare`);
      wrong.push(...(await look(page, name("compare"))));
      await editor(page, patient);
      wrong.push(...(await look(page, name("editor"))));
      await page.fill("#plan", words.plan);
      await page.press("#plan", "Control+Enter");
      await page.locator("#incomplete").waitFor();
      wrong.push(...(await look(page, name("refused"))));
      await page.goto(`${note}strike`);
      wrong.push(...(await look(page, name("strike"))));
      await page.fill("#reason", "Written into the wrong chart");
      await page.click(".form .btn-danger");
      await page.locator(".callout.bad").waitFor();
      wrong.push(...(await look(page, name("struck"))));
      for (const [title, path] of [["waiting", "/notes/"], ["worklist", "/doctor/appointments-dash/"], ["list", `/patients/${patient.id}/notes/`], ["chart", `/patients/${patient.id}`]]) {
        await page.goto(path);
        wrong.push(...(await look(page, name(title))));
      }
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
