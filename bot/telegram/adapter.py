"""The Telegram side of the bot: fetches updates, has them answered, sends messages."""

import asyncio
import html
import logging
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from telegram import (
    BotCommand,
    BotCommandScopeChat,
    BotCommandScopeDefault,
)
from telegram.error import BadRequest, ChatMigrated, InvalidToken, TelegramError
from telegram.ext import ExtBot

from bot.conversation import Answer, Message, Request
from bot.errors import BotError, ChatGone, SettingsError, TryLater, Unreached
from bot.model import ChatId, UserId
from bot.store.protocol import Store
from bot.telegram.answers import Answers
from bot.telegram.client import Client
from bot.telegram.inbox import Inbox
from bot.telegram.messages import Messages, Place
from bot.telegram.pace import Pace, Turn

logger = logging.getLogger(__name__)

#: How long answers under way may take when the bot stops.
LONGEST_STOP = 10.0
#: Admins are told of the same refusal again after this.
TOLD_AGAIN = timedelta(hours=1)
#: So many albums are remembered by the message that answers them.
MOST_ALBUMS = 100


@dataclass(frozen=True, slots=True)
class Command:
    """A line of the command menu."""

    name: str
    description: str
    admins_only: bool = False


@dataclass(frozen=True, slots=True)
class Server:
    """A Bot API server.

    Attributes:
        address: without a closing slash ("http://127.0.0.1:8081").
        rate: messages a second that it allows this bot; up to 1,000 can be paid for.
    """

    address: str = "https://api.telegram.org"
    rate: float = 30.0


