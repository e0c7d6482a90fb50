"""A row of a subscription as a value."""

import json
from datetime import date, time
from sqlite3 import Row
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from bot.model import ChatId, Subscription, SubscriptionId
from bot.store.sqlite.base import read_moment


def zone_named(name: str) -> ZoneInfo:
    """Return a zone by its IANA name.

    Raises:
        ValueError: there is no such zone.
    """
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError(f"no zone is called {name}") from error


def read_subscription(row: Row) -> Subscription:
    """Return a row as a value."""
    last = row["last_day"]
    return Subscription(
        id=SubscriptionId(row["id"]),
        chat=ChatId(row["chat"]),
        topics=tuple(json.loads(row["topics"])),
        at=time.fromisoformat(row["at"]),
        zone=row["zone"],
        weekdays=tuple(json.loads(row["weekdays"])),
        seconds=row["seconds"],
        quiet=bool(row["quiet"]),
        due_at=read_moment(row["due_at"]),
        last_day=date.fromisoformat(last) if last else None,
        told_until=read_moment(row["told_until"]),
        paused=row["paused"],
    )
