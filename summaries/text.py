"""Paragraphs and words with their places, and the normal forms that are compared.

Nothing here changes a text: every function returns places in it, or a form to compare with.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache

WORD = re.compile(r"[^\W_]+")
NUMBER = re.compile(r"\d+(?:[.,:]\d+)*")
POSSESSIVE = re.compile(r"'s?$|'s?(?= )")
JOINTS = re.compile(r"[-\u2010-\u2015\u2212._\s]+")

#: Marks that are printed in several ways, and letters that no decomposition takes apart.
SAME = str.maketrans(
    {"’": "'", "‘": "'", "\u02bc": "'", "\u00b4": "'", "`": "'", "“": '"', "”": '"', "„": '"'}
    | {"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "\u0131": "i"}
)

#: Words that say nothing about what a sentence is about.
STOP_WORDS = """
a about above after again against all also am an and any are aren as at be because been
before being below between both but by can cannot could couldn d did didn do does doesn
doing don down during each even few for from further had hadn has hasn have haven having he
her here hers herself him himself his how however i if in into is isn it its itself just
like ll m made make many may me might more most much must my myself no nor not now of off on
once one only or other our ours ourselves out over own per re s said same say says shan she
should shouldn since so some still such t than that the their theirs them themselves then
there these they this those though through to too under until up upon us ve very was wasn we
well were weren what when where whether which while who whom whose why will with within
without won would wouldn yet you your yours yourself yourselves mr mrs ms dr told according
"""
STOP = frozenset(STOP_WORDS.split())

ASCII = bytes(range(128))
#: How to encode halves of characters, which are no words either.
HALVES = "surrogatepass"

VOWEL = re.compile("[aeiouy]")

#: The last letters of the endings that a stem lacks.
LAST_LETTERS = frozenset("degsy")


def paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield each line that is not blank, with its place.

    Yields:
        Pairs (offset, line) where ``text[offset:offset + len(line)] == line``; the line has
        no blanks at its ends.
    """
    start = 0
    for whole in text.splitlines(keepends=True):
        line = whole.strip()
        if line:
            yield start + whole.find(line), line
        start += len(whole)


@lru_cache(maxsize=16384)
def folded(name: str) -> str:
    """Return the normal form of a name, under which its spellings are the same.

    Case, accents, curly marks and a final 's are gone; hyphens and dots are blanks:
    ``folded("Kim Jong-un’s") == "kim jong un"``, ``folded("U.S.") == "u s"``.
    """
    straight = name.casefold().translate(SAME)
    return _jointed(straight if straight.isascii() else _unaccented(straight))


def _unaccented(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def _jointed(bare: str) -> str:
    """Return a name with a blank for each hyphen or dot, and without its possessive."""
    return JOINTS.sub(" ", POSSESSIVE.sub("", JOINTS.sub(" ", bare).strip())).strip()


def words(text: str) -> list[str]:
    """Return the words and numbers of a text in lower case, in order, marks left out."""
    return WORD.findall(text.lower())


def blanked(low: str, between: bytes, is_letter: Callable[[str], bool]) -> bytes:
    """Return a text, encoded, with a blank for what no word has: faster than any pattern.

    Args:
        low: the text in lower case.
        between: what becomes of each character in ASCII, and other bytes as they are.
        is_letter: whether any other character is kept.
    """
    encoded = low.encode(errors=HALVES)
    for letter in set(encoded.translate(None, ASCII).decode(errors=HALVES)):
        if not is_letter(letter):
            encoded = encoded.replace(letter.encode(errors=HALVES), b" ")
    return encoded.translate(between)


def is_content(word: str) -> bool:
    """Tell whether a word of :func:`words` says something about a subject."""
    return word not in STOP and (len(word) > 1 or word.isdigit())


@lru_cache(maxsize=16384)
def stem(word: str) -> str:
    """Return the word without its English ending, as ``new_stem`` does; words come again."""
    return new_stem(word)


def new_stem(word: str) -> str:
    """Return the word without its English ending, so that "talks" and "talked" are one.

    Source:
        The S-stemmer of Harman, "How Effective Is Suffixing?", JASIS 42, 1991, with -ed,
        -ing and -ly added: words are compared with each other, never shown.
    """
    if len(word) < 4 or word[-1] not in LAST_LETTERS:
        return word
    if not word.isascii() or not word.isalpha():
        return word
    if word[-1] == "s":
        word = _singular(word)
    if word.endswith(("ing", "ed", "ly")):
        for ending in ("ing", "edly", "ed", "ly"):
            root = word.removesuffix(ending)
            if root != word and len(root) > 2 and VOWEL.search(root):
                return _undoubled(root)
    return word.removesuffix("e") if len(word) > 4 else word


def _singular(word: str) -> str:
    """Return a word in "s" without the ending of a plural."""
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("sses", "shes", "ches", "xes")):
        return word[:-2]
    return word if word.endswith(("ss", "us", "is")) else word[:-1]


def _undoubled(root: str) -> str:
    doubled = root[-1] == root[-2] and root[-1] not in "lsz"
    return root[:-1] if doubled else root.removesuffix("e")
