// What messages say and by whom they are carried: typed, seen while it is typed, and what the pages look like in two
// languages and two widths, with a picture of each to look at in target/screenshots/messages/.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";

const shots = new URL("../../target/screenshots/messages/", import.meta.url).pathname;
const text = "/admin/messaging/texts/appointment_confirmation/en/";
let house;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
}, { timeout: 60_000 });
after(() => house?.close());

const look = lookInto(shots, [1280, 360]);

for (const javaScriptEnabled of [true, false]) {
  test(`a text is seen before it is kept (script: ${javaScriptEnabled})`, async () => {
    const page = await house.signedIn("admin", { javaScriptEnabled });
    await page.goto(text);
    await page.fill("#text", "Until {time}, {given_name}!");
    if (!javaScriptEnabled) await page.click("button[value=look]");
    await page.locator("#sample", { hasText: /Until \d\d:\d\d, Mona!/ }).waitFor();
    await page.fill("#text", "Dear {doctor}");
    await page.click(".actions .btn-primary");
    await page.locator("#text-error", { hasText: "{doctor}" }).waitFor();
    assert.equal((await page.inputValue("#text")).trim(), "Dear {doctor}");
    await page.fill("#text", "Until {time}, {given_name}!");
    await page.click(".actions .btn-primary");
    await page.locator("td", { hasText: /Until \d\d:\d\d, Mona!/ }).waitFor();
    await page.goto(text);
    await page.click("button[value=restore]");
    await page.waitForURL("**/admin/messaging/texts/");
    assert.equal(await page.locator("td", { hasText: /Until \d\d:\d\d, Mona!/ }).count(), 0);
    await page.context().close();
  });
}

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages about messages are fit to be seen (${lang}, ${colorScheme})`, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      await page.goto("/admin/messaging/");
      wrong.push(...(await look(page, name("sending"))));
      await page.selectOption("#mail", "smtp");
      await page.fill("#mail_port", "0");
      await page.click(".form .actions .btn-primary");
      wrong.push(...(await look(page, name("sending-refused"))));
      await page.goto("/admin/messaging/texts/");
      wrong.push(...(await look(page, name("texts"))));
      await page.goto(text);
      await page.fill("#text", "{nobody}");
      await page.click(".actions .btn-primary");
      wrong.push(...(await look(page, name("text-refused"))));
      await page.goto("/admin/booking/");
      wrong.push(...(await look(page, name("rules"))));
      await page.fill("#hold_minutes", "0");
      await page.click(".form .actions .btn-primary");
      wrong.push(...(await look(page, name("rules-refused"))));
      await page.goto("/messages/?channel=email");
      wrong.push(...(await look(page, name("outbox"))));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
