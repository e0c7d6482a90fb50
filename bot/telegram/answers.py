"""From an update to its answer: who wrote, what it means, what goes back."""

import asyncio
import html
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Update,
)
from telegram import Message as TelegramMessage
from telegram.constants import ChatAction, ChatMemberStatus
from telegram.error import TelegramError
from telegram.ext import ExtBot

from bot.conversation import Answer, Choice, Message, Request
from bot.errors import BotError, ChatGone, DeliveryError, Doubtful, TryLater, Unreached
from bot.model import ChatId, ChatKind, UserId
from bot.store.protocol import Store
from bot.telegram.messages import translated
from bot.telegram.pace import Turn
from bot.telegram.requests import Reading, tapped, typed
from bot.telegram.showing import Showings

logger = logging.getLogger(__name__)

#: Answers that take longer are announced by Telegram's typing sign, which lasts 5 s.
TYPING_AFTER, TYPING_AGAIN = 0.3, 4.5
#: Who manages a group is asked again after this.
MANAGERS_KEPT = timedelta(minutes=10)
FAILED = Message("Something went wrong on my side. It is noted; please try again.")
INTERRUPTED = (
    "I was interrupted while I answered “{line}”. If the answer did not reach you, ask again."
)
#: Of a long line so much is repeated.
MOST_REPEATED = 60

Give = Callable[[Request, Message], Awaitable[tuple[ChatId, int]]]
"""Sends or replaces one message; gives the chat that it went to and its number."""


