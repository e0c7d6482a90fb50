"""Names as they are printed: runs of capitalised words, taken apart into pieces.

"South Korean President Ann Li" is an adjective, a title and a name; "Oxford University’s
Edward Howell" are two names. What each piece is, is decided in :mod:`summaries.mentions`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summaries.capitals import Word, is_listed
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import (
    given_names,
    organisations,
    places,
    straight,
)
from summaries.runs import LONGEST, joins, runs
from summaries.titles import NAMES_TOO, is_body_of_title, title_at

#: A title in small letters whose office has a capital.
OFFICE_OF = re.compile(r"\b(?:secretary|minister|director|chief)[ \xa0](?:of|for)[ \xa0]$")
#: Words with a capital that are never part of a name's beginning.
SMALL = frozenset(["the", "a", "an", "i"])
#: What ends a run only because a sentence begins there without a stop before it (captions).
NEXT = word_set("the a an in on at and but he she it they this that these those as after")


class Piece(NamedTuple):
    """Neighbouring words that may be a name.

    Attributes:
        words: at least one.
        title: the title's words before it in lower case ("president"); empty without one.
        start: where the run with its title began.
        first: it begins a sentence, so that its capital proves nothing.
    """

    words: tuple[Word, ...]
    title: tuple[str, ...]
    start: int
    first: bool


def pieces(text: str, language: Language) -> Iterator[Piece]:
    """Yield what may be a name in a text, in order, not overlapping.

    Args:
        text: any; runs do not go over a line's end.
        language: for titles, days and words that begin sentences.
    """
    found = list(runs(text, language))
    deans = " dean" in text
    place = 0
    while place < len(found):
        run = found[place]
        place += 1
        while (
            place < len(found)
            and len(run) < LONGEST
            and joins(text, run, found[place], language)
        ):
            run = [*run, *found[place]]
            place += 1
        for piece in _split(_behind_office(text, run, language), language):
            yield piece if deans else _named_dean(piece, run)


def _behind_office(text: str, run: Sequence[Word], language: Language) -> Sequence[Word]:
    """Return a run without the rest of a title in small letters ("secretary of State Li")."""
    if run[0].lower not in language.offices or not OFFICE_OF.search(
        text, max(0, run[0].start - 20), run[0].start
    ):
        return run
    cut = 1
    while cut < len(run) and run[cut].lower in language.offices:
        cut += 1
    return run[cut:] if cut < len(run) else run


def _named_dean(piece: Piece, run: Sequence[Word]) -> Piece:
    """Return "Dean Li" as a name, where nobody is told of who is a dean."""
    if piece.title != ("dean",) or len(piece.words) > 1:
        return piece
    given = run[run.index(piece.words[0]) - 1]
    return Piece((given, *piece.words), (), given.start, given.first)


def _split(run: Sequence[Word], language: Language) -> Iterator[Piece]:
    """Take a run apart at days and months, then at titles."""
    part: list[Word] = []
    for word in run:
        if word.lower in language.calendar and not (part and word.lower in ("may", "march")):
            yield from _titled(part, language)
            part = []
        else:
            part.append(word)
    yield from _titled(part, language)


def _titled(part: list[Word], language: Language) -> Iterator[Piece]:
    if len(part) == 1 and _is_plain(part[0].lower, language):
        yield Piece((part[0],), (), part[0].start, part[0].first)
        return
    words = _without_starters(part, language)
    while len(words) > 1 and words[-1].lower in NEXT:
        words = words[:-1]
    if not words:
        return
    begin = words[0].start
    first = words[0].first
    if is_body_of_title(words, language):
        yield Piece(tuple(words), (), begin, first)
        return
    title: list[str] = []
    pending: list[Word] = []
    place = 0
    while place < len(words):
        step = title_at(words, place, language)
        if step:
            if pending:
                yield Piece(tuple(pending), (), begin, first)
                first = False
            pending = []
            title.extend(word.lower for word in words[place : place + step])
            place += step
        else:
            pending.append(words[place])
            place += 1
    if not pending and title and words[-1].lower in NAMES_TOO:
        pending, title = [words[-1]], []
    if pending:
        yield Piece(tuple(pending), tuple(title), begin, first and not title)


def _is_plain(lower: str, language: Language) -> bool:
    """Tell whether a word is neither a title nor may begin a sentence; most are plain."""
    return not (
        lower in language.starters
        or lower in language.titles
        or lower in language.before_titles
        or lower in SMALL
    )


def _without_starters(part: list[Word], language: Language) -> list[Word]:
    if len(part) == 1 and part[0].lower in SMALL:
        return []
    place = 0
    while place < len(part):
        word = part[place]
        small = word.lower in SMALL
        starter = word.lower in language.starters and not (
            len(word.text) > 1 and word.text.isupper() and is_listed(word.text)
        )
        starts = place == 0 and word.first and starter
        after = place > 0 and starter and part[0].first
        if not (small or starts or (after and word.lower not in given_names())):
            break
        if not small and _begins_known(tuple([one.text for one in part[place : place + 3]])):
            break
        place += 1
    return part[place:]


@lru_cache(maxsize=1024)
def _begins_known(words: tuple[str, ...]) -> bool:
    """Tell whether words begin with a listed name of several words ("New York …")."""
    joined = [straight(" ".join(words[:width])) for width in (2, 3)]
    joined += [name.title() for name in joined if name.isupper()]
    return any(name in organisations() or name in places() for name in joined)
