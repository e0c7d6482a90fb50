"""Reply markup: inline keyboards are checked as strictly as Telegram checks them."""

import re

from bot.sandbox.errors import Json, bad_request
from bot.sandbox.parameters import Parameters

MOST_BUTTONS = 100
MOST_BYTES = 64

_ACTIONS = frozenset(
    {
        "url",
        "callback_data",
        "web_app",
        "login_url",
        "switch_inline_query",
        "switch_inline_query_current_chat",
        "switch_inline_query_chosen_chat",
        "copy_text",
        "callback_game",
        "pay",
    }
)
_KINDS = ("inline_keyboard", "keyboard", "remove_keyboard", "force_reply")
_ADDRESS = re.compile(
    r"(?:https?://|tg://|ton://)\S+|[\w-]+(?:\.[\w-]+)+(?:[:/?#]\S*)?", re.IGNORECASE
)


def reply_markup(call: Parameters) -> Json | None:
    """The keyboard that a call wants below its message; None when it wants none.

    Raises:
        ApiError: a button is one that Telegram refuses.
    """
    markup = call.mapping("reply_markup", "reply keyboard markup")
    if not markup:
        return None
    if not any(kind in markup for kind in _KINDS):
        raise bad_request("can't parse reply keyboard markup: unknown kind")
    if "inline_keyboard" not in markup:
        return markup
    rows = [_row(row) for row in _listed(markup["inline_keyboard"], "inline_keyboard") if row]
    if sum(map(len, rows)) > MOST_BUTTONS:
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return {"inline_keyboard": rows} if rows else None


def callback_data(message: Json) -> list[str]:
    """The data of all buttons below a message that can be tapped."""
    rows = message.get("reply_markup", {}).get("inline_keyboard", [])
    return [
        button["callback_data"] for row in rows for button in row if "callback_data" in button
    ]


def _listed(value: object, name: str) -> list[Json]:
    if not isinstance(value, list):
        raise bad_request(f'can\'t parse reply markup: Field "{name}" must be of type Array')
    return value


def _row(row: object) -> list[Json]:
    return [_button(button) for button in _listed(row, "inline_keyboard row")]


def _button(button: object) -> Json:
    unreadable = "can't parse inline keyboard button: "
    if not isinstance(button, dict):
        raise bad_request(unreadable + "InlineKeyboardButton must be an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request(unreadable + 'Field "text" must be of type String and not empty')
    if not (_ACTIONS & button.keys()):
        raise bad_request(unreadable + "Text buttons are unallowed in the inline keyboard")
    data, url = button.get("callback_data"), button.get("url")
    if not isinstance(data, str | None) or not isinstance(url, str | None):
        raise bad_request(unreadable + "a field must be of type String")
    if data is not None and not 1 <= len(data.encode()) <= MOST_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    if url is not None and not _ADDRESS.fullmatch(url):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return button
