"""The ledger of briefings: what is due, who sends it, what became of it."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from sqlite_utils import Database, Migrations

from bot.conversation import Message
from bot.due import LATE, LATEST, TOO_LATE, is_late, is_too_late, next_due
from bot.ledger import Claim, Part
from bot.model import ArticleId, ChatId, Delivery, DeliveryId, DeliveryState
from bot.store.sqlite.base import (
    moment,
    numbers_json,
    read_moment,
    run_script,
    transaction,
)
from bot.store.sqlite.parts import NOTHING_NEW, OPEN, Parts, message_json
from bot.store.sqlite.readers import read_subscription, zone_named

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


class Deliveries(Parts):
    """Which briefings are due and which have gone out."""

    @transaction
    def make_due(self, at: datetime, *, limit: int) -> int:
        rows = self.rows(
            """
            SELECT id, chat, at, zone, weekdays, due_at, due_day, told_until, missed
            FROM subscriptions WHERE due_at <= :at ORDER BY due_at LIMIT :limit
            """,
            {"at": moment(at), "limit": limit},
        )
        following = _Following(at)
        changes = [following.change(row) for row in rows]
        self.db.conn.executemany(
            """
            INSERT INTO deliveries
                (subscription, chat, day, due_at, state, told_until, missed, late, ended_at,
                reason)
            VALUES
                (:id, :chat, :day, :due_at, :state, :told_until, :missed, :late, :ended_at,
                :reason)
            ON CONFLICT DO NOTHING
            """,
            changes,
        )
        self.db.conn.executemany(
            """
            UPDATE subscriptions SET
                due_at = :next_at, due_day = :next_day, last_day = :day, missed = :now_missed,
                paused = ''
            WHERE id = :id
            """,
            changes,
        )
        return len(rows)

    @transaction
    def recover(self, at: datetime) -> int:
        doubted = self.db.execute(
            """
            UPDATE parts SET state = 'uncertain', at = :at, reason = 'the bot stopped here'
            WHERE state = 'sending'
            """,
            {"at": moment(at)},
        ).rowcount
        claimed = [
            row["id"] for row in self.rows("SELECT id FROM deliveries WHERE state = 'claimed'")
        ]
        self.db.execute(
            """
            UPDATE deliveries SET state = 'pending', late = late OR due_at < :late
            WHERE state IN ('claimed', 'pending')
            """,
            {"late": moment(at - LATE)},
        )
        for number in claimed:
            self._close_delivery(number, at)
        return doubted

    @transaction
    def claim_deliveries(self, at: datetime, *, limit: int) -> list[Claim]:
        numbers = self._pending(at, limit)
        chosen = {"numbers": numbers_json(numbers)}
        self.db.execute(
            """
            UPDATE deliveries SET state = 'claimed'
            WHERE id IN (SELECT value FROM json_each(:numbers))
            """,
            chosen,
        )
        parts = self._open_parts(numbers)
        rows = self.rows(
            """
            SELECT s.*, d.id AS delivery, d.chat AS to_chat, d.day AS for_day,
                d.due_at AS was_due, d.told_until AS told_before, d.edition,
                d.missed AS missed_before, d.late, c.thread
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription
            LEFT JOIN chats c ON c.chat = d.chat
            WHERE d.id IN (SELECT value FROM json_each(:numbers)) ORDER BY d.due_at, d.id
            """,
            chosen,
        )
        return [_claim(row, parts.get(row["delivery"], ())) for row in rows]

    @transaction
    def keep_edition(
        self,
        key: str,
        messages: Sequence[Message],
        articles: Sequence[ArticleId],
        claims: Collection[DeliveryId],
        *,
        until: datetime,
        at: datetime,
    ) -> tuple[Message, ...]:
        self.db.execute(
            """
            INSERT INTO editions (key, messages, articles, made_at)
            VALUES (:key, :messages, :articles, :at) ON CONFLICT DO NOTHING
            """,
            {
                "key": key,
                "messages": json.dumps([message_json(m) for m in messages]),
                "articles": json.dumps(articles),
                "at": moment(at),
            },
        )
        frozen = self._edition_messages(key)
        self.db.execute(
            """
            UPDATE deliveries SET edition = :key, until = :until
            WHERE id IN (SELECT value FROM json_each(:claims)) AND state = 'claimed'
            """,
            {"key": key, "until": moment(until), "claims": numbers_json(claims)},
        )
        self.db.conn.executemany(
            """
            INSERT INTO parts (delivery, number, state, attempts, reason)
            SELECT id, :number, 'pending', 0, '' FROM deliveries
            WHERE id = :id AND state = 'claimed'
            ON CONFLICT DO NOTHING
            """,
            [{"id": id_, "number": n} for id_ in claims for n in range(len(frozen))],
        )
        if not frozen:
            for claim in claims:
                self._end_delivery(claim, "sent", NOTHING_NEW, at)
        return frozen

    @transaction
    def give_up(
        self, claims: Collection[DeliveryId], state: DeliveryState, reason: str, *, at: datetime
    ) -> None:
        for claim in claims:
            self._end_delivery(claim, state, reason, at)

    @transaction
    def edition_messages(self, key: str) -> tuple[Message, ...]:
        return self._edition_messages(key)

    @transaction
    def deliveries_of(self, chat: ChatId, *, limit: int) -> list[Delivery]:
        rows = self.rows(
            """
            SELECT d.*, e.articles FROM deliveries d LEFT JOIN editions e ON e.key = d.edition
            WHERE d.chat = :chat ORDER BY d.day DESC, d.id DESC LIMIT :limit
            """,
            {"chat": chat, "limit": limit},
        )
        return [self._delivery(row) for row in rows]

    # What the methods above are made of.

    def _pending(self, at: datetime, limit: int) -> list[int]:
        # What a crash left in doubt comes first: its second copy must not wait in line.
        doubted = """
            SELECT id FROM deliveries
            WHERE state = 'pending' AND id IN (
                SELECT delivery FROM parts WHERE state = 'uncertain')
            ORDER BY due_at, id LIMIT :limit
            """
        longest_due = """
            SELECT id FROM deliveries WHERE state = 'pending' AND due_at <= :at
            ORDER BY due_at, id LIMIT :limit
            """
        values = {"at": moment(at), "limit": limit}
        found = [
            row["id"] for query in (doubted, longest_due) for row in self.rows(query, values)
        ]
        return list(dict.fromkeys(found))[:limit]

    def _open_parts(self, numbers: Iterable[int]) -> dict[int, tuple[Part, ...]]:
        found: dict[int, tuple[Part, ...]] = {}
        for row in self.rows(
            f"""
            SELECT * FROM parts
            WHERE delivery IN (SELECT value FROM json_each(:numbers)) AND {OPEN}
            ORDER BY delivery, number
            """,  # noqa: S608
            {"numbers": numbers_json(numbers)},
        ):
            doubted_at = read_moment(row["at"]) if row["state"] == "uncertain" else None
            part = Part(row["number"], row["attempts"], doubted_at)
            found[row["delivery"]] = (*found.get(row["delivery"], ()), part)
        return found

    def _delivery(self, row: Row) -> Delivery:
        parts = self.rows(
            "SELECT message, attempts FROM parts WHERE delivery = :id ORDER BY number",
            {"id": row["id"]},
        )
        return Delivery(
            id=DeliveryId(row["id"]),
            chat=ChatId(row["chat"]),
            day=date.fromisoformat(row["day"]),
            due_at=datetime.fromisoformat(row["due_at"]),
            state=row["state"],
            ended_at=read_moment(row["ended_at"]),
            messages=tuple(part["message"] for part in parts if part["message"] is not None),
            articles=tuple(json.loads(row["articles"])) if row["articles"] else (),
            again=any(part["attempts"] > 1 for part in parts),
            reason=row["reason"],
        )


class _Following:
    """Computes what becomes of due subscriptions; many share an hour, a zone and weekdays."""

    def __init__(self, at: datetime) -> None:
        self._at = at
        self._known: dict[tuple[str, str, str, str], tuple[str, str]] = {}

    def change(self, row: Row) -> dict[str, Any]:
        """Return the values for a new delivery and for its subscription's row."""
        due_at = datetime.fromisoformat(row["due_at"])
        too_late = is_too_late(due_at, self._at)
        day, next_at = self._next(row)
        return {
            "id": row["id"],
            "chat": row["chat"],
            "day": row["due_day"],
            "due_at": row["due_at"],
            "told_until": row["told_until"],
            "state": "expired" if too_late else "pending",
            "reason": TOO_LATE if too_late else "",
            "ended_at": moment(self._at) if too_late else None,
            "missed": None if too_late else row["missed"],
            "late": is_late(due_at, self._at),
            "now_missed": row["due_at"] if too_late else None,
            "next_day": day,
            "next_at": next_at,
        }

    def _next(self, row: Row) -> tuple[str, str]:
        key = (row["at"], row["zone"], row["weekdays"], row["due_day"])
        if key not in self._known:
            day, due_at = next_due(
                datetime.strptime(row["at"], "%H:%M").time(),  # noqa: DTZ007
                zone_named(row["zone"]),
                json.loads(row["weekdays"]),
                after=date.fromisoformat(row["due_day"]),
                earliest=self._at - LATEST,
            )
            self._known[key] = day.isoformat(), moment(due_at)
        return self._known[key]


def _claim(row: Row, parts: tuple[Part, ...]) -> Claim:
    told_until = read_moment(row["told_before"])
    return Claim(
        id=DeliveryId(row["delivery"]),
        chat=ChatId(row["to_chat"]),
        subscription=replace(read_subscription(row), told_until=told_until),
        day=date.fromisoformat(row["for_day"]),
        due_at=datetime.fromisoformat(row["was_due"]),
        edition=row["edition"] or "",
        parts=parts,
        missed=read_moment(row["missed_before"]),
        late=bool(row["late"]),
        thread=row["thread"],
    )
