/** The user side of the sandbox: calls that answer once, and the stream of what happens. */

/** What the sandbox refused, in its own words; `status` is 0 when it could not be reached. */
export class Refused extends Error {
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** The calls of one person. */
export class Api {
  constructor(user) {
    this.user = user;
  }

  state() {
    return ask(`/user/state?user=${this.user}`);
  }

  messages(chat, before = null, limit = 50) {
    const older = before === null ? "" : `&before=${before}`;
    return ask(`/user/messages?user=${this.user}&chat=${chat}&limit=${limit}${older}`);
  }

  send(chat, text, replyTo = null) {
    const reply = replyTo === null ? {} : { reply_to: replyTo };
    return this.post("/user/send", { chat, text, ...reply });
  }

  tap(chat, messageId, data) {
    return this.post("/user/tap", { chat, message_id: messageId, data });
  }

  read(chat) {
    return this.post("/user/read", { chat });
  }

  block(blocked) {
    return this.post("/user/block", { blocked });
  }

  post(path, values) {
    return ask(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ user: this.user, ...values }),
    });
  }

  /**
   * Upload files as one message or album.
   *
   * @param {(part: number) => void} progress gets the part that has gone, 0 to 1.
   * @returns {{done: Promise, cancel: () => void}} fetch cannot tell how far it is, hence XHR.
   */
  upload(chat, files, caption, progress) {
    const form = new FormData();
    form.append("user", this.user);
    form.append("chat", chat);
    form.append("caption", caption);
    for (const file of files) form.append("file", file, file.name);
    const request = new XMLHttpRequest();
    const done = new Promise((resolve, reject) => {
      request.upload.addEventListener("progress", (event) => {
        if (event.lengthComputable) progress(event.loaded / event.total);
      });
      request.addEventListener("load", () => {
        if (request.status < 300) resolve(JSON.parse(request.responseText));
        else reject(new Refused(request.status, reason(request.responseText)));
      });
      request.addEventListener("error", () => reject(new Refused(0, "The sandbox did not answer.")));
      request.addEventListener("abort", () => reject(new Refused(0, "Cancelled.")));
    });
    request.open("POST", "/user/upload");
    request.send(form);
    return { done, cancel: () => request.abort() };
  }
}

/** Where the bytes of a file are. */
export function fileAddress(fileId) {
  return `/user/file/${encodeURIComponent(fileId)}`;
}

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Refused(0, "The sandbox did not answer.");
  }
  const body = await response.text();
  if (!response.ok) throw new Refused(response.status, reason(body));
  return JSON.parse(body);
}

function reason(body) {
  try {
    const said = JSON.parse(body);
    return said.description ?? said.error ?? body;
  } catch {
    return body.slice(0, 200) || "The sandbox refused this.";
  }
}

const FIRST_PAUSE = 400;
const LONGEST_PAUSE = 5000;

/**
 * The stream of one person's events, kept open: after a break it goes on where it stopped.
 *
 * EventSource gives up for good on an error status and cannot be given a Last-Event-ID, so
 * the stream is read with fetch.
 */
export class Events {
  constructor(user, { happened, connected, lost, unknown }) {
    this.user = user;
    this.listeners = { happened, connected, lost, unknown };
    this.lastId = null;
    this.stopper = new AbortController();
  }

  async run() {
    let pause = FIRST_PAUSE;
    while (!this.stopper.signal.aborted) {
      try {
        await this.read(() => {
          pause = FIRST_PAUSE;
        });
      } catch (error) {
        // The stream ended or never began; both mean: wait a little and try again. Only a
        // person the sandbox has never heard of will not come by waiting.
        if (error.status === 400) return this.listeners.unknown();
      }
      if (this.stopper.signal.aborted) return undefined;
      this.listeners.lost();
      await wait(pause);
      pause = Math.min(pause * 2, LONGEST_PAUSE);
    }
    return undefined;
  }

  stop() {
    this.stopper.abort();
  }

  async read(began) {
    const headers = this.lastId === null ? {} : { "Last-Event-ID": this.lastId };
    const options = { headers, signal: this.stopper.signal, cache: "no-store" };
    const response = await fetch(`/user/events?user=${this.user}`, options);
    if (!response.ok) throw new Refused(response.status, "no events");
    began();
    this.listeners.connected();
    const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await reader.read();
      if (done) return;
      const blocks = (rest + value.replaceAll("\r", "")).split("\n\n");
      rest = blocks.pop();
      const events = blocks.map((block) => this.event(block)).filter((event) => event !== null);
      if (events.length > 0 && !this.stopper.signal.aborted) this.listeners.happened(events);
    }
  }

  /** The event that a block of the stream holds; null for those that only keep it open. */
  event(block) {
    const data = [];
    for (const line of block.split("\n")) {
      if (line.startsWith("id:")) this.lastId = line.slice(3).trim();
      else if (line.startsWith("data:")) data.push(line.slice(5));
    }
    return data.length > 0 ? JSON.parse(data.join("\n")) : null;
  }
}

/** Wait, but not longer than until the browser says that the network is back. */
function wait(milliseconds) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    addEventListener("online", () => { clearTimeout(timer); resolve(); }, { once: true });
  });
}
