// One day: booked, arrived, seen, written up; seen live on another screen, by every role as it may, and by no other clinic.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { after, before, test } from "node:test";
import { violations as axe, picture } from "./axe.mjs";
import { openHouse } from "./house.mjs";

let house;
// The pictures of the README are taken anew when asked for, lest every run changes them.
const shots = new URL(process.env.SCREENSHOTS ? "../../docs/screenshots/" : "../../target/screenshots/", import.meta.url).pathname;
const people = [["Layla", "Abdelrahman"], ["José", "Gómez"], ["Amélie", "Laurent"], ["Omar", "Haddad"], ["Ruth", "Marsh"], ["Samir", "Nassar"]];
const arabic = [["ليلى", "عبد الرحمن"], ["عمر", "حداد"], ["سارة", "منصور"], ["يوسف", "النجار"], ["مريم", "السيد"], ["كريم", "فؤاد"]];

/** Six visits from the next minutes on, one of them here already. */
async function furnish(clinic, names) {
  const api = await house.api("reception", clinic);
  const staff = JSON.parse(`[${(await house.praxis(["user", "list", "--tenant", clinic, "--json"])).trim().split("\n").join(",")}]`);
  const provider = staff.find((person) => person.roles.includes("doctor")).id;
  const start = Math.ceil(Date.now() / 60_000) * 60_000 + 60_000;
  const visits = [];
  for (const [number, [given_name, family_name]] of names.entries()) {
    const patient = await api("POST", "/api/patients/", { given_name, family_name, date_of_birth: `19${60 + number}-03-1${number}`, sex: number % 2 ? "male" : "female", phone: `010012345${10 + number}`, mrn: `N-00${number}` });
    const at = (minutes) => new Date(start + minutes * 60_000).toISOString();
    visits.push(await api("POST", "/business/appointments", { patient: patient.id, provider, kind: "consultation", starts_at: at(number * 3), ends_at: at(number * 3 + 3), is_priority: number === 3, reason: clinic === "amal" ? "متابعة ضغط الدم" : "Check of blood pressure", cost: { amount: "350.00", currency: "EGP" } }));
  }
  await api("POST", `/api/appointments/${visits[4].id}/check-in/`, {});
  return visits;
}

let visits;
before(async () => {
  house = await openHouse();
  visits = await furnish("demo", people);
  await furnish("amal", arabic);
  await mkdir(shots, { recursive: true });
}, { timeout: 120_000 });
after(() => house?.close());

test("one press checks a patient in, and every open screen shows it without being asked", async () => {
  const desk = await house.signedIn("reception");
  const other = await house.signedIn("reception");
  for (const page of [desk, other]) await page.goto("/reception/dashboard/?tab=expected");
  await picture(desk, `${shots}day-board.png`);
  const row = `#appointment-${visits[0].id}`;
  await other.waitForSelector(row);

  await desk.click(`${row} [data-next]`);

  await desk.waitForSelector(row, { state: "detached" });
  await other.waitForSelector(row, { state: "detached", timeout: 10_000 });
  await desk.goto("/reception/dashboard/?tab=arrived");
  assert.equal(await desk.locator(row).count(), 1);
  await desk.context().close();
  await other.context().close();
});

test("a check-in can be taken back", async () => {
  const page = await house.signedIn("reception");
  await page.goto("/reception/dashboard/?tab=expected");
  await page.click(`#appointment-${visits[1].id} [data-next]`);
  await page.click("#toasts form button");
  await page.goto("/reception/dashboard/?tab=expected");
  await page.waitForSelector(`#appointment-${visits[1].id}`);
  await page.context().close();
});

test("the doctor writes diagnosis, prescription and requirement, and completes the visit; without scripts", async () => {
  const page = await house.signedIn("doctor", { javaScriptEnabled: false });
  const details = `/patient/appointment-details/${visits[0].id}/${visits[0].patient}/`;
  for (const [kind, words] of [["diagnosis", "Essential hypertension"], ["prescription", "Amlodipine 5 mg, once a day"], ["requires", "Lipid profile"]]) {
    await page.goto(`/patient/add-${kind}/${visits[0].id}?next=${details}`);
    await page.fill("main textarea, main input[name=text]", words);
    await page.click("main form .form-actions button.btn-primary");
    assert.ok(page.url().includes(details), page.url());
    assert.match(await page.textContent("main"), new RegExp(words));
  }
  await page.click("button:has-text('Complete')");
  assert.match(await page.textContent("main"), /Completed/);

  await page.goto(`/patient/patient-profile/${visits[0].patient}/`);
  assert.match(await page.textContent("main"), /Completed/);
  await page.context().close();
});

