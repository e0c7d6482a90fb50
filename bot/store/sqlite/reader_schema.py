"""The tables of chats, their subscriptions and what they follow."""

from sqlite_utils import Database, Migrations

from bot.store.sqlite.base import run_script

MIGRATIONS = Migrations("readers")


@MIGRATIONS()
def m001_readers(db: Database) -> None:
    """Chats, subscriptions, follows."""
    run_script(
        db,
        """
        CREATE TABLE chats (
            chat INTEGER PRIMARY KEY,       -- Telegram's number
            kind TEXT NOT NULL,             -- private, group, supergroup, channel
            seen_at TEXT NOT NULL,
            gone_at TEXT                    -- NULL while the bot may write to it
        );

        CREATE TABLE subscriptions (
            id INTEGER PRIMARY KEY,
            chat INTEGER NOT NULL UNIQUE,
            topics TEXT NOT NULL,           -- JSON list; [] for everything
            at TEXT NOT NULL,               -- local time, 07:30
            zone TEXT NOT NULL,             -- IANA name
            weekdays TEXT NOT NULL,         -- JSON list, Monday is 0
            seconds INTEGER NOT NULL,       -- reading time
            quiet INTEGER NOT NULL,         -- 1: nothing on a day without news
            due_at TEXT,                    -- NULL while paused without an end
            due_day TEXT,                   -- the local day that due_at belongs to
            last_day TEXT,                  -- last day delivered or dropped; NULL for none
            told_until TEXT,                -- NULL before the first briefing
            paused TEXT NOT NULL,           -- the reason; '' when it is not
            missed TEXT                     -- when a briefing was due that was dropped for
                                            -- lateness; NULL when none is to be owned up to
        );
        -- make_due
        CREATE INDEX subscriptions_due ON subscriptions (due_at) WHERE due_at IS NOT NULL;

        CREATE TABLE follows (
            chat INTEGER NOT NULL,
            topic TEXT NOT NULL,
            since TEXT NOT NULL,
            PRIMARY KEY (chat, topic)
        );
        """,
    )


@MIGRATIONS()
def m002_threads(db: Database) -> None:
    """The topic of a group that its briefings go to; NULL for the group itself."""
    run_script(db, "ALTER TABLE chats ADD COLUMN thread INTEGER;")
