"""What a name says by itself, wherever it stands: its words, their shape, the lists."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from summaries.capitals import Word
from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.name_parts import has_organisation_word, unplaced
from summaries.names import (
    family_first,
    given_names,
    organisations,
    places,
    straight,
    surnames,
)
from summaries.text import folded

DIGIT = re.compile(r"\d")
#: Words for places that are surnames as well when a given name stands before them.
SURNAMES_TOO = word_set(
    "hall hill hills park lake bridge field forest street gate ward tower garden falls"
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
#: Evidence of an organisation or place that no evidence of a person outweighs.
BODY = 5.0
#: Evidence that a listed place is meant; a preposition before it adds to it.
KNOWN_PLACE = 4.0
PLACE_HEADS = frozenset(["mount", "lake", "fort", "san", "st.", "port", "cape"])
ORGANISATION_HEADS = word_set(
    """university department ministry bank institute center centre council office bureau house
    committee association board federation national court academy college school church
    museum league society union organization organisation agency international foundation
    coalition campaign citizens americans students veterans doctors mothers"""
)


class Spelt(NamedTuple):
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
def spelling(printed: str, texts: tuple[str, ...], code: str) -> Spelt:
    """Weigh a spelling. The names in the news come again and again, hundreds in an hour."""
    known = language(code)
    words = [unplaced(one) for one in texts]
    bare = [word for word in words if word.lower not in known.suffixes]
    possible = 0 < len(bare) < 5 and not DIGIT.search(printed)
    suffix = 3.0 if 1 < len(bare) < len(words) else 0.0
    return Spelt(
        folded(printed),
        possible,
        possible and not _is_no_person(bare, known),
        suffix + (_shape(bare) - _has_place(bare)) if possible else 0.0,
        _organisation(printed, words, known),
        *_place(printed, words, known),
    )


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


def _organisation(printed: str, words: Sequence[Word], language: Language) -> float:
    if printed in organisations():
        return 4.0
    if printed in places():
        return 0.0
    text, several = words[0].text, len(words) > 1
    if several and words[-1].lower in language.organisations:
        return BODY
    linked = any(link in printed for link in (" of ", " for ", " on "))
    inside = has_organisation_word(words, language)
    head = words[0].lower in ORGANISATION_HEADS
    if several and ((linked and (inside or head)) or (inside and head)):
        return BODY
    if not several and text.isupper() and text.replace(".", "").isalpha() and 1 < len(text) < 7:
        return 1.6
    return 1.0 if inside else 0.0


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
