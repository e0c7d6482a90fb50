/** The chat page: who is sitting here, which chat is open, and what happens to both. */

import { Api, Events } from "/page/api.js";
import { chatFace, chatName, drawChats } from "/page/chats.js";
import { Composer } from "/page/composer.js";
import { Conversation } from "/page/conversation.js";
import { at, avatar, badge, element } from "/page/dom.js";
import { startOf } from "/page/links.js";
import { alertBox, enlarge, prepareWindows, toast } from "/page/windows.js";

/** How long Telegram shows that somebody is typing. */
const TYPING = 5500;
/** The sandbox's second person is the admin unless ADMINS says otherwise. */
const ADMIN = 1002;
const READER = 1001;

class Page {
  constructor() {
    this.state = null;
    this.open = null;
    this.sent = 0;
    this.conversation = new Conversation({
      command: (text) => this.command(text),
      link: (address) => this.stay(address),
      press: (message, key) => this.press(message, key),
      reply: (message) => this.composer.reply(message),
      copy: (text) => this.copy(text),
      again: (message) => this.again(message),
      nameOf: (message) => this.nameOf(message),
      read: () => this.read(),
      enlarge,
    });
    this.composer = new Composer({
      send: (texts, replyTo) => this.send(texts, replyTo),
      upload: (files, caption) => this.upload(files, caption),
      nameOf: (message) => this.nameOf(message),
    });
  }

  /** Sit down as somebody; everything of the one before is forgotten. */
  become(user) {
    this.events?.stop();
    this.state = null;
    this.open = null;
    this.api = new Api(user);
    this.conversation.clear();
    const events = new Events(user, {
      happened: (event) => events === this.events && this.happened(event),
      connected: () => events === this.events && this.connected(),
      lost: () => events === this.events && this.lost(),
    });
    this.events = events;
    events.run();
  }

  /** Follow the address: #1001/-2001 is Ana in the group, #1001 her list of chats. */
  route() {
    const [user = "", chat = ""] = location.hash.slice(1).split("/");
    const wanted = Number(user) || READER;
    at("app").dataset.pane = chat || !user ? "chat" : "list";
    if (this.api?.user !== wanted) this.become(wanted);
    else if (this.state) this.openChat(Number(chat) || this.open || wanted);
  }

  async connected() {
    at("notice").hidden = true;
    const { api } = this;
    const state = await api.state();
    if (api !== this.api) return;
    this.state = state;
    for (const chat of state.chats) if (chat.id === this.open && this.reading()) chat.unread = 0;
    this.drawAround();
    if (this.open !== null) {
      await this.conversation.refresh();
      this.drawEmpty();
      return;
    }
    const chat = Number(location.hash.split("/")[1]) || api.user;
    if (!location.hash) history.replaceState(null, "", `#${api.user}/${chat}`);
    await this.openChat(chat);
  }

  lost() {
    const notice = at("notice");
    notice.hidden = false;
    const text = "The sandbox does not answer. Is the bot running? Trying again …";
    if (notice.textContent !== text) notice.textContent = text;
  }

  get me() {
    return this.state.user;
  }

  get bot() {
    return this.state.bot;
  }

  chat(id) {
    return this.state.chats.find((chat) => chat.id === id);
  }

  nameOf(message) {
    return message.from?.id === this.me.id ? "You" : message.from?.first_name ?? "Somebody";
  }

  reading() {
    return !document.hidden && (wide() || at("app").dataset.pane === "chat");
  }

  async openChat(id) {
    const chat = this.chat(id) ?? this.chat(this.api.user) ?? this.state.chats[0];
    if (!chat || this.open === chat.id) {
      this.read();
      this.drawAround();
      return;
    }
    this.open = chat.id;
    this.drawAround();
    this.composer.turnTo(`${this.api.user}/${chat.id}`, {
      commands: this.commandsOf(chat),
      placeholder: chat.type === "private" ? "Message, or / for commands" : `Message to ${chat.title}`,
    });
    at("empty").hidden = true;
    this.typing(false);
    try {
      await this.conversation.open(chat, this.me, this.api);
    } catch (error) {
      toast(`Could not load the messages. ${error.message}`);
    }
    this.drawEmpty();
    this.read();
    if (matchMedia("(pointer: fine)").matches && at("app").dataset.pane === "chat") at("draft").focus();
  }

