"""One limiter for all sending: replies before bulk, per chat, and what a 429 asks for.

Telegram allows so many messages a second in all, one a second to a person and twenty a minute
to a group. Replies never wait for bulk; bulk takes what they leave, at most 95 % of the rate,
evenly spaced, so that a reply always finds room. Both together stay a little below the rate:
messages that leave apart may arrive together.
"""

import asyncio
from collections import Counter, deque
from collections.abc import Awaitable, Callable, Coroutine, Iterable
from datetime import timedelta
from typing import Any, Literal

from telegram.error import RetryAfter
from telegram.ext import BaseRateLimiter

from bot.model import ChatId

Turn = Literal["bulk", "taken"]

#: Telegram's limits (seconds, messages).
CHAT_SECONDS = 1.05
GROUP_MESSAGES, GROUP_SECONDS = 20, 60.5
BULK_SHARE, WHOLE_SHARE = 0.95, 0.97
#: How far bulk may catch up after the event loop was busy.
CATCH_UP_SECONDS = 0.01
#: A reply is worth waiting this long for, and this many refusals.
LONGEST_REPLY_PAUSE = 60.0
MOST_REFUSALS = 3
#: Chats are remembered no longer than their limits reach back.
MOST_CHATS = 5_000

Held = Callable[[ChatId | None, timedelta], Awaitable[None]]


async def _forget_hold(_chat: ChatId | None, _pause: timedelta) -> None:
    """Remember nothing: for a limiter without a store."""


