"""What is known about names: given names and their gender, surnames, places, organisations.

The lists are evidence, never a verdict: an article's own words decide first.
"""

import re
from collections.abc import Sequence
from functools import lru_cache

from summaries.data import packaged_lines
from summaries.text import folded

#: Those that are Western given names as well: two words are read in Western order.
ALSO_GIVEN = frozenset(["kim", "lee", "bo", "jo", "lin", "an", "dan", "min"])

#: One syllable of a Chinese, Korean or Vietnamese given name in Latin letters.
SYLLABLE = (
    r"(?:b|ch?|d|f|g[wy]?|h[wy]?|j|k[wy]?|l|m|ng?h?|ph?|q|r|s[hs]?|th?|tr|v|w|x|y|zh?)?"
    r"[aeiouyw]{1,3}(?:ng|nh|ch|ck|n|k|l|m|p|t|h|r)?"
)
SYLLABLES = re.compile(f"(?:{SYLLABLE}){{1,2}}(?:-{SYLLABLE})?")


@lru_cache(maxsize=1)
def given_names() -> dict[str, str]:
    """Return given names in folded form with their usual gender: "m", "f" or "u" for both."""
    return {name: kind for kind in "mfu" for name in _section("names.txt", kind)}


@lru_cache(maxsize=1)
def surnames() -> frozenset[str]:
    """Return common surnames in folded form."""
    return frozenset(_section("names.txt", "surnames"))


@lru_cache(maxsize=1)
def family_names() -> frozenset[str]:
    """Return surnames that stand first in the names of China, Korea and Vietnam."""
    return frozenset(_section("names.txt", "family first"))


@lru_cache(maxsize=1)
def short_forms() -> dict[str, frozenset[str]]:
    """Return each given name with those it is a form of ("joe": "joseph", "joe")."""
    forms: dict[str, set[str]] = {}
    for line in _entries("names.txt", "short forms"):
        full, *short = line.split()
        for name in (full, *short):
            forms.setdefault(name, {name}).add(full)
    return {name: frozenset(full) for name, full in forms.items()}


@lru_cache(maxsize=1)
def places() -> dict[str, str]:
    """Return places as printed, with the name each stands for ("U.S.": "United States")."""
    known: dict[str, str] = {}
    for section in ("countries", "regions", "states"):
        for line in _entries("places.txt", section):
            spellings, *others = line.split("|")
            name, _, also = spellings.partition("=")
            capitals = others[1] if len(others) > 1 else ""
            for spelling in (name, *also.split(",")):
                known[straight(spelling.strip())] = name.strip()
            known.setdefault(straight(capitals.strip()), capitals.strip())
    for line in _entries("places.txt", "cities"):
        name, _, also = line.partition(" = ")
        for city in [name] if also else line.split(","):
            known.setdefault(straight(city.strip()), city.strip())
        for spelling in also.split(", ") if also else ():
            known[straight(spelling.strip())] = name
    known.pop("", None)
    return known


@lru_cache(maxsize=1)
def demonyms() -> dict[str, str]:
    """Return adjectives and inhabitants as printed ("North Korean"), with their country."""
    known: dict[str, str] = {}
    for section in ("countries", "regions"):
        for line in _entries("places.txt", section):
            spellings, *others = line.split("|")
            country = spellings.partition("=")[0].strip()
            for word in others[0].split(",") if others else ():
                known[straight(word.strip())] = country
    known.pop("", None)
    return known


@lru_cache(maxsize=1)
def organisations() -> dict[str, str]:
    """Return organisations as printed ("UN"), with their full name."""
    known: dict[str, str] = {}
    for line in packaged_lines("organisations.txt"):
        short, _, full = line.partition(" = ")
        for spelling in short.split(", "):
            known[straight(spelling.strip())] = full.strip() or spelling.strip()
        known.setdefault(straight(full.strip()), full.strip())
    known.pop("", None)
    return known


def straight(name: str) -> str:
    """Return a name with straight apostrophes and plain blanks, so that lists can hold it."""
    return name if name.isascii() else name.replace("’", "'").replace("\xa0", " ")


