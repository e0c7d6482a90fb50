"""Whose voice an article speaks with: its writer's own, or that of those it asked."""

import re
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache
from math import log1p

from summaries.languages.words import word_set

#: What somebody said, in any marks; what is not closed goes on to the end of its paragraph.
#: (No alternative looks behind a mark like its own, so that time is linear.)
SAID = re.compile(r"“[^“”\n]*”?|\"[^\"\n]*\"?|''[^\n]*?(?:''|$)|‘[^‘’\n]*’", re.MULTILINE)
#: So many lines of a script are an interview; all behind the first is said by somebody.
SCRIPT = re.compile(r"^(?:[A-Z][A-Z.’'-]+ ){0,2}[A-Z][A-Z.’'-]+: ", re.MULTILINE)
FEWEST_LINES = 3

WORD = re.compile(r"[A-Za-z]+(?:'[a-z]+)?")

#: Words of a report: who was asked, and on what day. "According" is said of nothing else.
REPORTED = word_set(
    """said says told tells announced reported reports according confirmed tweeted asked added
    spokesman spokeswoman spokesperson
    Monday Tuesday Wednesday Thursday Friday Saturday Sunday"""
)

#: Words of somebody who judges and demands.
JUDGED = word_set(
    """I I'm I've I'd I'll me my My myself we We us our Our we're We're we've we'll Let's let's
    should shouldn't must mustn't ought"""
)

#: Words of somebody who argues with the reader: first words that join, asides, contractions.
ARGUED = word_set(
    """But And So Yet Or Nor If Why What How Still Instead Indeed perhaps Perhaps surely indeed
    clearly simply merely truly moreover Moreover thus Thus hence therefore nevertheless
    nonetheless ironically Ironically sadly Sadly unfortunately Unfortunately yet instead so
    you You your Your yours it's It's that's That's there's There's here's Here's he's He's
    she's She's who's what's What's don't Don't doesn't didn't isn't aren't wasn't weren't
    can't couldn't won't wouldn't hasn't haven't hadn't"""
)

#: A writer is heard within so many letters.
HEARD = 6000

#: A short report may lack the words of one by chance: so many are added.
CHANCE = 0.5

#: How much less words in quotation marks leave for the writer.
QUOTED = 5.0


def judgement(text: str) -> float:
    """Return how much a text argues and judges in its writer's own words.

    Reports are far below 0; what is above 1 is nearly always an opinion.

    Args:
        text: of an article.

    Source:
        That reports and opinions are told apart by a few counts, whatever they are about, of
        first persons, modal verbs, negations, connectives, questions, quotations and verbs of
        saying: Krüger, Lukowiak, Sonntag, Warzecha and Stede, "Classifying news versus
        opinions in newspapers", Natural Language Engineering 23, 2017. The days of the week
        and the formula, with round numbers, are ours.
    """
    return _judgement(text[:HEARD])


@lru_cache(maxsize=1024)
def _judgement(text: str) -> float:
    script = [line.start() for line in SCRIPT.finditer(text)]
    own = SAID.sub(" ", text[: script[0]] if len(script) >= FEWEST_LINES else text)
    found = Counter(WORD.findall(own.replace("’", "'")))
    found["so"] += own.count("?")
    thousands = max(1, found.total()) / 1000
    told = log1p((_count(found, REPORTED) + CHANCE) / thousands)
    judged, argued = (log1p(_count(found, words) / thousands) for words in (JUDGED, ARGUED))
    quoted = (len(text) - len(own)) / max(1, len(text))
    return judged + argued - 2 * told - QUOTED * quoted


def _count(found: Counter[str], words: Iterable[str]) -> int:
    return sum(found[word] for word in words)
