// The calendar moves by hand: an appointment is dragged, or picked up with Enter, moved by the arrows as one sees them and
// put down with Enter. The grid knows what stands where; whether it may stand there the server says.
import { htmx } from "./requests.js";
import { announce, byId, on } from "./dom.js";

const FAR = 6; // pixels until a press is a drag
const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };
const ENTRIES = "header a, .slot, .visit > a";

const grid = () => document.querySelector(".cal");
const box = (element) => element.getBoundingClientRect();
// In the order in which they are seen, whatever the writing direction.
const columns = () => [...document.querySelectorAll(".cal .day")].sort((a, b) => box(a).left - box(b).left);
// In a list everything stands one below the other.
const isGrid = (element) => getComputedStyle(element.closest(".cal")).display === "grid";
// Where it stands and how long it is, in minutes.
const place = (item) => {
  const [h, m, x, y] = [..."hmxy"].map((name) => Number(getComputedStyle(item).getPropertyValue(`--${name}`)));
  return [h * 60 + m, x * 60 + y];
};
const setting = (name) => Number(grid().dataset[name]);
const clock = (at) => [at / 60, at % 60].map((part) => String(Math.floor(part)).padStart(2, "0")).join(":");
let held, pressed, dragged;

/** Shows what is held at another time, or in another column. */
function show(column, at) {
  const { item, home } = held;
  const last = Math.max(setting("from"), setting("to") - held.long);
  at = Math.min(Math.max(at, setting("from")), last);
  if (column === held.column && at === held.at) return;
  Object.assign(held, { column, at });
  item.style.setProperty("--h", Math.floor(at / 60));
  item.style.setProperty("--m", at % 60);
  item.style.translate = `${box(column).left - box(home).left}px`;
  item.querySelector("time").textContent = clock(at);
  if (!held.byPointer) item.scrollIntoView({ block: "nearest", inline: "nearest" });
  announce(`${column.dataset.name}, ${clock(at)}`);
}

function pickUp(item, byPointer = false) {
  const home = item.closest(".day");
  const [at, long] = place(item);
  held = { item, home, column: home, at, from: at, long, text: item.querySelector("time").textContent, byPointer };
  item.dataset.held = "";
  if (!byPointer) announce(grid().dataset.picked);
}

function release() {
  const { item, text } = held;
  held = undefined;
  delete item.dataset.held;
  item.removeAttribute("style");
  item.querySelector("time").textContent = text;
}

function putBack() {
  release();
  announce(grid().dataset.kept);
}

async function putDown() {
  const { item, home, column, at, from } = held;
  if (column === home && at === from) return putBack();
  const { date, provider } = column.dataset;
  const values = { date, time: clock(at), next: grid().dataset.next };
  if (provider) values.provider = provider;
  const { id } = item;
  const asked = htmx.ajax("POST", `/reception/reschedule/${id.slice("appointment-".length)}/`, { source: item, target: "#board", swap: "outerMorph", values });
  held = undefined; // it stays where it was put until the answer is there
  await asked;
  const now = byId(id);
  if (!now) return;
  if ("held" in now.dataset) {
    delete now.dataset.held;
    now.removeAttribute("style");
    now.querySelector("time").textContent = clock(from);
  }
  if (!byId("visit").open) now.firstElementChild.focus({ preventScroll: true });
}

/** A column on, or a step up or down. */
function nudge([across, down]) {
  const all = columns();
  // Rooms do not follow from where something is put.
  const column = grid().dataset.view === "rooms" ? held.column : (all[all.indexOf(held.column) + across] ?? held.column);
  const step = setting("step");
  const at = down > 0 ? Math.floor(held.at / step + 1) * step : down < 0 ? Math.ceil(held.at / step - 1) * step : held.at;
  show(column, at);
}

