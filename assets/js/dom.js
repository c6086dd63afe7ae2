// Small words the other modules share.

/** Listens on the document, so that swapped-in elements need no wiring. */
export function on(event, selector, handler, options) {
  document.addEventListener(
    event,
    (e) => {
      const element = e.target instanceof Element && e.target.closest(selector);
      if (element) handler(e, element);
    },
    options,
  );
}

export const byId = (id) => document.getElementById(id);

export const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

/** True while the person is writing, so that plain keys belong to the text. */
export const isTyping = (element) => element instanceof HTMLElement && (element.isContentEditable || element.matches("input:not([type=checkbox],[type=radio],[type=button],[type=submit]),textarea,select"));

/** Says something to screen readers: inside the open dialog, because the page behind it is inert. */
export function announce(text) {
  const region = document.querySelector("dialog[open] [role=status]") ?? byId("live");
  if (region && text) {
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
  }
}

/** Other tabs of this browser. */
export const tabs = "BroadcastChannel" in window ? new BroadcastChannel("praxis") : new EventTarget();
tabs.postMessage ??= () => {};
