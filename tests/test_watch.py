"""Silence is noticed: alarms as a function of figures, told once, and over once."""

import json
from datetime import UTC, datetime, timedelta

import aiohttp
import pytest

from bot.errors import SettingsError, StoreError
from bot.figures import Facts, alarms, as_json, metrics, status_lines
from bot.health import health_page
from bot.instance import AlreadyRunning, InstanceLock, holder
from bot.ledger import DeliveryFacts
from bot.model import ChatId, Wish
from bot.telegram.inbox import POLLED_ELSEWHERE
from bot.watch import Watch

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
        (Facts(NOON, FINE, trouble="no connection"), []),
        (Facts(NOON, FINE, trouble=POLLED_ELSEWHERE), ["elsewhere"]),
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
    causes = {'a "bad" request': 1}
    deliveries = DeliveryFacts(3, ago(minutes=11), 2, {"sent": 5, "failed": 1}, causes)
    facts = Facts(NOON, deliveries, polled_at=NOON)

    plain = json.loads(json.dumps(as_json(facts)))
    lines = metrics(facts).splitlines()

    assert plain["deliveries"]["oldest_due"] == "2026-03-02T11:49:00+00:00"
    assert list(plain["alarms"]) == ["overdue"]
    assert 'bot_deliveries_last_day{state="sent"} 5' in lines
    assert r'bot_deliveries_failed_last_day{cause="a \"bad\" request"} 1' in lines
    assert "bot_delivery_overdue_seconds 660" in lines
    assert f"bot_last_poll_timestamp_seconds {NOON.timestamp():.0f}" in lines
    assert 'bot_alarm{name="overdue"} 1' in lines


class Speaker:
    """Stands where the Telegram side stands, and notes what admins are told."""

    def __init__(self):
        self.pace, self.told, self.held = self, [], 0.0
        self.polled_at, self.trouble, self.deaf = NOON, "", False

    def hold_of(self, _chat):
        return self.held

    async def tell_admins(self, message):
        if not self.deaf:
            self.told.append(message.text)
        return not self.deaf


class Scene:
    """A bot that is watched; trouble begins and ends."""

    def __init__(self, store):
        self.store, self.telegram, self.at, self.free = store, Speaker(), NOON, 9 << 30
        self.watch = self.a_watch()

    def a_watch(self):
        return Watch(self.store, self.telegram, "bot.db", lambda: self.at, lambda _: self.free)

    async def due(self, chat, minutes_ago, *, end="sent"):
        """A briefing was due then; with an end, it came to that."""
        at = self.at - timedelta(minutes=minutes_ago)
        wish = Wish(at.time().replace(second=0), "UTC")
        await self.store.subscribe(ChatId(chat), wish, at=at)
        if end:
            await self.store.make_due(at, limit=9)
            (claim,) = await self.store.claim_deliveries(at, limit=9)
            await self.store.give_up([claim.id], end, "no", at=at)


async def overdue(scene):
    await scene.due(1, 11, end="")
    yield
    await scene.store.make_due(scene.at, limit=9)
    (claim,) = await scene.store.claim_deliveries(scene.at, limit=9)
    await scene.store.give_up([claim.id], "sent", "", at=scene.at)
    yield


async def silent(scene):
    await scene.due(1, 40, end="failed")
    await scene.due(2, 30, end="uncertain")
    yield
    await scene.due(3, 20)
    yield


async def held(scene):
    scene.telegram.held = 16 * 60.0
    yield
    scene.telegram.held = 0.0
    yield


async def unreached(scene):
    scene.telegram.polled_at = scene.at - timedelta(minutes=11)
    yield
    scene.telegram.polled_at = scene.at
    yield


async def elsewhere(scene):
    scene.telegram.trouble = POLLED_ELSEWHERE
    yield
    scene.telegram.trouble = ""
    yield


async def disk(scene):
    scene.free = 100 << 20
    yield
    scene.free = 9 << 30
    yield


async def damaged(scene):
    whole, scene.store.check = scene.store.check, answering("row 3 missing")
    for check in (scene.store.check, whole):
        scene.store.check = check
        scene.at += timedelta(hours=7)
        scene.telegram.polled_at = scene.at
        yield


async def unreadable(scene):
    whole = scene.store.delivery_facts, scene.store.raise_alarm
    scene.store.delivery_facts = scene.store.raise_alarm = refusing
    yield
    scene.store.delivery_facts, scene.store.raise_alarm = whole
    yield


def answering(value):
    async def answer():
        return value

    return answer


async def refusing(*_args, **_kwargs):
    raise StoreError("disk I/O error")


