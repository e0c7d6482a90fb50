"""Lines that are debris wherever they stand: doors to other articles, credits, appeals.

What pages print around articles in some European languages; a line counts as a whole, and
only a short one, so that a sentence of an article that begins alike stays.
"""

import re
from collections.abc import Sequence

_LONGEST_WORDS = 25
_TEASER = re.compile(
    r"[-• ]*(?:related|most (?:read|viewed|popular|shared)|meistgelesen|"
    r"read more|see more|see also|also read|more on this|don[’']t miss|watch|"
    r"lesen sie auch|mehr zum thema|à lire aussi|lire aussi|leia também|lee también|"
    r"leggi anche|lees ook|читайте также)\b(?:[^.!?]{0,30}:|[^.!?]{0,20}$)",
    re.IGNORECASE,
)
_APPEAL = re.compile(
    r"(?:advertisement|anzeige|werbung|publicité|publicidad|continue reading.{0,30}|"
    r"story continues.{0,30}|share|comments?|tags?:?)$",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"©|^copyright (?:\(c\)|(?:19|20)\d\d)|"
    r"^\W{0,2}(?:photo|image|picture|foto|bild|credit)s?\b[^:/]{0,12}[:/]|getty images|"
    r"\((?:image|photo|picture|credit)s?\b[^)]{0,60}\)$|\((?:ap|afp|reuters) photo",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:follow (?:us|me|him|her|\w+ on)|copyright|©|sign up|subscribe|get (?:the latest|our)|"
    r"filed under|tags?:|comments?$|share this|click here|have a tip|tell us what)\b|^©",
    re.IGNORECASE,
)


def is_teaser(line: str) -> bool:
    """Say whether a line is a door to another article, or an appeal to the reader."""
    short = len(line.split()) <= _LONGEST_WORDS
    return short and bool(_TEASER.match(line) or _APPEAL.match(line))


def is_credit(line: str) -> bool:
    """Say whether a line is a picture's caption with its maker, or a notice of rights."""
    return len(line.split()) <= _LONGEST_WORDS and bool(_CREDIT.search(line))


def without_closing(lines: Sequence[str]) -> int:
    """Return how many lines are left when appeals behind the last paragraph are cut off."""
    count = len(lines)
    while count > 1 and _CLOSING.match(lines[count - 1]):
        count -= 1
    return count
