"""Everybody and everything in the sandbox: users, chats, messages, updates, files.

The world changes only by facts. A fact is written to the journal, then applied; replaying
the journal gives the same world again.
"""

from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

from bot.sandbox.chat import PRESENT, Chat
from bot.sandbox.errors import Json, bad_request, forbidden
from bot.sandbox.events import Events
from bot.sandbox.files import Contents, Kept, photo_sizes
from bot.sandbox.journal import Journal

FIRST_NAME, USERNAME = "Morning Brief", "morning_brief_bot"

#: Facts a journal may hold beyond the state they add up to, before it is written afresh.
SLACK = 2000


class World:
    """The state of the sandbox.

    Args:
        bot_id: the number before the colon of the bot's token.
        now: asks for the time.
        path: the journal; None keeps nothing.
        keep: messages kept per chat; None keeps all, 0 none.
    """

    def __init__(
        self, bot_id: int, now: Callable[[], datetime], path: Path | None, keep: int | None
    ) -> None:
        self.now = now
        self.keep = keep
        self.bot: Json = {
            "id": bot_id,
            "is_bot": True,
            "first_name": FIRST_NAME,
            "username": USERNAME,
        }
        self.users: dict[int, Json] = {}
        self.chats: dict[int, Chat] = {}
        self.updates: dict[int, Json] = {}
        self.files: dict[str, Kept] = {}
        self.photos: dict[str, list[Kept]] = {}
        self.commands: dict[tuple[str, str], list[Json]] = {}
        self.texts: dict[tuple[str, str], str] = {}
        self.allowed: list[str] | None = None
        seconds = int(now().timestamp())
        # A journal that is begun anew must not use numbers again that a database still holds.
        self.last_update, self.last_message, self.last_file = seconds, seconds // 60, 0
        self.contents = Contents(path and path.with_name(path.name + ".files"))
        self.journal = Journal(path)
        self.events = Events(int(now().timestamp() * 1000))

    def open(self) -> None:
        """Remember what the journal holds and go on writing it; a new world gets its people."""
        count = 0
        for fact in self.journal.read():
            self._apply(fact)
            count += 1
        self.journal.open()
        if not self.users:
            self._populate()
        elif count > SLACK + 2 * sum(1 for _ in self._state()):
            self.journal.replace(self._state())

    def _populate(self) -> None:
        self.add_user(1001, "Ana")
        self.add_user(1002, "Bo")
        newsroom = Chat(-2001, "group", "Newsroom", [1001, 1002], [1001])
        self.record({"t": "chat", **newsroom.kept()})

    def add_user(self, number: int, first_name: str) -> Json:
        """A new person, who has a private chat with the bot."""
        user = {"id": number, "is_bot": False, "first_name": first_name, "language_code": "en"}
        chat = Chat(number, "private", first_name, [number])
        self.record({"t": "user", "user": user}, {"t": "chat", **chat.kept()})
        return user

    def record(self, *facts: Json) -> None:
        """Write facts down together, then let them be true."""
        self.journal.write(facts)
        for fact in facts:
            self._apply(fact)

    def _apply(self, fact: Json) -> None:
        apply = getattr(self, f"_on_{fact.get('t')}", None)
        if apply is not None:
            apply(fact)

    def _on_user(self, fact: Json) -> None:
        self.users[fact["user"]["id"]] = fact["user"]

    def _on_chat(self, fact: Json) -> None:
        values = {name: value for name, value in fact.items() if name != "t"}
        values["read"] = {int(user): number for user, number in fact.get("read", {}).items()}
        chat = self.chats.get(fact["id"])
        if chat is None:
            self.chats[fact["id"]] = Chat(**values)
        else:
            for name, value in values.items():
                setattr(chat, name, value)

    def _on_message(self, fact: Json) -> None:
        message = fact["message"]
        number: int = message["message_id"]
        self.last_message = max(self.last_message, number)
        if self.keep == 0:
            return
        messages = self.chats[message["chat"]["id"]].messages
        messages[number] = message
        if self.keep is not None and len(messages) > self.keep:
            del messages[next(iter(messages))]

    def _on_deleted(self, fact: Json) -> None:
        self.chats[fact["chat"]].messages.pop(fact["message_id"], None)

    def _on_update(self, fact: Json) -> None:
        number: int = fact["update"]["update_id"]
        self.updates[number] = fact["update"]
        self.last_update = max(self.last_update, number)

    def _on_confirmed(self, fact: Json) -> None:
        for number in [number for number in self.updates if number < fact["before"]]:
            del self.updates[number]

    def _on_numbers(self, fact: Json) -> None:
        self.last_update, self.last_message = fact["update"], fact["message"]

    def _on_allowed(self, fact: Json) -> None:
        self.allowed = fact["kinds"]

    def _on_file(self, fact: Json) -> None:
        values = {name: value for name, value in fact.items() if name != "t"}
        self.files[fact["file_id"]] = file = Kept(**values)
        if file.width:
            self.photos.setdefault(file.digest, []).append(file)
        self.last_file += 1

    def _on_commands(self, fact: Json) -> None:
        self.commands[fact["scope"], fact["language"]] = fact["commands"]

    def _on_text(self, fact: Json) -> None:
        self.texts[fact["name"], fact["language"]] = fact["text"]

    def _state(self) -> Iterator[Json]:
        """The facts that add up to the world as it is."""
        yield {"t": "numbers", "update": self.last_update, "message": self.last_message}
        yield from ({"t": "user", "user": user} for user in self.users.values())
        yield from ({"t": "file", **asdict(file)} for file in self.files.values())
        for chat in self.chats.values():
            yield {"t": "chat", **chat.kept()}
            yield from ({"t": "message", "message": kept} for kept in chat.messages.values())
        yield from ({"t": "update", "update": update} for update in self.updates.values())
        yield {"t": "allowed", "kinds": self.allowed}
        for (scope, language), commands in self.commands.items():
            yield {"t": "commands", "scope": scope, "language": language, "commands": commands}
        for (name, language), text in self.texts.items():
            yield {"t": "text", "name": name, "language": language, "text": text}

    def change(self, chat: Chat, **values: Any) -> None:
        """Change something about a chat itself."""
        self.record({"t": "chat", **chat.kept(), **values})

    def mark_read(self, chat: Chat, user: int) -> None:
        """A user has seen everything in a chat."""
        last = max(chat.messages, default=0)
        if chat.read.get(user, 0) < last:
            self.change(chat, read={**chat.kept()["read"], str(user): last})

    def post(self, chat: Chat, sender: Json, content: Json, *, updates: bool = False) -> Json:
        """Put a message into a chat; its people see it, with ``updates`` the bot as well."""
        message = {
            "message_id": self.last_message + 1,
            "from": sender,
            "chat": chat.head(),
            "date": int(self.now().timestamp()),
            **content,
        }
        facts = [{"t": "message", "message": message}]
        if updates:
            facts.append(self.update("message", message))
        if self.keep == 0 and not updates:
            self.last_message += 1
            return message
        self.record(*facts)
        self.tell(chat, {"type": "message", "chat": chat.id, "message": message})
        return message

    def edit(self, chat: Chat, message: Json, changes: Json) -> Json:
        """Change a message; a value of None takes a field away."""
        stamp = {"edit_date": int(self.now().timestamp())}
        merged = {**message, **stamp, **changes}
        edited = {name: value for name, value in merged.items() if value is not None}
        self.record({"t": "message", "message": edited})
        self.tell(chat, {"type": "edited", "chat": chat.id, "message": edited})
        return edited

    def delete(self, chat: Chat, number: int) -> None:
        """Take a message away."""
        self.record({"t": "deleted", "chat": chat.id, "message_id": number})
        self.tell(chat, {"type": "deleted", "chat": chat.id, "message_id": number})

    def update(self, kind: str, body: Json) -> Json:
        """The fact that the bot has something to fetch."""
        return {"t": "update", "update": {"update_id": self.last_update + 1, kind: body}}

    def tell(self, chat: Chat, event: Json) -> None:
        """Show an event to the people in a chat."""
        self.events.publish(chat.members, event)

    def keep_document(self, content: bytes, name: str, mime_type: str) -> Kept:
        """Keep a file; it goes by a name of its own from now on."""
        digest = self.contents.keep(content)
        file = Kept(self._file_id(), digest, name, mime_type, len(content), "documents")
        self.record({"t": "file", **asdict(file)})
        return file

    def keep_photo(self, content: bytes) -> list[Kept]:
        """Keep a picture in its sizes, the largest last; the same picture keeps its names.

        Every size is served from the same bytes: the sandbox does not shrink pictures.

        Raises:
            ApiError: the bytes are no picture, or its sides are out of Telegram's bounds.
        """
        sizes = photo_sizes(content)
        digest = self.contents.keep(content)
        if digest not in self.photos:
            for width, height in sizes:
                file_id, size = self._file_id(), len(content)
                file = Kept(
                    file_id, digest, "photo.jpg", "image/jpeg", size, "photos", width, height
                )
                self.record({"t": "file", **asdict(file)})
        return self.photos[digest]

    def _file_id(self) -> str:
        return f"sandbox-file-{self.last_file + 1}"

    def chat(self, wanted: object) -> Chat:
        """The chat a caller names.

        Raises:
            ApiError: there is none.
        """
        if wanted is None or wanted == "":
            raise bad_request("chat_id is empty")
        try:
            return self.chats[int(str(wanted))]
        except (ValueError, KeyError):
            raise bad_request("chat not found") from None

    def reachable(self, wanted: object) -> Chat:
        """The chat a caller names, if the bot may speak there.

        Raises:
            ApiError: there is none, it has a new number, or the bot is not wanted.
        """
        chat = self.chat(wanted)
        if chat.moved_to is not None:
            reason = "group chat was upgraded to a supergroup chat"
            raise bad_request(reason, migrate_to_chat_id=chat.moved_to)
        if chat.status in PRESENT:
            return chat
        if chat.type == "private":
            raise forbidden("bot was blocked by the user")
        if chat.status == "kicked":
            raise forbidden(f"bot was kicked from the {chat.type} chat")
        raise forbidden(f"bot is not a member of the {chat.type} chat")
