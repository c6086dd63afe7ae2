// Getting in, as staff meet it: with and without scripts, by password, code, passkey, paper and link.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHouse, password } from "./house.mjs";
import { code } from "./totp.mjs";

const LOGIN = "form[action='/doctor/staff-login/'] button:not([type=button])";
let house;
before(async () => (house = await openHouse()), { timeout: 60_000 });
after(() => house?.close());

/** Fills the sign-in and sends it. */
async function enter(page, username, word = password) {
  await page.goto("/doctor/staff-login/");
  await page.fill("#username", username);
  await page.fill("#password", word);
  await page.click(LOGIN);
}

async function window(options = {}) {
  const context = await house.browser.newContext({ baseURL: house.at("demo"), viewport: { width: 1280, height: 900 }, ...options });
  return context.newPage();
}

const both = [true, false].map((javaScriptEnabled) => ({ javaScriptEnabled, how: javaScriptEnabled ? "with scripts" : "without scripts" }));

for (const { javaScriptEnabled, how } of both) {
  test(`staff sign in and out, ${how}`, async () => {
    const page = await window({ javaScriptEnabled });
    await page.goto("/patients/new");
    assert.match(page.url(), /staff-login\/\?next=%2Fpatients%2Fnew/);
    await page.fill("#username", " Reception ");
    await page.fill("#password", "not the password");
    await page.click(LOGIN);
    assert.match(await page.textContent("[role=alert]"), /not right/);
    assert.equal(await page.inputValue("#password"), "");
    await page.fill("#password", password);
    await page.click(LOGIN);
    assert.match(page.url(), /\/patients\/new$/);

    await page.click("details.menu:has([href='/account/']) summary");
    await page.click("form[action='/doctor/staff-logout/'] button");
    assert.match(page.url(), /staff-login/);
    await page.goto("/patients/new");
    assert.match(page.url(), /staff-login/);
    await page.context().close();
  });

  test(`an authenticator app is set up, asked for, and replaced by paper when it is lost, ${how}`, async () => {
    const username = `app ${how}`;
    await house.hire(username, "doctor");
    const page = await house.signedIn(username, { javaScriptEnabled });
    await page.goto("/account/");
    await page.click("a[href='/account/authenticator/']");
    assert.equal(await page.locator("img.qr").count(), 1);
    const secret = await page.textContent(".secret");
    await page.fill("#code", "000000");
    await page.click("form[action='/account/authenticator/'] button");
    assert.equal(await page.locator("#code-error").count(), 1);
    await page.fill("#code", code(await page.textContent(".secret")));
    await page.click("form[action='/account/authenticator/'] button");
    const papers = await page.locator(".codes code").allTextContents();
    assert.ok(papers.length >= 8, `${papers.length} codes on paper`);
    await page.context().close();

    const again = await window({ javaScriptEnabled });
    await enter(again, username);
    assert.match(again.url(), /second-factor/);
    await again.goto("/patients/new");
    assert.match(again.url(), /second-factor/, "nothing opens before the code");
    await again.fill("#code", "123 456");
    await again.click("form[action='/sign-in/second-factor/'] button");
    assert.match(await again.textContent("[role=alert]"), /not right/);
    await again.fill("#code", code(secret, 1));
    await again.click("form[action='/sign-in/second-factor/'] button");
    assert.match(again.url(), /\/patients\/new$/);
    await again.context().close();

    for (const works of [true, false]) {
      const paper = await window({ javaScriptEnabled });
      await enter(paper, username);
      await paper.fill("#code", papers[0]);
      await paper.click("form[action='/sign-in/second-factor/'] button");
      assert.equal(!paper.url().includes("second-factor"), works, "a code on paper works once");
      await paper.context().close();
    }
  });

  test(`an invitation is made, opened by whom it is for, and works once, ${how}`, async () => {
    const username = `new ${how}`;
    const admin = await house.signedIn("admin", { javaScriptEnabled });
    await admin.goto("/admin/staff/new/");
    await admin.fill("#username", username);
    await admin.fill("#display_name", "Amal Mansour");
    await admin.check("#role-reception");
    await admin.click("main form button.btn-primary");
    if (!(await admin.locator("#link").count())) await admin.click("form[action$='/link/'] button");
    const link = await admin.inputValue("#link");
    await admin.context().close();

    const page = await window({ javaScriptEnabled });
    const own = "eleven calm herons by the water";
    const choose = async (word, repeated) => {
      await page.goto(link);
      await page.fill("#password", word);
      await page.fill("#password_repeat", repeated);
      await page.click("main form button.btn-primary");
    };
    await choose("short", "short");
    assert.equal(await page.locator("#password-error").count(), 1);
    await choose(own, "another one altogether");
    assert.equal(await page.locator("#password_repeat-error").count(), 1);
    await choose(own, own);
    assert.match(page.url(), /staff-login/);
    await enter(page, username, own);
    assert.match(page.url(), /reception\/dashboard/);
    assert.equal((await page.goto(link)).status(), 404);
    await page.context().close();
  });

  test(`who has not just proved who they are does so, and the form goes on with what was typed, ${how}`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled });
    await page.goto("/admin/tokens/");
    await page.fill("#name", "Monitor in room 2");
    await page.check("#scope-readings\\:write");
    await house.sql("update room.session set proved_at = proved_at - interval '10 minutes', last_active_at = now()");
    await page.waitForTimeout(1_100); // a session is believed for a second
    await page.click("form[action='/admin/tokens/'] button.btn-primary");
    assert.match(await page.textContent("h1"), /Confirm that it is you/);
    await page.fill("#proof_password", "not the password");
    await page.click("main form button.btn-primary");
    assert.equal(await page.locator("#proof_password-error").count(), 1);
    await page.fill("#proof_password", password);
    await page.click("main form button.btn-primary");
    assert.match(await page.textContent("main"), /Token for Monitor in room 2/);
    assert.ok((await page.inputValue("#token")).length > 30);
    await page.context().close();
  });

  test(`other sessions are listed and ended, one and all, ${how}`, async () => {
    const username = `many ${how}`;
    await house.hire(username, "reception");
    const [page, second, third] = [await house.signedIn(username, { javaScriptEnabled }), await house.signedIn(username), await house.signedIn(username)];
    await page.goto("/account/");
    assert.equal(await page.locator("tbody tr").count(), 3);
    assert.equal(await page.locator("tbody tr:has(.chip-ok) button").count(), 0, "not one's own");
    const live = async () => {
      let count = 0;
      for (const other of [second, third]) count += Number(!(await other.goto("/patients/new")).url().includes("staff-login"));
      return count;
    };
    assert.equal(await live(), 2);
    await page.locator("form[action$='/end/'] button").first().click();
    assert.match(await page.textContent("#toasts"), /Signed out there/);
    assert.equal(await live(), 1);
    await page.click("form[action$='/end-others/'] button");
    assert.equal(await page.locator("tbody tr").count(), 1);
    assert.equal(await live(), 0);
    for (const one of [page, second, third]) await one.context().close();
  });

  test(`an emergency shows its banner on every page until it is ended, ${how}`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled });
    await page.goto("/emergency/");
    await page.fill("#reason", "too short");
    await page.click("main form button.btn-danger");
    assert.equal(await page.locator("#reason-error").count(), 1);
    await page.fill("#reason", "Unconscious patient in the waiting room, allergies needed");
    await page.click("main form button.btn-danger");
    for (const path of ["/doctor/patients-dash/", "/account/"]) {
      await page.goto(path);
      assert.match(await page.textContent("section:has(form[action='/emergency/end/'])"), /Emergency access until \d\d:\d\d/);
    }
    await page.click("form[action='/emergency/end/'] button");
    await page.goto("/account/");
    assert.equal(await page.locator("form[action='/emergency/end/']").count(), 0);
    await page.context().close();
  });

  test(`language, appearance and keys are chosen on the account page, ${how}`, async () => {
    const page = await house.signedIn("reception", { javaScriptEnabled });
    await page.goto("/account/");
    await page.click("#preferences button[value=dark]");
    await page.goto("/account/");
    assert.equal(await page.getAttribute("html", "data-bs-theme"), "dark");
    await page.click("#preferences button[value=letters]");
    assert.equal(await page.getAttribute("#preferences button[value=letters]", "aria-pressed"), "true");
    await page.click("#preferences button[value=fr]");
    assert.equal(await page.getAttribute("html", "lang"), "fr");
    assert.match(page.url(), /\/account\/$/);
    await page.context().close();
  });
}

