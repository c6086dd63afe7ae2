// Toasts come from the server as HTML into #toasts; here they only learn to leave again.
// Ten seconds, held while the pointer or the focus is on them.
import { byId, on } from "./dom.js";

const STAY = 10_000;

function leave(toast) {
  if (toast.matches(":hover, :focus-within")) {
    setTimeout(leave, 2_000, toast);
  } else {
    toast.remove();
  }
}

function watch(node) {
  if (node instanceof Element && node.matches(".toast") && !node.hasAttribute("data-stays")) setTimeout(leave, STAY, node);
}

const room = byId("toasts");
if (room) {
  for (const toast of room.children) watch(toast);
  new MutationObserver((changes) => changes.forEach((c) => c.addedNodes.forEach(watch))).observe(room, { childList: true });
}

on("click", ".toast [data-dismiss]", (_, button) => button.closest(".toast").remove());

/** Shows a note whose words wait in `<template id="note-NAME">`. */
export function showNote(name, reference) {
  const template = byId(`note-${name}`);
  if (!template || !room) return;
  const note = template.content.cloneNode(true);
  const slot = note.querySelector("[data-reference]");
  if (slot && reference) slot.textContent = reference;
  room.querySelector(`[data-note="${name}"]`)?.remove();
  room.append(note);
}
