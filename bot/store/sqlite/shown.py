"""What answers have shown: for each chat and article, the latest message that held it."""

from collections.abc import Collection
from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from bot.ledger import Showing
from bot.model import ArticleId, ChatId
from bot.store.sqlite.base import Base, moment, numbers_json, run_script, transaction

MIGRATIONS = Migrations("shown")

#: A correction finds those whom an answer showed the article so long ago at most.
SHOWN_KEPT = timedelta(days=7)


@MIGRATIONS()
def m001_shown(db: Database) -> None:
    """Answers that a correction would reply to; briefings have parts of their own."""
    run_script(
        db,
        """
        CREATE TABLE shown (
            chat INTEGER NOT NULL,
            article INTEGER NOT NULL,
            message INTEGER NOT NULL,       -- the latest that showed it; 0 while it is on its
                                            -- way, or when nobody knows its number
            at TEXT NOT NULL,
            PRIMARY KEY (chat, article)
        ) WITHOUT ROWID;
        -- correct
        CREATE INDEX shown_article ON shown (article);
        """,
    )


class Shown(Base):
    """One row for each chat and article, whatever the number of answers."""

    @transaction
    def keep_shown(
        self, chat: ChatId, message: int, articles: Collection[ArticleId], *, at: datetime
    ) -> None:
        values = {
            "chat": chat,
            "message": message,
            "articles": numbers_json(articles),
            "at": moment(at),
        }
        self._keep_shown(values)
        self.db.execute(
            """
            UPDATE notices SET reply_to = :message
            WHERE chat = :chat AND state = 'pending' AND reply_to = 0 AND correction IN (
                SELECT id FROM corrections
                WHERE article IN (SELECT value FROM json_each(:articles)))
            """,
            values,
        )

    @transaction
    def not_shown(self, chat: ChatId, articles: Collection[ArticleId]) -> None:
        self.db.execute(
            """
            DELETE FROM shown WHERE chat = :chat AND message = 0
                AND article IN (SELECT value FROM json_each(:articles))
            """,
            {"chat": chat, "articles": numbers_json(articles)},
        )

    def _show(self, showing: Showing) -> None:
        """Note what is on its way, so that a crash does not hide it from a correction.

        What was corrected since it was read for this answer is told to the chat as well.
        """
        values = {
            "chat": showing.chat,
            "message": 0,
            "articles": numbers_json(showing.articles),
            "at": moment(showing.at),
            "revision": showing.revision,
        }
        self._keep_shown(values)
        self.db.execute(
            """
            INSERT INTO notices (correction, chat, reply_to, state)
            SELECT max(id), :chat, 0, 'pending' FROM corrections
            WHERE id > :revision AND article IN (SELECT value FROM json_each(:articles))
            GROUP BY article
            ON CONFLICT DO NOTHING
            """,
            values,
        )

    def _keep_shown(self, values: dict[str, object]) -> None:
        self.db.execute(
            """
            INSERT INTO shown (chat, article, message, at)
            SELECT :chat, value, :message, :at FROM json_each(:articles) WHERE true
            ON CONFLICT DO UPDATE SET message = max(message, excluded.message), at = :at
            """,
            values,
        )