test("a passkey is added, opens the clinic alone, and confirms who one is", async () => {
  await house.hire("key", "admin");
  const page = await house.signedIn("key");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("WebAuthn.enable");
  const options = { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true };
  const { authenticatorId } = await devtools.send("WebAuthn.addVirtualAuthenticator", { options });
  await page.goto("/account/");
  await page.click("[data-passkey=register] button");
  await page.waitForSelector("form[action^='/account/passkeys/']");
  assert.match(await page.textContent("#toasts"), /Passkey added/);

  await page.goto("/");
  await page.click("details.menu:has([href='/account/']) summary");
  await page.click("form[action='/doctor/staff-logout/'] button");
  await page.click("[data-passkey=sign-in] button");
  await page.waitForURL((url) => !url.pathname.includes("staff-login"));

  await house.sql("update room.session set proved_at = proved_at - interval '10 minutes', last_active_at = now()");
  await page.waitForTimeout(1_100);
  await page.goto("/admin/tokens/");
  await page.fill("#name", "By passkey");
  await page.check("#scope-readings\\:read");
  await page.click("form[action='/admin/tokens/'] button.btn-primary");
  await page.click("[data-passkey=confirm] button");
  await page.waitForSelector("#token");
  assert.match(await page.textContent("main"), /Token for By passkey/);

  // An authenticator that does not know who holds it opens nothing.
  await devtools.send("WebAuthn.setUserVerified", { authenticatorId, isUserVerified: false });
  await page.context().clearCookies();
  await page.goto("/doctor/staff-login/");
  await page.click("[data-passkey=sign-in] button");
  await page.waitForSelector("[data-passkey=sign-in] [role=alert]:not([hidden])");
  await page.context().close();
});

