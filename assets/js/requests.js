// What every htmx request carries and what becomes of an answer that is no fragment.
import htmx from "htmx.org/dist/htmx.esm.js";
import { announce, meta } from "./dom.js";
import { showNote } from "./toasts.js";

document.addEventListener("htmx:config:request", ({ detail: { ctx } }) => {
  ctx.request.headers["X-CSRF-Token"] = meta("csrf");
});

// 401: the session is over; the page itself asks for the sign-in and comes back here.
// 5xx: nothing to swap; say so and leave the page as it was.
document.addEventListener("htmx:after:request", (event) => {
  const { ctx } = event.detail;
  const status = ctx.response.status;
  if (status === 401) {
    event.preventDefault();
    document.dispatchEvent(new CustomEvent("praxis:signed-out"));
  } else if (status >= 500) {
    event.preventDefault();
    if (!ctx.background) showNote("failed", ctx.response.headers.get("X-Request-Id"));
  }
});

// A fragment may bring words for screen readers, and a heading to go to.
document.addEventListener("htmx:after:settle", ({ detail: { task } }) => {
  const target = task.target;
  if (!target?.querySelector) return;
  announce(target.querySelector("[data-announce]")?.textContent.trim());
  const heading = target.querySelector("[data-focus]");
  if (heading) {
    heading.tabIndex = -1;
    heading.focus();
    heading.removeAttribute("data-focus");
  }
});

export { htmx };
