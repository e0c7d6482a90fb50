"""Names as they are printed: runs of capitalised words, taken apart into pieces.

"South Korean President Ann Li" is an adjective, a title and a name; "Oxford University’s
Edward Howell" are two names. What each piece is, is decided in :mod:`summaries.mentions`.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from summaries.capitals import Word, capitals, is_listed
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import (
    given_names,
    organisations,
    places,
    straight,
    surnames,
)
from summaries.text import folded

LINK = re.compile(r"[ \xa0](?:of|for|on)(?:[ \xa0]the)?[ \xa0]|[ \xa0](?:and|&)[ \xa0]|, ")
LONGEST_LINK = len(" for the ")
#: A nickname in marks or brackets between given name and surname.
NICKNAME = re.compile(r"[ \xa0](?:“\w+”|\"\w+\"|‘\w+’|'\w+'|\(\w+\))[ \xa0](?=[^\W\d_a-z])")
#: A title in small letters whose office has a capital.
OFFICE_OF = re.compile(r"\b(?:secretary|minister|director|chief)[ \xa0](?:of|for)[ \xa0]$")
MARKS_OPEN, MARKS_CLOSED = frozenset("“\"‘'("), frozenset("”\"’')")
#: No name has more words.
LONGEST = 14
#: Titles that are surnames as well when something stands before them.
NAMES_TOO = word_set(
    """king prince major dean judge pope bishop field marshal count baron priest"""
)
#: Words with a capital that are never part of a name's beginning.
SMALL = frozenset(["the", "a", "an", "i"])
#: What ends a run only because a sentence begins there without a stop before it (captions).
NEXT = word_set("the a an in on at and but he she it they this that these those as after")
#: Heads of names that have "and" inside.
AUTHORITIES = word_set(
    "administration commission service services agency authority council executive committee"
)


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
    runs = list(_runs(text, language))
    deans = " dean" in text
    place = 0
    while place < len(runs):
        run = runs[place]
        place += 1
        while (
            place < len(runs)
            and len(run) < LONGEST
            and _joins(text, run, runs[place], language)
        ):
            run = [*run, *runs[place]]
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


def _runs(text: str, language: Language) -> Iterator[list[Word]]:
    run: list[Word] = []
    for word in capitals(text):
        if run and (len(run) >= LONGEST or not _adjacent(text, run[-1], word, language)):
            yield run
            run = []
        run.append(word)
    if run:
        yield run


def _adjacent(text: str, one: Word, other: Word, language: Language) -> bool:
    gap = text[one.end : other.start]
    if one.possessive or "\n" in gap:
        return False
    bare = gap.strip(" \xa0\t")
    if not bare:
        return len(gap) == 1 or (not gap and one.text[-1:] == ".")
    if (bare == "," and other.lower in language.suffixes) or _nicknamed(text, one, other, bare):
        return True
    return len(gap) < 15 and all(part in language.particles for part in bare.split())


def _nicknamed(text: str, one: Word, other: Word, gap: str) -> bool:
    """Tell whether two words stand around a mark that opens or closes a nickname."""
    if gap in MARKS_OPEN and NICKNAME.match(text, one.end):
        return True
    nickname = NICKNAME.match(text, one.start - 2) if gap in MARKS_CLOSED else None
    return nickname is not None and nickname.end() == other.start


def _joins(text: str, run: Sequence[Word], other: Sequence[Word], language: Language) -> bool:
    last, first = run[-1], other[0]
    if first.start - last.end > LONGEST_LINK:
        return False
    if last.possessive or not LINK.fullmatch(text, last.end, first.start):
        return False
    link = text[last.end : first.start].strip(" \xa0")
    if link in ("and", "&"):
        return _joins_and(run, other, language) if link == "and" else True
    if link == ",":
        return False
    heads = language.organisations
    if last.lower in language.titles:
        return first.lower in language.offices and link.startswith(("of", "for"))
    return last.lower in heads and _is_head(run, language) and _under(other, language)


def _joins_and(run: Sequence[Word], other: Sequence[Word], language: Language) -> bool:
    if _is_body_of_two(run, other, language):
        return True
    inside = any(word.lower in language.titles for word in run) or len(run) > 1
    known = run[-1].lower in language.offices and other[0].lower in language.offices
    return (
        inside
        and known
        and any(w.lower in language.organisations | language.titles for w in run)
    )


def _is_body_of_two(run: Sequence[Word], other: Sequence[Word], language: Language) -> bool:
    """Tell whether "and" stands inside a name ("Food and Drug Administration")."""
    if len(other) < 2 or other[-1].lower not in AUTHORITIES or other[-1].possessive:
        return False
    first, last = run[-1], folded(run[-1].text)
    known = last in given_names() or last in surnames() or is_listed(first.text)
    return not (known or first.lower in language.titles or first.lower in language.starters)


def _is_head(run: Sequence[Word], language: Language) -> bool:
    """Tell whether an organisation's word may go on with "of": "Bank of", "Center for"."""
    return run[-1].lower not in ("times", "news", "today", "party", "states", "senate", "press")


