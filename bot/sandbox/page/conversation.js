/** The open chat's messages: loading, adding, editing in place, days. */

import { dayKey, dayName } from "/page/dates.js";
import { at, element } from "/page/dom.js";
import { drawn, inOneLine } from "/page/message.js";
import { Scrolling } from "/page/scrolling.js";

const PAGE = 50;
/** Messages of one person closer together than this (seconds) are drawn as one group. */
const TOGETHER = 300;

export class Conversation {
  /**
   * @param {object} actions what happens on taps: command, link, press, reply, copy,
   *   enlarge, show, again, nameOf.
   */
  constructor(actions) {
    this.log = at("log");
    this.actions = { ...actions, show: (id) => this.show(id) };
    this.scrolling = new Scrolling(this.log, {
      read: () => actions.read(),
      // What could not be loaded now is asked for again by the next scrolling.
      older: () => this.older().catch(() => {}),
    });
    this.ticket = 0;
    this.clear();
  }

  clear() {
    this.log.replaceChildren();
    this.shown = new Map();
    this.complete = false;
    this.loading = null;
    this.scrolling.clear();
  }

  /** Show a chat from its first unread message on, or from its newest. */
  async open(chat, me, api, unread = 0) {
    this.ticket += 1;
    const ticket = this.ticket;
    this.clear();
    Object.assign(this, { chat, me, api });
    this.log.setAttribute("aria-busy", "true");
    const { messages } = await api.messages(chat.id, null, PAGE);
    if (ticket !== this.ticket) return;
    for (const message of messages) this.put(message);
    this.complete = messages.length < PAGE;
    this.scrolling.toEnd();
    const fresh = messages.filter((message) => !this.isMine(message)).slice(-unread);
    if (unread > 0 && fresh.length === unread) this.divide(fresh[0]);
    this.log.removeAttribute("aria-busy");
  }

  /** Draw the line between what was read and what was not. */
  divide(message) {
    const line = element("p", { class: "divider service" }, "Unread");
    line.dataset.id = message.message_id - 0.5;
    this.shown.get(message.message_id).node.before(line);
    this.scrolling.toStartOf(line);
  }

  /** After a break: put in what is missing, without moving the reader. */
  async refresh() {
    if (!this.chat) return;
    const ticket = this.ticket;
    const { messages } = await this.api.messages(this.chat.id, null, PAGE);
    if (ticket !== this.ticket) return;
    const kept = new Set(messages.map((message) => message.message_id));
    const known = [...this.shown.keys()].filter((id) => typeof id === "number");
    if (known.length > 0 && !known.some((id) => kept.has(id))) {
      // More was said meanwhile than one page holds: begin anew rather than leave a hole.
      await this.open(this.chat, this.me, this.api);
      return;
    }
    const [first, last] = [messages[0]?.message_id, messages.at(-1)?.message_id];
    for (const id of known) if (id >= first && id <= last && !kept.has(id)) this.remove(id);
    this.add(messages);
  }

  get size() {
    return this.shown.size;
  }

  /** Add messages that came just now; those that are here already are replaced. */
  add(messages) {
    const fresh = messages.filter((message) => !this.isKnown(message));
    if (fresh.length === 0) return;
    // Measured once for all of them: many at once would take long otherwise.
    const reading = this.scrolling.atEnd();
    const [first] = fresh.map((message) => this.put(message));
    if (fresh.some((message) => this.isMine(message))) this.scrolling.toEnd();
    else if (reading) this.scrolling.toStartOf(first, preceding(first));
    else this.scrolling.miss(fresh.length);
  }

  /** Whether a message is here, or on its way; then it takes the place of what stands there. */
  isKnown(message) {
    if (this.shown.has(message.message_id)) {
      this.edit(message);
      return true;
    }
    const waiting = this.isMine(message) ? this.onItsWay(message) : null;
    if (waiting !== null) this.arrived(waiting, [message]);
    return waiting !== null;
  }

  /** The number of a message still being sent that this one is, or null. */
  onItsWay(message) {
    for (const [id, { message: waiting }] of this.shown) {
      if (!waiting.sending) continue;
      const same = waiting.files ? message.document || message.photo : waiting.text === message.text;
      if (same) return id;
    }
    return null;
  }

  /** Put what the sandbox took in the place of what was being sent. */
  arrived(id, messages) {
    const reading = this.scrolling.atEnd();
    this.remove(id);
    for (const message of messages) this.put(message);
    if (reading) this.scrolling.toEnd();
  }

  /** Change a message where it stands; the focus stays in its buttons. */
  edit(message) {
    const old = this.shown.get(message.message_id);
    if (!old) return;
    if (JSON.stringify(old.message) === JSON.stringify(message)) return;
    const place = focusedKey(old.node);
    const node = this.draw(message);
    this.shown.set(message.message_id, { message, node });
    this.replace(old.node, node, place !== null);
    if (inOneLine(old.message) !== inOneLine(message) && !this.isMine(message)) {
      at("spoken").textContent = `Changed: ${inOneLine(message)}`;
    }
    if (place !== null) focusKey(node, place);
  }

