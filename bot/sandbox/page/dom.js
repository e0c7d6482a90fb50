/** Elements built piece by piece: no markup strings, so no text can ever become markup. */

/**
 * Make an element.
 *
 * @param {string} tag
 * @param {object} attributes `class`, `hidden`, `aria-label` …; a function under `onclick`
 *   becomes a listener; null, undefined and false are left out; true is an empty attribute.
 * @param {...(Node|string|null)} children strings become text nodes.
 */
export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (typeof value === "function") made.addEventListener(name.slice(2), value);
    else made.setAttribute(name, value === true ? "" : String(value));
  }
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
}

/** A button that does something; see `element` for the attributes. */
export function button(attributes, ...children) {
  return element("button", { type: "button", ...attributes }, ...children);
}

/** The element with this id; the page has it from the start. */
export function at(id) {
  return document.getElementById(id);
}

/** One of the icons of index.html; silent for screen readers. */
export function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** A round picture for a chat or a person: the bot's sunrise, a group, or an initial. */
export function avatar(kind, name = "") {
  const face = element("span", { class: `avatar ${kind}`, "aria-hidden": "true" });
  if (kind === "bot") face.append(icon("brief"));
  else if (kind === "group") face.append(icon("group"));
  else face.append([...name][0] ?? "?");
  return face;
}

/** Show a number on a badge, or hide the badge when there is nothing to count. */
export function badge(place, count) {
  place.hidden = count === 0;
  place.textContent = count > 99 ? "99+" : String(count);
}
