"""Corrections: who got something from an article that was changed, and who has been told."""

from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from bot.ledger import Notice, NoticeState
from bot.model import ArticleId, ChatId, NewArticle
from bot.store.sqlite.article_rows import kept_version
from bot.store.sqlite.base import (
    Base,
    moment,
    moment_or_null,
    numbers_json,
    run_script,
    transaction,
)

MIGRATIONS = Migrations("corrections")

#: Readers are told after this, so that a slip of the finger can be taken back unnoticed.
GRACE = timedelta(minutes=1)


@MIGRATIONS()
def m001_corrections(db: Database) -> None:
    """What was changed, and one notice for each chat that is to hear of it."""
    run_script(
        db,
        """
        CREATE TABLE corrections (
            id INTEGER PRIMARY KEY,
            article INTEGER NOT NULL,
            text TEXT NOT NULL,             -- what readers are told, with Telegram's tags
            at TEXT NOT NULL
        );
        -- correct, cancel_correction
        CREATE INDEX corrections_article ON corrections (article);

        CREATE TABLE notices (
            correction INTEGER NOT NULL REFERENCES corrections (id) ON DELETE CASCADE,
            chat INTEGER NOT NULL,
            reply_to INTEGER NOT NULL,      -- the message that held the article
            state TEXT NOT NULL,            -- pending, sending, sent, uncertain, failed …
            message INTEGER,                -- Telegram's number; NULL without proof
            PRIMARY KEY (correction, chat)
        );
        -- notices_due
        CREATE INDEX notices_pending ON notices (correction) WHERE state = 'pending';
        """,
    )


@MIGRATIONS()
def m002_untold(db: Database) -> None:
    """Which change is the first that a correction tells of."""
    # The row of article_versions that the change replaced; NULL where nothing was changed.
    run_script(db, "ALTER TABLE corrections ADD COLUMN untold INTEGER;")


@MIGRATIONS()
def m003_subject(db: Database) -> None:
    """What of the article a correction is about; one does not replace another's."""
    # '' for the article itself, "quote 12" for the quote that decision 12 is about.
    run_script(db, "ALTER TABLE corrections ADD COLUMN subject TEXT NOT NULL DEFAULT '';")


#: Those who were told something about the article since a change, or are being told.
TOLD_SINCE = """
    AND (:told_since IS NULL OR chat IN (
        SELECT n.chat FROM notices n JOIN corrections c ON c.id = n.correction
        WHERE c.article = :article AND c.subject = :subject AND c.at >= :told_since
            AND n.state != 'pending'))
"""


#: A part that has gone out, or may have.
GONE_OUT = "(message IS NOT NULL OR state IN ('sending', 'uncertain'))"

#: Chats with the message that held something from the article: of the latest briefing the part
#: that it stands in, and the latest answer. Editions are few: each is looked into once.
HELD = f"""
    holding (edition, part) AS MATERIALIZED (
        SELECT e.key, (
            SELECT min(m.key) FROM json_each(e.messages) m, json_each(m.value, '$.articles') a
            WHERE a.value = :article)
        FROM editions e
        WHERE EXISTS (SELECT 1 FROM json_each(e.articles) WHERE value = :article)),
    held (chat, message) AS (
        SELECT d.chat, coalesce(
            min(CASE WHEN p.number = h.part THEN p.message END), min(p.message), 0)
        FROM deliveries d JOIN holding h ON h.edition = d.edition
            JOIN parts p ON p.delivery = d.id
        WHERE d.id IN (
            SELECT max(o.id) FROM deliveries o JOIN holding ON holding.edition = o.edition
            WHERE EXISTS (SELECT 1 FROM parts WHERE delivery = o.id AND {GONE_OUT})
            GROUP BY o.chat)
        GROUP BY d.chat
        UNION ALL
        SELECT chat, message FROM shown WHERE article = :article)
"""  # noqa: S608


