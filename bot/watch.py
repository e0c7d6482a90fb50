"""Silence is noticed: figures on the running bot, and alarms when it fails its readers."""

import html
import logging
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.conversation import Message
from bot.errors import StoreError
from bot.figures import Facts, alarms, article_counts, clock, status_lines
from bot.ledger import DeliveryFacts
from bot.store.protocol import Store
from bot.telegram.adapter import Telegram

logger = logging.getLogger(__name__)

#: Reading the whole database takes a while; it is done this often.
CHECK_EVERY = timedelta(hours=6)
#: The last poll is written down this often, for `bot status`.
POLL_KEPT_EVERY = timedelta(minutes=1)


def free_bytes(database: str) -> int | None:
    """Return the room on a database's disk in bytes; None in memory."""
    if database == ":memory:":
        return None
    return shutil.disk_usage(Path(database).absolute().parent).free


@dataclass(slots=True)
class Watch:
    """Looks at the running bot again and again, and tells the admins what is wrong.

    Args:
        store: keeps which alarms are on, so that each is told once, restarts included.
        telegram: knows pauses and polling; carries the notes.
        database: path of the database's file; ":memory:" has no disk.
        now: reads the clock.
        room: tells the room on a database's disk in bytes; None in memory.
    """

    store: Store
    telegram: Telegram
    database: str
    now: Callable[[], datetime]
    room: Callable[[str], int | None] = free_bytes
    facts: Facts | None = None
    _told: dict[str, datetime] = field(default_factory=dict)
    _untold: set[str] = field(default_factory=set)
    _damage: str = ""
    _checked_at: datetime | None = None
    _polling: tuple[datetime | None, str] = (None, "")
    _articles: Mapping[str, int] = field(default_factory=dict)

    async def look(self) -> None:
        """Take new figures; raise and end alarms."""
        refusal = ""
        try:
            deliveries = await self.store.delivery_facts(self.now())
            self._articles = await article_counts(self.store)
        except StoreError as error:
            # What the admins were told before is known all the same.
            refusal, deliveries = str(error), self._last_deliveries()
        self.facts = facts = await self._facts(deliveries, refusal)
        wrong = alarms(facts)
        for name, sentence in wrong.items():
            await self._raise(name, sentence, facts)
        if not refusal:
            for name in {*facts.deliveries.alarms, *self._told} - set(wrong):
                await self._end(name, facts)
            await self._keep_polling()

    def lines(self) -> Mapping[str, str]:
        """Return the lines for /status of the last look."""
        return status_lines(self.facts) if self.facts else {}

    async def _raise(self, name: str, sentence: str, facts: Facts) -> None:
        """Tell the admins once, also when a full disk or a broken database forgets it."""
        known = name in self._told or name in facts.deliveries.alarms
        if known and name not in self._untold:
            return
        if not known:
            logger.error("alarm_raised name=%s", name)
            self._told[name] = facts.at
            try:
                await self.store.raise_alarm(name, at=facts.at)
            except StoreError:
                logger.exception("alarm_not_kept name=%s", name)
        # When Telegram takes nothing just now, the next look tries again.
        self._untold.discard(name)
        if not await self.telegram.tell_admins(Message(html.escape(sentence))):
            self._untold.add(name)

    async def _end(self, name: str, facts: Facts) -> None:
        try:
            kept = await self.store.end_alarm(name)
        except StoreError:
            logger.exception("alarm_not_kept name=%s", name)
            kept = None
        since = self._told.pop(name, kept) or facts.deliveries.alarms[name]
        self._untold.discard(name)
        logger.info("alarm_ended name=%s", name)
        await self.telegram.tell_admins(Message(_over(name, since)))

    async def _keep_polling(self) -> None:
        polled_at, trouble = now = self.telegram.polled_at, self.telegram.trouble
        kept_at, kept_trouble = self._polling
        stale = polled_at and (kept_at is None or polled_at - kept_at >= POLL_KEPT_EVERY)
        if stale or trouble != kept_trouble:
            await self.store.keep_polling(polled_at, trouble)
            self._polling = now

    def _last_deliveries(self) -> DeliveryFacts:
        nothing = DeliveryFacts(subscriptions=0, oldest_due=None, waiting=0)
        return self.facts.deliveries if self.facts else nothing

    async def _facts(self, deliveries: DeliveryFacts, refusal: str) -> Facts:
        at = self.now()
        held = self.telegram.pace.hold_of(None)
        return Facts(
            at=at,
            deliveries=deliveries,
            polled_at=self.telegram.polled_at,
            trouble=self.telegram.trouble,
            held_until=at + timedelta(seconds=held) if held else None,
            free_bytes=self.room(self.database),
            damage=refusal or await self._found_damage(at),
            articles=self._articles,
        )

    async def _found_damage(self, at: datetime) -> str:
        if self._checked_at is None or at - self._checked_at > CHECK_EVERY:
            self._checked_at = at
            try:
                found = await self.store.check()
            except StoreError as error:
                found = str(error)
            self._damage = "" if found == "ok" else found
        return self._damage


OVER = {
    "overdue": "Briefings are no longer overdue",
    "silent": "Briefings arrive again",
    "held": "Telegram takes bulk again",
    "unreached": "Updates arrive again",
    "elsewhere": "The other copy of this bot is gone",
    "disk": "The disk has room again",
    "database": "The database is whole again",
}


def _over(name: str, since: datetime) -> str:
    return f"{OVER.get(name, name)}. It began at {clock(since)}."
