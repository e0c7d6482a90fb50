/** The commands that fit what is being typed, and the menu of all of them. */

import { at, element } from "/page/dom.js";

/**
 * The commands that fit a draft, the best first.
 *
 * @param {Array<{command: string, description: string}>} commands
 * @param {string} draft only a draft that is "/" and letters asks for commands.
 */
export function fitting(commands, draft) {
  const typed = /^\/(\w*)$/.exec(draft);
  if (!typed) return [];
  const wanted = typed[1].toLowerCase();
  const rank = ({ command, description }) => {
    if (command === wanted) return 0;
    if (command.startsWith(wanted)) return 1;
    return wanted.length > 1 && description.toLowerCase().includes(wanted) ? 2 : 3;
  };
  return commands.filter((one) => rank(one) < 3).sort((a, b) => rank(a) - rank(b));
}

export class Suggestions {
  /** @param {{chosen: (line: string) => void, taken: (line: string) => void}} actions */
  constructor(actions) {
    this.actions = actions;
    this.commands = [];
    this.found = [];
    this.active = 0;
    at("menu").addEventListener("click", () => {
      if (this.open) this.close();
      else this.show(this.commands, -1);
      at("draft").focus();
    });
    addEventListener("pointerdown", (event) => {
      if (!at("composer").contains(event.target)) this.close();
    });
  }

  get open() {
    return !at("suggestions").hidden;
  }

  offer(commands) {
    this.commands = commands;
    at("menu").hidden = commands.length === 0;
  }

  look(draft) {
    const found = fitting(this.commands, draft);
    if (found.length > 0) this.show(found);
    else this.close();
  }

  /** Open the list; with `active` -1 none is chosen yet, so Enter still sends the draft. */
  show(found, active = 0) {
    this.found = found;
    this.active = active;
    at("suggestions").hidden = false;
    at("draft").setAttribute("aria-expanded", "true");
    at("menu").setAttribute("aria-expanded", "true");
    this.draw();
    at("commands").scrollTop = 0;
  }

  close() {
    at("suggestions").hidden = true;
    at("draft").setAttribute("aria-expanded", "false");
    at("draft").removeAttribute("aria-activedescendant");
    at("menu").setAttribute("aria-expanded", "false");
  }

  /** Take a key when the list is open; true when it was used up. */
  pressed(event) {
    if (!this.open) return false;
    const line = () => `/${this.found[this.active].command}`;
    const acts = {
      ArrowDown: () => this.move(1),
      ArrowUp: () => this.move(-1),
      Escape: () => this.close(),
      Tab: () => this.actions.taken(line()),
      Enter: () => this.actions.chosen(line()),
    };
    if (!(event.key in acts) || event.shiftKey) return false;
    if (this.active < 0 && (event.key === "Enter" || event.key === "Tab")) return false;
    event.preventDefault();
    event.stopPropagation();
    acts[event.key]();
    return true;
  }

  move(step) {
    const from = this.active < 0 && step < 0 ? 0 : this.active;
    this.active = (from + step + this.found.length) % this.found.length;
    this.mark();
    at(`command-${this.active}`).scrollIntoView({ block: "nearest" });
  }

  draw() {
    at("commands").replaceChildren(...this.found.map(({ command, description }, place) => element(
      "li",
      {
        id: `command-${place}`,
        role: "option",
        onclick: () => this.actions.chosen(`/${command}`),
        onpointermove: () => place === this.active || this.move(place - this.active),
      },
      element("strong", {}, `/${command}`),
      element("span", { dir: "auto" }, description),
    )));
    this.mark();
  }

  /** Show which command Enter would send. */
  mark() {
    for (const [place, row] of [...at("commands").children].entries()) {
      row.setAttribute("aria-selected", String(place === this.active));
    }
    if (this.active < 0) at("draft").removeAttribute("aria-activedescendant");
    else at("draft").setAttribute("aria-activedescendant", `command-${this.active}`);
  }
}
