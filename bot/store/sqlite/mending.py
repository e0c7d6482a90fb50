"""Deciding about a quote: who said it, or that it is none; and taking that back."""

from datetime import datetime

from bot.mends import Mend, MendId, Ruling, core, ruled_on
from bot.model import ArticleId, KeptQuote, UserId
from bot.store.sqlite.base import moment, transaction
from bot.store.sqlite.corrections import GRACE
from bot.store.sqlite.naming import Naming

#: So much of a quote stands in the audit.
MOST_NOTED = 60


class Mending(Naming):
    """What admins decide about quotes."""

    @transaction
    def quotes_of(self, article: ArticleId) -> list[KeptQuote]:
        return self._quotes(
            self.rows(
                """
                SELECT id, place, said_key, article_id, sentence_start, sentence_end
                FROM quotes WHERE article_id = :article AND shown ORDER BY place
                """,
                {"article": article},
            )
        )

    @transaction
    def mends_of(self, article: ArticleId) -> list[Mend]:
        return self._latest_first(article)

    @transaction
    def mends_untold(self, article: ArticleId, mend: MendId) -> list[Mend]:
        words: dict[MendId, set[str]] = {}
        for place in self._mends(article):
            words.setdefault(place.id, set()).add(place.words)
        every = self._latest_first(article)
        later = next((one for one in every if one.id == mend), None)
        found = []
        for one in every:
            if later is None or one.id >= mend or not words[one.id] <= words[mend]:
                continue
            if later.at - one.at >= GRACE and not self._is_pending(article, one.id):
                break
            found.append(one)
            later = one
        return found

    @transaction
    def decided_anew(self, mend: MendId) -> bool:
        row = self.row(
            """
            SELECT 1 FROM mend_places p JOIN mend_places later
                ON later.article_id = p.article_id AND later.words = p.words
                AND later.mend_id > p.mend_id
            WHERE p.mend_id = :mend LIMIT 1
            """,
            {"mend": mend},
        )
        return row is not None

    @transaction
    def mend_quote(
        self, article: ArticleId, start: int, ruling: Ruling, *, by: UserId, at: datetime
    ) -> MendId | None:
        quotes = self._quotes_found(article)
        place = next((n for n, one in enumerate(quotes) if one.start == start), None)
        if place is None:
            return None
        printings = self._printings(article, place)
        before = self._speakers([article]).get((article, place)) or quotes[place].speaker or ""
        row = self.row(
            """
            INSERT INTO mends (article_id, verdict, speaker, said_as, set_by, at)
            VALUES (:article, :verdict, :speaker, :before, :by, :at) RETURNING id
            """,
            {
                "article": article,
                "verdict": ruling.verdict,
                "speaker": ruling.speaker,
                "before": before,
                "by": by,
                "at": moment(at),
            },
        )
        assert row is not None  # noqa: S101 - RETURNING gives the row
        mend = MendId(row["id"])
        for number, nth in printings:
            self._keep_places(mend, number, nth, ruling)
        self._end_reports(mend)
        self._keep_again(sorted({number for number, _ in printings}))
        words = _cut(quotes[place].text)
        self.note(
            "quote mended", article=article, by=by, at=at, detail=_noted(words, ruling, before)
        )
        return mend

    @transaction
    def unmend(self, mend: MendId, *, by: UserId, at: datetime) -> list[ArticleId]:
        rows = self.rows(
            """
            SELECT m.article_id AS made_on, p.article_id, p.words
            FROM mends m JOIN mend_places p ON p.mend_id = m.id WHERE m.id = :mend
            """,
            {"mend": mend},
        )
        self.db.execute("DELETE FROM mends WHERE id = :mend", {"mend": mend})
        if not rows:
            return []
        articles = sorted({ArticleId(row["article_id"]) for row in rows})
        self._keep_again(articles)
        self.note(
            "quote's mend undone",
            article=rows[0]["made_on"],
            by=by,
            at=at,
            detail=_cut(rows[0]["words"]),
        )
        return articles

    @transaction
    def carry_mends(self, later: ArticleId, earlier: ArticleId) -> None:
        values = {"later": later, "earlier": earlier}
        if not self._mends(later):
            return
        # What was decided about both at once stands in the earlier one already.
        for statement in (
            "UPDATE OR IGNORE mend_places SET article_id = :earlier WHERE article_id = :later",
            "DELETE FROM mend_places WHERE article_id = :later",
            "UPDATE analyses SET version = 0 WHERE article_id = :earlier",
        ):
            self.db.execute(statement, values)

    def _latest_first(self, article: ArticleId) -> list[Mend]:
        first = {mend.id: mend for mend in reversed(self._mends(article))}
        return sorted(first.values(), key=lambda mend: -mend.id)

    def _is_pending(self, article: ArticleId, mend: MendId) -> bool:
        """Return whether readers are still to be told of a decision."""
        row = self.row(
            """
            SELECT 1 FROM corrections c JOIN notices n ON n.correction = c.id
            WHERE c.article = :article AND c.subject = :subject AND n.state = 'pending'
            LIMIT 1
            """,
            {"article": article, "subject": f"quote {mend}"},
        )
        return row is not None

    def _printings(self, article: ArticleId, place: int) -> list[tuple[ArticleId, int]]:
        """Return where the utterance stands, in other articles too: one decision is for all."""
        rows = self.rows(
            """
            SELECT o.article_id, o.place FROM quotes q JOIN quotes o ON o.said_key = q.said_key
            WHERE q.article_id = :article AND q.place = :place
            """,
            {"article": article, "place": place},
        )
        return [(ArticleId(row["article_id"]), row["place"]) for row in rows]

    def _keep_places(
        self, mend: MendId, article: ArticleId, place: int, ruling: Ruling
    ) -> None:
        quotes, text = self._quotes_found(article), self._text(article)
        if place >= len(quotes):
            return
        places = [core(one) for one in ruled_on(quotes, place, ruling)]
        self.db.conn.executemany(
            """
            INSERT OR IGNORE INTO mend_places (mend_id, article_id, start, words)
            VALUES (?, ?, ?, ?)
            """,
            [(mend, article, start, text[start:end]) for start, end in places if end > start],
        )

    def _end_reports(self, mend: MendId) -> None:
        self.db.execute(
            """
            DELETE FROM quote_reports WHERE (article_id, words) IN (
                SELECT article_id, words FROM mend_places WHERE mend_id = :mend)
            """,
            {"mend": mend},
        )


def _noted(words: str, ruling: Ruling, before: str) -> str:
    """Return what the audit says of a decision."""
    if ruling.verdict == "hidden":
        return f"{words} is no quote"
    if ruling.verdict == "right":
        return f"{words} is right"
    return f"{words} is by {ruling.speaker or 'nobody clear'}, not {before or 'nobody'}"


def _cut(words: str) -> str:
    if len(words) <= MOST_NOTED:
        return words
    return words[:MOST_NOTED].rsplit(maxsplit=1)[0] + " […]"
