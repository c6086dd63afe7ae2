// <details class="menu">: one open at a time, Escape and a click elsewhere close it, arrows walk it.
import { on } from "./dom.js";

const open = () => document.querySelectorAll("details.menu[open]");
const items = (menu) => [...menu.querySelectorAll(".menu-list :is(a, button)")];

document.addEventListener("click", (e) => {
  for (const menu of open()) if (!menu.contains(e.target)) menu.open = false;
});

on("keydown", "details.menu", (e, menu) => {
  if (e.key === "Escape" && menu.open) {
    menu.open = false;
    menu.querySelector("summary").focus();
    e.stopPropagation();
  }
  const step = { ArrowDown: 1, ArrowUp: -1 }[e.key];
  if (!step) return;
  e.preventDefault();
  menu.open = true;
  const all = items(menu);
  const at = all.indexOf(document.activeElement);
  all[at < 0 ? (step > 0 ? 0 : all.length - 1) : (at + step + all.length) % all.length]?.focus();
});

on("focusout", "details.menu[open]", (e, menu) => {
  if (e.relatedTarget && !menu.contains(e.relatedTarget)) menu.open = false;
});

// A press that opens a dialog or the like is done with its menu.
on("click", ".menu-list [data-opens]", (_, element) => {
  element.closest("details").open = false;
});
on("click", "[data-opens]", (e, element) => {
  const dialog = document.getElementById(element.dataset.opens);
  if (!dialog?.showModal) return;
  e.preventDefault();
  dialog.showModal();
});
on("click", "dialog", (e, dialog) => {
  // The backdrop belongs to the dialog itself; its content sits in children.
  if (e.target === dialog) dialog.close();
});
on("click", "[data-closes]", (_, element) => element.closest("dialog")?.close());
