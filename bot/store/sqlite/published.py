"""Published articles as readers find them: by time, topic and words."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from bot.model import ArticleHead, SourceCount, TopicCount
from bot.store.sqlite.article_rows import HEAD, PERIOD, head
from bot.store.sqlite.base import Base, moment_or_null, read_moment, transaction


class Published(Base):
    """Published articles as readers find them: by time, topic and words."""

    @transaction
    def released(
        self, *, since: datetime | None = None, until: datetime | None = None, limit: int
    ) -> list[ArticleHead]:
        return self._period("", {"limit": limit}, since, until)

    @transaction
    def articles_on(
        self,
        slug: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        join = "JOIN article_topics t ON t.article_id = a.id AND t.slug = :slug"
        return self._period(join, {"slug": slug, "limit": limit}, since, until)

    @transaction
    def search(
        self,
        words: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[ArticleHead]:
        # Every term is quoted: an article is searched for words, never for operators.
        terms = " ".join('"' + word.replace('"', '""') + '"' for word in words if word.strip())
        if not terms:
            return []
        join = (
            "JOIN (SELECT rowid AS hit FROM article_words WHERE article_words MATCH :terms)"
            " ON hit = a.id"
        )
        values = {"terms": terms, "limit": limit, "offset": offset}
        return self._period(join, values, since, until)

    @transaction
    def topics(self) -> list[TopicCount]:
        # The title is the operator's: whoever shows it knows the topics by slug.
        rows = self.rows(
            """
            SELECT t.slug, count(*) AS articles, max(a.released_at) AS newest
            FROM article_topics t JOIN articles a ON a.id = t.article_id
            WHERE a.state = 'published'
            GROUP BY t.slug ORDER BY articles DESC, t.slug
            """
        )
        return [
            TopicCount(r["slug"], r["slug"], r["articles"], read_moment(r["newest"]))
            for r in rows
        ]

    @transaction
    def sources(self) -> list[SourceCount]:
        rows = self.rows(
            """
            SELECT outlet, count(*) AS articles, max(released_at) AS newest FROM articles
            WHERE state = 'published' GROUP BY outlet ORDER BY articles DESC, outlet
            """
        )
        return [SourceCount(r["outlet"], r["articles"], read_moment(r["newest"])) for r in rows]

    def _period(
        self, join: str, values: dict[str, Any], since: datetime | None, until: datetime | None
    ) -> list[ArticleHead]:
        rows = self.rows(
            f"""
            SELECT {HEAD} FROM articles a {join} WHERE {PERIOD}
            ORDER BY a.released_at DESC, a.id DESC LIMIT :limit OFFSET :offset
            """,  # noqa: S608
            {
                "offset": 0,
                "since": moment_or_null(since),
                "until": moment_or_null(until),
            }
            | values,
        )
        return [head(row) for row in rows]
