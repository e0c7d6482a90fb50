"""What a briefing says first when something went otherwise than it should."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest

from bot.conversation import Message
from bot.ledger import Claim, Part
from bot.model import ChatId, DeliveryId, Subscription, SubscriptionId
from bot.opening import AGAIN, ROOM, opened, opening_lines
from bot.render import MOST_UNITS, entities, plain, units

DUE = datetime(2026, 3, 2, 6, 30, tzinfo=UTC)
BERLIN = Subscription(
    id=SubscriptionId(1),
    chat=ChatId(1),
    topics=(),
    at=time(7, 30),
    zone="Europe/Berlin",
    weekdays=(0, 1, 2, 3, 4, 5, 6),
    seconds=120,
    quiet=False,
    due_at=None,
    last_day=None,
    told_until=None,
    paused="",
)
CLAIM = Claim(DeliveryId(1), ChatId(1), BERLIN, date(2026, 3, 2), DUE)
FIRST, AGAIN_FIRST = Part(0), Part(0, 1, DUE)
LINKED = '<a href="https://telegram.example/sandbox_bot?start=s-12-340-7f3">¹</a> '


@pytest.mark.parametrize(
    ("claim", "part", "minutes", "lines"),
    [
        (CLAIM, FIRST, 1, []),
        (replace(CLAIM, late=True), FIRST, 5, []),
        (replace(CLAIM, late=True), FIRST, 102, ["07:30 briefing, sent 09:12 after an outage"]),
        (CLAIM, FIRST, 19, []),
        (CLAIM, FIRST, 102, ["07:30 briefing, held back by Telegram until 09:12"]),
        (CLAIM, AGAIN_FIRST, 1, [AGAIN]),
        (replace(CLAIM, late=True), Part(1), 102, []),
        (
            replace(CLAIM, missed=DUE - timedelta(days=2)),
            FIRST,
            0,
            ["The briefing of Saturday 07:30 was dropped: more than 3 hours late"],
        ),
    ],
)
def test_what_is_said_first(claim, part, minutes, lines):
    """
    Late, held back, sent again, dropped before: each in its words, in the reader's clock.
    """
    assert opening_lines(claim, part, DUE + timedelta(minutes=minutes)) == lines


@pytest.mark.parametrize("weekday", range(7))
def test_there_is_room_for_all_of_it(weekday):
    """
    What is left free in every part holds all the lines together.
    """
    claim = replace(CLAIM, late=True, missed=DUE - timedelta(days=weekday))

    lines = opening_lines(claim, AGAIN_FIRST, DUE + timedelta(minutes=102))

    assert len(lines) == 3
    assert sum(units(line) + 1 for line in lines) <= ROOM


def test_markup_takes_no_room():
    """
    A part full of links says that it is sent again: Telegram counts words, not tags.
    """
    text = LINKED * 90 + "x" * (MOST_UNITS - ROOM - 180)

    shown = opened(Message(text), CLAIM, AGAIN_FIRST, DUE).text

    assert plain(shown).startswith(AGAIN)
    assert shown.endswith(text)
    assert units(shown) <= MOST_UNITS


def test_a_full_message_gives_way_at_its_end():
    """
    Whatever its length, a second copy says that it is one, within Telegram's limit.
    """
    text = "<b>" + "one more word " * 292 + "</b>"

    shown = opened(Message(text), CLAIM, AGAIN_FIRST, DUE).text

    assert plain(shown).startswith(f"{AGAIN}\none more word")
    assert shown.endswith("</b>")
    assert units(shown) <= MOST_UNITS


def test_formatting_is_kept_for_the_sources():
    """
    Where a part has all the formatting that Telegram shows, the line goes without.
    """
    shown = opened(Message(LINKED * 100), CLAIM, AGAIN_FIRST, DUE).text

    assert shown.startswith(AGAIN)
    assert entities(shown) == 100
