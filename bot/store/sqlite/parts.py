"""The parts of briefings: what is being sent, what became of it, what is doubted."""

import html
import json
import re
from base64 import b64decode, b64encode
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from bot.conversation import Choice, Message
from bot.due import TOO_LATE
from bot.ledger import PartEnd, PartKey
from bot.model import ChatId
from bot.store.sqlite.base import moment, transaction
from bot.store.sqlite.readers import Readers

#: How often a part may be given to Telegram.
MOST_ATTEMPTS = 2
#: A part that may still be sent; the others are at rest.
OPEN = "(state IN ('pending', 'sending') OR state = 'uncertain' AND attempts < 2)"
NOTHING_NEW = "nothing new"
WORST_FIRST = ("blocked", "failed", "expired", "uncertain", "sent")


class Parts(Readers):
    """One row for each message of each delivery."""

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

    def _edition_messages(self, key: str) -> tuple[Message, ...]:
        row = self.row("SELECT messages FROM editions WHERE key = :key", {"key": key})
        return tuple(_message(each) for each in json.loads(row["messages"])) if row else ()

    def _begin_part(self, key: PartKey, at: datetime) -> bool:
        done = self.db.execute(
            """
            UPDATE parts SET state = 'sending', attempts = attempts + 1, at = :at
            WHERE delivery = :delivery AND number = :number AND attempts < :most
                AND state IN ('pending', 'uncertain')
                AND EXISTS (SELECT 1 FROM deliveries WHERE id = :delivery AND state = 'claimed'
                    AND :edition IN ('', edition))
            """,
            {
                "delivery": key.delivery,
                "edition": key.edition,
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
        if state not in {"sent", "uncertain"} or reason == NOTHING_NEW:
            self._own_up_later(number, too_late=reason == TOO_LATE)

    def _own_up_later(self, number: int, *, too_late: bool) -> None:
        """Have the next briefing own up to this one, or to what this one did not get to say."""
        self.db.execute(
            """
            UPDATE subscriptions SET missed = CASE
                WHEN :too_late THEN d.due_at ELSE coalesce(subscriptions.missed, d.missed) END
            FROM deliveries d WHERE d.id = :number AND subscriptions.id = d.subscription
            """,
            {"number": number, "too_late": too_late},
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

    def _end_orphans(self, chat: ChatId) -> None:
        # Its subscription gave way to one that the chat had already: nobody would claim it.
        self.db.execute(
            """
            DELETE FROM deliveries WHERE chat = :chat AND state IN ('pending', 'claimed')
                AND subscription NOT IN (SELECT id FROM subscriptions)
            """,
            {"chat": chat},
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


def message_json(message: Message) -> Mapping[str, Any]:
    """Return a rendered message ready for JSON."""
    document = message.document
    return {
        "text": message.text,
        "choices": [[(c.label, c.line, c.url) for c in row] for row in message.choices],
        "picture": b64encode(message.picture).decode(),
        "document": document and (document[0], b64encode(document[1]).decode()),
        "articles": message.articles,
    }


def _message(kept: Mapping[str, Any]) -> Message:
    document = kept["document"]
    return Message(
        text=kept["text"],
        choices=tuple(tuple(Choice(*each) for each in row) for row in kept["choices"]),
        picture=b64decode(kept["picture"]),
        document=(document[0], b64decode(document[1])) if document else None,
        # Kept by an earlier version, a part does not say what it shows.
        articles=tuple(kept.get("articles", ())),
    )


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"</?[a-z][^>]*>", "", text))


def _words(text: str) -> str:
    return " ".join(text.split())
