"""Feeds that articles are taken from, and which of their entries were seen."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model import ArticleId, Feed, FeedId, FeedState, UserId


class Feeds(Protocol):
    """Feeds that articles are taken from, and which of their entries were seen."""

    async def add_feed(self, state: FeedState, *, by: UserId, at: datetime) -> FeedId | None:
        """Keep a new feed; None when there is one with this address already."""

    async def feeds(self) -> list[Feed]:
        """Return all feeds, the oldest first."""

    async def feeds_due(self, at: datetime, *, limit: int) -> list[Feed]:
        """Return feeds that may be asked now, the longest due first."""

    async def save_feed(self, feed: FeedId, state: FeedState) -> None:
        """Keep how a feed was asked; the address stays as it is."""

    async def let_feed_publish(
        self, feed: FeedId, *, publishes: bool, by: UserId, at: datetime
    ) -> bool:
        """Let its articles reach readers by themselves, or not; False: no such feed."""

    async def remove_feed(self, feed: FeedId, *, by: UserId, at: datetime) -> bool:
        """Take no more articles from a feed; those that came stay. False: no such feed."""

    async def unseen_entries(self, feed: FeedId, keys: Sequence[str]) -> list[str]:
        """Return those of the entries that were not seen yet, in the order given."""

    async def entry_seen(
        self, feed: FeedId, key: str, article: ArticleId | None, *, at: datetime
    ) -> None:
        """Note an entry, with the article it gave; None when it gave none."""
