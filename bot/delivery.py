"""Briefings on their way: claim, compose, send, record.

Telegram has no key by which it would recognise a message sent twice, so once-only cannot be
promised. What is promised: never twice in silence, never lost in silence. See
docs/decisions/0004-honest-delivery.md.
"""

import asyncio
import logging
import math
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.briefings import Briefing, Briefings, Compose
from bot.due import TOO_LATE, is_too_late
from bot.errors import BotError, ChatGone, Doubtful, StoreError, TryLater, Unreached
from bot.ledger import PartEnd, PartKey
from bot.ledgerbook import LedgerBook
from bot.opening import opened
from bot.store.protocol import Store
from bot.telegram.adapter import Telegram
from bot.waiting import WaitingLine

logger = logging.getLogger(__name__)

#: How many become due in one transaction.
MADE_DUE = 1000
#: More are made ready when fewer than this stand in line.
FEW = 100
#: A doubted part is sent again after this: time for a tap to prove that it arrived.
AGAIN_SECONDS = 5.0
#: What the database refused is tried again after this.
STORE_SECONDS = 2.0
#: Bulk waits this long after Telegram was not reached, doubling.
FIRST_PAUSE, LONGEST_PAUSE = 1.0, 15.0
#: Assumed before anything was measured; spare room in calls in flight; weight of the latest.
FIRST_LATENCY, SPARE, LATEST_WEIGHT = 0.03, 1.2, 0.1


