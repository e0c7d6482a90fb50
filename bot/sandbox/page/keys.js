/** The menu of a chat, and the keys that work everywhere on the page. */

import { at, button } from "/page/dom.js";
import { nextOf } from "/page/people.js";

/** The menu behind the three dots. */
export function prepareMore(page) {
  const [opener, menu] = [at("more"), at("more-menu")];
  const close = () => {
    menu.hidden = true;
    opener.setAttribute("aria-expanded", "false");
  };
  const item = (text, act) => button({
    role: "menuitem",
    onclick: () => {
      close();
      opener.focus();
      act();
    },
  }, text);
  opener.addEventListener("click", () => {
    if (!menu.hidden || !page.state) return close();
    const { type, blocked } = page.chat(page.open);
    const block = item(blocked ? "Unblock the bot" : "Block the bot", () => page.block(!blocked));
    menu.replaceChildren(
      item("Go to the first message", () => page.conversation.toStart()),
      ...(type === "private" ? [block] : []),
      item("Keyboard shortcuts", () => at("keys").showModal()),
    );
    menu.hidden = false;
    opener.setAttribute("aria-expanded", "true");
    return menu.querySelector("button").focus();
  });
  menu.addEventListener("keydown", (event) => {
    const items = [...menu.children];
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const here = items.indexOf(document.activeElement);
    if (step) items[(here + step + items.length) % items.length].focus();
    else if (event.key === "Escape") {
      close();
      opener.focus();
    } else return;
    event.preventDefault();
    event.stopPropagation();
  });
  addEventListener("pointerdown", (event) => {
    if (!menu.contains(event.target) && !opener.contains(event.target)) close();
  });
}

/** Keys for all of the page; while a window is open they are its own. */
export function prepareKeys(page) {
  addEventListener("keydown", (event) => {
    const elsewhere = document.querySelector("dialog[open]") !== null;
    if (elsewhere || event.ctrlKey || event.metaKey || !page.state) return;
    const writing = event.target.matches?.("textarea, input:not([type=radio])");
    if (event.altKey) {
      if (event.key === "ArrowDown") page.neighbour(1);
      else if (event.key === "ArrowUp") page.neighbour(-1);
      else if (event.key.toLowerCase() === "u") page.switchTo(nextOf(page.state.users, page.me).id);
      else return;
    } else if (event.key === "Escape") at("draft").focus();
    else if (event.key === "/" && !writing) page.composer.write("/");
    else if (event.key === "?" && !writing) at("keys").showModal();
    else return;
    event.preventDefault();
  });
}

