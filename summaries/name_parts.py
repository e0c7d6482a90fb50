"""A piece taken apart into names: adjectives of countries and parties are taken off.

"Harbor Republican Ann Li" is a party and a name, "Cuban" alone is a surname for few.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from summaries.capitals import Word
from summaries.languages import Language, language
from summaries.languages.words import word_set
from summaries.names import (
    demonyms,
    given_names,
    organisations,
    places,
    straight,
    surnames,
)

PARTIES = word_set(
    """republican republicans democrat democrats democratic tory tories socialist labour
    libertarian catholic"""
)


@lru_cache(maxsize=4096)
def cuts(texts: tuple[str, ...], code: str) -> tuple[tuple[int, int], ...]:
    """Return the first word of each name in a piece, and the one behind its last."""
    words = [unplaced(one, place) for place, one in enumerate(texts)]
    return tuple((part[0].start, part[-1].end) for part in _parts(words, language(code)))


def unplaced(text: str, place: int = 0) -> Word:
    """Return a word as if the text had no other: what it says does not hang on its place."""
    return Word(place, place + 1, text, straight(text).lower(), False, False)


def is_common(word: Word, language: Language) -> bool:
    """Tell whether a word with a capital is a surname for few: "Cuban", "Read"."""
    if word.lower in language.starters and word.text.istitle():
        known = (surnames(), given_names(), language.organisations)
        return not any(word.lower in each for each in known)
    return is_inhabitant(word)


def is_inhabitant(word: Word) -> bool:
    """Tell whether a word is an inhabitant or an adjective of a country, and no place."""
    name = straight(word.text)
    return name in demonyms() and name not in places()


def has_organisation_word(words: Sequence[Word], language: Language) -> bool:
    """Tell whether a word behind the first one is an organisation's ("Office", "Fund")."""
    return any(word.lower in language.organisations for word in words[1:])


def _parts(words: Sequence[Word], language: Language) -> Iterator[tuple[Word, ...]]:
    member = _member_of_party(words)
    if member:
        yield from _parts(words[: member - 1], language) if member > 1 else ()
        yield tuple(words[member:])
        return
    if len(words) == 1 or _known(words) or has_organisation_word(words, language):
        if len(words) > 1 or not _is_no_name(words[0], language):
            yield tuple(words)
        return
    last = words[-1].text
    if len(words) == 2 and is_inhabitant(words[1]) and _is_given(words[0]):
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


def _is_no_name(word: Word, language: Language) -> bool:
    if word.lower in language.no_names or word.lower in PARTIES or len(word.lower) == 1:
        return True
    if len(word.text) == 2 and word.text[1] == ".":
        return True
    return is_common(word, language)


def _adjective(words: Sequence[Word], place: int) -> int:
    for width in (2, 1):
        taken = words[place : place + width]
        if len(taken) == width and straight(" ".join(w.text for w in taken)) in demonyms():
            return width
    return int(words[place].lower in PARTIES)


def _known(words: Sequence[Word]) -> bool:
    name = straight(" ".join(word.text for word in words))
    return name in places() or name in organisations()