class Pace(BaseRateLimiter[Turn]):
    """Lets calls through when Telegram's limits allow them.

    Calls that send no message wait for pauses only. A call that sends is a reply unless its
    ``rate_limit_args`` say *bulk* (wait for a turn) or *taken* (a turn was taken before,
    with ``turn``).

    Args:
        rate: messages a second in all: 30, or up to 1,000 for bots that pay for it.
        held: told of every pause that a 429 asks for; None stands for bulk.
    """

    def __init__(self, rate: float = 30.0, held: Held = _forget_hold) -> None:
        self.rate = rate
        self._held = held
        self._recent: deque[float] = deque()
        self._turns: Counter[int] = Counter()
        self._chats: dict[int, deque[float]] = {}
        self._holds: dict[int | None, float] = {}
        self._refused: int | None = None
        self._everybody_until = 0.0
        self._next_bulk = 0.0
        self._replies = 0
        self._lines = {False: asyncio.Lock(), True: asyncio.Lock()}

    async def initialize(self) -> None:
        """Do nothing; there is nothing to open."""

    async def shutdown(self) -> None:
        """Do nothing; there is nothing to close."""

    async def process_request(
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: Turn | None,
    ) -> Any:
        """Make the call when its turn has come.

        Raises:
            RetryAfter: Telegram asked for a pause: bulk is told at once, a reply when it was
                asked too often or for too long.
        """
        chat, sends = _chat(data.get("chat_id")), _sends(endpoint)
        for refusals in range(1, MOST_REFUSALS + 1):
            if chat is None or not sends:
                await self._wait_out(chat)
            elif rate_limit_args == "taken":
                self._use(chat)
            else:
                await self._wait(chat, bulk=rate_limit_args == "bulk")
            try:
                return await callback(*args, **kwargs)
            except RetryAfter as error:
                pause = seconds(error)
                await self._pause(chat, pause)
                last = refusals == MOST_REFUSALS or pause > LONGEST_REPLY_PAUSE
                if rate_limit_args is not None or last:
                    raise
                if chat is None:
                    await asyncio.sleep(pause)
        raise AssertionError("unreachable")

    async def turn(self, chat: ChatId) -> None:
        """Wait until a bulk message may go to this chat, and take that turn.

        A call that is *taken* uses it; what is not used has to be given back.
        """
        await self._wait(chat, bulk=True)
        # What counts is when the call is made, and that may be some milliseconds from now.
        self._recent.pop()
        self._turns[chat] += 1

    def give_back(self, chat: ChatId) -> None:
        """Give back a turn that nothing was sent in; nothing happens when it was used."""
        if self._turns[chat] > 1:
            self._turns[chat] -= 1
        else:
            del self._turns[chat]

    def _use(self, chat: int) -> None:
        self.give_back(ChatId(chat))
        self._recent.append(_now())
        self._note(chat)

    def ready_in(self, chat: ChatId) -> float:
        """Return the seconds until this chat may get another message, others aside."""
        return max(self._chat_wait(chat), self.hold_of(chat))

    def hold(self, chats: Iterable[ChatId | None], seconds: float) -> None:
        """Hold back messages to these chats, or (None) all bulk, for so long from now."""
        until = _now() + seconds
        for chat in chats:
            self._holds[chat] = max(self._holds.get(chat, 0.0), until)

    def restore(self, holds: Iterable[tuple[ChatId | None, float]]) -> None:
        """Take up the pauses that were asked for before a restart, in seconds from now."""
        refused = []
        for chat, seconds in holds:
            self.hold([chat], seconds)
            if chat is not None:
                refused.append(seconds)
        if len(refused) > 1:
            # Two chats at a time: the pause was everybody's.
            self._everybody_until = _now() + sorted(refused)[-2]

    def hold_of(self, chat: ChatId | None) -> float:
        """Return the seconds for which this chat, or (None) bulk, is still held back."""
        return max(self._holds.get(chat, 0.0) - _now(), 0.0)

    def bulk_hold(self) -> float:
        """Return the seconds for which all bulk is still held back."""
        return max(self.hold_of(None), self._everybody_until - _now(), 0.0)

    async def _wait_out(self, chat: int | None) -> None:
        """Wait for pauses alone: theirs who sends no message, or not to a chat by number."""
        self._refuse_hours(chat)
        while (wait := self._reply_hold(chat)) > 0:  # noqa: ASYNC110 - waits for time
            await asyncio.sleep(wait)

    def _refuse_hours(self, chat: int | None) -> None:
        # Who waits for an answer does not wait for hours, nor must the others behind him.
        hold = self._reply_hold(chat)
        if hold > LONGEST_REPLY_PAUSE:
            raise RetryAfter(timedelta(seconds=hold))

    def _reply_hold(self, chat: int | None) -> float:
        own = 0.0 if chat is None else self.hold_of(ChatId(chat))
        return max(own, self._everybody_until - _now())

    async def _wait(self, chat: int, *, bulk: bool) -> None:
        if not bulk:
            self._refuse_hours(chat)
        # Who waits for its own chat stands beside the line and holds up nobody.
        while not await self._in_line(chat, bulk=bulk):  # noqa: ASYNC110 - waits for time
            await asyncio.sleep(self.ready_in(ChatId(chat)))

    async def _in_line(self, chat: int, *, bulk: bool) -> bool:
        """Wait for the common rate, first come first served; False when the chat must wait."""
        self._replies += not bulk
        try:
            async with self._lines[bulk]:
                while self.ready_in(ChatId(chat)) <= 0:
                    wait = self._wait_for(bulk=bulk)
                    if wait <= 0:
                        self._take(chat, bulk=bulk)
                        return True
                    await asyncio.sleep(min(wait, 1.0))
        finally:
            self._replies -= not bulk
        return False

    def _wait_for(self, *, bulk: bool) -> float:
        waits = [
            self._everybody_until - _now(),
            self._rate_wait((BULK_SHARE if bulk else WHOLE_SHARE) * self.rate),
        ]
        if bulk:
            waits += [self.hold_of(None), self._next_bulk - _now()]
            if self._replies:
                waits.append(1 / self.rate)
        return max(waits)

    def _rate_wait(self, most: float) -> float:
        now = _now()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        room = max(int(most), 1) - len(self._recent) - self._turns.total()
        if room > 0:
            return 0.0
        # Turns that are taken but not used yet will count from a moment not known yet.
        return self._recent[-room] + 1 - now if -room < len(self._recent) else 1 / self.rate

    def _chat_wait(self, chat: int) -> float:
        sent = self._chats.get(chat)
        if not sent:
            return 0.0
        now = _now()
        wait = sent[-1] + CHAT_SECONDS - now
        if chat < 0 and len(sent) == GROUP_MESSAGES:
            wait = max(wait, sent[0] + GROUP_SECONDS - now)
        return wait

    def _take(self, chat: int, *, bulk: bool) -> None:
        now = _now()
        self._recent.append(now)
        if bulk:
            gap = 1 / (BULK_SHARE * self.rate)
            self._next_bulk = max(self._next_bulk, now - max(gap, CATCH_UP_SECONDS)) + gap
        if len(self._chats) > MOST_CHATS:
            self._forget_chats(now)
        self._chats.setdefault(chat, deque(maxlen=GROUP_MESSAGES if chat < 0 else 1)).append(
            now
        )

    def _note(self, chat: int) -> None:
        """Note that what was let through leaves now; a chat may have been forgotten since."""
        sent = self._chats.setdefault(chat, deque([0.0], GROUP_MESSAGES if chat < 0 else 1))
        sent[-1] = _now()

    def _forget_chats(self, now: float) -> None:
        # Twice as many as are young enough may be kept, so that this is done rarely.
        reach = {True: GROUP_SECONDS, False: CHAT_SECONDS}
        self._chats = {
            chat: sent for chat, sent in self._chats.items() if sent[-1] > now - reach[chat < 0]
        }

    async def _pause(self, chat: int | None, seconds: float) -> None:
        if self.hold_of(None) and self._refused not in (None, chat):
            # Two chats refused at a time: the limit met is the bot's, not a chat's.
            self._everybody_until = max(self._everybody_until, _now() + seconds)
        self._refused = chat
        concerned: list[ChatId | None] = [None]
        if chat is not None:
            concerned.append(ChatId(chat))
        self.hold(concerned, seconds)
        for each in concerned:
            await self._held(each, timedelta(seconds=seconds))


def _sends(endpoint: str) -> bool:
    return endpoint.startswith("send") and endpoint != "sendChatAction"


def _chat(number: object) -> int | None:
    return number if isinstance(number, int) else None


def seconds(error: RetryAfter) -> float:
    """Return how long Telegram asks to wait, in seconds."""
    pause = error.retry_after
    return pause.total_seconds() if isinstance(pause, timedelta) else float(pause)


def _now() -> float:
    return asyncio.get_running_loop().time()
