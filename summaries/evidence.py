"""What speaks for a printed name being a person, an organisation or a place.

Every occurrence adds its weight; the name gets one label for the whole article, because the
commonest mistake of name finders is a name labelled in two ways in one article.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summaries.capitals import Word, word_before
from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.model import EntityKind
from summaries.names import (
    demonyms,
    family_first,
    given_names,
    organisations,
    places,
    straight,
    surnames,
)
from summaries.printed import Piece
from summaries.text import folded

#: Words behind a name that only a person has.
AGE = re.compile(r",[ \xa0](?:aged[ \xa0])?\d{1,3}(?=[,.])|[ \xa0]\([DRI]-|[ \xa0]\(\d\d\)")
TOLD = re.compile(
    r",?[ \xa0](?:who|himself|herself|says?|said|told|tweeted|wrote|added|argued|testified"
    r"|recalled|joked"
    r"|insisted|explained|replied|remarked|quipped|asked|answered|noted|vowed|declared)\b"
)
ACTS = re.compile(r"[ \xa0](?:has|had|will|was|is|would|did|does)\b|['’]s?[ \xa0]")
ROLE_AFTER = re.compile(
    r",[ \xa0](?:(?:an?|the|his|her|our|its|their|[\w.’' -]{1,40}['’]s)[ \xa0]"
    r"((?:[\w.’'-]+[ \xa0]){0,2}[\w’'-]+)|([\w’'-]+))"
)
#: Reporting verbs, for "said Ann Li".
SAID = word_set(
    """said says added adds asked wrote writes argued explained recalled tweeted insisted
    admitted joked replied"""
)
#: What is printed behind a person's name and is no part of it.
HONOURS = word_set("qc kc obe mbe cbe")
DIGIT = re.compile(r"\d")
#: What an organisation is called for short, printed behind its name: (WHO)
INITIALS = re.compile(r"[ \xa0]\(([A-Z]{2,7})\)")
LAST_WORDS = re.compile(r"[\w’'.-]+")
#: Words for places that are surnames as well when a given name stands before them.
SURNAMES_TOO = word_set(
    "hall hill hills park lake bridge field forest street gate ward tower garden falls"
)
#: Roles that are adjectives more often: "conservative Westchester".
ADJECTIVES = word_set(
    """conservative liberal republican democrat independent progressive socialist native fellow
    marine official major general private libertarian expert individual"""
)
#: A capital inside a word, which surnames have behind a prefix only ("McCoy").
HUMPED = re.compile(r"[a-z][A-Z]")
PREFIXED = re.compile(r"(?:Mc|Mac|De|Di|Da|Du|La|Le|Van|Von|Fitz|O|Al|El|Ben|St)[A-Z]")
#: What ends the names of prizes, treaties and events.
THINGS = word_set(
    """award awards prize cup trophy medal act bill treaty agreement accord accords pact deal
    war wars series games championship championships tournament festival project program
    programme plan initiative amendment report review street avenue road light quadrant carta"""
)
WHERE = word_set("""in at near from to across outside toward towards into throughout""")
PARTIES = word_set(
    """republican republicans democrat democrats democratic tory tories socialist labour
    libertarian catholic"""
)


class Candidate(NamedTuple):
    """A piece that may be a name, with what speaks for each kind.

    Attributes:
        words: its words.
        start: first code point of the first word.
        end: behind the last word, its possessive left out.
        key: folded form, under which its occurrences are counted together.
        title: the words of the title before it, in lower case.
        begins: where it begins with its title.
        first: it begins a sentence.
        weights: for being a person, an organisation, a place.
    """

    words: tuple[Word, ...]
    start: int
    end: int
    key: str
    title: tuple[str, ...]
    begins: int
    first: bool
    weights: tuple[float, float, float]


#: Evidence of an organisation or place that no evidence of a person outweighs.
BODY = 5.0
#: Evidence that a listed place is meant; a preposition before it adds to it.
KNOWN_PLACE = 4.0
PLACE_HEADS = frozenset(["mount", "lake", "fort", "san", "st.", "port", "cape"])
KINDS: tuple[EntityKind, EntityKind, EntityKind] = ("person", "organisation", "place")


def candidates(text: str, piece: Piece, language: Language) -> Iterator[Candidate]:
    """Yield the names in a piece: adjectives of countries and parties are taken off."""
    if len(piece.words) == 1 and _is_common(piece.words[0], language):
        yield from _called_like(text, piece)
        return
    for start, end in _cuts(tuple([word.text for word in piece.words]), language.code):
        words = piece.words[start:end]
        whole = len(words) == len(piece.words)
        title = piece.title if words[0] is piece.words[0] else ()
        first = piece.first and words[0] is piece.words[0]
        begins = piece.start if title or whole else words[0].start
        name = candidate(text, words, language, title=title, begins=begins, first=first)
        yield _without_honour(text, name)


def _without_honour(text: str, name: Candidate) -> Candidate:
    """Return a name without "QC", which speaks for a person and is no part of the name."""
    words = name.words[:-1]
    if len(words) < 2 or name.words[-1].lower not in HONOURS:
        return name
    end = words[-1].end
    return name._replace(words=words, end=end, key=folded(straight(text[name.start : end])))


def _is_inhabitant(word: Word) -> bool:
    name = straight(word.text)
    return name in demonyms() and name not in places()


def _is_common(word: Word, language: Language) -> bool:
    """Tell whether a word with a capital is a surname for few: "Cuban", "Read"."""
    if word.lower in language.starters and word.text.istitle():
        known = (surnames(), given_names(), language.organisations)
        return not any(word.lower in each for each in known)
    return _is_inhabitant(word)


def _called_like(text: str, piece: Piece) -> Iterator[Candidate]:
    """Yield a bare surname that is another word too ("Mr. English", "Cuban said").

    By itself it proves nothing: it is somebody only when the article has the full name.
    """
    (word,) = piece.words
    if piece.title or TOLD.match(text, word.end):
        weights = (3.0 if piece.title and _is_inhabitant(word) else 0.0, 0.0, 0.0)
        yield Candidate(
            piece.words,
            word.start,
            word.end,
            folded(word.text),
            piece.title,
            piece.start,
            piece.first,
            weights,
        )


def candidate(
    text: str,
    words: tuple[Word, ...],
    language: Language,
    *,
    title: tuple[str, ...] = (),
    begins: int = -1,
    first: bool = False,
) -> Candidate:
    """Return a name with its evidence."""
    start, end = words[0].start, words[-1].end
    spelt = _spelt(straight(text[start:end]), tuple([w.text for w in words]), language.code)
    before = word_before(text, start)
    person = _person(text, words, title, before, spelt, language)
    organisation = spelt.organisation
    if len(words) > 1 and text[end : end + 2] == " (" and _is_abbreviated(text, words, end):
        organisation = BODY
    there = 0.8 if spelt.there and not before[1] and before[0].lower() in WHERE else 0.0
    place = spelt.place + spelt.there * there
    begins = start if begins < 0 else begins
    if max(organisation, place) >= BODY and not title:
        person = 0.0
    if first and not title and _is_verb(words[0]):
        person -= 1.0
    weights = (person, organisation, place)
    return Candidate(words, start, end, spelt.key, title, begins, first, weights)


class _Spelt(NamedTuple):
    """What a name says by itself, wherever it stands.

    Attributes:
        key: its folded form.
        possible: it may be a person's.
        alone: it may be even without a title.
        person: for being a person.
        organisation: for being an organisation.
        place: for being a place.
        there: how many times a preposition before it adds to that.
    """

    key: str
    possible: bool
    alone: bool
    person: float
    organisation: float
    place: float
    there: int


@lru_cache(maxsize=4096)
def _spelt(printed: str, texts: tuple[str, ...], code: str) -> _Spelt:
    """Weigh a spelling. The names in the news come again and again, hundreds in an hour."""
    known = language(code)
    words = [_unplaced(one) for one in texts]
    bare = [word for word in words if word.lower not in known.suffixes]
    possible = 0 < len(bare) < 5 and not DIGIT.search(printed)
    suffix = 3.0 if 1 < len(bare) < len(words) else 0.0
    return _Spelt(
        folded(printed),
        possible,
        possible and not _is_no_person(bare, known),
        suffix + (_shape(bare) - _has_place(bare)) if possible else 0.0,
        _organisation(printed, words, known),
        *_place(printed, words, known),
    )


@lru_cache(maxsize=4096)
def _cuts(texts: tuple[str, ...], code: str) -> tuple[tuple[int, int], ...]:
    """Return the first word of each name in a piece, and the one behind its last."""
    words = [_unplaced(one, place) for place, one in enumerate(texts)]
    return tuple((part[0].start, part[-1].end) for part in _parts(words, language(code)))


def _unplaced(text: str, place: int = 0) -> Word:
    """Return a word as if the text had no other: what it says does not hang on its place."""
    return Word(place, place + 1, text, straight(text).lower(), False, False)


def _is_abbreviated(text: str, words: Sequence[Word], end: int) -> bool:
    """Tell whether a name's initials follow it in brackets, as only an organisation's do."""
    short = INITIALS.match(text, end)
    return short is not None and short[1] == "".join(
        word.text[0] for word in words if word.text[0].isupper()
    )


def _parts(words: Sequence[Word], language: Language) -> Iterator[tuple[Word, ...]]:
    member = _member_of_party(words)
    if member:
        yield from _parts(words[: member - 1], language) if member > 1 else ()
        yield tuple(words[member:])
        return
    if len(words) == 1 or _known(words) or _organisation_word(words, language):
        if len(words) > 1 or not _is_no_name(words[0], language):
            yield tuple(words)
        return
    last = words[-1].text
    if len(words) == 2 and _is_inhabitant(words[1]) and _is_given(words[0]):
        yield tuple(words)
        return
    if last.isupper() and len(last) > 1 and straight(last) in organisations():
        yield from _parts(words[:-1], language)
        yield (words[-1],)
        return
    part: list[Word] = []
    place = 0
    while place < len(words):
        width = _adjective(words, place)
        if width:
            if part:
                yield tuple(part)
            part = []
            place += width
        else:
            part.append(words[place])
            place += 1
    if part:
        yield tuple(part)


def _is_given(word: Word) -> bool:
    return word.lower in given_names() and straight(word.text) not in places()


def _member_of_party(words: Sequence[Word]) -> int:
    """Return where a full name behind a party begins ("House Republican Ann Li"), or 0."""
    for place in range(1, len(words) - 1):
        if words[place - 1].lower in PARTIES and _is_given(words[place]):
            return place
    return 0


def _is_verb(word: Word) -> bool:
    """Tell whether a sentence's first word looks like a participle or an adverb."""
    return word.lower.endswith(("ing", "ed", "ly")) and folded(word.text) not in given_names()