class Answers:
    """Answers updates, one at a time for each chat.

    Args:
        bot: python-telegram-bot's client.
        answer: from a request to the messages that answer it.
        store: learns which chats are there and which updates are being answered.
        give: sends one message of an answer.
        now: reads the clock.
    """

    def __init__(
        self,
        bot: ExtBot[Turn],
        answer: Answer,
        store: Store,
        give: Give,
        now: Callable[[], datetime],
    ) -> None:
        self._bot = bot
        self._answer = answer
        self._store = store
        self._give_one = give
        self._now = now
        self._managers: dict[ChatId, tuple[datetime, frozenset[int]]] = {}
        self._seen: set[ChatId] = set()
        self._showings = Showings(store, now)

    async def handle(self, update: Update) -> None:
        """Answer an update, or take note of it."""
        if update.my_chat_member is not None:
            await self._membership(update.my_chat_member)
        elif update.callback_query is not None:
            await self._tapped(update.update_id, update.callback_query)
        elif update.message is not None:
            await self._written(update.update_id, update.message)

    async def interrupted(self, update: Update) -> None:
        """Tell a reader that the answer to an update broke off; it is not given again."""
        request = await self._request_of(update)
        if request is None:
            return
        line = request.line.removeprefix("~").strip() or "your file"
        if len(line) > MOST_REPEATED:
            line = f"{line[:MOST_REPEATED]}…"
        again = ((Choice("Ask again", request.line),),) if request.line else ()
        note = Message(INTERRUPTED.format(line=html.escape(line)), again)
        await self._give(update.update_id, request, [note])

    def left(self, chat: ChatId) -> None:
        """Forget that a chat was there: what it does next says whether it is again."""
        self._seen.discard(chat)
        self._managers.pop(chat, None)

    async def _request_of(self, update: Update) -> Request | None:
        reading = replace(self._reading(), is_manager=_is_nobody)
        if update.callback_query is not None:
            return await tapped(update.callback_query, reading)
        return await typed(update.message, reading) if update.message is not None else None

    async def _membership(self, change: ChatMemberUpdated) -> None:
        chat = ChatId(change.chat.id)
        self.left(chat)
        if _may_write(change.new_chat_member):
            await self._store.chat_seen(chat, _kind(change.chat.type), at=self._now())
        else:
            await self._store.chat_gone(chat, at=self._now())

    async def _written(self, number: int, message: TelegramMessage) -> None:
        if message.migrate_to_chat_id is not None:
            await self._store.migrate_chat(
                ChatId(message.chat.id), ChatId(message.migrate_to_chat_id)
            )
            return
        request = await typed(message, self._reading())
        if request is None:
            return
        if request.chat not in self._seen:
            self._seen.add(request.chat)
            await self._store.chat_seen(request.chat, _kind(message.chat.type), at=self._now())
        revision = await self._showings.revision()
        messages = await self._answer_showing_typing(request)
        await self._give(number, request, messages, revision)

    async def _tapped(self, number: int, query: CallbackQuery) -> None:
        message = query.message
        if isinstance(message, TelegramMessage) and message.text:
            await self._store.prove_arrival(
                ChatId(message.chat.id), message.message_id, message.text, at=self._now()
            )
        request = await tapped(query, self._reading())
        messages: Sequence[Message] = ()
        revision = await self._showings.revision()
        if request is not None:
            messages = await self._answer_showing_typing(request)
        notice = next((each.notice for each in messages if each.notice), None)
        try:
            await query.answer(notice)
        except TelegramError as error:
            # Telegram takes no answer to a tap that is some minutes old; what was asked for
            # is answered all the same.
            logger.info("tap_not_confirmed reason=%r", error.message)
        if request is not None:
            given = [each for each in messages if _has_body(each)]
            await self._give(number, request, given, revision)

    async def _answer_showing_typing(self, request: Request) -> Sequence[Message]:
        async with asyncio.TaskGroup() as group:
            sign = group.create_task(self._show_typing(request))
            try:
                return await self._answer(request)
            except Exception:
                logger.exception("answer_failed command=%s", request.command)
                return [FAILED]
            finally:
                sign.cancel()

    async def _show_typing(self, request: Request) -> None:
        await asyncio.sleep(TYPING_AFTER)
        while True:
            try:
                await self._bot.send_chat_action(
                    request.chat, ChatAction.TYPING, message_thread_id=request.thread
                )
            except TelegramError as error:
                logger.debug("typing_not_shown reason=%r", error.message)
            await asyncio.sleep(TYPING_AGAIN)

    async def _give(
        self,
        number: int,
        request: Request,
        messages: Sequence[Message],
        revision: int | None = None,
    ) -> None:
        """Send an answer; it is never repeated, its reader asks again."""
        if not messages:
            return
        await self._showings.begun(number, request.chat, messages, revision)
        for nth, message in enumerate(messages):
            try:
                chat, sent = await self._give_one(request, message)
            except ChatGone:
                await self._store.chat_gone(request.chat, at=self._now())
                return
            except Doubtful as error:
                logger.warning("answer_not_given reason=%r", str(error))
                replaced = request.tapped if message.edits else None
                await self._showings.not_shown(request.chat, messages[nth + 1 :])
                await self._showings.shown(request.chat, replaced or 0, message)
                return
            except (TryLater, Unreached, DeliveryError) as error:
                logger.warning("answer_not_given reason=%r", str(error))
                await self._showings.not_shown(request.chat, messages[nth:])
                return
            await self._showings.shown(chat, sent, message)

    def _reading(self) -> Reading:
        return Reading(
            self._bot.username, self._store.kept_line, self._bot.get_file, self._is_manager
        )

    async def _is_manager(self, chat: ChatId, user: UserId) -> bool:
        asked, managers = self._managers.get(chat, (None, frozenset[int]()))
        if asked is None or self._now() - asked > MANAGERS_KEPT:
            try:
                async with translated():
                    members = await self._bot.get_chat_administrators(chat)
            except BotError as error:
                # Most commands need no manager: they must not be lost over this.
                logger.warning("managers_not_known reason=%r", str(error))
                return user in managers
            managers = frozenset(member.user.id for member in members)
            self._managers[chat] = (self._now(), managers)
        return user in managers


async def _is_nobody(_chat: ChatId, _user: UserId) -> bool:
    return False


def _may_write(member: ChatMember) -> bool:
    """Whether the bot, in this state, may write to the chat."""
    if isinstance(member, ChatMemberRestricted):
        return member.is_member and member.can_send_messages
    return member.status not in {ChatMemberStatus.LEFT, ChatMemberStatus.BANNED}


def _has_body(message: Message) -> bool:
    return bool(message.text or message.picture or message.document)


def _kind(kind: str) -> ChatKind:
    match kind:
        case "private" | "group" | "channel":
            return kind
        case _:
            return "supergroup"