  commandsOf(chat) {
    const commands = this.state.commands?.[chat.id] ?? [];
    return chat.type === "private" ? commands : commands.map((one) => ({ ...one, command: one.command }));
  }

  /** What was written so far has been seen. */
  read() {
    const chat = this.state && this.chat(this.open);
    if (!chat || !this.reading()) return;
    if (chat.unread) {
      chat.unread = 0;
      this.drawAround();
    }
  }

  happened(event) {
    if (!this.state) return;
    const id = typeof event.chat === "object" ? event.chat.id : event.chat;
    const chat = this.chat(id);
    if (event.type === "commands" || event.type === "chats" || (!chat && event.message)) {
      this.connected().then(() => this.offerCommands());
      return;
    }
    if (!chat) return;
    if (event.type === "message") this.came(chat, event.message);
    else if (event.type === "edited") this.changed(chat, event.message);
    else if (event.type === "deleted") this.deleted(chat, event);
    else if (event.type === "typing" && id === this.open) this.typing(true);
  }

  came(chat, message) {
    const before = chat.last_message?.message_id ?? 0;
    if (message.message_id > before) {
      chat.last_message = message;
      const mine = message.from?.id === this.me.id;
      if (!mine && !(chat.id === this.open && this.reading())) chat.unread = (chat.unread ?? 0) + 1;
    }
    if (chat.id === this.open) {
      if (message.from?.id !== this.me.id) this.typing(false);
      this.conversation.add(message);
      this.drawEmpty();
    }
    this.drawAround();
  }

  changed(chat, message) {
    if (chat.last_message?.message_id === message.message_id) chat.last_message = message;
    if (chat.id === this.open) this.conversation.edit(message);
    this.drawAround();
  }

