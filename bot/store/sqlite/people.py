"""People and organisations, and the spellings that lead to them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from difflib import SequenceMatcher
from sqlite3 import Row

from sqlite_utils import Database, Migrations

from bot.model import ArticleHead, ArticleId, EntityId, Person, UserId
from bot.store.sqlite.article_rows import HEAD, PERIOD, head
from bot.store.sqlite.base import (
    Base,
    moment_or_null,
    numbers_json,
    run_script,
    transaction,
)
from summaries.model import Entity
from summaries.names import without_initials
from summaries.text import folded

MIGRATIONS = Migrations("people")

#: So many who share a name are read, those whom most articles name.
MOST_NAMESAKES = 20
#: So many more are read, should some be quoted in unpublished articles alone.
SPARE = 5
#: Titles that one person of a surname has at a time.
HELD_BY_ONE = frozenset(
    ["president", "vice president", "prime minister", "chancellor", "pope", "king", "queen"]
)
#: A name is near when at least this share of its letters is the same.
NEAR = 0.7
#: How many names the nearest ones are looked for among; the rest share no beginning.
NEAR_CANDIDATES = 5000


@MIGRATIONS()
def m001_people(db: Database) -> None:
    """Entities, the full names that identify them, and their names article by article."""
    run_script(
        db,
        """
        CREATE TABLE entities (
            id INTEGER PRIMARY KEY,
            name TEXT NOT NULL,
            kind TEXT NOT NULL,
            named_by INTEGER                -- the admin who renamed it; NULL for learnt names
        );

        -- A full name in its normal form leads to one entity of a kind, across articles.
        -- A surname alone never joins two articles' people: it is its own name here.
        CREATE TABLE full_names (
            folded TEXT NOT NULL,
            kind TEXT NOT NULL,
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            set_by INTEGER,                 -- the admin who joined or split; NULL for learnt
            PRIMARY KEY (folded, kind)
        ) WITHOUT ROWID;

        CREATE TABLE article_entities (
            article_id INTEGER NOT NULL REFERENCES articles (id),
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            mentions INTEGER NOT NULL,
            role TEXT NOT NULL,             -- as printed; '' when it is not
            PRIMARY KEY (entity_id, article_id)
        ) WITHOUT ROWID;
        -- people_in, save_analysis
        CREATE INDEX article_entities_article ON article_entities (article_id);

        CREATE TABLE article_names (
            article_id INTEGER NOT NULL REFERENCES articles (id),
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            folded TEXT NOT NULL,
            name TEXT NOT NULL,             -- as printed
            PRIMARY KEY (folded, entity_id, article_id)
        ) WITHOUT ROWID;
        -- save_analysis
        CREATE INDEX article_names_article ON article_names (article_id);

        -- people_named: the words of persons' names; "kim" leads to everybody called Kim
        CREATE TABLE name_words (
            word TEXT NOT NULL,
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            PRIMARY KEY (word, entity_id)
        ) WITHOUT ROWID;
        """,
    )


@MIGRATIONS()
def m002_splits(db: Database) -> None:
    """Which spelling of whom an admin gave to somebody else."""
    run_script(
        db,
        """
        -- In articles on entity_id this spelling means to_id; elsewhere it means what it says.
        CREATE TABLE split_names (
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            folded TEXT NOT NULL,
            to_id INTEGER NOT NULL REFERENCES entities (id),
            set_by INTEGER NOT NULL,        -- the admin
            PRIMARY KEY (entity_id, folded)
        ) WITHOUT ROWID;
        -- _namesakes
        CREATE INDEX full_names_entity ON full_names (entity_id);
        """,
    )


PERSON = """
    e.id, e.name, e.kind,
    (SELECT count(*) FROM quotes q JOIN articles a ON a.id = q.article_id
        WHERE q.entity_id = e.id AND a.state = 'published' AND q.shown) AS said,
    (SELECT count(*) FROM quote_about b JOIN quotes q ON q.id = b.quote_id
        JOIN articles a ON a.id = q.article_id
        WHERE b.entity_id = e.id AND a.state = 'published' AND q.shown
        AND (q.entity_id IS NULL OR q.entity_id != e.id)) AS about,
    (SELECT count(*) FROM article_entities n JOIN articles a ON a.id = n.article_id
        WHERE n.entity_id = e.id AND a.state = 'published') AS articles,
    coalesce((SELECT n.role FROM article_entities n JOIN articles a ON a.id = n.article_id
        WHERE n.entity_id = e.id AND a.state = 'published' AND n.role != ''
        ORDER BY a.published_at DESC, a.id DESC LIMIT 1), '') AS role
