// Pages that stay open: told at once, and no heavier in the evening than in the morning.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations as axe } from "./axe.mjs";
import { row } from "./hand.mjs";
import { openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

let house, desk;
before(async () => {
  house = await openHouse();
  desk = await scene(house);
}, { timeout: 120_000 });
after(() => house?.close());

test("the bell rings on whatever page the doctor is at, and leads to what happened", async () => {
  const visit = await desk.visit(await desk.patient("Layla", "Abdelrahman"), 0);
  const page = await house.signedIn("doctor");
  await page.goto("/account/");
  assert.equal(await page.locator("#bell .count").isVisible(), false);

  await desk.api("POST", `/api/appointments/${visit.id}/check-in/`, {});

  await page.locator("#toasts .toast.info").waitFor();
  assert.match(await page.textContent("#toasts .toast.info"), /Your patient of .* is here/);
  assert.equal(await page.textContent("#bell .count"), "1");
  await page.click("#bell");
  assert.deepEqual(await axe(page), []);
  await page.click("main form[action$='/open/'] button");
  assert.match(page.url(), /\/doctor\/appointments-dash\//);
  await page.waitForFunction(() => document.querySelector("#bell .count").hidden);
  await page.context().close();
});

test("a board that follows all day holds no more than when it was opened", async () => {
  const visit = await desk.visit(await desk.patient("Omar", "Haddad"), 3);
  const page = await house.signedIn("reception");
  await page.goto("/reception/dashboard/?tab=expected");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("HeapProfiler.enable");
  const held = async () => {
    await devtools.send("HeapProfiler.collectGarbage");
    const { nodes, jsEventListeners } = await devtools.send("Memory.getDOMCounters");
    const { usedSize } = await devtools.send("Runtime.getHeapUsage");
    return { nodes, jsEventListeners, kilobytes: Math.round(usedSize / 1024) };
  };
  const { patient, provider, starts_at, ends_at } = visit;
  const follows = async (reason) => {
    await desk.api("PUT", `/api/appointments/${visit.id}/`, { patient, provider, starts_at, ends_at, reason });
    await page.locator(row(visit), { hasText: reason }).waitFor();
  };
  for (let change = 0; change < 10; change += 1) await follows(`Round ${change}`);
  const before = await held();

  for (let change = 10; change < 70; change += 1) await follows(`Round ${change}`);

  const after = await held();
  // A leak of one board a change would be thousands of nodes.
  assert.ok(after.nodes <= before.nodes * 1.2, `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  assert.ok(after.jsEventListeners <= before.jsEventListeners * 1.2, `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  assert.ok(after.kilobytes <= before.kilobytes + 512, `${JSON.stringify(before)} became ${JSON.stringify(after)}`);
  await page.context().close();
});
