"""What a briefing likes beside what many articles say: what was asked, fresh and firm."""

import re
from collections.abc import Sequence
from functools import lru_cache

import numpy as np

from summaries.coverage import OPENING_MARKS, YOU_AND_I
from summaries.passages import Passage
from summaries.scenes import sets_a_scene
from summaries.sentences import OPENERS
from summaries.terms import Floats
from summaries.text import folded
from summaries.untold import is_untold

#: In standard deviations of coverage: a sentence with the words asked for, an article's age
#: (ln days), a word of doubt or comment, a late place in the article (ln), a word of what
#: happened, a sentence that only announces what follows, words in quotation marks without a
#: speaker beside them, an exclamation.
ASKED, STALE, HEDGED, LATE, HAPPENED = 1.5, 0.7, 1.0, 0.5, 3.0
TEASED, BARE, LOUD = 3.0, 3.0, 2.0

#: So much is lost by a question, and by a sentence with none of the words that FULL_WORDS has.
QUESTION, SHORT, FULL_WORDS = 1.0, 3.0, 18

#: A sentence with less merit is not told because a few words are left of the budget.
POOR = -2.5

#: The news stands in so many sentences; "The spokesman", "The book" were named before, and what
#: somebody "also" did comes second.
FIRST, DEFINITE, ALSO = 3, re.compile("The [a-z]"), re.compile(r"(?:\S+ ){1,7}also\b")

#: What is lost by a sentence that tells of other years.
PAST = 1.0
BACKGROUND = re.compile(
    r"\b(?:in|since|from|between|until|by|after|of) (?:early |late |mid-)?"
    r"(?:[A-Z][a-z]+\.? (?:\d{1,2}, )?(?:of )?)?(?:1[5-9]|20)\d\d\b"
    r"|\b(?:previous|first|earlier|former) (?:term|administration|presidency|decade)\b"
    r"|\b(?:years|decades|centuries) (?:ago|earlier)\b",
    re.IGNORECASE,
)

#: So many words of comment and conjecture leave nothing that happened.
VAGUE = 3

#: "A newlywed has died" names nobody, and tells who.
SOMEBODY = re.compile(
    r"(?:An?|One|Two|Three|Four|Five|Six|Dozens of|Hundreds of|Police|Scientists|Researchers)\b"
)

QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"")
CLOSING_MARKS = "\"”’'»)]"

#: A sentence of fewer words does not carry a story.
LEAD_WORDS = 8

#: Words of comment and conjecture; a briefing begins with what happened.
HEDGE = re.compile(
    r"\b(?:may|might|could|would|likely|possibl[ey]|whether|seems?|appears?|perhaps|underscores?"
    r"|highlights?|reflects?|remains?|concerns?|hopes?|crucial|complex|challenges?|fraught"
    r"|landscape|climate|poses?|raises?|suggests?|suggesting|indicates?|indicating|signals?"
    r"|implications?|sentiment|rhetoric|optics|dynamics|uncertain(?:ty)?|expected"
    r"|continues? to|experts?|analysts?|critics|observers|astoundingly|shocking(?:ly)?"
    r"|ridiculous(?:ly)?|disastrous|outrageous|incredibl[ey]|apparently|arguably"
    r"|decades of|historically|long been|no doubt)\b",
    re.IGNORECASE,
)

#: Verbs of what was done, in the past, and never of what was said: they carry the news.
HAPPENING = """
abandoned|acquired|acquitted|appointed|approved|arrested|attacked|awarded|banned|beat|blocked
|bombed|bought|burned|captured|charged|collapsed|collided|convicted|crashed|deployed|died
|dismissed|drowned|elected|erupted|escaped|evacuated|executed|exploded|fined|fired|flooded
|freed|halted|hospitalized|imposed|injured|invaded|jailed|killed|launched|merged|murdered
|nominated|ousted|pleaded|quit|raided|ratified|recalled|released|rescued|resigned
|ruled|sank|seized|sentenced|shot|shut|signed|stabbed|stole|stormed|struck|sued|survived
|suspended|unveiled|upheld|vetoed|voted|withdrew|won|wounded
"""
HAPPENED_WORD = re.compile(rf"\b(?:{''.join(HAPPENING.split())})\b", re.IGNORECASE)

