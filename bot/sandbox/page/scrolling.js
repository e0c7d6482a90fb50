/** Where in the conversation one is looking, and what moves that. */

import { at, badge } from "/page/dom.js";

/** Nearer to the end than this (pixels) counts as reading the newest. */
const NEAR = 90;
/** Nearer to the beginning than this, older messages are asked for. */
const EARLY = 300;
/** Room above a message that is shown from its first line: the question, or the day. */
const ABOVE = 44;
/** A message lower than this is short enough to be shown together with its answer. */
const SHORT = 120;
/** How long the day of what is being looked at stays in view after scrolling (milliseconds). */
const DAY_SHOWN = 1200;

export class Scrolling {
  /**
   * @param {HTMLElement} log
   * @param {{read: () => void, older: () => void}} wants told when the end is in view, and
   *   when the beginning is near.
   */
  constructor(log, wants) {
    this.log = log;
    this.wants = wants;
    log.addEventListener("scroll", () => this.scrolled(), { passive: true });
    for (const kind of ["wheel", "touchmove", "keydown"]) {
      log.addEventListener(kind, () => this.showDay(), { passive: true });
    }
    at("latest").addEventListener("click", () => this.toEnd(true));
    const hold = () => this.held && this.toEnd();
    new ResizeObserver(hold).observe(log);
    // A photo has its height when it is there.
    log.addEventListener("load", hold, true);
    this.clear();
  }

  clear() {
    this.missed = 0;
    this.held = true;
    badge(at("latest-badge"), 0);
    at("latest").hidden = true;
  }

  atEnd() {
    return this.log.scrollHeight - this.log.scrollTop - this.log.clientHeight < NEAR;
  }

  toEnd(smooth = false) {
    this.log.scrollTo({ top: this.log.scrollHeight, behavior: smooth ? "smooth" : "instant" });
    this.held = true;
  }

  toBeginning() {
    this.log.scrollTo({ top: 0, behavior: "instant" });
  }

  /** To the end, but a message longer than the screen is shown from its first line. */
  toStartOf(node, asked = null) {
    this.toEnd();
    this.up(asked && asked.clientHeight < SHORT ? asked : node);
    this.held = this.atEnd();
    at("latest").hidden = this.held;
  }

  /** Scroll up as far as needed to see where a message begins. */
  up(node) {
    const above = this.topOf(node);
    if (above < ABOVE) this.log.scrollBy({ top: above - ABOVE, behavior: "instant" });
  }

  topOf(node) {
    return node.getBoundingClientRect().top - this.log.getBoundingClientRect().top;
  }

  /** Let something above be added or changed; what is in view stays where it is. */
  keepPlace(change) {
    const fromEnd = this.log.scrollHeight - this.log.scrollTop;
    change();
    this.log.scrollTo({ top: this.log.scrollHeight - fromEnd, behavior: "instant" });
  }

  /** Count messages that came while one was looking at older ones. */
  miss(count) {
    this.missed += count;
    badge(at("latest-badge"), this.missed);
    at("latest").hidden = false;
  }

  scrolled() {
    this.held = this.atEnd();
    at("latest").hidden = this.held;
    if (this.held) {
      this.missed = 0;
      badge(at("latest-badge"), 0);
      this.wants.read();
    }
    for (const day of this.log.querySelectorAll(".day")) {
      day.classList.toggle("begun", this.topOf(day) < 0);
    }
    if (this.log.scrollTop < EARLY) this.wants.older();
  }

  /** While a reader scrolls, the day stays above the messages; then it gets out of the way. */
  showDay() {
    this.log.classList.add("looking");
    clearTimeout(this.dayTimer);
    this.dayTimer = setTimeout(() => this.log.classList.remove("looking"), DAY_SHOWN);
  }
}
