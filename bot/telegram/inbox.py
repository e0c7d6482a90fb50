"""Updates: kept before they are confirmed, answered in order, never answered twice.

Telegram forgets an update as soon as the next call confirms it, and polling confirms what it
has fetched before anybody has answered. So updates are written to the store first. After a
crash those whose answer had not begun to go out are answered; the others are not, because a
second answer is worse than a lost one that the reader can ask for again: they are told so.
"""

import asyncio
import json
import logging
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta

from telegram import Update
from telegram.error import Conflict, InvalidToken, NetworkError, RetryAfter, TelegramError
from telegram.ext import ExtBot

from bot.errors import StoreError
from bot.model import ChatId
from bot.store.protocol.inbox import Inbox as Kept
from bot.telegram.pace import Turn, seconds

logger = logging.getLogger(__name__)

KINDS = ("message", "callback_query", "my_chat_member")
POLL_SECONDS = 25
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15.0
#: How long sending stops after another copy of the bot was noticed.
ELSEWHERE_SECONDS = 40.0
#: How many chats are answered at the same time.
MOST_CHATS = 64
#: Who was being answered in a crash is told so, unless it is longer ago than this.
INTERRUPTED_KEPT = timedelta(hours=3)
POLLED_ELSEWHERE = (
    "another copy of this bot, on this machine or elsewhere, fetches updates with the same "
    "token; sending stops until it is gone"
)
WEBHOOK = re.compile("webhook", re.IGNORECASE)

Handle = Callable[[Update], Awaitable[None]]


