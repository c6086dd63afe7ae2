// <section id="board" data-live="/events" data-live-fragment="/board?..."> keeps itself current:
// by server-sent events, by asking every 30 s where those fail, and not at all while hidden.
// The fragment must be the same element again, every row with an id. A row somebody is in
// (focus, open menu, open form) stays as it is until they leave it, even if it has gone elsewhere,
// and nothing changes under what is held in the hand.
// A page without a board listens at <body data-news> for what the bell shows; one stream a page.
import { htmx } from "./requests.js";
import { on } from "./dom.js";
import { heard } from "./bell.js";

const POLL = 30_000;
const GATHER = 250; // a burst of events is one refresh; data-live-gather says another time

const board = () => document.querySelector("[data-live]");
const BUSY = ":focus-within, :has(details[open]), :has(dialog[open])";
let source, timer, waiting, refreshing = false, again = false;
let kept = new Set();

const inUse = (row) => row.matches(BUSY);

async function refresh() {
  const region = board();
  if (!region || document.hidden) return;
  if (region.querySelector("[data-held]")) {
    soon();
    return;
  }
  if (refreshing) {
    again = true;
    return;
  }
  refreshing = true;
  try {
    await htmx.ajax("GET", region.dataset.liveFragment, {
      source: region,
      target: region,
      swap: "outerMorph",
      background: true,
      headers: { "X-Background": "true" }, // no sign of life: must not prolong the session
    });
  } finally {
    refreshing = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, Number(board()?.dataset.liveGather ?? GATHER));
}

// Rows in use: those the answer still has are skipped by the morph, those it has not are put back.
document.addEventListener("htmx:before:swap", ({ detail: { ctx, tasks } }) => {
  if (!ctx.background) return;
  kept = new Set();
  const fragment = tasks.find((t) => t.type === "main")?.fragment;
  if (!fragment) return;
  for (const row of ctx.target.querySelectorAll("tr[id], li[id]")) {
    if (!inUse(row)) continue;
    kept.add(row.id);
    const now = fragment.querySelector(`#${CSS.escape(row.id)}`);
    const parent = row.parentElement;
    // A list with a name of its own is one of several.
    const list = fragment.querySelector(parent.id ? `#${CSS.escape(parent.id)}` : "tbody, ul");
    if (!list || (now && (!parent.id || now.parentElement === list))) continue;
    list.insertBefore(now ?? row.cloneNode(true), list.children[[...parent.children].indexOf(row)] ?? null);
  }
});
htmx.registerExtension("praxis-live", {
  htmx_before_morph_node: (element) => !(refreshing && kept.has(element.id) && inUse(element)),
});
on("focusout", "[data-live] :is(tr, li)[id]", (e, row) => {
  if (!row.contains(e.relatedTarget) && kept.delete(row.id)) soon();
});

function stop() {
  source?.close();
  source = undefined;
  clearInterval(timer);
  timer = undefined;
}

function poll() {
  timer ??= setInterval(refresh, POLL);
}

function start() {
  stop();
  const address = board()?.dataset.live ?? document.body.dataset.news;
  if (document.hidden || (!board() && !address)) return;
  if (!window.EventSource || !address) {
    poll();
    return;
  }
  source = new EventSource(address);
  source.addEventListener("notifications", heard);
  source.onopen = () => {
    clearInterval(timer);
    timer = undefined;
  };
  source.onmessage = soon;
  source.addEventListener("board", soon);
  source.onerror = () => {
    poll(); // the browser reconnects by itself unless the server refused for good
  };
}

document.addEventListener("visibilitychange", () => {
  if (document.hidden) {
    stop();
  } else {
    start();
    soon();
  }
});
document.addEventListener("praxis:refresh", soon);
window.addEventListener("pagehide", stop);
window.addEventListener("pageshow", (e) => e.persisted && (start(), soon()));
start();
