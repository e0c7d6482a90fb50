"""Which articles tell one event: a number for each story, which never changes."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from pydantic import TypeAdapter
from sqlite_utils import Database, Migrations

from bot.model import ArticleHead, ArticleId, StoryId, UserId
from bot.store.sqlite.article_rows import HEAD, head
from bot.store.sqlite.base import Base, moment, run_script, transaction
from summaries.stories import Profile

MIGRATIONS = Migrations("stories")

PROFILES = TypeAdapter(Profile)
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
            profile TEXT NOT NULL,          -- JSON of summaries.stories.Profile
            at TEXT NOT NULL,               -- of publication; of intake when undated
            set_by INTEGER                  -- the admin who joined or split; NULL for found
        );
        -- story_profiles
        CREATE INDEX article_stories_at ON article_stories (at);
        -- articles_of_story, join_stories
        CREATE INDEX article_stories_story ON article_stories (story_id);
        """,
    )


class Stories(Base):
    """Which articles tell one event."""

    @transaction
    def story_profiles(self, around: datetime, *, limit: int) -> list[tuple[StoryId, Profile]]:
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
        found = [
            (StoryId(row["story_id"]), PROFILES.validate_json(row["profile"])) for row in rows
        ]
        return found[::-1]

    @transaction
    def keep_story(
        self, article: ArticleId, story: StoryId, profile: Profile, *, at: datetime
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
                "profile": PROFILES.dump_json(profile).decode(),
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
