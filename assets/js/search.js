// Find a patient from anywhere: Ctrl/Cmd+K, type, Enter.
// Without scripts the same button is a link to /search.
import { htmx } from "./requests.js";
import { byId, on } from "./dom.js";

const dialog = byId("search");
const input = dialog?.querySelector("input[type=search]");
const results = byId("search-results");
let shownFor = null; // the words that the results on screen answer
let enterWaits = false;

const links = () => [...(results?.querySelectorAll("a") ?? [])];
const words = () => input.value.trim();

export function openSearch() {
  if (!dialog) return false;
  if (!dialog.open) dialog.showModal();
  input.select();
  if (!words() && shownFor === null) htmx.trigger(input, "search:recent");
  return true;
}

function go() {
  const first = links()[0];
  if (first && shownFor === words()) first.click();
  else enterWaits = true;
}

if (dialog) {
  on("click", "[data-search-open]", (e) => {
    if (e.ctrlKey || e.metaKey || e.shiftKey) return;
    if (openSearch()) e.preventDefault();
  });

  // One letter finds half the town: ask from two on.
  input.addEventListener("htmx:config:request", (e) => {
    if (words().length === 1) e.preventDefault();
    e.detail.ctx.searchedFor = words();
  });
  document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
    if (ctx.searchedFor === undefined) return;
    shownFor = ctx.searchedFor;
    results.firstElementChild?.classList.add("is-first");
    // What answers earlier words may still come in; Enter waits for its own.
    if (shownFor !== words()) return;
    if (enterWaits) links()[0]?.click();
    enterWaits = false;
  });
  input.addEventListener("input", () => (enterWaits = false));

  dialog.addEventListener("keydown", (e) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
    if (step) {
      const stops = [input, ...links()];
      const at = stops.indexOf(document.activeElement);
      const next = stops[Math.min(Math.max(at + step, 0), stops.length - 1)];
      e.preventDefault();
      results.firstElementChild?.classList.toggle("is-first", next === input);
      next?.focus();
    } else if (e.key === "Enter" && e.target === input && words().length > 1) {
      e.preventDefault();
      go();
    } else if (e.key.length === 1 && !e.ctrlKey && !e.metaKey && !e.altKey && links().includes(e.target)) {
      input.focus(); // typing on goes back to the words
    }
  });
}
