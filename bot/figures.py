"""Figures on the running bot: what is wrong, and how /status, machines and alarms say it."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from bot.counts import counted
from bot.ledger import DeliveryFacts
from bot.model import ArticleState
from bot.store.protocol import Store
from bot.telegram.inbox import POLLED_ELSEWHERE

OVERDUE, LONG_PAUSE, UNREACHED = (
    timedelta(minutes=10),
    timedelta(minutes=15),
    timedelta(minutes=10),
)
SILENT_HOURS = 2
STATES: tuple[ArticleState, ...] = ("waiting", "published", "withdrawn")
#: Below this the database may soon fail to grow.
LEAST_FREE_BYTES = 200 << 20


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
        articles: how many there are, by state.
    """

    at: datetime
    deliveries: DeliveryFacts
    polled_at: datetime | None = None
    trouble: str = ""
    held_until: datetime | None = None
    free_bytes: int | None = None
    damage: str = ""
    articles: Mapping[str, int] = field(default_factory=dict)


def alarms(facts: Facts) -> Mapping[str, str]:
    """Return what is wrong, by name, each in a sentence for the admin."""
    return dict(_alarms(facts))


def _alarms(facts: Facts) -> Iterator[tuple[str, str]]:
    oldest = facts.deliveries.oldest_due
    if oldest is not None and facts.at - oldest > OVERDUE:
        count = max(facts.deliveries.waiting, 1)
        yield (
            "overdue",
            f"Briefings are overdue: {counted(count, 'waits', 'wait')}, "
            f"the oldest since {clock(oldest)}.",
        )
    if facts.deliveries.silent >= SILENT_HOURS:
        yield "silent", "No briefing reached anybody at the last two hours they were due."
    if facts.held_until is not None and facts.held_until - facts.at > LONG_PAUSE:
        yield "held", f"Telegram asks to send nothing in bulk until {clock(facts.held_until)}."
    if facts.polled_at is not None and facts.at - facts.polled_at > UNREACHED:
        yield (
            "unreached",
            f"No updates since {clock(facts.polled_at)}: {facts.trouble or 'unknown'}.",
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
        lines["Last poll"] = clock(facts.polled_at)
    if facts.trouble:
        lines["Trouble"] = facts.trouble
    if facts.held_until is not None:
        lines["Bulk paused until"] = clock(facts.held_until)
    if facts.free_bytes is not None:
        lines["Disk"] = f"{facts.free_bytes / (1 << 30):.1f} GiB free"
    if wrong := alarms(facts):
        lines["Alarms"] = "; ".join(wrong)
    return lines


async def article_counts(store: Store) -> Mapping[str, int]:
    """Return how many articles there are, by state."""
    return {state: await store.count_articles([state]) for state in STATES}


def article_lines(counts: Mapping[str, int]) -> Mapping[str, str]:
    """Return what there is to read, in one line."""
    return {"Articles": ", ".join(f"{count} {state}" for state, count in counts.items())}


async def holdings(store: Store, now: datetime) -> Mapping[str, str]:
    """Return what is in a database, line by line: how one knows a backup for the right one."""
    newest = await store.articles_in(STATES, limit=1)
    told = dict(article_lines(await article_counts(store)))
    if newest:
        told["Newest article"] = f"taken in {newest[0].received_at:%d %b %Y, %H:%M} UTC"
    facts = await store.delivery_facts(now)
    return {**told, "Subscriptions": str(facts.subscriptions)}


def lines(facts: Facts) -> Mapping[str, str]:
    """Return all that an operator looks at, line by line."""
    return {
        **(article_lines(facts.articles) if facts.articles else {}),
        **delivery_lines(facts.deliveries),
        **status_lines(facts),
    }


def delivery_lines(facts: DeliveryFacts) -> Mapping[str, str]:
    """Return what the ledger says, line by line."""
    today = ", ".join(f"{count} {state}" for state, count in facts.today.items())
    lines = {
        "Subscriptions": str(facts.subscriptions),
        "Deliveries, 24 hours": today or "none",
        "Waiting to be sent": str(facts.waiting),
    }
    if facts.oldest_due is not None:
        lines["Longest waiting"] = f"due {clock(facts.oldest_due)}"
    lines |= {f"Failed: {cause}": str(count) for cause, count in facts.causes.items()}
    if facts.last_sent is not None:
        lines["Last sent"] = clock(facts.last_sent)
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
        "# TYPE bot_articles gauge",
        *(
            f'bot_articles{{state="{state}"}} {count}'
            for state, count in facts.articles.items()
        ),
        "# TYPE bot_alarm gauge",
        *(f'bot_alarm{{name="{name}"}} 1' for name in sorted(alarms(facts))),
    ]
    return "\n".join(lines) + "\n"


def clock(at: datetime) -> str:
    """Return a moment for the admin."""
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
