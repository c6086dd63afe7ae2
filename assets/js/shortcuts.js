// Chords with a modifier; `?` for the sheet that lists them and single letters as the person chose. Letters are off until
// somebody switches them on: whoever speaks to the computer types letters by talking.
import { byId, isTyping, on } from "./dom.js";
import { openSearch } from "./search.js";

/** Where a form can be kept as well as sent for good, each has a key of its own. */
function submit(element, button) {
  const form = element?.form ?? element?.closest?.("form") ?? document.querySelector("main form[data-guard]");
  form?.requestSubmit(form.querySelector(button));
  return Boolean(form);
}

function openSheet() {
  const sheet = byId("shortcuts");
  if (sheet && !sheet.open) sheet.showModal();
  return Boolean(sheet);
}

function openNew() {
  const menu = byId("new-menu");
  if (!menu) return false;
  menu.open = true;
  menu.querySelector(".menu-list a")?.focus();
  return true;
}

const { keys } = document.body.dataset;
const letters = { "/": openSearch, n: openNew, t: () => location.assign("/") ?? true };

function single(key) {
  if (key === "?" && keys !== "chords") return openSheet();
  if (keys !== "letters" || document.querySelector("dialog[open]")) return false;
  return letters[key.toLowerCase()]?.() ?? false;
}

document.addEventListener("keydown", (e) => {
  const command = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey;
  let done = false;
  if (command && e.code === "KeyK") done = openSearch();
  else if (command && e.code === "KeyS") done = submit(e.target, "[data-saves]");
  else if (command && e.key === "Enter") done = isTyping(e.target) && submit(e.target, "[data-signs]");
  else if (e.altKey && !e.ctrlKey && !e.metaKey && e.code === "KeyN") done = openNew();
  else if (command && e.key === "/") done = openSheet();
  else if (!isTyping(e.target) && !e.ctrlKey && !e.metaKey && !e.altKey) done = single(e.key);
  if (done) e.preventDefault();
});

// [data-next]: the one row action that the day waits for; Alt+Enter in a row presses it.
on("keydown", "tr[id]", (e, row) => {
  if (e.key === "Enter" && e.altKey) row.querySelector("[data-next]")?.click();
});
