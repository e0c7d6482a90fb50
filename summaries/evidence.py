"""What speaks for a printed name being a person, an organisation or a place.

Every occurrence adds its weight; the name gets one label for the whole article, because the
commonest mistake of name finders is a name labelled in two ways in one article.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from summaries.capitals import Word, word_before
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.model import EntityKind
from summaries.name_parts import cuts, is_common, is_inhabitant
from summaries.names import (
    given_names,
    straight,
)
from summaries.printed import Piece
from summaries.spellings import BODY, Spelt, spelling
from summaries.surroundings import TOLD, is_abbreviated, weight_around
from summaries.text import folded

#: What is printed behind a person's name and is no part of it.
HONOURS = word_set("qc kc obe mbe cbe")
WHERE = word_set("""in at near from to across outside toward towards into throughout""")


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


KINDS: tuple[EntityKind, EntityKind, EntityKind] = ("person", "organisation", "place")


def candidates(text: str, piece: Piece, language: Language) -> Iterator[Candidate]:
    """Yield the names in a piece: adjectives of countries and parties are taken off."""
    if len(piece.words) == 1 and is_common(piece.words[0], language):
        yield from _called_like(text, piece)
        return
    for start, end in cuts(tuple([word.text for word in piece.words]), language.code):
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


def _called_like(text: str, piece: Piece) -> Iterator[Candidate]:
    """Yield a bare surname that is another word too ("Mr. English", "Cuban said").

    By itself it proves nothing: it is somebody only when the article has the full name.
    """
    (word,) = piece.words
    if piece.title or TOLD.match(text, word.end):
        weights = (3.0 if piece.title and is_inhabitant(word) else 0.0, 0.0, 0.0)
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
    spelt = spelling(straight(text[start:end]), tuple([w.text for w in words]), language.code)
    before = word_before(text, start)
    person = _person(text, words, title, before, spelt, language)
    organisation = spelt.organisation
    if len(words) > 1 and text[end : end + 2] == " (" and is_abbreviated(text, words, end):
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


def _is_verb(word: Word) -> bool:
    """Tell whether a sentence's first word looks like a participle or an adverb."""
    return word.lower.endswith(("ing", "ed", "ly")) and folded(word.text) not in given_names()


def _person(
    text: str,
    words: Sequence[Word],
    title: tuple[str, ...],
    before: tuple[str, bool],
    spelt: Spelt,
    language: Language,
) -> float:
    if not spelt.possible or not (title or spelt.alone):
        return 0.0
    weight = spelt.person + (3.0 if title else 0.0)
    return weight + weight_around(text, words, before, language)
