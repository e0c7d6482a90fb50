"""Articles as rows and as values."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from sqlite3 import Row
from typing import Any

from bot.model import (
    ArticleHead,
    ArticleId,
    AuditLine,
    KeptArticle,
    NewArticle,
    Removed,
)
from bot.store.sqlite.base import moment_or_null, read_moment
from summaries.model import Article

#: How many characters of an article without a headline stand for it.
OPENING_CHARACTERS = 90
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


def columns(new: NewArticle, received: datetime) -> dict[str, Any]:
    """Return an article as the columns that its text and particulars go into."""
    printed = new.published_at
    return {
        "title": new.title,
        "text": new.text,
        "text_hash": text_hash(new.text),
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


def kept_article(row: Row) -> KeptArticle:
    """Return a whole row of articles as a value."""
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


def audit_line(row: Row) -> AuditLine:
    """Return a row of the audit as a value."""
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


def line_moved(old: Row, new: Mapping[str, Any]) -> str:
    """Return whether one line was cut, or a cut one put back; empty for any other change."""
    lines = [old["text"].split("\n"), new["text"].split("\n")]
    removed = [[text for _, text in json.loads(one["removed"])] for one in (old, new)]
    if Counter(lines[0] + removed[0]) != Counter(lines[1] + removed[1]):
        return ""
    moved = len(removed[1]) - len(removed[0])
    return {1: "a line cut", -1: "a line put back"}.get(moved, "")


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


def text_hash(text: str) -> str:
    """Return what the same text has in common, however it is broken into lines."""
    return hashlib.sha256("".join(text.split()).encode()).hexdigest()


def signed(fingerprint: Sequence[int]) -> list[int]:
    """Return shingles as numbers that a column takes."""
    # SQLite's integers are signed, 64 bits.
    return [value - (1 << 64) if value >= 1 << 63 else value for value in fingerprint]
