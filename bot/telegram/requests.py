"""Telegram's updates as requests."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from telegram import (
    CallbackQuery,
    File,
    MaybeInaccessibleMessage,
    Message,
    MessageOriginChannel,
)
from telegram.constants import ChatType, FileSizeLimit

from bot.conversation import Request, Upload
from bot.errors import BotError, IntakeError
from bot.model import ChatId, UserId
from bot.telegram.messages import KEPT, translated

COMMAND = re.compile(r"/(\w+)(?:@(\w+))?(?=\s|$)")
MOST_DOWNLOAD_BYTES = int(FileSizeLimit.FILESIZE_DOWNLOAD)

KeptLine = Callable[[int], Awaitable[str | None]]
FetchFile = Callable[[str], Awaitable[File]]
#: Says whether a user is one of a group's administrators.
IsManager = Callable[[ChatId, UserId], Awaitable[bool]]


@dataclass(frozen=True, slots=True)
class Reading:
    """What is needed to read updates.

    Attributes:
        bot_name: the bot's own user name.
        kept_line: the line of a button that was too long for it.
        fetch_file: asks where a file is.
        is_manager: asks who manages a group.
    """

    bot_name: str
    kept_line: KeptLine
    fetch_file: FetchFile
    is_manager: IsManager


async def typed(message: Message, reading: Reading) -> Request | None:
    """Return a message as a request; None when it is not meant for this bot."""
    private = message.chat.type == ChatType.PRIVATE
    line = own_line(message.text or message.caption or "", reading.bot_name)
    upload = upload_of(message, reading.fetch_file)
    if line is None or (not private and not line.startswith("/")):
        return None
    if not line and upload is None:
        return None
    sender = message.from_user
    chat = ChatId(message.chat.id)
    user = UserId(sender.id if sender else message.chat.id)
    post = message.forward_origin
    post = post if isinstance(post, MessageOriginChannel) else None
    return Request(
        chat=chat,
        user=user,
        line=line,
        name=sender.first_name if sender else "",
        private=private,
        manages_chat=private or _anonymous(message) or await reading.is_manager(chat, user),
        upload=upload,
        forwarded_from=post.chat.title or "" if post else "",
        forwarded_at=post.date if post else None,
        forwarded_url=_address(post) if post else "",
        at=message.date,
        thread=_thread(message),
    )


async def tapped(query: CallbackQuery, reading: Reading) -> Request | None:
    """Return a tapped button as the line it stands for; None when nobody knows it."""
    message: MaybeInaccessibleMessage | None = query.message
    line = await _line(query.data or "", reading.kept_line)
    if message is None or not line:
        return None
    chat, user = ChatId(message.chat.id), UserId(query.from_user.id)
    private = message.chat.type == ChatType.PRIVATE
    return Request(
        chat=chat,
        user=user,
        line=line,
        name=query.from_user.first_name,
        private=private,
        manages_chat=private or await reading.is_manager(chat, user),
        tapped=message.message_id,
        thread=_thread(message) if isinstance(message, Message) else None,
    )


def own_line(text: str, bot_name: str) -> str | None:
    """Return a line without "@botname"; None when it names another bot."""
    text = text.strip()
    command = COMMAND.match(text)
    if command is None or command[2] is None:
        return text
    if command[2].lower() != bot_name.lower():
        return None
    return f"/{command[1]}{text[command.end() :]}"


def upload_of(message: Message, fetch_file: FetchFile) -> Upload | None:
    """Return the file that came with a message, unread."""
    picture = message.photo[-1] if message.photo else None
    file = message.document or message.video or message.audio or message.voice or picture
    if file is None:
        return None
    size = file.file_size or 0
    return Upload(
        name=getattr(file, "file_name", None) or ("picture.jpg" if message.photo else ""),
        size=size,
        album=message.media_group_id or "",
        read=partial(_read, fetch_file, file.file_id, size),
    )


async def _read(fetch_file: FetchFile, file_id: str, size: int) -> bytes:
    if size > MOST_DOWNLOAD_BYTES:
        raise IntakeError(
            f"This file has {size / 1e6:.0f} MB; a bot can fetch at most "
            f"{MOST_DOWNLOAD_BYTES / 1e6:.0f} MB. Send it in parts, or paste its text "
            "after /add."
        )
    try:
        async with translated():
            file = await fetch_file(file_id)
            return bytes(await file.download_as_bytearray())
    except BotError as error:
        raise IntakeError("The file could not be fetched. Send it once more.") from error


async def _line(data: str, kept_line: KeptLine) -> str:
    number = data.removeprefix(KEPT)
    if data.startswith(KEPT) and number.isdecimal():
        return await kept_line(int(number)) or ""
    return data


def _thread(message: Message) -> int | None:
    # Elsewhere the number stands for a chain of answers, which nothing can be sent into.
    return message.message_thread_id if message.is_topic_message else None


def _anonymous(message: Message) -> bool:
    # An administrator who writes in the group's own name.
    return message.sender_chat is not None and message.sender_chat.id == message.chat.id


def _address(post: MessageOriginChannel) -> str:
    name = post.chat.username
    return f"https://t.me/{name}/{post.message_id}" if name else ""