def _is_no_name(word: Word, language: Language) -> bool:
    if word.lower in language.no_names or word.lower in PARTIES or len(word.lower) == 1:
        return True
    if len(word.text) == 2 and word.text[1] == ".":
        return True
    return _is_common(word, language)


def _adjective(words: Sequence[Word], place: int) -> int:
    for width in (2, 1):
        taken = words[place : place + width]
        if len(taken) == width and straight(" ".join(w.text for w in taken)) in demonyms():
            return width
    return int(words[place].lower in PARTIES)


def _known(words: Sequence[Word]) -> bool:
    name = straight(" ".join(word.text for word in words))
    return name in places() or name in organisations()


def _organisation_word(words: Sequence[Word], language: Language) -> bool:
    return any(word.lower in language.organisations for word in words[1:])


def _person(
    text: str,
    words: Sequence[Word],
    title: tuple[str, ...],
    before: tuple[str, bool],
    spelt: _Spelt,
    language: Language,
) -> float:
    if not spelt.possible or not (title or spelt.alone):
        return 0.0
    weight = spelt.person + (3.0 if title else 0.0)
    return weight + _around(text, words, before, language)


def _has_place(bare: Sequence[Word]) -> int:
    """Return 1 for two words that may be a club or a part of town ("Real Madrid"), else 0."""
    if len(bare) != 2:
        return 0
    first, last = (straight(word.text) for word in bare)
    return int(first in places() or (last in places() and bare[0].lower not in given_names()))


