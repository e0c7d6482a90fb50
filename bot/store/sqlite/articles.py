"""Articles: kept, corrected, with their earlier versions."""

import json
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from sqlite3 import Row

from bot.model import (
    ArticleHead,
    ArticleId,
    ArticleState,
    AuditLine,
    KeptArticle,
    NewArticle,
    UserId,
)
from bot.store.sqlite.article_rows import (
    HEAD,
    audit_line,
    columns,
    head,
    kept_article,
    kept_version,
    line_moved,
    signed,
    text_hash,
)
from bot.store.sqlite.base import Base, moment, numbers_json, read_moment, transaction

#: Briefings due so long ago may still be made; so far ahead the clock may have been wrong.
MADE_WITHIN, A_SECOND = timedelta(hours=4), timedelta(seconds=1)


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
        row = columns(new, at) | {
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
        return kept_article(row) if row else None

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
        row = columns(new, received)
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
        detail = line_moved(old, row) or ", ".join(changed)
        self.note("amended", article=number, by=by, at=at, detail=detail)

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
    def with_same_text(self, text: str) -> ArticleId | None:
        return self._with_same_text(text)

    def _with_same_text(self, text: str) -> ArticleId | None:
        row = self.row(
            """
            SELECT id FROM articles WHERE text_hash = :hash AND state != 'discarded'
            ORDER BY id LIMIT 1
            """,
            {"hash": text_hash(text)},
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
            {"shingles": numbers_json(signed(fingerprint)), "limit": limit},
        )
        return [(ArticleId(row[0]), row[1]) for row in rows]

    @transaction
    def audit(self, *, limit: int) -> list[AuditLine]:
        rows = self.rows("SELECT * FROM audit ORDER BY id DESC LIMIT :limit", {"limit": limit})
        return [audit_line(row) for row in rows]

    @transaction
    def last_done(self, number: ArticleId, action: str = "") -> AuditLine | None:
        row = self.row(
            """
            SELECT * FROM audit WHERE article_id = :id AND :action IN ('', action)
            ORDER BY id DESC LIMIT 1
            """,
            {"id": number, "action": action},
        )
        return audit_line(row) if row else None

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
            [(shingle, number) for shingle in signed(fingerprint)],
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
