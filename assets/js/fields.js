// Little helps inside forms.
import { on } from "./dom.js";

// Show and hide a password; the field is a password again before it is sent.
on("click", "[data-reveal]", (_, button) => {
  const input = document.getElementById(button.dataset.reveal);
  const shown = input.type === "text";
  input.type = shown ? "password" : "text";
  button.setAttribute("aria-pressed", String(!shown));
});
document.addEventListener("submit", (e) => {
  for (const button of e.target.querySelectorAll("[data-reveal][aria-pressed=true]")) button.click();
}, true);

// Filters answer when they are chosen; words wait for Enter, or leaving the field would take the
// click that left it. Without scripts there is a button.
on("change", "form[data-auto] :is(select, [type=date], [type=checkbox], [type=radio])", (_, field) => field.form.requestSubmit());

// <button data-print>: the sheet for paper is in the style sheet.
on("click", "[data-print]", () => window.print());

// A page that was asked for on paper.
if (document.querySelector("[data-print-now]")) window.print();

// Something shown once, to be taken along: <input id data-select>, <button data-copy="id" hidden>.
on("focusin", "[data-select]", (_, field) => field.select());
on("click", "[data-copy]", async (_, button) => {
  await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
  button.setAttribute("aria-pressed", "true");
});
if (navigator.clipboard) for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;

// A search whose answer comes late proposes nothing where somebody wrote meanwhile.
document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  const fragment = tasks.find((t) => t.type === "main")?.fragment;
  if (!fragment || !ctx.target?.hasAttribute("data-keeps-typed")) return;
  for (const field of ctx.target.querySelectorAll("input:not([type=hidden])")) {
    const next = field.value !== field.defaultValue && fragment.querySelector(`#${CSS.escape(field.id)}`);
    if (next) next.value = field.value;
  }
});

// A failed form begins at its summary.
document.querySelector(".error-summary")?.focus();
