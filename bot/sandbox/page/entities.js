/** A message's text and its entities as elements. Offsets count UTF-16 units, as strings do. */

import { button, element } from "/page/dom.js";

const PLAIN = { bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code" };
const BLOCKS = new Set(["pre", "blockquote", "expandable_blockquote"]);

/**
 * Turn text into nodes; entities may nest, and ones that cross are cut where they do.
 *
 * @param {string} text
 * @param {Array} entities as the Bot API gives them; wrong ones are shown as plain text.
 * @param {{command: (text: string) => void, link: (address: string) => ?(() => void)}} actions
 *   what a tap on a command does, and for a link that stays in the chat what it does.
 * @returns {DocumentFragment}
 */
export function formatted(text, entities = [], actions) {
  const queue = entities
    .map(({ offset, length, ...rest }) => ({ ...rest, start: offset, end: offset + length }))
    .filter(({ start, end }) => start >= 0 && end > start && end <= text.length)
    .sort((a, b) => a.start - b.start || b.end - a.end);
  return fill(document.createDocumentFragment(), text, 0, text.length, queue, actions);
}

function fill(place, text, start, end, queue, actions) {
  let here = start;
  let afterBlock = false;
  const plain = (until) => {
    // A block already ends its line; the newline behind it would show as an empty one.
    if (afterBlock && text[here] === "\n" && until > here) here += 1;
    if (until > here) place.append(text.slice(here, until));
    afterBlock = false;
    here = until;
  };
  while (queue.length > 0 && queue[0].start < end) {
    const entity = queue.shift();
    plain(entity.start);
    const until = Math.min(entity.end, end);
    const inside = takeInside(queue, until);
    const node = styled(entity, text.slice(entity.start, until), actions);
    fill(node.body, text, entity.start, until, inside, actions);
    place.append(node.whole);
    here = until;
    afterBlock = BLOCKS.has(entity.type);
  }
  plain(end);
  return place;
}

/** Take the entities that begin before `until`; what reaches beyond goes back in the queue. */
function takeInside(queue, until) {
  const inside = [];
  while (queue.length > 0 && queue[0].start < until) inside.push(queue.shift());
  const beyond = inside
    .filter((entity) => entity.end > until)
    .map((entity) => ({ ...entity, start: until }));
  queue.unshift(...beyond);
  return inside.map((entity) => ({ ...entity, end: Math.min(entity.end, until) }));
}

/** The element for one entity: the `whole` that goes in and the `body` that takes the text. */
function styled(entity, text, actions) {
  const same = (node) => ({ whole: node, body: node });
  if (entity.type in PLAIN) return same(element(PLAIN[entity.type]));
  switch (entity.type) {
    case "pre":
      return pre(entity.language);
    case "blockquote":
      return same(element("blockquote", { dir: "auto" }));
    case "expandable_blockquote":
      return expandable();
    case "spoiler":
      return same(spoiler());
    case "bot_command":
      return same(button({ class: "inline", onclick: () => actions.command(text) }));
    case "text_link":
      return same(link(entity.url, text, actions));
    case "url":
      return same(link(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`, text, actions));
    case "email":
      return same(link(`mailto:${text}`, text, actions));
    default:
      return same(element("span", { class: `entity ${entity.type}` }));
  }
}

function pre(language) {
  const body = element("code");
  const label = language ? `Code, ${language}` : "Code";
  const whole = element("pre", { tabindex: "0", "aria-label": label }, body);
  return { whole, body };
}

/**
 * A link is only followed when it leads to the web, to a mailbox, or stays in the chat.
 *
 * One that is nothing but a number is the source of a sentence: made large enough to tap.
 */
function link(address, text, actions) {
  const target = safeAddress(address);
  const stay = actions.link(address);
  if (target === null && !stay) return element("span", { class: "entity" });
  const act = (event) => {
    event.preventDefault();
    stay();
  };
  return element("a", {
    class: numberClass(text),
    href: target ?? address,
    target: "_blank",
    rel: "noopener noreferrer",
    title: stay ? null : target,
    onclick: stay ? act : null,
  });
}

/** The class of a link or button that is nothing but a number, as sources are: ¹ or [12]. */
export function numberClass(text) {
  if (/^[¹²³⁰⁴-⁹]+$/.test(text)) return "number raised";
  return /^\[?\d+\]?$/.test(text) ? "number" : "";
}

/** The address, normalised, if a browser may open it from a message; else null. */
export function safeAddress(address) {
  try {
    const target = new URL(address);
    return ["http:", "https:", "mailto:"].includes(target.protocol) ? target.href : null;
  } catch {
    return null;
  }
}

function spoiler() {
  const asButton = { role: "button", tabindex: "0", "aria-label": "Hidden text, press to show" };
  const hidden = element("span", { class: "spoiler", ...asButton });
  const show = (event) => {
    if (event.type === "keydown" && event.key !== "Enter" && event.key !== " ") return;
    event.preventDefault();
    hidden.classList.add("shown");
    for (const name of Object.keys(asButton)) hidden.removeAttribute(name);
  };
  hidden.addEventListener("click", show, { once: true });
  hidden.addEventListener("keydown", show);
  return hidden;
}

/** A quote that shows its first lines; the button is there only when something is hidden. */
function expandable() {
  const body = element("div", { class: "quoted", dir: "auto" });
  const looks = { class: "inline show-more", "aria-expanded": "false", hidden: true };
  const more = button(looks, "Show more");
  const whole = element("blockquote", { class: "expandable" }, body, more);
  more.addEventListener("click", () => {
    const open = whole.classList.toggle("open");
    more.setAttribute("aria-expanded", String(open));
    more.textContent = open ? "Show less" : "Show more";
  });
  new ResizeObserver(() => {
    const cut = body.scrollHeight > body.clientHeight + 2;
    if (body.clientHeight > 0) more.hidden = !cut && !whole.classList.contains("open");
    whole.classList.toggle("cut", cut);
  }).observe(body);
  return { whole, body };
}
