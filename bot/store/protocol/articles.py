"""Articles: kept, changed, found again."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Protocol

from bot.model import (
    ArticleHead,
    ArticleId,
    ArticleState,
    AuditLine,
    KeptArticle,
    NewArticle,
    UserId,
)


class Articles(Protocol):
    """Articles: kept, changed, found again."""

    async def save_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> ArticleId:
        """Keep a new article as *waiting* and return its number."""

    async def save_new_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> tuple[ArticleId, bool]:
        """Keep an article unless its text is here already; return its number, True when new.

        Of several who bring the same text at the same moment one gets True.
        """

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

        None when there is no such article. Publishing sets ``released_at``, after every
        briefing that was made before; publishing again after a withdrawal keeps it if an
        edition has named the article. Written to the audit.
        """

    async def amend_article(
        self, number: ArticleId, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> None:
        """Replace title, text, date, outlet and removed lines; the old version is kept.

        A changed text drops the analysis (``save_analysis`` must follow) and counts
        ``version`` up. Written to the audit.
        """

    async def version_before(self, number: ArticleId) -> NewArticle | None:
        """Return an article as it was before its last change; None when it never changed."""

    async def with_same_text(self, text: str) -> ArticleId | None:
        """Return the article (not discarded) with exactly this text, white space aside."""

    async def with_shared_shingles(
        self, fingerprint: Sequence[int], *, limit: int
    ) -> list[tuple[ArticleId, int]]:
        """Return articles (not discarded) that share shingles, most shared first."""

    async def audit(self, *, limit: int) -> list[AuditLine]:
        """Return what was done to articles, the latest first."""

    async def last_done(self, number: ArticleId, action: str = "") -> AuditLine | None:
        """Return what was last done to an article ("withdrawn"; "" for anything), if it was."""
