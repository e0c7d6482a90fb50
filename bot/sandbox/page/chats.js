/** The list of chats, with what was said last and how much is unread. */

import { recently } from "/page/dates.js";
import { at, avatar, badge, button, element } from "/page/dom.js";
import { inOneLine } from "/page/message.js";

/** The name a reader sees: a private chat is the bot's. */
export function chatName(chat, bot) {
  return chat.type === "private" ? bot.first_name : chat.title;
}

/** What kind of face a chat has. */
export function chatFace(chat) {
  return chat.type === "private" ? "bot" : "group";
}

/**
 * Draw the list.
 *
 * @param {Array} chats each with `last_message` and `unread`.
 * @param {{bot: object, me: object, open: ?number, choose: (id: number) => void}} view
 */
export function drawChats(chats, { bot, me, open, choose }) {
  const sorted = [...chats].sort((a, b) => (b.last_message?.date ?? 0) - (a.last_message?.date ?? 0));
  const list = at("chats");
  const focused = list.contains(document.activeElement) ? document.activeElement.dataset.chat : null;
  list.replaceChildren(...sorted.map((chat) => element("li", {}, row(chat, { bot, me, open, choose }))));
  if (focused) list.querySelector(`[data-chat="${focused}"]`)?.focus();
}

function row(chat, { bot, me, open, choose }) {
  const name = chatName(chat, bot);
  const last = chat.last_message;
  const count = element("span", { class: "badge" });
  badge(count, chat.unread);
  const unread = chat.unread ? `, ${chat.unread} unread` : "";
  return button(
    {
      class: "chat",
      "data-chat": chat.id,
      "aria-current": chat.id === open ? "true" : null,
      "aria-label": `${name}${unread}`,
      onclick: () => choose(chat.id),
    },
    avatar(chatFace(chat)),
    element("span", { class: "chat-name", dir: "auto" }, name),
    element("time", { class: "chat-time" }, last ? recently(last.date) : ""),
    element("span", { class: "chat-last", dir: "auto" }, last ? preview(last, chat, me) : "No messages yet"),
    count,
  );
}

function preview(message, chat, me) {
  const said = inOneLine(message);
  if (message.from?.id === me.id) return `You: ${said}`;
  return chat.type === "private" || !message.from ? said : `${message.from.first_name}: ${said}`;
}
