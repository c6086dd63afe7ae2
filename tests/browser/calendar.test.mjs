// The calendar by hand: moved by keys and by pointer, undone, doubled with a reason, followed live, without scripts, and
// in every shape a window has.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations as axe, picture } from "./axe.mjs";
import { row, within } from "./hand.mjs";
import { openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

const shots = new URL("../../target/screenshots/", import.meta.url).pathname;
const day = 86_400_000;
// Monday of the week after next: whatever day it is, all of it is still to come.
const monday = new Date(Date.now() + 14 * day - ((new Date().getUTCDay() + 6) % 7) * day);
const date = (number) => new Date(monday.getTime() + number * day).toISOString().slice(0, 10);
const week = (more = "") => `/reception/calendar/?date=${date(0)}${more}`;
const link = (visit) => `${row(visit)} > a`;

let house, desk, arabic;
before(async () => {
  house = await openHouse();
  await mkdir(shots, { recursive: true });
  [desk, arabic] = [await scene(house), await scene(house, "amal")];
}, { timeout: 120_000 });
after(() => house?.close());

/** Somebody new, on a day of the week at a time of the clinic's clock. */
async function expected(name, number, time, { at = desk, duration = 30, ...more } = {}) {
  const [given, ...family] = name.split(" ");
  const patient = await at.patient(given, family.join(" "));
  return at.api("POST", "/business/appointments", { patient: patient.id, provider: at.doctor, kind: "consultation", starts_at: `${date(number)}T${time}:00`, duration, reason: "Check of blood pressure", ...more });
}

/** Day and time of an appointment, as the clinic's clock shows them. */
async function stands(visit, at = desk) {
  const { starts_at } = await at.find(visit);
  const hours = (Date.parse(visit.starts_at) - Date.parse(`${visit.wall}:00Z`)) / 3_600_000;
  return new Date(Date.parse(starts_at) - hours * 3_600_000).toISOString().slice(0, 16);
}
const placed = async (name, number, time, more) => ({ ...(await expected(name, number, time, more)), wall: `${date(number)}T${time}` });

test("an appointment is moved by keys in four actions, and stays in the hand's reach", async (t) => {
  const visit = await placed("Layla Abdelrahman", 0, "09:00");
  const page = await house.signedIn("reception");
  await page.goto(week());
  await page.focus(link(visit));
  await within(t, 4, page, async (hand) => {
    await hand.press("Enter");
    await hand.press("ArrowRight");
    await hand.press("ArrowDown");
    await hand.press("Enter");
    await hand.seen("#toasts .toast.good");
  });
  assert.equal(await stands(visit), `${date(1)}T09:15`);
  assert.equal(await page.evaluate(() => document.activeElement.closest("li")?.id), row(visit).slice(1));
  assert.equal(await page.locator(`${row(visit)}[data-held]`).count(), 0);
  await page.context().close();
});

test("what is moved is said aloud, and Escape puts it back", async () => {
  const visit = await placed("José Gómez", 0, "10:00");
  const page = await house.signedIn("reception");
  await page.goto(week());
  const saying = (words) => page.waitForFunction((text) => document.querySelector("#live").textContent.includes(text), words);
  await page.focus(link(visit));
  await page.keyboard.press("Enter");
  await saying("Picked up");
  await page.keyboard.press("ArrowUp");
  await saying("09:45");
  await page.keyboard.press("Escape");
  await saying("Put back");
  assert.equal(await page.textContent(`${row(visit)} time`), "10:00");
  assert.equal(await stands(visit), visit.wall);
  await page.context().close();
});

test("without anything in the hand the arrows walk, and Space opens", async () => {
  const visit = await placed("Ruth Marsh", 1, "13:00");
  const page = await house.signedIn("reception");
  await page.goto(week());
  await page.focus(link(visit));
  await page.keyboard.press("ArrowDown");
  assert.equal(await page.evaluate(() => document.activeElement.value), `${date(1)}T13:30`);
  await page.keyboard.press("ArrowRight");
  assert.equal(await page.evaluate(() => document.activeElement.value), `${date(2)}T13:30`);
  await page.focus(link(visit));
  await page.keyboard.press("Space");
  await page.locator("dialog#visit[open]").waitFor();
  assert.match(await page.textContent("#visit"), /Ruth Marsh/);
  assert.deepEqual(await axe(page), []);
  await picture(page, `${shots}calendar-panel.png`);
  await page.keyboard.press("Escape");
  assert.equal(await page.evaluate(() => document.activeElement.closest("li")?.id), row(visit).slice(1));
  await page.context().close();
});

/** Takes hold of an appointment in its middle and lets go of it over a free time. */
async function drag(page, visit, slot) {
  await page.locator(link(visit)).scrollIntoViewIfNeeded();
  const [from, to] = [await page.locator(link(visit)).boundingBox(), await page.locator(`.slot[value="${slot}"]`).boundingBox()];
  await page.mouse.move(from.x + from.width / 2, from.y + 4);
  await page.mouse.down();
  await page.mouse.move(from.x + from.width / 2 + 12, from.y + 16, { steps: 3 });
  await page.mouse.move(to.x + to.width / 2, to.y + 4, { steps: 8 });
  await page.mouse.up();
}

test("an appointment is dragged to another day, and undone", async () => {
  const visit = await placed("Amélie Laurent", 2, "09:30");
  const page = await house.signedIn("reception");
  await page.goto(week());
  await drag(page, visit, `${date(3)}T11:15`);
  await page.locator("#toasts .toast.good").waitFor();
  assert.equal(await stands(visit), `${date(3)}T11:15`);
  assert.equal(await page.locator("dialog[open]").count(), 0, "a drag is no press");

  await page.click("#toasts form button");
  await page.waitForURL((url) => url.searchParams.get("date") === date(0));
  await page.locator("#toasts .toast.good").waitFor();
  assert.equal(await stands(visit), visit.wall);
  await page.context().close();
});

test("what is dropped on another appointment asks for a reason first", async () => {
  const [visit, other] = [await placed("Omar Haddad", 3, "14:00"), await placed("Samir Nassar", 3, "15:00")];
  const page = await house.signedIn("reception");
  await page.goto(week());
  await page.focus(link(visit));
  for (const key of ["Enter", "ArrowDown", "ArrowDown", "ArrowDown", "Enter"]) await page.keyboard.press(key);
  await page.locator("dialog#visit[open] #override_reason").waitFor();
  assert.match(await page.textContent("#visit"), /Samir Nassar/);
  assert.equal(await page.textContent(`${row(visit)} time`), "14:00", "it is back where it was");
  assert.deepEqual(await axe(page), []);
  await picture(page, `${shots}calendar-taken.png`);

  await page.fill("#override_reason", "Brothers, seen together");
  await page.keyboard.press("Enter");
  await page.locator("#toasts .toast.good").waitFor();
  assert.equal(await page.locator("dialog[open]").count(), 0);
  assert.equal(await stands(visit), `${date(3)}T14:45`);
  const [one, two] = [await page.locator(row(visit)).boundingBox(), await page.locator(row(other)).boundingBox()];
  assert.ok(one.x + one.width <= two.x + 1 || two.x + two.width <= one.x + 1, "they stand side by side");
  await page.context().close();
});

test("right to left, an arrow moves to where it points", async () => {
  const visit = await placed("ليلى عبد الرحمن", 2, "11:00", { at: arabic });
  const page = await house.signedIn("reception", { clinic: "amal" });
  await page.goto(week());
  const before = await page.locator(row(visit)).boundingBox();
  await page.focus(link(visit));
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowLeft");
  assert.ok((await page.locator(row(visit)).boundingBox()).x < before.x);
  await page.keyboard.press("Enter");
  await page.locator("#toasts .toast.good").waitFor();
  assert.equal(await stands(visit, arabic), `${date(3)}T11:00`, "what is to the left comes later");
  await picture(page, `${shots}calendar-ar.png`);
  await page.context().close();
});

test("every open calendar follows within a second, and leaves alone what somebody is at", async () => {
  const [visit, mine] = [await placed("Mina Karam", 4, "09:00"), await placed("Yara Nassar", 4, "10:00")];
  const [page, other] = [await house.signedIn("doctor"), await house.signedIn("reception")];
  for (const window of [page, other]) await window.goto(week(`&provider=${desk.doctor}`));
  await page.focus(link(mine));
  await page.keyboard.press("Enter");
  await page.keyboard.press("ArrowDown");

  await desk.api("POST", `/api/appointments/${visit.id}/reschedule/`, { starts_at: `${date(4)}T12:00:00` });
  await other.locator(`${row(visit)} time:text-is("12:00")`).waitFor({ timeout: 1500 });
  assert.equal(await page.textContent(`${row(visit)} time`), "09:00", "nothing changes under a hand that holds something");
  await page.keyboard.press("Escape");
  await page.locator(`${row(visit)} time:text-is("12:00")`).waitFor({ timeout: 1500 });

  // Focus stays where it is, and so does what has it, until it is left.
  await desk.api("POST", `/api/appointments/${mine.id}/reschedule/`, { starts_at: `${date(3)}T09:00:00` });
  await desk.api("POST", `/api/appointments/${visit.id}/reschedule/`, { starts_at: `${date(4)}T12:30:00` });
  await page.locator(`${row(visit)} time:text-is("12:30")`).waitFor({ timeout: 1500 });
  assert.equal(await page.evaluate(() => document.activeElement.closest("li")?.id), row(mine).slice(1));
  assert.equal(await page.textContent(`${row(mine)} time`), "10:00");
  await page.focus("#date");
  await page.locator(`#day-${date(3)}-${desk.doctor} ${row(mine)} time:text-is("09:00")`).waitFor({ timeout: 1500 });
  await page.context().close();
  await other.context().close();
});

test("a press on a free time books it, and the calendar is there again", async () => {
  const patient = await desk.patient("Nadia", "Kamel");
  const page = await house.signedIn("reception");
  await page.goto(week());
  await page.click(`.slot[value="${date(4)}T15:15"]`);
  await page.fill("#q", "kamel nadia");
  await page.click(`#found a[href*='${patient.id}']`);
  assert.equal(await page.inputValue("#time"), "15:15");
  await page.click("main form .form-actions button.btn-primary");
  await page.locator(`#board .who:text-is("Nadia Kamel")`).waitFor();
  assert.ok(page.url().includes("/reception/calendar/"));
  await page.context().close();
});

test("without scripts it is looked at, booked, opened, moved and switched", async () => {
  const visit = await placed("Hoda Fahmy", 0, "15:00");
  const page = await house.signedIn("reception", { javaScriptEnabled: false, reducedMotion: "reduce" });
  await page.goto(week());
  await page.click(link(visit));
  assert.match(await page.textContent("h1"), /Hoda Fahmy/);
  await page.click("main a[href^='/reception/reschedule']");
  await page.fill("#time", "16:15");
  await page.click("main form .form-actions button.btn-primary");
  assert.match(await page.textContent("#toasts"), /Moved to/);
  assert.equal(await stands(visit), `${date(0)}T16:15`);
  await page.click("#toasts form button");
  assert.equal(await stands(visit), visit.wall);

  await page.click(".look-list");
  assert.ok(page.url().includes("as=list"));
  assert.ok(!(await page.locator(".slot").first().isVisible()));
  await page.click(".look-grid");
  await page.click(`.slot[value="${date(0)}T16:30"]`);
  assert.match(page.url(), /\/reception\/book\?/);
  await page.click("#found .results a >> nth=0");
  assert.equal(await page.inputValue("#time"), "16:30");
  await page.context().close();
});

test("it prints as a list with clinic, name and day", async () => {
  const page = await house.signedIn("reception");
  await page.goto(`/reception/calendar/?view=day&date=${date(0)}&as=list`);
  await page.emulateMedia({ media: "print" });
  assert.ok(await page.locator(".letterhead").isVisible());
  assert.ok(!(await page.locator(".filters").isVisible()));
  assert.match(await page.textContent("h1"), /Monday/);
  await picture(page, `${shots}calendar-print.png`, true);
  await page.context().close();
});

for (const [at, colorScheme, width] of [["demo", "light", 1280], ["demo", "dark", 1280], ["demo", "dark", 360], ["amal", "light", 360], ["amal", "dark", 1280]]) {
  test(`every view is accessible and fits: ${at}, ${colorScheme}, ${width} px`, async () => {
    const page = await house.signedIn("reception", { clinic: at, colorScheme, viewport: { width, height: 900 } });
    for (const [name, path] of Object.entries({ week: week(), day: week("&view=day"), rooms: week("&view=rooms"), list: week("&as=list"), grid: week("&as=grid"), today: "/reception/calendar/", far: "/reception/calendar/?date=2100-01-01&days=all" })) {
      await page.goto(path);
      assert.deepEqual(await axe(page), [], name);
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${name} scrolls sideways`);
      const isGrid = (await page.locator(".cal").count()) === 0 || (await page.evaluate(() => getComputedStyle(document.querySelector(".cal")).display === "grid"));
      if (name === "week" || name === "grid" || name === "list") assert.equal(isGrid, name === "grid" || (name === "week" && width > 767), name);
      await picture(page, `${shots}calendar-${name}-${at}-${colorScheme}-${width}.png`);
    }
    await page.context().close();
  });
}

test("two hundred appointments arrive in less than sixty kilobytes, and at once", async (t) => {
  await house.hire("doctor busy", "doctor");
  const staff = (await house.praxis(["user", "list", "--tenant", "demo", "--json"])).trim().split("\n").map((line) => JSON.parse(line));
  const provider = staff.find((person) => person.username === "doctor busy").id;
  for (let number = 0; number < 200; number += 1) {
    const minutes = 480 + (number % 40) * 15;
    const time = `${String(Math.floor(minutes / 60)).padStart(2, "0")}:${String(minutes % 60).padStart(2, "0")}`;
    await expected(`Patient Number${number}`, Math.floor(number / 40), time, { provider, duration: 15 });
  }
  const page = await house.signedIn("reception");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await page.goto(week(`&provider=${provider}`));
  await cdp.send("Network.clearBrowserCache");
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.addInitScript(() => new PerformanceObserver((list) => list.getEntries().forEach((entry) => (window.painted = entry.startTime))).observe({ type: "largest-contentful-paint", buffered: true }));
  await page.reload({ waitUntil: "load" });
  const painted = await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => resolve(window.painted), 100)))));
  const own = await page.evaluate(() => performance.getEntriesByType("navigation")[0].encodedBodySize);
  t.diagnostic(`${bytes} bytes, ${own} of them the page's own, painted after ${Math.round(painted)} ms`);
  assert.equal(await page.locator(".visit").count(), 200);
  assert.ok(bytes > 10_000 && bytes <= 60 * 1024, `${bytes} bytes`);
  assert.ok(painted > 0 && painted <= (process.env.PRAXIS.includes("release") ? 300 : 1500), `${painted} ms`);
  await picture(page, `${shots}calendar-full.png`);
  await page.context().close();
});
