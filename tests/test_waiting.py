"""The line that briefings wait in: in order, and not before their moment."""

from datetime import UTC, datetime, time

import pytest

from bot.briefings import Briefing
from bot.ledger import Claim
from bot.model import ChatId, DeliveryId, Subscription, SubscriptionId
from bot.waiting import WaitingLine

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def briefing(number):
    wish = Subscription(
        SubscriptionId(number), ChatId(number), (), time(12), "UTC", (0,), 120, False, NOON,
        None, None, "",
    )  # fmt: skip
    return Briefing(Claim(DeliveryId(number), ChatId(number), wish, NOON.date(), NOON))


@pytest.fixture
def line():
    """Three briefings: two in line, one put off until second 10."""
    made = WaitingLine()
    made.append(briefing(1))
    made.append(briefing(2))
    made.put_off(briefing(3), 10.0)
    return made


def taken(line, now):
    found = []
    while one := line.take(now):
        found.append(one.claim.id)
    return found


def test_what_is_put_off_waits_for_its_moment(line):
    """
    The line goes on without it; how long it waits is known, and then it is taken.
    """
    assert (len(line), line.ready) == (3, 2)
    assert taken(line, 4.0) == [1, 2]
    assert line.seconds_to_later(4.0) == 6.0
    assert line.seconds_to_later(11.0) == 0.0
    assert taken(line, 10.0) == [3]
    assert line.seconds_to_later(11.0) is None


def test_whose_moment_has_come_goes_before_the_line(line):
    """
    A second part, or a second try, does not stand at the end again.
    """
    line.put_off(briefing(4), 5.0)

    assert taken(line, 10.0) == [4, 3, 1, 2]


def test_who_is_given_back_is_the_first_again(line):
    """
    A briefing whose turn had not come keeps its place.
    """
    line.give_back(line.take(0.0))

    assert taken(line, 0.0) == [1, 2]
