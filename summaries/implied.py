"""The source that a sentence implies, where the network saw none or one of another sentence."""

import re
from collections.abc import Sequence
from dataclasses import replace

from summaries.edges import Place
from summaries.marks import MARKS, Marked
from summaries.model import Attribution
from summaries.phrases import PARTICIPLES, TITLES
from summaries.subjects import subject_of_participle

Paragraph = tuple[int, int, Sequence[Marked]]
#: Who is named behind what is said of somebody or something: called “…” by Ann Li.
BY = re.compile(r"[ \xa0]by[ \xa0](?:[A-Z][\w.’'-]*[ \xa0]){0,4}([A-Z][\w’'-]+)")
#: The same inside what the network took for said: was described as “…” by Ann Li, director …
BY_INSIDE = re.compile(
    r"([\"”’'])[ \xa0]by[ \xa0]((?:[A-Z][\w.’'-]*[ \xa0]){0,4}([A-Z][\w’'-]+))"
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|been|being)[ \xa0](?:\w+ly[ \xa0])?\w+ed\b")
#: Whose words somebody prints: the Gull quoted Ann Li, a nurse, as saying “…”
QUOTED_AS = re.compile(
    r"(?:quot|cit|report)\w*[ \xa0]"
    r"((?:(?:Mrs?|Ms|Dr|Sen|Gov|Rep)\.[ \xa0])?[^,.;:“”\"]{2,60}?)(?:,[^,.;:“”\"]{2,80},)?"
    r"[ \xa0]as[ \xa0](?:saying|telling)\b[ \xa0:,]*"
)
QUOTED = re.compile(r"quoted[ \xa0]((?:[A-Z][\w.’'-]*[ \xa0]){0,3}[A-Z][\w’'-]+)")
#: A message that goes to somebody: what follows is in it, and not said by whom it goes to.
MESSAGE = re.compile(r"\b(?:letter|e-?mail|message|note|memo|statement|tweet|text)s?\b[^.;:]*$")
ABOUT = re.compile(r"\b(?:with|about|on|against|over|than)[ \xa0]$")
#: What a crowd does, and the clause that names it.
CHANTED = re.compile(r"(?:chanting|shouting|singing|yelling)", re.IGNORECASE)
CLAUSE = re.compile(r"\b(?:where|as|while|when)[ \xa0]")
#: Ends of sentences between a quote and its verb, and how many there may be at most.
FAR = 1
ENDS = re.compile(r"[^\W\d_]{3}[.!?][\"”’']{0,2}\s+[\"“‘']?[A-Z]")
#: Where a sentence ends; short forms of titles end none.
MARK = frozenset(".!?")
STOP = re.compile(r"([^\W\d_]+)[.!?][ \xa0]+(?=[A-Z])")


def sourced(text: str, paragraph: Paragraph, one: Attribution) -> Attribution:
    """Return an attribution with the source that its words imply.

    A participle is told of its sentence's subject: "he left, saying …".
    """
    cue = one.cue
    if cue is None:
        return one
    if one.source is not None:
        one = _in_one_sentence(text, one, one.source, cue)
    if one.source is not None and _is_about(text, one.source, cue):
        return replace(one, source=None, source_head=None)
    one = _without_far(text, one, cue)
    if one.contents and (told := _by_agent(text, one) or _quoted_as(text, one)):
        return told
    later = one.source is not None and _is_next(text, one.source, one)
    if one.source is None or later or _is_hearer(text, one.source, cue):
        named = subject_of_participle(text, *paragraph, cue)
        if named is not None and not is_crowds(text, named[0], cue):
            return replace(one, source=named[0], source_head=named[1])
    return replace(one, source=None, source_head=None) if later else one


def _is_about(text: str, source: Place, cue: Place) -> bool:
    """Tell whether the name before a colon is whom it is about ("in contrast with Li: “…”")."""
    return text[slice(*cue)] == ":" and bool(
        ABOUT.search(text, max(0, source[0] - 9), source[0])
    )


