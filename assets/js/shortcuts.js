// Chords with a modifier, and `?` for the sheet that lists them.
import { byId, isTyping, on } from "./dom.js";
import { openSearch } from "./search.js";

function submit(element) {
  const form = element?.form ?? element?.closest?.("form") ?? document.querySelector("main form[data-guard]");
  form?.requestSubmit();
  return Boolean(form);
}

document.addEventListener("keydown", (e) => {
  const command = (e.ctrlKey || e.metaKey) && !e.altKey && !e.shiftKey;
  let done = false;
  if (command && e.code === "KeyK") done = openSearch();
  else if (command && e.code === "KeyS") done = submit(e.target);
  else if (command && e.key === "Enter") done = isTyping(e.target) && submit(e.target);
  else if (e.altKey && !e.ctrlKey && !e.metaKey && e.code === "KeyN") {
    const menu = byId("new-menu");
    if (menu) {
      menu.open = true;
      menu.querySelector(".menu-list a")?.focus();
      done = true;
    }
  } else if (e.key === "?" && !isTyping(e.target)) {
    const sheet = byId("shortcuts");
    if (sheet && !sheet.open) sheet.showModal();
    done = Boolean(sheet);
  }
  if (done) e.preventDefault();
});

// [data-next]: the one row action that the day waits for; Alt+Enter in a row presses it.
on("keydown", "tr[id]", (e, row) => {
  if (e.key === "Enter" && e.altKey) row.querySelector("[data-next]")?.click();
});
