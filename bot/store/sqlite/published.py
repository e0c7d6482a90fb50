"""Published articles as readers find them: by time, topic and words."""

import re
from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from bot.model import ArticleHead, ArticleId, EntityId, SourceCount, TopicCount
from bot.store.sqlite.article_rows import HEAD, PERIOD, head
from bot.store.sqlite.base import (
    Base,
    moment_or_null,
    numbers_json,
    read_moment,
    transaction,
)

#: Stand around words that were found; no text that is kept has them.
BEGIN, END = "\x01", "\x02"
_STRETCH = re.compile(f"([^{BEGIN}]*){BEGIN}([^{END}]*){END}")


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
    def articles_naming(
        self,
        entity: EntityId,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        join = "JOIN article_entities n ON n.article_id = a.id AND n.entity_id = :entity"
        return self._period(join, {"entity": entity, "limit": limit}, since, until)

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
        terms = _terms(words)
        if not terms:
            return []
        join = (
            "JOIN (SELECT rowid AS hit FROM article_words WHERE article_words MATCH :terms)"
            " ON hit = a.id"
        )
        values = {"terms": terms, "limit": limit, "offset": offset}
        return self._period(join, values, since, until)

    @transaction
    def places_of(
        self, words: Sequence[str], numbers: Collection[ArticleId]
    ) -> dict[ArticleId, list[tuple[int, int]]]:
        # The index itself says which words it takes for the same.
        rows = self.rows(
            """
            SELECT rowid AS id, highlight(article_words, 1, :begin, :end) AS marked
            FROM article_words WHERE article_words MATCH :terms
                AND rowid IN (SELECT value FROM json_each(:numbers))
            """,
            {
                "terms": _terms(words) or '""',
                "numbers": numbers_json(numbers),
                "begin": BEGIN,
                "end": END,
            },
        )
        return {ArticleId(row["id"]): _marked(row["marked"]) for row in rows}

    @transaction
    def texts(self, numbers: Collection[ArticleId]) -> dict[ArticleId, str]:
        rows = self.rows(
            """
            SELECT id, text FROM articles
            WHERE id IN (SELECT value FROM json_each(:numbers)) AND state = 'published'
            """,
            {"numbers": numbers_json(numbers)},
        )
        return {ArticleId(row["id"]): row["text"] for row in rows}

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


def _terms(words: Sequence[str]) -> str:
    """Return words as a query: each is quoted, so that none is an operator."""
    return " ".join('"' + word.replace('"', '""') + '"' for word in words if word.strip())


def _marked(text: str) -> list[tuple[int, int]]:
    """Return where the marked stretches would stand in the text without its marks."""
    found, done = [], 0
    for before, stretch in _STRETCH.findall(text):
        start = done + len(before)
        done = start + len(stretch)
        found.append((start, done))
    return found
