/** Where a reader writes: text, commands, files, a reply. */

import { fileSize } from "/page/dates.js";
import { at, button, element, icon } from "/page/dom.js";
import { inOneLine } from "/page/message.js";
import { Suggestions } from "/page/suggestions.js";

export class Composer {
  /** @param {{send: Function, upload: Function, nameOf: Function}} actions */
  constructor(actions) {
    this.actions = actions;
    this.draft = at("draft");
    this.drafts = new Map();
    this.key = null;
    this.files = [];
    this.replyTo = null;
    this.suggestions = new Suggestions({
      chosen: (line) => this.run(line),
      taken: (line) => this.write(`${line} `),
    });
    at("composer").addEventListener("submit", (event) => this.submit(event));
    this.draft.addEventListener("keydown", (event) => this.pressed(event));
    this.draft.addEventListener("input", () => this.changed());
    this.draft.addEventListener("paste", (event) => this.pasted(event));
    at("attach").addEventListener("click", () => at("picker").click());
    at("picker").addEventListener("change", () => {
      this.attach([...at("picker").files]);
      at("picker").value = "";
    });
    this.acceptDrops();
    this.changed();
  }

  /** Turn to another chat; what was being written there comes back. */
  turnTo(key, { commands, placeholder }) {
    if (this.key !== null) this.drafts.set(this.key, this.draft.value);
    this.key = key;
    this.draft.placeholder = placeholder;
    this.suggestions.offer(commands);
    this.files = [];
    this.reply(null);
    this.drawTray();
    this.write(this.drafts.get(key) ?? "", false);
    this.suggestions.close();
  }

  write(text, focus = true) {
    this.draft.value = text;
    this.changed();
    if (focus) this.draft.focus();
  }

  reply(message) {
    this.replyTo = message;
    const place = at("replying");
    place.hidden = message === null;
    if (message === null) return;
    const head = element("strong", { dir: "auto" }, `Reply to ${this.actions.nameOf(message)}`);
    const words = element("span", { dir: "auto" }, inOneLine(message));
    const cancel = () => {
      this.reply(null);
      this.draft.focus();
    };
    const label = "Do not reply to this message";
    place.replaceChildren(
      icon("reply"),
      element("p", {}, head, words),
      button({ class: "round", "aria-label": label, onclick: cancel }, icon("close")),
    );
    this.draft.focus();
  }

  attach(files) {
    this.files.push(...files);
    this.drawTray();
    this.draft.focus();
  }

  detach(file) {
    this.files = this.files.filter((other) => other !== file);
    this.drawTray();
    this.draft.focus();
  }

  submit(event) {
    event.preventDefault();
    const text = this.draft.value.trim();
    if (!text && this.files.length === 0) {
      this.draft.focus();
      return;
    }
    const replyTo = this.replyTo?.message_id ?? null;
    if (this.files.length > 0) this.actions.upload(this.files, text);
    else this.actions.send(text, replyTo);
    this.files = [];
    this.drawTray();
    this.reply(null);
    this.write("");
    this.suggestions.close();
  }

  /** Send a command chosen from the list; other text that was being written stays. */
  run(line) {
    const draft = this.draft.value;
    this.actions.send(line, null);
    this.write(draft.startsWith("/") ? "" : draft);
    this.suggestions.close();
  }

  pressed(event) {
    if (event.isComposing) return;
    if (this.suggestions.pressed(event)) return;
    if (event.key === "Enter" && !event.shiftKey && !event.altKey) {
      event.preventDefault();
      at("composer").requestSubmit();
    } else if (event.key === "Escape" && this.replyTo) {
      event.stopPropagation();
      this.reply(null);
    }
  }

  changed() {
    this.suggestions.look(this.draft.value);
    at("send").classList.toggle("ready", this.draft.value.trim() !== "" || this.files.length > 0);
    this.draft.style.height = "auto";
    this.draft.style.height = `${this.draft.scrollHeight}px`;
  }

  pasted(event) {
    const { files, types } = event.clipboardData;
    // Word processors put a picture of the text beside the text; the text is what is meant.
    const written = types.includes("text/html") && types.includes("text/plain");
    if (files.length === 0 || written) return;
    event.preventDefault();
    this.attach([...files]);
  }

  acceptDrops() {
    const stage = at("conversation");
    const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
    stage.addEventListener("dragover", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = "copy";
      at("drop").hidden = false;
    });
    stage.addEventListener("dragleave", (event) => {
      if (!stage.contains(event.relatedTarget)) at("drop").hidden = true;
    });
    // A file let go beside the conversation must not replace the page.
    addEventListener("dragover", (event) => carriesFiles(event) && event.preventDefault());
    addEventListener("drop", (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      at("drop").hidden = true;
      if (stage.contains(event.target)) this.attach([...event.dataTransfer.files]);
    });
  }

  drawTray() {
    const tray = at("tray");
    tray.hidden = this.files.length === 0;
    tray.replaceChildren(...this.files.map((file) => element(
      "li",
      {},
      icon("file"),
      element("span", { class: "file-name", dir: "auto" }, file.name),
      element("span", { class: "file-size" }, fileSize(file.size)),
      button(
        { class: "round", "aria-label": `Remove ${file.name}`, onclick: () => this.detach(file) },
        icon("close"),
      ),
    )));
    this.changed();
  }
}
