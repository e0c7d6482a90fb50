"""/quotes <name, topic or "trump on kim"> [how many]: who said what, newest first."""

import re
from dataclasses import dataclass

from bot.commands.arguments import count, page
from bot.commands.quote_pages import (
    MOST,
    USUAL,
    Asking,
    NotQuoted,
    Page,
    Quotes,
    quote_groups,
    quotes_page,
    quotes_told,
    signs,
)
from bot.context import Context
from bot.conversation import Choice, Reply, Request, in_rows
from bot.model import KeptQuote, Person
from bot.subjects import (
    Subject,
    articles_about,
    asking_for,
    name_as_printed,
    people_meant,
    people_quoted,
    topic_named,
)

MOST_CHOICES = 9
#: So many who share a name are tried, and so many of their quotes on each other read.
MOST_SHARING, MOST_SAID = 5, 200

_ON = re.compile(r"^(?P<speaker>.*?)(?:^|\s)(?:on|about)\s+(?P<about>.+)$", re.IGNORECASE)
_BY = re.compile(r"^(?:by|from)\s+(?P<speaker>.+)$", re.IGNORECASE)


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


async def _whose(context: Context) -> Reply:
    people = await people_quoted(context, MOST_CHOICES)
    return WhoseQuotes(choices=in_rows(_person_choice(person, "", "") for person in people))


async def _overview(name: str, asking: Asking) -> Reply:
    person = await _one(name, asking.context, "", "")
    if isinstance(person, Reply):
        return person
    store = asking.context.store
    said = await store.quotes_by(person.id, limit=asking.many)
    about = await store.quotes_about(person.id, limit=max(1, asking.many - 1))
    if not said and not about:
        brief = ((Choice("Brief", f"~/brief {asking_for(person)}"),),)
        return NotQuoted(
            sought=f"by or about {person.name}", articles=person.articles, choices=brief
        )
    told, told_about, sources = await quotes_told(said, about, asking.context)
    back = f"/quotes {asking_for(person)}"
    last = []
    if person.said > len(said):
        last.append(Choice(f"All {person.said} said", f"~/quotes by {asking_for(person)}"))
    if person.about > len(about):
        last.append(Choice(f"All {person.about} about", f"~/quotes about {asking_for(person)}"))
    last.append(Choice("Brief", f"/brief {asking_for(person)}"))
    return Quotes(
        title=person.name,
        role=person.role,
        groups=quote_groups(told) + quote_groups(told_about, f"About {person.name}"),
        sources=sources,
        choices=(*signs(sources, back, asking), tuple(last)),
    )


async def _by(name: str, asking: Asking) -> Reply:
    person = await _one(name, asking.context, "by ", "")
    if isinstance(person, Reply):
        return person
    found = await asking.context.store.quotes_by(
        person.id, limit=asking.many, offset=asking.offset
    )
    line = f"/quotes by {asking_for(person)}"
    by = Page(person.name, f"by {person.name}", line, person.said, person.role)
    return await quotes_page(by, found, asking)


async def _on(speaker: str, about: str, asking: Asking) -> Reply:
    store = asking.context.store
    if not speaker:
        target = await _one(about, asking.context, "about ", "")
        if isinstance(target, Reply):
            return target
        found = await store.quotes_about(target.id, limit=asking.many, offset=asking.offset)
        line = f"/quotes about {asking_for(target)}"
        page_about = Page(f"About {target.name}", f"about {target.name}", line, target.about)
        return await quotes_page(page_about, found, asking)
    return await _one_on(speaker, about, asking)


async def _one_on(speaker: str, about: str, asking: Asking) -> Reply:
    """Return what one said about the other; namesakes who said nothing are left out."""
    by, of = (
        await people_meant(asking.context, speaker),
        await people_meant(asking.context, about),
    )
    if not by or not of:
        return await _nobody(about if by else speaker, asking.context)
    pairs = [(one, other) for one in by[:MOST_SHARING] for other in of[:MOST_SHARING]]
    every = [
        (*pair, await _said_about(*pair, asking)) for pair in pairs if pair[0].id != pair[1].id
    ]
    said = [found for found in every if found[2]]
    if len(said) > 1:
        choices = (
            Choice(
                f"{one.name} on {other.name} ({len(quotes)})",
                f"~/quotes {asking_for(one)} on {asking_for(other)}",
            )
            for one, other, quotes in said[:MOST_CHOICES]
        )
        return WhichPerson(name=f"{speaker} on {about}", choices=in_rows(choices, 1))
    if not every:
        return NotQuoted(sought=f"by {by[0].name} about themselves")
    one, other, quotes = (said or every)[0]
    line = f"/quotes {asking_for(one)} on {asking_for(other)}"
    sought = f"by {one.name} about {other.name}"
    page_of = Page(f"{one.name} on {other.name}", sought, line, len(quotes))
    found = quotes[asking.offset : asking.offset + asking.many]
    return await quotes_page(page_of, found, asking)


async def _said_about(one: Person, other: Person, asking: Asking) -> list[KeptQuote]:
    return await asking.context.store.quotes_by_about(one.id, other.id, limit=MOST_SAID)


async def _on_topic(topic: Subject, asking: Asking) -> Reply:
    heads = await articles_about(asking.context, topic)
    kept = await asking.context.store.quotes_in([head.id for head in heads])
    every = sorted(kept, key=lambda one: one.quote.kind == "indirect")
    found = every[asking.offset : asking.offset + asking.many]
    line = f"/quotes {topic.words}"
    return await quotes_page(
        Page(topic.title, f"on {topic.title}", line, len(every)), found, asking
    )


async def _one(name: str, context: Context, before: str, after: str) -> Person | Reply:
    """Return who is meant, or the reply that asks or says that nobody is."""
    people = [one for one in await people_meant(context, name) if one.kind != "place"]
    if len(people) == 1:
        return people[0]
    if people:
        # Namesakes nobody quotes are left to those who write the whole name.
        quoted = [one for one in people if one.said + one.about]
        people = (quoted if len(quoted) > 1 else people)[:MOST_CHOICES]
        choices = (_person_choice(person, before, after) for person in people)
        shared = name_as_printed(name, (person.name for person in people))
        return WhichPerson(name=shared, choices=in_rows(choices, 1))
    return await _nobody(name, context)


async def _nobody(name: str, context: Context) -> Reply:
    nearest = await context.store.people_near(name, limit=5)
    near = [person for person in nearest if person.kind != "place"][:3]
    most = await people_quoted(context, 3)
    choices = [_person_choice(person, "", "") for person in near or most]
    search = Choice(f"Search “{name[:20]}”", f"~/search {name}")
    return NobodyCalled(
        name=name,
        near=" or ".join(person.name for person in near),
        most=", ".join(person.name for person in most),
        choices=(*in_rows(choices), (search,)),
    )


def _person_choice(person: Person, before: str, after: str) -> Choice:
    quoted = person.said + person.about
    label = f"{person.name} ({quoted})" if quoted else person.name
    return Choice(label, f"~/quotes {before}{asking_for(person)}{after}")
