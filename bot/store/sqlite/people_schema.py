"""The tables of people: entities, and the names that lead to them."""

from sqlite_utils import Database, Migrations

from bot.store.sqlite.base import run_script

MIGRATIONS = Migrations("people")


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
