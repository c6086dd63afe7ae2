// The session's end: it is announced, it can be put off, and it takes nothing along that somebody typed.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHouse, password } from "./house.mjs";

const LOGIN = "form[action='/doctor/staff-login/'] button:not([type=button])";
const NOTE = "Comes with her daughter, who translates";
let house;
before(async () => (house = await openHouse()), { timeout: 60_000 });
after(() => house?.close());

const runOut = () => house.sql("update room.session set last_active_at = last_active_at - interval '20 minutes'");
const drafts = () => house.sql("select count(*) from room.draft");
const saved = (page) => page.waitForFunction(() => /^Saved \d\d:\d\d$/.test(document.querySelector(".save-state")?.textContent ?? ""));

/** The notes are folded away until somebody wants them. */
async function write(page) {
  if (!(await page.locator("#notes").isVisible())) await page.click("details:has(#notes) > summary");
  await page.fill("#notes", NOTE);
}

async function signInHere(page, username = "reception") {
  await page.fill("#username", username);
  await page.fill("#password", password);
  await page.click(LOGIN);
}

test("two minutes before the end one is asked, and stays by a press", async () => {
  const page = await house.signedIn("reception", { before: (page) => page.clock.install() });
  await page.goto("/patients/new");
  await page.clock.runFor("12:50");
  assert.ok(await page.locator("#session-warning").isHidden());
  await page.clock.runFor("00:20");
  assert.ok(await page.locator("#session-warning").isVisible());
  const kept = page.waitForResponse("**/session/keep-alive");
  await page.click("#session-warning button");
  assert.equal((await kept).status(), 204);
  await page.waitForSelector("#session-warning", { state: "hidden" });
  await page.clock.runFor("12:50");
  assert.ok(await page.locator("#session-warning").isHidden(), "it counts anew");
  await page.context().close();
});

test("typing is what a person does: it puts the end off by itself", async () => {
  const page = await house.signedIn("reception", { before: (page) => page.clock.install() });
  await page.goto("/patients/new");
  await page.clock.runFor("13:10");
  assert.ok(await page.locator("#session-warning").isVisible());
  await write(page);
  await page.clock.runFor("00:05");
  await page.waitForSelector("#session-warning", { state: "hidden" });
  await saved(page);
  await house.sql("delete from room.draft");
  await page.context().close();
});

test("after the end one signs in where one was, with what one typed", async () => {
  const page = await house.signedIn("reception", { before: (page) => page.clock.install() });
  await page.goto("/patients/new");
  await page.fill("#family_name", "Mansour");
  await write(page);
  await page.clock.runFor("00:05");
  await saved(page);
  await runOut();
  const gone = page.waitForURL(/staff-login/);
  await page.clock.runFor("15:10");
  await gone;
  assert.match(page.url(), /next=%2Fpatients%2Fnew/);
  await signInHere(page);
  assert.match(page.url(), /\/patients\/new$/);
  const offer = page.locator(".notice:has([data-draft])");
  await offer.waitFor();
  assert.match(await offer.textContent(), /You have unsaved text from \d\d:\d\d/);
  assert.equal(await page.inputValue("#notes"), "", "nobody who looks over the shoulder sees it before");
  await page.click("[data-draft=restore]");
  await page.waitForFunction((note) => document.querySelector("#notes").value === note, NOTE);
  assert.equal(await page.inputValue("#family_name"), "Mansour");
  assert.ok(await page.locator("#notes").isVisible(), "what comes back can be seen");
  await page.click("main form .form-actions button.btn-primary");
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}/);
  assert.equal(await drafts(), "0", "what is saved is no draft any more");
  await page.context().close();
});

test("a window that closes in the middle of a word loses little, and what is discarded is gone", async () => {
  const page = await house.signedIn("reception");
  await page.goto("/patients/new");
  await write(page);
  await page.locator("#notes").blur();
  await saved(page);
  const cookies = await page.context().cookies();
  await page.context().close();

  const context = await house.browser.newContext({ baseURL: house.at("demo") });
  await context.addCookies(cookies);
  const again = await context.newPage();
  await again.goto("/patients/new");
  await again.click("[data-draft=discard]");
  await again.waitForSelector("[data-draft=discard]", { state: "detached" });
  const asked = again.waitForResponse((answer) => new URL(answer.url()).searchParams.has("at"));
  await again.reload();
  await asked;
  await again.evaluate(() => new Promise(requestIdleCallback));
  assert.equal(await again.locator("[data-draft]").count(), 0);
  assert.equal(await drafts(), "0");
  await context.close();
});

test("a form that came back with messages goes on with its draft and is offered nothing", async () => {
  const page = await house.signedIn("reception");
  await page.goto("/patients/new");
  await write(page);
  await page.locator("#notes").blur();
  await saved(page);
  const asked = [];
  page.on("request", (request) => new URL(request.url()).searchParams.has("at") && asked.push(request.url()));
  await page.click("main form .form-actions button.btn-primary");
  await page.waitForSelector(".error-summary");
  await page.evaluate(() => new Promise(requestIdleCallback));
  assert.equal(await page.locator("[data-draft]").count(), 0);
  assert.deepEqual(asked, []);
  await page.fill("#family_name", "Farouk");
  await page.click("main form .form-actions button.btn-primary");
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}/);
  assert.equal(await drafts(), "0");
  await page.context().close();
});

test("without the server it says so, and goes on trying", async () => {
  const page = await house.signedIn("reception");
  await page.goto("/patients/new");
  await page.context().setOffline(true);
  await write(page);
  await page.locator("#notes").blur();
  await page.waitForFunction(() => document.querySelector(".save-state")?.textContent === "Not saved, retrying");
  assert.equal(await page.getAttribute(".save-state", "role"), "status");
  await page.context().setOffline(false);
  await saved(page);
  await house.sql("delete from room.draft");
  await page.context().close();
});

test("without scripts a form that is sent too late waits behind the sign-in", async () => {
  const page = await house.signedIn("reception", { javaScriptEnabled: false });
  await page.goto("/patients/new");
  await page.fill("#family_name", "Sabry");
  await write(page);
  await runOut();
  await page.waitForTimeout(1_100); // a session is believed for a second
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await page.textContent("#toasts"), /what you typed is kept/);
  await signInHere(page);
  assert.match(await page.textContent("h1"), /What you typed is kept/);
  assert.match(await page.textContent("main"), new RegExp(NOTE));
  await page.click("main form button.btn-primary");
  assert.match(await page.textContent("#toasts"), /Patient registered/);
  assert.match(await page.textContent("h1"), /Sabry/);
  assert.equal(await drafts(), "0");
  await page.context().close();
});

test("whoever else signs in on that device sees nothing of it", async () => {
  const page = await house.signedIn("reception", { javaScriptEnabled: false });
  await page.goto("/patients/new");
  await page.fill("#family_name", "Sabry");
  await write(page);
  await runOut();
  await page.waitForTimeout(1_100);
  await page.click("main form .form-actions button.btn-primary");
  await signInHere(page, "doctor");
  assert.match(page.url(), /doctor\/appointments-dash/);
  assert.doesNotMatch(await page.content(), new RegExp(NOTE));
  await house.sql("delete from room.draft");
  await page.context().close();
});
