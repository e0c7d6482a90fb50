"""What was found in articles: analyses, quotes, what digests are made of."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from sqlite3 import Row
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlite_utils import Database, Migrations

from bot.model import ArticleHead, ArticleId, EntityId, KeptQuote
from bot.store.sqlite.article_rows import HEAD, article_value, head
from bot.store.sqlite.articles import Articles
from bot.store.sqlite.base import numbers_json, run_script, transaction
from bot.store.sqlite.mends import Mends
from bot.store.sqlite.people import People
from summaries.digest import Material
from summaries.model import Analysis, Quote, Sentence
from summaries.quotes import represented, same_utterance
from summaries.text import folded, words

MIGRATIONS = Migrations("quotes")

ANALYSES = TypeAdapter(Analysis)
#: A new quote is compared with so many of the speaker's latest ones.
MOST_COMPARED = 300


@MIGRATIONS()
def m001_quotes(db: Database) -> None:
    """Analyses whole, and the quotes among them one by one."""
    run_script(
        db,
        """
        CREATE TABLE analyses (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id),
            version INTEGER NOT NULL,
            found TEXT NOT NULL             -- JSON of summaries.model.Analysis
        );

        CREATE TABLE quotes (
            id INTEGER PRIMARY KEY,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            place INTEGER NOT NULL,         -- index into the analysis' quotes
            entity_id INTEGER REFERENCES entities (id),  -- NULL: unclear or unnamed
            said_as TEXT NOT NULL,          -- normal form of speaker_text; '' for none
            kind TEXT NOT NULL,             -- direct, partial or indirect
            shown INTEGER NOT NULL,         -- what readers see of it, see _shown
            said_key TEXT NOT NULL,         -- the same for one utterance of one speaker
            said TEXT NOT NULL,             -- the words of a direct quote; '' for others
            sentence_start INTEGER NOT NULL,
            sentence_end INTEGER NOT NULL
        );
        -- quotes_by, counts
        CREATE INDEX quotes_entity ON quotes (entity_id, shown);
        -- quotes_in, save_analysis
        CREATE INDEX quotes_article ON quotes (article_id);
        -- the same utterance in other articles
        CREATE INDEX quotes_said ON quotes (said_key);

        CREATE TABLE quote_about (
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
            PRIMARY KEY (entity_id, quote_id)
        ) WITHOUT ROWID;
        -- ON DELETE CASCADE
        CREATE INDEX quote_about_quote ON quote_about (quote_id);
        """,
    )


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


class Quotes(People, Articles, Mends):
    """What was found in articles: analyses, quotes, what digests are made of."""

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

    @transaction
    def analysis(self, number: ArticleId) -> Analysis | None:
        return self._analysis(number)

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
                    quote=_named(quote, names.get((row["article_id"], row["place"]))),
                    sentence=_cut(texts[row["article_id"]], row),
                    article=heads[row["article_id"]],
                    also=tuple(other for other, _ in others),
                    pieces=_pieces(found[row["article_id"]], row["place"]),
                    worded=tuple(
                        (other, one.start, one.text)
                        for other, one in others
                        if words(one.text) != words(quote.text)
                    ),
                )
            )
        return kept

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

    def _quotes_found(self, number: ArticleId) -> tuple[Quote, ...]:
        analysis = self._analysis(number)
        return analysis.quotes if analysis else ()

    def _text(self, number: ArticleId) -> str:
        row = self.row("SELECT text FROM articles WHERE id = :id", {"id": number})
        return row["text"] if row else ""

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
        start, end = _around(pieces, analysis.sentences)
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
                "shown": _shown(analysis.quotes, place, (start, end)),
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


def _shown(quotes: Sequence[Quote], place: int, around: tuple[int, int]) -> bool:
    """Tell whether readers see a quote by itself.

    They see speech; what is nested is seen inside the quote around it, and a paraphrase in a
    sentence that is shown for the same speaker's own words, or for a paraphrase before it, is
    seen with them. A paraphrase of nobody knows whom says nothing.
    """
    quote = quotes[place]
    first = all(before.utterance != quote.utterance for before in quotes[:place])
    if quote.cue_class != "speech" or quote.inside >= 0 or not first:
        return False
    if quote.kind != "indirect":
        return True
    start, end = around
    return quote.speaker is not None and not any(
        (other.kind != "indirect" or number < place)
        and other.cue_class == "speech"
        and other.speaker == quote.speaker
        and start <= other.start < end
        for number, other in enumerate(quotes)
    )


def _name_of(spelling: str, analysis: Analysis) -> str:
    """Return the name that an article's organisation goes by; empty when it has none."""
    bodies = (one for one in analysis.entities if one.kind == "organisation")
    return next((one.name for one in bodies if spelling in (one.name, *one.aliases)), "")


def _named(quote: Quote, name: str | None) -> Quote:
    """Return a quote under its speaker's name across articles; unnamed ones keep theirs."""
    if name is None or quote.speaker is None or name == quote.speaker or represented(quote):
        return quote
    return replace(quote, speaker=name)


def _renamed(number: int, analysis: Analysis, names: Mapping[tuple[int, int], str]) -> Analysis:
    quotes = tuple(
        _named(quote, names.get((number, place))) for place, quote in enumerate(analysis.quotes)
    )
    return analysis if quotes == analysis.quotes else replace(analysis, quotes=quotes)


def _pieces(quotes: Sequence[Quote], place: int) -> tuple[tuple[int, int], ...]:
    """Return the places of all parts of an utterance, in order."""
    quote = quotes[place]
    return tuple(
        (one.start, one.end)
        for one in quotes
        if (one.utterance, one.kind) == (quote.utterance, quote.kind)
    )


def _around(pieces: Sequence[Quote], sentences: Sequence[Sentence]) -> tuple[int, int]:
    """Return where the sentences that one utterance stands in begin and end."""
    start, end = min(p.start for p in pieces), max(p.end for p in pieces)
    touched = [s for s in sentences if s.start < end and start < s.end]
    if not touched:
        return start, end
    return min(touched[0].start, start), max(touched[-1].end, end)


def _cut(text: str, row: Row) -> tuple[int, int, str]:
    start, end = row["sentence_start"], row["sentence_end"]
    return start, end, text[start:end]
