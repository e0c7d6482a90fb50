"""Quotes end to end, by phenomenon: what is said and by whom, from text to resolved name."""

from pathlib import Path

import pytest

from summaries.analyse import analyse
from summaries.clean import clean_text
from summaries.model import Article

SEEDS = Path(__file__).parents[2] / "seeds" / "articles"


def said(text):
    """Return what is quoted in a text, and the full name of who says it."""
    return [(one.text, one.speaker) for one in analyse(Article(1, text)).quotes]


@pytest.fixture(scope="module")
def seeds():
    files = sorted(SEEDS.glob("*.txt"))
    return [quote for file in files for quote in said(_body(file))]


def _body(file):
    return clean_text(file.read_text(encoding="utf-8")).text


@pytest.mark.parametrize(
    ("words", "speaker"),
    [
        ("“fire and fury”", "Donald Trump"),
        ("“fallen in love.”", "Donald Trump"),
        ("“exponentially.”", "Kim Jong Un"),
        ("“permanent enemy”", "Kim Jong Un"),
        ("“The circumstances in which", "Rachel Minyoung Lee"),
        ("“hard position”", "Robert O’Brien"),
        ("“Trump’s reelection is likely", "Eul-Chul Lim"),
        ("“Even if leader-to-leader", "Edward Howell"),
        ("“Number one,", "Donald Trump"),
        ("“misses”", "Donald Trump"),
    ],
)
def test_what_other_extractors_give_to_the_wrong_person(seeds, words, speaker):
    """
    On the first two articles every quote goes to whoever said it, also where a name stands
    nearer, the speaker is a pronoun, or the verb is "as … puts it".
    """
    assert [name for text, name in seeds if words in text] == [speaker]


@pytest.mark.parametrize(
    ("phenomenon", "text", "expected"),
    [
        (
            "several sentences in a paragraph, as agencies write",
            "The transport minister, Petra Voss, told reporters that the tunnel would open in"
            " June. “We have waited a decade for this,” she said in Halden.",
            [
                ("that the tunnel would open in June", "Petra Voss"),
                ("“We have waited a decade for this,”", "Petra Voss"),
            ],
        ),
        (
            "single marks",
            "‘It is a disgrace,’ said Mr Whitcombe, chairman of the residents’ association."
            " ‘Nobody asked us,’ he added.",
            [("‘It is a disgrace,’", "Whitcombe"), ("‘Nobody asked us,’", "Whitcombe")],
        ),
        (
            "comma behind the marks",
            '"The defendant showed no remorse", said Judge Amara Okafor, sentencing him.',
            [('"The defendant showed no remorse"', "Amara Okafor")],
        ),
        (
            "verb before a role and a name",
            "“We do not know why the frogs left,” explained biologist Helena Marsh.",
            [("“We do not know why the frogs left,”", "Helena Marsh")],
        ),
        (
            "an interrupted sentence",
            "“If you ask me,” explained Ines Duarte, who has run the bakery since 1988, “the"
            " street died when the bus stopped coming.”",
            [
                ("“If you ask me,”", "Ines Duarte"),
                ("“the street died when the bus stopped coming.”", "Ines Duarte"),
            ],
        ),
        (
            "question and answer",
            "“Is it safe?” a woman asked. “Of course,” the engineer answered, “or we would"
            " not be here.”",
            [
                ("“Is it safe?”", "woman"),
                ("“Of course,”", "engineer"),
                ("“or we would not be here.”", "engineer"),
            ],
        ),
        (
            "a post, with a colon",
            'Prime minister Ravi Desai has left. Desai tweeted: "It has been an honour."',
            [('"It has been an honour."', "Ravi Desai")],
        ),
        (
            "behind a fragment, according to somebody",
            "It was “the coldest night in fifty years”, according to meteorologist Anna"
            " Kowalska of the weather service.",
            [("It was “the coldest night in fifty years”", "Anna Kowalska")],
        ),
        (
            "an organisation",
            "In a statement, the World Seismic Centre said the earthquake struck at dawn.",
            [("the earthquake struck at dawn", "World Seismic Centre")],
        ),
        (
            "a paraphrase of nobody",
            "The suspect was charged with fraud on Monday and is believed to be ill.",
            [],
        ),
        (
            "titles of works are not said",
            "The film, titled “A Quiet Harbour”, opens on Friday in forty towns.",
            [],
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 55 else "",
)
def test_phenomena(phenomenon, text, expected):
    """
    Quotes are found and given to whoever said them, however agencies and papers print them.
    """
    assert said(text) == expected, phenomenon
