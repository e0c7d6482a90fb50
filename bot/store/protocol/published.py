"""What readers may see of articles: only published ones."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.model import ArticleHead, ArticleId, EntityId, SourceCount, TopicCount


class Published(Protocol):
    """What readers may see of articles: only published ones."""

    async def released(
        self, *, since: datetime | None = None, until: datetime | None = None, limit: int
    ) -> list[ArticleHead]:
        """Return published articles released in (since, until], the latest first."""

    async def articles_on(
        self,
        slug: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        """Return published articles on a topic, the latest released first."""

    async def articles_naming(
        self,
        entity: EntityId,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        """Return published articles that name an entity, the latest released first."""

    async def search(
        self,
        words: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[ArticleHead]:
        """Return published articles holding all words (stemmed), the latest released first.

        Several words in one string are a phrase: they stand together, in this order.
        """

    async def places_of(
        self, words: Sequence[str], numbers: Collection[ArticleId]
    ) -> dict[ArticleId, list[tuple[int, int]]]:
        """Return where the words that ``search`` finds stand in these articles' texts.

        Start and end in code points, ascending; a phrase is one place. An article that holds
        them in its headline alone has none.
        """

    async def texts(self, numbers: Collection[ArticleId]) -> dict[ArticleId, str]:
        """Return the texts of those articles that are published."""

    async def topics(self) -> list[TopicCount]:
        """Return the operator's topics that published articles are on, the fullest first."""

    async def sources(self) -> list[SourceCount]:
        """Return outlets of published articles, the fullest first; "" for unknown."""
