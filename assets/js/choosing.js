// Rows are chosen by their boxes: how many are is said beside the buttons, and one box chooses all of a page. Boxes and buttons
// do the same without scripts.
import { byId, on } from "./dom.js";

const boxes = (form) => [...form.elements].filter((field) => field.matches("[data-choose]"));

function tell(form) {
  const all = boxes(form);
  const chosen = all.filter((box) => box.checked).length;
  form.querySelector("[data-chosen]").value = chosen;
  const head = document.querySelector(`[data-choose-all="${form.id}"]`);
  if (!head) return;
  head.checked = chosen > 0 && chosen === all.length;
  head.indeterminate = chosen > 0 && chosen < all.length;
}

/** The box that was pressed last: with Shift, all from there on follow. */
let last;
on("click", "[data-choose]", (e, box) => {
  const all = boxes(box.form);
  const [from, to] = [all.indexOf(last), all.indexOf(box)].sort((a, b) => a - b);
  if (e.shiftKey && from >= 0) for (const other of all.slice(from, to + 1)) other.checked = box.checked;
  last = box;
  tell(box.form);
});
on("change", "[data-choose-all]", (_, head) => {
  const form = byId(head.dataset.chooseAll);
  for (const box of boxes(form)) box.checked = head.checked;
  tell(form);
});
// Whoever comes back to a page finds its boxes as they left them.
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-choosing]").forEach(tell));