  deleted(chat, event) {
    const ids = event.message_ids ?? [event.message_id];
    if (chat.id === this.open) for (const id of ids) this.conversation.remove(id);
    if (ids.includes(chat.last_message?.message_id)) this.connected();
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.conversation.typing(on);
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING);
    if (this.state) this.drawTop(on);
  }

  offerCommands() {
    const chat = this.chat(this.open);
    if (chat) this.composer.suggestions.offer(this.commandsOf(chat));
  }

  async send(texts, replyTo) {
    for (const text of texts) {
      // One after the other: pieces of a long text must arrive in their order.
      await this.deliver({ text, ...(replyTo === null ? {} : { replyTo }) });
    }
  }

  async deliver(words) {
    const { api, open: chat } = this;
    const waiting = this.waiting(words);
    try {
      const { message } = await api.send(chat, words.text, words.replyTo ?? null);
      this.took(api, chat, waiting, [message]);
    } catch (error) {
      this.failed(waiting, error);
    }
  }

  async upload(files, caption) {
    const { api, open: chat } = this;
    const waiting = this.waiting({ files, caption });
    const node = this.conversation.shown.get(waiting.message_id).node;
    const bar = element("progress", { max: 1, value: 0, "aria-label": "Upload" });
    const { done, cancel } = api.upload(chat, files, caption, (part) => {
      bar.value = part;
    });
    const stop = element("button", { type: "button", class: "inline", onclick: cancel }, "Cancel");
    node.querySelector(".text").before(element("p", { class: "progress" }, bar, stop));
    try {
      this.took(api, chat, waiting, (await done).messages);
    } catch (error) {
      this.failed(waiting, error);
    }
  }

  /** Show at once what is being sent. */
  waiting(words) {
    this.sent += 1;
    const message = {
      message_id: `sending-${this.sent}`, from: this.me, chat: { id: this.open }, date: Math.floor(Date.now() / 1000), sending: true, ...words,
    };
    at("empty").hidden = true;
    this.conversation.put(message);
    this.conversation.toEnd();
    return message;
  }

  took(api, chatId, waiting, messages) {
    if (api !== this.api) return;
    if (chatId === this.open) this.conversation.arrived(waiting.message_id, messages);
    const chat = this.chat(chatId);
    const last = messages.at(-1);
    if (chat && last.message_id > (chat.last_message?.message_id ?? 0)) chat.last_message = last;
    this.drawAround();
  }

  failed(waiting, error) {
    if (!this.conversation.shown.has(waiting.message_id)) return;
    this.conversation.edit({ ...waiting, sending: false, failed: error.message });
  }

  again(message) {
    this.conversation.remove(message.message_id);
    if (message.files) this.upload(message.files, message.caption);
    else this.deliver({ text: message.text, replyTo: message.replyTo });
  }

  command(text) {
    const inGroup = this.chat(this.open).type !== "private";
    this.send([inGroup && !text.includes("@") ? `${text}@${this.bot.username}` : text], null);
  }

  /** For a link to the bot itself: what a tap does, without leaving the chat; else null. */
  stay(address) {
    const words = startOf(address, this.bot.username);
    if (words === null) return null;
    return async () => {
      if (this.open !== this.api.user) {
        location.hash = `#${this.api.user}/${this.api.user}`;
        await this.openChat(this.api.user);
      }
      await this.send([`/start ${words}`.trim()], null);
    };
  }

  async press(message, key) {
    if (key.copy_text) return this.copy(key.copy_text.text);
    if (key.callback_data === undefined) return toast("This button works in Telegram only.");
    try {
      const { answer } = await this.api.tap(this.open, message.message_id, key.callback_data);
      if (!answer) return undefined;
      const text = answer.text ?? "";
      if (text && (answer.alert ?? answer.show_alert)) alertBox(text);
      else if (text) toast(text);
    } catch (error) {
      toast(error.message);
    }
    return undefined;
  }

  async copy(text) {
    try {
      await navigator.clipboard.writeText(text);
      toast("Copied");
    } catch {
      toast("The browser did not allow copying.");
    }
  }

  async block(blocked) {
    try {
      await this.api.block(blocked);
      this.me.blocked = blocked;
      toast(blocked ? "Blocked: the bot can no longer write to you." : "The bot can write to you again.");
      this.drawAround();
    } catch (error) {
      toast(error.message);
    }
  }

  drawAround() {
    if (!this.state) return;
    drawUsers(this.state.users, this.me, (user) => this.switchTo(user));
    drawChats(this.state.chats, {
      bot: this.bot, me: this.me, open: this.open, choose: (id) => { location.hash = `#${this.api.user}/${id}`; },
    });
    this.drawTop(Boolean(document.querySelector(".typing")));
    const unread = this.state.chats.reduce((sum, chat) => sum + (chat.unread ?? 0), 0);
    badge(at("back-badge"), unread);
    document.title = `${unread ? `(${unread}) ` : ""}${this.bot.first_name}`;
  }

  drawTop(typing) {
    const chat = this.chat(this.open);
    if (!chat) return;
    const face = avatar(chatFace(chat));
    face.id = "top-avatar";
    at("top-avatar").replaceWith(face);
    at("title").textContent = chatName(chat, this.bot);
    at("subtitle").textContent = typing ? "typing …" : subtitle(chat, this.state);
    at("subtitle").classList.toggle("now", typing);
    drawSwitch(this.state.users, this.me, (user) => this.switchTo(user));
  }

  drawEmpty() {
    const place = at("empty");
    place.hidden = this.conversation.size > 0;
    if (!place.hidden) place.replaceChildren(...emptyText(this.chat(this.open), this.state, () => this.send(["/start"], null)));
  }

  /** The other person, in the same kind of chat. */
  switchTo(user) {
    const open = this.chat(this.open);
    const chat = open && open.type !== "private" ? open.id : user;
    location.hash = at("app").dataset.pane === "list" ? `#${user}` : `#${user}/${chat}`;
  }

  nextUser() {
    const { users } = this.state;
    return users[(users.findIndex((user) => user.id === this.me.id) + 1) % users.length].id;
  }

  neighbour(step) {
    const rows = [...at("chats").querySelectorAll(".chat")].map((row) => Number(row.dataset.chat));
    const next = rows[(rows.indexOf(this.open) + step + rows.length) % rows.length];
    location.hash = `#${this.api.user}/${next}`;
  }
}

function roleOf(user) {
  return user.role ?? (user.id === ADMIN ? "admin" : "reader");
}

function subtitle(chat, state) {
  if (chat.type === "private") return state.user.blocked ? "blocked" : "bot, in the sandbox";
  const people = chat.members?.map((one) => one.first_name) ?? state.users.map((one) => one.first_name);
  return `group: ${[...people, state.bot.first_name].join(", ")}`;
}

