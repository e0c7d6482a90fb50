"""Names in an article: where they stand, what they are, and one entity per spelling.

First every capitalised phrase collects evidence, then each name gets one label for the whole
article, then bare names are given to full ones ("Kim" is Kim Jong Un, never Kim Yo Jong, when
the article says so). Headings and title-case lines make no names, they only repeat them.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from summaries.bodies import Bodies
from summaries.capitals import word_before
from summaries.deaths import mark_victims
from summaries.errors import UnsupportedLanguage
from summaries.evidence import Candidate, candidate
from summaries.labels import Found, found_names, in_title_case, labels_of
from summaries.languages import Language, language
from summaries.model import Article, Entity, EntityKind, Mention, Sentence
from summaries.names import given_names, places, straight
from summaries.people import (
    Bare,
    FullName,
    Person,
    persons,
    unnamed_bearers,
    without_suffix,
)
from summaries.relative_roles import fullest
from summaries.roles import role_beside
from summaries.spellings import KNOWN_PLACE
from summaries.surroundings import SAID
from summaries.text import folded

#: A role stands beside one of the first mentions.
FIRST = 5
#: A reporting verb behind a name.
SAYS = re.compile(
    r"(?:,[^,.;\n“”\"]{1,80},)?[ \xa0](?:\w+ly[ \xa0]|has[ \xa0]|had[ \xa0]|also[ \xa0])?("
    r"says?|said|told|tweeted|wrote|added|argued|testified|recalled|joked|insisted|explained"
    r"|replied|remarked|quipped|asked|answered|noted|vowed|declared|concluded|continued"
    r"|acknowledged|warned|claimed|tells|adds|believes|thinks|discussed|rejected|denied"
    r"|responded|stated|announced|predicted|complained|urged)\b"
)
#: A given name and "and" before a full name.
PARTNER = re.compile(
    r"(?:^|[,;:—–“\"][ \xa0]?|(?<![\w’'-])[a-z][\w’'-]*[ \xa0])([A-Z]\w+)[ \xa0]and[ \xa0]$"
)


def mentions(article: Article, sentences: Sequence[Sentence]) -> tuple[Mention, ...]:
    """Return the names of an article in order, not overlapping.

    Args:
        article: in a language whose words are known.
        sentences: its sentences; names in headings count only when the prose has them.

    Raises:
        UnsupportedLanguage: no word lists are known for the article's language.
    """
    words = language(article.language)
    found = found_names(article.text, sentences, words)
    labels = labels_of(found)
    people = persons(_full_names(article.text, found, labels, words), words)
    mark_victims(article.text, people, words)
    people += unnamed_bearers(people, _surnames(found), words)
    return _resolved(article.text, found, labels, people, words)


def entities(article: Article, mentions: Sequence[Mention]) -> tuple[Entity, ...]:
    """Return whom and what the mentions stand for, the most mentioned first."""
    try:
        words = language(article.language)
    except UnsupportedLanguage:
        return ()
    groups: dict[str, list[Mention]] = {}
    for mention in mentions:
        groups.setdefault(mention.name, []).append(mention)
    order = sorted(groups, key=lambda name: -len(groups[name]))
    return tuple(_entity(article.text, name, groups[name], words) for name in order)


def _entity(text: str, name: str, group: Sequence[Mention], words: Language) -> Entity:
    spellings = Counter(mention.text.replace("\xa0", " ") for mention in group)
    kind = group[0].kind
    roles = (
        role_beside(text, m, words)
        for m in group[:FIRST]
        if kind == "person" and _in_prose(text, m)
    )
    return Entity(
        name=name,
        kind=kind,
        aliases=tuple(spelling for spelling, _ in spellings.most_common() if spelling != name),
        role=fullest(roles),
        mentions=len(group),
    )


def _in_prose(text: str, mention: Mention) -> bool:
    """Tell whether a mention's line reads like prose: it ends in a mark, with few capitals."""
    start = text.rfind("\n", 0, mention.start) + 1
    end = text.find("\n", mention.end)
    line = text[start : end if end >= 0 else len(text)].rstrip()
    title = Sentence(start, start + len(line), 0)
    return line[-1:] in ".!?…:”\"’'" and not in_title_case(text, title)


