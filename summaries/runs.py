"""Runs of capitalised words, and what joins two of them to one name ("of", "and")."""

import re
from collections.abc import Iterator, Sequence

from summaries.capitals import Word, capitals, is_listed
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.names import (
    given_names,
    surnames,
)
from summaries.text import folded

LINK = re.compile(r"[ \xa0](?:of|for|on)(?:[ \xa0]the)?[ \xa0]|[ \xa0](?:and|&)[ \xa0]|, ")
LONGEST_LINK = len(" for the ")
#: A nickname in marks or brackets between given name and surname.
NICKNAME = re.compile(r"[ \xa0](?:“\w+”|\"\w+\"|‘\w+’|'\w+'|\(\w+\))[ \xa0](?=[^\W\d_a-z])")
MARKS_OPEN, MARKS_CLOSED = frozenset("“\"‘'("), frozenset("”\"’')")
#: No name has more words.
LONGEST = 14
#: Heads of names that have "and" inside.
AUTHORITIES = word_set(
    "administration commission service services agency authority council executive committee"
)


def runs(text: str, language: Language) -> Iterator[list[Word]]:
    """Yield neighbouring capitalised words, in order; none goes over a line's end."""
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


def joins(text: str, run: Sequence[Word], other: Sequence[Word], language: Language) -> bool:
    """Tell whether two runs with a small word between them may be one name."""
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