class Inbox:
    """Fetches updates and hands each to ``handle``, one after the other in every chat.

    Args:
        bot: polls.
        kept: where updates wait.
        handle: answers one update; what it raises is logged.
        interrupted: tells a reader that the answer to an update broke off.
        now: reads the clock.
        elsewhere: told for how many seconds to send nothing, because another copy of the bot
            fetches updates with the same token.
    """

    def __init__(
        self,
        bot: ExtBot[Turn],
        kept: Kept,
        handle: Handle,
        interrupted: Handle,
        now: Callable[[], datetime],
        elsewhere: Callable[[float], None],
    ) -> None:
        self._bot = bot
        self._kept = kept
        self._handle = handle
        self._interrupted = interrupted
        self._now = now
        self._elsewhere = elsewhere
        self._lanes: dict[int, deque[tuple[Update, Handle]]] = defaultdict(deque)
        self._room = asyncio.Semaphore(MOST_CHATS)
        self._idle = asyncio.Event()
        self._idle.set()
        self._working: set[asyncio.Task[None]] = set()
        self._offset: int | None = None
        self._elsewhere_until = 0.0
        self.elsewhere_seconds = ELSEWHERE_SECONDS
        self.polled_at: datetime | None = None
        self.trouble = ""

    async def run(self, tasks: asyncio.TaskGroup) -> None:
        """Answer what waits from the last time, then poll until cancelled."""
        await self._take_up(tasks)
        pause = FIRST_PAUSE
        while True:
            try:
                await self._poll(tasks)
            except RetryAfter as error:
                pause = seconds(error)
                self._troubled("asked_to_wait", f"Telegram asks to wait {pause:.0f} s")
            except Conflict as error:
                await self._conflict(error.message)
                pause = max(pause, 3.0)
            except InvalidToken:
                self._troubled("token_refused", "Telegram refuses TELEGRAM_TOKEN")
                pause = LONGEST_PAUSE
            except (NetworkError, TelegramError) as error:
                self._troubled("telegram_unreachable", error.message)
            except StoreError as error:
                self._troubled("updates_not_kept", str(error))
            else:
                pause = FIRST_PAUSE
                self._fine()
                continue
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    async def drained(self) -> None:
        """Return when no update is being answered."""
        await self._idle.wait()

    def give_up(self) -> None:
        """Break off the answers under way."""
        for working in self._working:
            working.cancel()

    async def _take_up(self, tasks: asyncio.TaskGroup) -> None:
        broken_off = await self._kept.interrupted_updates(self._now() - INTERRUPTED_KEPT)
        waiting = await self._kept.waiting_updates()
        if waiting or broken_off:
            logger.info(
                "updates_taken_up count=%d interrupted=%d", len(waiting), len(broken_off)
            )
        for text in broken_off:
            if (update := self._read(text)) is not None:
                self._line_up(update, self._interrupted, tasks)
        for number, text in waiting:
            if (update := self._read(text)) is not None:
                self._line_up(update, self._handle, tasks)
            else:
                await self._kept.answered(number, at=self._now())

    def _read(self, text: str) -> Update | None:
        try:
            return Update.de_json(json.loads(text), self._bot)
        except Exception:
            # Kept by another version of the library, perhaps: it must not stop the start.
            logger.exception("update_unreadable")
            return None

    async def _conflict(self, reason: str) -> None:
        """Another copy polls, or an address is set where Telegram sends updates instead."""
        if WEBHOOK.search(reason):
            self._troubled("webhook_set", "an earlier webhook of this token is being removed")
            try:
                await self._bot.delete_webhook()
            except TelegramError as error:
                logger.warning("webhook_not_removed reason=%r", error.message)
            return
        self._elsewhere(self.elsewhere_seconds)
        self._elsewhere_until = _monotonic() + self.elsewhere_seconds
        self._troubled("polled_elsewhere", POLLED_ELSEWHERE)

    async def _poll(self, tasks: asyncio.TaskGroup) -> None:
        updates = await self._fetched()
        self.polled_at = self._now()
        if not updates:
            return
        fresh = await self._kept.keep_updates(
            [(each.update_id, _chat(each), each.to_json()) for each in updates],
            at=self._now(),
        )
        self._offset = updates[-1].update_id + 1
        for update in updates:
            if update.update_id in fresh:
                self._line_up(update, self._handle, tasks)

    async def _fetched(self) -> Sequence[Update]:
        try:
            return await self._bot.get_updates(
                offset=self._offset, timeout=POLL_SECONDS, allowed_updates=KINDS
            )
        except TelegramError:
            raise
        except Exception:
            # Telegram sends what this version of the library does not understand. Left
            # unconfirmed it would come again and again, and nothing behind it ever.
            logger.exception("updates_unreadable")
            return await self._readable()

    async def _readable(self) -> Sequence[Update]:
        """Fetch what waits as it is, and leave out what cannot be read."""
        raw = await self._bot._post("getUpdates", {"offset": self._offset, "timeout": 0})
        read = [self._read(json.dumps(each)) for each in raw]
        for each, update in zip(raw, read, strict=True):
            if update is None:
                self._offset = each["update_id"] + 1
        return [update for update in read if update is not None]

    def _line_up(self, update: Update, handle: Handle, tasks: asyncio.TaskGroup) -> None:
        lane = _chat(update) or 0
        waiting = self._lanes[lane]
        waiting.append((update, handle))
        self._idle.clear()
        if len(waiting) == 1:
            working = tasks.create_task(self._work(lane))
            self._working.add(working)
            working.add_done_callback(self._working.discard)

    async def _work(self, lane: int) -> None:
        waiting = self._lanes[lane]
        while waiting:
            async with self._room:
                await self._answer(*waiting[0])
            waiting.popleft()
        del self._lanes[lane]
        if not self._lanes:
            self._idle.set()

    async def _answer(self, update: Update, handle: Handle) -> None:
        try:
            await handle(update)
        except Exception:
            # One bad update must not stop the others; it is not tried again.
            logger.exception("update_failed number=%d", update.update_id)
        try:
            await self._kept.answered(update.update_id, at=self._now())
        except StoreError:
            logger.exception("update_not_ticked_off number=%d", update.update_id)

    def _troubled(self, event: str, trouble: str) -> None:
        if trouble != self.trouble:
            logger.warning("%s reason=%r", event, trouble)
        self.trouble = trouble

    def _fine(self) -> None:
        if _monotonic() < self._elsewhere_until:
            # Two copies take turns: one poll that went well does not mean that it is gone.
            return
        if self.trouble:
            logger.info("polling_resumed after=%r", self.trouble)
        self.trouble = ""


def _monotonic() -> float:
    return asyncio.get_running_loop().time()


def _chat(update: Update) -> ChatId | None:
    chat = update.effective_chat
    return ChatId(chat.id) if chat else None
