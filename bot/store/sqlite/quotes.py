"""What somebody said, and what was said about somebody."""

from collections.abc import Sequence
from sqlite3 import Row
from typing import Any

from bot.model import ArticleHead, ArticleId, EntityId, KeptQuote
from bot.store.sqlite.analyses import Analyses
from bot.store.sqlite.article_rows import HEAD, head
from bot.store.sqlite.base import numbers_json, transaction
from bot.store.sqlite.people import People
from bot.store.sqlite.quote_rows import named, pieces, sentence_around
from summaries.model import Quote
from summaries.text import words

#: A page of quotes: words in quotation marks before paraphrases, the newest article first,
#: one row per utterance of a speaker.
PAGE = """
    SELECT q.id, q.place, q.said_key, q.article_id, q.sentence_start, q.sentence_end
    FROM quotes q JOIN articles a ON a.id = q.article_id
    {join}
    WHERE {where} AND q.shown AND a.state = 'published'
    GROUP BY q.said_key
    ORDER BY q.kind = 'indirect', coalesce(max(a.published_at), '') DESC, a.id DESC, q.place
    LIMIT :limit OFFSET :offset
"""


class Quotes(Analyses, People):
    """What somebody said, and what was said about somebody."""

    @transaction
    def quotes_by(self, speaker: EntityId, *, limit: int, offset: int = 0) -> list[KeptQuote]:
        values = {"speaker": speaker, "limit": limit, "offset": offset}
        return self._page("", "q.entity_id = :speaker", values)

    @transaction
    def quotes_about(self, entity: EntityId, *, limit: int, offset: int = 0) -> list[KeptQuote]:
        values = {"entity": entity, "limit": limit, "offset": offset}
        join = "JOIN quote_about b ON b.quote_id = q.id AND b.entity_id = :entity"
        return self._page(join, "(q.entity_id IS NULL OR q.entity_id != :entity)", values)

    @transaction
    def quotes_by_about(
        self, speaker: EntityId, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        values = {"speaker": speaker, "entity": entity, "limit": limit, "offset": offset}
        join = "JOIN quote_about b ON b.quote_id = q.id AND b.entity_id = :entity"
        return self._page(join, "q.entity_id = :speaker", values)

    @transaction
    def quotes_in(self, numbers: Sequence[ArticleId]) -> list[KeptQuote]:
        rows = self.rows(
            """
            SELECT q.id, q.place, q.said_key, q.article_id, q.sentence_start, q.sentence_end
            FROM json_each(:numbers) wanted JOIN articles a ON a.id = wanted.value
            JOIN quotes q ON q.article_id = a.id
            WHERE q.shown AND a.state = 'published' ORDER BY wanted.key, q.place
            """,
            {"numbers": numbers_json(numbers)},
        )
        return self._quotes(rows)

    def _page(self, join: str, where: str, values: dict[str, Any]) -> list[KeptQuote]:
        return self._quotes(self.rows(PAGE.format(join=join, where=where), values))

    def _quotes(self, rows: Sequence[Row]) -> list[KeptQuote]:
        numbers = {ArticleId(row["article_id"]) for row in rows}
        heads = {h.id: h for h in self._heads(sorted(numbers))}
        texts = {number: self._text(number) for number in numbers}
        found = {number: self._quotes_found(number) for number in numbers}
        names = self._speakers(numbers)
        kept = []
        for row in rows:
            # An amended text has no quotes of its own before it is analysed again.
            if row["place"] >= len(found[row["article_id"]]):
                continue
            quote, others = found[row["article_id"]][row["place"]], self._others(row)
            kept.append(
                KeptQuote(
                    id=row["id"],
                    quote=named(quote, names.get((row["article_id"], row["place"]))),
                    sentence=sentence_around(texts[row["article_id"]], row),
                    article=heads[row["article_id"]],
                    also=tuple(other for other, _ in others),
                    pieces=pieces(found[row["article_id"]], row["place"]),
                    worded=tuple(
                        (other, one.start, one.text)
                        for other, one in others
                        if words(one.text) != words(quote.text)
                    ),
                )
            )
        return kept

    def _others(self, row: Row) -> list[tuple[ArticleHead, Quote]]:
        """Return where other published articles print the same utterance."""
        others = self.rows(
            f"""
            SELECT {HEAD}, min(q.place) AS place
            FROM quotes q JOIN articles a ON a.id = q.article_id
            WHERE q.said_key = :said AND a.id != :article AND a.state = 'published'
            GROUP BY a.id ORDER BY a.released_at DESC
            """,  # noqa: S608
            {"said": row["said_key"], "article": row["article_id"]},
        )
        found = [(head(one), one["place"], self._quotes_found(one["id"])) for one in others]
        return [(other, quotes[place]) for other, place, quotes in found if place < len(quotes)]

    def _quotes_found(self, number: ArticleId) -> tuple[Quote, ...]:
        analysis = self._analysis(number)
        return analysis.quotes if analysis else ()

    def _text(self, number: ArticleId) -> str:
        row = self.row("SELECT text FROM articles WHERE id = :id", {"id": number})
        return row["text"] if row else ""
