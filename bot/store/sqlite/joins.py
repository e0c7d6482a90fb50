"""Joins of people, remembered so that they can be taken back."""

import json
from datetime import datetime, timedelta
from typing import Any

from sqlite_utils import Database, Migrations

from bot.model import ArticleId, EntityId, UserId
from bot.store.sqlite.base import moment, run_script, transaction
from bot.store.sqlite.quotes import Quotes

MIGRATIONS = Migrations("joins")

#: A join can be taken back for so long.
UNJOIN_WITHIN = timedelta(hours=1)
#: What a join changes that articles do not teach anew.
BEFORE = {
    "entities": "SELECT * FROM entities WHERE id = :other",
    "full_names": "SELECT * FROM full_names WHERE entity_id = :other",
    "split_names": """
        SELECT * FROM split_names
        WHERE entity_id IN (:into, :other) OR to_id IN (:into, :other)
        """,
    "name_words": "SELECT * FROM name_words WHERE entity_id IN (:into, :other)",
}

#: How that is written back, in the order of what refers to what.
RESTORE = {
    "entities": """
        INSERT INTO entities (id, name, kind, named_by) VALUES (:id, :name, :kind, :named_by)
        ON CONFLICT DO NOTHING
        """,
    "full_names": """
        UPDATE full_names SET entity_id = :entity_id, set_by = :set_by
        WHERE folded = :folded AND kind = :kind
        """,
    "split_names": """
        INSERT INTO split_names (entity_id, folded, to_id, set_by)
        VALUES (:entity_id, :folded, :to_id, :set_by)
        """,
    "name_words": "INSERT INTO name_words (word, entity_id) VALUES (:word, :entity_id)",
}


@MIGRATIONS()
def m001_joins(db: Database) -> None:
    """What two people were before they were made one."""
    run_script(
        db,
        """
        CREATE TABLE joins (
            audit_id INTEGER PRIMARY KEY,   -- its line in the audit
            into_id INTEGER NOT NULL,
            other_id INTEGER NOT NULL,
            before TEXT NOT NULL,           -- JSON: rows by table
            at TEXT NOT NULL
        );
        """,
    )


class Joins(Quotes):
    """Joins of people, remembered so that they can be taken back."""

    @transaction
    def unjoin_people(
        self, into: EntityId, other: EntityId, *, by: UserId, at: datetime
    ) -> bool:
        row = self.row(
            """
            SELECT audit_id, before FROM joins
            WHERE into_id = :into AND other_id = :other AND at > :since
                AND audit_id = (SELECT max(id) FROM audit WHERE action LIKE 'person %')
                AND NOT EXISTS (SELECT 1 FROM entities WHERE id = :other)
            """,
            {"into": into, "other": other, "since": moment(at - UNJOIN_WITHIN)},
        )
        if row is None:
            return False
        self._restore(json.loads(row["before"]), into, other)
        self.db.execute("DELETE FROM joins WHERE audit_id = :id", {"id": row["audit_id"]})
        self._keep_again(self._naming(into))
        self.note("person join undone", by=by, at=at, detail=f"{other} is not {into}")
        return True

    def _before_join(self, into: EntityId, other: EntityId) -> str:
        """Return the rows that a join is about to change, as JSON."""
        values = {"into": into, "other": other}
        return json.dumps(
            {table: [dict(r) for r in self.rows(sql, values)] for table, sql in BEFORE.items()}
        )

    def _remember_join(
        self, into: EntityId, other: EntityId, before: str, at: datetime
    ) -> None:
        """Keep what two people were, under the line of the audit that was written last."""
        values = {
            "into": into,
            "other": other,
            "before": before,
            "at": moment(at),
            "since": moment(at - UNJOIN_WITHIN),
        }
        self.db.execute("DELETE FROM joins WHERE at <= :since", values)
        self.db.execute(
            """
            INSERT INTO joins (audit_id, into_id, other_id, before, at)
            SELECT max(id), :into, :other, :before, :at FROM audit
            """,
            values,
        )

    def _restore(
        self, before: dict[str, list[dict[str, Any]]], into: EntityId, other: EntityId
    ) -> None:
        values = {"into": into, "other": other}
        for statement in (
            """
            DELETE FROM split_names
            WHERE entity_id IN (:into, :other) OR to_id IN (:into, :other)
            """,
            "DELETE FROM name_words WHERE entity_id IN (:into, :other)",
        ):
            self.db.conn.execute(statement, values)
        for table, statement in RESTORE.items():
            self.db.conn.executemany(statement, before[table])

    def _naming(self, entity: EntityId) -> list[ArticleId]:
        rows = self.rows(
            "SELECT article_id FROM article_entities WHERE entity_id = :id", {"id": entity}
        )
        return [ArticleId(row["article_id"]) for row in rows]