test("single letters wait until somebody wants them, and chords always work", async () => {
  const page = await house.signedIn("reception");
  const opened = (id) => page.locator(`${id}[open]`).count();
  const choose = async (value) => {
    await page.goto("/account/");
    await page.click(`#preferences button[value=${value}]`);
    await page.goto("/account/");
  };
  await page.goto("/account/");
  await page.keyboard.press("/");
  await page.keyboard.press("n");
  assert.equal((await opened("#search")) + (await opened("#new-menu")), 0);
  await page.keyboard.press("?");
  assert.equal(await opened("#shortcuts"), 1);
  await choose("chords");
  await page.keyboard.press("?");
  assert.equal(await opened("#shortcuts"), 0);
  await page.keyboard.press("Control+/");
  assert.equal(await opened("#shortcuts"), 1);
  await choose("letters");
  await page.keyboard.press("n");
  assert.equal(await opened("#new-menu"), 1);
  await page.keyboard.press("Escape");
  await page.keyboard.press("/");
  assert.equal(await opened("#search"), 1);
  await page.context().close();
});

test("whoever is not signed in chooses among four languages", async () => {
  for (const javaScriptEnabled of [true, false]) {
    const page = await window({ javaScriptEnabled });
    await page.goto("/doctor/staff-login/?next=/patients/new");
    for (const [lang, dir, words] of [["ar", "rtl", /دخول الموظفين/], ["he", "rtl", /כניסת צוות/], ["fr", "ltr", /Connexion|connecter/i], ["en", "ltr", /Staff sign-in/]]) {
      await page.click(`footer button[value=${lang}]`);
      assert.equal(await page.getAttribute("html", "lang"), lang);
      assert.equal(await page.getAttribute("html", "dir"), dir);
      assert.match(await page.textContent("h1"), words);
      assert.match(await page.textContent(".brand"), /Riverside Clinic/);
      assert.match(page.url(), /next=/, "where one was going is kept");
    }
    await page.context().close();
  }
});