test("the desk sees the visit and none of what was written", async () => {
  const page = await house.signedIn("reception");
  await page.goto(`/patient/appointment-details/${visits[0].id}/${visits[0].patient}/`);
  const text = await page.textContent("main");
  assert.match(text, /Completed/);
  assert.doesNotMatch(text, /hypertension|Amlodipine|Lipid/);
  await page.context().close();
});

test("the other clinic finds neither the visit nor the patient", async () => {
  const page = await house.signedIn("doctor", { clinic: "amal" });
  for (const path of [`/patient/appointment-details/${visits[0].id}/${visits[0].patient}/`, `/patients/${visits[0].patient}`, `/patient/view-diagnosis/${visits[0].id}`]) {
    assert.equal((await page.goto(path)).status(), 404, path);
  }
  await page.context().close();
});

test("who opened the chart stands in the chart, and everything in the audit", async () => {
  const doctor = await house.signedIn("doctor");
  await doctor.goto(`/patients/${visits[0].patient}?tab=access`);
  assert.match(await doctor.textContent("main"), /Test doctor/);
  await doctor.context().close();
  const auditor = await house.signedIn("auditor");
  await auditor.goto(`/audit/?patient=${visits[0].patient}`);
  assert.match(await auditor.textContent("main"), /Test reception/);
  await auditor.context().close();
});

const pagesOf = {
  reception: () => ["/reception/dashboard/?tab=expected", "/reception/dashboard/?tab=done", "/reception/calendar/", "/reception/waitlist/", "/notifications/", "/reception/book", "/reception/walk-in", "/reception/display", "/help/shortcuts", `/reception/create-appointment/${visits[2].patient}/`, `/reception/series/new/${visits[2].id}/?every=1&unit=WEEKLY&count=3`, "/patients/new", "/search?q=a"],
  doctor: () => ["/doctor/appointments-dash/", "/doctor/patients-dash/"],
  admin: () => ["/admin", "/audit", "/admin/imports/", "/reception/reception-signup/"],
};
for (const clinic of ["demo", "amal"]) {
  for (const [colorScheme, width] of [["light", 1280], ["dark", 360], ["dark", 1280], ["light", 360]]) {
    // At each width one light for each direction of reading; the others with LOOKS=all.
    if (process.env.LOOKS !== "all" && (clinic === "demo") !== ((colorScheme === "light") === (width === 1280))) continue;
    test(`every screen is accessible and fits: ${clinic}, ${colorScheme}, ${width} px`, async () => {
      for (const [role, paths] of Object.entries(pagesOf)) {
        const page = await house.signedIn(role, { clinic, colorScheme, viewport: { width, height: 900 } });
        for (const path of paths().filter((path) => clinic === "demo" || !/create-appointment|series/.test(path))) {
          const answer = await page.goto(path);
          assert.equal(answer.status(), 200, path);
          assert.deepEqual(await axe(page), [], path);
          assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth), 0, `${path} scrolls sideways`);
          assert.equal(await page.getAttribute("html", "dir"), clinic === "amal" ? "rtl" : "ltr");
        }
        if (clinic === "amal" && role === "reception" && width === 1280 && colorScheme === "dark") {
          await page.goto("/reception/dashboard/?tab=expected");
          await picture(page, `${shots}day-board-ar.png`);
        }
        await page.context().close();
      }
    });
  }
}

test("the chart fits a phone", async () => {
  const page = await house.signedIn("doctor", { viewport: { width: 360, height: 740 } });
  await page.goto(`/patients/${visits[0].patient}`);
  assert.deepEqual(await axe(page), []);
  await picture(page, `${shots}chart-phone.png`);
  await page.context().close();
});

test("a day board arrives in less than sixty kilobytes", async () => {
  const page = await house.signedIn("reception");
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Network.enable");
  await cdp.send("Network.clearBrowserCache");
  let bytes = 0;
  cdp.on("Network.loadingFinished", ({ encodedDataLength }) => (bytes += encodedDataLength));
  await page.goto("/reception/dashboard/?tab=expected", { waitUntil: "load" });
  assert.ok(bytes > 10_000 && bytes <= 60 * 1024, `${bytes} bytes`);
  await page.context().close();
});
