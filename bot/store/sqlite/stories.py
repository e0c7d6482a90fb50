"""Which articles tell one event: a number for each story, which never changes."""

import json
from collections.abc import Sequence
from datetime import datetime, timedelta
from math import exp

from sqlite_utils import Database, Migrations

from bot.model import ArticleHead, ArticleId, StoryId, UserId
from bot.store.sqlite.article_rows import HEAD, head
from bot.store.sqlite.base import Base, moment, run_script, transaction
from summaries.arrivals import packed_terms

MIGRATIONS = Migrations("stories")

#: An article's story is looked for among those published around it.
AROUND = timedelta(days=14)


@MIGRATIONS()
def m001_stories(db: Database) -> None:
    """The story of each article."""
    run_script(
        db,
        """
        CREATE TABLE article_stories (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id),
            story_id INTEGER NOT NULL,      -- the number of the story's first article
            profile TEXT NOT NULL,          -- JSON; packed since m002_packed
            at TEXT NOT NULL,               -- of publication; of intake when undated
            set_by INTEGER                  -- the admin who joined or split; NULL for found
        );
        -- story_profiles
        CREATE INDEX article_stories_at ON article_stories (at);
        -- articles_of_story, join_stories
        CREATE INDEX article_stories_story ON article_stories (story_id);
        """,
    )


@MIGRATIONS()
def m002_packed(db: Database) -> None:
    """Profiles as numbers, packed: half the size, read in a fraction of the time.

    100,000 articles take a minute.
    """
    db.conn.create_function("packed", 1, _packed, deterministic=True)
    run_script(
        db,
        """
        -- Of summaries.arrivals.packed.
        ALTER TABLE article_stories ADD COLUMN packed BLOB NOT NULL DEFAULT x'';
        UPDATE article_stories SET packed = packed(profile);
        ALTER TABLE article_stories DROP COLUMN profile;
        ALTER TABLE article_stories RENAME COLUMN packed TO profile;
        """,
    )


def _packed(profile: str) -> bytes:
    """Return a profile as m001_stories kept it, packed."""
    old = json.loads(profile)
    at = old.pop("published_at")
    times = {
        kind: {term: round(exp(weight - 1)) for term, weight in terms}
        for kind, terms in old.items()
    }
    return packed_terms(times, datetime.fromisoformat(at) if at else None)


class Stories(Base):
    """Which articles tell one event."""

    @transaction
    def story_profiles(self, around: datetime, *, limit: int) -> list[tuple[StoryId, bytes]]:
        rows = self.rows(
            """
            SELECT s.story_id, s.profile FROM article_stories s
            JOIN articles a ON a.id = s.article_id
            WHERE s.at BETWEEN :first AND :last AND a.state IN ('waiting', 'published')
            ORDER BY s.at DESC, s.article_id DESC LIMIT :limit
            """,
            {
                "first": moment(around - AROUND),
                "last": moment(around + AROUND),
                "limit": limit,
            },
        )
        return [(StoryId(row["story_id"]), row["profile"]) for row in reversed(rows)]

    @transaction
    def keep_story(
        self, article: ArticleId, story: StoryId, profile: bytes, *, at: datetime
    ) -> None:
        self.db.conn.execute(
            """
            INSERT INTO article_stories (article_id, story_id, profile, at)
            VALUES (:article, :story, :profile, :at)
            ON CONFLICT (article_id) DO UPDATE SET profile = excluded.profile
            """,
            {
                "article": article,
                "story": story,
                "profile": profile,
                "at": moment(at),
            },
        )

    @transaction
    def story_of(self, article: ArticleId) -> StoryId | None:
        row = self.row(
            "SELECT story_id FROM article_stories WHERE article_id = :id", {"id": article}
        )
        return StoryId(row["story_id"]) if row else None

    @transaction
    def articles_of_story(self, story: StoryId, *, limit: int) -> list[ArticleHead]:
        rows = self.rows(
            f"""
            SELECT {HEAD} FROM article_stories s JOIN articles a ON a.id = s.article_id
            WHERE s.story_id = :story AND a.state = 'published'
            ORDER BY a.released_at DESC, a.id DESC LIMIT :limit
            """,  # noqa: S608
            {"story": story, "limit": limit},
        )
        return [head(row) for row in rows]

    @transaction
    def join_stories(
        self, into: StoryId, others: Sequence[StoryId], *, by: UserId, at: datetime
    ) -> None:
        for other in others:
            self.db.conn.execute(
                """
                UPDATE article_stories SET story_id = :into, set_by = :by
                WHERE story_id IN (:into, :other)
                """,
                {"into": into, "other": other, "by": by},
            )
            self.note(
                "story joined",
                article=into,
                by=by,
                at=at,
                detail=f"story {other} is told by it",
            )

    @transaction
    def split_story(self, article: ArticleId, *, by: UserId, at: datetime) -> StoryId:
        # The first article bears the story's number: when it goes, the others keep the
        # number, and it takes the negative one, which no article can have.
        alone = self.row(
            """
            SELECT CASE WHEN story_id = article_id THEN -article_id ELSE article_id END
            FROM article_stories WHERE article_id = :article
            """,
            {"article": article},
        )
        story = StoryId(alone[0]) if alone else StoryId(article)
        self.db.conn.execute(
            """
            UPDATE article_stories SET story_id = :story, set_by = :by
            WHERE article_id = :article
            """,
            {"article": article, "story": story, "by": by},
        )
        self.note("story split", article=article, by=by, at=at, detail="tells another story")
        return story
