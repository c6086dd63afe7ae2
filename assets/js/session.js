// The session ends after so many idle minutes. Two minutes before, a banner offers to stay;
// at the end the page goes to the sign-in and comes back with what was typed. Words that could
// not be kept stay: the page hides them until somebody signs in again in another tab.
import { byId, meta, tabs } from "./dom.js";
import { allKept } from "./drafts.js";
import { isDirty, letGo } from "./guards.js";

const WARN = 120_000;
const idle = Number(document.body.dataset.idleSeconds) * 1000;
const warning = byId("session-warning");
const expired = byId("session-expired");
const user = meta("user");
let lastContact = Date.now();

function show(element, visible) {
  if (element && element.hidden === visible) element.hidden = !visible;
}

function contact(tellOthers = true) {
  lastContact = Date.now();
  show(warning, false);
  if (tellOthers) tabs.postMessage({ kind: "contact", user, csrf: meta("csrf") });
}

function end() {
  if (!isDirty() || allKept()) {
    letGo();
    location.reload(); // answers with the sign-in page and comes back here
    return;
  }
  document.body.classList.add("locked");
  show(warning, false);
  show(expired, true);
}

function check() {
  const left = idle - (Date.now() - lastContact);
  if (left <= 0 && expired?.hidden) end();
  else if (left <= WARN && left > 0) {
    show(warning, true);
    const minutes = warning?.querySelector("[data-minutes]");
    if (minutes) minutes.textContent = String(Math.max(1, Math.ceil(left / 60_000)));
  }
}

/** Another tab signed in again: same person, so the page may be shown and its forms sent. */
function resume(csrf) {
  document.querySelector("meta[name=csrf]")?.setAttribute("content", csrf);
  for (const field of document.querySelectorAll("input[name=csrf_token]")) field.value = csrf;
  document.body.classList.remove("locked");
  show(expired, false);
}

if (idle > 0 && user) {
  warning?.querySelector("button")?.addEventListener("click", async (e) => {
    e.preventDefault();
    const answer = await fetch("/session/keep-alive", { method: "POST", headers: { "X-CSRF-Token": meta("csrf"), "HX-Request": "true" } }).catch(() => null);
    if (answer?.ok) contact();
    else if (answer?.status === 401) end();
  });
  document.addEventListener("htmx:after:request", ({ detail: { ctx } }) => {
    if (!ctx.background && ctx.response.status < 400) contact();
  });
  document.addEventListener("praxis:typed", () => contact());
  document.addEventListener("praxis:signed-out", end);
  tabs.addEventListener("message", ({ data }) => {
    if (data?.kind !== "contact") return;
    if (data.user !== user) {
      if (!isDirty()) location.reload();
      return;
    }
    if (document.body.classList.contains("locked")) resume(data.csrf);
    contact(false);
  });
  contact();
  setInterval(check, 5_000);
  document.addEventListener("visibilitychange", check);
}
