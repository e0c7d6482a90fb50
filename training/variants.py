"""Paragraphs that say the same otherwise, so that a network leans on form and not on names.

Newspapers differ in what they print around the same words: other people, single marks, the verb
before the name, several paragraphs run together. A corpus of one season's politics shows little
of that; here it is made from what there is.
"""

import random
from dataclasses import replace

import torch

from summaries import tokens

SOURCE, CUE = 1, 3
#: A source longer than this does not stand behind its verb.
LONGEST_TURNED = 6
PRONOUNS = frozenset(["i", "he", "she", "they", "we", "it", "you", "who", "that"])


def joined(first, second):
    """Return two paragraphs as one."""
    shift = len(first.places)

    def moved(spans):
        return [(a + shift, b + shift) for a, b in spans]

    def numbers(mine, theirs, count):
        return [*mine, *(n + count if n >= 0 else n for n in theirs)]

    cues, sources = len(first.spans["cue"]), len(first.spans["source"])
    parsed = first.parsed
    if parsed is not None:
        parsed = torch.cat([parsed, second.parsed])
    return replace(
        first,
        places=first.places + second.places,
        words=first.words + second.words,
        depths=first.depths + second.depths,
        labels=first.labels + second.labels,
        heads=first.heads + second.heads,
        spans={k: those + moved(second.spans[k]) for k, those in first.spans.items()},
        cue_of=numbers(first.cue_of, second.cue_of, cues),
        source_of=numbers(first.source_of, second.source_of, sources),
        parsed=parsed,
        numbers=None if parsed is None else torch.cat([first.numbers, second.numbers]),
        opinion=None if first.opinion is None else torch.cat([first.opinion, second.opinion]),
        persons={
            word: first.persons.get(word, [])
            + [n + shift for n in second.persons.get(word, [])]
            for word in first.persons | second.persons
        },
        codes={},
    )


def turns(one):
    """Return the order of tokens with verbs before their names: “…,” said Ann Li.

    Returns:
        Token numbers in their new order, and the new places of spans that moved; None when
        nothing can be turned.
    """
    order, moved = list(range(len(one.places))), {}
    for source in one.spans["source"]:
        cue = next((cue for cue in one.spans["cue"] if cue[0] == source[1]), None)
        if cue is None or not _turnable(one, source, cue):
            continue
        (a, b), (_, c) = source, cue
        order[a:c] = [*range(b, c), *range(a, b)]
        moved["source", source] = (a + c - b, c)
        moved["cue", cue] = (a, a + c - b)
    return (order, moved) if moved else None


def _turnable(one, source, cue):
    short = source[1] - source[0] <= LONGEST_TURNED and cue[1] - cue[0] == 1
    if not short or source[0] == 0 or one.words[source[0]].lower() in PRONOUNS:
        return False
    before, behind = one.words[source[0] - 1], one.words[cue[1] : cue[1] + 1]
    return before in {"”", '"', "’’", "''", ","} and behind in (["."], [","], ["in"], ["on"])


def turned(one):
    """Return a paragraph with verbs before their names, None where nothing can be turned."""
    found = turns(one)
    if found is None:
        return None
    order, moved = found

    def sort(values):
        return [values[n] for n in order]

    spans = {
        kind: [moved.get((kind, span), span) for span in those]
        for kind, those in one.spans.items()
    }
    parsed = one.parsed
    if parsed is not None:
        parsed = parsed[order].clone()
        parsed[:, 3] = 0
    new = {n: k for k, n in enumerate(order)}
    return replace(
        one,
        words=sort(one.words),
        depths=sort(one.depths),
        labels=sort(one.labels),
        heads=sort(one.heads),
        spans=spans,
        parsed=parsed,
        numbers=None if parsed is None else one.numbers[order],
        opinion=None if one.opinion is None else one.opinion[order],
        persons={word: [new[n] for n in those] for word, those in one.persons.items()},
        codes={},
    )


class Names:
    """Other people's names, to be printed instead."""

    def __init__(self, path, words):
        with open(path, encoding="utf-8") as file:
            lines = [line for line in file if not line.startswith(("#", "["))]
        listed = sorted({name for line in lines for name in line.split() if name.isalpha()})
        self.rows = torch.tensor([tokens.coded(name.capitalize(), words) for name in listed])

    def swap(self, codes, one):
        """Print other names for the persons of a paragraph, the same one for each word."""
        for places in one.persons.values():
            row = self.rows[random.randrange(len(self.rows))]  # noqa: S311
            codes[places, :4] = row


def single_marks(codes, words):
    """Print single quotation marks instead of double ones."""
    double, single = (torch.tensor(tokens.coded(mark, words)) for mark in "“‘")
    codes[(codes[:, :4] == double).all(1), :4] = single
    codes[codes[:, 4] == 1, 4] = 2
