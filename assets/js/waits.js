// <time class="wait" data-wait-since="2026-01-07T09:05:00Z" data-warn="15" data-late="30">12 min</time>
// Only the number changes, in the digits it was written in.
const ARABIC = "٠١٢٣٤٥٦٧٨٩";

function tick() {
  for (const element of document.querySelectorAll("[data-wait-since]")) {
    const minutes = Math.max(0, Math.floor((Date.now() - Date.parse(element.dataset.waitSince)) / 60_000));
    const { warn = 15, late = 30 } = element.dataset;
    const arabic = /[٠-٩]/.test(element.textContent);
    const digits = arabic ? String(minutes).replace(/\d/g, (d) => ARABIC[d]) : String(minutes);
    const text = element.textContent.replace(/[\d٠-٩]+/, digits);
    if (text !== element.textContent) element.textContent = text;
    element.dataset.level = minutes >= late ? "late" : minutes >= warn ? "warn" : "";
    if (!element.dataset.level) delete element.dataset.level;
  }
}

tick();
setInterval(tick, 20_000);
document.addEventListener("htmx:after:settle", tick);
