"""Quotes that readers have called wrong, until an admin has looked at them."""

from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from bot.mends import Filing, Report
from bot.model import ArticleId, ChatId
from bot.store.sqlite.base import Base, moment, run_script, transaction

MIGRATIONS = Migrations("reports")

#: A chat can report so many quotes within so long; the next tidying forgets who it was.
MOST_REPORTS, REPORTER_KEPT = 5, timedelta(days=1)


@MIGRATIONS()
def m001_reports(db: Database) -> None:
    """One row for each chat and quote; deleted when an admin has decided."""
    run_script(
        db,
        """
        CREATE TABLE quote_reports (
            id INTEGER PRIMARY KEY,
            chat INTEGER,                   -- NULL after a day, and when forgotten
            article_id INTEGER NOT NULL REFERENCES articles (id),
            start INTEGER NOT NULL,
            words TEXT NOT NULL,            -- how it is found again, as in mend_places
            told INTEGER NOT NULL,          -- the admins have had their message
            at TEXT NOT NULL
        );
        -- file_report, mend_quote
        CREATE INDEX quote_reports_article ON quote_reports (article_id);
        -- forget, migrate_chat
        CREATE INDEX quote_reports_chat ON quote_reports (chat);
        """,
    )


class Reports(Base):
    """Quotes that readers have called wrong."""

    @transaction
    def file_report(
        self, chat: ChatId, article: ArticleId, start: int, words: str, *, at: datetime
    ) -> Filing:
        values = {
            "chat": chat,
            "article": article,
            "start": start,
            "words": words,
            "at": moment(at),
            "since": moment(at - REPORTER_KEPT),
        }
        row = self.row(
            """
            SELECT
                EXISTS (SELECT 1 FROM mend_places
                    WHERE article_id = :article AND words = :words) AS checked,
                EXISTS (SELECT 1 FROM quote_reports WHERE chat = :chat
                    AND article_id = :article AND words = :words) AS again,
                (SELECT count(*) FROM quote_reports
                    WHERE chat = :chat AND at > :since) AS filed
            """,
            values,
        )
        assert row is not None  # noqa: S101 - a SELECT without FROM gives a row
        if row["checked"]:
            return "checked"
        if row["again"]:
            return "again"
        if row["filed"] >= MOST_REPORTS:
            return "full"
        self.db.execute(
            """
            INSERT INTO quote_reports (chat, article_id, start, words, told, at)
            VALUES (:chat, :article, :start, :words, EXISTS (SELECT 1 FROM quote_reports
                WHERE article_id = :article AND words = :words AND told), :at)
            """,
            values,
        )
        return "kept"

    @transaction
    def reports(self, *, untold: bool = False, limit: int) -> list[Report]:
        rows = self.rows(
            """
            SELECT r.article_id, min(r.start) AS start, r.words, count(*) AS readers
            FROM quote_reports r JOIN articles a ON a.id = r.article_id
            WHERE a.state = 'published'
            GROUP BY r.article_id, r.words
            HAVING NOT :untold OR NOT max(r.told)
            ORDER BY min(r.id) LIMIT :limit
            """,
            {"untold": untold, "limit": limit},
        )
        return [
            Report(ArticleId(row["article_id"]), row["start"], row["words"], row["readers"])
            for row in rows
        ]

    @transaction
    def report_told(self, report: Report) -> None:
        self.db.execute(
            """
            UPDATE quote_reports SET told = 1 WHERE article_id = :article AND words = :words
            """,
            {"article": report.article, "words": report.words},
        )
