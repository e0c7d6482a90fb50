"""Updates kept from the moment Telegram hands them over until they are answered."""

from collections.abc import Sequence
from datetime import datetime

from sqlite_utils import Database, Migrations

from bot.ledger import Showing
from bot.model import ChatId
from bot.store.sqlite.base import moment, run_script, transaction
from bot.store.sqlite.shown import Shown

MIGRATIONS = Migrations("inbox")


@MIGRATIONS()
def m001_inbox(db: Database) -> None:
    """Updates with how far their answers have come."""
    run_script(
        db,
        """
        CREATE TABLE inbox (
            number INTEGER PRIMARY KEY,     -- Telegram's update_id
            chat INTEGER,                   -- NULL when it belongs to none
            text TEXT NOT NULL,             -- the update as JSON; '' once it is answered
            state TEXT NOT NULL,            -- waiting, answering, answered
            at TEXT NOT NULL
        );
        -- waiting_updates
        CREATE INDEX inbox_waiting ON inbox (number) WHERE state = 'waiting';
        -- forget, everything_about
        CREATE INDEX inbox_chat ON inbox (chat) WHERE chat IS NOT NULL;
        """,
    )


class Inbox(Shown):
    """What was written to the bot and is not answered yet."""

    @transaction
    def keep_updates(
        self, updates: Sequence[tuple[int, ChatId | None, str]], *, at: datetime
    ) -> set[int]:
        return {
            row["number"]
            for number, chat, text in updates
            for row in self.rows(
                """
                INSERT INTO inbox (number, chat, text, state, at)
                VALUES (:number, :chat, :text, 'waiting', :at)
                ON CONFLICT DO NOTHING
                RETURNING number
                """,
                {"number": number, "chat": chat, "text": text, "at": moment(at)},
            )
        }

    @transaction
    def waiting_updates(self) -> list[tuple[int, str]]:
        rows = self.rows(
            "SELECT number, text FROM inbox WHERE state = 'waiting' ORDER BY number"
        )
        return [(row["number"], row["text"]) for row in rows]

    @transaction
    def interrupted_updates(self, since: datetime) -> list[str]:
        rows = self.rows(
            """
            SELECT text FROM inbox WHERE state = 'answering' AND at >= :since ORDER BY number
            """,
            {"since": moment(since)},
        )
        # Told of once at most: a second note would be no better than a second answer.
        self.db.execute(
            """
            UPDATE inbox SET state = 'answered', text = '', chat = NULL
            WHERE state = 'answering'
            """
        )
        return [row["text"] for row in rows]

    @transaction
    def answering(self, update: int, showing: Showing | None = None) -> None:
        self.db.execute(
            "UPDATE inbox SET state = 'answering' WHERE number = :number", {"number": update}
        )
        if showing is not None:
            self._show(showing)

    @transaction
    def answered(self, update: int, *, at: datetime) -> None:
        # The number stays for a while: should Telegram hand the update over again, it is
        # known to be done with.
        self.db.execute(
            """
            UPDATE inbox SET state = 'answered', text = '', chat = NULL, at = :at
            WHERE number = :number
            """,
            {"number": update, "at": moment(at)},
        )