def _under(other: Sequence[Word], language: Language) -> bool:
    word = other[0]
    if word.lower in language.calendar or (word.lower in language.titles and len(other) == 1):
        return word.lower in ("justice", "general", "commerce")
    return word.lower not in ("mr.", "mrs.", "ms.", "sen.", "rep.", "gov.")


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
    if _is_body_of_title(words, language):
        yield Piece(tuple(words), (), begin, first)
        return
    title: list[str] = []
    pending: list[Word] = []
    place = 0
    while place < len(words):
        step = _title_at(words, place, language)
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


def _is_body_of_title(words: Sequence[Word], language: Language) -> bool:
    """Tell whether a title is part of an organisation's name ("General Assembly")."""
    if len(words) < 2 or words[-1].lower not in language.organisations:
        return False
    before = words[-2].lower
    return before in language.titles and before not in language.gendered and len(before) > 4


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


def _title_at(words: Sequence[Word], place: int, language: Language) -> int:
    """Return how many words from a place on are a title; 0 when none is."""
    word = words[place].lower
    known = word in language.titles or word in language.before_titles or word in language.roles
    if not (known or word[:-1] in language.roles) or _is_no_title(words, place, language):
        return 0
    if _is_occupation(words, place, language):
        return 1
    end = title = place
    while end < len(words) and words[end].lower in language.before_titles:
        end += 1
        title = end if words[end - 1].lower in language.titles else title
    while end < len(words) and words[end].lower in language.titles:
        end = title = end + 1
    if title == place:
        return 0
    if title < len(words) - 1 and words[title - 1].lower == "chief":
        title += words[title].lower == "executive"
    while title < len(words) and _office(words, title, language):
        title += 1
    return title - place


def _is_no_title(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a title's word belongs to a person's or an organisation's name here."""
    if place == 0:
        return _is_organisation(words, language) and not _is_occupation(words, 0, language)
    named = words[place].lower in NAMES_TOO or _is_surname(words, place)
    return named or _of_body(words, place, language)


def _is_surname(words: Sequence[Word], place: int) -> bool:
    """Tell whether a title's word is somebody's surname ("Paul Singer", "Jo B. Justice")."""
    if place != len(words) - 1 or place not in (1, 2):
        return False
    first = words[0]
    initial = place == 1 or len(words[1].text.strip(".")) == 1
    return initial and first.lower in given_names() and straight(first.text) not in places()


def _is_occupation(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a noun for what somebody is precedes a full name ("Surveyor Ann Li")."""
    following = [word.lower for word in words[place + 1 :]]
    return (
        place == 0
        and len(following) > 1
        and (words[0].lower in language.roles or words[0].lower[:-1] in language.roles)
        and following[0] in given_names()
        and following[-1] not in language.organisations
    )


def _of_body(words: Sequence[Word], place: int, language: Language) -> bool:
    """Tell whether a word belongs to an organisation ("Department of Justice")."""
    before = words[place - 1]
    return words[place].start - before.end > 1 and before.lower in language.organisations


def _is_organisation(words: Sequence[Word], language: Language) -> bool:
    if " ".join(straight(word.text) for word in words) in organisations():
        return True
    last = words[-1].lower
    return last in language.organisations and last not in language.titles and len(words) > 1


def _office(words: Sequence[Word], place: int, language: Language) -> bool:
    apart = words[place].start - words[place - 1].end > 1
    linked = apart or words[place - 1].lower in language.offices
    return linked and words[place].lower in language.offices
