// What somebody types is kept by the server, sealed, until the form is saved: neither the session's end nor a closed
// window nor a crash loses it. Nothing of it stays in the browser. A form with data-keep="ADDRESS" is a draft of its own:
// it is kept there, in the version that it names, and the answer names the next one.
import { byId, meta, on } from "./dom.js";
import { dirtyForms, settle } from "./guards.js";

const PAUSE = 2_500; // after the last key
const RETRY = [5_000, 15_000, 30_000];
const SENT = "draft-sent"; // the place of the form that was sent last; never what was typed there
const FIELD = "draft_place";
const states = new WeakMap();

const template = (id) => byId(id)?.content.firstElementChild.cloneNode(true);
const isKept = (field) =>
  field.name && !field.disabled && !["hidden", "password", "file", "submit", "button", "image", "reset"].includes(field.type) && field.autocomplete !== "one-time-code";
const target = (form) => new URL(form.getAttribute("action") || location.href, location.href).pathname;

/** A form that came back with messages is still the one that was sent. */
function placeOf(form) {
  const sent = sessionStorage.getItem(SENT);
  return sent?.endsWith(`#${target(form)}`) ? sent : `${location.pathname}${location.search}#${target(form)}`;
}

function body(form, place) {
  const pairs = new URLSearchParams({ [FIELD]: place });
  for (const field of form.elements) {
    if (!isKept(field) || (["checkbox", "radio"].includes(field.type) && !field.checked)) continue;
    for (const value of field.selectedOptions ? [...field.selectedOptions].map((o) => o.value) : [field.value]) pairs.append(field.name, value);
  }
  return pairs.toString();
}

function state(form) {
  if (!states.has(form)) states.set(form, { place: placeOf(form), kept: "", tries: 0 });
  return states.get(form);
}

function tell(form, text, failed = false) {
  const own = state(form);
  own.status ??= (form.querySelector(".form-actions") ?? form).appendChild(template("draft-status"));
  own.status.classList.toggle("bad", failed);
  // Said again only when it says something else.
  if (own.status.textContent !== text) own.status.textContent = text;
}

/** One at a time: each saving begins from the one before. */
async function keep(form, leaving = false) {
  const own = state(form);
  clearTimeout(own.timer);
  const text = body(form, own.place);
  if (own.sent || text === own.kept || text === own.asked) return;
  if (own.asked) return void (own.again = true);
  own.asked = text;
  tell(form, byId("draft-status").dataset.saving);
  await send(form, own, text, leaving);
  own.asked = undefined;
  if (own.waiting) own.waiting();
  else if (own.again) keep(form);
  own.waiting = own.again = undefined;
}

async function send(form, own, text, leaving) {
  const { keep: address } = form.dataset;
  const headers = { "X-CSRF-Token": meta("csrf"), "HX-Request": "true", "Content-Type": "application/x-www-form-urlencoded" };
  const version = address ? `&version=${encodeURIComponent(form.elements.version.value)}` : "";
  const answer = await fetch(address ?? "/drafts", { method: "POST", body: text + version, headers, keepalive: leaving }).catch(() => null);
  if (answer?.ok) {
    const told = await answer.json();
    own.kept = text;
    own.tries = 0;
    if (address) form.elements.version.value = told.version;
    if (address && body(form, own.place) === text) settle(form);
    tell(form, told.said);
    document.dispatchEvent(new CustomEvent("praxis:typed"));
    return;
  }
  // Trying again would not help: sending the form shows why.
  if (address && [409, 422].includes(answer?.status)) return tell(form, (await answer.json()).said, true);
  tell(form, byId("draft-status").dataset.retrying, true);
  if (answer?.status === 401) document.dispatchEvent(new CustomEvent("praxis:signed-out"));
  else own.timer = setTimeout(keep, RETRY[Math.min(own.tries++, RETRY.length - 1)], form);
}

