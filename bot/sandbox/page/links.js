/** Links that lead back into the chat: https://t.me/the_bot?start=words. */

const TELEGRAM = new Set(["t.me", "telegram.me", "telegram.dog"]);

/**
 * What a link to the bot itself starts it with.
 *
 * @returns {?string} the words behind `start=`, "" when there are none, null for other links.
 */
export function startOf(address, username) {
  let target;
  try {
    target = new URL(address);
  } catch {
    return null;
  }
  const domain = target.protocol === "tg:"
    ? target.searchParams.get("domain")
    : TELEGRAM.has(target.hostname) ? target.pathname.slice(1) : null;
  if (domain?.toLowerCase() !== username.toLowerCase()) return null;
  return target.searchParams.get("start") ?? "";
}
