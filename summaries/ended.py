"""Quotes that ended before the sentence behind them began: whose they are, or nobody's.

Texts that lost their line breaks print “…,” Li said. “….” Adler told the board that … in one
paragraph. The network then gives the second quote to Adler, because it stands before Adler's
verb; but a quote with its own full stop is told by what stands before it.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from summaries.marks import FULL_STOPS, Marked
from summaries.model import Attribution
from summaries.phrases import ADVERBIAL, PREPOSITIONS, VERBS

#: The rest of one sentence, to its full stop.
REST = re.compile(r"(?:[^.!?]|\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|Jr|St|[A-Z])\.)*[.!?][ \xa0]")
WORD = re.compile(r"[ \xa0]?([^\W_]+)")
#: Somebody who goes on speaking, rather than another.
SAME = re.compile(r"\s*(?:He|She|They|I)\b")
#: What a sentence tells beside who said something: when, where, to whom; no "that".
ASIDE = re.compile(r"[^.!?:;,“”\"\n]{0,120}(?:[.!?](?=\s|$)|,|$|\n)")
OWN_NEWS = re.compile(r"\b(?:that|how|why|whether)\b")
#: Whom a paper quotes as saying something else.
QUOTED_AS = re.compile(r"[^.!?“”\"]{0,120}\bas[ \xa0]\w+ing\b")
#: Another who speaks right behind a quote that ends in a comma or a question.
ANOTHER = re.compile(
    r"[ \xa0]((?:(?!He\b|She\b|They\b|It\b)[A-Z][\w.’'-]*[ \xa0]){1,3})(\w+ed|said|says|asks)\b"
)
#: A title may stand between a quote and the network's source.
TITLE = 12
DASHES = frozenset("—–―-")


def apart(text: str, passages: Sequence[Marked], found: list[Attribution]) -> list[Attribution]:
    """Return attributions without quotes that only stand before somebody's sentence.

    Such a quote goes to whoever spoke before it, without a break or with nothing but
    “…,” Li said. in between; else it is nobody's.

    Args:
        text: the article.
        passages: the outermost passages of a paragraph, in order.
        found: what is attributed in it, in order.
    """
    before: Marked | None = None
    for one in passages:
        owner = _owner(one, found)
        if owner is not None and _is_behind(text, one, owner):
            found = _moved(one, owner, _spoke_before(text, before, one, found), found)
        elif owner is not None and before is not None and owner is _owner(before, found):
            found = _answered(text, before, one, owner, found)
        before = one
    return found


def _owner(one: Marked, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution that has a passage as one of its contents."""
    for each in found:
        for start, end in each.contents:
            if start == one.start and end <= one.end + 1:
                return each
    return None


def _is_behind(text: str, one: Marked, owner: Attribution) -> bool:
    """Tell whether who is named stands in a sentence of its own behind a passage that ended."""
    if owner.cue is None or owner.source is None or text[one.inner[1] - 1] not in FULL_STOPS:
        return False
    first = min(owner.cue[0], owner.source[0])
    if first < one.end or text[owner.cue[0]] in DASHES:
        return False
    return not (_is_tag(text, one, owner) or SAME.match(text, one.end))


def _is_tag(text: str, one: Marked, owner: Attribution) -> bool:
    """Tell whether nothing but who said it stands behind a passage (“…?” Li asked.)."""
    cue, source = owner.cue or (0, 0), owner.source or (0, 0)
    if min(cue[0], source[0]) > one.end + TITLE:
        return False
    if text[one.end : one.end + 2].strip()[:1].islower():
        return True
    last = max(cue[1], source[1])
    aside = ASIDE.match(text, last)
    if aside is None or OWN_NEWS.search(aside[0]):
        return False
    if any(last <= start < aside.end() for start, _ in owner.contents):
        return False
    return text[one.inner[1] - 1] != "." or _tells_nothing_else(text, cue, aside)


def _tells_nothing_else(text: str, cue: tuple[int, int], aside: re.Match[str]) -> bool:
    """Tell whether a verb of speech has no object: behind a full stop it needs a reason."""
    verbs = text[slice(*cue)].lower().split()
    if "quoted" in verbs:
        return QUOTED_AS.match(text, aside.start()) is None
    behind = WORD.match(aside[0])
    plain = behind is None or behind[1].lower() in ADVERBIAL | PREPOSITIONS
    return plain and not VERBS.isdisjoint(verbs)


def _spoke_before(
    text: str, before: Marked | None, one: Marked, found: Sequence[Attribution]
) -> Attribution | None:
    """Return the attribution that a passage goes on with: of what stands right before it."""
    first = _owner(before, found) if before is not None else None
    if before is not None and first is not None and first.cue and first.source:
        if text[one.start - 1].isspace() and not text[before.end : one.start].strip():
            return first
        tagged = before.end <= min(first.cue[0], first.source[0])
        tagged = tagged and max(first.cue[1], first.source[1]) <= one.start
        if tagged and REST.fullmatch(text, before.end, one.start):
            return first
    return _told_before(text, one, found)


def _told_before(text: str, one: Marked, found: Sequence[Attribution]) -> Attribution | None:
    """Return the attribution of the paraphrase that a passage bears out (Li said so. “…”)."""
    for each in found:
        if not (each.cue and each.source and each.contents):
            continue
        if VERBS.isdisjoint(text[slice(*each.cue)].lower().split()):
            continue
        begin = min(each.cue[0], each.source[0], each.contents[0][0])
        last = max(each.cue[1], each.source[1], each.contents[-1][1])
        if last < one.start and REST.fullmatch(text, begin, one.start):
            return each
    return None


def _answered(
    text: str,
    before: Marked,
    one: Marked,
    owner: Attribution,
    found: list[Attribution],
) -> list[Attribution]:
    """Return attributions with a passage given to another who is named right behind it.

    “It is safe.” “Is it?” Li asked: what was run together are two speakers.
    """
    ended = text[before.inner[1] - 1] in FULL_STOPS and before.closed
    if not ended or text[before.end : one.start].strip() or owner.cue is None:
        return found
    another = ANOTHER.match(text, one.end) if text[one.inner[1] - 1] in ",?!" else None
    if another is None or owner.cue[0] > one.start:
        return found
    end = another.end(1) - 1
    head = (end - len(text[another.start(1) : end].rsplit(maxsplit=1)[-1]), end)
    own = Attribution(((one.start, one.end),), another.span(2), (another.start(1), end), head)
    return sorted([*_moved(one, owner, None, found), own], key=lambda each: each.contents)


def _moved(
    one: Marked, owner: Attribution, other: Attribution | None, found: Sequence[Attribution]
) -> list[Attribution]:
    """Return attributions with a passage taken from its owner and given to another, if any."""
    place = (one.start, one.end)
    kept = []
    for each in found:
        contents = each.contents
        if each is owner and each is not other:
            contents = tuple(c for c in contents if c[0] != one.start)
        elif each is other and each is not owner:
            contents = tuple(sorted((*contents, place)))
        if contents or not each.contents:
            kept.append(replace(each, contents=contents))
    return kept
