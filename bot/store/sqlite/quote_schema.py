"""The tables of what was found in articles."""

from sqlite_utils import Database, Migrations

from bot.store.sqlite.base import run_script

MIGRATIONS = Migrations("quotes")


@MIGRATIONS()
def m001_quotes(db: Database) -> None:
    """Analyses whole, and the quotes among them one by one."""
    run_script(
        db,
        """
        CREATE TABLE analyses (
            article_id INTEGER PRIMARY KEY REFERENCES articles (id),
            version INTEGER NOT NULL,
            found TEXT NOT NULL             -- JSON of summaries.model.Analysis
        );

        CREATE TABLE quotes (
            id INTEGER PRIMARY KEY,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            place INTEGER NOT NULL,         -- index into the analysis' quotes
            entity_id INTEGER REFERENCES entities (id),  -- NULL: unclear or unnamed
            said_as TEXT NOT NULL,          -- normal form of speaker_text; '' for none
            kind TEXT NOT NULL,             -- direct, partial or indirect
            shown INTEGER NOT NULL,         -- what readers see of it, see _shown
            said_key TEXT NOT NULL,         -- the same for one utterance of one speaker
            said TEXT NOT NULL,             -- the words of a direct quote; '' for others
            sentence_start INTEGER NOT NULL,
            sentence_end INTEGER NOT NULL
        );
        -- quotes_by, counts
        CREATE INDEX quotes_entity ON quotes (entity_id, shown);
        -- quotes_in, save_analysis
        CREATE INDEX quotes_article ON quotes (article_id);
        -- the same utterance in other articles
        CREATE INDEX quotes_said ON quotes (said_key);

        CREATE TABLE quote_about (
            entity_id INTEGER NOT NULL REFERENCES entities (id),
            quote_id INTEGER NOT NULL REFERENCES quotes (id) ON DELETE CASCADE,
            PRIMARY KEY (entity_id, quote_id)
        ) WITHOUT ROWID;
        -- ON DELETE CASCADE
        CREATE INDEX quote_about_quote ON quote_about (quote_id);
        """,
    )
