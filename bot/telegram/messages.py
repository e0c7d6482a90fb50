"""Rendered messages as calls of the Bot API, and its refusals as errors of the bot."""

import re
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from telegram import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    LinkPreviewOptions,
    ReplyParameters,
)
from telegram.constants import ParseMode
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
)
from telegram.ext import ExtBot

from bot.conversation import Choice, Message
from bot.errors import ChatGone, DeliveryError, Doubtful, TryLater, Unreached
from bot.model import ChatId
from bot.render import plain, units
from bot.telegram.client import NotSent
from bot.telegram.pace import Turn

MOST_DATA_BYTES = 64
MOST_CAPTION_UNITS = 1024
#: Marks a button whose line is kept in the store; no line of a button begins with it.
KEPT: Final = "="

#: What Telegram says when a chat cannot be written to any more.
GONE = re.compile(
    r"chat not found|user not found|user is deactivated|peer_id_invalid|chat_write_forbidden"
    r"|(not enough|have no) rights to send|need administrator rights|chat_admin_required"
    r"|chat_restricted|group chat was deactivated",
    re.IGNORECASE,
)
#: What it says when the buttons and not the words are wrong.
BUTTONS = re.compile(r"button|keyboard|reply markup|reply_markup", re.IGNORECASE)
UNCHANGED = re.compile(r"message is not modified", re.IGNORECASE)

#: What it says when a topic of the group is closed or gone.
THREAD = re.compile(r"thread not found|topic_closed|topic_deleted", re.IGNORECASE)

KeepLine = Callable[[str], Awaitable[int]]
Refusal = Callable[[str], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a message goes.

    Attributes:
        thread: a topic of a group that has topics; None for the group itself.
        reply_to: number of the message it answers; left out when that is gone.
    """

    chat: ChatId
    thread: int | None = None
    reply_to: int | None = None


class Messages:
    """Sends and replaces messages.

    Args:
        bot: python-telegram-bot's client.
        keep_line: keeps a line that is too long for a button and returns its number.
        refused: told the reason when Telegram refused a message and it went out as plain
            text.
    """

    def __init__(self, bot: ExtBot[Turn], keep_line: KeepLine, refused: Refusal) -> None:
        self._bot = bot
        self._keep_line = keep_line
        self._refused = refused

    async def send(self, place: Place, message: Message, turn: Turn | None = None) -> int:
        """Send a message and return its number; one that is refused goes as plain text.

        Raises:
            ChatGone, TryLater, Unreached, Doubtful, DeliveryError: see bot.errors.
            ChatMigrated: the group has another number now.
        """
        markup = await self._buttons(message)
        async with translated():
            try:
                return await self._post(place, message, markup, turn)
            except BadRequest as error:
                if GONE.search(error.message) or not message.text:
                    raise
                refusal = error.message
            if THREAD.search(refusal):
                return await self._post(Place(place.chat), message, markup, None)
            await self._refused(refusal)
            bare = replace(message, text=plain(message.text))
            if BUTTONS.search(refusal):
                markup = None
            return await self._post(place, bare, markup, None, formatted=False)

    async def edit(self, place: Place, number: int, message: Message) -> int:
        """Replace the text and buttons of a message; send a new one when that cannot be.

        Raises:
            ChatGone, TryLater, Unreached, Doubtful, DeliveryError: see bot.errors.
        """
        if message.picture or message.document:
            return await self.send(place, message)
        markup = await self._buttons(message)
        try:
            async with translated():
                await self._bot.edit_message_text(
                    message.text,
                    chat_id=place.chat,
                    message_id=number,
                    parse_mode=ParseMode.HTML,
                    reply_markup=markup,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )
        except DeliveryError as error:
            if UNCHANGED.search(str(error)):
                return number
            # It is too old, a picture, or gone; or its text is refused, which a new one says.
            return await self.send(place, message)
        return number

    async def _post(
        self,
        place: Place,
        message: Message,
        markup: InlineKeyboardMarkup | None,
        turn: Turn | None,
        *,
        formatted: bool = True,
    ) -> int:
        mode = ParseMode.HTML if formatted else None
        if (message.picture or message.document) and units(message.text) > MOST_CAPTION_UNITS:
            await self._post(place, replace(message, text="", choices=()), None, turn)
            message = replace(message, picture=b"", document=None)
            turn = None
        if message.picture:
            sent = await self._bot.send_photo(
                place.chat,
                message.picture,
                caption=message.text or None,
                parse_mode=mode,
                reply_markup=markup,
                message_thread_id=place.thread,
                rate_limit_args=turn,
            )
        elif message.document:
            name, content = message.document
            sent = await self._bot.send_document(
                place.chat,
                content,
                filename=name,
                caption=message.text or None,
                parse_mode=mode,
                reply_markup=markup,
                message_thread_id=place.thread,
                rate_limit_args=turn,
            )
        else:
            sent = await self._bot.send_message(
                place.chat,
                message.text,
                parse_mode=mode,
                reply_markup=markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
                reply_parameters=_answering(place.reply_to),
                message_thread_id=place.thread,
                rate_limit_args=turn,
            )
        return sent.message_id

    async def _buttons(self, message: Message) -> InlineKeyboardMarkup | None:
        rows = [[await self._button(choice) for choice in row] for row in message.choices]
        rows = [row for row in rows if row]
        return InlineKeyboardMarkup(rows) if rows else None

    async def _button(self, choice: Choice) -> InlineKeyboardButton:
        if choice.url:
            return InlineKeyboardButton(choice.label, url=choice.url)
        data = choice.line
        if len(data.encode()) > MOST_DATA_BYTES or data.startswith(KEPT):
            data = f"{KEPT}{await self._keep_line(data)}"
        return InlineKeyboardButton(choice.label, callback_data=data)


@asynccontextmanager
async def translated() -> AsyncIterator[None]:
    """Turn the library's errors into the bot's; a migrated chat's is passed on.

    BadRequest is a NetworkError to the library, so it comes first.
    """
    try:
        yield
    except RetryAfter as error:
        pause = error.retry_after
        raise TryLater(
            pause if isinstance(pause, timedelta) else timedelta(seconds=pause)
        ) from error
    except Forbidden as error:
        raise ChatGone(error.message) from error
    except BadRequest as error:
        if GONE.search(error.message):
            raise ChatGone(error.message) from error
        raise DeliveryError(error.message) from error
    except (NotSent, InvalidToken, Conflict) as error:
        # A token that was withdrawn, or a copy elsewhere: the message itself is fine.
        raise Unreached(error.message) from error
    except NetworkError as error:
        raise Doubtful(error.message) from error
    except ChatMigrated:
        raise
    except TelegramError as error:
        raise DeliveryError(error.message) from error


def _answering(message: int | None) -> ReplyParameters | None:
    if message is None:
        return None
    return ReplyParameters(message, allow_sending_without_reply=True)