def _without_far(text: str, one: Attribution, cue: Place) -> Attribution:
    """Return an attribution without what stands whole sentences before its other words."""
    kept: list[Place] = []
    start = cue[0]
    for place in reversed(one.contents):
        before = place[1] <= start
        if before and len(ENDS.findall(text, place[1] - 2, start)) > FAR:
            break
        kept.append(place)
        start = min(start, place[0])
    if len(kept) == len(one.contents):
        return one
    return replace(one, contents=tuple(reversed(kept)))


def is_crowds(text: str, source: Place, cue: Place) -> bool:
    """Tell whether people of a clause between chant, not a sentence's subject."""
    chanted = CHANTED.fullmatch(text, *cue)
    return chanted is not None and CLAUSE.search(text, source[1], cue[0]) is not None


def _in_one_sentence(text: str, one: Attribution, source: Place, cue: Place) -> Attribution:
    """Return an attribution whose source does not run over the end of a sentence."""
    if MARK.isdisjoint(text[source[0] : source[1]]):
        return one
    stops = [
        found
        for found in STOP.finditer(text, *source)
        if len(found[1]) > 3 and found[1].lower() not in TITLES
    ]
    if not stops:
        return one
    start, end = source
    if cue[0] < start:
        end = stops[0].end(1)
    else:
        start = stops[-1].end()
    head = one.source_head
    if head is None or not start <= head[0] < end:
        head = (end - len(text[start:end].rsplit(maxsplit=1)[-1]), end)
    return replace(one, source=(start, end), source_head=head)


def _by_agent(text: str, one: Attribution) -> Attribution | None:
    """Return an attribution with whom "by" names behind a passive verb, if it names anybody."""
    start, end = one.contents[-1]
    if one.source is None and (by := BY.match(text, end)):
        return replace(one, source=(by.start() + 4, by.end()), source_head=by.span(1))
    if one.cue is None or not PASSIVE.match(text, *one.cue):
        return None
    by = BY_INSIDE.search(text, start, end)
    if by is None:
        return None
    contents = (*one.contents[:-1], (start, by.end(1)))
    return replace(one, contents=contents, source=by.span(2), source_head=by.span(3))


def _quoted_as(text: str, one: Attribution) -> Attribution | None:
    """Return an attribution with whom a paper quotes as its source, if it quotes anybody."""
    cue = one.cue or (0, 0)
    if text[cue[0] : cue[0] + 3].lower() not in ("quo", "cit", "rep"):
        return None
    found = QUOTED_AS.match(text, cue[0])
    if found is not None:
        contents = tuple(
            (found.end() if cue[0] < start < found.end() else start, end)
            for start, end in one.contents
            if not cue[0] < start < end <= found.end()
        )
    else:
        found = QUOTED.match(text, cue[0])
        contents = tuple(place for place in one.contents if place[1] <= cue[0])
    if found is None or not contents:
        return None
    head = found.end(1) - len(found[1].split()[-1])
    return replace(
        one, contents=contents, source=found.span(1), source_head=(head, found.end(1))
    )


def _is_next(text: str, source: Place, one: Attribution) -> bool:
    """Tell whether a source stands in the sentence behind a quote whose verb went before."""
    if one.cue is None or not one.contents or one.contents[0][0] < one.cue[1]:
        return False
    end = one.contents[-1][1]
    return end <= source[0] and text[max(0, end - 4) : end].rstrip(MARKS)[-1:] in (
        ".",
        "!",
        "?",
    )


def _is_hearer(text: str, source: Place, cue: Place) -> bool:
    """Tell whether a participle follows whom the words are said to ("a note to Li saying")."""
    if not source[1] <= cue[0] <= source[1] + 2 or text[source[0] - 3 : source[0]] != "to ":
        return False
    said = text[slice(*cue)].lower().split()[0] in PARTICIPLES
    return said or MESSAGE.search(text, max(0, source[0] - 60), source[0]) is not None
