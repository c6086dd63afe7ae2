// Where people get stuck elsewhere: errors, two people at once, what was just done, the waiting room, a long chart.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { violations } from "./axe.mjs";
import { openHouse } from "./house.mjs";
import { scene } from "./scene.mjs";

let house, desk;
before(async () => {
  house = await openHouse();
  desk = await scene(house);
}, { timeout: 120_000 });
after(() => house?.close());

const save = "main form .form-actions button.btn-primary";

test("an error keeps the shell, says what to do, and a refusal names the roles that may", async () => {
  const page = await house.signedIn("reception");
  for (const [path, status, words] of [["/nowhere", 404, /look for the patient/], ["/admin/", 403, /Reception[\s\S]*Administrator/], ["/audit/", 403, /Auditor/]]) {
    assert.equal((await page.goto(path)).status(), status);
    assert.match(await page.textContent("main"), words);
    assert.equal(await page.locator(".sidenav a").first().isVisible(), true);
    assert.deepEqual(await violations(page), [], path);
  }
  await page.keyboard.press("Control+k");
  assert.equal(await page.locator("#search input[type=search]").isVisible(), true);
  await page.context().close();
});

test("whoever saves a patient second chooses field by field, and nothing typed is lost", async () => {
  const patient = await desk.patient("Layla", "Abdelrahman");
  const [one, other] = [await house.signedIn("reception"), await house.signedIn("admin", { javaScriptEnabled: false })];
  for (const page of [one, other]) await page.goto(`/patients/${patient.id}/edit`);
  await one.fill("#given_name", "Leila");
  await one.fill("#city", "Cairo");
  await one.click(save);
  await one.locator("#toasts .toast.good").waitFor();

  await other.fill("#given_name", "Lyla");
  await other.fill("#notes", "Prefers the morning");
  await other.click(save);

  assert.match(await other.textContent(".callout"), /Changed by Test reception/);
  assert.deepEqual(await other.locator("thead th").allTextContents(), ["Field", "Your version", "Present version", "As it was before"]);
  const cells = (name) => other.locator(`tr:has([id=side-${name}]) td`).evaluateAll((all) => all.map((cell) => cell.textContent.trim()));
  assert.deepEqual(await cells("given_name"), ["Lyla", "Leila", "Layla"]);
  assert.deepEqual(await cells("city"), ["Not recorded", "Cairo", "Not recorded"]);
  assert.deepEqual(await cells("notes"), ["Prefers the morning", "Not recorded", "Not recorded"]);
  assert.match(await other.textContent("#side-given_name"), /Changed by both/);
  // What only the others changed is theirs unless one says otherwise.
  assert.equal(await other.isChecked("input[name=city][value=Cairo]"), true);
  await other.click(save);

  const now = await desk.api("GET", `/api/patients/${patient.id}/`);
  assert.deepEqual([now.given_name, now.address.city, now.notes], ["Lyla", "Cairo", "Prefers the morning"]);
  await other.context().close();
  await one.context().close();
});

test("what was chosen can be edited on before it is saved", async () => {
  const patient = await desk.patient("Omar", "Haddad");
  const page = await house.signedIn("reception");
  await page.goto(`/patients/${patient.id}/edit`);
  await desk.api("PUT", `/api/patients/${patient.id}/`, { given_name: "Omar", family_name: "Haddad", date_of_birth: "1964-03-27", phone: "+201005550000" });
  await page.fill("#given_name", "Umar");
  await page.click(save);
  await page.locator("table.sides").waitFor();
  assert.deepEqual(await violations(page), []);
  await page.click("button[name=again]");
  assert.equal(await page.inputValue("#given_name"), "Umar");
  assert.equal(await page.inputValue("#phone"), "+201005550000");
  await page.fill("#family_name", "El-Haddad");
  await page.click(save);
  await page.locator("#toasts .toast.good").waitFor();
  assert.match(await page.textContent("h1"), /Umar El-Haddad/);
  await page.context().close();
});