function drawUsers(users, me, choose) {
  const place = at("users");
  document.body.dataset.role = roleOf(me);
  const wanted = `${users.map((user) => user.id)} ${me.id}`;
  if (place.dataset.drawn === wanted) return;
  place.dataset.drawn = wanted;
  const focused = place.contains(document.activeElement);
  place.replaceChildren(place.querySelector("legend"), ...users.map((user) => element(
    "label",
    { class: roleOf(user) },
    element("input", { type: "radio", name: "user", value: user.id, checked: user.id === me.id, onchange: () => choose(user.id) }),
    avatar("person", user.first_name),
    element("span", {}, element("strong", {}, user.first_name), element("span", { class: "unseen" }, ", "), element("small", {}, roleOf(user))),
  )));
  if (focused) place.querySelector("input:checked")?.focus();
}

function drawSwitch(users, me, choose) {
  const next = users[(users.findIndex((user) => user.id === me.id) + 1) % users.length];
  const chip = at("switch");
  chip.setAttribute("aria-label", `You are: ${me.first_name}, ${roleOf(me)}. Switch to ${next.first_name}, ${roleOf(next)}`);
  chip.title = `Switch to ${next.first_name}, ${roleOf(next)}`;
  chip.replaceChildren(avatar("person", me.first_name), element("span", {}, element("small", {}, "You are"), element("strong", {}, `${me.first_name}, ${roleOf(me)}`)));
  chip.onclick = () => choose(next.id);
}

function emptyText(chat, state, start) {
  if (chat.type !== "private") {
    return [
      element("span", { class: "avatar group large", "aria-hidden": "true" }),
      element("h2", { dir: "auto" }, chat.title),
      element("p", {}, "A group with the bot in it. Ask it with a command and its name, for instance:"),
      element("p", {}, element("code", {}, `/brief@${state.bot.username}`)),
    ];
  }
  const admin = roleOf(state.user) === "admin";
  const face = avatar("bot");
  face.classList.add("large");
  return [
    face,
    element("h2", { dir: "auto" }, state.bot.first_name),
    element("p", { dir: "auto" }, state.bot.description || "The day’s stories and who said what, word for word from the articles it was given."),
    element("button", { type: "button", class: "primary", onclick: start }, "Start"),
    element("p", { class: "hint" }, admin
      ? "You are the admin here: drop an article on this page, and the bot shows what it understood before anybody sees it."
      : "Type / for its commands. To add articles, switch to the admin."),
  ];
}

function wide() {
  return matchMedia("(min-width: 800px)").matches;
}

function prepareMore(page) {
  const [button, menu] = [at("more"), at("more-menu")];
  const close = () => {
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
  };
  const item = (text, act) => element("button", { type: "button", role: "menuitem", onclick: () => { close(); button.focus(); act(); } }, text);
  button.addEventListener("click", () => {
    if (!menu.hidden) return close();
    const blocked = Boolean(page.state?.user.blocked);
    menu.replaceChildren(
      item("Go to the first message", () => page.conversation.toStart()),
      item(blocked ? "Unblock the bot" : "Block the bot", () => page.block(!blocked)),
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

function prepareKeys(page) {
  addEventListener("keydown", (event) => {
    if (document.querySelector("dialog[open]") || event.ctrlKey || event.metaKey || !page.state) return;
    const writing = event.target.matches?.("textarea, input:not([type=radio])");
    if (event.altKey && event.key === "ArrowDown") page.neighbour(1);
    else if (event.altKey && event.key === "ArrowUp") page.neighbour(-1);
    else if (event.altKey && event.key.toLowerCase() === "u") page.switchTo(page.nextUser());
    else if (event.key === "Escape") at("draft").focus();
    else if (event.key === "/" && !writing) page.composer.write("/");
    else if (event.key === "?" && !writing) at("keys").showModal();
    else return;
    event.preventDefault();
  });
}

const page = new Page();
prepareWindows();
prepareMore(page);
prepareKeys(page);
at("back").addEventListener("click", () => { location.hash = `#${page.api.user}`; });
addEventListener("hashchange", () => page.route());
document.addEventListener("visibilitychange", () => page.read());
page.route();
