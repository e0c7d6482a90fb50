"""Articles: kept, corrected, with their earlier versions."""

import hashlib
import json
from collections.abc import Collection, Sequence
from dataclasses import asdict
from datetime import datetime, timedelta
from sqlite3 import Row
from typing import Any

from sqlite_utils import Database, Migrations

from bot.model import (
    ArticleHead,
    ArticleId,
    ArticleState,
    AuditLine,
    KeptArticle,
    NewArticle,
    Removed,
    UserId,
)
from bot.store.sqlite.base import (
    Base,
    moment,
    moment_or_null,
    numbers_json,
    read_moment,
    run_script,
    transaction,
)
from summaries.model import Article, Topic

MIGRATIONS = Migrations("articles")

#: How many characters of an article without a headline stand for it.
OPENING_CHARACTERS = 90
#: Briefings due so long ago may still be made; so far ahead the clock may have been wrong.
MADE_WITHIN, A_SECOND = timedelta(hours=4), timedelta(seconds=1)
#: The number of a kept line has so many bytes: it fits behind a button and into a column.
NUMBER_BYTES = 7


@MIGRATIONS()
def m001_articles(db: Database) -> None:
    """Articles with their versions, topics, shingles, words and history."""
    run_script(
        db,
        """
        CREATE TABLE articles (
            id INTEGER PRIMARY KEY,
            state TEXT NOT NULL,
            title TEXT NOT NULL,            -- '' when it has no headline
            text TEXT NOT NULL,
            text_hash TEXT NOT NULL,        -- of the text without white space
            words INTEGER NOT NULL,
            language TEXT NOT NULL,
            outlet TEXT NOT NULL,           -- '' when unknown
            standfirst TEXT NOT NULL,
            byline TEXT NOT NULL,
            url TEXT NOT NULL,              -- '' when unknown
            published_at TEXT,              -- never later than received_at; NULL for undated
            published_as_printed TEXT,      -- NULL for undated
            published_from TEXT NOT NULL,
            file_name TEXT NOT NULL,
            removed TEXT NOT NULL,          -- JSON: [[before, text], …]
            received_at TEXT NOT NULL,
            released_at TEXT,               -- NULL until first published to readers
            added_by INTEGER,               -- NULL for the seeds and feeds
            version INTEGER NOT NULL DEFAULT 1
        );
        -- released, articles_in: what is published, the latest first
        CREATE INDEX articles_released ON articles (state, released_at, id);
        -- with_same_text
        CREATE INDEX articles_text ON articles (text_hash);

        CREATE TABLE article_versions (
            article_id INTEGER NOT NULL REFERENCES articles (id),
            version INTEGER NOT NULL,
            kept TEXT NOT NULL,             -- JSON of the row as it was
            replaced_at TEXT NOT NULL,
            replaced_by INTEGER
        );
        -- version_before
        CREATE INDEX article_versions_article ON article_versions (article_id, replaced_at);

        CREATE TABLE article_topics (
            article_id INTEGER NOT NULL REFERENCES articles (id),
            slug TEXT NOT NULL,
            place INTEGER NOT NULL,         -- 0 is the strongest
            PRIMARY KEY (slug, article_id)
        ) WITHOUT ROWID;
        -- save_analysis: drop what was found before
        CREATE INDEX article_topics_article ON article_topics (article_id);

        CREATE TABLE shingles (
            shingle INTEGER NOT NULL,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            PRIMARY KEY (shingle, article_id)
        ) WITHOUT ROWID;
        -- amend_article: drop those of the old text
        CREATE INDEX shingles_article ON shingles (article_id);

        CREATE VIRTUAL TABLE article_words USING fts5 (
            title, text, content='articles', content_rowid='id',
            tokenize='porter unicode61 remove_diacritics 2'
        );
        CREATE TRIGGER article_words_in AFTER INSERT ON articles BEGIN
            INSERT INTO article_words (rowid, title, text)
            VALUES (new.id, new.title, new.text);
        END;
        CREATE TRIGGER article_words_change AFTER UPDATE OF title, text ON articles BEGIN
            INSERT INTO article_words (article_words, rowid, title, text)
            VALUES ('delete', old.id, old.title, old.text);
            INSERT INTO article_words (rowid, title, text)
            VALUES (new.id, new.title, new.text);
        END;

        CREATE TABLE audit (
            id INTEGER PRIMARY KEY,
            at TEXT NOT NULL,
            by INTEGER,                     -- NULL for the bot itself
            action TEXT NOT NULL,
            article_id INTEGER NOT NULL,
            detail TEXT NOT NULL
        );

        CREATE TABLE kept_lines (
            id INTEGER PRIMARY KEY,
            line TEXT NOT NULL UNIQUE
        );
        """,
    )


