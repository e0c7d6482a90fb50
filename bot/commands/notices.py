"""What readers are told when an article that they were briefed from is changed afterwards."""

from dataclasses import dataclass

from bot.context import Context
from bot.conversation import Reply
from bot.model import ArticleId, KeptArticle
from bot.places import shown_title
from bot.render import render


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrectionNotice(Reply):
    """One reply to the briefing that held something from the article.

    Attributes:
        title: of the article, as the briefing named it.
        withdrawn: it is taken back; otherwise it is corrected, or here again.
        change: what is corrected ("The date is now 22 Oct 2025."); empty when it is back.
    """

    title: str
    withdrawn: bool = False
    change: str = ""


async def tell_withdrawn(context: Context, kept: KeptArticle) -> int:
    """Have the readers of a withdrawn article told; return how many chats."""
    notice = CorrectionNotice(title=shown_title(kept.article), withdrawn=True)
    return await _tell(context, kept.id, notice)


async def tell_corrected(context: Context, before: KeptArticle, after: KeptArticle) -> int:
    """Have the readers of a corrected article told what changed; return how many chats."""
    change = changes(before, after)
    if after.state != "published" or not change:
        return 0
    notice = CorrectionNotice(title=shown_title(before.article), change=change)
    return await _tell(context, after.id, notice)


async def take_back(context: Context, kept: KeptArticle) -> int:
    """Keep readers from hearing of what was undone; those who did hear that it is back."""
    cancelled = await context.store.cancel_correction(kept.id)
    if cancelled or kept.state != "published":
        return 0
    return await _tell(context, kept.id, CorrectionNotice(title=shown_title(kept.article)))


def changes(before: KeptArticle, after: KeptArticle) -> str:
    """Return what is different for readers, in sentences."""
    told = []
    if before.article.title != after.article.title:
        told.append(f"The headline is now “{after.article.title}”.")
    if before.article.outlet != after.article.outlet:
        told.append(f"It is from {after.article.outlet}.")
    at = after.article.published_at
    if before.article.published_at != at and at:
        told.append(f"Its date is {at.day} {at:%b %Y}.")
    if before.article.text != after.article.text:
        told.append("Its text has changed.")
    return " ".join(told)


async def _tell(context: Context, number: ArticleId, notice: CorrectionNotice) -> int:
    text = render(notice)[0].text
    return await context.store.correct(number, text, at=context.now())
