"""The tables of the ledger: editions, deliveries and their parts."""

from sqlite_utils import Database, Migrations

from bot.store.sqlite.base import run_script

MIGRATIONS = Migrations("deliveries")


@MIGRATIONS()
def m001_deliveries(db: Database) -> None:
    """Editions, deliveries with their parts, pauses, alarms."""
    run_script(
        db,
        """
        CREATE TABLE editions (
            key TEXT PRIMARY KEY,
            messages TEXT NOT NULL,         -- JSON list of rendered parts
            articles TEXT NOT NULL,         -- JSON list of article numbers
            made_at TEXT NOT NULL
        );

        CREATE TABLE deliveries (
            id INTEGER PRIMARY KEY,
            subscription INTEGER NOT NULL,
            chat INTEGER NOT NULL,
            day TEXT NOT NULL,              -- the reader's local day
            due_at TEXT NOT NULL,
            state TEXT NOT NULL,            -- pending, claimed, then as far as its parts
            told_until TEXT,                -- the period begins; NULL for the first briefing
            until TEXT,                     -- the period ends; NULL before it is composed
            edition TEXT REFERENCES editions (key), -- NULL before it is composed
            missed TEXT,                    -- see subscriptions.missed
            late INTEGER NOT NULL,          -- 1: the bot was down at its hour
            ended_at TEXT,                  -- NULL while it is under way
            reason TEXT NOT NULL DEFAULT '',
            UNIQUE (subscription, day)
        );
        -- claim_deliveries
        CREATE INDEX deliveries_pending ON deliveries (due_at) WHERE state = 'pending';
        -- recover, delivery_facts
        CREATE INDEX deliveries_claimed ON deliveries (due_at) WHERE state = 'claimed';
        -- delivery_facts
        CREATE INDEX deliveries_due ON deliveries (due_at);
        -- deliveries_of, prove_arrival, forget
        CREATE INDEX deliveries_chat ON deliveries (chat, day);
        -- delivery_facts
        CREATE INDEX deliveries_ended ON deliveries (ended_at) WHERE ended_at IS NOT NULL;

        CREATE TABLE parts (
            delivery INTEGER NOT NULL REFERENCES deliveries (id) ON DELETE CASCADE,
            number INTEGER NOT NULL,
            state TEXT NOT NULL,            -- pending, sending, sent, uncertain, blocked …
            attempts INTEGER NOT NULL,      -- 2: the second copy said "sent again"
            at TEXT,                        -- of the last change; NULL before the first
            message INTEGER,                -- Telegram's number; NULL without proof
            reason TEXT NOT NULL,
            PRIMARY KEY (delivery, number)
        ) WITHOUT ROWID;
        -- recover
        CREATE INDEX parts_sending ON parts (delivery) WHERE state = 'sending';
        -- prove_arrival
        CREATE INDEX parts_doubted ON parts (delivery) WHERE state = 'uncertain';

        -- What is left of forgotten chats.
        CREATE TABLE forgotten (
            day TEXT NOT NULL,
            state TEXT NOT NULL,
            deliveries INTEGER NOT NULL,
            PRIMARY KEY (day, state)
        );
        """,
    )
