"""Which articles report what happened: no advertisements, notices, papers or reviews."""

import re

from summaries.preferences import HAPPENED_WORD

#: Words that every report has: who said so, on what day, what was done.
TOLD_BY = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|reports|according to|confirmed|wrote"
    r"|tweeted|spokes\w+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday"
    r"|last (?:week|month|year|night))\b"
)

#: A paper for specialists counts its figures and its sources.
SCHOLARLY = re.compile(r"\b(?:[Ff]igs?\. ?\d|et al\b|Extended Data|Supplementary)")
MOST_SCHOLARLY = 3

#: A shorter text may be a flash, whatever its words are.
FEWEST_LETTERS = 400


#: Who plays whom, as only a review prints it: "Harvey (Stanley Tucci)".
PLAYED = re.compile(r"\b[A-Z][\w’'-]+ \([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2}\)")
FEWEST_PLAYED = 2

#: What tells that a sentence speaks of a work, and not of what happens in it.
WORK = re.compile(
    r"\b(?:films?|movies?|novel|book|best ?seller|sequel|directors?|directed|adaptation"
    r"|screenplay|cast|stars|starring|audiences?|premiere[ds]?|box office|episodes?|season)\b"
)


def is_review(text: str) -> bool:
    """Tell whether a text tells the plot of a film, a play or a series.

    Args:
        text: of an article.
    """
    return len(PLAYED.findall(text)) >= FEWEST_PLAYED and bool(WORK.search(text))


def reports(text: str) -> bool:
    """Tell whether a text reads like a report of something that happened.

    Args:
        text: of an article.
    """
    if len(SCHOLARLY.findall(text)) > MOST_SCHOLARLY or is_review(text):
        return False
    if len(text) < FEWEST_LETTERS:
        return True
    return bool(TOLD_BY.search(text) or HAPPENED_WORD.search(text))
