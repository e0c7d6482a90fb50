"""One briefing for a subscription: what is new on its topics, composed and rendered."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.context import Context
from bot.conversation import Choice, Message, Reply
from bot.counts import counted
from bot.due import next_due
from bot.model import ArticleHead, ArticleId, Subscription
from bot.opening import ROOM
from bot.places import Source, Sources, place, sign_choices
from bot.render import render
from bot.subjects import EVERYTHING, MOST_ARTICLES, Subject, articles_about, subjects
from bot.telling import Telling, telling
from summaries.digest import Material, digest
from summaries.model import Digest

#: So many words of sentences for each second of reading; quotes and sources stand
#: beside them, so a briefing of two minutes stays under 1,800 characters.
WORDS_A_SECOND, FEWEST_WORDS = 1.25, 60
CHARACTERS_A_SECOND, FEWEST_CHARACTERS = 15, 900
#: The first line of a message and the word above its quotes take so many characters.
AROUND = 60
FEWEST_QUOTES = 1
#: A brief of the usual length has between 3 and 7 sentences.
USUAL_SECONDS, FEWEST_SENTENCES, MOST_SENTENCES, TRIES = 120, 3, 7, 4
#: Earlier articles whose summaries the reader is taken to know, and how far back.
MOST_TOLD, TOLD_FOR = 40, timedelta(days=14)
#: So many articles that add nothing are listed.
MOST_LISTED = 5
#: New articles are counted up to here; the latest of them are read.
MOST_COUNTED = 500


@dataclass(frozen=True, slots=True)
class Composed:
    """A briefing, ready to freeze.

    Attributes:
        messages: rendered parts; none on a day without news for those who want silence.
        articles: what is shown of; when nothing is to be added, what is named.
        empty: nothing was new.
        key: the same for everyone who gets these very messages.
    """

    messages: tuple[Message, ...]
    articles: tuple[ArticleId, ...]
    empty: bool
    key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Briefing(Reply):
    """What a subscription is sent.

    Attributes:
        day: in the reader's zone ("Monday 23 November").
        clock: the subscription's hour there ("07:30").
        news: how much is new since when, in a sentence.
        coming: when the next one comes ("tomorrow 07:30").
    """

    day: str
    clock: str
    about: str
    news: str
    coming: str
    told: Telling


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingNew(Reply):
    """A day without news, in one line."""

    about: str
    since: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NothingToAdd(Reply):
    """New articles that say nothing the reader was not told before."""

    day: str
    clock: str
    news: str
    articles: tuple[Source, ...]
    coming: str


async def briefing(
    context: Context, subscription: Subscription, *, due: datetime, now: datetime
) -> Composed:
    """Return what is new for a subscription since its last briefing; the first has it all."""
    wanted = await _wanted(context, subscription.topics)
    heads = await _released(context, wanted, subscription.told_until, now)
    key = _key(subscription, due, now)
    about = _titles(wanted)
    if not heads:
        nothing = NothingNew(about=about, since=_since(subscription, now))
        messages = () if subscription.quiet else tuple(render(nothing, room=ROOM))
        return Composed(messages, (), empty=True, key=key)
    materials = await context.store.materials([head.id for head in heads[:MOST_ARTICLES]])
    known = await _known(context, wanted, subscription.told_until)
    told = await told_in(
        context,
        materials,
        wanted,
        seconds=subscription.seconds,
        known=known,
        total=len(heads),
    )
    news = _news(len(heads), subscription, now)
    if told.sentences:
        reply = _briefing(subscription, due, told, about, news)
    else:
        reply = _nothing_to_add(subscription, due, heads, news)
    messages = tuple(render(reply, bot=context.username(), room=ROOM))
    shown = tuple(source.place.article for source in told.sources)
    return Composed(
        messages, shown or tuple(head.id for head in heads[:MOST_LISTED]), empty=False, key=key
    )


def _briefing(
    subscription: Subscription, due: datetime, told: Telling, about: str, news: str
) -> Reply:
    return Briefing(
        day=_day(subscription, due),
        clock=f"{subscription.at:%H:%M}",
        about=about,
        news=news,
        coming=_coming(subscription, due),
        told=told,
        choices=_choices(subscription, told),
    )


def _nothing_to_add(
    subscription: Subscription, due: datetime, heads: Sequence[ArticleHead], news: str
) -> Reply:
    sources = Sources()
    for head in heads[:MOST_LISTED]:
        sources.sign(head, place(head.id, 0, ""))
    return NothingToAdd(
        day=_day(subscription, due),
        clock=f"{subscription.at:%H:%M}",
        news=news,
        articles=sources.all(),
        coming=_coming(subscription, due),
    )


def _day(subscription: Subscription, due: datetime) -> str:
    local = due.astimezone(ZoneInfo(subscription.zone))
    return f"{local:%A} {local.day} {local:%B}"


async def told_in(
    context: Context,
    materials: Sequence[Material],
    wanted: Sequence[Subject],
    *,
    seconds: int,
    known: Sequence[str] = (),
    total: int = 0,
) -> Telling:
    """Return what articles tell on some subjects, in a reading time.

    Args:
        context: runs the digest in the analysis process.
        materials: the articles.
        wanted: the subjects; sentences that use their words are preferred.
        seconds: the reading time.
        known: what the reader was told before.
        total: how many articles there are, when these are only the latest of them.
    """
    budget = max(FEWEST_WORDS, round(seconds * WORDS_A_SECOND))
    most = MOST_SENTENCES if seconds <= USUAL_SECONDS else seconds
    characters = max(FEWEST_CHARACTERS, seconds * CHARACTERS_A_SECOND) - AROUND
    for _ in range(TRIES):
        found = await context.offload(
            digest,
            materials,
            terms=tuple(term for subject in wanted for term in subject.terms),
            budget_words=budget,
            max_sentences=most,
            told=tuple(known),
            max_quotes=2 if seconds < 60 else 3 if seconds <= 180 else 6,
            method=context.method,
        )
        told = fitting(found, materials, characters, total=total)
        count = len(found.sentences)
        better = better_budget(found, budget, fill=seconds == USUAL_SECONDS and count < most)
        if told.letters > characters and count > FEWEST_SENTENCES:
            most = max(FEWEST_SENTENCES, min(count - 1, count * characters // told.letters))
        elif better == budget:
            break
        budget = better
    return told


def better_budget(found: Digest, budget: int, *, fill: bool) -> int:
    """Return how many words to ask for instead; the same number when a digest is good.

    Sentences differ in length: a budget in words can give too few of them.

    Args:
        found: the digest that the budget gave.
        budget: in words.
        fill: tell MOST_SENTENCES stories, where stories are left out.
    """
    count = len(found.sentences)
    if fill and 0 < count < MOST_SENTENCES and leaves_out(found):
        return round(budget * MOST_SENTENCES / count)
    return budget + budget // 2 if 0 < count < FEWEST_SENTENCES else budget


def leaves_out(found: Digest) -> bool:
    """Tell whether every sentence tells another story, and stories are left untold."""
    told = {chosen.article for chosen in found.sentences}
    stories = sum(bool(told & set(story.articles)) for story in found.stories)
    return 0 < stories == len(found.sentences) and stories < len(found.stories)


def fitting(
    found: Digest, materials: Sequence[Material], characters: int, *, total: int = 0
) -> Telling:
    """Return a digest for readers without the last quotes that would make it longer than this.

    While stories are left untold, one quote is enough: every story should have its sentence.
    """
    more = leaves_out(found)
    quotes = found.quotes[:FEWEST_QUOTES] if more else found.quotes
    fewest = 0 if more else FEWEST_QUOTES
    told = telling(replace(found, quotes=quotes), materials, total)
    while len(quotes) > fewest and told.letters > characters:
        quotes = quotes[:-1]
        told = telling(replace(found, quotes=quotes), materials, total)
    return told


async def _wanted(context: Context, topics: Sequence[str]) -> list[Subject]:
    """Return the subjects of a subscription; a name several people share means all of them."""
    if not topics:
        return [EVERYTHING]
    found: list[Subject] = []
    for topic in topics:
        words = tuple(topic.split())
        found += await subjects(context, words) or [Subject(topic, topic, words)]
    return found


async def _released(
    context: Context, wanted: Sequence[Subject], since: datetime | None, until: datetime
) -> list[ArticleHead]:
    heads: dict[ArticleId, ArticleHead] = {}
    for subject in wanted:
        for head in await articles_about(
            context, subject, since=since, until=until, limit=MOST_COUNTED
        ):
            heads.setdefault(head.id, head)
    return list(heads.values())


async def _known(
    context: Context, wanted: Sequence[Subject], until: datetime | None
) -> list[str]:
    """Return the sentences that stood for what was released earlier."""
    if until is None:
        return []
    earlier = await _released(context, wanted, until - TOLD_FOR, until)
    materials = await context.store.materials([head.id for head in earlier[:MOST_TOLD]])
    return [
        item.article.text[sentence.start : sentence.end]
        for item in materials
        for sentence in (item.analysis.sentences[place] for place in item.analysis.summary)
    ]


def _key(subscription: Subscription, due: datetime, now: datetime) -> str:
    wish = replace(subscription, id=0, chat=0, last_day=None, due_at=None)  # type: ignore[arg-type]
    return f"{wish!r} {due.isoformat()} {now.isoformat()}"


def _titles(wanted: Sequence[Subject]) -> str:
    if list(wanted) == [EVERYTHING]:
        return ""
    titles = list(dict.fromkeys(subject.title for subject in wanted))
    return ", ".join(titles[:3]) + (f" and {len(titles) - 3} more" if len(titles) > 3 else "")


def _since(subscription: Subscription, now: datetime) -> str:
    if subscription.told_until is None:
        return ""
    local = subscription.told_until.astimezone(ZoneInfo(subscription.zone))
    if now - subscription.told_until < timedelta(days=6):
        return f"{local:%A} {local:%H:%M}"
    return f"{local.day} {local:%B}"


def _coming(subscription: Subscription, due: datetime) -> str:
    zone = ZoneInfo(subscription.zone)
    today = due.astimezone(zone).date()
    day, moment = next_due(
        subscription.at, zone, subscription.weekdays, after=today, earliest=due
    )
    name = "tomorrow" if day - today == timedelta(days=1) else f"{day:%A}"
    return f"{name} {moment.astimezone(zone):%H:%M}"


def _news(articles: int, subscription: Subscription, now: datetime) -> str:
    since = _since(subscription, now)
    return (
        f"{counted(articles, 'article')} new since {since}" if since else "Your first briefing"
    )


def _choices(subscription: Subscription, told: Telling) -> tuple[tuple[Choice, ...], ...]:
    about = " ".join(subscription.topics[:1]) if len(subscription.topics) == 1 else ""
    more = Choice("More", f"/brief {about} 5m".replace("  ", " "))
    return (
        *sign_choices(told.sources),
        (more, Choice("Why", "/why"), Choice("Pause", "/pause")),
    )
