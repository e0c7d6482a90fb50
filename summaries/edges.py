"""Where what is said begins and ends, when it stands in quotation marks.

The network marks words one by one and now and then takes one too many: "told supporters" before
the marks, or the paper's next sentence behind them.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from summaries.languages.words import word_set
from summaries.marks import FULL_STOPS, Marked
from summaries.phrases import VERBS

Place = tuple[int, int]
#: What belongs to the verb and not to the words behind it: as she puts it, “…”
OBJECT = re.compile(r"(?:it|this|him|her|them|me|us) ?[,:]\s+(?=[\"“„«‘'])", re.IGNORECASE)
#: So many words before a colon say something by themselves; fewer do not ("supporters: “…”").
LEAD = 4
DASHES = ("—", "–", "- ", "--")
#: What people make of the passage behind it.
SOUNDS = word_set("chanting singing shouting yelling screaming reading")
#: A passage behind one of these is named by itself, whatever is told of it.
NAMED = word_set("phrase phrases term terms word words slogan chant chants expression")


def edged(
    text: str, contents: Sequence[Place], passages: Sequence[Marked]
) -> tuple[Place, ...]:
    """Return the contents of one attribution without words that only stand beside marks.

    Args:
        text: the article.
        contents: in order.
        passages: the outermost passages of the paragraph, in order.
    """
    if not passages:
        return tuple(contents)
    split = [part for place in contents for part in _apart(text, *place, passages)]
    contents = split or contents
    interrupted = any(
        one.start == contents[0][0] and text[one.inner[1] - 1] == "," for one in passages
    )
    return tuple(
        part
        for number, (start, end) in enumerate(contents)
        for part in _parts(
            text,
            _behind_object(text, start, end),
            end,
            passages,
            goes_on=interrupted and number > 0,
        )
    )


def _apart(text: str, start: int, end: int, passages: Sequence[Marked]) -> Iterator[Place]:
    """Yield a content, each paragraph of a quote that lost its line breaks by itself."""
    for one, following in pairwise((*passages, None)):
        if one is None or not start <= one.start < one.end < end:
            continue
        if _is_broken(text, one, following):
            yield start, start + len(text[start : one.end].rstrip())
            start = following.start if one.closed and following else one.end
    if any(letter.isalnum() for letter in text[start:end]):
        yield start, end


def _is_broken(text: str, one: Marked, following: Marked | None) -> bool:
    """Tell whether nothing but a lost line break parts a passage from the mark behind it."""
    begins = following.start if one.closed and following else one.end
    if one.closed and (following is None or text[one.end : begins].strip()):
        return False
    stopped = text[one.start : one.inner[1]].rstrip()[-1:] in FULL_STOPS
    return stopped and text[begins - 1].isspace()


def _behind_object(text: str, start: int, end: int) -> int:
    """Return where a content begins, behind a pronoun between its verb and its marks."""
    match = OBJECT.match(text, start, end)
    return match.end() if match else start


def _parts(
    text: str, start: int, end: int, passages: Sequence[Marked], *, goes_on: bool
) -> Iterator[Place]:
    """Yield a content; a quote behind a colon that has its own verb is one by itself.

    "He had no time: “…,” he wrote" is a paraphrase and a quote, "told supporters: “…”" a quote.
    """
    first = next((one for one in passages if start <= one.start < end), None)
    if first is None:
        yield start, end
        return
    if start < first.start:
        lead = text[start : first.start].rstrip()
        short = lead.count(" ") < LEAD - 1
        if lead.endswith(":") and (short or text[first.inner[1] - 1] == ","):
            if not short:
                yield start, start + len(lead) - 1
            start = first.start
        elif _only_leads(text, lead, first, goes_on=goes_on):
            start = first.start
    yield start, _end(text, start, end, first)


def _only_leads(text: str, lead: str, one: Marked, *, goes_on: bool) -> bool:
    """Tell whether words before a passage are none of it: "…, singing “…”", "– “…” –"."""
    if goes_on and lead.endswith(","):
        return True
    if lead.endswith(DASHES):
        whole = text[one.inner[0]].isupper()
        return whole and text[one.end : one.end + 3].lstrip(" \xa0").startswith(DASHES)
    return lead.rpartition(" ")[2] in SOUNDS


def _end(text: str, start: int, end: int, first: Marked) -> int:
    """Return where a content that begins with a passage ends.

    Another sentence behind it, or words behind a dash, are the paper's.
    """
    tail = text[first.end : end].lstrip(" \xa0")
    if start != first.start or not tail:
        return end
    stops = text[first.inner[1] - 1] in ".!?" and tail[0].isupper()
    stops = stops and VERBS.isdisjoint(tail.split(maxsplit=4)[:4])
    named = text[max(0, start - 12) : start].rstrip().rpartition(" ")[2] in NAMED
    return first.end if stops or named or tail.startswith(DASHES) else end