def _is_no_person(bare: Sequence[Word], language: Language) -> bool:
    """Tell whether words are a team, a prize, a firm: "Reno Red Foxes", "SeaWave"."""
    first, last = bare[0], bare[-1]
    if len(bare) == 1:
        return bool(HUMPED.search(first.text)) and not PREFIXED.match(first.text)
    texts = [straight(word.text) for word in bare]
    if last.lower in THINGS or " ".join(texts) in places():
        return True
    placed = len(bare) > 2 and any(" ".join(texts[:n]) in places() for n in (1, 2))
    if placed and folded(last.text) not in surnames():
        return True
    return first.lower not in given_names() and (placed or last.lower in language.roles)


def _shape(bare: Sequence[Word]) -> float:
    if len(bare) == 1:
        return 0.4 if folded(bare[0].text) in surnames() else 0.0
    texts = [word.text for word in bare]
    weight = 0.0
    if folded(texts[0]).split(" ")[0] in given_names() and len(texts[0]) > 1:
        weight += 2
    if any(len(text.strip(".")) == 1 for text in texts[:-1]) or texts[0].count(".") > 1:
        weight += 2 if texts[0] not in ("U.S.", "U.N.", "U.K.", "E.U.") else -3
    if family_first(texts):
        weight += 2
    if folded(texts[-1]) in surnames():
        weight += 1
    return weight