#: Words that announce what follows, or send the reader elsewhere, and tell nothing.
TEASER = re.compile(
    r"\bhere(?:['’]s| is| are)\b|\b(?:all|everything|what) (?:you|we) (?:need to )?know\b"
    r"|\b(?:find out|read on|keep reading|check out|stay tuned|take a look|tune in|scroll)\b"
    r"|\b(?:one|two|three|a few|a number of|several|many|various|this|some)"
    r" (?:thing|question|word|answer|reason)s?[.:]?$|\ba list of things\b"
    r"|\b(?:see|watch|listen to) (?:the|our|more|it)\b.{0,40}\b(?:below|above|here)\b",
    re.IGNORECASE,
)

#: "he" or "her" before anybody is named or "a man" is spoken of; the first word is no name.
UNNAMED = re.compile(
    rf"(?:{'|'.join(sorted(OPENERS - {'A', 'An'}))})\b"
    r"(?:(?!\b(?:an?|who)\b)[^A-Z])*?\b(?:he|she|his|her|him)\b"
)


def preferences(
    candidates: Sequence[Passage], ages: Sequence[float], wanted: Sequence[str]
) -> Floats:
    """Return what speaks for each candidate, in standard deviations of coverage.

    Args:
        candidates: of all articles.
        ages: of each article, in days, 0 for the newest.
        wanted: the words asked for, folded.
    """
    result = np.array([merit(passage) for passage in candidates])
    for place, passage in enumerate(candidates):
        words = folded(passage.text) if wanted else ""
        result[place] += ASKED * any(term in words for term in wanted)
        result[place] -= STALE * np.log1p(max(0.0, ages[passage.article]))
    return result


@lru_cache(maxsize=4096)
def merit(passage: Passage) -> float:
    """Return what a sentence has for itself: firm, whole, early, telling what happened."""
    text = passage.text
    return float(
        HAPPENED * bool(HAPPENED_WORD.search(text))
        - HEDGED * _hedges(text)
        - LATE * np.log1p(passage.position)
        - SHORT * max(0.0, 1 - passage.words / FULL_WORDS)
        - QUESTION * ("?" in text)
        - TEASED * bool(TEASER.search(text))
        - BARE * _is_bare(text)
        - LOUD * text.endswith("!")
        - PAST * bool(BACKGROUND.search(text))
    )


def may_follow(passage: Passage) -> bool:
    """Tell whether a sentence is worth its place after a lead, even if there is room."""
    return _tells(passage) and not _is_bare(passage.text) and merit(passage) >= POOR


def may_lead(passage: Passage) -> bool:
    """Tell whether a sentence can open a story: it stands alone, in the paper's own words."""
    opened = passage.text[0] in OPENING_MARKS
    return _tells(passage) and not (passage.leans or opened)


def opens_well(passage: Passage) -> bool:
    """Tell whether a sentence stands where the news does, and names what it is about."""
    text = passage.text
    second = (passage.position and DEFINITE.match(text)) or ALSO.match(text)
    named = any(map(str.isupper, text[1:]))
    told = named or begins_with_somebody(passage)
    return passage.position < FIRST and told and not (second or sets_a_scene(text))


def begins_with_somebody(passage: Passage) -> bool:
    """Tell whether an article's first sentence begins with somebody or something new."""
    return passage.position == 0 and SOMEBODY.match(passage.text) is not None


def care(passage: Passage) -> float:
    """Return what words of doubt must not cost the first sentence of an article, but one."""
    found = 0 if passage.position else _hedges(passage.text)
    return HEDGED * max(0, found - 1)


def may_be_brought(passage: Passage) -> bool:
    """Tell whether a sentence can be told because another one needs it."""
    return not (_is_aside(passage.text) or is_vague(passage) or _is_bare(passage.text))


def is_vague(passage: Passage) -> bool:
    """Tell whether a sentence is made of comment and conjecture."""
    return _hedges(passage.text) >= VAGUE


@lru_cache(maxsize=4096)
def _hedges(text: str) -> int:
    return len(HEDGE.findall(text))


def _is_bare(text: str) -> bool:
    """Tell whether words in quotation marks stand without a speaker beside them."""
    return text[0] in OPENING_MARKS and text[-1] in CLOSING_MARKS


def _tells(passage: Passage) -> bool:
    """Tell whether a sentence tells something: no aside or question, no "I", no lost "he"."""
    lost = not passage.leans and UNNAMED.match(QUOTED.sub(" ", passage.text))
    return not (_is_aside(passage.text) or lost) and passage.words >= LEAD_WORDS


@lru_cache(maxsize=4096)
def _is_aside(text: str) -> bool:
    """Tell whether a sentence is put in brackets, asks, says "I", or is none of the article."""
    if text[0] in "([" or "?" in text or is_untold(text):
        return True
    return YOU_AND_I.search(QUOTED.sub(" ", text)) is not None
