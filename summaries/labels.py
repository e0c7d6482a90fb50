"""One label for each name of an article: a person, an organisation or a place."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from summaries.evidence import KINDS, Candidate, candidates
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.model import EntityKind, Sentence
from summaries.names import given_names
from summaries.printed import pieces

#: Evidence that a name needs, by its number of words: a lone word is seldom a new name.
ENOUGH = {1: 1.5}
#: Lines up to this length may be titles.
LONGEST_TITLE = 200
LETTERS = re.compile(r"[^\W\d_][\w’']*")
#: Words that stay small in titles.
SMALL = word_set(
    """a an the of in to for and as with on at by from but or nor vs via per is are was were be
    it its into over than that this s"""
)


class Found(NamedTuple):
    """A candidate, and whether it stands in a heading, where capitals prove nothing."""

    name: Candidate
    heading: bool


def found_names(text: str, sentences: Sequence[Sentence], words: Language) -> list[Found]:
    """Return what may be a name in an article, in order."""
    headings = [(s.start, s.end) for s in sentences if s.heading or in_title_case(text, s)]
    found: list[Found] = []
    at = 0
    for piece in pieces(text, words):
        while at < len(headings) and headings[at][1] <= piece.start:
            at += 1
        heading = at < len(headings) and headings[at][0] <= piece.start
        found += [Found(each, heading) for each in candidates(text, piece, words)]
    return found


def in_title_case(text: str, sentence: Sentence) -> bool:
    """Tell whether nearly every longer word has a capital, so that capitals prove nothing."""
    if sentence.end - sentence.start > LONGEST_TITLE:
        return False
    # So many small words are too many, however many words there are; prose has them soon.
    most = max(0, ((sentence.end - sentence.start + 1) // 2 - 5) // 10)
    plain = filter(str.isalpha, text[sentence.start : sentence.end].split())
    if sum([word not in SMALL for word in filter(str.islower, plain)]) > most:
        return False
    count = small = 0
    for found in LETTERS.finditer(text, sentence.start, sentence.end):
        word = found[0]
        count += 1
        if word[0].islower() and word not in SMALL:
            small += 1
            if small > most:
                return False
    return count > 4 and small * 10 <= count - 5


def labels_of(found: Sequence[Found]) -> dict[str, EntityKind]:
    """Return one label per name: the kind with the most evidence over all occurrences."""
    totals: dict[str, list[float]] = {}
    lengths: dict[str, int] = {}
    for each in found:
        if each.heading:
            continue
        name = each.name
        total = totals.setdefault(name.key, [0.0, 0.0, 0.0])
        for kind, weight in enumerate(name.weights):
            total[kind] = max(total[kind], weight) + 0.25 * min(total[kind], weight)
        lengths[name.key] = len(name.words)
    labels: dict[str, EntityKind] = {}
    for key, total in totals.items():
        best = max(range(3), key=lambda kind: total[kind])
        if total[best] >= ENOUGH.get(lengths[key], 1.0):
            labels[key] = KINDS[best]
    _complete(labels, found)
    return labels


def _complete(labels: dict[str, EntityKind], found: Iterable[Found]) -> None:
    """Label full names by their surname alone, and unlabel names with a word too much."""
    lasts = {
        key.rpartition(" ")[2]
        for key, kind in labels.items()
        if kind == "person" and " " in key
    }
    for each in found:
        first, _, rest = each.name.key.partition(" ")
        if each.heading or not rest or labels.get(rest) != "person":
            continue
        if " " in rest and first not in given_names():
            labels.pop(each.name.key, None)
        elif rest not in lasts and not each.name.first and len(first) > 1:
            labels.setdefault(each.name.key, "person")
