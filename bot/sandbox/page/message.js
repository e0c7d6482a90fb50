/** One message as an element: bubble, pictures, files, service lines, buttons. */

import { fileAddress } from "/page/api.js";
import { clockTime, exactTime, fileSize } from "/page/dates.js";
import { button, element, icon } from "/page/dom.js";
import { formatted, numberClass, safeAddress } from "/page/entities.js";

/**
 * Draw a message.
 *
 * @param {object} message as the Bot API gives it, or one that is still on its way: then
 *   `sending` is true, or `failed` says why it was not taken.
 * @param {object} view `mine`, `name`, `inGroup`, and `actions` (see Conversation).
 * @returns {HTMLElement}
 */
export function drawn(message, view) {
  const service = serviceText(message);
  if (service !== null) return element("p", { class: "service" }, service);
  const whole = element("div", {
    class: `message ${view.mine ? "mine" : "theirs"}`,
    role: "article",
    "aria-label": `${view.mine ? "You" : view.name}, ${clockTime(message.date)}`,
  });
  const bubble = element("div", { class: "bubble" });
  if (view.inGroup && !view.mine) {
    bubble.append(element("p", { class: "sender", dir: "auto" }, view.name));
  }
  bubble.append(...forwarded(message), ...replied(message, view), ...attached(message, view));
  const text = shortened(message.text ?? message.caption ?? "", view.mine);
  const entities = message.entities ?? message.caption_entities ?? [];
  const body = element("div", { class: "text", dir: "auto" });
  if (text) body.append(formatted(text, entities, view.actions));
  body.append(meta(message, view.mine));
  bubble.append(body);
  bubble.classList.toggle("wordless", !text);
  whole.append(bubble);
  if (!message.sending && !message.failed) whole.append(tools(message, view));
  if (message.failed) whole.append(failure(message, view));
  const rows = message.reply_markup?.inline_keyboard ?? [];
  if (rows.length > 0) whole.append(keyboard(message, rows, view));
  return whole;
}

/** A tapped link sends "/start s-12-3"; as in Telegram only "/start" is shown of it. */
function shortened(text, mine) {
  return mine && /^\/start \S+$/.test(text) ? "/start" : text;
}

/** The text of a message in one line, for the chat list and for replies. */
export function inOneLine(message) {
  const service = serviceText(message);
  if (service !== null) return service;
  const text = message.text ?? message.caption ?? "";
  if (text) return text.replace(/\s+/g, " ").trim().slice(0, 160);
  if (message.photo) return "Photo";
  return message.document?.file_name ?? "File";
}

/** What a service message says, or null for an ordinary message. */
export function serviceText(message) {
  const who = message.from?.first_name ?? message.chat?.title ?? "Somebody";
  const names = (people) => people.map((person) => person.first_name).join(", ");
  if (message.new_chat_members) return `${names(message.new_chat_members)} joined the group`;
  if (message.left_chat_member) return `${message.left_chat_member.first_name} left the group`;
  if (message.new_chat_title) return `${who} named the group “${message.new_chat_title}”`;
  if (message.group_chat_created) return `${who} created the group`;
  if (message.migrate_to_chat_id) return "The group became a supergroup";
  if (message.migrate_from_chat_id) return "This supergroup was a group before";
  if (message.pinned_message) return `${who} pinned “${inOneLine(message.pinned_message).slice(0, 60)}”`;
  return null;
}

function forwarded(message) {
  const origin = message.forward_origin;
  if (!origin) return [];
  const name = origin.chat?.title ?? origin.sender_chat?.title ?? origin.sender_user?.first_name
    ?? origin.sender_user_name ?? "elsewhere";
  return [element("p", { class: "forwarded", dir: "auto" }, `Forwarded from ${name}`)];
}

function replied(message, view) {
  const to = message.reply_to_message;
  if (!to) return [];
  const name = view.actions.nameOf(to);
  const label = `In reply to ${name}: ${inOneLine(to)}`;
  return [button(
    { class: "quote-of", "aria-label": label, onclick: () => view.actions.show(to.message_id) },
    element("strong", { dir: "auto" }, name),
    element("span", { dir: "auto" }, inOneLine(to)),
  )];
}