/** To whatever is next in that direction. */
function rove(entry, [across, down]) {
  const all = columns();
  const here = entry.closest(".day");
  const top = box(entry).top;
  const column = all[all.indexOf(here) + across];
  const entries = [...(column?.querySelectorAll(ENTRIES) ?? [])].filter((e) => e.offsetParent);
  if (down) entries.sort((a, b) => box(a).top - box(b).top || box(a).left - box(b).left);
  else entries.sort((a, b) => Math.abs(box(a).top - top) - Math.abs(box(b).top - top));
  entries[down ? entries.indexOf(entry) + down : 0]?.focus();
}

function open(link) {
  htmx.ajax("GET", link.getAttribute("href"), { source: link, target: "#visit-body", swap: "innerHTML" });
}

const atHome = (key, entry, item) => {
  if (ARROWS[key] && isGrid(entry)) return () => rove(entry, ARROWS[key]);
  if (key === " " && item) return () => open(entry);
  return key === "Enter" && item?.matches("[data-moves]") && isGrid(item) && (() => pickUp(item));
};
const inHand = (key) => {
  if (ARROWS[key]) return () => nudge(ARROWS[key]);
  return { Escape: putBack, Enter: putDown, " ": putDown }[key];
};
on("keydown", `.cal :is(${ENTRIES})`, (e, entry) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return;
  const doing = (held ? inHand : atHome)(e.key, entry, entry.closest(".visit"));
  if (!doing) return;
  e.preventDefault();
  doing();
});
on("focusout", ".cal .visit", (_, item) => held?.item === item && !held.byPointer && item.isConnected && putBack());

on("click", ".cal .visit > a", (e, link) => {
  if (e.ctrlKey || e.metaKey || e.shiftKey) return;
  e.preventDefault();
  if (!dragged && !held) open(link);
});
on("dragstart", ".cal .visit", (e) => e.preventDefault());

on("pointerdown", ".cal .visit[data-moves]", (e, item) => {
  dragged = false;
  // A finger scrolls; it opens the appointment and moves it by the form.
  if (e.button || e.pointerType === "touch" || held || !isGrid(item)) return;
  pressed = { item, x: e.clientX, y: e.clientY, grip: e.clientY - box(item).top };
});
document.addEventListener("pointermove", (e) => {
  if (!pressed) return;
  if (!held && Math.hypot(e.clientX - pressed.x, e.clientY - pressed.y) > FAR) {
    pickUp(pressed.item, true);
    dragged = true;
  }
  if (!held) return;
  const isFixed = grid().dataset.view === "rooms";
  const column = columns().find((c) => !isFixed && box(c).left <= e.clientX && e.clientX < box(c).right) ?? held.column;
  const track = box(column.querySelector(".track"));
  const [from, to, step] = ["from", "to", "step"].map(setting);
  const at = from + ((e.clientY - pressed.grip - track.top) / track.height) * (to - from);
  show(column, Math.round(at / step) * step);
});
document.addEventListener("pointerup", () => {
  pressed = undefined;
  if (held?.byPointer) putDown();
});
for (const event of ["pointercancel", "keydown"])
  document.addEventListener(event, (e) => {
    if (!held?.byPointer || (e.key && e.key !== "Escape")) return;
    pressed = undefined;
    putBack();
  });

// The panel opens when it is filled, and goes when something was done in it.
document.addEventListener("htmx:after:settle", ({ detail: { task } }) => {
  if (task.target?.id === "visit-body" && !byId("visit").open) byId("visit").showModal();
});
document.addEventListener("htmx:after:swap", ({ detail: { ctx } }) => {
  if (ctx.target?.id === "board" && !ctx.background && byId("visit")?.open) byId("visit").close();
});

// The line goes on with the clinic's clock; the grid opens where it is.
function tick() {
  const line = document.querySelector(".cal .now");
  const [h, m] = document.querySelector("[data-clock]")?.textContent.split(":") ?? [];
  if (!line || !m) return;
  line.style.setProperty("--h", Number(h));
  line.style.setProperty("--m", Number(m));
}
if (grid()) {
  setInterval(tick, 20_000);
  const frame = document.querySelector(".cal-frame");
  const line = document.querySelector(".cal .now");
  if (line?.offsetParent) frame.scrollTop = box(line).top - box(frame).top - frame.clientHeight / 3;
}
