"""Which articles report what happened: no advertisement, paper, review, opinion, round-up."""

import re
from itertools import islice

from summaries.margins import last_lines, opening, writers_note
from summaries.preferences import HAPPENED_WORD
from summaries.voices import SAID, judgement

#: Words that every report has: who said so, on what day, what was done.
TOLD_BY = re.compile(
    r"\b(?:said|says|told|tells|announced|reported|reports|according to|confirmed|wrote"
    r"|tweeted|spokes\w+|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|yesterday"
    r"|last (?:week|month|year|night))\b"
)

#: A paper for specialists counts its figures and its sources. (Without one of the signs, which
#: are found ten times as fast, it has none.)
SIGNS = ("Fig", "fig", "et al", "Extended Data", "Supplementary")
SCHOLARLY = re.compile(r"\b(?:[Ff]igs?\. ?\d|et al\b|Extended Data|Supplementary)")
MOST_SCHOLARLY = 3

#: A shorter text may be a flash, whatever its words are.
FEWEST_LETTERS = 400


#: Who plays whom, as only a review prints it: "Harvey (Stanley Tucci)".
PLAYED = re.compile(r" \([A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){1,2}\)")
WHO = re.compile(r"\b[A-Z][\w’'-]+$")
FEWEST_PLAYED, LONGEST_NAME = 2, 30

#: What tells that a sentence speaks of a work, and not of what happens in it.
WORK = re.compile(
    r"\b(?:films?|movies?|novel|book|best ?seller|sequel|directors?|directed|adaptation"
    r"|screenplay|cast|stars|starring|audiences?|premiere[ds]?|box office|episodes?|season)\b"
)


#: A headline that demands or judges.
DEMANDS = re.compile(
    r"\b(?:should|shouldn['’]t|must|mustn['’]t|needs? to|ought to|didn['’]t need|need not"
    r"|(?:is|are|was|were) (?:right|wrong)|(?:has|had|have) (?:the )?right"
    r"|Let['’]s|Don['’]t)\b",
    re.IGNORECASE,
)

#: Some papers say on top that it is an opinion, or at the end that it comes from elsewhere.
MARKED = re.compile(
    r"(?:LETTERS?|EDITORIAL|OPINION|COLUMN|COMMENTARY|OP-ED|VIEWPOINT|Opinion|Editorial)\b[.:\n]"
)
ELSEWHERE = re.compile(
    r"\b(?:(?:first|originally) (?:appeared|ran|published)|[Rr]eprinted|[Ee]xcerpted)\b"
)

#: How much a text judges (``voices.judgement``) that is an opinion by that alone, without a
#: headline (statements and pages speak for themselves), with one that demands, and with a note
#: on its writer; in a shorter one a word too many is chance.
JUDGES, UNTITLED, DEMANDING, NOTED = 1.5, 3.0, 0.0, -2.0
FEWEST_OF_OPINION = 150

#: Newsletters and tickers, by their headline, their first words, and lines that begin items.
GATHERS = re.compile(
    r"\b(?:Morning|Evening|Daily|Weekly|Weekend) (?:Email|Brief(?:ing)?|Digest|Round-?up|Notes?"
    r"|Newsletter)\b|^The Latest:|\b(?:Live (?:Updates|Blog)|Liveblog|Paid Notice|Round-?up:"
    r"|(?:News|Campaign|Convention|Reporter['’]?s) (?:Notebook|in Brief|Digest)\b)",
    re.IGNORECASE,
)
WELCOMES = re.compile(
    r"Welcome to [^\n]{0,100}\b(?:Report|Playbook|Brief(?:ing)?|[Nn]ewsletter|[Dd]igest)\b"
    r"|\b(?:daily|weekly) (?:digest|round-?up|newsletter|briefing) (?:of|on|for|from)\b"
)
ITEM = re.compile(
    r"^(?:~ ?\S|\d{1,2}:\d\d ?[ap]\.?m\.?:?$|\d{1,2}\.?$|\d{1,2}[.)] [A-Z]"
    r"|(?:[A-Z][A-Z’',-]+ ){4})",
    re.MULTILINE,
)
FEWEST_ITEMS = 3

#: A headline that promises an explanation instead of telling what happened.
EXPLAINS = re.compile(r"(?:How|Why|What|Inside|Meet|Here['’]s|\d+)\b|.*\?")

#: News is told with its day; judging costs so much of that, between these bounds.
DATED = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]onight|overnight)\b"
)
TOP, JUDGING, FIRMEST, LOOSEST = 500, 0.3, -6.0, 1.0


def is_opinion(title: str, text: str) -> bool:
    """Tell whether an article says what its writer thinks of something.

    Letters of readers and excerpts of books are opinions too.

    Args:
        title: its headline.
        text: of the article.
    """
    if MARKED.match(text):
        return True
    demands = ":" not in title and DEMANDS.search(SAID.sub(" ", title)) is not None
    noted = bool(writers_note(text)) or any(map(ELSEWHERE.search, last_lines(text)))
    alone = JUDGES if title else UNTITLED
    least = NOTED if noted else DEMANDING if demands else alone
    short = text.count(" ") < FEWEST_OF_OPINION and not demands
    return not short and judgement(text) > least


def is_round_up(title: str, text: str) -> bool:
    """Tell whether an article is a string of items: a newsletter, a ticker, a list, a notice.

    Args:
        title: its headline.
        text: of the article.
    """
    if GATHERS.search(title) or WELCOMES.search(text[:TOP]):
        return True
    return len(ITEM.findall(text)) >= FEWEST_ITEMS


def is_review(text: str) -> bool:
    """Tell whether a text tells the plot of a film, a play or a series.

    Args:
        text: of an article.
    """
    actors = (actor.start() for actor in PLAYED.finditer(text))
    played = (at for at in actors if WHO.search(text[max(0, at - LONGEST_NAME) : at]))
    few = len(list(islice(played, FEWEST_PLAYED))) < FEWEST_PLAYED
    return not few and bool(WORK.search(text))


def reports(text: str) -> bool:
    """Tell whether a text reads like a report of something that happened.

    Args:
        text: of an article.
    """
    if any(sign in text for sign in SIGNS) and len(SCHOLARLY.findall(text)) > MOST_SCHOLARLY:
        return False
    if is_review(text):
        return False
    if len(text) < FEWEST_LETTERS:
        return True
    return bool(TOLD_BY.search(text) or HAPPENED_WORD.search(text))


def firmness(title: str, text: str) -> float:
    """Return how much an article is news: told with its day, by others than its writer.

    Args:
        title: its headline.
        text: of the article.

    Returns:
        -1.3 to 2.8: opinions are under 1, most reports of the day above it, features between.
    """
    voice = min(LOOSEST, max(FIRMEST, judgement(text)))
    dated = DATED.search(text, opening(text), opening(text) + TOP) is not None
    return dated - JUDGING * voice - (EXPLAINS.match(title) is not None)
