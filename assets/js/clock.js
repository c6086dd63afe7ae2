// <time data-clock="Africa/Cairo">09:41</time> goes on: the clinic's time, whatever this computer's zone.
const clocks = () => document.querySelectorAll("[data-clock]");

function tick() {
  for (const clock of clocks()) {
    try {
      clock.textContent = new Intl.DateTimeFormat("en-GB", { timeZone: clock.dataset.clock, hour: "2-digit", minute: "2-digit" }).format();
    } catch {
      // A zone this browser does not know: the time the page was drawn at stays.
    }
  }
  setTimeout(tick, 60_000 - (Date.now() % 60_000));
}
if (clocks().length) setTimeout(tick, 60_000 - (Date.now() % 60_000));
