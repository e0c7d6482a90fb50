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
        damage: what the database's own check found; empty when it is whole.
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
    if facts.free_bytes is not None and facts.free_bytes < LEAST_FREE_BYTES:
        yield "disk", f"The disk is nearly full: {facts.free_bytes >> 20} MiB free."
    if facts.damage:
        yield "database", f"The database is damaged: {facts.damage}. Restore a backup."


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
        "# TYPE bot_alarm gauge",
        *(f'bot_alarm{{name="{name}"}} 1' for name in sorted(alarms(facts))),
    ]
    return "\n".join(lines) + "\n"


@dataclass(slots=True)
class Watch:
    """Looks at the running bot again and again, and tells the admins what is wrong.

    Args:
        store: keeps which alarms are on, so that each is told once, restarts included.
        telegram: knows pauses and polling; carries the notes.
        database: path of the database's file; ":memory:" has no disk.
        now: reads the clock.
    """

    store: Store
    telegram: Telegram
    database: str
    now: Callable[[], datetime]
    facts: Facts | None = None
    _damage: str = ""
    _checked_at: datetime | None = field(default=None)

    async def look(self) -> None:
        """Take new figures; raise and end alarms."""
        self.facts = facts = await self._facts()
        wrong = alarms(facts)
        for name, sentence in wrong.items():
            if await self.store.raise_alarm(name, at=facts.at):
                logger.error("alarm_raised name=%s", name)
                await self.telegram.tell_admins(Message(sentence))
        for name in set(facts.deliveries.alarms) - set(wrong):
            since = await self.store.end_alarm(name)
            if since is not None:
                logger.info("alarm_ended name=%s", name)
                await self.telegram.tell_admins(Message(_over(name, since)))

    def lines(self) -> Mapping[str, str]:
        """Return the lines for /status of the last look."""
        return status_lines(self.facts) if self.facts else {}

    async def _facts(self) -> Facts:
        at = self.now()
        held = self.telegram.pace.hold_of(None)
        return Facts(
            at=at,
            deliveries=await self.store.delivery_facts(at),
            polled_at=self.telegram.polled_at,
            trouble=self.telegram.trouble,
            held_until=at + timedelta(seconds=held) if held else None,
            free_bytes=free_bytes(self.database),
            damage=await self._found_damage(at),
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


def free_bytes(database: str) -> int | None:
    """Return the room on a database's disk in bytes; None in memory."""
    if database == ":memory:":
        return None
    return shutil.disk_usage(Path(database).absolute().parent).free


OVER = {
    "overdue": "Briefings are no longer overdue",
    "silent": "Briefings arrive again",
    "held": "Telegram takes bulk again",
    "unreached": "Updates arrive again",
    "disk": "The disk has room again",
    "database": "The database is whole again",
}


def _over(name: str, since: datetime) -> str:
    return f"{OVER.get(name, name)}. It began at {_clock(since)}."


def _clock(at: datetime) -> str:
    return f"{at:%d %b %H:%M} UTC"


def _jsonable(value: object) -> dict[str, object]:
    def plain(each: object) -> object:
        if isinstance(each, datetime):
            return each.isoformat(timespec="seconds")
        if isinstance(each, Mapping):
            return {str(key): plain(inner) for key, inner in each.items()}
        return each

    assert isinstance(value, Mapping)  # noqa: S101 - asdict gives one
    return {str(key): plain(each) for key, each in value.items()}
