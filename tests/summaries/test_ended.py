"""Quotes that ended before the sentence behind them began: whose they are."""

import pytest

from summaries.ended import apart
from summaries.marks import segments
from summaries.model import Attribution


def place(text, words):
    at = text.index(words)
    return at, at + len(words)


def said(text, contents, cue, source):
    """Return an attribution by the words it consists of; contents are parted by |."""
    return Attribution(
        tuple(place(text, words) for words in contents.split("|")),
        place(text, cue),
        place(text, source),
        place(text, source.split()[-1]),
    )


def owners(text, *found):
    """Return by whom each quotation in a text is said; None when nobody is left."""
    passages = [one for one in segments(text) if one.level == 0]
    given = apart(text, passages, list(found))
    return [
        next(
            (
                text[slice(*each.source)]
                for each in given
                if any(start == one.start for start, _ in each.contents)
            ),
            None,
        )
        for one in passages
    ]


TOLD = "Brandt told the council on Monday that he would send ten engineers."
#: Text; by whom the network took each quotation to be said; by whom it is.
RUN_TOGETHER = [
    (
        f"“No bridge,” Adler warned. “None of it is safe.” {TOLD}",
        [("“No bridge,”", "warned", "Adler"), ("“None of it is safe.”", "told", "Brandt")],
        ["Adler", "Adler"],
    ),
    (
        f"'No bridge,' Adler warned. 'None of it.' 'All of it must go.' {TOLD}",
        [
            ("'No bridge,'", "warned", "Adler"),
            ("'None of it.'|'All of it must go.'", "told", "Brandt"),
        ],
        ["Adler", "Adler", "Adler"],
    ),
    (
        f"Adler says the bridge is unsafe. “None of it will last.” {TOLD}",
        [
            ("the bridge is unsafe", "says", "Adler"),
            ("“None of it will last.”", "told", "Brandt"),
        ],
        ["Adler"],
    ),
    (
        f"The bridge was closed in May. “None of it will last.” {TOLD}",
        [("“None of it will last.”|he would send ten engineers", "told", "Brandt")],
        [None],
    ),
    (
        "Adler said: “Close it.” “Why not repair it?” Ann Brandt interrupted.",
        [("“Close it.”|“Why not repair it?”", "said", "Adler")],
        ["Adler", "Ann Brandt"],
    ),
    (
        "It rained. “None of it is safe.” The Gull quoted Brandt as denying it: “It is.”",
        [("“None of it is safe.”", "quoted", "Brandt"), ("“It is.”", "denying", "Brandt")],
        [None, "Brandt"],
    ),
    (
        "It rained. “Come and look!” Brandt told the council that the bridge was closed.",
        [("“Come and look!”", "told", "Brandt")],
        [None],
    ),
    (
        "It rained. “Come and look!” Brandt called the bridge a wreck.",
        [("“Come and look!”|the bridge a wreck", "called", "Brandt")],
        [None],
    ),
    (
        "Adler said: “It rained.” “The river rose.” The bridge stood.",
        [("“It rained.”|“The river rose.”", "said", "Adler")],
        ["Adler", "Adler"],
    ),
    (
        f"“No bridge,” Adler warned. It rained. The river rose. “None of it.” {TOLD}",
        [("“No bridge,”", "warned", "Adler"), ("“None of it.”", "told", "Brandt")],
        ["Adler", None],
    ),
    (
        "“No bridge,” Adler warned, “none of it.”",
        [("“No bridge,”|“none of it.”", "warned", "Adler")],
        ["Adler", "Adler"],
    ),
    (
        "The bridge was closed. “None of it is safe.” Brandt posed with a trowel.",
        [("“None of it is safe.”", "posed with", "Brandt")],
        [None],
    ),
]
#: Text with one quotation and whom it belongs to, as the network saw it.
TAGGED = [
    ("“None of it is safe.” Brandt said.", "said", "Brandt"),
    ("“None of it is safe.” said Brandt, who built it.", "said", "Brandt"),
    ("“Is it safe?” Brandt asked on Monday.", "asked", "Brandt"),
    ("“Is it safe?” Brandt shot back, pointing at the bridge.", "shot back", "Brandt"),
    ("“Is it safe?” Brandt asked. “I doubt it.”", "asked", "Brandt"),
    ("“None of it is safe.” He sent ten engineers.", "sent", "He"),
    ("“None of it is safe.” — Brandt", "—", "Brandt"),
    ("“None of it is safe,” Brandt told the council that day.", "told", "Brandt"),
]


@pytest.mark.parametrize(("text", "given", "expected"), RUN_TOGETHER)
def test_a_quote_before_somebody_elses_sentence(text, given, expected):
    """
    A quote that ended is not whose sentence follows: it goes on with who spoke, or is nobody's.
    """
    assert owners(text, *(said(text, *one) for one in given)) == expected


@pytest.mark.parametrize(("text", "cue", "source"), TAGGED)
def test_who_said_it_may_stand_behind(text, cue, source):
    """
    Behind a question, a mistyped full stop or a pronoun the quote stays whose it was.
    """
    quote = text[: text.index("”") + 1]

    assert owners(text, said(text, quote, cue, source))[0] == source


def test_a_verb_without_anybody_hands_nothing_on():
    """
    What the network found a verb for and nobody who speaks is no paraphrase of somebody's.
    """
    text = f"It was said the bridge is unsafe. “None of it will last.” {TOLD}"
    nobody = Attribution((place(text, "the bridge is unsafe"),), place(text, "said"))

    assert owners(text, nobody, said(text, "“None of it will last.”", "told", "Brandt")) == [
        None
    ]