@MIGRATIONS()
def m002_topics(db: Database) -> None:
    """The topics that articles are sorted by; none in a database that did not know."""
    run_script(db, "CREATE TABLE topics_adopted (topics TEXT NOT NULL);  -- JSON, one row")


@MIGRATIONS()
def m002_audit_by_article(db: Database) -> None:
    """What was done last to one article is found at once, however much was done since."""
    run_script(db, "CREATE INDEX audit_article ON audit (article_id, id);  -- last_done")


@MIGRATIONS()
def m003_kept_nights(db: Database) -> None:
    """How many nights ago a button's line was last shown."""
    run_script(db, "ALTER TABLE kept_lines ADD COLUMN nights INTEGER NOT NULL DEFAULT 0;")


#: The columns of an ArticleHead; the opening is cut where it is read.
HEAD = """
    a.id, a.title, substr(a.text, 1, 400) AS opening, a.outlet, a.url, a.published_at,
    a.released_at, a.received_at, a.state, a.words
"""
#: Released in (since, until]; NULL on either side leaves it open.
PERIOD = """
    a.state = 'published'
    AND (:since IS NULL OR a.released_at > :since)
    AND (:until IS NULL OR a.released_at <= :until)
"""


def head(row: Row) -> ArticleHead:
    """Return a row with the columns of HEAD as a value."""
    return ArticleHead(
        id=ArticleId(row["id"]),
        title=row["title"],
        opening=_opening(row["opening"]),
        outlet=row["outlet"],
        url=row["url"],
        published_at=read_moment(row["published_at"]),
        released_at=read_moment(row["released_at"]),
        received_at=datetime.fromisoformat(row["received_at"]),
        state=row["state"],
        words=row["words"],
    )


