/** The menu of a chat, and the keys that work everywhere on the page. */

import { at, element } from "/page/dom.js";
import { nextOf } from "/page/people.js";

/** The menu behind the three dots. */
export function prepareMore(page) {
  const [button, menu] = [at("more"), at("more-menu")];
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const item = (text, act) => element("button", { type: "button", role: "menuitem", onclick: () => { close(); button.focus(); act(); } }, text);
  button.addEventListener("click", () => {
    if (!menu.hidden || !page.state) return close();
    const chat = page.chat(page.open);
    menu.replaceChildren(
      item("Go to the first message", () => page.conversation.toStart()),
      ...(chat.type === "private" ? [item(chat.blocked ? "Unblock the bot" : "Block the bot", () => page.block(!chat.blocked))] : []),
      item("Keyboard shortcuts", () => at("keys").showModal()),
    );
    menu.hidden = false;
    button.setAttribute("aria-expanded", "true");
    return menu.querySelector("button").focus();
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) items[(items.indexOf(document.activeElement) + step + items.length) % items.length].focus();
    else if (event.key === "Escape") { close(); button.focus(); }
    else return;
    event.preventDefault();
    event.stopPropagation();
  });
  addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !button.contains(event.target)) close();
  });
}

/** Keys for all of the page; while a window is open they are its own. */
export function prepareKeys(page) {
  addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || !page.state) return;
    const writing = event.target.matches?.("textarea, input:not([type=radio])");
    if (event.altKey && event.key === "ArrowDown") page.neighbour(1);
    else if (event.altKey && event.key === "ArrowUp") page.neighbour(-1);
    else if (event.altKey && event.key.toLowerCase() === "u") page.switchTo(nextOf(page.state.users, page.me).id);
    else if (event.key === "Escape") at("draft").focus();
    else if (event.key === "/" && !writing) page.composer.write("/");
    else if (event.key === "?" && !writing) at("keys").showModal();
    else return;
    event.preventDefault();
  });
}

