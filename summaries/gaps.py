"""What the network left open in a paragraph, closed by rules.

It names nobody for some participles, takes whoever stands nearest for the speaker of a quote
that ended before, or takes no note of a quote that a plain verb introduces.
"""

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from summaries.edges import edged
from summaries.ended import REST, apart
from summaries.implied import Paragraph, sourced
from summaries.languages.words import word_set
from summaries.marks import MARKS, Marked
from summaries.model import Attribution
from summaries.phrases import VERBS
from summaries.rules import by_rules

#: A shorter passage that nobody claims is a title or a nickname, not a quote.
SPEECH = 5
#: Who is named before a quote that stands by itself: as Li once put it in a letter, “…”
AS = re.compile(
    r"(?:\A|[\n.,;:(–—“”\"][ \xa0]?)[Aa]s[ \xa0]"
    r"(he|she|they|(?:(?:the|an?|one|his|her|their|our)[ \xa0])?"
    r"(?:(?:Mr|Mrs|Ms|Dr|St|Gov|Sen|Rep|Gen)\.[ \xa0])?"
    r"[\w’'&-]+(?:[ \xa0][\w’'&-]+){0,6}?)[ \xa0]"
    r"((?:(?:has|have|had|once|later|famously|recently|also|just)[ \xa0])*"
    r"(?:puts?|described?|describes|call(?:s|ed)|sa(?:ys?|id|ng)|wrote|writes|written|phrased"
    r"|noted|told|explain(?:s|ed)|tweeted|observed)\b"
    r"(?:[ \xa0](?:it|this|that|him|her|them)\b)?)"
    r"(?:[ \xa0][^,;:.“”\"()]{1,60})?[,:][ \xa0]?$"
)
REACH = 160
#: What may stand where AS expects somebody: as if to say, as far as I said.
NO_SOURCE = word_set("if though far soon long much well to")


def completed(text: str, paragraph: Paragraph, own: Sequence[Attribution]) -> list[Attribution]:
    """Return what the network found in a paragraph, and what rules see besides.

    Args:
        text: the article.
        paragraph: where it starts and ends, and its passages in quotation marks.
        own: what the network found in it, in order.
    """
    start, end, inside = paragraph
    passages = [one for one in inside if one.level == 0]
    found = [sourced(text, paragraph, one) for one in own]
    if passages:
        found = [
            replace(one, contents=edged(text, one.contents, passages)) if one.contents else one
            for one in found
        ]
        found = [part for one in found for part in _stopped(text, paragraph, one, passages)]
        for one in passages:
            found = _put_so(text, start, one, found)
        for before, one in pairwise(passages):
            found = _gone_on(text, before, one, found)
        found = apart(text, passages, found)
    introduces = text[start:end].rstrip().endswith(":") and all(one.contents for one in own)
    unclaimed = [one for one in passages if _is_unclaimed(text, one, found)]
    for one in passages:
        if _has_own_verb(text, one, found):
            behind = [each for each in passages if each.start >= one.start]
            found = _retold(
                text, found, _claimed(text, by_rules(text, one.start, end, behind), [one])
            )
    if introduces or unclaimed:
        ruled = by_rules(text, *paragraph)
        found = _with(found, _claimed(text, ruled, unclaimed))
        if introduces:
            found += [one for one in ruled if not one.contents]
    return found


def _with(found: list[Attribution], others: Iterator[Attribution]) -> list[Attribution]:
    """Return attributions with others instead of those that have neither verb nor source."""
    more = list(others)
    if not more:
        return found
    kept = [one for one in found if one.cue or one.source]
    return sorted([*kept, *more], key=_place)


def _stopped(
    text: str, paragraph: Paragraph, one: Attribution, passages: Sequence[Marked]
) -> Iterator[Attribution]:
    """Yield an attribution; a quote that ended before its source's sentence began is apart.

    "Her demand was: “Open it!” Visitors still ask …" is not the visitors'.
    """
    first = _ended_before(text, paragraph[0], one, passages)
    if first is None:
        yield one
        return
    before = [each for each in passages if each.end <= first.end]
    for ruled in by_rules(text, paragraph[0], first.end, before):
        if any(a <= first.start < b for a, b in ruled.contents):
            yield ruled
    rest = tuple(place for place in one.contents if place[0] >= first.end)
    if rest:
        yield replace(one, contents=rest)


def _ended_before(
    text: str, start: int, one: Attribution, passages: Sequence[Marked]
) -> Marked | None:
    """Return the passage behind a colon that ended right before an attribution's source."""
    if not (one.cue and one.source and one.contents):
        return None
    first = next((each for each in passages if each.start == one.contents[0][0]), None)
    if first is None or not text[start : first.start].rstrip().endswith(":"):
        return None
    ended = text[first.inner[1] - 1] in ".!?"
    behind = min(one.cue[0], one.source[0])
    return first if ended and first.end <= behind <= first.end + 2 else None


