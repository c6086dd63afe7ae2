// Programs of others are told of what happens: set up with and without a script, tried out, heard by a receiver that checks
// the signature by itself, and pages fit to be seen in two languages, with a picture of each in target/screenshots/webhooks/.
import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { mkdir } from "node:fs/promises";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { lookInto } from "./axe.mjs";
import { lights, openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/webhooks/", import.meta.url).pathname;
const look = lookInto(shots, [1280, 360]);
let house, receiver, address;
const heard = [];
const waiting = [];
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  receiver = createServer((call, answer) => {
    let body = "";
    call.setEncoding("utf8").on("data", (part) => (body += part)).on("end", () => {
      heard.push({ path: call.url, headers: call.headers, body });
      answer.writeHead(call.url === "/deaf" ? 500 : 204).end();
      for (const look of waiting) look();
    });
  });
  await new Promise((resolve) => receiver.listen(0, "127.0.0.1", resolve));
  address = `http://127.0.0.1:${receiver.address().port}`;
}, { timeout: 60_000 });
after(async () => {
  await house?.close();
  receiver?.closeAllConnections();
  receiver?.close();
});

/** The first thing heard at a path, now or later. */
const hears = (path, type) =>
  new Promise((resolve) => {
    const seek = () => {
      const found = heard.find((one) => one.path === path && JSON.parse(one.body).type === type);
      if (found) resolve(found);
    };
    waiting.push(seek);
    seek();
  });

/** As Standard Webhooks has it. */
const signature = (secret, { headers, body }) =>
  `v1,${createHmac("sha256", Buffer.from(secret.slice(6), "base64")).update(`${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`).digest("base64")}`;

for (const javaScriptEnabled of [true, false]) {
  test(`somebody is told of a new patient (script: ${javaScriptEnabled})`, { timeout: 60_000 }, async () => {
    const path = `/heard-${javaScriptEnabled}`;
    const page = await house.signedIn("admin", { javaScriptEnabled });
    await page.goto("/admin/webhooks/");
    await page.click(".page-head a.btn-primary");
    await page.fill("#url", "http://hooks.example/");
    await page.click(".form .actions .btn-primary");
    await page.locator("#url-error").waitFor();
    await page.locator("#types-error").waitFor();
    await page.fill("#url", `${address}${path}`);
    await page.fill("#description", "The billing office");
    await page.check("[name=types][value='patient.created']");
    await page.click(".form .actions .btn-primary");
    const secret = await page.inputValue("#secret");
    assert.match(secret, /^whsec_/);

    await page.click(".page-head form button");
    const ping = await hears(path, "ping");
    assert.equal(ping.headers["webhook-signature"], signature(secret, ping));

    const { patient } = await scene(house);
    const { id } = await patient("Nadia", "Karimi");
    const told = await hears(path, "patient.created");
    assert.deepEqual(JSON.parse(told.body).data, { id, version: 1 });
    assert.ok(!told.body.includes("Karimi"));
    assert.equal(told.headers["webhook-signature"], signature(secret, told));

    await page.goto("/admin/webhooks/");
    await page.click(`a:has-text("${path}")`);
    assert.equal(await page.locator("#secret").count(), 0, "it is shown once");
    await page.locator("#deliveries tbody tr", { hasText: "ping" }).waitFor();
    await page.locator("#delete-title ~ form button").click();
    await page.waitForURL("**/admin/webhooks/");
    await page.context().close();
  });
}

for (const [clinic, lang] of [["demo", "en"], ["amal", "ar"]]) {
  for (const colorScheme of lights(lang)) {
    test(`the pages about webhooks are fit to be seen (${lang}, ${colorScheme})`, { timeout: 120_000 }, async () => {
      const name = (page) => `${page}-${lang}-${colorScheme}`;
      const api = await house.api("admin", clinic);
      const url = `${address}/deaf`;
      const made = await api("POST", "/api/webhooks/", { url, description: "The billing office", types: ["appointment.booked", "patient.created"] });
      await api("POST", `/api/webhooks/${made.id}/ping/`, {});
      await hears("/deaf", "ping");
      const page = await house.signedIn("admin", { clinic, colorScheme, reducedMotion: "reduce" });
      const wrong = [];
      for (const [what, path] of [["list", "/admin/webhooks/"], ["new", "/admin/webhooks/new/"], ["one", `/admin/webhooks/${made.id}/`]]) {
        await page.goto(path);
        wrong.push(...(await look(page, name(what))));
      }
      await page.locator("#secret-title ~ form button").click();
      await page.locator("#secret").waitFor();
      wrong.push(...(await look(page, name("secret"))));
      await page.goto("/admin/webhooks/new/");
      await page.click(".form .actions .btn-primary");
      wrong.push(...(await look(page, name("refused"))));
      await page.context().close();
      assert.deepEqual(wrong, []);
    });
  }
}
