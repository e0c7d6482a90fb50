"""The ledger of briefings: who sends what, and what became of it."""

import json
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from sqlite3 import Row

from bot.conversation import Message
from bot.due import LATE
from bot.ledger import Claim, Part
from bot.model import ArticleId, ChatId, Delivery, DeliveryId, DeliveryState
from bot.store.sqlite.base import moment, numbers_json, read_moment, transaction
from bot.store.sqlite.parts import NOTHING_NEW, OPEN, Parts, message_json
from bot.store.sqlite.subscription_rows import read_subscription


class Deliveries(Parts):
    """Which briefings are claimed and which have gone out."""

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
