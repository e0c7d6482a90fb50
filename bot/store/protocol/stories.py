"""Which articles tell one event; a story's number never changes."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.model import ArticleHead, ArticleId, StoryId, UserId


class Stories(Protocol):
    """Which articles tell one event; a story's number never changes."""

    async def story_profiles(
        self, around: datetime, *, limit: int
    ) -> list[tuple[StoryId, bytes]]:
        """Return what is kept of articles published around a moment, the latest last.

        That is what ``summaries.arrivals`` packed, with the story of each.
        """

    async def keep_story(
        self, article: ArticleId, story: StoryId, profile: bytes, *, at: datetime
    ) -> None:
        """Note the story of an article; one that has a story keeps it."""

    async def story_of(self, article: ArticleId) -> StoryId | None:
        """Return the story of an article, None when it has not been placed."""

    async def articles_of_story(self, story: StoryId, *, limit: int) -> list[ArticleHead]:
        """Return the published articles of a story, the latest released first."""

    async def join_stories(
        self, into: StoryId, others: Sequence[StoryId], *, by: UserId, at: datetime
    ) -> None:
        """Make several stories one for good, under the first number."""

    async def split_story(self, article: ArticleId, *, by: UserId, at: datetime) -> StoryId:
        """Make an article a story of its own for good; return its new number."""
