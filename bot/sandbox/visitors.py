"""What people do in the sandbox: write, tap, upload, block, make groups."""

import re

from bot.sandbox.backend import Backend
from bot.sandbox.chat import PRESENT, Chat
from bot.sandbox.chats import membership
from bot.sandbox.entities import trimmed, units
from bot.sandbox.errors import Json, bad_request
from bot.sandbox.keyboards import callback_data, reply_markup
from bot.sandbox.parameters import Attachment, Parameters
from bot.sandbox.profile import bot_user
from bot.sandbox.sending import MOST_CAPTION, MOST_TEXT, text_content, uploaded, without_reply

_PICTURES = ("image/jpeg", "image/png", "image/webp")
_COMMAND = re.compile(r"/\w+(?:@(\w+))?(?:\s|$)")
SUPERGROUP = -1_000_000_000_000


def user_in(backend: Backend, number: object, chat_number: object) -> tuple[Json, Chat]:
    """A user and a chat he is in.

    Raises:
        ApiError: one of them does not exist, or he is not in it.
    """
    user, chat = user_called(backend, number), backend.world.chat(chat_number)
    if user["id"] not in chat.members:
        raise bad_request("user is not in this chat")
    if chat.moved_to is not None:
        raise bad_request("the group is a supergroup now", migrate_to_chat_id=chat.moved_to)
    return user, chat


def user_called(backend: Backend, number: object) -> Json:
    """A user by his number.

    Raises:
        ApiError: there is none.
    """
    try:
        return backend.world.users[int(str(number))]
    except (ValueError, KeyError):
        raise bad_request("user not found") from None


def write(
    backend: Backend, user: Json, chat: Chat, text: str, reply_to: int | None
) -> list[Json]:
    """The messages that a text becomes: one, or several of 4,096 units when it is long."""
    content: Json = {}
    if reply_to is not None and reply_to in chat.messages:
        content["reply_to_message"] = without_reply(chat.messages[reply_to])
    pieces = [piece for part in pieces_of(text) if (piece := part.strip())]
    if not pieces:
        raise bad_request("message text is empty")
    written = []
    for piece in pieces:
        text, entities = trimmed(piece)
        body = {**content, "text": text, **({"entities": entities} if entities else {})}
        written.append(_say(backend, user, chat, body))
    return written


def pieces_of(text: str) -> list[str]:
    """A text cut as Telegram's apps cut it: at a line end or a space, else anywhere."""
    pieces = []
    while units(text) > MOST_TEXT:
        end = _fitting(text)
        cut = max(text.rfind("\n", 0, end), text.rfind(" ", 0, end)) + 1
        cut = cut if cut > end // 2 else end
        pieces.append(text[:cut])
        text = text[cut:]
    return [*pieces, text]


def _fitting(text: str) -> int:
    """How many characters fit into MOST_TEXT units."""
    total = 0
    for place, character in enumerate(text):
        total += 2 if character > "\uffff" else 1
        if total > MOST_TEXT:
            return place
    return len(text)


def upload(
    backend: Backend,
    user: Json,
    chat: Chat,
    files: list[Attachment],
    caption: str,
    *,
    plain: bool,
) -> list[Json]:
    """The messages that files become: pictures as photos, unless they are to stay files."""
    if not files:
        raise bad_request("there is no file in the request")
    text, entities = trimmed(caption)
    if units(text) > MOST_CAPTION:
        raise bad_request("message caption is too long")
    pictures = not plain and all(file.mime_type in _PICTURES for file in files)
    kind = "photo" if pictures else "document"
    contents = [_kept(backend, file, kind) for file in files]
    if text:
        contents[0]["caption"] = text
    if entities:
        contents[0]["caption_entities"] = entities
    if len(files) > 1:
        group = str(backend.world.last_message + 1)
        contents = [{**content, "media_group_id": group} for content in contents]
    return [_say(backend, user, chat, content) for content in contents]


def _kept(backend: Backend, file: Attachment, kind: str) -> Json:
    if kind == "photo":
        return uploaded(backend.world, file, "photo")
    name = file.name.replace("\\", "/").rsplit("/", 1)[-1]
    return {"document": backend.world.keep_document(file.content, name, file.mime_type).entry()}


def _say(backend: Backend, user: Json, chat: Chat, content: Json) -> Json:
    return backend.say(chat, user, content, seen=_is_seen(backend, chat, content))


def _is_seen(backend: Backend, chat: Chat, content: Json) -> bool:
    """Whether the bot gets a message: in groups only commands, mentions and replies to it."""
    if chat.status not in PRESENT:
        return False
    if chat.type == "private" or chat.status == "administrator":
        return True
    username = str(backend.world.bot["username"]).lower()
    text = str(content.get("text") or content.get("caption") or "").lower()
    command = _COMMAND.match(text)
    if command is not None:
        return command[1] is None or command[1] == username
    replied = content.get("reply_to_message", {}).get("from", {}).get("id")
    return f"@{username}" in text or replied == backend.world.bot["id"]


