"""/audit [p2]: who did what to which article, and when."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.commands.arguments import page
from bot.context import Context
from bot.conversation import Reply, Request, turned
from bot.model import AuditLine

MOST_SHOWN, MOST_PAGES = 20, 500
#: What parts of an article are called, and those that only follow from others.
PARTS: Mapping[str, str] = {
    "title": "headline",
    "published_at": "date",
    "removed": "removed lines",
    "url": "address",
    "file_name": "file name",
    "byline": "writer",
}
FOLLOWING = frozenset({"text_hash", "words", "published_as_printed", "published_from"})
#: What was done, where its name alone does not say it.
DONE: Mapping[str, str] = {"waiting": "set back to waiting"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit(Reply):
    """Who did what to which article, the latest first.

    Attributes:
        you: the number of the admin who asks.
    """

    lines: tuple[AuditLine, ...]
    you: int


async def audit(request: Request, context: Context) -> Reply:
    """/audit [p2]: what was done to articles, the latest first: who, what, when."""
    _, number = page(request.words)
    first = (min(number, MOST_PAGES) - 1) * MOST_SHOWN
    lines = (await context.store.audit(limit=first + MOST_SHOWN + 1))[first:]
    return Audit(
        lines=tuple(map(in_words, lines[:MOST_SHOWN])),
        you=int(request.user),
        choices=turned("/audit", number, more=len(lines) > MOST_SHOWN),
    )


def in_words(line: AuditLine) -> AuditLine:
    """Return a line as admins say it, without what follows from what was changed."""
    parts = [part for part in line.detail.split(", ") if part not in FOLLOWING]
    amended = line.action == "amended"
    detail = ", ".join(PARTS.get(part, part) for part in parts) if amended else line.detail
    return replace(line, action=DONE.get(line.action, line.action), detail=detail)
