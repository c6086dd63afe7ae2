// Says when the network is gone, and when it is back.
import { byId, on } from "./dom.js";

const banner = byId("network-warning");
const show = (visible) => banner && (banner.hidden = !visible);

window.addEventListener("offline", () => show(true));
window.addEventListener("online", () => show(false));
document.addEventListener("htmx:error", ({ detail: { ctx, error } }) => {
  if (ctx && (error instanceof TypeError || ctx.request.signal?.reason === "timeout")) show(true);
});
document.addEventListener("htmx:after:request", () => show(false));

on("click", "#network-warning button", async () => {
  const answer = await fetch("/livez", { cache: "no-store" }).catch(() => null);
  show(!answer?.ok);
  if (answer?.ok) document.dispatchEvent(new CustomEvent("praxis:refresh"));
});
