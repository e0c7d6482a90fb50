/** What stands in a chat before its first message. */

import { avatar, element } from "/page/dom.js";
import { roleOf } from "/page/people.js";

/**
 * The first view of a chat.
 *
 * @param {object} chat
 * @param {object} state as /user/state gives it.
 * @param {() => void} start sends /start.
 * @returns {Node[]}
 */
export function emptyText(chat, state, start) {
  if (chat.type !== "private") {
    return [
      large(avatar("group")),
      element("h2", { dir: "auto" }, chat.title),
      element("p", {}, "A group with the bot in it. Ask it with a command and its name, for instance:"),
      element("p", {}, element("code", {}, `/brief@${state.bot.username}`)),
    ];
  }
  const admin = roleOf(state.user) === "admin";
  return [
    large(avatar("bot")),
    element("h2", { dir: "auto" }, state.bot.first_name),
    element("p", { dir: "auto" }, state.bot.description || "The day’s stories and who said what, word for word from the articles it was given."),
    element("button", { type: "button", class: "primary", onclick: start }, "Start"),
    element("p", { class: "hint" }, admin
      ? "You are the admin here: drop an article on this page, and the bot shows what it understood before anybody sees it."
      : "Type / for its commands. To add articles, switch to the admin."),
  ];
}

function large(face) {
  face.classList.add("large");
  return face;
}
