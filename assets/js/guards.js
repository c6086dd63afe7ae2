// Typed words are not lost by leaving, and nothing is sent twice.
import { on } from "./dom.js";

const PATIENCE = 15_000; // a download never leaves the page, so its button must come back

const dirty = new Set();
export const dirtyForms = () => [...dirty].filter((form) => form.isConnected);
export const isDirty = () => dirtyForms().length > 0;
/** A form whose words are kept where they belong is left without a question. */
export const settle = (form) => dirty.delete(form);
/** What was typed is safe elsewhere: the page may go. */
export const letGo = () => dirty.clear();

on("input", "form[data-guard]", (_, form) => dirty.add(form));
on("reset", "form[data-guard]", (_, form) => dirty.delete(form));
window.addEventListener("beforeunload", (e) => {
  if (isDirty()) e.preventDefault();
});

const busy = new WeakMap();
const buttons = (form) => [...form.elements].filter((b) => b.type === "submit");

function hold(form) {
  for (const button of buttons(form)) button.setAttribute("aria-disabled", "true");
  busy.set(form, setTimeout(release, PATIENCE, form));
}
function release(form) {
  clearTimeout(busy.get(form));
  busy.delete(form);
  for (const button of buttons(form)) button.removeAttribute("aria-disabled");
}

document.addEventListener(
  "submit",
  (e) => {
    if (!busy.has(e.target)) return;
    e.preventDefault();
    e.stopImmediatePropagation();
  },
  true,
);
document.addEventListener("submit", (e) => {
  if (e.target.method === "dialog" || e.defaultPrevented) return; // htmx reports its own below
  dirty.delete(e.target);
  if (e.target.method === "post") hold(e.target);
});
const formOf = (ctx) => ctx.request.form ?? ctx.sourceElement.closest?.("form");
document.addEventListener("htmx:before:request", ({ detail: { ctx } }) => {
  const form = formOf(ctx);
  if (form && ctx.request.method !== "GET") hold(form);
});
document.addEventListener("htmx:finally:request", ({ detail: { ctx } }) => {
  const form = formOf(ctx);
  if (!form || ctx.request.method === "GET") return;
  release(form);
  if (ctx.response?.status < 400) dirty.delete(form);
});
// Coming back by the back button shows the page as it was left: in flight.
window.addEventListener("pageshow", () => document.querySelectorAll("form").forEach((form) => busy.has(form) && release(form)));
