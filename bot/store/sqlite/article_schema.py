"""The tables that articles are kept in."""

from sqlite_utils import Database, Migrations

from bot.store.sqlite.base import run_script

MIGRATIONS = Migrations("articles")


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
