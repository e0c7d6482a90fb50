"""Silence is noticed: figures on the running bot, and alarms when it fails its readers."""

import logging
import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from bot.conversation import Message
from bot.errors import StoreError
from bot.ledger import DeliveryFacts
from bot.store.protocol import Store
from bot.telegram.adapter import Telegram
from bot.telegram.inbox import POLLED_ELSEWHERE

logger = logging.getLogger(__name__)

OVERDUE, LONG_PAUSE, UNREACHED = (
    timedelta(minutes=10),
    timedelta(minutes=15),
    timedelta(minutes=10),
)
SILENT_HOURS = 2
#: Below this the database may soon fail to grow.
LEAST_FREE_BYTES = 200 << 20
#: Reading the whole database takes a while; it is done this often.
CHECK_EVERY = timedelta(hours=6)
#: The last poll is written down this often, for `bot status`.
POLL_KEPT_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class Facts:
    """Figures on the running bot at one moment.

    Attributes:
        at: the moment.
        deliveries: what the ledger says.
        polled_at: when updates were last fetched; None before the first time.
        trouble: why they cannot be fetched; empty when they can.
        held_until: until when Telegram asked not to send in bulk; None when it did not.
        free_bytes: room on the database's disk; None in memory.
        damage: what the database's own check found, or how it refused; empty when it is whole.
    """

    at: datetime
    deliveries: DeliveryFacts
    polled_at: datetime | None = None
    trouble: str = ""
    held_until: datetime | None = None
    free_bytes: int | None = None
    damage: str = ""


def alarms(facts: Facts) -> Mapping[str, str]:
    """Return what is wrong, by name, each in a sentence for the admin."""
    return dict(_alarms(facts))


def _alarms(facts: Facts) -> Iterator[tuple[str, str]]:
    oldest = facts.deliveries.oldest_due
    if oldest is not None and facts.at - oldest > OVERDUE:
        count = max(facts.deliveries.waiting, 1)
        yield (
            "overdue",
            f"Briefings are overdue: {count} wait, the oldest since {_clock(oldest)}.",
        )
    if facts.deliveries.silent >= SILENT_HOURS:
        yield "silent", "No briefing reached anybody at the last two hours they were due."
    if facts.held_until is not None and facts.held_until - facts.at > LONG_PAUSE:
        yield "held", f"Telegram asks to send nothing in bulk until {_clock(facts.held_until)}."
    if facts.polled_at is not None and facts.at - facts.polled_at > UNREACHED:
        yield (
            "unreached",
            f"No updates since {_clock(facts.polled_at)}: {facts.trouble or 'unknown'}.",
        )
    if facts.trouble == POLLED_ELSEWHERE:
        yield "elsewhere", f"{POLLED_ELSEWHERE[:1].upper()}{POLLED_ELSEWHERE[1:]}."
    if facts.free_bytes is not None and facts.free_bytes < LEAST_FREE_BYTES:
        yield "disk", f"The disk is nearly full: {facts.free_bytes >> 20} MiB free."
    if facts.damage:
        yield "database", f"The database is not well: {facts.damage}. Look at bot doctor."


def status_lines(facts: Facts) -> Mapping[str, str]:
    """Return what /status says beyond what the ledger knows."""
    lines = {}
    if facts.polled_at is not None:
        lines["Last poll"] = _clock(facts.polled_at)
    if facts.trouble:
        lines["Trouble"] = facts.trouble
    if facts.held_until is not None:
        lines["Bulk paused until"] = _clock(facts.held_until)
    if facts.free_bytes is not None:
        lines["Disk"] = f"{facts.free_bytes / (1 << 30):.1f} GiB free"
    if wrong := alarms(facts):
        lines["Alarms"] = "; ".join(wrong)
    return lines


def delivery_lines(facts: DeliveryFacts) -> Mapping[str, str]:
    """Return what the ledger says, line by line."""
    today = ", ".join(f"{count} {state}" for state, count in facts.today.items())
    lines = {
        "Subscriptions": str(facts.subscriptions),
        "Deliveries, 24 hours": today or "none",
        "Waiting to be sent": str(facts.waiting),
    }
    if facts.oldest_due is not None:
        lines["Longest waiting"] = f"due {_clock(facts.oldest_due)}"
    lines |= {f"Cause: {cause}": str(count) for cause, count in facts.causes.items()}
    if facts.last_sent is not None:
        lines["Last sent"] = _clock(facts.last_sent)
    return lines


def as_json(facts: Facts) -> Mapping[str, object]:
    """Return the figures ready for JSON, moments as ISO 8601."""
    plain = asdict(facts)
    return {**_jsonable(plain), "alarms": dict(alarms(facts))}


def metrics(facts: Facts) -> str:
    """Return the figures in Prometheus' text format."""
    deliveries = facts.deliveries
    overdue = (facts.at - deliveries.oldest_due).total_seconds() if deliveries.oldest_due else 0
    held = (facts.held_until - facts.at).total_seconds() if facts.held_until else 0
    polled = facts.polled_at.timestamp() if facts.polled_at else 0
    lines = [
        "# TYPE bot_subscriptions gauge",
        f"bot_subscriptions {deliveries.subscriptions}",
        "# TYPE bot_deliveries_waiting gauge",
        f"bot_deliveries_waiting {deliveries.waiting}",
        "# TYPE bot_delivery_overdue_seconds gauge",
        f"bot_delivery_overdue_seconds {overdue:.0f}",
        "# TYPE bot_bulk_held_seconds gauge",
        f"bot_bulk_held_seconds {held:.0f}",
        "# TYPE bot_last_poll_timestamp_seconds gauge",
        f"bot_last_poll_timestamp_seconds {polled:.0f}",
        "# TYPE bot_deliveries_last_day gauge",
        *(
            f'bot_deliveries_last_day{{state="{state}"}} {count}'
            for state, count in sorted(deliveries.today.items())
        ),
        "# TYPE bot_deliveries_failed_last_day gauge",
        *(
            f'bot_deliveries_failed_last_day{{cause="{_label(cause)}"}} {count}'
            for cause, count in sorted(deliveries.causes.items())
        ),
        "# TYPE bot_alarm gauge",
        *(f'bot_alarm{{name="{name}"}} 1' for name in sorted(alarms(facts))),
    ]
    return "\n".join(lines) + "\n"


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

    async def look(self) -> None:
        """Take new figures; raise and end alarms."""
        refusal = ""
        try:
            deliveries = await self.store.delivery_facts(self.now())
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
        if not await self.telegram.tell_admins(Message(sentence)):
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
    return f"{OVER.get(name, name)}. It began at {_clock(since)}."


def _clock(at: datetime) -> str:
    return f"{at:%d %b %H:%M} UTC"


def _label(text: str) -> str:
    """Return a text as the value of a label in Prometheus' format."""
    return text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n")


def _jsonable(value: object) -> dict[str, object]:
    def plain(each: object) -> object:
        if isinstance(each, datetime):
            return each.isoformat(timespec="seconds")
        if isinstance(each, Mapping):
            return {str(key): plain(inner) for key, inner in each.items()}
        return each

    assert isinstance(value, Mapping)  # noqa: S101 - asdict gives one
    return {str(key): plain(each) for key, each in value.items()}