  /** Put a message in the place of its older form; `tapped` when it was touched just now. */
  replace(old, node, tapped) {
    const change = () => {
      old.replaceWith(node);
      this.settle(node);
    };
    const reading = this.scrolling.atEnd();
    if (reading && following(old) === null) {
      change();
      this.scrolling.toStartOf(node, preceding(node));
    } else if (this.scrolling.topOf(old) < 0 && !tapped) {
      this.scrolling.keepPlace(change);
    } else {
      change();
      if (tapped) this.scrolling.up(node);
    }
  }

  remove(id) {
    const gone = this.shown.get(id);
    if (!gone) return;
    this.shown.delete(id);
    const next = following(gone.node);
    gone.node.remove();
    for (const day of this.log.querySelectorAll(".day")) {
      if (!day.querySelector("[data-date]")) day.remove();
    }
    if (next) this.settle(next);
  }

  /** Bring a message into view and point at it. */
  show(id) {
    const found = this.shown.get(id);
    if (!found) return;
    found.node.scrollIntoView({ block: "center" });
    found.node.classList.add("pointed");
    const done = () => found.node.classList.remove("pointed");
    found.node.addEventListener("animationend", done, { once: true });
  }

  typing(on) {
    const reading = this.scrolling.atEnd();
    this.log.querySelector(".typing")?.remove();
    if (on) {
      const dots = element("div", { class: "typing", "aria-hidden": "true" });
      dots.append(element("i"), element("i"), element("i"));
      this.log.append(dots);
      if (reading) this.scrolling.toEnd();
    }
  }

  isMine(message) {
    return message.from?.id === this.me.id;
  }

  draw(message) {
    const node = drawn(message, {
      mine: this.isMine(message),
      name: message.from?.first_name ?? this.chat.title ?? "",
      inGroup: this.chat.type !== "private",
      actions: this.actions,
    });
    node.dataset.id = message.message_id;
    node.dataset.date = message.date;
    node.dataset.from = message.from?.id ?? 0;
    return node;
  }

  put(message) {
    const known = this.shown.get(message.message_id);
    if (known) return known.node;
    const node = this.draw(message);
    const day = this.day(message.date);
    let before = day.lastElementChild;
    while (isAfter(before, message)) before = before.previousElementSibling;
    before.after(node);
    this.shown.set(message.message_id, { message, node });
    this.settle(node);
    const next = following(node);
    if (next) this.settle(next);
    return node;
  }

  /** The part of the log for a day, made when the day has its first message. */
  day(date) {
    const key = dayKey(date);
    const days = [...this.log.querySelectorAll(".day")];
    const found = days.find((day) => day.dataset.day === key);
    if (found) return found;
    const name = element("p", { class: "day-name" }, element("span", {}, dayName(date)));
    const made = element("div", { class: "day", "data-day": key }, name);
    const next = days.find((day) => day.dataset.day > key);
    const typing = this.log.querySelector(".typing");
    this.log.insertBefore(made, next ?? typing ?? null);
    return made;
  }

  /** Tell a message whether it goes on a group of its sender's. */
  settle(node) {
    const before = preceding(node);
    const joined = (a, b) => a && b && a.dataset.from === b.dataset.from && !a.classList.contains("service")
      && !b.classList.contains("service") && b.dataset.date - a.dataset.date < TOGETHER;
    node.classList.toggle("goes-on", Boolean(joined(before, node)));
  }

  /** Load everything and go to the first message. */
  async toStart() {
    while (!this.complete && this.size > 0) {
      this.scrolling.toBeginning();
      await this.older();
    }
    this.scrolling.toBeginning();
  }

  async older() {
    if (this.loading || this.complete || this.size === 0) return this.loading;
    this.loading = this.loadOlder().finally(() => {
      this.loading = null;
    });
    return this.loading;
  }

  async loadOlder() {
    const ticket = this.ticket;
    const first = Math.min(...[...this.shown.keys()].filter((id) => typeof id === "number"));
    this.log.setAttribute("aria-busy", "true");
    this.log.setAttribute("aria-live", "off");
    try {
      const { messages } = await this.api.messages(this.chat.id, first, PAGE);
      if (ticket !== this.ticket) return;
      this.complete = messages.length < PAGE;
      this.scrolling.keepPlace(() => messages.forEach((message) => this.put(message)));
    } finally {
      this.log.removeAttribute("aria-busy");
      this.log.setAttribute("aria-live", "polite");
    }
  }
}

/** Whether a node of a day stands after a message; messages on their way stand last. */
function isAfter(node, message) {
  if (!("id" in node.dataset)) return false;
  const [here, there] = [Number(node.dataset.id), Number(message.message_id)];
  if (Number.isNaN(there)) return false;
  return Number.isNaN(here) || here > there;
}

function preceding(node) {
  return node.previousElementSibling?.matches("[data-id]") ? node.previousElementSibling : null;
}

function following(node) {
  return node.nextElementSibling?.matches("[data-id]") ? node.nextElementSibling : null;
}

function focusedKey(node) {
  const keys = [...node.querySelectorAll(".key")];
  const place = keys.indexOf(document.activeElement);
  return place < 0 ? null : { place, label: keys[place].textContent };
}

/** Focus the button with the same words, else at the same place, else the message's first. */
function focusKey(node, { place, label }) {
  const keys = [...node.querySelectorAll(".key")];
  const next = keys.find((key) => key.textContent === label) ?? keys[place] ?? keys[0];
  if (next) next.focus({ preventScroll: true });
  else at("log").focus({ preventScroll: true });
}