@pytest.mark.parametrize(
    ("trouble", "begun", "ended"),
    [
        (overdue, "Briefings are overdue: 1 wait", "Briefings are no longer overdue."),
        (silent, "No briefing reached anybody at the last two", "Briefings arrive again."),
        (held, "Telegram asks to send nothing in bulk until", "Telegram takes bulk again."),
        (unreached, "No updates since 02 Mar 11:49 UTC", "Updates arrive again."),
        (elsewhere, "Another copy of this bot", "The other copy of this bot is gone."),
        (disk, "The disk is nearly full: 100 MiB free", "The disk has room again."),
        (damaged, "The database is not well: row 3 missing", "The database is whole again."),
        (unreadable, "The database is not well: disk I/O", "The database is whole again."),
    ],
)
async def test_every_alarm_is_told_once_and_its_end_once(store, trouble, begun, ended):
    """
    However often it looks: one message to the admins when it begins, one when it is over.
    """
    scene = Scene(store)
    await scene.watch.look()
    steps = trouble(scene)

    await anext(steps)
    for _ in range(3):
        await scene.watch.look()
    told = list(scene.telegram.told)
    await anext(steps)
    for _ in range(3):
        await scene.watch.look()

    assert [text[: len(begun)] for text in told] == [begun]
    assert scene.telegram.told[1].startswith(ended)
    assert len(scene.telegram.told) == 2


async def test_what_others_have_written_is_no_markup(store):
    """
    Reasons come from Telegram or from proxies before it; the note is sent as it reads.
    """
    scene = Scene(store)
    scene.telegram.polled_at, scene.telegram.trouble = ago(minutes=11), "502 <html> & more"

    await scene.watch.look()

    assert "502 &lt;html&gt; &amp; more" in scene.telegram.told[0]


async def test_a_restart_knows_what_was_told(store):
    """
    An alarm that was told before a restart is not told again, and its end is.
    """
    scene = Scene(store)
    scene.telegram.held = 3600.0
    await scene.watch.look()
    scene.watch = scene.a_watch()
    await scene.watch.look()
    scene.telegram.held = 0.0
    await scene.watch.look()

    begun, ended = scene.telegram.told
    assert begun == "Telegram asks to send nothing in bulk until 02 Mar 13:00 UTC."
    assert ended == "Telegram takes bulk again. It began at 02 Mar 12:00 UTC."


async def test_what_could_not_be_told_is_told_later(store):
    """
    While Telegram takes nothing the alarm waits, and is told once when it can be.
    """
    scene = Scene(store)
    scene.telegram.held, scene.telegram.deaf = 3600.0, True
    await scene.watch.look()
    scene.telegram.deaf = False
    for _ in range(2):
        await scene.watch.look()

    assert len(scene.telegram.told) == 1


async def test_the_last_poll_is_kept_for_others_to_see(store):
    """
    Once a minute, and whenever trouble begins or ends, it is written down how polling goes.
    """
    scene, kept = Scene(store), []
    whole = store.keep_polling

    async def keep_polling(polled_at, trouble):
        kept.append((polled_at, trouble))
        await whole(polled_at, trouble)

    store.keep_polling = keep_polling
    assert await store.polling() == (None, "")
    for seconds in (0, 15, 30, 60, 75):
        scene.telegram.polled_at = NOON + timedelta(seconds=seconds)
        await scene.watch.look()
    scene.telegram.trouble = "no connection"
    await scene.watch.look()

    assert [at - NOON for at, _ in kept] == [timedelta(seconds=s) for s in (0, 60, 75)]
    assert await store.polling() == (NOON + timedelta(seconds=75), "no connection")


async def test_a_taken_port_is_a_wrong_setting():
    """
    Where something else listens already, the sentence names the variable and a way out.
    """
    async with health_page(0, lambda: None) as address:
        port = int(address.rpartition(":")[2])
        with pytest.raises(SettingsError, match=f"STATUS_PORT: port {port}"):
            await health_page(port, lambda: None).__aenter__()


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
        async with session.get("/") as answer:
            front = await answer.text()

    assert "Alarms: database\n" in front
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

    assert holder(database).endswith("since 02 Mar 12:00:00 UTC")
    first.release()
    assert holder(database) == ""
    second.take(NOON)
    second.release()
    second.release()


def test_a_lock_that_says_nothing_is_a_lock(tmp_path):
    """
    Who cannot read who holds it says "another process"; where no lock can be, that is said.
    """
    database = tmp_path / "bot.db"
    first = InstanceLock(str(database))
    first.take(NOON)
    (tmp_path / "bot.db.lock").write_text("not what was written")
    with pytest.raises(AlreadyRunning, match=r"bot\.db \(another process\)"):
        InstanceLock(str(database)).take(NOON)
    first.release()

    (tmp_path / "notes").write_text("a file where a folder should be")
    with pytest.raises(StoreError, match="cannot open the database"):
        InstanceLock(str(tmp_path / "notes" / "bot.db")).take(NOON)
