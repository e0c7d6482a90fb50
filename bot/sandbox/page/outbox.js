/** What is on its way to the sandbox: shown at once, replaced by what was taken, or failed. */

import { at, button, element } from "/page/dom.js";
import { toast } from "/page/windows.js";

export class Outbox {
  /**
   * @param {Conversation} conversation
   * @param {(chat: number, last: object) => void} took told of every chat's newest message.
   */
  constructor(conversation, took) {
    this.conversation = conversation;
    this.took = took;
    this.count = 0;
  }

  /** Sit down as somebody in a chat; what is still under way stays with the one before. */
  turnTo({ api, me, chat }) {
    Object.assign(this, { api, me, chat });
  }

  async send(text, replyTo = null) {
    const { api, chat } = this;
    const waiting = this.waiting({ text, replyTo });
    await this.finish(waiting, api.send(chat, text, replyTo));
  }

  async upload(files, caption) {
    const { api, chat } = this;
    const waiting = this.waiting({ files, caption });
    const bar = element("progress", { max: 1, value: 0, "aria-label": "Upload" });
    const { done, cancel } = api.upload(chat, files, caption, (part) => {
      bar.value = part;
    });
    const stop = button({ class: "inline", onclick: cancel }, "Cancel");
    const { node } = this.conversation.shown.get(waiting.message_id);
    node.querySelector(".text").before(element("p", { class: "progress" }, bar, stop));
    await this.finish(waiting, done);
  }

  /** Try a message again that was not taken. */
  again(message) {
    this.conversation.remove(message.message_id);
    if (message.files) this.upload(message.files, message.caption);
    else this.send(message.text, message.replyTo);
  }

  waiting(words) {
    this.count += 1;
    const message = {
      message_id: `sending-${this.count}`,
      from: this.me,
      chat: { id: this.chat },
      date: Math.floor(Date.now() / 1000),
      sending: true,
      ...words,
    };
    at("empty").hidden = true;
    this.conversation.put(message);
    this.conversation.scrolling.toEnd();
    return message;
  }

  async finish(waiting, answer) {
    const { api } = this;
    const chat = waiting.chat.id;
    try {
      const { messages } = await answer;
      if (api !== this.api) return;
      if (chat === this.chat) this.conversation.arrived(waiting.message_id, messages);
      this.took(chat, messages.at(-1));
    } catch (error) {
      const here = this.conversation.shown.has(waiting.message_id);
      if (here) this.conversation.edit({ ...waiting, sending: false, failed: error.message });
      else toast(`Not sent: ${error.message}`);
    }
  }
}
