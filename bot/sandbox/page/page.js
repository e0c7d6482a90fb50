/**
 * The chat page: who is sitting here, which chat is open, and what happens to both.
 *
 * This module holds the state and passes on what happens. What it speaks through:
 *
 * - api.js: calls to the sandbox and the stream of events; outbox.js: what is being sent
 * - conversation.js, scrolling.js: the messages of the open chat; message.js, entities.js: one
 *   of them; taps.js, links.js: what its buttons and links do
 * - around.js, chats.js, people.js, empty.js: everything beside the messages
 * - composer.js, suggestions.js: where one writes; keys.js, windows.js: keys, menu, dialogs
 * - dom.js, dates.js: elements without markup strings, times in words
 */

import { Api, Events } from "/page/api.js";
import { drawAround, drawSubtitle, wide } from "/page/around.js";
import { Composer } from "/page/composer.js";
import { Conversation } from "/page/conversation.js";
import { at } from "/page/dom.js";
import { drawEmpty } from "/page/empty.js";
import { prepareKeys, prepareMore } from "/page/keys.js";
import { startOf } from "/page/links.js";
import { Outbox } from "/page/outbox.js";
import { drawPeople, READER } from "/page/people.js";
import { copy, press } from "/page/taps.js";
import { enlarge, prepareWindows, toast } from "/page/windows.js";

/** How long Telegram shows that somebody is typing. */
const TYPING = 5500;
/** Messages seen are reported together, this often (milliseconds). */
const READ = 300;

class Page {
  constructor() {
    this.state = null;
    this.open = null;
    this.moved = null;
    this.meanwhile = null;
    this.conversation = new Conversation({
      command: (text) => this.command(text),
      link: (address) => this.stay(address),
      press: (message, key) => press(this.api, this.open, message, key),
      reply: (message) => this.composer.reply(message),
      copy,
      again: (message) => this.outbox.again(message),
      nameOf: (message) => this.nameOf(message),
      read: () => this.read(),
      enlarge,
    });
    this.outbox = new Outbox(this.conversation, (chat, last) => this.said(chat, last) && this.drawAround());
    this.composer = new Composer({
      send: (text, replyTo) => this.outbox.send(text, replyTo),
      upload: (files, caption) => this.outbox.upload(files, caption),
      nameOf: (message) => this.nameOf(message),
    });
  }

  /** Sit down as somebody; everything of the one before is forgotten. */
  become(user) {
    this.events?.stop();
    this.state = null;
    this.open = null;
    this.meanwhile = null;
    this.api = new Api(user);
    this.conversation.clear();
    const events = new Events(user, {
      happened: (what) => events === this.events && this.happened(what),
      connected: () => events === this.events && this.refresh(),
      lost: () => events === this.events && this.lost(),
      unknown: () => { location.hash = `#${READER}/${READER}`; },
    });
    this.events = events;
    events.run();
  }

  /** Follow the address: #1001/-2001 is Ana in the group, #1001 her list of chats. */
  route() {
    const [user = "", chat = ""] = location.hash.slice(1).split("/");
    const wanted = Number(user) || READER;
    const pane = chat || !user ? "chat" : "list";
    const changed = at("app").dataset.pane !== pane;
    at("app").dataset.pane = pane;
    if (changed && pane === "list" && !wide()) at("chats").querySelector(".chat")?.focus();
    if (this.api?.user !== wanted) this.become(wanted);
    else if (this.state) this.openChat(Number(chat) || this.open || wanted);
  }

  /** Ask for everything anew: at the start, after a break, when chats or commands changed. */
  async refresh() {
    try {
      const { api } = this;
      // What happens while the answer is on its way may not be in it yet.
      this.meanwhile ??= [];
      const state = await api.state();
      if (api !== this.api) return;
      at("notice").hidden = true;
      this.state = state;
      const missed = this.meanwhile ?? [];
      this.meanwhile = null;
      this.happened(missed.filter((event) => event.type === "message"));
      await this.catchUp();
    } catch (error) {
      if (error.status !== 0) throw error;
      this.lost();
    }
  }

  async catchUp() {
    this.drawAround();
    if (this.chat(this.open)) {
      this.composer.suggestions.offer(this.commands());
      await this.conversation.refresh();
      this.drawEmpty();
      this.read();
      return;
    }
    const chat = this.moved ?? (Number(location.hash.split("/")[1]) || this.api.user);
    this.moved = null;
    if (!location.hash) history.replaceState(null, "", `#${chat}/${chat}`);
    await this.openChat(chat);
  }

  lost() {
    const notice = at("notice");
    notice.hidden = false;
    const text = "The sandbox does not answer. Is the bot running? Trying again …";
    if (notice.textContent !== text) notice.textContent = text;
  }

  get me() {
    return this.state?.user;
  }

  get bot() {
    return this.state.bot;
  }

  /** A chat of the person one is; none between two persons, before the state has come. */
  chat(id) {
    return this.state?.chats.find((chat) => chat.id === id);
  }

  nameOf(message) {
    return message.from?.id === this.me?.id ? "You" : message.from?.first_name ?? "Somebody";
  }

  reading() {
    return !document.hidden && (wide() || at("app").dataset.pane === "chat");
  }

