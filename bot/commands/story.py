"""/story 12: what the articles on one event tell; admins join and split stories."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.commands.arguments import article_number
from bot.commands.brief import day_in, reader_zone
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.editions import USUAL_SECONDS, told_in
from bot.errors import CommandError
from bot.model import ArticleHead, ArticleId, StoryId
from bot.places import shown_title, sign_choices
from bot.telling import Telling
from summaries.headlines import heading, headline
from summaries.model import Article

MOST_ARTICLES = 30
EXAMPLE = "/story 12"
HOW = "Write it like this: /story join 12 15, or /story split 15. /articles shows the numbers."


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryShown(Reply):
    """What the articles of one story tell.

    Attributes:
        articles: their heads, for admins; empty for readers.
        done: what was just changed; empty when nothing was.
    """

    title: str
    day: str
    told: Telling
    articles: tuple[ArticleHead, ...] = ()
    done: str = ""


async def story(request: Request, context: Context) -> Reply:
    """Answer with the story that an article tells, or join and split stories.

    Raises:
        CommandError: there is no such article, or the line is incomplete.
    """
    is_admin = context.serves_admin(request)
    match request.words:
        case ["join", first, *others] if is_admin and others:
            return await _join(request, context, first, others)
        case ["split", number] if is_admin:
            return await _split(request, context, number)
        case ["join" | "split", *_] if is_admin:
            raise CommandError(HOW)
        case [number]:
            return await _shown(request, context, await _story_of(context, number))
        case _:
            raise CommandError(f"Which article's story? Ask like this: {EXAMPLE}.")


async def _join(request: Request, context: Context, first: str, others: list[str]) -> Reply:
    into = await _story_of(context, first)
    joined = [await _story_of(context, other) for other in others]
    others_only = [number for number in joined if number != into]
    if not others_only:
        raise CommandError("These articles tell one story already. " + HOW)
    await context.store.join_stories(into, others_only, by=request.user, at=context.now())
    return await _shown(request, context, into, "These tell one story from now on.")


async def _split(request: Request, context: Context, number: str) -> Reply:
    article = _number(number)
    whole = await _story_of(context, number)
    if len(await context.store.articles_of_story(whole, limit=2)) < 2:
        raise CommandError("That article tells a story of its own already. " + HOW)
    alone = await context.store.split_story(article, by=request.user, at=context.now())
    return await _shown(request, context, alone, "It tells a story of its own from now on.")


async def _shown(request: Request, context: Context, number: StoryId, done: str = "") -> Reply:
    heads = await context.store.articles_of_story(number, limit=MOST_ARTICLES)
    materials = await context.store.materials([head.id for head in heads])
    told = await told_in(context, materials, [], seconds=USUAL_SECONDS)
    best = _headed(told, [material.article for material in materials])
    line = f"/story {heads[0].id}"
    signs = sign_choices(told.sources, back=line) if request.private else ()
    return StoryShown(
        title=shown_title(best),
        day=day_in(await reader_zone(request, context), context.now()),
        told=told,
        articles=tuple(heads) if context.serves_admin(request) else (),
        done=done,
        choices=(*signs, (Choice("Brief on everything", "/brief"),)),
        shows=(ArticleId(best.id),),
    )


def _headed(told: Telling, articles: Sequence[Article]) -> Article:
    """Return the article whose headline a brief sets above the story."""
    sentences = [(one.place.article, one.text) for one in told.sentences]
    best = heading(articles, sentences) if sentences else headline(articles)
    return best or articles[0]


async def _story_of(context: Context, number: str) -> StoryId:
    article = _number(number)
    kept = await context.store.article(article)
    found = await context.store.story_of(article)
    # Readers cannot tell an article that waits from one that does not exist.
    if kept is None or kept.state != "published" or found is None:
        raise CommandError(f"There is no published article {article}. Ask like {EXAMPLE}.")
    return found


def _number(word: str) -> ArticleId:
    return ArticleId(article_number([word], EXAMPLE))
