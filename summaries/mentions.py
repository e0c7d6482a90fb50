"""Names in an article: where they stand, what they are, and one entity per spelling.

First every capitalised phrase collects evidence, then each name gets one label for the whole
article, then bare names are given to full ones ("Kim" is Kim Jong Un, never Kim Yo Jong, when
the article says so). Headings and title-case lines make no names, they only repeat them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from summaries.errors import UnsupportedLanguage
from summaries.evidence import KINDS, Candidate, candidate, candidates
from summaries.languages import Language, language
from summaries.model import Article, Entity, EntityKind, Mention, Sentence
from summaries.names import given_names, organisations, places, straight
from summaries.people import Bare, Person, persons
from summaries.printed import pieces
from summaries.roles import role_beside
from summaries.text import folded

#: Evidence that a name needs, by its number of words: a lone word is seldom a new name.
ENOUGH = {1: 1.5, 2: 1.2}


def mentions(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the names of an article in order, not overlapping.

    Args:
        article: in a language whose words are known.
        sentences: its sentences; names in headings count only when the prose has them.

    Raises:
        UnsupportedLanguage: no word lists are known for the article's language.
    """
    words = language(article.language)
    found = _candidates(article.text, sentences, words)
    labels = _labels(found)
    people = persons(_full_names(found, labels), words)
    return _resolved(article.text, found, labels, people, words)


