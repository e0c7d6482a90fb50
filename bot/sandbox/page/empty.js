/** What stands in a chat before its first message. */

import { at, avatar, button, element } from "/page/dom.js";
import { roleOf } from "/page/people.js";

const ABOUT = "The day’s stories and who said what, word for word from the articles it was given.";
const FOR_READERS = "Type / for its commands. Articles are added by the admin: you can switch above.";
const FOR_ADMINS = "You are the admin here: attach an article or drop it on this page, and the bot "
  + "shows what it understood before anybody sees it.";
const IN_GROUPS = "A group with the bot in it. Ask it with a command and its name, for instance:";

/**
 * Draw the first view of a chat, or take it away.
 *
 * @param {?object} chat null when there are messages.
 * @param {object} state as /user/state gives it.
 * @param {() => void} start sends /start.
 */
export function drawEmpty(chat, state, start) {
  const place = at("empty");
  place.hidden = chat === null;
  if (chat !== null) place.replaceChildren(...content(chat, state, start));
}

function content(chat, state, start) {
  if (chat.type !== "private") {
    return [
      large(avatar("group")),
      element("h2", { dir: "auto" }, chat.title),
      element("p", {}, IN_GROUPS),
      element("p", {}, element("code", {}, `/brief@${state.bot.username}`)),
    ];
  }
  const admin = roleOf(state.user) === "admin";
  return [
    large(avatar("bot")),
    element("h2", { dir: "auto" }, state.bot.first_name),
    element("p", { dir: "auto" }, state.bot.description || ABOUT),
    button({ class: "primary", onclick: start }, "Start"),
    element("p", { class: "hint" }, admin ? FOR_ADMINS : FOR_READERS),
  ];
}

function large(face) {
  face.classList.add("large");
  return face;
}
