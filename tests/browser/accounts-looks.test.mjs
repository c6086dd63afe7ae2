// Every page of accounts and administration in two languages, two lights and two widths: nothing that axe finds, nothing
// that sticks out, and a picture of each to look at in target/screenshots/accounts/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto, picture } from "./axe.mjs";
import { lights, openHouse, password } from "./house.mjs";

const shots = new URL("../../target/screenshots/accounts/", import.meta.url).pathname;
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  for (const clinic of ["demo", "amal"]) {
    await house.hire("second", "admin", clinic);
  }
}, { timeout: 60_000 });
after(() => house?.close());

const look = lookInto(shots);

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    const name = (page) => `${page}-${lang}-${colorScheme}`;

    test(`pages before the sign-in are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const context = await house.browser.newContext({ baseURL: house.at(clinic), colorScheme, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto("/");
      const wrong = await look(page, name("landing"));
      await page.goto("/doctor/staff-login/");
      wrong.push(...(await look(page, name("sign-in"))));
      await page.fill("#username", "nobody");
      await page.fill("#password", "nothing");
      await page.click("form[action='/doctor/staff-login/'] button:not([type=button])");
      wrong.push(...(await look(page, name("sign-in-failed"))));
      await context.close();
      assert.deepEqual(wrong, []);
    });

    test(`pages of accounts and administration are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      const second = await house.sql("select id from room.staff order by id desc limit 1", clinic);
      for (const [title, path] of [
        ["account", "/account/"],
        ["password", "/account/password/"],
        ["authenticator", "/account/authenticator/"],
        ["confirm", "/account/confirm/"],
        ["emergency", "/emergency/"],
        ["staff", "/admin/"],
        ["staff-new", "/admin/staff/new/"],
        ["person", `/admin/staff/${second}/`],
        ["roles", "/admin/roles/"],
        ["role-new", "/admin/roles/new/"],
        ["tokens", "/admin/tokens/"],
        ["policy", "/admin/policy/"],
        ["identity", "/admin/identity/"],
        ["shortcuts", "/help/shortcuts"],
      ]) {
        await page.goto(path);
        wrong.push(...(await look(page, name(title))));
      }
      await page.goto(`/admin/staff/${second}/`);
      await page.click("form[action$='/link/'] button");
      wrong.push(...(await look(page, name("link"))));
      await page.goto((await page.inputValue("#link")).replace(/^https?:\/\/[^/]+/, ""));
      wrong.push(...(await look(page, name("welcome"))));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });

    test(`what the session's end shows is fit to be seen (${lang}, ${colorScheme})`, async () => {
      const page = await house.signedIn("reception", { clinic, colorScheme, reducedMotion: "reduce", before: (page) => page.clock.install() });
      await page.goto("/patients/new");
      await page.click("details:has(#notes) > summary");
      await page.fill("#notes", "Comes with her daughter");
      await page.clock.runFor("00:05");
      await page.waitForSelector(".save-state:not(:empty)");
      await page.clock.runFor("13:10");
      const wrong = await look(page, name("session-warning"));
      await page.goto("/account/");
      await page.goto("/patients/new");
      await page.waitForSelector("[data-draft=restore]");
      wrong.push(...(await look(page, name("draft-offer"))));
      await page.context().close();

      const plain = await house.signedIn("reception", { clinic, colorScheme, javaScriptEnabled: false });
      await plain.goto("/patients/new");
      await plain.fill("#family_name", "Sabry");
      await plain.click("details:has(#notes) > summary");
      await plain.fill("#notes", "Comes with her daughter");
      await house.sql("update room.session set last_active_at = last_active_at - interval '20 minutes'", clinic);
      await plain.waitForTimeout(1_100);
      await plain.click("main form .form-actions button.btn-primary");
      await picture(plain, `${shots}${name("sign-in-kept")}-1280.png`, true);
      await plain.fill("#username", "reception");
      await plain.fill("#password", password);
      await plain.click("form[action='/doctor/staff-login/'] button:not([type=button])");
      const cookies = await plain.context().cookies();
      const address = plain.url();
      await plain.context().close();

      const context = await house.browser.newContext({ colorScheme, reducedMotion: "reduce" });
      await context.addCookies(cookies);
      const kept = await context.newPage();
      await kept.goto(address);
      wrong.push(...(await look(kept, name("draft-kept"))));
      await house.sql("delete from room.draft", clinic);
      await context.close();
      assert.deepEqual(wrong, []);
    });
  }
}
