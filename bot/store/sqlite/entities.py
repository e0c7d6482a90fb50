"""Whom the names of an article stand for, across articles."""

from collections.abc import Mapping, Sequence
from sqlite3 import Row

from bot.model import ArticleId, EntityId, UserId
from bot.store.sqlite.base import Base
from summaries.model import Entity
from summaries.names import without_initials
from summaries.text import folded

#: Titles that one person of a surname has at a time.
HELD_BY_ONE = frozenset(
    ["president", "vice president", "prime minister", "chancellor", "pope", "king", "queen"]
)


class Entities(Base):
    """Whom the names of an article stand for, across articles."""

    def _keep_entities(
        self, number: ArticleId, entities: Sequence[Entity]
    ) -> Mapping[str, EntityId]:
        """Write an article's entities; return their numbers by name in that article."""
        numbers: dict[str, EntityId] = {}
        for entity in entities:
            entity_id = numbers[entity.name] = self._entity_for(entity)
            self._keep_presence(number, entity_id, entity.mentions, entity.role)
            for name in (entity.name, *entity.aliases):
                bearer = self._bearer(entity_id, name)
                if bearer != entity_id:
                    self._keep_presence(number, bearer, 1, "")
                self.db.conn.execute(
                    """
                    INSERT OR IGNORE INTO article_names (article_id, entity_id, folded, name)
                    VALUES (:article, :entity, :folded, :name)
                    """,
                    {"article": number, "entity": bearer, "folded": folded(name), "name": name},
                )
        return numbers

    def _keep_presence(
        self, number: ArticleId, entity: EntityId, mentions: int, role: str
    ) -> None:
        self.db.conn.execute(
            """
            INSERT INTO article_entities (article_id, entity_id, mentions, role)
            VALUES (:article, :entity, :mentions, :role)
            ON CONFLICT (entity_id, article_id) DO UPDATE
            SET mentions = mentions + excluded.mentions,
                role = CASE WHEN role = '' THEN excluded.role ELSE role END
            """,
            {"article": number, "entity": entity, "mentions": mentions, "role": role},
        )

    def _bearer(self, entity: EntityId, spelling: str) -> EntityId:
        """Return whom a spelling means in an article on somebody, as admins have split it."""
        row = self.row(
            "SELECT to_id FROM split_names WHERE entity_id = :id AND folded = :folded",
            {"id": entity, "folded": folded(spelling)},
        )
        return EntityId(row["to_id"]) if row else entity

    def _entity_for(self, entity: Entity) -> EntityId:
        """Return the entity that this full name leads to; a new one when it is unknown."""
        if holder := self._holder(entity):
            return holder
        key = {"folded": folded(entity.name), "kind": entity.kind}
        known = self.row(
            "SELECT entity_id FROM full_names WHERE folded = :folded AND kind = :kind", key
        )
        if known:
            return EntityId(known["entity_id"])
        number = self._namesake(entity.name) if entity.kind == "person" else None
        if number is None:
            number = self._new_entity(entity.name, entity.kind, None)
        self.db.conn.execute(
            """
            INSERT INTO full_names (folded, kind, entity_id) VALUES (:folded, :kind, :id)
            """,
            key | {"id": number},
        )
        return number

    def _holder(self, entity: Entity) -> EntityId | None:
        """Return whom a title and a surname mean, if the store knows one holder of both.

        "President Adler" is Ann Adler where other articles have President Ann Adler, and no
        other President Adler; a surname alone, or a title that many have, never says so.
        """
        title, name = folded(entity.role), folded(entity.name)
        if entity.kind != "person" or " " in name or title not in HELD_BY_ONE:
            return None
        rows = self.rows(
            """
            SELECT DISTINCT n.entity_id FROM article_names n
            JOIN entities e ON e.id = n.entity_id AND e.kind = 'person'
            JOIN article_entities p
                ON p.entity_id = n.entity_id AND p.article_id = n.article_id
            WHERE n.folded = :name AND lower(p.role) = :title AND instr(e.name, ' ')
            """,
            {"name": name, "title": title},
        )
        return EntityId(rows[0]["entity_id"]) if len(rows) == 1 else None

    def _namesake(self, name: str) -> EntityId | None:
        """Return who bears the same full name but for a middle initial, if it is one person.

        "Donald Trump" is Donald J. Trump as long as no other initial is known; where two
        are, as of George W. and George H. W. Bush, the bare name stays a question.
        """
        plain, full = without_initials(name), folded(name)
        same = [row for row in self._sharing(plain) if without_initials(row["folded"]) == plain]
        initials = {row["folded"] for row in same} - {plain}
        bearers = {row["entity_id"] for row in same}
        if len(bearers) == 1 and (full == plain or not initials):
            return EntityId(bearers.pop()) if len(initials) < 2 else None
        if full != plain and len(initials) == 1:
            self._part(plain, next(iter(initials)), same)
        return None

    def _sharing(self, plain: str) -> list[Row]:
        """Return the full names of persons with the same first and last word."""
        words = plain.split()
        if len(words) < 2:
            return []
        return self.rows(
            """
            SELECT f.folded, f.entity_id, f.set_by FROM name_words first
            JOIN name_words last ON last.entity_id = first.entity_id AND last.word = :last
            JOIN full_names f ON f.entity_id = first.entity_id AND f.kind = 'person'
            WHERE first.word = :first
            """,
            {"first": words[0], "last": words[-1]},
        )

    def _part(self, plain: str, initials: str, known: Sequence[Row]) -> None:
        """Take a bare name from whom it was learnt to mean, now that a second one bears it."""
        bare = next((row for row in known if row["folded"] == plain), None)
        full = next(row for row in known if row["folded"] == initials)
        if bare is None or bare["entity_id"] != full["entity_id"] or bare["set_by"] is not None:
            return
        old = EntityId(bare["entity_id"])
        printed = {
            row["folded"]: row["name"]
            for row in self.rows(
                "SELECT folded, min(name) AS name FROM article_names"
                " WHERE entity_id = :old AND folded IN (:plain, :full) GROUP BY folded",
                {"old": old, "plain": plain, "full": initials},
            )
        }
        new = self._new_entity(printed.get(plain, plain.title()), "person", None)
        values = {
            "new": new,
            "old": old,
            "plain": plain,
            "name": printed.get(initials, initials.title()),
        }
        for statement in (
            """
            UPDATE full_names SET entity_id = :new WHERE folded = :plain AND kind = 'person'
            """,
            "UPDATE entities SET name = :name WHERE id = :old AND named_by IS NULL",
        ):
            self.db.conn.execute(statement, values)
        self._keep_again(self._printing(old, plain))

    def _printing(self, entity: EntityId, spelling: str) -> list[ArticleId]:
        """Return the articles in which a spelling, in its normal form, leads to somebody."""
        rows = self.rows(
            "SELECT article_id FROM article_names WHERE entity_id = :id AND folded = :folded",
            {"id": entity, "folded": spelling},
        )
        return [ArticleId(row[0]) for row in rows]

    def _keep_again(self, numbers: Sequence[ArticleId]) -> None:
        """Write what articles say anew, after a name was given to somebody else."""
        raise NotImplementedError

    def _new_entity(self, name: str, kind: str, by: UserId | None) -> EntityId:
        cursor = self.db.conn.execute(
            "INSERT INTO entities (name, kind, named_by) VALUES (:name, :kind, :by)",
            {"name": name, "kind": kind, "by": by},
        )
        number = EntityId(int(cursor.lastrowid or 0))
        self._keep_words(number, name, kind)
        return number

    def _keep_words(self, number: EntityId, name: str, kind: str) -> None:
        # Organisations are asked for by their whole names: "north" is not one.
        if kind == "person":
            self.db.conn.executemany(
                "INSERT OR IGNORE INTO name_words (word, entity_id) VALUES (?, ?)",
                [(word, number) for word in folded(name).split() if len(word) > 1],
            )
