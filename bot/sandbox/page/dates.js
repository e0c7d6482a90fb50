/** Times and days as the page prints them. All moments are Unix seconds, as in the Bot API. */

const TIME = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit" });
const WEEKDAY = new Intl.DateTimeFormat("en-GB", { weekday: "short" });
const SHORT = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short" });
const DAY = new Intl.DateTimeFormat("en-GB", { weekday: "long", day: "numeric", month: "long" });
const DAY_AND_YEAR = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric" });
const EXACT = new Intl.DateTimeFormat("en-GB", { dateStyle: "full", timeStyle: "medium" });

/** "07:30", in the zone of the browser. */
export function clockTime(moment) {
  return TIME.format(moment * 1000);
}

/** The whole date and time, for a tooltip. */
export function exactTime(moment) {
  return EXACT.format(moment * 1000);
}

/** A key for the local day of a moment; equal for equal days, ascending. */
export function dayKey(moment) {
  const date = new Date(moment * 1000);
  const pad = (number) => String(number).padStart(2, "0");
  return `${date.getFullYear()}-${pad(date.getMonth() + 1)}-${pad(date.getDate())}`;
}

/** "Today", "Yesterday", "Monday 23 November" or, in another year, "23 November 2025". */
export function dayName(moment, now = Date.now() / 1000) {
  const days = daysBetween(moment, now);
  if (days === 0) return "Today";
  if (days === 1) return "Yesterday";
  const sameYear = new Date(moment * 1000).getFullYear() === new Date(now * 1000).getFullYear();
  return (sameYear ? DAY : DAY_AND_YEAR).format(moment * 1000).replace(",", "");
}

/** For the chat list: a time today, a weekday this week, else a date. */
export function recently(moment, now = Date.now() / 1000) {
  const days = daysBetween(moment, now);
  if (days === 0) return clockTime(moment);
  return (days > 0 && days < 7 ? WEEKDAY : SHORT).format(moment * 1000);
}

/** "812 B", "14 KB", "3.2 MB". */
export function fileSize(bytes) {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${Math.round(bytes / 1000)} KB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

function daysBetween(moment, now) {
  const midnight = (seconds) => new Date(seconds * 1000).setHours(0, 0, 0, 0);
  return Math.round((midnight(now) - midnight(moment)) / 86_400_000);
}
