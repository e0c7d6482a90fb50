"""What readers are told when an article that they were shown is changed afterwards."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from bot.context import Context
from bot.conversation import Reply
from bot.mends import Mend, MendId
from bot.model import ArticleId, ArticleState, KeptArticle, NewArticle
from bot.places import shown_title
from bot.render import render
from summaries.model import Article


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Reply):
    """One reply to the latest message that held something from the article.

    Attributes:
        title: of the article, as that message named it.
        withdrawn: it is taken back; otherwise it is corrected, or here again.
        change: what is corrected ("The date is now 22 Oct 2025."); empty when it is back.
    """

    title: str
    withdrawn: bool = False
    change: str = ""


async def tell_moved(context: Context, kept: KeptArticle, was: ArticleState) -> int:
    """Have readers told that an article is withdrawn, or here again; return how many chats.

    Args:
        context: reaches the store.
        kept: the article as it stands now.
        was: the state it was in before.
    """
    if was == "published" and kept.state != "published":
        notice = CorrectionNotice(title=shown_title(kept.article), withdrawn=True)
        return await _tell(context, kept.id, notice)
    if was != "published" and kept.state == "published":
        return await _tell_back(context, kept)
    return 0


async def _tell_back(context: Context, kept: KeptArticle) -> int:
    """Tell those who heard of the withdrawal; from the others it is kept."""
    withdrawn = await context.store.last_done(kept.id, "withdrawn")
    if withdrawn is None:
        return 0
    notice = CorrectionNotice(title=shown_title(kept.article))
    return await _tell(context, kept.id, notice, told_since=withdrawn.at)


async def tell_corrected(context: Context, before: KeptArticle, after: KeptArticle) -> int:
    """Have the readers of a corrected article told what changed; return how many chats.

    What changed a moment ago, and is still to be told, is told along with it.
    """
    if after.state != "published":
        return 0
    untold = await context.store.version_untold(after.id)
    known = _seen(untold, after.received_at) if untold else before.article
    change = changes(known, after.article)
    if not change:
        await context.store.cancel_correction(after.id)
        return 0
    notice = CorrectionNotice(title=shown_title(known), change=change)
    return await _tell(context, after.id, notice)


async def tell_undone(
    context: Context, before: KeptArticle, after: KeptArticle, since: datetime
) -> int:
    """Have those told who have heard, since then, of a correction that is undone now."""
    if await context.store.version_untold(after.id):
        return await tell_corrected(context, before, after)
    change = changes(before.article, after.article)
    if after.state != "published" or not change:
        return 0
    notice = CorrectionNotice(title=shown_title(before.article), change=change)
    return await _tell(context, after.id, notice, told_since=since)


async def tell_mended(
    context: Context,
    kept: KeptArticle,
    change: str,
    mend: MendId,
    *,
    undone: datetime | None = None,
) -> int:
    """Have the readers of an article told whose quote it was; return how many chats.

    Args:
        context: reaches the store.
        kept: the article.
        change: what is different for readers; empty when nothing is.
        mend: the decision on the quote.
        undone: the decision is taken back, made then: only those who heard of it are told.
    """
    if kept.state != "published" or not change:
        return 0
    notice = CorrectionNotice(title=shown_title(kept.article), change=change)
    subject = _about(mend)
    return await _tell(context, kept.id, notice, told_since=undone, subject=subject)


async def keep_untold(context: Context, article: ArticleId, mends: Iterable[Mend]) -> None:
    """Tell nobody more of decisions that another one has replaced."""
    for one in mends:
        await context.store.cancel_correction(article, _about(one.id))


def changes(before: Article, after: Article) -> str:
    """Return what is different for readers, in sentences."""
    told = []
    if before.title != after.title:
        named = f"The headline is now “{after.title}”."
        told.append(named if after.title else "It has no headline any more.")
    if before.outlet != after.outlet:
        told.append(f"It is from {after.outlet}." if after.outlet else "Its outlet is unknown.")
    at = after.published_at
    if before.published_at != at:
        told.append(f"Its date is {at.day} {at:%b %Y}." if at else "Its date is unknown.")
    if before.text != after.text:
        told.append("Its text has changed.")
    return " ".join(told)


def _about(mend: MendId) -> str:
    return f"quote {mend}"


def _seen(old: NewArticle, received_at: datetime) -> Article:
    """Return an earlier version as readers saw it: no later than it came in."""
    at = old.published_at and min(old.published_at, received_at)
    return Article(0, old.text, title=old.title, outlet=old.outlet, published_at=at)


async def _tell(
    context: Context,
    number: ArticleId,
    notice: CorrectionNotice,
    *,
    told_since: datetime | None = None,
    subject: str = "",
) -> int:
    text = render(notice)[0].text
    return await context.store.correct(
        number, text, at=context.now(), told_since=told_since, subject=subject
    )
