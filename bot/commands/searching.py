"""/search, and words that are no command: what they may ask for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.arguments import page
from bot.commands.brief import nothing_on
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request, in_rows, turned
from bot.counts import counted
from bot.errors import CommandError
from bot.model import ArticleId, Person
from bot.places import Place, place, shown_title, sign
from bot.subjects import asking_for, people_meant, topic_named
from summaries.digest import Material
from summaries.model import Sentence
from summaries.text import STOP, folded

#: Search results on a page.
HITS = 5
#: A sentence is looked for in so many words of a question.
MOST_WORDS = 12
#: Words that begin with the same letters are counted once: "ready" and "readiness".
MOST_ALIKE = 5

_TERM = re.compile(r"[“”\"]([^“”\"]+)[“”\"]|([^\s“”\"]+)")


@dataclass(frozen=True, slots=True)
class Hit:
    """An article that holds the words, with its sentence that holds most of them.

    Attributes:
        text: the sentence; empty when the words stand in the headline alone.
    """

    sign: str
    title: str
    outlet: str
    published_at: datetime | None
    text: str
    place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResults(Reply):
    """Articles that hold all words, the latest first."""

    words: str
    hits: tuple[Hit, ...]
    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DidYouMean(Reply):
    """Words that are no command: what they may ask for, to tap."""

    words: str


async def search(request: Request, context: Context) -> Reply:
    """/search words [p2]: articles that hold all of them, the latest first.

    Raises:
        CommandError: no words were given.
    """
    typed, number = page(request.words)
    words = _terms(" ".join(typed))
    if not words:
        raise CommandError("Search for what? For example: /search nuclear talks")
    asked = " ".join(f"“{word}”" if " " in word else word for word in words)
    first = (number - 1) * HITS
    heads = await context.store.search(words, limit=HITS + 1, offset=first)
    if not heads and number > 1:
        # What was on this page has been withdrawn meanwhile.
        return await search(replace(request, line=f"/search {asked}"), context)
    if not heads:
        return await nothing_on(" ".join(words), context)
    numbers = [head.id for head in heads[:HITS]]
    materials = await context.store.materials(numbers)
    places = await context.store.places_of(words, numbers)
    hits = tuple(
        _hit(material, places.get(ArticleId(material.article.id), ()), first + nth)
        for nth, material in enumerate(materials, start=1)
    )
    return SearchResults(
        words=asked,
        hits=hits,
        place=f"{first + 1} to {first + len(hits)}" if first or len(heads) > HITS else "",
        choices=_search_choices(hits, asked, number, more=len(heads) > HITS),
    )


async def plain_text(request: Request, context: Context) -> Reply:
    """Answer words that are no command: the best matching topic or person as choices."""
    words = request.words[:MOST_WORDS]
    if not words:
        raise CommandError("Write a name or a topic, or try /brief")
    text = " ".join(words).strip("?!. ")
    named = (topic_named(context, part.split()) for part in _parts(text))
    topic = next(filter(None, named), None)
    if topic:
        return DidYouMean(words=text, choices=_topic_choices(topic.slug, topic.title))
    people = await _people_in_words(text, context)
    if people:
        rows = tuple(_person_choices(person) for person in people[:4])
        return DidYouMean(words=text, choices=rows)
    if await context.store.search(text.split(), limit=1):
        choices = (Choice(f"Brief on “{text[:20]}”", f"/brief {text}"),)
        return DidYouMean(
            words=text, choices=(choices, (Choice("Search the articles", f"/search {text}"),))
        )
    return await nothing_on(text, context)


def _terms(line: str) -> tuple[str, ...]:
    """Return the words of a question; words in quotation marks are one term, a phrase."""
    return tuple(
        phrase.strip() or word for phrase, word in _TERM.findall(line) if phrase.strip() or word
    )[:MOST_WORDS]


def _hit(material: Material, places: Sequence[tuple[int, int]], number: int) -> Hit:
    article = material.article
    prose = [one for one in material.analysis.sentences if not one.heading]
    whole = max(prose, key=lambda one: _holds(article.text, one, places), default=None)
    inside = whole is not None and _holds(article.text, whole, places) > 0
    begin, end = (whole.start, whole.end) if whole and inside else (0, 0)
    text = article.text[begin:end]
    at = place(article.id, begin, text)
    return Hit(
        sign(number), shown_title(article), article.outlet, article.published_at, text, at
    )


def _holds(text: str, one: Sentence, places: Sequence[tuple[int, int]]) -> int:
    """Count the different words of the question that stand in a sentence."""
    inside = (at for at in places if one.start <= at[0] and at[1] <= one.end)
    return len({folded(text[start:end])[:MOST_ALIKE] for start, end in inside})


def _search_choices(hits: Sequence[Hit], asked: str, number: int, *, more: bool) -> Choices:
    line = f"/search {asked}"
    signs = [Choice(hit.sign, f"~{hit.place.line} {line} p{number}") for hit in hits]
    return (*in_rows(signs), *turned(line, number, more=more))


def _parts(text: str) -> list[str]:
    """Return the words in a row that a question holds, the longest first."""
    words = text.split()
    return [
        " ".join(words[first : first + length]).strip("?!.,")
        for length in range(len(words), 0, -1)
        for first in range(len(words) - length + 1)
        if length > 1 or words[first].lower() not in STOP
    ]


async def _people_in_words(text: str, context: Context) -> list[Person]:
    """Return who is named in a few words: by all of them, else by some in a row."""
    for name in _parts(text):
        found = await people_meant(context, name)
        if found:
            return found
    return []


def _topic_choices(slug: str, title: str) -> Choices:
    return (
        (Choice(f"Brief on {title}", f"/brief {slug}"), Choice("Quotes", f"/quotes {slug}")),
        (Choice("Follow", f"/follow {slug}"),),
    )


def _person_choices(person: Person) -> tuple[Choice, ...]:
    asks = Choice(f"Brief on {person.name}", f"/brief {asking_for(person)}")
    if person.kind == "place":
        return (asks,)
    quoted = counted(person.said + person.about, "quote")
    return (Choice(f"{person.name}: {quoted}", f"/quotes {asking_for(person)}"), asks)
