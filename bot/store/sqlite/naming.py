"""What admins say about names: who is one person, who is two, how somebody is called."""

from datetime import datetime

from bot.model import EntityId, UserId
from bot.store.sqlite.analyses import MOST_COMPARED
from bot.store.sqlite.base import transaction
from bot.store.sqlite.joins import Joins
from summaries.quotes import same_utterance
from summaries.text import folded


class Naming(Joins):
    """What admins say about names, kept apart from what articles teach."""

    @transaction
    def join_people(self, into: EntityId, other: EntityId, *, by: UserId, at: datetime) -> None:
        values = {"into": into, "other": other, "by": by}
        before = self._before_join(into, other)
        for statement in (
            "UPDATE full_names SET entity_id = :into, set_by = :by WHERE entity_id = :other",
            "UPDATE split_names SET to_id = :into WHERE to_id = :other",
            "UPDATE OR IGNORE split_names SET entity_id = :into WHERE entity_id = :other",
            "DELETE FROM split_names WHERE entity_id IN (:other, to_id)",
            "UPDATE OR IGNORE article_names SET entity_id = :into WHERE entity_id = :other",
            "DELETE FROM article_names WHERE entity_id = :other",
            """
            UPDATE article_entities SET mentions = mentions + (
                SELECT o.mentions FROM article_entities o
                WHERE o.entity_id = :other AND o.article_id = article_entities.article_id)
            WHERE entity_id = :into AND article_id IN
                (SELECT article_id FROM article_entities WHERE entity_id = :other)
            """,
            "UPDATE OR IGNORE article_entities SET entity_id = :into WHERE entity_id = :other",
            "DELETE FROM article_entities WHERE entity_id = :other",
            "UPDATE quotes SET entity_id = :into WHERE entity_id = :other",
            "UPDATE OR IGNORE quote_about SET entity_id = :into WHERE entity_id = :other",
            "DELETE FROM quote_about WHERE entity_id = :other",
            # "Bob" of the one finds the other from now on.
            "UPDATE OR IGNORE name_words SET entity_id = :into WHERE entity_id = :other",
            "DELETE FROM name_words WHERE entity_id = :other",
            "DELETE FROM entities WHERE id = :other",
        ):
            self.db.conn.execute(statement, values)
        self._join_utterances(into)
        self.note("person joined", by=by, at=at, detail=f"{other} is {into}")
        self._remember_join(into, other, before, at)

    @transaction
    def split_alias(
        self, entity: EntityId, alias: str, *, by: UserId, at: datetime
    ) -> EntityId:
        old = self.row("SELECT kind FROM entities WHERE id = :id", {"id": entity})
        kind = old["kind"] if old else "person"
        new = self._new_entity(alias, kind, by)
        values = {"new": new, "old": entity, "folded": folded(alias), "kind": kind, "by": by}
        for statement in (
            """
            INSERT INTO full_names (folded, kind, entity_id, set_by)
            VALUES (:folded, :kind, :new, :by)
            ON CONFLICT (folded, kind) DO UPDATE SET entity_id = :new, set_by = :by
            """,
            """
            INSERT INTO split_names (entity_id, folded, to_id, set_by)
            VALUES (:old, :folded, :new, :by)
            ON CONFLICT (entity_id, folded) DO UPDATE SET to_id = :new, set_by = :by
            """,
        ):
            self.db.conn.execute(statement, values)
        self._keep_again(self._printing(entity, folded(alias)))
        self.note("person split", by=by, at=at, detail=f"{alias} of {entity} is {new}")
        return new

    @transaction
    def rename_person(self, entity: EntityId, name: str, *, by: UserId, at: datetime) -> None:
        values = {"id": entity, "name": name, "folded": folded(name), "by": by}
        self.db.conn.execute(
            "UPDATE entities SET name = :name, named_by = :by WHERE id = :id", values
        )
        kind = self.row("SELECT kind FROM entities WHERE id = :id", values)
        self._keep_words(entity, name, kind["kind"] if kind else "")
        self.db.conn.execute(
            """
            INSERT INTO full_names (folded, kind, entity_id, set_by)
            SELECT :folded, kind, id, :by FROM entities WHERE id = :id
            ON CONFLICT (folded, kind) DO NOTHING
            """,
            values,
        )
        self.note("person renamed", by=by, at=at, detail=f"{entity} is {name}")

    def _join_utterances(self, speaker: EntityId) -> None:
        """Show once what two who turned out to be one were quoted with in two articles."""
        rows = self.rows(
            """
            SELECT id, article_id, said, said_key FROM quotes
            WHERE entity_id = :speaker AND kind = 'direct' ORDER BY id DESC LIMIT :most
            """,
            {"speaker": speaker, "most": MOST_COMPARED},
        )
        for at, row in enumerate(rows):
            earlier = (
                one["said_key"]
                for one in rows[at + 1 :]
                if one["article_id"] != row["article_id"]
                and one["said_key"] != row["said_key"]
                and same_utterance(one["said"], row["said"])
            )
            if key := next(earlier, None):
                self.db.conn.execute(
                    "UPDATE quotes SET said_key = :key WHERE said_key = :old",
                    {"key": key, "old": row["said_key"]},
                )