  async openChat(id) {
    const chat = this.chat(id) ?? this.chat(this.api.user) ?? this.state?.chats[0];
    if (!chat || this.open === chat.id) {
      this.read();
      this.drawAround();
      this.focus();
      return;
    }
    this.open = chat.id;
    const unread = this.reading() ? chat.unread : 0;
    this.outbox.turnTo({ api: this.api, me: this.me, chat: chat.id });
    this.drawAround();
    this.composer.turnTo(`${this.api.user}/${chat.id}`, {
      commands: this.commands(),
      placeholder: wide() ? "Message, or / for commands" : "Message, or /",
    });
    at("empty").hidden = true;
    this.typing(false);
    try {
      await this.conversation.open(chat, this.me, this.api, unread);
    } catch (error) {
      toast(`Could not load the messages. ${error.message}`);
    }
    this.drawEmpty();
    this.read();
    this.focus();
  }

  /** Go on where one writes; with a finger where one reads, or the keyboard would pop up. */
  focus() {
    if (at("app").dataset.pane !== "chat") return;
    const finger = matchMedia("(pointer: coarse)").matches;
    at(finger ? "log" : "draft").focus({ preventScroll: true });
  }

  commands() {
    return this.state?.commands[this.open] ?? [];
  }

  /** What was written so far has been seen. */
  read() {
    const chat = this.state && this.chat(this.open);
    if (!chat || !this.reading()) return;
    if (chat.unread) {
      chat.unread = 0;
      this.drawAround();
    }
    clearTimeout(this.readTimer);
    const { api } = this;
    // Nothing depends on it: a report that got lost is made good by the next one.
    this.readTimer = setTimeout(() => api.read(chat.id).catch(() => {}), READ);
  }

  /** What the stream tells; several things at once when the page was busy or away. */
  happened(events) {
    this.meanwhile?.push(...events);
    if (!this.state) return;
    const fresh = [];
    for (const event of events) {
      const chat = this.chat(event.chat);
      if (chat && event.type === "message") {
        this.came(chat, event.message);
        if (chat.id === this.open) fresh.push(event.message);
      } else {
        this.show(fresh.splice(0));
        this.react(event, chat);
      }
    }
    this.show(fresh);
    this.drawAround();
  }

  react(event, chat) {
    if (!chat || ["commands", "chat", "reset"].includes(event.type)) this.refresh();
    else if (event.type === "edited") this.changed(chat, event.message);
    else if (event.type === "deleted") this.deleted(chat, event);
    else if (event.type === "typing" && chat.id === this.open) this.typing(true);
  }

  came(chat, message) {
    const mine = message.from?.id === this.me?.id;
    if (this.said(chat.id, message) && !mine) chat.unread += 1;
    // The group goes on under another number; the next state has it.
    if (chat.id === this.open && message.migrate_to_chat_id) this.moved = message.migrate_to_chat_id;
  }

  /** Show new messages of the open chat. */
  show(messages) {
    if (messages.length === 0) return;
    if (messages.some((message) => message.from?.id !== this.me?.id)) this.typing(false);
    this.conversation.add(messages);
    this.drawEmpty();
    this.read();
  }

  /** Keep a chat's newest message for the list; true when it is newer than the one kept. */
  said(id, message) {
    const chat = this.chat(id);
    const newer = Boolean(chat) && message.message_id > (chat.last_message?.message_id ?? 0);
    if (newer) chat.last_message = message;
    return newer;
  }

  changed(chat, message) {
    if (chat.last_message?.message_id === message.message_id) chat.last_message = message;
    if (chat.id === this.open) this.conversation.edit(message);
  }

  deleted(chat, event) {
    if (chat.id === this.open) this.conversation.remove(event.message_id);
    if (chat.last_message?.message_id === event.message_id) this.refresh();
  }

  typing(on) {
    clearTimeout(this.typingTimer);
    this.conversation.typing(on);
    if (on) this.typingTimer = setTimeout(() => this.typing(false), TYPING);
    if (this.state) drawSubtitle(this.chat(this.open), on);
  }

  command(text) {
    const inGroup = this.chat(this.open).type !== "private";
    this.outbox.send(inGroup && !text.includes("@") ? `${text}@${this.bot.username}` : text);
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
      await this.outbox.send(`/start ${words}`.trim());
    };
  }

  async block(blocked) {
    try {
      await this.api.block(blocked);
      this.chat(this.api.user).blocked = blocked;
      toast(blocked ? "Blocked: the bot can no longer write to you." : "The bot can write to you again.");
      this.drawAround();
    } catch (error) {
      toast(error.message);
    }
  }

  drawAround() {
    if (!this.state) return;
    drawAround(this.state, this.open, {
      chat: (id) => { location.hash = `#${this.api.user}/${id}`; },
      person: (user) => this.switchTo(user),
    });
  }

  drawEmpty() {
    if (!this.state) return;
    const empty = this.conversation.size === 0;
    drawEmpty(empty ? this.chat(this.open) : null, this.state, () => this.outbox.send("/start"));
  }

  /** The other person, in the same kind of chat. */
  switchTo(user) {
    const open = this.chat(this.open);
    const chat = open && open.type !== "private" ? open.id : user;
    location.hash = at("app").dataset.pane === "list" ? `#${user}` : `#${user}/${chat}`;
  }

  neighbour(step) {
    const rows = [...at("chats").querySelectorAll(".chat")].map((row) => Number(row.dataset.chat));
    const next = rows[(rows.indexOf(this.open) + step + rows.length) % rows.length];
    location.hash = `#${this.api.user}/${next}`;
  }
}

const page = new Page();
prepareWindows();
prepareMore(page);
prepareKeys(page);
document.querySelector(".skip").addEventListener("click", (event) => {
  // The address says who and where one is; it is no place on the page.
  event.preventDefault();
  at("draft").focus();
});
at("back").addEventListener("click", () => { location.hash = `#${page.api.user}`; });
addEventListener("hashchange", () => page.route());
document.addEventListener("visibilitychange", () => page.read());
page.route();
