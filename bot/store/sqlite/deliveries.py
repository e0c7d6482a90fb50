"""The ledger of briefings: what is due, who sends it, what became of it."""

import html
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from sqlite3 import Row
from typing import Any

from sqlite_utils import Database, Migrations

from bot.conversation import Choice, Message
from bot.due import LATE, LATEST, is_late, is_too_late, next_due
from bot.ledger import Claim, DeliveryFacts, Part, PartEnd, PartKey
from bot.model import ArticleId, ChatId, Delivery, DeliveryId, DeliveryState
from bot.store.sqlite.base import (
    moment,
    numbers_json,
    read_moment,
    run_script,
    transaction,
)
from bot.store.sqlite.readers import Readers, read_subscription, zone_named

MIGRATIONS = Migrations("deliveries")

#: How often a part may be given to Telegram.
MOST_ATTEMPTS = 2
TOO_LATE = "more than three hours late"
#: A delivery that is not at rest after this counts as missing.
SETTLED = timedelta(minutes=10)
#: How long what is done with is kept.
PARTS_KEPT, TOLD_KEPT, NUMBERS_KEPT = timedelta(days=35), timedelta(days=35), timedelta(days=2)

#: A part that may still be sent; the others are at rest.
OPEN = "(state IN ('pending', 'sending') OR state = 'uncertain' AND attempts < 2)"


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

        CREATE TABLE holds (
            chat INTEGER PRIMARY KEY,       -- 0 for all bulk
            until TEXT NOT NULL
        );

        CREATE TABLE alarms (
            name TEXT PRIMARY KEY,
            since TEXT NOT NULL
        );
        """,
    )


class Deliveries(Readers):
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
        numbers = [
            row["id"]
            for row in self.rows(
                """
                SELECT id FROM deliveries WHERE state = 'pending' AND due_at <= :at
                ORDER BY due_at, id LIMIT :limit
                """,
                {"at": moment(at), "limit": limit},
            )
        ]
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
                d.missed AS missed_before, d.late
            FROM deliveries d JOIN subscriptions s ON s.id = d.subscription
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
                "messages": json.dumps([_message_json(m) for m in messages]),
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
                self._end_delivery(claim, "sent", "nothing new", at)
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
    def write_ledger(
        self, begun: Sequence[PartKey], ended: Sequence[PartEnd], *, at: datetime
    ) -> set[PartKey]:
        for end in ended:
            self._end_part(end, at)
        return {key for key in begun if not self._begin_part(key, at)}

    @transaction
    def prove_arrival(self, chat: ChatId, message: int, text: str, *, at: datetime) -> bool:
        rows = self.rows(
            """
            SELECT p.delivery, p.number, d.edition
            FROM deliveries d JOIN parts p ON p.delivery = d.id AND p.state = 'uncertain'
            WHERE d.chat = :chat AND NOT EXISTS (
                SELECT 1 FROM deliveries o JOIN parts q ON q.delivery = o.id
                WHERE o.chat = :chat AND q.message = :message)
            ORDER BY d.day DESC, p.number
            """,
            {"chat": chat, "message": message},
        )
        for row in rows:
            frozen = self._edition_messages(row["edition"])[row["number"]]
            # The message may begin with a line of its own ("sent after an outage").
            if _words(text).endswith(_words(_plain(frozen.text))):
                key = PartKey(row["delivery"], row["number"])
                self._end_part(PartEnd(key, "sent", message, "proved by a tap"), at)
                return True
        return False

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

    @transaction
    def hold(self, chat: ChatId | None, until: datetime) -> None:
        self.db.execute(
            """
            INSERT INTO holds (chat, until) VALUES (:chat, :until)
            ON CONFLICT DO UPDATE SET until = max(until, :until)
            """,
            {"chat": chat or 0, "until": moment(until + timedelta(seconds=1))},
        )

    @transaction
    def holds(self, at: datetime) -> list[tuple[ChatId | None, datetime]]:
        self.db.execute("DELETE FROM holds WHERE until <= :at", {"at": moment(at)})
        return [
            (ChatId(row["chat"]) if row["chat"] else None, datetime.fromisoformat(row["until"]))
            for row in self.rows("SELECT chat, until FROM holds ORDER BY chat")
        ]

    @transaction
    def delivery_facts(self, at: datetime) -> DeliveryFacts:
        values = {"at": moment(at), "since": moment(at - timedelta(days=1))}
        waiting = self.rows(
            """
            SELECT count(*) AS waiting, min(due_at) AS oldest FROM deliveries
            WHERE state IN ('pending', 'claimed')
            """
        )[0]
        ready = self.rows(
            """
            SELECT count(due_at) AS active, min(due_at) AS soonest FROM subscriptions
            WHERE due_at IS NOT NULL
            """
        )[0]
        oldest = min((o for o in (waiting["oldest"], ready["soonest"]) if o), default=None)
        states = self.rows(
            """
            SELECT state, count(*) AS count FROM deliveries
            WHERE ended_at > :since GROUP BY state
            """,
            values,
        )
        causes = self.rows(
            """
            SELECT reason, count(*) AS count FROM deliveries
            WHERE ended_at > :since AND state IN ('failed', 'expired', 'uncertain', 'blocked')
            GROUP BY reason ORDER BY count DESC LIMIT 20
            """,
            values,
        )
        silent = self.rows(
            """
            SELECT sum(state = 'sent') AS sent FROM deliveries
            WHERE due_at <= :settled AND state <> 'blocked'
                AND (state <> 'expired' OR reason = :too_late)
            GROUP BY due_at ORDER BY due_at DESC LIMIT 2
            """,
            {"settled": moment(at - SETTLED), "too_late": TOO_LATE},
        )
        alarms = self.rows("SELECT name, since FROM alarms ORDER BY since")
        last = self.row("SELECT max(ended_at) AS at FROM deliveries WHERE state = 'sent'")
        return DeliveryFacts(
            subscriptions=ready["active"],
            oldest_due=read_moment(oldest) if oldest and oldest <= values["at"] else None,
            waiting=waiting["waiting"],
            today={row["state"]: row["count"] for row in states},
            causes={row["reason"]: row["count"] for row in causes},
            last_sent=read_moment(last["at"]) if last else None,
            silent=sum(row["sent"] == 0 for row in silent),
            alarms={row["name"]: datetime.fromisoformat(row["since"]) for row in alarms},
        )

    @transaction
    def raise_alarm(self, name: str, *, at: datetime) -> bool:
        done = self.db.execute(
            "INSERT INTO alarms (name, since) VALUES (:name, :at) ON CONFLICT DO NOTHING",
            {"name": name, "at": moment(at)},
        )
        return done.rowcount > 0

    @transaction
    def end_alarm(self, name: str) -> datetime | None:
        row = self.row("DELETE FROM alarms WHERE name = :name RETURNING since", {"name": name})
        return read_moment(row["since"]) if row else None

    @transaction
    def tidy(self, at: datetime) -> None:
        old = {
            "parts": moment(at - PARTS_KEPT),
            "told": moment(at - TOLD_KEPT),
            "numbers": moment(at - NUMBERS_KEPT),
        }
        self.db.execute("DELETE FROM deliveries WHERE ended_at < :parts", old)
        self.db.execute(
            """
            DELETE FROM editions WHERE made_at < :parts
            AND key NOT IN (SELECT edition FROM deliveries WHERE edition IS NOT NULL)
            """,
            old,
        )
        self.db.execute("DELETE FROM told WHERE at < :told", old)
        self.db.execute("DELETE FROM inbox WHERE state <> 'waiting' AND at < :numbers", old)

    # What the methods above are made of.

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

    def _edition_messages(self, key: str) -> tuple[Message, ...]:
        row = self.row("SELECT messages FROM editions WHERE key = :key", {"key": key})
        return tuple(_message(each) for each in json.loads(row["messages"])) if row else ()

    def _begin_part(self, key: PartKey, at: datetime) -> bool:
        done = self.db.execute(
            """
            UPDATE parts SET state = 'sending', attempts = attempts + 1, at = :at
            WHERE delivery = :delivery AND number = :number AND attempts < :most
                AND state IN ('pending', 'uncertain')
                AND EXISTS (SELECT 1 FROM deliveries WHERE id = :delivery AND state = 'claimed')
            """,
            {
                "delivery": key.delivery,
                "number": key.number,
                "at": moment(at),
                "most": MOST_ATTEMPTS,
            },
        )
        return done.rowcount > 0

    def _end_part(self, end: PartEnd, at: datetime) -> None:
        values = {
            "delivery": end.key.delivery,
            "number": end.key.number,
            "state": end.state,
            "message": end.message,
            "reason": end.reason,
            "at": moment(at),
        }
        if end.state == "pending":
            # Telegram did not take it, so it was no attempt; a doubt from before stays one.
            self.db.execute(
                """
                UPDATE parts SET attempts = attempts - 1, reason = :reason, at = :at,
                    state = CASE attempts WHEN 1 THEN 'pending' ELSE 'uncertain' END
                WHERE delivery = :delivery AND number = :number AND state = 'sending'
                """,
                values,
            )
            return
        self.db.execute(
            """
            UPDATE parts SET state = :state, message = :message, reason = :reason, at = :at
            WHERE delivery = :delivery AND number = :number AND state <> 'sent'
            """,
            values,
        )
        if end.state in {"blocked", "expired"}:
            self.db.execute(
                f"""
                UPDATE parts SET state = :state, reason = :reason, at = :at
                WHERE delivery = :delivery AND {OPEN}
                """,  # noqa: S608
                values,
            )
        self._close_delivery(end.key.delivery, at)
        if end.state == "blocked":
            row = self.row("SELECT chat FROM deliveries WHERE id = :delivery", values)
            if row is not None:
                self._chat_gone(ChatId(row["chat"]), at)

    def _close_delivery(self, number: int, at: datetime) -> None:
        """End a delivery whose parts are all at rest, as badly as its worst part."""
        rows = self.rows(
            f"SELECT state, reason, {OPEN} AS open FROM parts WHERE delivery = :number",  # noqa: S608
            {"number": number},
        )
        if not rows or any(row["open"] for row in rows):
            return
        worst = min(rows, key=lambda row: WORST_FIRST.index(row["state"]))
        reason = "" if worst["state"] == "sent" else worst["reason"]
        self._end_delivery(number, worst["state"], reason, at)

    def _end_delivery(self, number: int, state: str, reason: str, at: datetime) -> None:
        self.db.execute(
            """
            UPDATE deliveries SET state = :state, reason = :reason, ended_at = :at
            WHERE id = :number
            """,
            {"number": number, "state": state, "reason": reason, "at": moment(at)},
        )
        if state in {"sent", "uncertain"}:
            self.db.execute(
                """
                UPDATE subscriptions SET told_until = d.until
                FROM deliveries d WHERE d.id = :number AND subscriptions.id = d.subscription
                """,
                {"number": number},
            )

    def _drop_waiting(self, chat: ChatId, state: str, reason: str, at: datetime) -> None:
        values = {"chat": chat, "state": state, "reason": reason, "at": moment(at)}
        self.db.execute(
            """
            UPDATE deliveries SET state = :state, reason = :reason, ended_at = :at
            WHERE chat = :chat AND state IN ('pending', 'claimed')
                AND NOT EXISTS (
                    SELECT 1 FROM parts WHERE delivery = deliveries.id
                        AND parts.state IN ('sending', 'uncertain'))
            """,
            values,
        )
        self.db.execute(
            """
            UPDATE parts SET state = :state, reason = :reason, at = :at
            WHERE delivery IN (SELECT id FROM deliveries WHERE chat = :chat)
                AND state = 'pending'
            """,
            values,
        )

    def _forget_deliveries(self, chat: ChatId) -> None:
        self.db.execute(
            """
            INSERT INTO forgotten (day, state, deliveries)
            SELECT day, state, count(*) FROM deliveries WHERE chat = :chat GROUP BY day, state
            ON CONFLICT DO UPDATE SET deliveries = deliveries + excluded.deliveries
            """,
            {"chat": chat},
        )
        self.db.execute("DELETE FROM deliveries WHERE chat = :chat", {"chat": chat})

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


WORST_FIRST = ("blocked", "failed", "expired", "uncertain", "sent")


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
    )


def _message_json(message: Message) -> Mapping[str, Any]:
    document = message.document
    return {
        "text": message.text,
        "choices": [[(c.label, c.line, c.url) for c in row] for row in message.choices],
        "picture": b64encode(message.picture).decode(),
        "document": document and (document[0], b64encode(document[1]).decode()),
    }


def _message(kept: Mapping[str, Any]) -> Message:
    document = kept["document"]
    return Message(
        text=kept["text"],
        choices=tuple(tuple(Choice(*each) for each in row) for row in kept["choices"]),
        picture=b64decode(kept["picture"]),
        document=(document[0], b64decode(document[1])) if document else None,
    )


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", text))


def _words(text: str) -> str:
    return " ".join(text.split())
