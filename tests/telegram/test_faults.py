"""A bad day at Telegram: many readers, many faults, no limit broken, nothing in silence."""

import asyncio
from datetime import timedelta

import pytest
from telegram_play import NOON, Player
from virtual import run

from bot.conversation import Message
from bot.delivery import Deliverer
from bot.editions import Composed
from bot.model import ChatId, Wish
from bot.sandbox.flood import Flood, Limits
from bot.store import open_store
from bot.telegram.pace import Pace

pytestmark = pytest.mark.slow

PEOPLE = range(20001, 20121)
GROUP = -2001
BLOCKED, PAUSED, REFUSED = 20003, 20005, 20007


async def test_a_bad_day(bot: Player):
    """
    Dropped before and after acceptance, slow, answered with 500, paused for 17 seconds (one
    chat, and everybody), blocked, refused, a group that moved, a copy elsewhere: everybody
    comes to rest, second copies say so, losses are marked, and no limit is broken.
    """
    for chat in PEOPLE:
        bot.sandbox.backend.world.add_user(chat, f"Reader {chat}")
        await bot.subscribed(chat)
    await bot.subscribed(ChatId(GROUP))
    moved = (await bot.person.post("migrate", chat=GROUP))["chat"]["id"]
    bot.telegram._clients[0]._read = 1.0
    bot.telegram._inbox.elsewhere_seconds = 3.0
    await bot.person.faults(
        {"fault": "drop_before", "after": 10, "times": 3},
        {"fault": "drop_after", "after": 30, "times": 3},
        {"fault": "500", "after": 50, "times": 2},
        {"fault": "slow", "after": 60, "seconds": 3},
        {"fault": "429", "chat": PAUSED, "retry_after": 17},
        {"fault": "429", "after": 80, "retry_after": 17},
        {"fault": "403", "chat": BLOCKED},
        {"fault": "400", "chat": REFUSED, "times": 2},
        {"fault": "conflict", "times": 2},
        latency_ms=20,
    )
    bot.clock.pass_by(minutes=1)

    await bot.deliverer.tick()
    async with asyncio.timeout(180):
        await bot.deliverer.settled()

    report = await bot.person.get("faults")
    states = {chat: (await bot.states(ChatId(chat)))[0] for chat in (*PEOPLE, moved)}
    assert report["breaches"] == {}
    assert report["waiting_faults"] == 0
    assert set(states.values()) <= {"sent", "uncertain", "blocked", "failed"}
    assert (states[BLOCKED], states[PAUSED], states[moved]) == ("blocked", "sent", "sent")
    # Its second try, as plain text, may meet another fault of the day.
    assert states[REFUSED] in {"failed", "uncertain"}
    for chat in PEOPLE:
        texts = await bot.says(chat)
        assert len(texts) <= 2
        assert all(text.startswith("(sent again") for text in texts[1:])
        assert texts or states[chat] in {"uncertain", "blocked", "failed"}


async def test_slow_answers_are_doubts(quiet: Player):
    """
    What is not answered in time may have arrived: it is sent again once, marked.
    """
    bot = quiet
    bot.telegram._clients[0]._read = 0.5
    async with asyncio.TaskGroup() as tasks:
        await bot.telegram.start(tasks)
        await bot.deliverer.start()
        tasks.create_task(bot.deliverer.run())
        await bot.subscribed()
        await bot.person.faults({"fault": "slow", "seconds": 2})
        await bot.deliver()
        await bot.deliverer.stop()
        await bot.telegram.stop()

    texts = await bot.says()
    assert len(texts) == 2
    assert texts[0].startswith("(sent again") != texts[1].startswith("(sent again")


class Taking:
    """A Telegram that takes every message in 60 ms, and counts by the clock it is given."""

    def __init__(self, clock) -> None:
        self.pace = Pace(30)
        self.flood = Flood(Limits(mode="count"), clock=clock)

    async def send(self, chat, _message, **_how) -> int:
        self.flood.admit(chat)
        await asyncio.sleep(0.06)
        self.flood.sent_to(chat)
        return self.flood.sent.total()


def test_the_rate_is_used():
    """
    At 60 ms a call at least 27 of the 30 messages a second go out, and never too many.
    """

    async def deliver():
        store, taking = open_store(":memory:"), Taking(asyncio.get_running_loop().time)
        wish = Wish((NOON + timedelta(minutes=1)).time(), "UTC")
        for chat in range(30001, 30241):
            await store.subscribe(ChatId(chat), wish, at=NOON)

        async def compose(_subscription, due, _until):
            return Composed((Message("Your briefing"),), (), False, f"{due}")

        deliverer = Deliverer(store, taking, compose, lambda: NOON + timedelta(minutes=1))
        async with asyncio.TaskGroup() as tasks:
            await deliverer.start()
            tasks.create_task(deliverer.run())
            await deliverer.tick()
            await deliverer.settled()
            await deliverer.stop()
        await store.close()
        return taking.flood.report()

    report = run(deliver())

    assert report["breaches"] == {}
    assert report["sent_total"] == 240
    assert report["per_second"] >= 27
