// Those who host the clinics: from the link to the clinic's door, each page looked at by axe in both
// directions and both themes. SHOTS=FOLDER keeps a picture of each.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import path from "node:path";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openHouse } from "./house.mjs";

const password = "seven quiet herons at dawn";
const reason = "The board stays empty in the morning.";
let house, platform, page;

/** What an authenticator app shows for a secret in base 32. */
function code(secret) {
  const bits = [...secret].map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0")).join("");
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const sum = createHmac("sha1", key).update(step).digest();
  const number = sum.readUInt32BE(sum.at(-1) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** The page as it stands, in English and Arabic, light and dark, wide and narrow; then as it was. */
async function look(page, name, { reload = true } = {}) {
  const url = page.url();
  for (const [locale, theme, width] of [["en", "light", 1280], ["ar", "dark", 1280], ["ar", "light", 360], ["en", "dark", 360]]) {
    if (reload) {
      const { origin } = new URL(url);
      await page.context().addCookies([{ name: "locale", value: locale, url: origin }, { name: "theme", value: theme, url: origin }]);
    }
    await page.setViewportSize({ width, height: 900 });
    if (reload) await page.goto(url);
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    assert.ok(wide <= 0, `${name} in ${locale} at ${width} px scrolls sideways by ${wide}`);
    assert.deepEqual(await violations(page), [], `${name} in ${locale}, ${theme}`);
    if (process.env.SHOTS) await page.screenshot({ path: path.join(process.env.SHOTS, `${name}-${locale}-${theme}-${width}.png`), fullPage: true });
    if (!reload) break;
  }
  await page.context().clearCookies({ name: "locale" });
  await page.context().clearCookies({ name: "theme" });
  await page.setViewportSize({ width: 1280, height: 900 });
  if (reload) await page.goto(url);
}

before(async () => {
  house = await openHouse();
  platform = house.at("demo").replace("demo.", "");
  const context = await house.browser.newContext({ baseURL: platform, viewport: { width: 1280, height: 900 }, reducedMotion: "reduce" });
  page = await context.newPage();
}, { timeout: 120_000 });
after(() => house?.close());

test("an operator follows the link, sets up the authenticator and is in", { timeout: 300_000 }, async () => {
  const link = (await house.praxis(["operator", "add", "amal"])).trim().split("\n").at(-1);
  await page.goto("/");
  await look(page, "landing");
  await page.goto(link);
  await look(page, "welcome");
  await page.fill("#password", password);
  await page.fill("#password_repeat", password);
  await page.click("main form button.btn-primary");
  await look(page, "set-up");
  const secret = (await page.textContent(".secret")).replaceAll(" ", "");
  await page.fill("#code", code(secret));
  await page.click("main form button.btn-primary");
  assert.equal(await page.locator(".codes li").count(), 10);
  await look(page, "codes", { reload: false });
  await page.click("main a.btn-primary");
  await look(page, "account");
});

test("a clinic is made, suspended and resumed", { timeout: 300_000 }, async () => {
  await page.goto("/clinics/");
  await look(page, "clinics");
  await page.goto("/clinics/new/");
  await look(page, "new-clinic");
  for (const [field, value] of Object.entries({ name: "Volga Clinic", slug: "volga", domain: "volga.localhost", region: "EG", time_zone: "Africa/Cairo", currency: "EGP", username: "mona" })) {
    await page.fill(`#${field}`, value);
  }
  await page.click("main form button.btn-primary");
  assert.match(await page.inputValue("#link"), /^http:\/\/volga\.localhost:\d+\/welcome\//);
  await look(page, "invitation", { reload: false });
  await page.click("main a.btn-primary");
  await look(page, "clinic");
  await page.fill("#slug", "volga");
  await page.fill("#reason", "Moved to another house.");
  await page.click("main button.btn-danger");
  assert.match(await page.textContent("main"), /Suspended/);
  await look(page, "suspended");
  await page.click("form[action$='/resume/'] button");
  await page.goto("/record/");
  await look(page, "record");
});

test("support looks by the administrator's leave, under a banner, and leaves", { timeout: 300_000 }, async () => {
  await page.goto("/support/");
  await look(page, "no-offers");
  const chief = await house.signedIn("admin", { reducedMotion: "reduce" });
  await chief.goto("/admin/support/");
  await chief.fill("#reason", reason);
  await chief.check("#scope-patients");
  await chief.click("main form[action='/admin/support/'] button.btn-primary");
  await page.goto("/support/");
  await look(page, "offers");
  await page.fill("main textarea", reason);
  await page.click("main form button.btn-primary");
  await look(page, "ticket", { reload: false });
  await page.click("main a.btn-primary");
  await look(page, "enter");
  await page.click("main form button.btn-primary");
  assert.match(await page.textContent("#support-notice"), /Support is looking/);
  await look(page, "support");
  await page.goto(`${house.at("demo")}/reception/dashboard/`);
  await look(page, "board");
  await page.goto(`${house.at("demo")}/admin/`);
  await look(page, "forbidden");
  await chief.reload();
  await look(chief, "grants");
  await page.goto(`${house.at("demo")}/support/`);
  await page.click("#support-notice button");
  await look(page, "left");
});
