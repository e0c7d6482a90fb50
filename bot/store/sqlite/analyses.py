"""What was found in articles, and what digests are made of."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, replace

from pydantic import TypeAdapter, ValidationError

from bot.model import ArticleId, EntityId
from bot.store.sqlite.article_rows import article_value
from bot.store.sqlite.articles import Articles
from bot.store.sqlite.base import numbers_json, transaction
from bot.store.sqlite.entities import Entities
from bot.store.sqlite.mends import Mends
from bot.store.sqlite.quote_rows import is_shown, named, sentences_span
from summaries.digest import Material
from summaries.model import Analysis, Quote, Topic
from summaries.quotes import represented, same_utterance
from summaries.text import folded

ANALYSES = TypeAdapter(Analysis)
#: A new quote is compared with so many of the speaker's latest ones.
MOST_COMPARED = 300


class Analyses(Entities, Articles, Mends):
    """What was found in articles, and what digests are made of."""

    @transaction
    def save_analysis(self, number: ArticleId, analysis: Analysis) -> None:
        self.db.conn.execute(
            """
            INSERT INTO analyses (article_id, version, found) VALUES (:id, :version, :found)
            ON CONFLICT (article_id) DO UPDATE
            SET version = excluded.version, found = excluded.found
            """,
            {
                "id": number,
                "version": analysis.version,
                "found": ANALYSES.dump_json(analysis).decode(),
            },
        )
        self.db.conn.execute(
            "DELETE FROM article_topics WHERE article_id = :id", {"id": number}
        )
        self.db.conn.executemany(
            "INSERT INTO article_topics (article_id, slug, place) VALUES (?, ?, ?)",
            [(number, slug, place) for place, slug in enumerate(analysis.topics)],
        )
        self._keep_people(number, self._mended(number, analysis))

    @transaction
    def analysis(self, number: ArticleId) -> Analysis | None:
        return self._analysis(number)

    @transaction
    def unanalysed(self, version: int, *, limit: int) -> list[ArticleId]:
        rows = self.rows(
            """
            SELECT a.id FROM articles a LEFT JOIN analyses n ON n.article_id = a.id
            WHERE a.state IN ('waiting', 'published')
                AND (n.version IS NULL OR n.version < :version)
            ORDER BY a.id DESC LIMIT :limit
            """,
            {"version": version, "limit": limit},
        )
        return [ArticleId(row[0]) for row in rows]

    @transaction
    def adopt_topics(self, topics: Sequence[Topic]) -> bool:
        adopted = json.dumps([asdict(topic) for topic in topics], ensure_ascii=False)
        if self.row("SELECT 1 FROM topics_adopted WHERE topics = :new", {"new": adopted}):
            return False
        self.db.conn.execute("DELETE FROM topics_adopted")
        self.db.conn.execute("INSERT INTO topics_adopted (topics) VALUES (?)", (adopted,))
        return self.db.conn.execute("UPDATE analyses SET version = 0").rowcount > 0

    @transaction
    def materials(self, numbers: Sequence[ArticleId]) -> list[Material]:
        rows = self.rows(
            """
            SELECT a.*, n.found, coalesce(s.story_id, 0) AS story
            FROM json_each(:numbers) wanted
            JOIN articles a ON a.id = wanted.value JOIN analyses n ON n.article_id = a.id
            LEFT JOIN article_stories s ON s.article_id = a.id AND s.set_by IS NOT NULL
            ORDER BY wanted.key
            """,
            {"numbers": numbers_json(numbers)},
        )
        names = self._speakers(numbers)
        return [
            Material(
                article=article_value(row),
                analysis=_renamed(row["id"], analysis, names),
                family=folded(row["outlet"]),
                story=row["story"],
            )
            for row in rows
            if (analysis := self._read(row["id"], row["found"])) is not None
        ]

    def _analysis(self, number: int) -> Analysis | None:
        row = self.row("SELECT found FROM analyses WHERE article_id = :id", {"id": number})
        return self._read(number, row["found"]) if row else None

    def _read(self, number: int, found: str) -> Analysis | None:
        """Return a kept analysis as it is with what admins decided about its quotes.

        One that cannot be read is none, and is made anew.
        """
        try:
            return self._mended(number, ANALYSES.validate_json(found))
        except ValidationError:
            self.db.execute(
                "UPDATE analyses SET version = 0 WHERE article_id = :id", {"id": number}
            )
            return None

    def _keep_people(self, number: ArticleId, analysis: Analysis) -> None:
        """Write whom an article names and quotes, in place of what was written before."""
        for table in ("quotes", "article_entities", "article_names"):
            self.db.conn.execute(
                f"DELETE FROM {table} WHERE article_id = :id",  # noqa: S608
                {"id": number},
            )
        entities = self._keep_entities(number, analysis.entities)
        for place in range(len(analysis.quotes)):
            self._keep_quote(number, analysis, place, entities)

    def _keep_again(self, numbers: Sequence[ArticleId]) -> None:
        rows = self.rows(
            """
            SELECT article_id, found FROM analyses
            WHERE article_id IN (SELECT value FROM json_each(:numbers))
            """,
            {"numbers": numbers_json(numbers)},
        )
        for row in rows:
            analysis = self._read(row["article_id"], row["found"])
            if analysis is not None:
                self._keep_people(ArticleId(row["article_id"]), analysis)

    def _keep_quote(
        self,
        number: ArticleId,
        analysis: Analysis,
        place: int,
        entities: Mapping[str, EntityId],
    ) -> None:
        quote = analysis.quotes[place]
        speaker = entities.get(quote.speaker or "")
        if speaker is not None:
            speaker = self._bearer(speaker, quote.speaker_text)
        elif body := represented(quote):
            speaker = entities.get(_name_of(body, analysis))
        pieces = [q for q in analysis.quotes if q.utterance == quote.utterance]
        start, end = sentences_span(pieces, analysis.sentences)
        cursor = self.db.conn.execute(
            """
            INSERT INTO quotes (article_id, place, entity_id, said_as, kind, shown,
                said_key, said, sentence_start, sentence_end)
            VALUES (:article, :place, :entity, :said_as, :kind, :shown, :key, :said,
                :start, :end)
            """,
            {
                "article": number,
                "place": place,
                "entity": speaker,
                "said_as": folded(quote.speaker_text),
                "kind": quote.kind,
                "shown": is_shown(analysis.quotes, place, (start, end)),
                "key": self._said_key(number, quote, speaker),
                "said": quote.text if quote.kind == "direct" else "",
                "start": start,
                "end": end,
            },
        )
        about = {entities[name] for name in quote.about if name in entities}
        self.db.conn.executemany(
            "INSERT INTO quote_about (entity_id, quote_id) VALUES (?, ?)",
            [(entity, cursor.lastrowid) for entity in sorted(about)],
        )

    def _said_key(self, number: ArticleId, quote: Quote, speaker: EntityId | None) -> str:
        """Return what all printings of one utterance share; a paraphrase is the paper's own."""
        own = f"{number}:{quote.start}"
        if quote.kind != "direct" or speaker is None:
            return own
        others = self.rows(
            """
            SELECT said_key, said FROM quotes
            WHERE entity_id = :speaker AND kind = 'direct' AND article_id != :article
            ORDER BY id DESC LIMIT :most
            """,
            {"speaker": speaker, "article": number, "most": MOST_COMPARED},
        )
        keys = (row["said_key"] for row in others if same_utterance(row["said"], quote.text))
        return next(keys, own)

    def _speakers(self, numbers: Collection[ArticleId]) -> dict[tuple[int, int], str]:
        """Return what speakers are called across articles, by article and place of a quote."""
        rows = self.rows(
            """
            SELECT q.article_id, q.place, e.name FROM quotes q
            JOIN entities e ON e.id = q.entity_id
            WHERE q.article_id IN (SELECT value FROM json_each(:numbers))
            """,
            {"numbers": numbers_json(sorted(numbers))},
        )
        return {(row["article_id"], row["place"]): row["name"] for row in rows}


def _name_of(spelling: str, analysis: Analysis) -> str:
    """Return the name that an article's organisation goes by; empty when it has none."""
    bodies = (one for one in analysis.entities if one.kind == "organisation")
    return next((one.name for one in bodies if spelling in (one.name, *one.aliases)), "")


def _renamed(number: int, analysis: Analysis, names: Mapping[tuple[int, int], str]) -> Analysis:
    quotes = tuple(
        named(quote, names.get((number, place))) for place, quote in enumerate(analysis.quotes)
    )
    return analysis if quotes == analysis.quotes else replace(analysis, quotes=quotes)