class Articles(Base):
    """Articles: kept, corrected, with their earlier versions."""

    @transaction
    def save_article(self, new: NewArticle, *, by: UserId | None, at: datetime) -> ArticleId:
        return self._save_article(new, by, at)

    @transaction
    def save_new_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> tuple[ArticleId, bool]:
        known = self._with_same_text(new.text)
        return (self._save_article(new, by, at), True) if known is None else (known, False)

    def _save_article(self, new: NewArticle, by: UserId | None, at: datetime) -> ArticleId:
        row = _columns(new, at) | {
            "state": "waiting",
            "received_at": moment(at),
            "added_by": by,
        }
        names = ", ".join(row)
        places = ", ".join(f":{name}" for name in row)
        saved = self.row(f"INSERT INTO articles ({names}) VALUES ({places}) RETURNING id", row)  # noqa: S608
        assert saved is not None  # noqa: S101 - RETURNING gives the row that was written
        number = ArticleId(saved["id"])
        self._keep_shingles(number, new.fingerprint)
        self.note("added", article=number, by=by, at=at, detail=new.file_name)
        return number

    @transaction
    def article(self, number: ArticleId) -> KeptArticle | None:
        row = self.row("SELECT * FROM articles WHERE id = :id", {"id": number})
        return _kept(row) if row else None

    @transaction
    def articles_in(
        self, states: Collection[ArticleState], *, limit: int, offset: int = 0
    ) -> list[ArticleHead]:
        rows = self.rows(
            f"""
            SELECT {HEAD} FROM articles a
            WHERE a.state IN (SELECT value FROM json_each(:states))
            ORDER BY a.received_at DESC, a.id DESC LIMIT :limit OFFSET :offset
            """,  # noqa: S608
            {"states": numbers_json(states), "limit": limit, "offset": offset},
        )
        return [head(row) for row in rows]

    @transaction
    def count_articles(self, states: Collection[ArticleState]) -> int:
        row = self.row(
            """
            SELECT count(*) FROM articles
            WHERE state IN (SELECT value FROM json_each(:states))
            """,
            {"states": numbers_json(states)},
        )
        return int(row[0]) if row else 0

    @transaction
    def heads(self, numbers: Collection[ArticleId]) -> list[ArticleHead]:
        return self._heads(numbers)

    @transaction
    def change_state(
        self, number: ArticleId, state: ArticleState, *, by: UserId | None, at: datetime
    ) -> ArticleState | None:
        before = self.row("SELECT state FROM articles WHERE id = :id", {"id": number})
        if before is None:
            return None
        self.db.conn.execute(
            """
            UPDATE articles SET state = :state, released_at = CASE
                WHEN :state = 'published' AND (released_at IS NULL OR NOT EXISTS (
                    SELECT 1 FROM editions e, json_each(e.articles) WHERE value = :id))
                THEN :released_at ELSE released_at END
            WHERE id = :id
            """,
            {"id": number, "state": state, "released_at": self._release(at)},
        )
        was: ArticleState = before["state"]
        self.note(state, article=number, by=by, at=at, detail=f"was {was}")
        return was

    def _release(self, at: datetime) -> str:
        """Return when an article counts as released that is published now.

        A briefing may have been made between the admin's word and this moment: the article
        is not in it, so it has to come after it.
        """
        moments = {"at": at, "from": at - MADE_WITHIN, "to": at + MADE_WITHIN}
        row = self.row(
            """
            SELECT max(max(due_at, coalesce(until, due_at))) AS latest FROM deliveries
            WHERE due_at BETWEEN :from AND :to
            """,
            {name: moment(each) for name, each in moments.items()},
        )
        latest = read_moment(row["latest"]) if row else None
        # Moments are kept in seconds: cut off, one could come before what was made just then.
        rounded = at.replace(microsecond=0) + A_SECOND * bool(at.microsecond)
        return moment(max(rounded, latest + A_SECOND) if latest else rounded)

    @transaction
    def amend_article(
        self, number: ArticleId, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> None:
        old = self.row("SELECT * FROM articles WHERE id = :id", {"id": number})
        if old is None:
            return
        received = datetime.fromisoformat(old["received_at"])
        row = _columns(new, received)
        changed = sorted(name for name, value in row.items() if old[name] != value)
        if not changed:
            return
        self._keep_version(old, by=by, at=at)
        # A new text has other findings; a corrected title or date keeps them.
        rewritten = "text" in changed
        settings = ", ".join(f"{name} = :{name}" for name in row)
        self.db.conn.execute(
            f"UPDATE articles SET {settings}, version = version + :step WHERE id = :id",  # noqa: S608
            row | {"id": number, "step": int(rewritten)},
        )
        if rewritten:
            self.db.conn.execute("DELETE FROM shingles WHERE article_id = :id", {"id": number})
            self._keep_shingles(number, new.fingerprint)
            self.db.conn.execute("DELETE FROM analyses WHERE article_id = :id", {"id": number})
        self.note("amended", article=number, by=by, at=at, detail=", ".join(changed))

    @transaction
    def version_before(self, number: ArticleId) -> NewArticle | None:
        row = self.row(
            """
            SELECT kept FROM article_versions WHERE article_id = :id
            ORDER BY replaced_at DESC, rowid DESC LIMIT 1
            """,
            {"id": number},
        )
        return kept_version(row["kept"]) if row else None

    @transaction
    def adopt_topics(self, topics: Sequence[Topic]) -> bool:
        adopted = json.dumps([asdict(topic) for topic in topics], ensure_ascii=False)
        if self.row("SELECT 1 FROM topics_adopted WHERE topics = :new", {"new": adopted}):
            return False
        self.db.conn.execute("DELETE FROM topics_adopted")
        self.db.conn.execute("INSERT INTO topics_adopted (topics) VALUES (?)", (adopted,))
        return self.db.conn.execute("UPDATE analyses SET version = 0").rowcount > 0

    @transaction
    def with_same_text(self, text: str) -> ArticleId | None:
        return self._with_same_text(text)

    def _with_same_text(self, text: str) -> ArticleId | None:
        row = self.row(
            """
            SELECT id FROM articles WHERE text_hash = :hash AND state != 'discarded'
            ORDER BY id LIMIT 1
            """,
            {"hash": _text_hash(text)},
        )
        return ArticleId(row["id"]) if row else None

    @transaction
    def with_shared_shingles(
        self, fingerprint: Sequence[int], *, limit: int
    ) -> list[tuple[ArticleId, int]]:
        rows = self.rows(
            """
            SELECT s.article_id, count(*) AS shared
            FROM shingles s JOIN articles a ON a.id = s.article_id
            WHERE s.shingle IN (SELECT value FROM json_each(:shingles))
                AND a.state != 'discarded'
            GROUP BY s.article_id ORDER BY shared DESC, s.article_id LIMIT :limit
            """,
            {"shingles": numbers_json(_signed(fingerprint)), "limit": limit},
        )
        return [(ArticleId(row[0]), row[1]) for row in rows]

    @transaction
    def audit(self, *, limit: int) -> list[AuditLine]:
        rows = self.rows("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", {"limit": limit})
        return [_audit_line(row) for row in rows]

    @transaction
    def last_done(self, number: ArticleId, action: str = "") -> AuditLine | None:
        row = self.row(
            """
            SELECT * FROM audit WHERE article_id = :id AND :action IN ('', action)
            ORDER BY id DESC LIMIT 1
            """,
            {"id": number, "action": action},
        )
        return _audit_line(row) if row else None

    @transaction
    def keep_line(self, line: str) -> int:
        # A client may send any number it likes. One that only the line itself gives cannot be
        # guessed, so nobody reads what others have searched for.
        digest = hashlib.sha256(line.encode()).digest()
        number = int.from_bytes(digest[:NUMBER_BYTES])
        self.db.execute(
            """
            INSERT INTO kept_lines (id, line) VALUES (:id, :line)
            ON CONFLICT (line) DO UPDATE SET id = excluded.id, nights = 0
            """,
            {"id": number, "line": line},
        )
        return number

    @transaction
    def kept_line(self, number: int) -> str | None:
        if number >= 256**NUMBER_BYTES:
            return None
        row = self.row("SELECT line FROM kept_lines WHERE id = :id", {"id": number})
        return row["line"] if row else None

    def _heads(self, numbers: Collection[ArticleId]) -> list[ArticleHead]:
        rows = self.rows(
            f"""
            SELECT {HEAD} FROM json_each(:numbers) wanted JOIN articles a ON a.id = wanted.value
            ORDER BY wanted.key
            """,  # noqa: S608
            {"numbers": numbers_json(numbers)},
        )
        return [head(row) for row in rows]

    def _keep_shingles(self, number: ArticleId, fingerprint: Sequence[int]) -> None:
        self.db.conn.executemany(
            "INSERT OR IGNORE INTO shingles (shingle, article_id) VALUES (?, ?)",
            [(shingle, number) for shingle in _signed(fingerprint)],
        )

    def _keep_version(self, old: Row, *, by: UserId | None, at: datetime) -> None:
        self.db.conn.execute(
            """
            INSERT INTO article_versions (article_id, version, kept, replaced_at, replaced_by)
            VALUES (:id, :version, :kept, :at, :by)
            """,
            {
                "id": old["id"],
                "version": old["version"],
                "kept": json.dumps(dict(old), ensure_ascii=False),
                "at": moment(at),
                "by": by,
            },
        )


def _columns(new: NewArticle, received: datetime) -> dict[str, Any]:
    printed = new.published_at
    return {
        "title": new.title,
        "text": new.text,
        "text_hash": _text_hash(new.text),
        "words": len(new.text.split()),
        "language": new.language,
        "outlet": new.outlet,
        "standfirst": new.standfirst,
        "byline": new.byline,
        "url": new.url,
        "published_at": moment_or_null(printed and min(printed, received)),
        "published_as_printed": moment_or_null(printed),
        "published_from": new.published_from,
        "file_name": new.file_name,
        "removed": json.dumps(
            [list(asdict(line).values()) for line in new.removed], ensure_ascii=False
        ),
    }


def _kept(row: Row) -> KeptArticle:
    return KeptArticle(
        article=article_value(row),
        state=row["state"],
        received_at=datetime.fromisoformat(row["received_at"]),
        released_at=read_moment(row["released_at"]),
        published_as_printed=read_moment(row["published_as_printed"]),
        published_from=row["published_from"],
        standfirst=row["standfirst"],
        byline=row["byline"],
        file_name=row["file_name"],
        removed=tuple(Removed(before, text) for before, text in json.loads(row["removed"])),
        added_by=row["added_by"],
        version=row["version"],
    )


def _audit_line(row: Row) -> AuditLine:
    return AuditLine(
        at=datetime.fromisoformat(row["at"]),
        by=row["by"],
        action=row["action"],
        article=ArticleId(row["article_id"]),
        detail=row["detail"],
    )


def kept_version(kept: str) -> NewArticle:
    """Return what was kept of an article when it was changed."""
    old = json.loads(kept)
    return NewArticle(
        title=old["title"],
        text=old["text"],
        language=old["language"],
        outlet=old["outlet"],
        standfirst=old["standfirst"],
        byline=old["byline"],
        url=old["url"],
        published_at=read_moment(old["published_as_printed"]),
        published_from=old["published_from"],
        file_name=old["file_name"],
        removed=tuple(Removed(before, text) for before, text in json.loads(old["removed"])),
    )


def article_value(row: Row) -> Article:
    """Return a whole row of articles as what the analysis sees."""
    return Article(
        id=row["id"],
        text=row["text"],
        title=row["title"],
        language=row["language"],
        outlet=row["outlet"],
        published_at=read_moment(row["published_at"]),
        url=row["url"],
    )


def _opening(text: str) -> str:
    first = " ".join(text.split())
    if len(first) <= OPENING_CHARACTERS:
        return first
    return first[:OPENING_CHARACTERS].rsplit(" ", 1)[0].rstrip(",;:–—- ") + " …"


def _text_hash(text: str) -> str:
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


def _signed(fingerprint: Sequence[int]) -> list[int]:
    # SQLite's integers are signed, 64 bits.
    return [value - (1 << 64) if value >= 1 << 63 else value for value in fingerprint]
