"""People and organisations, and the spellings that lead to them."""

from collections.abc import Sequence
from difflib import SequenceMatcher
from sqlite3 import Row

from bot.model import EntityId, Person
from bot.store.sqlite.base import Base, numbers_json, transaction
from summaries.text import folded

#: So many who share a name are read, those whom most articles name.
MOST_NAMESAKES = 20
#: So many more are read, should some be quoted in unpublished articles alone.
SPARE = 5
#: A name is near when at least this share of its letters is the same.
NEAR = 0.7
#: How many names the nearest ones are looked for among; the rest share no beginning.
NEAR_CANDIDATES = 5000

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