def family_first(words: Sequence[str]) -> bool:
    """Tell whether a name begins with its surname ("Xi Jinping", "Kim Jong Un")."""
    lower = [folded(word).replace(" ", "-") for word in words]
    if not 2 <= len(lower) <= 3 or lower[0] not in family_names():
        return False
    if lower[0] in ALSO_GIVEN and len(lower) == 2 and "-" not in lower[1]:
        return False
    return all(SYLLABLES.fullmatch(word) for word in lower[1:])


def surname(words: Sequence[str]) -> str:
    """Return the folded surname of a full name without titles and suffixes."""
    return folded(words[0] if family_first(words) else words[-1])


def gender_of_name(words: Sequence[str]) -> str:
    """Return "m" or "f" by the given name, "" when it is not known or used for both.

    A word alone is a given name when it is no surname as well.
    """
    if family_first(words):
        return ""
    alone = len(words) == 1 and folded(words[0]) not in surnames()
    for word in words if alone else words[:-1]:
        if len(word.strip(".")) > 1:
            known = given_names()
            first = folded(word)
            gender = known.get(first.replace(" ", "-"), "") or known.get(
                first.split(" ")[0], ""
            )
            return gender if gender in ("m", "f") else ""
    return ""


def same_person(one: Sequence[str], other: Sequence[str]) -> bool:
    """Tell whether two full names in one article may be spellings of one person.

    The surname is the same, and the given names agree, one being left out, an initial or a
    short form of the other ("Joe Biden", "Joseph R. Biden"). Likeness of letters is none.
    """
    if surname(one) != surname(other) or family_first(one) != family_first(other):
        return False
    if family_first(one):
        return folded(" ".join(one)) == folded(" ".join(other)) or _joined(one) == _joined(
            other
        )
    return _given_agree([folded(w) for w in one[:-1]], [folded(w) for w in other[:-1]])


def same_name(one: str, other: str) -> bool:
    """Tell whether two canonical names in different articles are spellings of one name.

    Case, accents, hyphens and blanks do not matter ("Kim Jong-un", "Kim Jong Un"), nor an
    initial in one of them alone. A surname alone is never enough, and "Jr." is somebody else.
    """
    first, second = one.split(), other.split()
    if folded(one) == folded(other):
        return True
    if len(first) < 2 or len(second) < 2:
        return False
    if _joined(first) == _joined(second):
        return True
    plain = without_initials(one)
    return plain == without_initials(other) and plain in (folded(one), folded(other))


def without_initials(name: str) -> str:
    """Return the folded form of a full name without initials between its first and last word.

    "Donald J. Trump" becomes "donald trump"; "J. Edgar Hoover" keeps its first.
    """
    words = folded(name).split()
    if len(words) < 3 or len(words[0]) < 2:
        return " ".join(words)
    return " ".join([words[0], *(w for w in words[1:-1] if len(w) > 1), words[-1]])


def _given_agree(one: list[str], other: list[str]) -> bool:
    if not one or not other:
        return False
    if len(one) > len(other):
        one, other = other, one
    first, *middle = one
    if not any(_alike(first, name) for name in other[: 1 + len(other) - len(one)]):
        return False
    if not _alike(first, other[0]) and len(first) < 2:
        return False
    return not middle or _alike(middle[0], other[1])


def _alike(one: str, other: str) -> bool:
    if one == other or (one[:1] == other[:1] and 1 in (len(one), len(other))):
        return True
    forms = short_forms()
    return bool(forms.get(one, frozenset((one,))) & forms.get(other, frozenset((other,))))


def _joined(words: Sequence[str]) -> str:
    return folded(" ".join(words)).replace(" ", "")


def _entries(file: str, section: str) -> list[str]:
    found: list[str] = []
    inside = False
    for line in packaged_lines(file):
        if line.startswith("["):
            inside = line.strip() == f"[{section}]"
        elif inside:
            found.append(line)
    return found


def _section(file: str, section: str) -> list[str]:
    return " ".join(_entries(file, section)).split()