def _put_so(text: str, start: int, one: Marked, found: list[Attribution]) -> list[Attribution]:
    """Give a passage to whom "as Li once put it, “…”" names directly before it."""
    if text[max(0, one.start - 2) : one.start].strip(" \xa0") not in (",", ":"):
        return found
    said = AS.search(text, max(start - 1, one.start - REACH, 0), one.start)
    if said is None or said[1].split()[0] in NO_SOURCE or said[1].endswith(" to"):
        return found
    rest = []
    own = Attribution(
        ((one.start, one.end),),
        said.span(2),
        said.span(1),
        (said.end(1) - len(said[1].split()[-1]), said.end(1)),
    )
    for other in found:
        if other.source and other.source[0] < said.end(1) and said.start(1) < other.source[1]:
            own = replace(own, source=other.source, source_head=other.source_head)
        contents = tuple(
            place for place in other.contents if place[1] <= said.start() or place[0] >= one.end
        )
        if contents or not other.contents:
            rest.append(replace(other, contents=contents))
    return sorted([*rest, own], key=_place)


def _gone_on(
    text: str, before: Marked, one: Marked, found: list[Attribution]
) -> list[Attribution]:
    """Give a passage that is a sentence by itself to whom the quote before it belongs.

    "“…,” Li said at the gala, where Adler also spoke. “…”" is Li's throughout.
    """
    if not REST.fullmatch(text, before.end, one.start) or not _is_sentence(text, one):
        return found
    first = next((x for x in found if (before.start, before.end) in x.contents), None)
    other = next((x for x in found if x.contents == ((one.start, one.end),)), None)
    if first is None or other is None or not (first.cue and first.source and other.cue):
        return found
    if (
        not before.end <= first.cue[0] < other.cue[0] < one.start
        or first.source[0] < before.end
    ):
        return found
    joined = replace(first, contents=(*first.contents, *other.contents))
    return [joined if each is first else each for each in found if each is not other]


def _is_sentence(text: str, one: Marked) -> bool:
    """Tell whether a passage is a whole sentence: nothing goes on behind it."""
    behind = text[one.end : one.end + 2].strip()
    follows = not behind or behind[0].isupper() or behind[0] in MARKS
    return follows and text[one.inner[1] - 1] in ".!?"


def _has_own_verb(text: str, one: Marked, found: Sequence[Attribution]) -> bool:
    """Tell whether a quote that is told of before may have a verb of its own behind it.

    "The paper told of the harm: “…,” the union wrote"; not "Li said: “…,” the paper reported".
    """
    if text[one.inner[1] - 1] != ",":
        return False
    lead = text[max(0, one.start - 30) : one.start].rstrip()
    colon = lead.endswith(":") and lead[:-1].rpartition(" ")[2] not in VERBS
    if not colon and lead[-1:] not in (".", "!", "?", *MARKS):
        return False
    known = next((each for each in found if (one.start, one.end) in each.contents), None)
    return known is not None and known.cue is not None and known.cue[1] <= one.start


def _retold(
    text: str, found: list[Attribution], claimed: Iterator[Attribution]
) -> list[Attribution]:
    """Return attributions with quotes given to whom follows them, a name before a noun."""
    for one in claimed:
        names = [_is_name(text, each) for each in found if set(each.contents) & {*one.contents}]
        if any(names) and not _is_name(text, one):
            continue
        kept = []
        for other in found:
            rest = tuple(place for place in other.contents if place not in one.contents)
            if rest or not other.contents:
                kept.append(replace(other, contents=rest))
        found = sorted([*kept, one], key=_place)
    return found


def _is_name(text: str, one: Attribution) -> bool:
    """Tell whether the head of an attribution's source is a name."""
    return one.source_head is not None and text[one.source_head[0]].isupper()


def _place(one: Attribution) -> tuple[tuple[int, int], ...]:
    """Return where an attribution belongs among others; one without contents is last."""
    return one.contents or ((sys.maxsize, 0),)


def _is_unclaimed(text: str, one: Marked, found: Sequence[Attribution]) -> bool:
    """Tell whether a passage may be speech, and is part of nothing that was found."""
    if not (one.double and one.closed) or text.count(" ", one.start, one.end) < SPEECH - 1:
        return False
    return not any(
        a < one.end and one.start < b
        for known in found
        if known.cue or known.source
        for a, b in known.contents
    )


def _claimed(
    text: str, ruled: Sequence[Attribution], unclaimed: Sequence[Marked]
) -> Iterator[Attribution]:
    """Yield quotes that rules give to somebody directly behind them ("…,” Ann Li said)."""
    for one in ruled:
        if not (one.cue and one.source):
            continue
        behind = min(one.cue[0], one.source[0])
        known = [
            each
            for each in unclaimed
            if any(a <= each.start and each.end <= b + 1 for a, b in one.contents)
        ]
        if any(p.end <= behind <= p.end + 2 and text[p.inner[1] - 1] in ",?!" for p in known):
            yield replace(one, contents=tuple((p.start, p.end) for p in known))
