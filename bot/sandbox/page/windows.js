/** What opens over the chat: a photo, an alert, a toast, the list of keys. */

import { at, element } from "/page/dom.js";

const TOAST = 5000;

/** Show a photo as large as the window allows. */
export function enlarge(address, caption) {
  at("lightbox-photo").src = address;
  at("lightbox-photo").alt = caption || "Photo";
  at("lightbox-caption").textContent = caption;
  at("lightbox-save").href = address;
  at("lightbox").showModal();
}

/** An answer that wants to be closed by the reader. */
export function alertBox(text) {
  at("alert-text").textContent = text;
  at("alert").showModal();
}

/** A line that goes away by itself. */
export function toast(text) {
  const line = element("p", { class: "toast", dir: "auto" }, text);
  at("toasts").replaceChildren(line);
  setTimeout(() => line.remove(), TOAST + 40 * text.length);
}

/** Make the windows close: by their button, by Escape, by a click beside them. */
export function prepareWindows() {
  at("lightbox-close").addEventListener("click", () => at("lightbox").close());
  at("show-keys").addEventListener("click", () => at("keys").showModal());
  for (const id of ["lightbox", "alert", "keys"]) {
    at(id).addEventListener("click", (event) => {
      if (event.target === at(id)) at(id).close();
    });
  }
  at("lightbox").addEventListener("close", () => at("lightbox-photo").removeAttribute("src"));
}