class Deliverer:
    """Sends what is due, replies first, as few at a time as the rate needs.

    Args:
        store: keeps the ledger.
        telegram: sends.
        compose: makes a briefing; called once for all subscriptions that share it.
        now: reads the clock.
    """

    def __init__(
        self, store: Store, telegram: Telegram, compose: Compose, now: Callable[[], datetime]
    ) -> None:
        self._store = store
        self._telegram = telegram
        self._now = now
        self._book = LedgerBook(store, now)
        self._briefings = Briefings(store, compose, now)
        self._line = WaitingLine()
        self._flying = 0
        self._more = False
        self._stopping = False
        self._latency = FIRST_LATENCY
        self._pause = FIRST_PAUSE
        self._stirred = asyncio.Event()
        self._landed = asyncio.Event()
        self._landed.set()
        self._idle = asyncio.Event()
        self._ended: Counter[str] = Counter()

    @property
    def waiting(self) -> int:
        """How many claimed deliveries are not at rest."""
        return len(self._line) + self._flying

    async def start(self) -> None:
        """Take up what a crash has left behind."""
        doubted = await self._store.recover(self._now())
        if doubted:
            logger.warning("sending_interrupted parts=%d", doubted)
        self._stir(more=True)

    async def tick(self) -> None:
        """Write deliveries for what is due now; called every second or so."""
        while due := await self._store.make_due(self._now(), limit=MADE_DUE):
            logger.info("briefings_due count=%d", due)
            self._stir(more=True)
        self._stir(more=True)

    async def run(self) -> None:
        """Send what is due, until ``stop``."""
        async with asyncio.TaskGroup() as tasks:
            writing = tasks.create_task(self._book.run())
            while not self._stopping:
                self._stirred.clear()
                try:
                    await self._step(tasks)
                except Exception:
                    logger.exception("delivering_failed")
                    await asyncio.sleep(STORE_SECONDS)
            await self._landed.wait()
            writing.cancel()

    async def stop(self) -> None:
        """Begin nothing more and return when what is being sent has arrived."""
        self._stopping = True
        self._stirred.set()
        await self._landed.wait()

    async def settled(self) -> None:
        """Return when nothing waits to be sent, after all that was due at the last tick."""
        await self._idle.wait()

    # One step: take the next, wait for its turn, let it fly.

    async def _step(self, tasks: asyncio.TaskGroup) -> None:
        if self._more and self._line.ready < FEW:
            await self._refill()
        briefing = self._line.take(_monotonic())
        if briefing is None:
            if not self.waiting and not self._more:
                self._report()
                self._idle.set()
            await self._rest(self._line.seconds_to_later(_monotonic()))
        elif self._flying >= self._most_flying():
            self._line.give_back(briefing)
            await self._rest(None)
        elif (hold := self._telegram.pace.bulk_hold()) > 0:
            # Waited for here and not in line for a turn, where nobody could ask it to stop.
            self._line.give_back(briefing)
            await self._rest(hold)
        elif (wait := self._telegram.pace.ready_in(briefing.claim.chat)) > 0:
            self._put_off(briefing, wait)
        else:
            await self._telegram.pace.turn(briefing.claim.chat)
            self._flying += 1
            self._landed.clear()
            tasks.create_task(self._fly(briefing))

    def _report(self) -> None:
        """Log what became of the messages since the line was last empty."""
        if self._ended:
            counts = " ".join(f"{state}={n}" for state, n in sorted(self._ended.items()))
            logger.info("messages_ended %s", counts)
            self._ended.clear()

    async def _rest(self, seconds: float | None) -> None:
        try:
            async with asyncio.timeout(seconds):
                await self._stirred.wait()
        except TimeoutError:
            return

    def _stir(self, *, more: bool = False) -> None:
        if more:
            self._more = True
            self._idle.clear()
        self._stirred.set()

    def _put_off(self, briefing: Briefing, seconds: float) -> None:
        self._line.put_off(briefing, _monotonic() + seconds)
        self._stir()

    def _most_flying(self) -> int:
        return max(1, math.ceil(self._telegram.pace.rate * self._latency * SPARE))

    async def _refill(self) -> None:
        self._more = False
        try:
            for fresh in await self._briefings.ready():
                self._take_up(fresh)
        finally:
            # A tick may have come meanwhile.
            self._more = self._more or self._briefings.more

    def _take_up(self, briefing: Briefing) -> None:
        if briefing.parts[0].doubted_at is not None:
            self._put_off(briefing, AGAIN_SECONDS)
        else:
            self._line.append(briefing)

    # Sending one part and recording what became of it.

    async def _fly(self, briefing: Briefing) -> None:
        begun = _monotonic()
        try:
            await self._send(briefing)
        finally:
            spent = _monotonic() - begun
            self._latency += (spent - self._latency) * LATEST_WEIGHT
            self._telegram.pace.give_back(briefing.claim.chat)
            self._flying -= 1
            if not self._flying:
                self._landed.set()
            self._stir()

    async def _send(self, briefing: Briefing) -> None:
        claim, part = briefing.claim, briefing.parts[0]
        key = PartKey(claim.id, part.number, claim.edition)
        if part.number == 0 and not part.attempts and is_too_late(claim.due_at, self._now()):
            await self._record(PartEnd(key, "expired", reason=TOO_LATE))
        elif await self._begun(key, briefing):
            end = await self._attempt(key, briefing)
            await self._record(end)
            self._go_on(briefing, end)

    async def _begun(self, key: PartKey, briefing: Briefing) -> bool:
        if self._stopping:
            return False
        try:
            begun = await self._book.begin(key)
        except StoreError:
            logger.exception("part_not_begun")
            self._put_off(briefing, STORE_SECONDS)
            return False
        if not begun:
            # Proved to have arrived, or no longer wanted: what follows it may still be.
            self._next_part(briefing)
        return begun

    async def _record(self, end: PartEnd) -> None:
        """Write what became of a part; nothing else is sent in its place until it is."""
        while True:
            try:
                await self._book.end(end)
            except StoreError:
                logger.exception("part_not_recorded state=%s", end.state)
                if self._stopping:
                    # It stays as *sending*, and the next start doubts it.
                    return
                await asyncio.sleep(STORE_SECONDS)
            else:
                self._ended[end.state] += 1
                return

    async def _attempt(self, key: PartKey, briefing: Briefing) -> PartEnd:
        claim, part = briefing.claim, briefing.parts[0]
        try:
            message = opened(briefing.messages[part.number], claim, part, self._now())
            number = await self._telegram.send(
                claim.chat, message, taken=True, thread=claim.thread
            )
        except BotError as error:
            return self._not_sent(key, error)
        except Exception as error:
            # A mistake of ours in one briefing must not end the others.
            logger.exception("part_broken_off delivery=%d", key.delivery)
            return PartEnd(key, "uncertain", reason=f"broke off: {type(error).__name__}")
        self._pause = FIRST_PAUSE
        return PartEnd(key, "sent", number)

    def _not_sent(self, key: PartKey, error: BotError) -> PartEnd:
        """Return what an error says about a part."""
        match error:
            case ChatGone():
                return PartEnd(key, "blocked", reason=str(error))
            case TryLater() | StoreError():
                return PartEnd(key, "pending", reason=str(error))
            case Unreached():
                self._back_off()
                return PartEnd(key, "pending", reason=str(error))
            case Doubtful():
                self._back_off()
                return PartEnd(key, "uncertain", reason=str(error))
            case _:
                logger.warning("part_refused delivery=%d reason=%r", key.delivery, str(error))
                return PartEnd(key, "failed", reason=str(error))

    def _back_off(self) -> None:
        self._telegram.pace.hold([None], self._pause)
        self._pause = min(self._pause * 2, LONGEST_PAUSE)

    def _go_on(self, briefing: Briefing, end: PartEnd) -> None:
        """Put what is left of a briefing back into the line."""
        part = briefing.parts[0]
        if end.state == "pending":
            self._put_off(briefing, self._telegram.pace.ready_in(briefing.claim.chat))
        elif end.state == "uncertain" and not part.attempts:
            briefing.parts[0] = replace(part, attempts=1, doubted_at=self._now())
            self._put_off(briefing, AGAIN_SECONDS)
        elif end.state != "blocked":
            self._next_part(briefing)

    def _next_part(self, briefing: Briefing) -> None:
        briefing.parts.popleft()
        if briefing.parts:
            self._put_off(briefing, self._telegram.pace.ready_in(briefing.claim.chat))


def _monotonic() -> float:
    return asyncio.get_running_loop().time()
