/** What stands around the messages: the people, the chats, the head, the window's title. */

import { chatFace, chatName, drawChats } from "/page/chats.js";
import { at, avatar, badge } from "/page/dom.js";
import { drawPeople } from "/page/people.js";

/**
 * Draw it all anew.
 *
 * @param {object} state as /user/state gives it.
 * @param {?number} open the chat that is shown.
 * @param {{chat: (id: number) => void, person: (id: number) => void}} choose
 */
export function drawAround(state, open, choose) {
  const { bot, user: me, users, chats } = state;
  drawPeople(users, me, choose.person);
  drawChats(chats, { bot, me, open, choose: choose.chat });
  const chat = chats.find(({ id }) => id === open);
  if (chat) drawTop(chat, bot);
  const unread = chats.reduce((sum, { unread: count }) => sum + count, 0);
  badge(at("back-badge"), unread);
  document.title = `${unread ? `(${unread}) ` : ""}${bot.first_name}`;
}

/** Say under the chat's name what it is, or that the bot is typing. */
export function drawSubtitle(chat, typing) {
  const about = chat.type === "private" ? "bot" : "group with the bot";
  const words = chat.type === "private" && chat.blocked ? "bot, blocked by you" : about;
  at("subtitle").textContent = typing ? "typing …" : words;
  at("subtitle").classList.toggle("now", typing);
}

/** Whether chats and messages stand side by side; the same width as in page.css. */
export function wide() {
  return matchMedia("(min-width: 800px)").matches;
}

function drawTop(chat, bot) {
  const face = avatar(chatFace(chat));
  face.id = "top-avatar";
  at("top-avatar").replaceWith(face);
  at("title").textContent = chatName(chat, bot);
  drawSubtitle(chat, at("subtitle").classList.contains("now"));
}
