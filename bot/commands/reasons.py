"""/why and /why 12: why a briefing comes, and why an article was in it or was not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.commands.arguments import article_number, days_in_words
from bot.commands.coming import last_delivery, no_subscription, topics_in_words, way_back
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.errors import CommandError
from bot.model import ArticleId, Delivery, KeptArticle, Subscription
from bot.places import shown_title
from summaries.model import Analysis
from summaries.text import folded

#: So many deliveries back an article is looked for.
MOST_DELIVERIES = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class Why(Reply):
    """Why this chat gets a briefing, and what decided about the last one.

    Attributes:
        paused: why none comes now; empty when they come.
        topic: one that the briefing is about, to ask on; empty when it is about none.
    """

    about: str
    clock: str
    days: str
    last: str
    articles: tuple[str, ...]
    paused: str = ""
    topic: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyArticle(Reply):
    """Why an article was in a briefing, or was not."""

    title: str
    reason: str


async def why(request: Request, context: Context) -> Reply:
    """Say why this chat gets a briefing, or why one article was in it or was not.

    Raises:
        CommandError: there is no such article for readers.
    """
    current = await context.store.subscription_of(request.chat)
    if current is None:
        return no_subscription()
    latest = await context.store.deliveries_of(request.chat, limit=MOST_DELIVERIES)
    if request.words:
        number = ArticleId(article_number(request.words, "/why 12"))
        return await _article(number, current, latest, context)
    heads = await context.store.heads(latest[0].articles) if latest else []
    named = [head for head in heads if head.state == "published"]
    return Why(
        about=topics_in_words(current, context),
        clock=f"{current.at:%H:%M}",
        days=days_in_words(current.weekdays),
        last=last_delivery(latest[0], current.zone) if latest else "",
        articles=tuple(shown_title(head) for head in named),
        paused=current.paused,
        topic=_topic(current, context),
        shows=tuple(head.id for head in named),
        choices=((*way_back(current), Choice("When", "/when"), Choice("Topics", "/topics")),),
    )


async def _article(
    number: ArticleId, current: Subscription, latest: Sequence[Delivery], context: Context
) -> Reply:
    kept = await context.store.article(number)
    if kept is None or kept.state != "published":
        raise CommandError("That article is not here (any more). /brief shows what is.")
    analysis = await context.store.analysis(number)
    return WhyArticle(
        title=shown_title(kept.article),
        reason=reason(kept, analysis, current, latest, topics_in_words(current, context)),
        choices=((Choice("Whole article", f"/read {number}"), Choice("When", "/when")),),
        shows=(number,),
    )


def reason(
    kept: KeptArticle,
    analysis: Analysis | None,
    current: Subscription,
    latest: Sequence[Delivery],
    about: str,
) -> str:
    """Return why an article was in a briefing, or was not, in a sentence or two."""
    held = next((one for one in latest if kept.id in one.articles), None)
    if held:
        return f"It was in your briefing of {held.day:%A} {held.day.day} {held.day:%B}."
    if not on_topics(kept, analysis, current.topics):
        return f"It is not about {about}, which your briefing covers. /topics shows more."
    if _is_new(kept.released_at, current.told_until):
        first = (
            "is read for your first briefing"
            if current.told_until is None
            else ("was added after your last briefing and is read for the next one")
        )
        return f"It {first}{', once you start it again' if current.paused else ''}. /when"
    return (
        "It was read for a briefing, but other sentences said more in the time you gave: "
        "/brief 5m tells more."
    )


def on_topics(kept: KeptArticle, analysis: Analysis | None, topics: Sequence[str]) -> bool:
    """Tell whether an article is about any of the topics; no topics are all of them."""
    if not topics:
        return True
    names = {folded(slug) for slug in analysis.topics} if analysis else set()
    for entity in analysis.entities if analysis else ():
        names |= {folded(name) for name in (entity.name, *entity.aliases)}
    words = set(folded(f"{kept.article.title} {kept.article.text}").split())
    return any(
        folded(topic) in names or set(folded(topic).split()) <= words for topic in topics
    )


def _topic(current: Subscription, context: Context) -> str:
    """Return a topic of the operator's that the briefing is about, else any."""
    slugs = [one for one in current.topics if one in context.topics]
    return next(iter(slugs or context.topics), "")


def _is_new(released: datetime | None, told_until: datetime | None) -> bool:
    return told_until is None or (released is not None and released > told_until)
