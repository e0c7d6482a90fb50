"""Scraps of a page among the sentences of an article: its hours, captions, torn lines."""

import re
from collections.abc import Sequence
from functools import lru_cache

from summaries.languages.words import word_set

#: Of a page that was copied into one line, full stops set apart end the lines. A text in which
#: nearly all sentences end so was taken to pieces word by word; a few are slips of the pen,
#: unless the text is one long line.
SET_APART, ELLIPSIS = " . ", " . . "
FEWEST, LEAST, MOST = 4, 0.08, 0.8
LONG_LINE = 1000
TORN = re.compile(r"[\w)] \.(?: [^\s.]|$)")

#: Words that tell when a page was put up; a sentence of nothing else tells nothing.
STAMP_WORD = re.compile(
    r"""(?:first|last|published|posted|updated|modified|created|added|date|at|on|by
    |(?:mon|tues|wednes|thurs|fri|satur|sun)day
    |jan(?:uary)?|febr?(?:uary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?
    |sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?
    |\d[\d:.]*(?:st|nd|rd|th|[ap]\.?m)?|[ap]\.?m|[ecmp][sd]?t|gmt|bst|utc|aest)?""",
    re.VERBOSE,
)
STAMP_MARKS = ".,:;()|/–—-"
STAMP_STARTS = word_set(
    "first last on published published: posted posted: updated updated: created created:"
)

#: Who took a picture stands behind what is seen in it, in the same line.
CREDITS = (" (", " AP Photo/", " REUTERS/")
CREDIT = re.compile(r"\ (?:\((?:[^()]{3,60}?/\ ?[A-Z]|(?:AP\ )?[Pp]hoto\b)|AP Photo/|REUTERS/)")


@lru_cache(maxsize=16)
def is_flattened(text: str) -> bool:
    """Tell whether a text is a page in one line, full stops set apart where its lines ended."""
    apart = text.count(SET_APART)
    if not apart:
        return False
    apart -= text.count(ELLIPSIS)
    one_line = len(text) >= LONG_LINE and "\n" not in text
    least = 1 if one_line else max(FEWEST, LEAST * text.count(". "))
    return least <= apart <= MOST * text.count(". ")


def is_torn(sentence: str) -> bool:
    """Tell whether a sentence of a flattened page is a line of it: a caption, a torn one."""
    return TORN.search(sentence) is not None


def is_stamp(words: Sequence[str]) -> bool:
    """Tell whether a sentence says nothing but when: "14:11 EST, 25 October 2013".

    Args:
        words: of the sentence, in lower case; the first is a number or one of STAMP_STARTS.
    """
    return all(STAMP_WORD.fullmatch(word.strip(STAMP_MARKS)) for word in words)


def is_credit(text: str, start: int) -> bool:
    """Tell whether at a place stands who took the picture that is described before.

    Args:
        text: of the article.
        start: of one of CREDITS.
    """
    return CREDIT.match(text, start) is not None
