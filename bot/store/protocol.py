"""What the bot asks of its database; documented here and only here.

Every method is one transaction and may raise StoreError. Lists are ordered as said; moments
are aware and in UTC. Only *published* articles are visible to the methods that readers use.
"""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.model import (
    ArticleHead,
    ArticleId,
    ArticleState,
    AuditLine,
    EntityId,
    KeptArticle,
    KeptQuote,
    NewArticle,
    Person,
    SearchHit,
    SourceCount,
    TopicCount,
    UserId,
)
from summaries.model import Analysis


class Articles(Protocol):
    """Articles: kept, published, found again."""

    async def save_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> ArticleId:
        """Keep a new article as *waiting* and return its number."""

    async def article(self, number: ArticleId) -> KeptArticle | None:
        """Return one article in any state, or None when there is no such number."""

    async def articles_in(
        self, states: Collection[ArticleState], *, limit: int, offset: int = 0
    ) -> list[ArticleHead]:
        """Return articles in these states, the latest received first."""

    async def count_articles(self, states: Collection[ArticleState]) -> int:
        """Return how many articles are in these states."""

    async def heads(self, numbers: Collection[ArticleId]) -> list[ArticleHead]:
        """Return the articles with these numbers in one line each, in the order given."""

    async def change_state(
        self, number: ArticleId, state: ArticleState, *, by: UserId | None, at: datetime
    ) -> ArticleState | None:
        """Publish, withdraw, discard or take back; return the state before.

        None when there is no such article. Publishing for the first time sets
        ``released_at``; publishing again after a withdrawal keeps it. Written to the audit.
        """

    async def amend_article(
        self, number: ArticleId, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> None:
        """Replace title, text, date, outlet and removed lines; the old version is kept.

        A changed text drops the analysis (``save_analysis`` must follow) and counts
        ``version`` up. Written to the audit.
        """

    async def save_analysis(self, number: ArticleId, analysis: Analysis) -> None:
        """Keep everything found in an article, in place of what was found before."""

    async def analysis(self, number: ArticleId) -> Analysis | None:
        """Return what was found, or None when it is not analysed."""

    async def unanalysed(self, version: int, *, limit: int) -> list[ArticleId]:
        """Return waiting or published articles without an analysis of this version or later."""

    async def with_same_text(self, text: str) -> ArticleId | None:
        """Return the article (not discarded) with exactly this text, white space aside."""

    async def with_shared_shingles(
        self, fingerprint: Sequence[int], *, limit: int
    ) -> list[tuple[ArticleId, int]]:
        """Return articles (not discarded) that share shingles, most shared first."""

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
        """Return published articles holding all words (stemmed), the latest released first."""

    async def topics(self) -> list[TopicCount]:
        """Return the operator's topics that published articles are on, the fullest first."""

    async def sources(self) -> list[SourceCount]:
        """Return outlets of published articles, the fullest first; "" for unknown."""

    async def audit(self, *, limit: int) -> list[AuditLine]:
        """Return what was done to articles, the latest first."""

    async def keep_line(self, line: str) -> int:
        """Keep a button's line that is too long for a button; the same line, same number."""

    async def kept_line(self, number: int) -> str | None:
        """Return a kept line, or None when there is no such number."""


class People(Protocol):
    """People and organisations, and what they said."""

    async def people_named(self, name: str) -> list[Person]:
        """Return the entities that this name leads to, the most quoted first.

        Whole names and aliases in any case and spelling ("kim jong-un"), never substrings.
        Only entities that published articles name.
        """

    async def people_near(self, name: str, *, limit: int) -> list[Person]:
        """Return entities whose name or alias is spelt most like this, the nearest first."""

    async def people_quoted_most(self, *, limit: int) -> list[Person]:
        """Return persons and organisations with published quotes, the most quoted first."""

    async def entity(self, number: EntityId) -> Person | None:
        """Return one entity."""

    async def people_in(self, number: ArticleId) -> list[Person]:
        """Return the entities that an article names, the most mentioned first."""

    async def quotes_by(
        self, speaker: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what somebody said, the newest article first, one entry per utterance."""

    async def quotes_about(
        self, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return quotes of others that mention somebody, the newest article first."""

    async def quotes_by_about(
        self, speaker: EntityId, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what one said about the other, the newest article first."""

    async def quotes_in(self, numbers: Sequence[ArticleId]) -> list[KeptQuote]:
        """Return the quotes of published articles, articles in the order given."""

    async def join_people(self, into: EntityId, other: EntityId, *, by: UserId) -> None:
        """Make two entities one for good: names of ``other`` lead to ``into`` from now on."""

    async def split_alias(self, entity: EntityId, alias: str, *, by: UserId) -> EntityId:
        """Make an alias a person of its own for good; return the new entity."""

    async def rename_person(self, entity: EntityId, name: str, *, by: UserId) -> None:
        """Give an entity another canonical name for good; the old one stays an alias."""


class Store(Articles, People, Protocol):
    """Everything the bot asks of its database."""

    async def check(self) -> str:
        """Return "ok", or what the database's own integrity check found."""

    async def backup(self, path: str) -> None:
        """Write a consistent copy to a new file."""

    async def close(self) -> None:
        """Finish what was asked for and close."""