def entities(article: Article, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Return whom and what the mentions stand for, the most mentioned first."""
    try:
        words = language(article.language)
    except UnsupportedLanguage:
        return ()
    kinds: dict[str, EntityKind] = {}
    spellings: dict[str, Counter[str]] = {}
    roles: dict[str, str] = {}
    for mention in mentions:
        kinds.setdefault(mention.name, mention.kind)
        spellings.setdefault(mention.name, Counter())[mention.text] += 1
        if mention.kind == "person" and not roles.get(mention.name):
            roles[mention.name] = role_beside(article.text, mention, words)
    order = sorted(spellings, key=lambda name: -spellings[name].total())
    return tuple(
        Entity(
            name,
            kinds[name],
            tuple(text for text, _ in spellings[name].most_common() if text != name),
            roles.get(name, ""),
            spellings[name].total(),
        )
        for name in order
    )


@dataclass(frozen=True, slots=True)
class _Found:
    name: Candidate
    heading: bool


def _candidates(text: str, sentences: Sequence[Sentence], words: Language) -> list[_Found]:
    headings = [(s.start, s.end) for s in sentences if s.heading]
    found: list[_Found] = []
    at = 0
    for piece in pieces(text, words):
        while at < len(headings) and headings[at][1] <= piece.start:
            at += 1
        heading = at < len(headings) and headings[at][0] <= piece.start
        found += [_Found(each, heading) for each in candidates(text, piece, words)]
    return found


def _labels(found: Iterable[_Found]) -> dict[str, EntityKind]:
    """Return one label per name: the kind with the most evidence over all occurrences."""
    totals: dict[str, list[float]] = {}
    lengths: dict[str, int] = {}
    for each in found:
        if each.heading:
            continue
        name = each.name
        total = totals.setdefault(name.key, [0.0, 0.0, 0.0])
        for kind, weight in enumerate(name.weights):
            total[kind] = max(total[kind], weight) + 0.25 * min(total[kind], weight)
        lengths[name.key] = len(name.words)
    labels: dict[str, EntityKind] = {}
    for key, total in totals.items():
        best = max(range(3), key=lambda kind: total[kind])
        if total[best] >= ENOUGH.get(lengths[key], 1.0):
            labels[key] = KINDS[best]
    return labels


def _full_names(
    found: Iterable[_Found], labels: Mapping[str, EntityKind]
) -> Iterable[tuple[list[str], int, Sequence[str]]]:
    for each in found:
        name = each.name
        if not each.heading and labels.get(name.key) == "person" and len(name.words) > 1:
            yield [word.text for word in name.words], name.start, name.title


def _resolved(
    text: str,
    found: Sequence[_Found],
    labels: Mapping[str, EntityKind],
    people: Sequence[Person],
    words: Language,
) -> tuple[Mention, ...]:
    bare = Bare(people, words)
    full = _by_full_name(people, found, words)
    bodies = _Bodies(text, found, labels)
    resolved: list[Mention] = []
    for each in found:
        for name in _trimmed(text, each, labels, bare, full, words):
            mention = _mention(text, name, labels, bare, full, bodies)
            if mention:
                resolved.append(mention)
    return tuple(resolved)


def _by_full_name(
    people: Sequence[Person], found: Sequence[_Found], words: Language
) -> dict[str, Person]:
    places_of = {place: person for person in people for place in person.places}
    return {
        each.name.key: person for each in found if (person := places_of.get(each.name.start))
    } | {folded(person.name): person for person in people}


def _trimmed(
    text: str,
    each: _Found,
    labels: Mapping[str, EntityKind],
    bare: Bare,
    full: Mapping[str, Person],
    words: Language,
) -> list[Candidate]:
    """Take off a sentence's first word, or a heading's other words, around a known name."""
    name = each.name
    if name.key in full or (name.key in labels and not name.first) or len(name.words) == 1:
        return [name]
    if name.key in labels and not each.heading and max(name.weights[1:]) >= 4:
        return [name]
    if not each.heading and folded(name.words[0].text) in given_names() and name.key in labels:
        return [name]
    rest = name.words
    parts: list[Candidate] = []
    while rest:
        width = next(
            (w for w in range(len(rest), 0, -1) if _is_known(rest[:w], labels, bare, full)), 0
        )
        if width:
            parts.append(candidate(text, rest[:width], words, first=name.first))
        rest = rest[width or 1 :]
    return parts if parts or each.heading else [name]


def _is_known(
    part: Sequence[object],
    labels: Mapping[str, EntityKind],
    bare: Bare,
    full: Mapping[str, Person],
) -> bool:
    printed = " ".join(getattr(word, "text", "") for word in part)
    key = folded(printed)
    return key in full or key in labels or bare.is_surname(key) or straight(printed) in places()


def _mention(
    text: str,
    name: Candidate,
    labels: Mapping[str, EntityKind],
    bare: Bare,
    full: Mapping[str, Person],
    bodies: "_Bodies",
) -> Mention | None:
    printed = text[name.start : name.end]
    kind = labels.get(name.key)
    if person := full.get(name.key):
        return Mention(name.start, name.end, printed, person.name, "person")
    if bare.knows(name.key) and (kind in (None, "person") or bare.is_surname(name.key)):
        if kind in ("organisation", "place") and not _said_of_person(name):
            return Mention(name.start, name.end, printed, bodies.name(name, kind), kind)
        meant = bare.meant(name.key, name.start, name.title)
        return Mention(
            name.start, name.end, printed, meant.name if meant else printed, "person"
        )
    if kind is None and straight(printed) in places():
        kind = "place"
    if kind is None and (whole := bodies.part_of(name, text)):
        return Mention(name.start, name.end, printed, whole, "organisation")
    if kind is None:
        return None
    if kind == "person":
        return Mention(name.start, name.end, printed, printed, kind)
    return Mention(name.start, name.end, printed, bodies.name(name, kind), kind)


def _said_of_person(name: Candidate) -> bool:
    return bool(name.title) or name.weights[2] < 4 or name.weights[0] >= 1


class _Bodies:
    """Organisations and places of an article under one name each."""

    def __init__(
        self, text: str, found: Iterable[_Found], labels: Mapping[str, EntityKind]
    ) -> None:
        self._text = text
        self._initials: dict[str, str] = {}
        self._ends: dict[str, str] = {}
        for each in found:
            name = each.name
            if labels.get(name.key) != "organisation" or len(name.words) < 2:
                continue
            printed = text[name.start : name.end]
            initials = "".join(word.text[0] for word in name.words)
            self._initials.setdefault(initials.upper(), printed)
            if len(name.words) > 2 or name.words[0].lower not in ("supreme", "white"):
                for cut in range(1, len(name.words)):
                    tail = text[name.words[cut].start : name.end]
                    self._ends.setdefault(folded(tail), printed)

    def name(self, name: Candidate, kind: EntityKind) -> str:
        """Return the canonical name of an organisation or place."""
        printed = self._text[name.start : name.end]
        known = organisations() if kind == "organisation" else places()
        if full := known.get(straight(printed)):
            return full
        if kind == "organisation" and len(name.words) == 1 and printed.isupper():
            return self._initials.get(printed.replace(".", ""), printed)
        return self._ends.get(name.key, printed) if kind == "organisation" else printed

    def part_of(self, name: Candidate, text: str) -> str | None:
        """Return the organisation that a short form with "the" means ("the Post")."""
        before = text[max(0, name.start - 4) : name.start].lower()
        return self._ends.get(name.key) if before.endswith(("the ", "the\xa0")) else None
