"""Methods on messages that are there: edit, delete, pin; answers to taps and inline queries."""

from bot.sandbox.backend import Backend
from bot.sandbox.chat import Chat
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.keyboards import reply_markup
from bot.sandbox.parameters import Parameters
from bot.sandbox.sending import caption_content, for_bot, text_content

MOST_ANSWER = 200
MOST_RESULTS = 50
_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly "
    "the same as a current content and reply markup of the message"
)


def edit_message_text(backend: Backend, call: Parameters) -> Json:
    """The message with its new text."""
    chat, message = _own(backend, call)
    if "text" not in message:
        raise bad_request("there is no text in the message to edit")
    blank = {"entities": None, "link_preview_options": None}
    return _edited(backend, chat, message, blank | text_content(call) | _keyboard(call))


def edit_message_caption(backend: Backend, call: Parameters) -> Json:
    """The message with its new caption."""
    chat, message = _own(backend, call)
    if "photo" not in message and "document" not in message:
        raise bad_request("there is no caption in the message to edit")
    blank = {"caption": None, "caption_entities": None}
    return _edited(backend, chat, message, blank | caption_content(call) | _keyboard(call))


def edit_message_reply_markup(backend: Backend, call: Parameters) -> Json:
    """The message with its new keyboard."""
    chat, message = _own(backend, call)
    return _edited(backend, chat, message, _keyboard(call))


def _keyboard(call: Parameters) -> Json:
    markup = reply_markup(call)
    if markup is not None and "inline_keyboard" not in markup:
        raise bad_request("inline keyboard expected")
    return {"reply_markup": markup}


def _own(backend: Backend, call: Parameters) -> tuple[Chat, Json]:
    """The chat and the message a call wants to change, if the bot wrote it."""
    if call.text("inline_message_id"):
        raise bad_request("MESSAGE_ID_INVALID")
    chat = backend.world.reachable(call.values.get("chat_id"))
    message = _message(chat, call, "message to edit not found")
    if message["from"]["id"] != backend.world.bot["id"]:
        raise bad_request("message can't be edited")
    return chat, message


def _message(chat: Chat, call: Parameters, otherwise: str) -> Json:
    number = call.number("message_id")
    if number is None:
        raise bad_request("message identifier is not specified")
    if number not in chat.messages:
        raise bad_request(otherwise)
    return chat.messages[number]


def _edited(backend: Backend, chat: Chat, message: Json, changes: Json) -> Json:
    if all(message.get(name) == value for name, value in changes.items()):
        raise bad_request(_NOT_MODIFIED)
    return for_bot(backend.world.edit(chat, message, changes))


def delete_message(backend: Backend, call: Parameters) -> bool:
    """True; the message is gone."""
    chat = backend.world.reachable(call.values.get("chat_id"))
    message = _message(chat, call, "message to delete not found")
    if not _may_delete(backend, chat, message):
        raise bad_request("message can't be deleted")
    backend.world.delete(chat, message["message_id"])
    return True


def delete_messages(backend: Backend, call: Parameters) -> bool:
    """True; those that could be found and deleted are gone."""
    chat = backend.world.reachable(call.values.get("chat_id"))
    numbers = call.structure("message_ids")
    if not isinstance(numbers, list) or not 1 <= len(numbers) <= 100:
        raise bad_request("there are no or too many messages to delete")
    if not all(isinstance(number, int) for number in numbers):
        raise bad_request("can't parse message_ids: expected an Array of Integer")
    for number in numbers:
        message = chat.messages.get(number)
        if message is not None and _may_delete(backend, chat, message):
            backend.world.delete(chat, number)
    return True


def _may_delete(backend: Backend, chat: Chat, message: Json) -> bool:
    own = message["from"]["id"] == backend.world.bot["id"]
    return own or chat.type == "private" or chat.status == "administrator"


def pin_chat_message(backend: Backend, call: Parameters) -> bool:
    """True; the message is pinned, and a line in the chat says so."""
    chat = _pinnable(backend, call)
    message = _message(chat, call, "message to pin not found")
    backend.world.change(chat, pinned=message["message_id"])
    pinned = {name: value for name, value in message.items() if name != "reply_to_message"}
    backend.world.post(chat, backend.world.bot, {"pinned_message": pinned})
    return True


def unpin_chat_message(backend: Backend, call: Parameters) -> bool:
    """True; nothing is pinned."""
    backend.world.change(_pinnable(backend, call), pinned=None)
    return True


def _pinnable(backend: Backend, call: Parameters) -> Chat:
    chat = backend.world.reachable(call.values.get("chat_id"))
    if chat.type != "private" and chat.status != "administrator":
        raise bad_request("not enough rights to manage pinned messages in the chat")
    return chat


def answer_callback_query(backend: Backend, call: Parameters) -> bool:
    """True; whoever tapped sees the answer."""
    text = call.text("text")
    if len(text) > MOST_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    answer: Json = {"text": text} if text else {}
    if call.flag("show_alert"):
        answer["alert"] = True
    if call.text("url"):
        answer["url"] = call.text("url")
    backend.taps.answer(call.text("callback_query_id"), answer)
    return True


def answer_inline_query(backend: Backend, call: Parameters) -> bool:
    """True; whoever typed the query sees the results."""
    results = call.structure("results") or []
    if not isinstance(results, list) or not all(isinstance(each, dict) for each in results):
        raise bad_request("can't parse inline query results JSON object")
    if len(results) > MOST_RESULTS:
        raise bad_request("RESULTS_TOO_MUCH")
    if len({str(result.get("id")) for result in results}) < len(results):
        raise bad_request("RESULT_ID_DUPLICATE")
    backend.queries.answer(call.text("inline_query_id"), {"results": results})
    return True
