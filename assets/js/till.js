// Sums while money is counted and given: notes and coins of a drawer, and what somebody gets back. The server works all of it
// out again when the form is sent.
import { on } from "./dom.js";

const ascii = (text) => text.replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => digit.charCodeAt(0) & 15).replace(/[\u066b,]/g, ".");

/** An amount in the smallest unit of its currency; NaN where it cannot be read. */
function minor(text, places) {
  const typed = ascii(text.trim());
  return /^\d+(\.\d*)?$/.test(typed) ? Math.round(Number(typed) * 10 ** places) : NaN;
}
const decimal = (amount, places) => (amount / 10 ** places).toFixed(places);

// <div data-pieces="ID of the sum" data-places="2"><input data-worth="500">…
on("input", "[data-pieces] [data-worth]", (_, field) => {
  const drawer = field.closest("[data-pieces]");
  const counted = [...drawer.querySelectorAll("[data-worth]")].filter((piece) => piece.value.trim());
  const sum = counted.reduce((sum, piece) => sum + minor(piece.value, 0) * Number(piece.dataset.worth), 0);
  const target = document.getElementById(drawer.dataset.pieces);
  if (!Number.isNaN(sum)) target.value = counted.length ? decimal(sum, Number(drawer.dataset.places)) : "";
});

// <output data-change="EGP" data-places="2" data-coin="1"> beside the fields `amount` and `given`.
function change(form) {
  const shown = form.querySelector("[data-change]");
  if (!shown) return;
  const [places, coin] = [Number(shown.dataset.places), Number(shown.dataset.coin)];
  const [amount, given] = ["amount", "given"].map((name) => minor(form.elements[name].value, places));
  const due = Math.round(amount / coin) * coin;
  const fits = !form.elements.currency || form.elements.currency.value === shown.dataset.change;
  shown.value = fits && given >= due ? `${decimal(given - due, places)} ${shown.dataset.change}` : "";
}
on("input", "form:has([data-change]) :is([name=amount], [name=given], [name=currency])", (_, field) => change(field.form));
