"""Quotes that stand alone: given to whoever is named around them, or left out.

What one paragraph says of itself is found by the engines. Here paragraphs are seen together: an
introduction ("Li said:") and the quote below it, a quote that runs over paragraphs, a
transcript's turns, and quotes that are signed with a dash.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from summaries.marks import MARKS, Marked
from summaries.model import Attribution

Paragraph = tuple[int, int, Sequence[Marked]]

#: A speaker in capitals and a colon: WALLACE: Let's start.
TURN = re.compile(r"[\W_]{0,3}((?:[A-Z][A-Z.'’-]+ ){0,3}[A-Z][A-Z.'’-]+)(:)\s+(?=\S)")
#: A name behind a dash that ends a paragraph: “…” — Ann Li
SIGNED = re.compile(r"[\"”’']\s*([—–―]|--?)\s*((?:[A-Z][\w.’'-]*\s+){0,4}[A-Z][\w’'-]+)[\s.]*$")
#: The same on a line of its own, perhaps with when or where it was said.
BELOW = re.compile(
    r"\s*\n\s*([—–―]|--?)[ \xa0]?((?:[A-Z][\w.’'-]*[ \xa0]){0,4}[A-Z][\w’'-]+)"
    r"(?=[.,]|\s*(?:\n|$))"
)
#: What comes behind these words in quotation marks is a title or a name, not something said.
TITLING = re.compile(
    r"\b(?:entitled|headlined|named|nicknamed|subtitled|titled|known as)$", re.IGNORECASE
)
#: What stands behind one of these in quotation marks and in capitals is its name.
WORK = re.compile(
    r"\b(?:album|anthem|ballad|book|column|documentary|episode|essay|film|game|hit|hymn|memoir"
    r"|movie|musical|novel|opera|painting|play|podcast|poem|program|programme|series|show|single"
    r"|sitcom|song|thriller|track),?[ \xa0]$|(?:\b[A-Z]{2,}[’']s|\b[Oo]n)[ \xa0]$"
    r"|\b(?:en)?titled,?[ \xa0]$",
)
#: What is done with films, songs and books, and how things are named.
LIKED = re.compile(
    r"\b(?:lik|lov|enjoy|watch|perform|publish|releas|direct|produc|co-wr|play)"
    r"(?:e?s|e?d|ing|e)?$|\b(?:call|nam|dub|titl|entitl|headlin)(?:e?s|e?d|ing)$",
    re.IGNORECASE,
)
#: Words that stay small in the names of works; longer ones have capitals there.
SMALL = 4
#: What a transcript notes between turns: (CROSSTALK.), (Applause)
NOTE = re.compile(r"[\W_]*\([\w ]+[.!]?\)[\W_]*")
#: A line in single marks that is longer is no heading.
LONGEST_HEADING = 60
#: So many turns make a transcript, in which speech stands without quotation marks.
TURNS = 3


def settled(
    text: str, paragraphs: Sequence[Paragraph], found: Sequence[Sequence[Attribution]]
) -> Iterator[Attribution]:
    """Yield the attributions of an article, quotes that stand alone among them.

    Words in quotation marks that no verb reports and nobody is named for are titles, captions
    and slogans far more often than speech (measured: dropping them loses no true quote).

    Args:
        text: the article.
        paragraphs: where each starts and ends, and its passages in quotation marks.
        found: for each paragraph what it attributes by itself; one without contents is an
            introduction.
    """
    transcript = sum(TURN.match(text, a, b) is not None for a, b, _ in paragraphs) >= TURNS
    doubled = any(one.double for _, _, passages in paragraphs for one in passages)
    before: Attribution | None = None
    open_ = False
    for (start, end, passages), own in zip(paragraphs, found, strict=True):
        outer = [one for one in passages if one.level == 0 and _is_speech(text, one)]
        bare = bool(outer) and _bare(text, start, end, outer)
        here = [told for one in own if (told := _without_works(text, one)).contents]
        named = _turn(text, start, end, quoted=transcript or bare) or _signed(
            text, start, end, outer, here
        )
        if named is not None:
            here = [named]
        elif bare and (
            NOTE.fullmatch(text, start, end)
            or (doubled and _is_heading(outer, end - start))
            or _is_answered(text, before)
        ):
            here = []
        elif bare and before is not None and (open_ or not before.contents):
            here = [_handed_on(before, text, outer)]
        yield from (one for one in here if _says(text, one))
        waiting = [one for one in own if not one.contents]
        before = waiting[-1] if waiting else here[-1] if here else None
        open_ = bool(outer)


def _is_heading(outer: Sequence[Marked], length: int) -> bool:
    """Tell whether a short line in single marks, where double ones are used, is a heading."""
    return length < LONGEST_HEADING and not any(one.double for one in outer)


def _is_answered(text: str, before: Attribution | None) -> bool:
    """Tell whether a paragraph of its own follows a question (“Why?” Li asked)."""
    if before is None or before.cue is None or not before.contents:
        return False
    asked = text[slice(*before.cue)].lower().endswith(("asked", "asks"))
    return asked and text[slice(*before.contents[-1])].rstrip(MARKS).endswith("?")


def _says(text: str, one: Attribution) -> bool:
    """Tell whether an attribution has a verb, a source or a beginning, and is no title."""
    if one.cue is None:
        return one.source is not None or one.continues
    return TITLING.search(text, *one.cue) is None


def _without_works(text: str, one: Attribution) -> Attribution:
    """Return an attribution without the names of books, songs and the like."""
    if all(text[start] not in MARKS for start, _ in one.contents):
        return one
    cue = one.cue or (0, 0)
    beside = cue[1] if one.cue and LIKED.search(text, *cue) else -9
    contents = tuple(
        place
        for place in one.contents
        if not _names_work(text, *place, liked=place[0] - beside in (1, 2))
    )
    return one if len(contents) == len(one.contents) else replace(one, contents=contents)


def _names_work(text: str, start: int, end: int, *, liked: bool) -> bool:
    """Tell whether a content is nothing but the name of a work in quotation marks."""
    introduced = liked or WORK.search(text, max(0, start - 16), start)
    if text[start] not in MARKS or not introduced:
        return False
    words = text[start:end].strip(MARKS + " ,.!?").split()
    if liked and len(words) < 2:
        return False
    return all(not word[0].islower() or len(word) < SMALL for word in words)


def _is_speech(text: str, one: Marked) -> bool:
    """Tell whether a passage is speech by its length: single marks hold single words too."""
    return one.double or text.count(" ", one.start, one.end) > 2


def _bare(text: str, start: int, end: int, outer: Sequence[Marked]) -> bool:
    """Tell whether a paragraph has no word outside its quotation marks."""
    at = start
    for one in (*outer, None):
        stop = one.start if one else end
        if any(letter.isalnum() for letter in text[at:stop]):
            return False
        at = one.end if one else end
    return True


def _handed_on(before: Attribution, text: str, outer: Sequence[Marked]) -> Attribution:
    """Return a quote of its own paragraph as the words of an earlier attribution."""
    contents = tuple(
        (one.start, one.start + len(text[one.start : one.end].rstrip())) for one in outer
    )
    if not before.contents:
        return replace(before, contents=contents)
    return Attribution(contents, continues=True)


def _turn(text: str, start: int, end: int, *, quoted: bool) -> Attribution | None:
    """Return a transcript's turn; its speaker is printed in capitals before a colon."""
    match = TURN.match(text, start, end) if quoted else None
    if match is None:
        return None
    stop = start + len(text[start:end].rstrip(MARKS + " \t\r\xa0"))
    if stop <= match.end():
        return None
    return Attribution(((match.end(), stop),), match.span(2), match.span(1), _last_word(match))


def _signed(
    text: str, start: int, end: int, outer: Sequence[Marked], own: Sequence[Attribution]
) -> Attribution | None:
    """Return a quote whose speaker's name follows it behind a dash."""
    if not outer or any(one.source for one in own):
        return None
    match = SIGNED.search(text, max(outer[-1].inner[1], end - 90), end)
    if match is None and outer[-1].closed and _bare(text, start, end, outer):
        match = BELOW.match(text, end)
    if match is None or not _bare(text, start, min(end, match.start(1)), outer):
        return None
    contents = tuple((one.start, one.end) for one in outer)
    return Attribution(contents, match.span(1), match.span(2), _last_word(match, 2))


def _last_word(match: re.Match[str], group: int = 1) -> tuple[int, int]:
    """Return the place of the last word of a matched name."""
    last = match[group].split()[-1]
    return match.end(group) - len(last), match.end(group)