"""


def person(row: Row) -> Person:
    """Return a row with the columns of PERSON as a value."""
    return Person(
        id=EntityId(row["id"]),
        name=row["name"],
        kind=row["kind"],
        role=row["role"],
        said=row["said"],
        about=row["about"],
        articles=row["articles"],
    )


class People(Base):
    """People and organisations, and the spellings that lead to them."""

    @transaction
    def people_named(self, name: str) -> list[Person]:
        wanted = folded(name)
        if not wanted:
            return []
        rows = self.rows(
            f"""
            WITH meant AS (
                SELECT f.entity_id, 2 AS nearness FROM full_names f WHERE f.folded = :name
                UNION ALL
                SELECT n.entity_id, 1 FROM article_names n
                JOIN articles a ON a.id = n.article_id
                WHERE n.folded = :name AND a.state = 'published'
                UNION ALL
                SELECT w.entity_id, 0 FROM name_words w
                WHERE w.word IN (SELECT value FROM json_each(:words))
                GROUP BY w.entity_id HAVING count(*) = json_array_length(:words)
            ), best AS (
                SELECT entity_id FROM meant GROUP BY entity_id
                ORDER BY max(nearness) DESC, (SELECT count(*) FROM article_entities n
                    WHERE n.entity_id = meant.entity_id) DESC
                LIMIT :most
            )
            SELECT {PERSON} FROM best JOIN entities e ON e.id = best.entity_id
            ORDER BY said DESC, about DESC, articles DESC, e.name
            """,  # noqa: S608
            {
                "name": wanted,
                "words": numbers_json(sorted(set(wanted.split()))),
                "most": MOST_NAMESAKES,
            },
        )
        return [found for found in map(person, rows) if found.articles]

    @transaction
    def people_near(self, name: str, *, limit: int) -> list[Person]:
        wanted = folded(name)
        names = self.rows(
            """
            SELECT n.folded, n.entity_id FROM article_names n
            JOIN articles a ON a.id = n.article_id
            WHERE a.state = 'published' GROUP BY n.folded, n.entity_id
            ORDER BY count(*) DESC LIMIT :most
            """,
            {"most": NEAR_CANDIDATES},
        )
        likeness: dict[int, float] = {}
        for row in names:
            close = _likeness(wanted, row["folded"])
            likeness[row["entity_id"]] = max(close, likeness.get(row["entity_id"], 0.0))
        near = sorted((n for n in likeness if likeness[n] >= NEAR), key=lambda n: -likeness[n])
        return self._people(near[:limit])

    @transaction
    def people_quoted_most(self, *, limit: int) -> list[Person]:
        numbers = self.rows(
            """
            SELECT q.entity_id FROM quotes q
            WHERE q.shown AND q.entity_id IS NOT NULL
            GROUP BY q.entity_id ORDER BY count(*) DESC, q.entity_id LIMIT :most
            """,
            {"most": limit + SPARE},
        )
        # Counted over the index alone; what is published is counted for the few found.
        found = [one for one in self._people([row[0] for row in numbers]) if one.said]
        return sorted(found, key=lambda one: -one.said)[:limit]

    @transaction
    def entity(self, number: EntityId) -> Person | None:
        found = self._people([number])
        return found[0] if found else None

    @transaction
    def articles_naming(
        self,
        entity: EntityId,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        rows = self.rows(
            f"""
            SELECT {HEAD} FROM article_entities n JOIN articles a ON a.id = n.article_id
            WHERE n.entity_id = :entity AND {PERIOD}
            ORDER BY a.released_at DESC, a.id DESC LIMIT :limit
            """,  # noqa: S608
            {
                "entity": entity,
                "since": moment_or_null(since),
                "until": moment_or_null(until),
                "limit": limit,
            },
        )
        return [head(row) for row in rows]

    @transaction
    def names_of(self, entity: EntityId) -> list[tuple[str, int]]:
        rows = self.rows(
            """
            SELECT min(n.name) AS name, count(DISTINCT n.article_id)
                FILTER (WHERE a.state = 'published') AS articles
            FROM article_names n JOIN articles a ON a.id = n.article_id
            WHERE n.entity_id = :entity AND a.state != 'discarded'
            GROUP BY n.folded ORDER BY articles DESC, name
            """,
            {"entity": entity},
        )
        return [(row["name"], row["articles"]) for row in rows]

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

    def _people(self, numbers: Sequence[int]) -> list[Person]:
        rows = self.rows(
            f"""
            SELECT {PERSON} FROM json_each(:numbers) wanted
            JOIN entities e ON e.id = wanted.value
            ORDER BY wanted.key
            """,  # noqa: S608
            {"numbers": numbers_json(numbers)},
        )
        return [person(row) for row in rows]


def _likeness(wanted: str, name: str) -> float:
    """Compare with the whole name and with each of its words, 0 to 1."""
    return max(SequenceMatcher(None, wanted, part).ratio() for part in (name, *name.split()))
