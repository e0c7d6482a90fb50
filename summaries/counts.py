"""What a sentence counts: the number, the noun, and what became of those that are counted."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import takewhile

from summaries.text import STOP, stem

SMALL = (
    "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen twenty"
)
NUMBERS = {word: number for number, word in enumerate(SMALL.split(), start=2)}
SCALES = {"hundred": 100.0, "thousand": 1e3, "million": 1e6, "billion": 1e9}

#: A number, and up to four words behind it that may be what is counted.
COUNT = re.compile(
    r"(?<![\w$£€.,:/-])(?P<number>\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|"
    + "|".join(NUMBERS)
    + r")(?: (?P<scale>million|billion|thousand|hundred))?"
    r"(?=(?P<words>(?: [a-z][\w-]*[a-z]){1,4})\b)",
    re.IGNORECASE,
)

#: What limits a number stands right before it.
LIMIT = re.compile(
    r"\b(at least|more than|over|up to|as many as|nearly|almost|about|around|some"
    r"|an estimated) $",
    re.IGNORECASE,
)
LONGEST_LIMIT = 16

#: What leaves open that there are more, and what that there are fewer.
OR_MORE = frozenset(
    ("at least", "more than", "over", "about", "around", "some", "an estimated")
)
OR_FEWER = frozenset(
    ("up to", "as many as", "nearly", "almost", "about", "around", "some", "an estimated")
)

#: How a plural ends, and some that end otherwise.
PLURAL = re.compile(r"(?<![suie])s$|(?:e|ie)s$")
MANY = frozenset(("people", "men", "women", "children", "police", "aircraft"))

#: These are counted for what became of them; without that nobody knows what the number is of.
WHOEVER = "people persons men women others victims civilians residents locals individuals"
ANYBODY = frozenset(WHOEVER.split())

#: What became of those that are counted, by the words that say so.
FATES: Mapping[str, str] = {
    word: fate
    for fate, words in {
        "killed": "killed dead died dies killing kills kill",
        "injured": "injured wounded hurt injuring wounding injures wounds injure",
        "missing": "missing",
        "in hospital": "hospitalized hospitalised hospitalizing hospitalising",
        "homeless": "homeless displaced displacing",
        "trapped": "trapped stranded trapping stranding",
        "arrested": "arrested detained arresting detaining",
        "charged": "charged",
        "sentenced": "sentenced",
        "convicted": "convicted",
        "infected": "infected infecting",
        "evacuated": "evacuated evacuating",
        "rescued": "rescued rescuing",
    }.items()
    for word in words.split()
}

#: Between what is counted and what became of it.
BEHIND = re.compile(
    r" (?:(?:were|was|are|have|had|been|being|feared|reportedly|confirmed|left|also) )*(\w+)"
)
BEFORE = re.compile(r"(\w+) (?:another |a further )?$")

#: "kilometres" and "kilometers" are one.
BRITISH = re.compile(r"(?<=met|lit|ent|eat)r$")

#: Counted in every report, and no figure of the story.
TIME_AND_SHARE = """
years days weeks months hours minutes seconds decades times percent per cent pm points old
january february march april may june july august september october november december
"""
NOT_COUNTED = frozenset(stem(word) for word in TIME_AND_SHARE.split())


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted in a text.

    Attributes:
        start: where the number begins, with its limit ("at least five").
        end: behind the number.
        value: the number.
        limit: "at least", "nearly"; empty for an exact one.
        subject: what readers know it by: "missiles", "killed", "soldiers killed".
        kind: the form in which two subjects are the same.
        fate: what became of them; empty when nothing is said.
    """

    start: int
    end: int
    value: float
    limit: str
    subject: str
    kind: str
    fate: str

    def agrees(self, other: "Count") -> bool:
        """Tell whether both numbers can be right."""
        low, high = sorted((self, other), key=lambda one: one.value)
        return low.value == high.value or low.limit in OR_MORE or high.limit in OR_FEWER


def counts(text: str, start: int, end: int) -> Iterator[Count]:
    """Yield what is counted between two places of a text."""
    for found in COUNT.finditer(text, start, end):
        limit = LIMIT.search(text, max(start, found.start() - LONGEST_LIMIT), found.start())
        begins = limit.start() if limit else found.start()
        noun, length = _noun(found["words"].lower().split())
        fate = _fate(
            BEHIND.match(text, found.end() + length, end), BEFORE.search(text, start, begins)
        )
        if not (noun or fate) or (noun in ANYBODY and not fate) or _is_share(found["words"]):
            continue
        specific = "" if noun in ANYBODY else noun
        yield Count(
            start=begins,
            end=found.end("scale") if found["scale"] else found.end("number"),
            value=_value(found["number"], found["scale"]),
            limit=limit[1].lower() if limit else "",
            subject=f"{specific} {fate}".strip(),
            kind=f"{BRITISH.sub('er', stem(specific))} {fate}".strip(),
            fate=fate,
        )


def _fate(*near: re.Match[str] | None) -> str:
    """Return what became of those counted, by the word behind them or before the number."""
    words = (found[1].lower() for found in near if found)
    return next((FATES[word] for word in words if word in FATES), "")


def _noun(words: Sequence[str]) -> tuple[str, int]:
    """Return the plural that a number counts ("short-range missiles"), and how far it is."""
    telling = list(takewhile(lambda word: word not in STOP and word not in FATES, words))
    for place, word in enumerate(telling):
        if len(word) > 2 and (PLURAL.search(word) or word in MANY):
            return word, sum(len(one) + 1 for one in telling[: place + 1])
    return "", 0


def _is_share(words: str) -> bool:
    listed = words.lower().split()
    noun, _ = _noun(listed)
    counted = listed[: listed.index(noun) + 1] if noun else listed[:1]
    return any(stem(word) in NOT_COUNTED for word in counted)


def _value(number: str, scale: str | None) -> float:
    plain = number.lower().replace(",", "")
    return float(NUMBERS.get(plain, plain)) * SCALES.get((scale or "").lower(), 1.0)