def _full_names(
    text: str, found: Iterable[Found], labels: Mapping[str, EntityKind], words: Language
) -> Iterator[FullName]:
    for each in found:
        name = each.name
        if each.heading:
            yield from _completed(name, labels)
        elif labels.get(name.key) == "person" and _is_full(text, name, words):
            kin = word_before(text, name.begins)[0].lower() in words.kin
            words_printed = tuple(text[name.start : name.end].split())
            yield FullName(words_printed, name.start, name.title, kin)
            yield from _partner(text, name)


def _is_full(text: str, name: Candidate, words: Language) -> bool:
    """Tell whether a name has more than a surname and its suffix ("Adler Jr.")."""
    return len(without_suffix([word.text for word in name.words], words)) > 1


def _partner(text: str, name: Candidate) -> Iterator[FullName]:
    """Yield the other of two who share a surname printed once ("Bo and Ann Li")."""
    if text[max(0, name.start - 4) : name.start - 1] != "and":
        return
    before = PARTNER.search(text, max(0, name.start - 30), name.start)
    if before and folded(before[1]) in given_names():
        # A place before the word: printed alone, it is no full name.
        yield FullName((before[1], name.words[-1].text), before.start())


def _surnames(found: Iterable[Found]) -> Iterator[FullName]:
    for each in found:
        if each.name.title and len(each.name.words) == 1 and not each.heading:
            yield FullName((each.name.words[0].text,), each.name.start, each.name.title)


def _completed(name: Candidate, labels: Mapping[str, EntityKind]) -> Iterator[FullName]:
    """Yield full names from a heading for surnames that stand alone in the prose."""
    for given, last in pairwise(name.words):
        if folded(given.text) in given_names() and labels.get(folded(last.text)) == "person":
            yield FullName((given.text, last.text), given.start)


def _resolved(
    text: str,
    found: Sequence[Found],
    labels: Mapping[str, EntityKind],
    people: Sequence[Person],
    words: Language,
) -> tuple[Mention, ...]:
    bare = Bare(people, words)
    full = _by_full_name(people, found, words)
    bodies = Bodies(text, (each.name for each in found), labels)
    resolved: list[Mention] = []
    for each in found:
        for name in _trimmed(text, each, labels, bare, full, words):
            mention = _mention(text, name, labels, bare, full, bodies)
            if mention:
                resolved.append(mention)
    return tuple(resolved)


def _by_full_name(
    people: Sequence[Person], found: Sequence[Found], words: Language
) -> dict[str, Person]:
    # Somebody known as "Mr. Li" alone has no full name, and "Li" may be another's.
    people = [person for person in people if len(person.words) > 1]
    places_of = {place: person for person in people for place in person.places}
    return {
        each.name.key: person
        for each in found
        if not each.heading and (person := places_of.get(each.name.start))
    } | {folded(person.name): person for person in people}


def _trimmed(
    text: str,
    each: Found,
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
            title = name.title if rest is name.words else ()
            parts.append(candidate(text, rest[:width], words, title=title, first=name.first))
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
    bodies: Bodies,
) -> Mention | None:
    printed = text[name.start : name.end]
    plain = printed.replace("\xa0", " ")
    kind = labels.get(name.key)
    if kind is None and straight(printed) in places():
        kind = "place"
    canonical: str | None = plain
    if person := full.get(name.key):
        kind, canonical = "person", person.name
    elif _means_person(name, kind, bare):
        speaks = bare.is_shared(name.key) and _speaks(text, name)
        meant = bare.meant(name.key, name.start, name.title, speaks=speaks)
        kind, canonical = "person", meant.name if meant else plain
    elif kind is None:
        kind, canonical = "organisation", bodies.part_of(name)
    elif kind != "person":
        canonical = bodies.name(name, kind)
    return Mention(name.start, name.end, printed, canonical, kind) if canonical else None


def _speaks(text: str, name: Candidate) -> bool:
    """Tell whether a reporting verb stands beside a name ("Li said", "said Li")."""
    before, comma = word_before(text, name.begins)
    return SAYS.match(text, name.end) is not None or (before in SAID and not comma)


def _means_person(name: Candidate, kind: EntityKind | None, bare: Bare) -> bool:
    if not bare.knows(name.key):
        return False
    if kind in (None, "person"):
        return True
    return bare.is_surname(name.key) and _said_of_person(name)


def _said_of_person(name: Candidate) -> bool:
    """Tell whether the name of a person and of a place means the person: no "in" before it."""
    return bool(name.title) or name.weights[2] <= KNOWN_PLACE or name.weights[0] >= 1
