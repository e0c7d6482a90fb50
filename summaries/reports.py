"""Which articles report what happened: not advertisements, notices of a site, or papers."""

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


def reports(text: str) -> bool:
    """Tell whether a text reads like a report of something that happened.

    Args:
        text: of an article.
    """
    if len(SCHOLARLY.findall(text)) > MOST_SCHOLARLY:
        return False
    if len(text) < FEWEST_LETTERS:
        return True
    return bool(TOLD_BY.search(text) or HAPPENED_WORD.search(text))
