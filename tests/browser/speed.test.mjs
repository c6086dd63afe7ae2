// How fast the screens that are opened all day show themselves, and what they send for; measured in the browser.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

// A program built for debugging on a busy machine is several times slower than one built to be used: held to the measure
// is the latter (PRAXIS=target/release/praxis), of the former only what a person would call stuck.
const most = process.env.PRAXIS.includes("release") ? 300 : 1500;
const loads = 5;

let house, patient;
before(async () => {
  house = await openHouse();
  const desk = await scene(house);
  for (let number = 0; number < 30; number += 1) {
    patient = await desk.patient("Layla", `Abdelrahman ${number}`);
    await desk.visit(patient, number * 2);
  }
}, { timeout: 240_000 });
after(() => house?.close());

/** Installed before the page: the browser keeps what it saw from the first moment on. */
const watch = () => {
  window.seen = { paint: 0, shift: 0 };
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.paint = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true });
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.seen.shift += entry.hadRecentInput ? 0 : entry.value))).observe({ type: "layout-shift", buffered: true });
};

const median = (numbers) => [...numbers].sort((one, other) => one - other)[Math.floor(numbers.length / 2)];

for (const [name, role, path] of [
  ["day board", "reception", () => "/reception/dashboard/?tab=expected"],
  ["calendar", "reception", () => "/reception/calendar/"],
  ["worklist", "doctor", () => "/doctor/appointments-dash/"],
  ["chart", "doctor", () => `/patients/${patient.id}`],
  ["patients", "reception", () => "/doctor/patients-dash/"],
]) {
  test(`the ${name} is there at once, stays where it is, and asks nobody else`, async (t) => {
    const signedIn = await house.signedIn(role);
    const state = await signedIn.context().storageState();
    await signedIn.goto(path());
    await signedIn.context().close();
    const [paints, shifts] = [[], []];
    let requests = [];
    for (let load = 0; load < loads; load += 1) {
      // A new window each time: nothing is in its cache.
      const context = await house.browser.newContext({ baseURL: house.at("demo"), storageState: state, viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await page.addInitScript(watch);
      requests = [];
      page.on("request", (request) => requests.push(request.url()));
      await page.goto(path(), { waitUntil: "load" });
      // Two frames later all that the first one showed is on record.
      const seen = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.seen), 100)))));
      paints.push(seen.paint);
      shifts.push(seen.shift);
      await context.close();
    }
    // A parser that is held up paints half a table, whose columns settle with the rest: the worst load says how busy the machine was.
    const [paint, shift, worst] = [median(paints), median(shifts), Math.max(...shifts)];
    t.diagnostic(`${name}: largest paint after ${Math.round(paint)} ms (median of ${loads}), layout shift ${shift.toFixed(4)} (at worst ${worst.toFixed(4)}), ${requests.length} requests`);
    assert.ok(paint > 0 && paint <= most, `${paint} ms`);
    assert.ok(shift <= 0.02, `${shift}`);
    assert.deepEqual(requests.filter((url) => !url.startsWith(house.at("demo"))), []);
    assert.ok(requests.length <= 6, requests.join("\n"));
  });
}
