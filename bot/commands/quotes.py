"""/quotes <name, topic or "trump on kim"> [how many]: who said what, newest first."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.commands.arguments import count, page
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.model import KeptQuote, Person
from bot.places import Source, Sources, sign_choices
from bot.spoken import Spoken, spoken
from bot.subjects import MOST_ARTICLES, Subject, articles_about, people_meant, topic_named

USUAL, MOST = 3, 10
MOST_CHOICES = 9

_ON = re.compile(r"^(?P<speaker>.*?)(?:^|\s)(?:on|about)\s+(?P<about>.+)$", re.IGNORECASE)
_BY = re.compile(r"^by\s+(?P<speaker>.+)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QuoteGroup:
    """Quotes of one kind under a heading."""

    heading: str
    note: str
    quotes: tuple[Spoken, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Quotes(Reply):
    """A page of quotes, newest article first within each group.

    Attributes:
        role: of the person, as printed most recently; empty for topics.
        place: which of how many are shown ("1 to 3 of 8"); empty when all are.
    """

    title: str
    role: str
    groups: tuple[QuoteGroup, ...]
    sources: tuple[Source, ...]
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class WhichPerson(Reply):
    """Several people go by this name, the most quoted first."""

    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NobodyCalled(Reply):
    """Nobody has this name; the nearest names and the people quoted most."""

    name: str
    near: str
    most: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NotQuoted(Reply):
    """Somebody or something is known but not quoted (on that)."""

    who: str
    articles: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WhoseQuotes(Reply):
    """/quotes alone: the people quoted most, to tap."""


async def quotes(request: Request, context: Context) -> Reply:
    """Answer with what somebody said and what was said about them, or ask who is meant.

    Raises:
        CommandError: the number is not between 1 and MOST.
    """
    words, number = page(request.words)
    words, many = count(words, most=MOST)
    asked = " ".join(words)
    asking = Asking(request, context, many or USUAL, number)
    if not words:
        return await _whose(context)
    topic = topic_named(context, words)
    if topic:
        return await _on_topic(topic, asking)
    if found := _BY.match(asked):
        return await _by(found["speaker"], asking)
    if found := _ON.match(asked):
        return await _on(found["speaker"], found["about"], asking)
    return await _overview(asked, asking)


@dataclass(frozen=True, slots=True)
class Asking:
    """What is asked of a page of quotes: by whom, how many, which page."""

    request: Request
    context: Context
    many: int
    page: int

    @property
    def offset(self) -> int:
        """How many quotes the pages before this one hold."""
        return (self.page - 1) * self.many


async def _whose(context: Context) -> Reply:
    people = await context.store.people_quoted_most(limit=MOST_CHOICES)
    return WhoseQuotes(choices=_rows(_person_choice(person, "", "") for person in people))


async def _overview(name: str, asking: Asking) -> Reply:
    person = await _one(name, asking.context, "", "")
    if isinstance(person, Reply):
        return person
    store = asking.context.store
    said = await store.quotes_by(person.id, limit=asking.many)
    about = await store.quotes_about(person.id, limit=max(1, asking.many - 1))
    if not said and not about:
        return _not_quoted(person.name, person.articles)
    told, told_about, sources = await _told(said, about, asking.context)
    back = f"/quotes {person.name}"
    last = []
    if person.said > len(said):
        last.append(Choice(f"All {person.said} said", f"~/quotes by {person.name}"))
    if person.about > len(about):
        last.append(Choice(f"All {person.about} about", f"~/quotes about {person.name}"))
    last.append(Choice("Brief", f"/brief {person.name}"))
    return Quotes(
        title=person.name,
        role=person.role,
        groups=_groups(told) + _groups(told_about, f"About {person.name}"),
        sources=sources,
        choices=(*_signs(sources, back, asking), tuple(last)),
    )


async def _by(name: str, asking: Asking) -> Reply:
    person = await _one(name, asking.context, "by ", "")
    if isinstance(person, Reply):
        return person
    found = await asking.context.store.quotes_by(
        person.id, limit=asking.many, offset=asking.offset
    )
    title, line = person.name, f"/quotes by {person.name}"
    return await _page(title, person.role, found, person.said, line, asking)


async def _on(speaker: str, about: str, asking: Asking) -> Reply:
    store = asking.context.store
    if not speaker:
        target = await _one(about, asking.context, "about ", "")
        if isinstance(target, Reply):
            return target
        found = await store.quotes_about(target.id, limit=asking.many, offset=asking.offset)
        line = f"/quotes about {target.name}"
        return await _page(f"About {target.name}", "", found, target.about, line, asking)
    person = await _one(speaker, asking.context, "", f" on {about}")
    if isinstance(person, Reply):
        return person
    return await _one_on(person, about, asking)


async def _one_on(person: Person, about: str, asking: Asking) -> Reply:
    """Return what one said about the other; of namesakes, only those that were spoken of."""
    store = asking.context.store
    meant = [one for one in await people_meant(asking.context, about) if one.id != person.id]
    if not meant:
        return await _nobody(about, asking.context)
    most = MOST * MOST_ARTICLES
    every = [(one, await store.quotes_by_about(person.id, one.id, limit=most)) for one in meant]
    spoken_of = [(one, quotes) for one, quotes in every if quotes]
    if len(spoken_of) > 1:
        choices = (
            Choice(f"{one.name} ({len(quotes)})", f"~/quotes {person.name} on {one.name}")
            for one, quotes in spoken_of
        )
        return WhichPerson(name=about, choices=_rows(choices, 1))
    target, quotes = (spoken_of or every)[0]
    title = f"{person.name} on {target.name}"
    found = quotes[asking.offset : asking.offset + asking.many]
    return await _page(title, "", found, len(quotes), f"/quotes {title}", asking)


async def _on_topic(topic: Subject, asking: Asking) -> Reply:
    heads = await articles_about(asking.context, topic)
    kept = await asking.context.store.quotes_in([head.id for head in heads])
    every = sorted(kept, key=lambda one: one.quote.kind == "indirect")
    found = every[asking.offset : asking.offset + asking.many]
    line = f"/quotes {topic.words}"
    return await _page(topic.title, "", found, len(every), line, asking)


async def _page(
    title: str,
    role: str,
    found: Sequence[KeptQuote],
    total: int,
    line: str,
    asking: Asking,
) -> Reply:
    """Return one page of quotes with the buttons that turn pages."""
    if not found:
        return _not_quoted(title, 0)
    told, _, sources = await _told(found, (), asking.context)
    many = "" if asking.many == USUAL else f" {asking.many}"
    first = asking.offset + 1
    turn = []
    if asking.page > 1:
        turn.append(Choice("‹ Newer", f"~{line}{many} p{asking.page - 1}"))
    if asking.offset + len(found) < total:
        turn.append(Choice("Older ›", f"~{line}{many} p{asking.page + 1}"))
    back = f"{line}{many} p{asking.page}"
    return Quotes(
        title=title,
        role=role,
        groups=_groups(told),
        sources=sources,
        place=f"{first} to {asking.offset + len(found)} of {total}" if turn else "",
        choices=_signs(sources, back, asking) + ((tuple(turn),) if turn else ()),
    )


async def _one(name: str, context: Context, before: str, after: str) -> Person | Reply:
    """Return who is meant, or the reply that asks or says that nobody is."""
    people = [one for one in await people_meant(context, name) if one.kind != "place"]
    if len(people) == 1:
        return people[0]
    if people:
        choices = (_person_choice(person, before, after) for person in people)
        return WhichPerson(name=name, choices=_rows(choices, 1))
    return await _nobody(name, context)


async def _nobody(name: str, context: Context) -> Reply:
    nearest = await context.store.people_near(name, limit=5)
    near = [person for person in nearest if person.kind != "place"][:3]
    most = await context.store.people_quoted_most(limit=3)
    choices = [_person_choice(person, "", "") for person in near or most]
    search = Choice(f"Search “{name[:20]}”", f"~/search {name}")
    return NobodyCalled(
        name=name,
        near=" or ".join(person.name for person in near),
        most=", ".join(person.name for person in most),
        choices=(*_rows(choices), (search,)),
    )


def _not_quoted(who: str, articles: int) -> Reply:
    choices = ((Choice("Brief", f"~/brief {who}"),),) if articles else ()
    return NotQuoted(who=who, articles=articles, choices=choices)


async def _told(
    first: Sequence[KeptQuote], second: Sequence[KeptQuote], context: Context
) -> tuple[list[Spoken], list[Spoken], tuple[Source, ...]]:
    """Return quotes for readers; those not in their article word for word are left out."""
    sources = Sources()
    texts = await context.store.texts({one.article.id for one in (*first, *second)})
    told = [
        [
            shown
            for one in part
            if (shown := spoken(one, texts.get(one.article.id, ""), sources))
        ]
        for part in (first, second)
    ]
    return told[0], told[1], sources.all()


def _groups(told: Sequence[Spoken], about: str = "") -> tuple[QuoteGroup, ...]:
    """Return quotes by kind: full statements, fragments, paraphrases."""
    kinds = (
        ("direct", about or "Said", ""),
        ("partial", f"{about}, in part" if about else "Said, in part", ""),
        ("indirect", f"{about}, paraphrased" if about else "Paraphrased", "the paper’s words"),
    )
    groups = (
        QuoteGroup(heading, note, tuple(one for one in told if one.kind == kind))
        for kind, heading, note in kinds
    )
    return tuple(group for group in groups if group.quotes)


def _signs(sources: Sequence[Source], back: str, asking: Asking) -> Choices:
    return sign_choices(sources, back=back) if asking.request.private else ()


def _person_choice(person: Person, before: str, after: str) -> Choice:
    return Choice(
        f"{person.name} ({person.said + person.about})",
        f"~/quotes {before}{person.name}{after}",
    )


def _rows(choices: Iterable[Choice], width: int = 3) -> Choices:
    every = list(choices)
    return tuple(tuple(every[first : first + width]) for first in range(0, len(every), width))
