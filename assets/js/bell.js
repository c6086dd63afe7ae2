// The bell says how many notifications wait, and what the newest one is when it comes.
import { htmx } from "./requests.js";
import { byId } from "./dom.js";

let known; // what it said last; the first word of a page is no news

export function heard({ data }) {
  const badge = byId("bell")?.querySelector(".count");
  if (!badge) return;
  const count = Number(data);
  badge.textContent = count > 99 ? "99+" : data;
  badge.hidden = count === 0;
  if (known !== undefined && count > known) {
    htmx.ajax("GET", "/notifications/newest/", { source: badge, target: "#toasts", swap: "beforeend", background: true, headers: { "X-Background": "true" } });
  }
  known = count;
}
