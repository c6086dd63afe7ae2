// The editor of notes: a section of the note before is copied, and a template inserted, without leaving the page. A slash
// at the beginning of a line opens the templates. Without scripts the same buttons send the form.
import { byId, on } from "./dom.js";

const typed = (area) => area.dispatchEvent(new Event("input", { bubbles: true }));

/** Puts words below what stands in a section, or in the place of the slash that asked for them. */
function add(area, text, from = area.value.length, to = area.value.length) {
  if (!text) return;
  const before = area.value.slice(0, from);
  const gap = before && !before.endsWith("\n") ? "\n" : "";
  area.setRangeText(gap + text, from, to, "end");
  typed(area);
}

async function insert(form, template, area, from, to) {
  const answer = await fetch(form.dataset.filled + template, { headers: { "HX-Request": "true" } }).catch(() => null);
  if (!answer?.ok) return false;
  const sections = await answer.json();
  if (area) add(area, sections[area.name] || "", from, to);
  for (const other of form.querySelectorAll("[data-section]")) if (other !== area) add(other, sections[other.name]);
  return true;
}

on("click", "[data-copies]", (e, button) => {
  const area = button.form.elements[button.value];
  e.preventDefault();
  add(area, byId(button.dataset.copies).textContent);
  area.focus();
});

on("click", "[data-inserts]", async (e, button) => {
  const { form } = button;
  e.preventDefault();
  const choice = form.elements.template;
  if (!choice.value || !(await insert(form, choice.value))) return choice.focus();
  choice.value = "";
  form.querySelector("[data-section]").focus();
});

let menu; // { element, area, from, options, at }

function close() {
  menu?.element.remove();
  menu?.area.removeAttribute("aria-activedescendant");
  menu?.area.removeAttribute("aria-controls");
  menu = undefined;
}

function mark(at) {
  menu.at = (at + menu.options.length) % menu.options.length;
  for (const [n, option] of [...menu.element.children].entries()) option.setAttribute("aria-selected", String(n === menu.at));
  menu.element.children[menu.at].scrollIntoView({ block: "nearest" });
  menu.area.setAttribute("aria-activedescendant", menu.element.children[menu.at].id);
}

/** The templates whose names hold what was typed behind the slash. */
function open(area) {
  const end = area.selectionStart;
  const from = area.value.lastIndexOf("\n", end - 1) + 1;
  const asked = area.value.slice(from, end);
  const select = area.form.elements.template;
  close();
  if (!select || !asked.startsWith("/") || asked.length > 40) return;
  const wanted = asked.slice(1).trim().toLowerCase();
  const options = [...select.options].filter((option) => option.value && option.text.toLowerCase().includes(wanted));
  if (options.length === 0) return;
  const element = byId("slash-menu").content.firstElementChild.cloneNode(true);
  element.id = "slash-list";
  for (const option of options) {
    const line = document.createElement("div");
    Object.assign(line, { id: `slash-${option.value}`, textContent: option.text, dir: "auto" });
    line.setAttribute("role", "option");
    element.append(line);
  }
  area.after(element);
  area.setAttribute("aria-controls", element.id);
  menu = { element, area, from, options, at: 0 };
  mark(0);
}

async function choose(at = menu.at) {
  const { area, from, options } = menu;
  const to = area.selectionStart;
  close();
  if (await insert(area.form, options[at].value, area, from, to)) area.focus();
}

on("input", "[data-section]", (_, area) => open(area));
on("focusout", "[data-section]", close);
on("mousedown", ".slash-menu > div", (e, line) => {
  e.preventDefault(); // the focus stays where somebody types
  choose([...line.parentElement.children].indexOf(line));
});
on("keydown", "[data-section]", (e) => {
  if (!menu || e.ctrlKey || e.metaKey) return;
  const keys = { ArrowDown: () => mark(menu.at + 1), ArrowUp: () => mark(menu.at - 1), Enter: () => choose(), Tab: () => choose(), Escape: close };
  if (!(e.key in keys)) return;
  e.preventDefault();
  e.stopPropagation();
  keys[e.key]();
});