def _around(
    text: str, words: Sequence[Word], before: tuple[str, bool], language: Language
) -> float:
    weight = _behind(text, words[-1].end, language)
    word, comma = before
    if not comma and word in language.roles and word not in ADJECTIVES:
        weight += 2
    if comma and word.lower() in language.kin:
        weight += 2
    says = not comma and len(words) > 1 and word in SAID
    if says:
        weight += straight(words[0].text) not in places()
    if (
        len(words) > 1
        and words[-1].lower in SURNAMES_TOO
        and (says or TOLD.match(text, words[-1].end))
    ):
        # Whoever says something is no place, whatever the surname.
        weight += KNOWN_PLACE
    return weight


def _behind(text: str, end: int, language: Language) -> float:
    following = text[end : end + 1]
    if following in "’'":
        return 0.3 if following and ACTS.match(text, end) else 0.0
    if following not in ", \xa0":
        return 0.0
    weight = 3.0 if AGE.match(text, end) else 0.0
    if TOLD.match(text, end):
        weight += 1
    elif following != "," and ACTS.match(text, end):
        weight += 0.3
    role = ROLE_AFTER.match(text, end) if following == "," else None
    nouns = LAST_WORDS.findall(role[1] or role[2]) if role else ()
    if any(word.lower() in language.roles for word in nouns):
        weight += 2
    return weight


def _organisation(printed: str, words: Sequence[Word], language: Language) -> float:
    if printed in organisations():
        return 4.0
    if printed in places():
        return 0.0
    text, several = words[0].text, len(words) > 1
    if several and words[-1].lower in language.organisations:
        return BODY
    linked = any(link in printed for link in (" of ", " for ", " on "))
    inside = _organisation_word(words, language)
    head = words[0].lower in ORGANISATION_HEADS
    if several and ((linked and (inside or head)) or (inside and head)):
        return BODY
    if not several and text.isupper() and text.replace(".", "").isalpha() and 1 < len(text) < 7:
        return 1.6
    return 1.0 if inside else 0.0


ORGANISATION_HEADS = word_set(
    """university department ministry bank institute center centre council office bureau house
    committee association board federation national court academy college school church
    museum league society union organization organisation agency international foundation
    coalition campaign citizens americans students veterans doctors mothers"""
)


def _place(printed: str, words: Sequence[Word], language: Language) -> tuple[float, int]:
    """Weigh a place's name, and how much a preposition before it counts."""
    if printed in places() or (printed.isupper() and printed.title() in places()):
        return KNOWN_PLACE, 1
    if len(words) > 1 and words[-1].lower in language.places:
        surname = words[-1].lower in SURNAMES_TOO and folded(words[0].text) in given_names()
        return (1.5, 2) if surname else (KNOWN_PLACE, 0)
    if len(words) > 1 and words[0].lower in PLACE_HEADS:
        return 2.0, 0
    return 0.0, 1
