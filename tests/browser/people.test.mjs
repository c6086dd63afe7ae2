// People, as the desk meets them: signing in, registering, finding again.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHouse } from "./house.mjs";

let house;
before(async () => (house = await openHouse()), { timeout: 60_000 });
after(() => house?.close());

test("a wrong password says so and keeps the name", async () => {
  const page = await house.browser.newPage({ baseURL: house.at("demo") });
  await page.goto("/doctor/staff-login/");
  await page.fill("#username", "reception");
  await page.fill("#password", "not the password");
  await page.click("form[action='/doctor/staff-login/'] button:not([type=button])");
  assert.equal(await page.inputValue("#username"), "reception");
  assert.match(await page.textContent("[role=alert]"), /not right/);
  await page.close();
});

test("reception registers a patient in seven actions and finds her again in three", async () => {
  const page = await house.signedIn("reception");
  let actions = 0;
  const act = async (what) => { actions += 1; await what; };
  await act(page.keyboard.press("Alt+n"));
  await act(page.click("#new-menu a[href='/patients/new']"));
  await act(page.fill("#given_name", "Léa"));
  await act(page.fill("#family_name", "D’Aubigné"));
  await act(page.fill("#phone", "0100 123 4567"));
  await act(page.click("form[data-guard] .form-actions button.btn-primary"));
  assert.ok(actions <= 7, `${actions} actions`);
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}/);

  await page.goto("/search");
  await page.keyboard.press("Control+k");
  await page.fill("#search input[type=search]", "aub lea");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/patients\/[0-9a-f-]{36}/);
  await page.context().close();
});

test("the same form twice makes one patient, and a likely double is asked about", async () => {
  const page = await house.signedIn("reception", { javaScriptEnabled: false });
  const register = async () => {
    await page.goto("/patients/new");
    await page.fill("#given_name", "Nour");
    await page.fill("#family_name", "Haddad");
    await page.fill("#phone", "01001112223");
    await page.click("form[data-guard] .form-actions button.btn-primary");
  };
  await register();
  assert.match(page.url(), /\/patients\/[0-9a-f-]{36}/);
  await register();
  assert.match(await page.textContent(".callout"), /Nour Haddad/);
  await page.click("button[name=anyway]");
  assert.match(page.url(), /\/patients\/[0-9a-f-]{36}/);
  await page.context().close();
});

test("the other clinic sees none of it", async () => {
  const page = await house.signedIn("reception", { clinic: "amal" });
  assert.equal(await page.getAttribute("html", "dir"), "rtl");
  await page.goto("/search?q=haddad");
  assert.equal(await page.locator(".results li").count(), 0);
  await page.context().close();
});

