"""Silence is noticed: alarms as a function of figures, told once, and over once."""

import json
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.health import health_page
from bot.instance import AlreadyRunning, InstanceLock
from bot.ledger import DeliveryFacts
from bot.watch import Facts, Watch, alarms, as_json, metrics, status_lines

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FINE = DeliveryFacts(subscriptions=3, oldest_due=None, waiting=0)


def ago(**units):
    return NOON - timedelta(**units)


@pytest.mark.parametrize(
    ("facts", "wrong"),
    [
        (Facts(NOON, FINE), []),
        (Facts(NOON, DeliveryFacts(1, ago(minutes=10), 1)), []),
        (Facts(NOON, DeliveryFacts(1, ago(minutes=11), 1)), ["overdue"]),
        (Facts(NOON, DeliveryFacts(1, None, 0, silent=1)), []),
        (Facts(NOON, DeliveryFacts(1, None, 0, silent=2)), ["silent"]),
        (Facts(NOON, FINE, held_until=NOON + timedelta(minutes=14)), []),
        (Facts(NOON, FINE, held_until=NOON + timedelta(hours=12)), ["held"]),
        (Facts(NOON, FINE, polled_at=ago(minutes=11)), ["unreached"]),
        (Facts(NOON, FINE, free_bytes=100 << 20), ["disk"]),
        (Facts(NOON, FINE, damage="row 3 missing"), ["database"]),
    ],
)
def test_what_is_wrong(facts, wrong):
    """
    Each alarm has its limit, and a sentence for the admin.
    """
    assert list(alarms(facts)) == wrong
    assert all(sentence.endswith(".") for sentence in alarms(facts).values())


def test_what_status_says():
    """
    The running bot adds its last poll, its trouble, its pause and its alarms.
    """
    facts = Facts(
        NOON,
        FINE,
        polled_at=ago(minutes=20),
        trouble="cannot reach Telegram",
        held_until=NOON + timedelta(hours=12),
        free_bytes=3 << 30,
    )

    assert status_lines(facts) == {
        "Last poll": "02 Mar 11:40 UTC",
        "Trouble": "cannot reach Telegram",
        "Bulk paused until": "03 Mar 00:00 UTC",
        "Disk": "3.0 GiB free",
        "Alarms": "held; unreached",
    }


def test_figures_for_machines():
    """
    The figures go into JSON and into Prometheus' text format.
    """
    deliveries = DeliveryFacts(3, ago(minutes=11), 2, {"sent": 5, "failed": 1}, {"bad": 1})
    facts = Facts(NOON, deliveries, polled_at=NOON)

    plain = json.loads(json.dumps(as_json(facts)))
    lines = metrics(facts).splitlines()

    assert plain["deliveries"]["oldest_due"] == "2026-03-02T11:49:00+00:00"
    assert list(plain["alarms"]) == ["overdue"]
    assert 'bot_deliveries_last_day{state="sent"} 5' in lines
    assert "bot_delivery_overdue_seconds 660" in lines
    assert 'bot_alarm{name="overdue"} 1' in lines


class Speaker:
    """Stands where the Telegram side stands, and notes what admins are told."""

    polled_at, trouble = None, ""

    def __init__(self):
        self.pace, self.told, self.held = self, [], 0.0

    def hold_of(self, _chat):
        return self.held

    async def tell_admins(self, message):
        self.told.append(message.text)


async def test_admins_are_told_once_and_once_more_when_it_is_over(store):
    """
    However often it looks, one message when it begins and one when it ends.
    """
    telegram = Speaker()
    watch = Watch(store, telegram, ":memory:", lambda: NOON)
    telegram.held = 3600.0
    await watch.look()
    await watch.look()
    # A restart knows of the alarm that was told before it.
    watch = Watch(store, telegram, ":memory:", lambda: NOON)
    await watch.look()
    telegram.held = 0.0
    await watch.look()
    await watch.look()

    begun, ended = telegram.told
    assert begun == "Telegram asks to send nothing in bulk until 02 Mar 13:00 UTC."
    assert ended == "Telegram takes bulk again. It began at 02 Mar 12:00 UTC."


async def test_the_health_page(store):
    """
    It answers 503 before the first look and while something is wrong, else 200.
    """
    seen = [None]
    async with (
        health_page(0, lambda: seen[0]) as address,
        aiohttp.ClientSession(address) as session,
    ):
        statuses = []
        for facts in (None, Facts(NOON, FINE), Facts(NOON, FINE, damage="x")):
            seen[0] = facts
            async with session.get("/health") as answer:
                statuses.append((answer.status, list((await answer.json())["alarms"])))
        async with session.get("/metrics") as answer:
            text = await answer.text()

    assert statuses == [(503, ["starting"]), (200, []), (503, ["database"])]
    assert 'bot_alarm{name="database"} 1' in text


def test_one_bot_for_each_database(tmp_path):
    """
    The second is refused with who holds the lock since when; after the first it may start.
    """
    database = str(tmp_path / "bot.db")
    first, second = InstanceLock(database), InstanceLock(database)
    first.take(NOON)

    with pytest.raises(AlreadyRunning, match=r"process \d+ on .*, since 02 Mar 12:00:00 UTC"):
        second.take(NOON)

    first.release()
    second.take(NOON)
    second.release()
    second.release()
