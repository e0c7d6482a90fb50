"""The same figure told differently: "12 dead" in one article, "15 dead" in another."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from summaries.model import Article, Conflict, Sentence
from summaries.terms import vectors
from summaries.text import STOP, stem

SMALL = (
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
    "twenty",
)
NUMBERS = {word: str(number) for number, word in enumerate(SMALL, start=2)}

#: A number, and the words behind it, up to four of which may be what is counted.
COUNT = re.compile(
    r"(?<![\w$£€.,:/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|"
    + "|".join(NUMBERS)
    + r")(?P<scale> (?:million|billion|thousand|hundred))?"
    r"(?=(?P<words>(?: [a-z][\w-]*[a-z]){1,4})\b)",
    re.IGNORECASE,
)

#: How a plural ends, and some that end otherwise.
PLURAL = re.compile(r"(?<![suie])s$|(?:e|ie)s$")
MANY = frozenset(("people", "men", "women", "children", "police", "dead", "aircraft"))

#: What became of people stands for them; any other word that no plural follows is none.
WHAT_BECAME = """
killed injured wounded hurt missing hospitalized hospitalised displaced homeless stranded
trapped arrested detained charged sentenced convicted infected evacuated rescued
"""
FATES = frozenset(WHAT_BECAME.split())

#: "kilometres" and "kilometers" are one.
BRITISH = re.compile(r"(?<=met|lit|ent|eat)r$")

#: Counted in every report, and no figure of the story.
TIME_AND_SHARE = """
years days weeks months hours minutes seconds decades times percent per cent pm points old
january february march april may june july august september october november december
"""
NOT_COUNTED = frozenset(stem(word) for word in TIME_AND_SHARE.split())

#: Sentences at least this alike speak of the same thing.
SAME_MATTER = 0.5


@dataclass(frozen=True, slots=True)
class _Figure:
    article: int
    start: int
    end: int
    printed: str
    value: str
    subject: str
    sentence: int


def conflicts(
    sources: Sequence[tuple[Article, Sequence[Sentence]]], *, most: int = 3
) -> tuple[Conflict, ...]:
    """Return figures that articles tell differently, without a verdict.

    Two figures differ when sentences that are otherwise alike count the same thing and come
    to different numbers; a number that both articles print is no conflict.

    Args:
        sources: articles of one story with their sentences.
        most: how many conflicts at most.
    """
    texts: list[str] = []
    figures: list[_Figure] = []
    for article, sentences in sources:
        for sentence in sentences:
            if not sentence.heading:
                figures += _figures(article, sentence, len(texts))
                texts.append(article.text[sentence.start : sentence.end])
    rows = vectors(texts)
    found: dict[str, Conflict] = {}
    for place, one in enumerate(figures):
        likeness = rows.likeness(one.sentence)
        for other in figures[place + 1 :]:
            alike = likeness[other.sentence] >= SAME_MATTER
            if alike and one.subject not in found and _differ(one, other, figures):
                found[one.subject] = Conflict(one.subject, (_account(one), _account(other)))
    return tuple(found.values())[:most]


def _figures(article: Article, sentence: Sentence, number: int) -> Iterator[_Figure]:
    """Yield the counted things of a sentence."""
    for found in COUNT.finditer(article.text, sentence.start, sentence.end):
        noun = _counted(found["words"].lower().split())
        if not noun:
            continue
        start, end = found.start("number"), found.end("scale")
        end = end if end > 0 else found.end("number")
        printed = article.text[start:end]
        plain = found["number"].lower().replace(",", "")
        value = NUMBERS.get(plain, plain) + (found["scale"] or "").lower()
        yield _Figure(article.id, start, end, printed, value, noun, number)


def _counted(words: Sequence[str]) -> str:
    """Return what a number counts: a plural ("short-range ballistic missiles") or a fate."""
    telling = list(takewhile(lambda word: word not in STOP, words))
    plural = (n for n, word in enumerate(telling) if PLURAL.search(word) or word in MANY)
    head = next(plural, 0 if telling and telling[0] in FATES else None)
    if head is None or any(stem(word) in NOT_COUNTED for word in telling[: head + 1]):
        return ""
    return telling[head] if len(telling[head]) > 2 else ""


def _kind(subject: str) -> str:
    """Return the form in which two subjects are the same."""
    return BRITISH.sub("er", stem(subject))


def _differ(one: _Figure, other: _Figure, figures: Sequence[_Figure]) -> bool:
    """Tell whether two figures count the same and neither article has the other's number."""
    if one.article == other.article or _kind(one.subject) != _kind(other.subject):
        return False
    values: dict[int, set[str]] = {one.article: set(), other.article: set()}
    for figure in figures:
        if figure.article in values and _kind(figure.subject) == _kind(one.subject):
            values[figure.article].add(figure.value)
    return not values[one.article] & values[other.article]


def _account(figure: _Figure) -> tuple[int, int, int, str]:
    return figure.article, figure.start, figure.end, figure.printed