def rewrite(backend: Backend, user: Json, chat: Chat, number: int, text: str) -> Json:
    """A user's own message with another text; the bot gets it as an edited message.

    Raises:
        ApiError: it is not his, has no text, or the text is empty or too long.
    """
    message = chat.messages.get(number)
    if message is None or message["from"]["id"] != user["id"] or "text" not in message:
        raise bad_request("message can't be edited")
    text, entities = trimmed(text)
    if not text or units(text) > MOST_TEXT:
        raise bad_request("message text is empty or too long")
    changes = {"text": text, "entities": entities or None}
    edited = backend.world.edit(chat, message, changes)
    if _is_seen(backend, chat, edited):
        backend.deliver("edited_message", edited)
    return edited


async def tap(backend: Backend, user: Json, chat: Chat, number: int, data: str) -> Json | None:
    """What the bot answers to a tap on a button; None when it does not answer in time."""
    message = chat.messages.get(number)
    if message is None or data not in callback_data(message):
        raise bad_request("there is no such button")
    query, waiting = backend.taps.ask()
    about = {"id": query, "from": user, "chat_instance": str(chat.id), "data": data}
    backend.deliver("callback_query", {**about, "message": message})
    answer = await backend.taps.wait(waiting)
    if answer is not None:
        shown = {"type": "answer", "chat": chat.id, "message_id": number, **answer}
        backend.world.events.publish([user["id"]], shown)
    return answer


async def ask_inline(backend: Backend, user: Json, query: str) -> list[Json]:
    """The results of an inline query; none when the bot does not answer in time.

    The user can choose one of the last results with ``choose``.
    """
    number, waiting = backend.queries.ask()
    body = {"id": number, "from": user, "query": query, "offset": "", "chat_type": "private"}
    backend.deliver("inline_query", body)
    answer = await backend.queries.wait(waiting)
    results: list[Json] = answer["results"] if answer else []
    backend.offered[user["id"]] = {str(result.get("id")): result for result in results}
    return results


def choose(backend: Backend, user: Json, chat: Chat, number: str) -> Json:
    """The message that an inline result becomes: the user's, by way of the bot.

    Raises:
        ApiError: it is not one of the last results, or has no text to send.
    """
    result = backend.offered.get(user["id"], {}).get(number)
    content = result and result.get("input_message_content")
    if result is None or not content or not content.get("message_text"):
        raise bad_request("there is no such result")
    call = Parameters({**content, "text": content["message_text"]})
    body = text_content(call) | {"via_bot": bot_user(backend.world)}
    if markup := reply_markup(Parameters(result)):
        body["reply_markup"] = markup
    return _say(backend, user, chat, body)


def block(backend: Backend, user: Json, *, blocked: bool) -> None:
    """A user stops the bot, or lets it speak again."""
    chat = backend.world.chats[user["id"]]
    set_status(backend, chat, user, "kicked" if blocked else "member")


def set_status(backend: Backend, chat: Chat, user: Json, status: str) -> None:
    """Change the bot's place in a chat; it is told, as far as it can be.

    Raises:
        ApiError: there is no such place.
    """
    if status not in {"member", "administrator", "left", "kicked"}:
        raise bad_request("status must be member, administrator, left or kicked")
    if status == chat.status:
        return
    bot = bot_user(backend.world)
    change = {
        "chat": chat.head(),
        "from": user,
        "date": int(backend.world.now().timestamp()),
        "old_chat_member": membership(chat.status, bot),
        "new_chat_member": membership(status, bot),
    }
    backend.world.change(chat, status=status)
    backend.deliver("my_chat_member", change)


def make_group(backend: Backend, title: str, members: list[int], admins: list[int]) -> Chat:
    """A new group with the bot in it; the first admin made it.

    Raises:
        ApiError: nobody is in it, or somebody does not exist.
    """
    people = [user_called(backend, number) for number in members]
    if not title or not people:
        raise bad_request("a group needs a title and members")
    world = backend.world
    number = min([n for n in world.chats if n > SUPERGROUP] + [-2000]) - 1
    admins = [n for n in admins if n in members] or members[:1]
    world.record(
        {"t": "chat", "id": number, "type": "group", "title": title, "members": members}
        | {"admins": admins, "status": "left"}
    )
    chat, creator = world.chats[number], world.users[admins[0]]
    set_status(backend, chat, creator, "member")
    backend.say(chat, creator, {"group_chat_created": True})
    return chat


def migrate(backend: Backend, chat: Chat) -> Chat:
    """The supergroup that a group becomes, under a new number.

    Raises:
        ApiError: the chat is no group, or was one before.
    """
    if chat.type != "group" or chat.moved_to is not None:
        raise bad_request("only a group can become a supergroup")
    world = backend.world
    number = SUPERGROUP + chat.id
    status = chat.status
    world.record(
        {"t": "chat", "id": number, "type": "supergroup", "title": chat.title}
        | {"members": chat.members, "admins": chat.admins, "status": status}
    )
    sender = world.users[chat.admins[0] if chat.admins else chat.members[0]]
    seen = status in PRESENT
    backend.say(chat, sender, {"migrate_to_chat_id": number}, seen=seen)
    world.change(chat, moved_to=number)
    fresh = world.chats[number]
    backend.say(fresh, sender, {"migrate_from_chat_id": chat.id}, seen=seen)
    world.tell(fresh, {"type": "chat", "chat": fresh.id})
    return fresh
