"""What admins decided about quotes, kept apart from what the analysis finds."""

from datetime import datetime

from sqlite_utils import Database, Migrations

from bot.mends import Mend, MendId, Ruling, mended
from bot.store.sqlite.base import Base, run_script
from summaries.model import Analysis

MIGRATIONS = Migrations("mends")


@MIGRATIONS()
def m001_mends(db: Database) -> None:
    """Decisions, and the places of the words that each is about."""
    run_script(
        db,
        """
        -- AUTOINCREMENT: the number stands behind buttons and must not come twice.
        CREATE TABLE mends (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            verdict TEXT NOT NULL,          -- said, right or hidden
            speaker TEXT NOT NULL,          -- '': it is unclear who speaks, or hidden
            said_as TEXT NOT NULL,          -- whose quote readers saw it as; '' for nobody's
            set_by INTEGER,                 -- the admin; NULL when forgotten
            at TEXT NOT NULL
        );

        CREATE TABLE mend_places (
            mend_id INTEGER NOT NULL REFERENCES mends (id) ON DELETE CASCADE,
            article_id INTEGER NOT NULL REFERENCES articles (id),
            start INTEGER NOT NULL,
            words TEXT NOT NULL,            -- what stood there; how it is found again
            PRIMARY KEY (article_id, start, mend_id)
        ) WITHOUT ROWID;
        -- ON DELETE CASCADE
        CREATE INDEX mend_places_mend ON mend_places (mend_id);
        """,
    )


#: Decisions on an article's quotes, a row for each place.
MENDS = """
    SELECT m.id, m.verdict, m.speaker, m.said_as, m.at, p.start, p.words
    FROM mend_places p JOIN mends m ON m.id = p.mend_id
    WHERE p.article_id = :article ORDER BY m.id, p.start
"""


class Mends(Base):
    """Analyses as they are with what admins decided."""

    def _mends(self, article: int) -> list[Mend]:
        return [
            Mend(
                id=MendId(row["id"]),
                ruling=Ruling(row["verdict"], row["speaker"]),
                start=row["start"],
                words=row["words"],
                said_as=row["said_as"],
                at=datetime.fromisoformat(row["at"]),
            )
            for row in self.rows(MENDS, {"article": article})
        ]

    def _mended(self, number: int, analysis: Analysis) -> Analysis:
        mends = self._mends(number)
        if not mends:
            return analysis
        row = self.row("SELECT text FROM articles WHERE id = :id", {"id": number})
        return mended(analysis, row["text"] if row else "", mends)
