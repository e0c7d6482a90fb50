"""Which articles report what happened: no advertisements, notices, papers or reviews."""

import re

from summaries.dangling import SPOKEN
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


#: What tells an opinion: the headline demands or judges, or the writer does, who asks nobody.
DEMANDS = re.compile(
    r"\b(?:should|shouldn['’]t|must|mustn['’]t|needs? to|ought to|didn['’]t need|need not"
    r"|(?:is|are|was|were) (?:right|wrong)|(?:has|had|have) (?:the )?right|Let['’]s)\b",
    re.IGNORECASE,
)
JUDGES = re.compile(r"\b(?:should|must|ought|needs? to|[Ww]e|[Oo]ur|us|I|[Mm]y|[Mm]e)\b(?!\.)")
WANTS = re.compile(r"\b(?:should|must|ought|needs? to)\b")
ASKED = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|reports|according to|confirmed|tweeted"
    r"|asked|added|spokes\w+)\b"
)

#: Some papers say so on top.
MARKED = re.compile(
    r"(?:LETTERS?|EDITORIAL|OPINION|COLUMN|COMMENTARY|OP-ED|VIEWPOINT|Opinion|Editorial)\b[.:\n]"
)

#: An opinion demands and judges so often in 1,000 words, and asks people less often than this.
FEWEST_WANTED, FEWEST_JUDGED, MOST_ASKED = 2.0, 3.5, 5.0

#: In a shorter text a word too many is chance.
FEWEST_OF_OPINION = 150


def is_opinion(title: str, text: str) -> bool:
    """Tell whether an article says what its writer thinks of something.

    Args:
        title: its headline.
        text: of the article.
    """
    if MARKED.match(text):
        return True
    own = SPOKEN.sub(" ", text)
    words = len(own.split()) / 1000
    asked, judged = len(ASKED.findall(own)), len(JUDGES.findall(own))
    if DEMANDS.search(SPOKEN.sub(" ", title)) and ":" not in title:
        return asked < 2 * MOST_ASKED * words
    if words * 1000 < FEWEST_OF_OPINION or len(WANTS.findall(own)) < FEWEST_WANTED * words:
        return False
    return judged >= FEWEST_JUDGED * words and asked < MOST_ASKED * words


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
