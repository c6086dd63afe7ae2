// Passkeys: <div data-passkey="sign-in|register|confirm"> is shown where the browser knows them. The server asks, the
// device answers, the server says where to go on. Whoever has no script uses a code instead.
import { meta, on } from "./dom.js";

const bytes = (text) => Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const text = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");

async function post(path, body) {
  const headers = { "Content-Type": "application/json", "X-CSRF-Token": meta("csrf") };
  const answer = await fetch(path, { method: "POST", headers, body: JSON.stringify(body ?? {}) });
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.json();
}

const listed = (keys) => keys?.map((key) => ({ ...key, id: bytes(key.id) }));

async function register() {
  const { publicKey } = await post("/account/passkeys/begin");
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.user.id = bytes(publicKey.user.id);
  publicKey.excludeCredentials = listed(publicKey.excludeCredentials);
  const made = await navigator.credentials.create({ publicKey });
  const response = { attestationObject: text(made.response.attestationObject), clientDataJSON: text(made.response.clientDataJSON) };
  const credential = { id: made.id, rawId: text(made.rawId), type: made.type, response, extensions: {} };
  return post("/account/passkeys/finish", { credential });
}

async function prove(door, next) {
  const { publicKey } = await post(`${door}/begin`);
  publicKey.challenge = bytes(publicKey.challenge);
  publicKey.allowCredentials = listed(publicKey.allowCredentials);
  const shown = await navigator.credentials.get({ publicKey });
  const { authenticatorData, clientDataJSON, signature, userHandle } = shown.response;
  const response = {
    authenticatorData: text(authenticatorData), clientDataJSON: text(clientDataJSON), signature: text(signature),
    userHandle: userHandle ? text(userHandle) : null,
  };
  const credential = { id: shown.id, rawId: text(shown.rawId), type: shown.type, response, extensions: {} };
  return post(`${door}/finish`, { credential, next });
}

on("click", "[data-passkey] button", async (event, button) => {
  const place = button.closest("[data-passkey]");
  const failed = place.querySelector("[role=alert]");
  failed.hidden = true;
  button.disabled = true;
  try {
    const { door = "/sign-in/passkey", next: wanted = "" } = place.dataset;
    const { next } = place.dataset.passkey === "register" ? await register() : await prove(door, wanted);
    if (place.dataset.passkey === "confirm") {
      const form = place.closest("form");
      form.noValidate = true;
      form.submit();
    } else {
      location.assign(next);
    }
  } catch (error) {
    // Whoever signed in a while ago shows first who they are.
    if (place.dataset.passkey === "register" && error.message === "403") {
      location.assign("/account/confirm/?next=/account/");
      return;
    }
    failed.hidden = false;
    button.disabled = false;
  }
});

if (window.PublicKeyCredential) for (const place of document.querySelectorAll("[data-passkey]")) place.hidden = false;
