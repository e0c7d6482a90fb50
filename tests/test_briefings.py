"""Deliveries made ready to send: composed once for all who share a briefing."""

from datetime import time, timedelta

from make import NOON

from bot.briefings import CLAIMED, MOST_MADE, Briefings
from bot.conversation import Message
from bot.editions import Composed
from bot.model import ChatId, Wish

DUE = NOON + timedelta(minutes=30)


class Composing:
    """Composes one text for each wish, and counts."""

    def __init__(self):
        self.wishes = []

    async def __call__(self, wish, due, until):
        self.wishes.append(wish)
        return Composed((Message(wish.zone),), (), False, f"{wish} {due} {until}")


async def ready(store, compose, chats, zones=("UTC",)):
    """All that is due, made ready; several batches when there are many."""
    for chat in chats:
        wish = Wish(time(12, 30), zones[chat % len(zones)])
        await store.subscribe(ChatId(chat), wish, at=NOON)
    while await store.make_due(DUE, limit=1000):
        pass
    briefings, found = Briefings(store, compose, lambda: DUE), []
    found += await briefings.ready()
    while briefings.more:
        found += await briefings.ready()
    return found, briefings


async def test_composed_once_for_many_batches(store):
    """
    However many subscribers share a briefing, it is composed once and is the same for all.
    """
    compose = Composing()

    found, _ = await ready(store, compose, range(1, 2 * CLAIMED + 50))

    assert len(found) == 2 * CLAIMED + 49
    assert len(compose.wishes) == 1
    assert len({(each.claim.edition, each.messages) for each in found}) == 1


async def test_who_wishes_something_else_gets_something_else(store):
    """
    Those of one zone and one length share; others do not get theirs.
    """
    compose = Composing()

    found, _ = await ready(store, compose, range(1, 9), zones=("UTC", "Etc/UTC"))

    assert len(compose.wishes) == 2
    assert all(each.messages[0].text == each.claim.subscription.zone for each in found)


async def test_only_the_latest_editions_are_remembered(store):
    """
    The memory of what was composed is bounded.
    """
    compose, wishes = Composing(), range(60, 60 + 2 * MOST_MADE)
    for seconds in wishes:
        wish = Wish(time(12, 30), "UTC", seconds=seconds)
        await store.subscribe(ChatId(seconds), wish, at=NOON)

    found, briefings = await ready(store, compose, ())

    assert len(found) == len(wishes) == len(compose.wishes)
    assert len(briefings._made) == MOST_MADE