test("two who write the same record see both texts", async () => {
  const visit = await desk.visit(await desk.patient("José", "Gómez"), 0);
  const details = `/patient/appointment-details/${visit.id}/${visit.patient}/`;
  const [one, other] = [await house.signedIn("doctor"), await house.signedIn("doctor", { javaScriptEnabled: false })];
  for (const page of [one, other]) await page.goto(`/patient/add-diagnosis/${visit.id}?next=${details}`);
  await one.fill("#text", "Hypertension");
  await one.click(save);
  await one.locator("#toasts .toast.good").waitFor();
  await other.fill("#text", "Raised blood pressure");
  await other.click(save);
  assert.match(await other.textContent("table.sides"), /Raised blood pressure[\s\S]*Hypertension/);
  await other.fill("#reason", "Clearer words");
  await other.click(save);
  assert.match(await other.textContent("#diagnosis"), /Raised blood pressure/);

  for (const page of [one, other]) await page.goto(`/patient/update-diagnosis/${visit.id}?next=${details}`);
  for (const [page, words] of [[one, "Stage 1 hypertension"], [other, "Essential hypertension"]]) {
    await page.fill("#text", words);
    await page.fill("#reason", "More exact");
    await page.click(save);
    await page.locator("#toasts .toast.good, table.sides").first().waitFor();
  }
  const sides = await other.locator("tr:has(#side-text) td").evaluateAll((all) => all.map((cell) => cell.textContent.trim()));
  assert.deepEqual(sides, ["Essential hypertension", "Stage 1 hypertension", "Raised blood pressure"]);
  assert.equal(await other.inputValue("#reason"), "More exact");
  await one.context().close();
  await other.context().close();
});

test("the waiting room's screen calls by two letters, by itself, and says nobody's name", async () => {
  const visit = await desk.visit(await desk.patient("Ruth", "Marsh"), 5);
  const screen = await house.signedIn("reception");
  await screen.goto("/reception/display");
  await desk.api("POST", `/api/appointments/${visit.id}/check-in/`, {});
  await screen.locator(`.waiting #call-${visit.id}`).waitFor();
  assert.equal((await screen.textContent(`#call-${visit.id}`)).trim(), "R. M.");
  await desk.api("POST", `/api/appointments/${visit.id}/start/`, {});
  await screen.locator(`.called #call-${visit.id}`).waitFor();
  const html = await screen.content();
  for (const said of ["Ruth", "Marsh", visit.patient, "1964", "blood pressure"]) assert.ok(!html.includes(said), said);
  assert.deepEqual(await violations(screen), []);
  await screen.context().close();

  const auditor = await house.signedIn("auditor");
  assert.equal((await auditor.goto("/reception/display")).status(), 403);
  await auditor.context().close();
});

test("a timeline is narrowed by kind, author and days, in its address", async () => {
  const patient = await desk.patient("Samir", "Nassar");
  const visits = [await desk.visit(patient, 10), await desk.visit(patient, 15)];
  const doctor = await house.api("doctor");
  await doctor("POST", "/api/records/", { appointment: visits[0].id, kind: "diagnosis", text: "Asthma" });
  await doctor("POST", "/api/records/", { appointment: visits[1].id, kind: "prescription", text: "Salbutamol" });
  const page = await house.signedIn("doctor");
  const shown = async (query) => {
    await page.goto(`/patients/${patient.id}?${query}`);
    return (await page.textContent("#timeline")).match(/Asthma|Salbutamol/g) ?? [];
  };
  assert.deepEqual((await shown("")).sort(), ["Asthma", "Salbutamol"]);
  assert.deepEqual(await shown("kind=diagnosis"), ["Asthma"]);
  assert.deepEqual((await shown(`author=${desk.doctor}`)).length, 2);
  assert.deepEqual(await shown("author=0198c0de-0000-7000-8000-000000000000"), []);
  assert.match(await page.textContent("#timeline"), /Nothing matches/);
  assert.deepEqual(await violations(page), []);
  assert.equal((await shown("from=2000-01-01")).length, 2);
  assert.deepEqual(await shown("to=2000-01-01"), []);

  await page.goto(`/patients/${patient.id}`);
  await page.selectOption("#kind", "prescription");
  await page.waitForURL(/kind=prescription/);
  assert.match(await page.textContent("#timeline"), /Salbutamol/);
  await page.context().close();
});

test("free times follow the day and the provider", async () => {
  const patient = await desk.patient("Amélie", "Laurent");
  const page = await house.signedIn("reception");
  await page.goto(`/reception/create-appointment/${patient.id}/`);
  await page.fill("#date", "2031-03-05");
  await page.locator("#free button[value='2031-03-05T09:00']").waitFor();
  await page.click("#free button[value='2031-03-05T10:30']");
  await page.locator("#toasts .toast.good").waitFor();
  assert.match(await page.textContent("#toasts"), /10:30/);
  await page.goto(`/reception/create-appointment/${patient.id}/?date=2031-03-05`);
  assert.equal(await page.locator("#free button[value='2031-03-05T10:30']").count(), 0);
  // Enter sends what was typed, not the first free time.
  await page.fill("#time", "11:10");
  await page.press("#reason", "Enter");
  await page.locator("#toasts .toast.good").waitFor();
  assert.match(await page.textContent("#toasts"), /11:10/);
  await page.context().close();
});
