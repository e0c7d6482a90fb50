"""Feeds that articles are taken from, and which of their entries were seen."""

from collections.abc import Sequence
from datetime import datetime
from sqlite3 import Row

from sqlite_utils import Database, Migrations

from bot.model import ArticleId, Feed, FeedId, FeedState, UserId
from bot.store.sqlite.base import (
    Base,
    moment,
    moment_or_null,
    numbers_json,
    read_moment,
    run_script,
    transaction,
)

MIGRATIONS = Migrations("feeds")


@MIGRATIONS()
def m001_feeds(db: Database) -> None:
    """Feeds and their entries."""
    run_script(
        db,
        """
        CREATE TABLE feeds (
            id INTEGER PRIMARY KEY,
            url TEXT NOT NULL UNIQUE,
            title TEXT NOT NULL,            -- '' before it was read
            etag TEXT NOT NULL,
            modified TEXT NOT NULL,
            failures INTEGER NOT NULL,
            problem TEXT NOT NULL,          -- '' when it answered
            due_at TEXT,                    -- NULL when it is gone for good
            publishes INTEGER NOT NULL DEFAULT 0,
            added_by INTEGER NOT NULL,
            added_at TEXT NOT NULL
        );
        -- feeds_due
        CREATE INDEX feeds_due ON feeds (due_at);

        CREATE TABLE feed_entries (
            feed_id INTEGER NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
            key TEXT NOT NULL,
            article_id INTEGER REFERENCES articles (id),    -- NULL when it gave none
            seen_at TEXT NOT NULL,
            PRIMARY KEY (feed_id, key)
        ) WITHOUT ROWID;
        """,
    )


FEED = """
    f.id, f.url, f.title, f.etag, f.modified, f.failures, f.problem, f.due_at, f.publishes,
    (SELECT count(*) FROM feed_entries e
        WHERE e.feed_id = f.id AND e.article_id IS NOT NULL) AS taken
"""


class Feeds(Base):
    """Feeds that articles are taken from, and which of their entries were seen."""

    @transaction
    def add_feed(self, state: FeedState, *, by: UserId, at: datetime) -> FeedId | None:
        row = self.row(
            """
            INSERT INTO feeds (url, title, etag, modified, failures, problem, due_at,
                added_by, added_at)
            VALUES (:url, :title, :etag, :modified, :failures, :problem, :due, :by, :at)
            ON CONFLICT (url) DO NOTHING RETURNING id
            """,
            _columns(state) | {"by": by, "at": moment(at)},
        )
        if row is None:
            return None
        self.note("feed added", by=by, at=at, detail=state.url)
        return FeedId(row["id"])

    @transaction
    def feeds(self) -> list[Feed]:
        return [_feed(row) for row in self.rows(f"SELECT {FEED} FROM feeds f ORDER BY f.id")]  # noqa: S608

    @transaction
    def feeds_due(self, at: datetime, *, limit: int) -> list[Feed]:
        rows = self.rows(
            f"""
            SELECT {FEED} FROM feeds f WHERE f.due_at <= :at
            ORDER BY f.due_at, f.id LIMIT :limit
            """,  # noqa: S608
            {"at": moment(at), "limit": limit},
        )
        return [_feed(row) for row in rows]

    @transaction
    def save_feed(self, feed: FeedId, state: FeedState) -> None:
        self.db.conn.execute(
            """
            UPDATE feeds SET title = :title, etag = :etag, modified = :modified,
                failures = :failures, problem = :problem, due_at = :due
            WHERE id = :id
            """,
            _columns(state) | {"id": feed},
        )

    @transaction
    def let_feed_publish(
        self, feed: FeedId, *, publishes: bool, by: UserId, at: datetime
    ) -> bool:
        changed = self.row(
            "UPDATE feeds SET publishes = :publishes WHERE id = :id RETURNING url",
            {"id": feed, "publishes": publishes},
        )
        if changed is None:
            return False
        action = "feed set to publish" if publishes else "feed set to wait"
        self.note(action, by=by, at=at, detail=changed["url"])
        return True

    @transaction
    def remove_feed(self, feed: FeedId, *, by: UserId, at: datetime) -> bool:
        gone = self.row("DELETE FROM feeds WHERE id = :id RETURNING url", {"id": feed})
        if gone is None:
            return False
        self.note("feed removed", by=by, at=at, detail=gone["url"])
        return True

    @transaction
    def unseen_entries(self, feed: FeedId, keys: Sequence[str]) -> list[str]:
        rows = self.rows(
            """
            SELECT value FROM json_each(:keys) wanted
            WHERE NOT EXISTS (SELECT 1 FROM feed_entries e
                WHERE e.feed_id = :feed AND e.key = wanted.value)
            ORDER BY wanted.key
            """,
            {"feed": feed, "keys": numbers_json(keys)},
        )
        return [row["value"] for row in rows]

    @transaction
    def entry_seen(
        self, feed: FeedId, key: str, article: ArticleId | None, *, at: datetime
    ) -> None:
        self.db.conn.execute(
            """
            INSERT INTO feed_entries (feed_id, key, article_id, seen_at)
            SELECT id, :key, :article, :at FROM feeds WHERE id = :feed
            ON CONFLICT (feed_id, key) DO NOTHING
            """,
            {"feed": feed, "key": key, "article": article, "at": moment(at)},
        )


def _columns(state: FeedState) -> dict[str, object]:
    return {
        "url": state.url,
        "title": state.title,
        "etag": state.etag,
        "modified": state.modified,
        "failures": state.failures,
        "problem": state.problem,
        "due": moment_or_null(state.due_at),
    }


def _feed(row: Row) -> Feed:
    state = FeedState(
        url=row["url"],
        title=row["title"],
        etag=row["etag"],
        modified=row["modified"],
        failures=row["failures"],
        problem=row["problem"],
        due_at=read_moment(row["due_at"]),
    )
    return Feed(FeedId(row["id"]), state, bool(row["publishes"]), row["taken"])