class Telegram:
    """Reads and writes for the bot, at api.telegram.org or at another address.

    Args:
        token: the bot's token.
        server: where the Bot API is, and what it allows.
        answer: from a request to the messages that answer it.
        store: keeps updates, pauses, long lines; learns which chats are there.
        now: reads the clock.
        menu: the commands that Telegram offers while a reader types.
        admins: get the whole menu, and the notes of ``tell_admins``.
    """

    def __init__(
        self,
        token: str,
        server: Server,
        answer: Answer,
        store: Store,
        *,
        now: Callable[[], datetime],
        menu: Sequence[Command] = (),
        admins: Iterable[UserId] = (),
    ) -> None:
        self.pace = Pace(server.rate, held=self._held)
        self._clients = (Client(), Client())
        self._bot: ExtBot[Turn] = ExtBot(
            token,
            base_url=f"{server.address}/bot",
            base_file_url=f"{server.address}/file/bot",
            request=self._clients[0],
            get_updates_request=self._clients[1],
            rate_limiter=self.pace,
        )
        self._store = store
        self._now = now
        self._menu = tuple(menu)
        self._admins = tuple(admins)
        self._albums: dict[tuple[ChatId, str], int] = {}
        self._told_refusals: dict[str, datetime] = {}
        self._messages = Messages(self._bot, store.keep_line, self._refused)
        self._answers = Answers(self._bot, answer, store, self._give, now)
        self._inbox = Inbox(
            self._bot,
            store,
            self._answers.handle,
            self._answers.interrupted,
            now,
            lambda seconds: self.pace.hold([None], seconds),
        )
        self._polling: asyncio.Task[None] | None = None
        self.longest_stop = LONGEST_STOP

    @property
    def username(self) -> str:
        """The bot's own name without "@"; empty before Telegram has told it."""
        try:
            return self._bot.username
        except RuntimeError:
            return ""

    @property
    def polled_at(self) -> datetime | None:
        """When updates were last fetched; None before the first time."""
        return self._inbox.polled_at

    @property
    def trouble(self) -> str:
        """Why updates cannot be fetched; empty when they can."""
        return self._inbox.trouble

    async def start(self, tasks: asyncio.TaskGroup) -> None:
        """Begin to fetch and to answer, in the background.

        Raises:
            SettingsError: Telegram does not know the token.
        """
        now = self._now()
        holds = await self._store.holds(now)
        self.pace.restore((chat, (until - now).total_seconds()) for chat, until in holds)
        try:
            await self._bot.initialize()
        except InvalidToken as error:
            await self._close()
            raise SettingsError(
                "TELEGRAM_TOKEN: Telegram does not know this token; copy it from @BotFather"
            ) from error
        except TelegramError as error:
            logger.warning("telegram_unreachable reason=%r", error.message)
        self._polling = tasks.create_task(self._run(tasks))

    async def stop(self) -> None:
        """Fetch no more updates, finish the answers under way, close."""
        if self._polling is not None:
            self._polling.cancel()
        try:
            async with asyncio.timeout(self.longest_stop):
                await self._inbox.drained()
        except TimeoutError:
            logger.warning("answers_given_up")
            self._inbox.give_up()
        await self._close()

    async def _close(self) -> None:
        await self._bot.shutdown()
        # The library leaves them open when the bot never got to know its own name.
        for client in self._clients:
            await client.shutdown()

    async def send(
        self,
        chat: ChatId,
        message: Message,
        *,
        bulk: bool = False,
        taken: bool = False,
        reply_to: int | None = None,
        thread: int | None = None,
    ) -> int:
        """Send a message and return its number.

        Args:
            chat: where to; a group that has become a supergroup is followed.
            message: what to send.
            bulk: replies go first.
            taken: its turn was taken before, with ``pace.turn``.
            reply_to: number of the message it answers; left out when that is gone.
            thread: the topic of the group that it goes to; the group itself when it is gone.

        Raises:
            ChatGone: the chat blocked the bot or is no more; nothing was sent.
            TryLater: Telegram asks for a pause; nothing was sent.
            Unreached: there was no connection; nothing was sent.
            Doubtful: nobody knows whether it was sent.
            DeliveryError: Telegram refused it, as plain text too.
        """
        turn: Turn | None = "taken" if taken else "bulk" if bulk else None
        _, number = await self._send(Place(chat, thread, reply_to), message, turn)
        return number

    async def _send(
        self, place: Place, message: Message, turn: Turn | None = None
    ) -> tuple[ChatId, int]:
        """Send a message; return its number and the chat that it went to."""
        try:
            return place.chat, await self._messages.send(place, message, turn)
        except ChatMigrated as error:
            new = ChatId(error.new_chat_id)
            await self._store.migrate_chat(place.chat, new)
            later: Turn | None = "bulk" if turn else None
            return new, await self._messages.send(Place(new), message, later)
        except ChatGone:
            self._answers.left(place.chat)
            raise

    async def tell_admins(self, message: Message) -> bool:
        """Send a note to every admin who has a chat with the bot.

        Returns:
            False when Telegram took none of them just now, so that it is worth another try.
        """
        later = 0
        for admin in self._admins:
            try:
                await self.send(ChatId(admin), message)
            except BotError as error:
                later += isinstance(error, TryLater | Unreached)
                logger.warning("admin_not_told reason=%r", str(error))
        return not later or later < len(self._admins)

    async def _run(self, tasks: asyncio.TaskGroup) -> None:
        pause = 1.0
        while not await self._introduced():
            await asyncio.sleep(pause)
            pause = min(pause * 2, 30.0)
        await self._inbox.run(tasks)

    async def _introduced(self) -> bool:
        try:
            await self._bot.initialize()
            await self._offer_menu()
        except TelegramError as error:
            logger.warning("telegram_unreachable reason=%r", error.message)
            return False
        return True

    async def _offer_menu(self) -> None:
        everyone = [
            BotCommand(each.name, each.description)
            for each in self._menu
            if not each.admins_only
        ]
        await self._bot.set_my_commands(everyone, BotCommandScopeDefault())
        whole = [BotCommand(each.name, each.description) for each in self._menu]
        for admin in self._admins:
            try:
                await self._bot.set_my_commands(whole, BotCommandScopeChat(admin))
            except BadRequest as error:
                # He has not opened a chat with the bot yet; the next start offers it.
                logger.info("menu_not_offered reason=%r", error.message)

    async def _give(self, request: Request, message: Message) -> tuple[ChatId, int]:
        place = Place(request.chat, request.thread)
        # Files sent together share one receipt: the answer to each takes the place of the last.
        album = (request.chat, request.upload.album if request.upload else "")
        edited = self._albums.get(album) if album[1] else request.tapped
        if message.edits and edited is not None:
            return request.chat, await self._messages.edit(place, edited, message)
        chat, number = await self._send(place, message)
        if album[1]:
            self._albums[album] = number
            if len(self._albums) > MOST_ALBUMS:
                del self._albums[next(iter(self._albums))]
        return chat, number

    async def _held(self, chat: ChatId | None, pause: timedelta) -> None:
        logger.warning(
            "asked_to_wait seconds=%d for=%s",
            pause.total_seconds(),
            "bulk" if chat is None else "a chat",
        )
        await self._store.hold(chat, self._now() + pause)

    async def _refused(self, reason: str) -> None:
        logger.error("message_refused reason=%r sent=plain", reason)
        # A thousand readers of one briefing are one note, not a thousand.
        since = self._now() - TOLD_AGAIN
        told = {kind: at for kind, at in self._told_refusals.items() if at > since}
        kind = re.sub(r"\d+", "#", reason)
        self._told_refusals = {kind: self._now()} | told
        if kind in told:
            return
        await self.tell_admins(
            Message(
                "Telegram refused a message; it went out as plain text. "
                f"Reason: {html.escape(reason)}"
            )
        )