/** Whether a sign-in brings back everything that was typed. */
export const allKept = () => dirtyForms().every((form) => state(form).kept === body(form, state(form).place));

function set(field, pairs) {
  const values = pairs.filter(([name]) => name === field.name).map(([, value]) => value);
  const folded = field.closest("details");
  if (folded && values.some(Boolean)) folded.open = true; // what comes back can be seen
  if (["checkbox", "radio"].includes(field.type)) field.checked = values.includes(field.value);
  else if (field.selectedOptions) for (const option of field.options) option.selected = values.includes(option.value);
  else if (values.length) field.value = values[[...field.form.querySelectorAll(`[name="${CSS.escape(field.name)}"]`)].indexOf(field)] ?? values[0];
}

async function restore(form, id) {
  const answer = await fetch(`/drafts/${id}/fields`).catch(() => null);
  if (!answer?.ok) return false;
  const { fields } = await answer.json();
  for (const field of form.elements) if (isKept(field)) set(field, fields);
  for (const field of form.elements) if (isKept(field)) for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true }));
  return true;
}

function show(form, { id, said }) {
  const notice = template("draft-offer");
  const words = notice.querySelector("p");
  form.before(notice);
  words.textContent = said;
  notice.addEventListener("click", async ({ target: { dataset } }) => {
    if (dataset.draft === "restore" && (await restore(form, id))) {
      words.textContent = notice.dataset.restored;
      for (const button of notice.querySelectorAll("button")) button.remove();
      [...form.elements].find(isKept)?.focus();
    } else if (dataset.draft === "discard") {
      const headers = { "X-CSRF-Token": meta("csrf") };
      const answer = await fetch(`/drafts/${id}/discard`, { method: "POST", headers, redirect: "manual" }).catch(() => null);
      if (answer?.type !== "opaqueredirect") return;
      notice.remove();
      [...form.elements].find(isKept)?.focus();
    }
  });
}

async function offer(form) {
  const own = state(form);
  if (own.place === sessionStorage.getItem(SENT)) return; // it came back as it was sent
  const answer = await fetch(`/drafts?at=${encodeURIComponent(own.place)}`, { headers: { "HX-Request": "true" } }).catch(() => null);
  const found = answer?.ok ? await answer.json() : {};
  if (found.id && form.isConnected) show(form, found);
}

const guarded = () => [...document.querySelectorAll("form[data-guard]")];
const keepAll = (leaving) => dirtyForms().forEach((form) => keep(form, leaving));

if (byId("draft-offer") && meta("user")) {
  for (const form of guarded()) if (!form.dataset.keep && [...form.elements].some(isKept)) offer(form);
  sessionStorage.removeItem(SENT);
  on("input", "form[data-guard]", (_, form) => {
    clearTimeout(state(form).timer);
    state(form).timer = setTimeout(keep, PAUSE, form);
  });
  on("focusout", "form[data-guard]", (_, form) => dirtyForms().includes(form) && keep(form));
  document.addEventListener("visibilitychange", () => document.hidden && keepAll(true));
  window.addEventListener("pagehide", () => keepAll(true));
  // What is being kept right now is waited for: the form is sent in the version after it.
  document.addEventListener(
    "submit",
    (e) => {
      const own = e.target.dataset.keep && states.get(e.target);
      if (!own?.asked) return;
      e.preventDefault();
      e.stopImmediatePropagation();
      const { target: form, submitter } = e;
      own.waiting = () => form.requestSubmit(submitter);
    },
    true,
  );
  document.addEventListener("submit", ({ target: form, defaultPrevented }) => {
    if (defaultPrevented || !states.has(form)) return;
    const own = state(form);
    clearTimeout(own.timer);
    own.sent = true;
    sessionStorage.setItem(SENT, own.place);
    const field = form.elements[FIELD] ?? form.appendChild(Object.assign(document.createElement("input"), { type: "hidden", name: FIELD }));
    field.value = own.place;
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && guarded().forEach((form) => (state(form).sent = false)));
}
