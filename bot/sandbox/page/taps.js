/** What taps on a message's buttons do. */

import { alertBox, toast } from "/page/windows.js";

/**
 * Tap a button and show what the bot answers: a line that goes by, or one to be closed.
 *
 * @returns {Promise<void>} when the bot has answered, or the sandbox stopped waiting for it.
 */
export async function press(api, chat, message, key) {
  if (key.copy_text) {
    await copy(key.copy_text.text);
    return;
  }
  if (key.callback_data === undefined) {
    toast("This button works in Telegram only.");
    return;
  }
  try {
    const { answer } = await api.tap(chat, message.message_id, key.callback_data);
    if (!answer?.text) return;
    if (answer.alert) alertBox(answer.text);
    else toast(answer.text);
  } catch (error) {
    toast(error.message);
  }
}

/** Put a text on the clipboard. */
export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast("Copied");
  } catch {
    toast("The browser did not allow copying.");
  }
}
