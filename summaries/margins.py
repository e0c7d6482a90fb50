"""What stands in an article and is not its news: lines above it, a paper's notes below it."""

import re

from summaries.sentences import DATELINE, HEAD
from summaries.text import paragraphs

#: A database prints an abstract above the text itself.
ABSTRACT, FULL_TEXT, ABSTRACT_WORDS = "ABSTRACT.", "FULL TEXT.", 8

#: The text itself begins within so many paragraphs; no line above it has more words.
HIGHEST, LINE_WORDS = 6, 30

#: A line under the headline is written like one: short, without articles and the like, and
#: it says neither when nor who said so; the report begins anew below it.
DECK_WORDS, FEWEST_LINES, MOST_DECKS = 16, 4, 3
WORDS_OF_OTHERS = re.compile(r"(?<!\w)[‘'].{1,80}?[’'](?!\w)")
PROSE = re.compile(
    r"\b(?:an?|the|his|her|their|its|that|this|these|is|are|was|were|has|have|said|told"
    r"|announced|confirmed|according|today|yesterday|tonight|week|(?:Mon|Tues|Wednes|Thurs"
    r"|Fri|Satur|Sun)day)\b|^(?:An?|The|His|Her)\b|[“”\"]"
)

#: A paper on its own article: what was changed, who helped, what else there is to read.
NOTE = re.compile(
    r"(?:UPDATED?|PREVIOUSLY|EARLIER|CORRECTION|CLARIFICATION|RELATED|ALSO|MORE|READ MORE"
    r"|Update|Previously|Correction|Clarification|Related|Editor['’]s note|Contributing"
    r"|Contributors?)\b[^:\n]{0,24}(?::|$)"
    r"|\((?:Additional )?(?:[Rr]eporting|[Ww]riting|[Ee]diting) by\b"
    r"|Also on [^,:]{1,40}:|(?:CORRECTION APPENDED|Read the rest|Sign up)\b"
    r"|(?:Follow|On Twitter|Twitter:|h/t)\b.{0,200}(?:@|\b[Tt]witter\b|:)"
    r"|[A-Z][^.:]{0,80}\b(?:contributed|reported from [A-Z][\w., -]{1,60})\.?$"
)

#: A time alone in its line begins an item of a ticker; what is below the second is older.
CLOCK = re.compile(r"\d{1,2}:\d\d ?[ap]\.?m\.?:?$")

#: The last paragraph of a guest's article says who he is. A report names its sources there.
WRITER = re.compile(
    r"(?:[A-Z][a-z]{1,3}\. )?[A-Z][\w.’'-]+ [A-Z(][^!?“”\":]{0,200}?\b(?:is|are|was) "
    r"(?:an?|the|one|author|editor|director|founder|president|professor|chair\w*|chief|senior"
    r"|co-\w+|executive|former\w*|currently|host|member|contributing)\b"
)
WRITES = re.compile(
    r"\b(?:columnist|contribut(?:or|ing)|author|editor|professor|historian|lecturer|fellow"
    r"|director|writer|president|founder|member|attorney|lawyer|economist|teaches|chair\w*"
    r"|executive|scholar|analyst|strategist|backer|host|researcher|officer|activist)\b",
    re.IGNORECASE,
)
TELLS = re.compile(r"\b(?:said|says|told|added|tweeted)\b")
LAST, LONGEST_NOTE = 3, 450


def beside_the_news(text: str) -> frozenset[int]:
    """Return the numbers of the paragraphs that are not an article's own news.

    They are the lines above the text, what a paper writes on its own article, the note on a
    guest who wrote it, what a line with a colon announces, and the older items of a ticker.
    An abstract tells the news.

    Args:
        text: of an article.
    """
    lines = [line for _, line in paragraphs(text)]
    begins = _begins(lines)
    found = set(range(begins))
    if FULL_TEXT in lines[:begins]:
        # The mark above the abstract may be gone; a whole sentence there is the abstract.
        mark = lines.index(ABSTRACT) if ABSTRACT in lines[:begins] else -1
        found = {n for n in found if n <= mark or len(lines[n].split()) < ABSTRACT_WORDS}
    found.update(number for number, line in enumerate(lines) if NOTE.match(line))
    # What a line announces with a colon is somebody else's text.
    found.update(number + 1 for number, line in enumerate(lines[:-1]) if line.endswith(":"))
    clocks = [number for number, line in enumerate(lines) if CLOCK.match(line)]
    found.update(clocks, range(clocks[1], len(lines)) if len(clocks) > 1 else ())
    note = writers_note(text)
    found.update(number for number in range(len(lines)) if note and lines[number] == note)
    return frozenset(found)


def opening(text: str) -> int:
    """Return where the text itself begins, below an abstract.

    Args:
        text: of an article.
    """
    place = text.find(FULL_TEXT) if text.find(ABSTRACT, 0, HEAD * HIGHEST) >= 0 else -1
    return place + len(FULL_TEXT) if place >= 0 else 0


def last_lines(text: str) -> list[str]:
    """Return the last paragraphs of a text, those too long for a note left out.

    Args:
        text: of an article.
    """
    lines = [line.strip() for line in text.rsplit("\n", 3 * LAST)[1:]]
    return [line for line in lines if line and len(line) < LONGEST_NOTE][-LAST:]


def writers_note(text: str) -> str:
    """Return the last paragraph that says who wrote an article; empty when none does.

    Args:
        text: of an article.
    """
    for line in last_lines(text):
        if WRITER.match(line) and WRITES.search(line) and not TELLS.search(line):
            return line
    return ""


def _begins(lines: list[str]) -> int:
    """Return how many paragraphs stand above the text: up to its mark, or its dateline."""
    top = lines[:HIGHEST]
    if FULL_TEXT in top:
        return top.index(FULL_TEXT) + 1
    for number, line in enumerate(top):
        if DATELINE.match(line[:HEAD]):
            return number
        if len(line.split(None, LINE_WORDS)) > LINE_WORDS:
            break
    return _decks(lines)


def _decks(lines: list[str]) -> int:
    """Return how many of the first paragraphs are lines under the headline."""
    if len(lines) < FEWEST_LINES:
        return 0
    for number, line in enumerate(lines[: MOST_DECKS + 1]):
        if len(line.split(None, DECK_WORDS)) > DECK_WORDS:
            return number
        if PROSE.search(WORDS_OF_OTHERS.sub("", line[:HEAD])):
            break
    return 0