class Corrections(Base):
    """What is to be said about articles that readers have seen."""

    @transaction
    def correct(
        self,
        article: ArticleId,
        text: str,
        *,
        at: datetime,
        told_since: datetime | None = None,
        subject: str = "",
    ) -> int:
        untold = self._untold(article)
        self._cancel(article, subject)
        row = self.row(
            """
            INSERT INTO corrections (article, text, at, subject, untold)
            VALUES (:article, :text, :at, :subject, iif(:subject = '', coalesce(:untold,
                (SELECT max(rowid) FROM article_versions WHERE article_id = :article)), NULL))
            RETURNING id
            """,
            {
                "article": article,
                "text": text,
                "at": moment(at),
                "subject": subject,
                "untold": untold,
            },
        )
        assert row is not None  # noqa: S101 - RETURNING gives the row
        done = self.db.execute(
            f"""
            INSERT INTO notices (correction, chat, reply_to, state)
            WITH {HELD}
            SELECT :correction, chat, max(message), 'pending' FROM held
            WHERE chat NOT IN (SELECT chat FROM chats WHERE gone_at IS NOT NULL)
            {TOLD_SINCE}
            GROUP BY chat
            """,  # noqa: S608
            {
                "correction": row["id"],
                "article": article,
                "told_since": moment_or_null(told_since),
                "subject": subject,
            },
        )
        self._compose_anew(article)
        return done.rowcount

    @transaction
    def revision(self) -> int:
        row = self.row("SELECT coalesce(max(id), 0) FROM corrections")
        return row[0] if row else 0

    @transaction
    def cancel_correction(self, article: ArticleId, subject: str = "") -> int:
        return self._cancel(article, subject)

    @transaction
    def notices_due(self, at: datetime, *, limit: int) -> list[Notice]:
        rows = self.rows(
            """
            SELECT n.correction, n.chat, n.reply_to, c.text
            FROM notices n JOIN corrections c ON c.id = n.correction
            WHERE n.state = 'pending' AND c.at <= :at
            ORDER BY n.correction, n.chat LIMIT :limit
            """,
            {"at": moment(at - GRACE), "limit": limit},
        )
        return [
            Notice(row["correction"], ChatId(row["chat"]), row["reply_to"], row["text"])
            for row in rows
        ]

    @transaction
    def begin_notice(self, notice: Notice) -> bool:
        return self._move(notice, "pending", "sending", None)

    @transaction
    def end_notice(
        self, notice: Notice, state: NoticeState, message: int | None = None
    ) -> None:
        self._move(notice, "sending", state, message)

    @transaction
    def doubt_notices(self) -> int:
        return self.db.execute(
            "UPDATE notices SET state = 'uncertain' WHERE state = 'sending'"
        ).rowcount

    @transaction
    def version_untold(self, article: ArticleId) -> NewArticle | None:
        row = self.row(
            "SELECT kept FROM article_versions WHERE rowid = :untold",
            {"untold": self._untold(article)},
        )
        return kept_version(row["kept"]) if row else None

    def _compose_anew(self, article: ArticleId) -> None:
        """Take the article out of briefings that wait: nothing of them has gone out yet."""
        numbers = [
            row["id"]
            for row in self.rows(
                f"""
                SELECT d.id FROM deliveries d JOIN editions e ON e.key = d.edition
                WHERE d.state IN ('pending', 'claimed')
                    AND EXISTS (SELECT 1 FROM json_each(e.articles) WHERE value = :article)
                    AND NOT EXISTS (SELECT 1 FROM parts WHERE delivery = d.id AND {GONE_OUT})
                """,  # noqa: S608
                {"article": article},
            )
        ]
        values = {"numbers": numbers_json(numbers)}
        self.db.execute(
            """
            DELETE FROM parts WHERE delivery IN (SELECT value FROM json_each(:numbers))
            """,
            values,
        )
        self.db.execute(
            """
            UPDATE deliveries SET state = 'pending', edition = NULL, until = NULL
            WHERE id IN (SELECT value FROM json_each(:numbers))
            """,
            values,
        )

    def _untold(self, article: ArticleId) -> int | None:
        row = self.row(
            """
            SELECT min(c.untold) FROM corrections c JOIN notices n ON n.correction = c.id
            WHERE c.article = :article AND n.state = 'pending'
            """,
            {"article": article},
        )
        return row[0] if row else None

    def _move(self, notice: Notice, before: str, after: str, message: int | None) -> bool:
        done = self.db.execute(
            """
            UPDATE notices SET state = :after, message = :message
            WHERE correction = :correction AND chat = :chat AND state = :before
            """,
            {
                "correction": notice.correction,
                "chat": notice.chat,
                "before": before,
                "after": after,
                "message": message,
            },
        )
        return done.rowcount > 0

    def _cancel(self, article: ArticleId, subject: str) -> int:
        return self.db.execute(
            """
            DELETE FROM notices WHERE state = 'pending' AND correction IN (
                SELECT id FROM corrections WHERE article = :article AND subject = :subject)
            """,
            {"article": article, "subject": subject},
        ).rowcount