function attached(message, view) {
  if (message.photo?.length) return [photo(message, view)];
  if (message.document) return [file(message.document)];
  if (message.files) return message.files.map((one) => uploading(one, message));
  return [];
}

function photo(message, view) {
  const largest = message.photo.reduce((a, b) => (b.width * b.height > a.width * a.height ? b : a));
  const address = fileAddress(largest.file_id);
  const words = message.caption ? `Photo: ${inOneLine(message)}` : "Photo";
  // The size keeps the place before the picture is there.
  const { width = null, height = null } = largest;
  const image = element("img", { src: address, alt: "", width, height, decoding: "async" });
  const open = () => view.actions.enlarge(address, message.caption ?? "");
  return button({ class: "photo", "aria-label": `${words}, open larger`, onclick: open }, image);
}

function file(document) {
  const name = document.file_name ?? "file";
  const size = document.file_size === undefined ? "" : fileSize(document.file_size);
  const address = fileAddress(document.file_id);
  return element(
    "a",
    { class: "file", href: address, download: name, "aria-label": `Download ${name} ${size}` },
    element("span", { class: "file-mark", "aria-hidden": "true" }, icon("file")),
    element("span", { class: "file-name", dir: "auto" }, name),
    element("span", { class: "file-size" }, size),
  );
}

function uploading(one, message) {
  return element(
    "div",
    { class: "file" },
    element("span", { class: "file-mark", "aria-hidden": "true" }, icon("file")),
    element("span", { class: "file-name", dir: "auto" }, one.name),
    element("span", { class: "file-size" }, message.failed ? "not sent" : fileSize(one.size)),
  );
}

function meta(message, mine) {
  const line = element("span", { class: "meta" });
  if (message.edit_date) {
    line.append(element("span", { title: exactTime(message.edit_date) }, "edited"), " ");
  }
  const datetime = new Date(message.date * 1000).toISOString();
  const about = { datetime, title: exactTime(message.date) };
  line.append(element("time", about, clockTime(message.date)));
  if (mine && !message.failed) {
    const [mark, words] = message.sending ? ["clock", "sending"] : ["check", "sent"];
    line.append(icon(mark), element("span", { class: "unseen" }, words));
  }
  return line;
}

function tools(message, view) {
  const whose = view.mine ? "your message" : `${view.name}’s message`;
  const name = `${whose}, ${clockTime(message.date)}`;
  const tool = (kind, title, onclick) => button(
    { class: "tool", "aria-label": `${title} ${name}`, title, onclick },
    icon(kind),
  );
  const words = message.text ?? message.caption;
  const bar = element("div", { class: "tools" });
  bar.append(tool("reply", "Reply to", () => view.actions.reply(message)));
  if (words) bar.append(tool("copy", "Copy", () => view.actions.copy(words)));
  return bar;
}

function failure(message, view) {
  const again = () => view.actions.again(message);
  return element(
    "p",
    { class: "failure", role: "alert" },
    `Not sent: ${message.failed} `,
    button({ class: "inline", onclick: again }, "Try again"),
  );
}

function keyboard(message, rows, view) {
  const whole = element("div", { class: "keyboard", role: "group", "aria-label": "Choices" });
  for (const row of rows) {
    const line = element("div", { class: "keys" });
    line.append(...row.map((key) => choice(message, key, view)));
    whole.append(line);
  }
  return whole;
}

function choice(message, key, view) {
  const label = element("span", { dir: "auto" }, key.text);
  const looks = `key ${numberClass(key.text)}`;
  if (key.url) {
    const stay = view.actions.link(key.url);
    if (stay) return button({ class: looks, onclick: stay }, label);
    const target = safeAddress(key.url);
    if (target === null) return button({ class: looks, disabled: true }, label);
    const away = { href: target, target: "_blank", rel: "noopener noreferrer", title: target };
    return element("a", { class: looks, ...away }, label, icon("link"));
  }
  const pressed = async () => {
    if (one.getAttribute("aria-busy") === "true") return;
    one.setAttribute("aria-busy", "true");
    await view.actions.press(message, key);
    one.removeAttribute("aria-busy");
  };
  const one = button({ class: looks, onclick: pressed }, label);
  return one;
}
