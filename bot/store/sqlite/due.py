"""Which briefings are due: from a subscription's hour to a delivery."""

import json
from datetime import date, datetime
from sqlite3 import Row
from typing import Any

from bot.due import LATEST, TOO_LATE, is_late, is_too_late, next_due
from bot.store.sqlite.base import Base, moment, transaction
from bot.store.sqlite.subscription_rows import zone_named


class Due(Base):
    """Which briefings are due."""

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
