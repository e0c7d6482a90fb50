"""Which sentences a summary may choose."""

import pytest

from summaries.passages import passages
from summaries.sentences import sentences

FERRY = "The night ferry to Westhaven sank off Gull Point on Tuesday."


def candidates(text):
    return [passage.text for passage in passages([text], [sentences(text)])]


@pytest.mark.parametrize(
    "sentence",
    [
        "GOOD EVENING AND WELCOME to what the day brought.",
        "Clara Brandt reports live from the harbour for the Lund News.",
        "CLOSE the picture and go on with the story of the ferry.",
        "Sign up for our letters and never miss a ferry.",
        "Our newsletter brings you more about ferries each day.",
        "Find the timetable of the ferry on www.ferry.example at any time.",
        "Photo: the ferry left the harbour of Lund before dawn.",
        "Read  more about the ferry on the next page.",
        "She said “no and left the ferry.",
        "They all left the ferry before …",
        "Nobody knew why.",
    ],
)
def test_debris_and_halves_are_no_candidates(sentence):
    """
    Words of the page, scripts, notices of broadcasts, halves and scraps stay out.
    """
    assert candidates(f"{FERRY}\n{sentence}") == [FERRY]


@pytest.mark.parametrize(
    "sentence",
    [
        "NATO and the EU told the UN and UNICEF of the ferry.",
        "The report told the Lund News of all that was known.",
        "A subscription to the ferry costs forty crowns a month.",
    ],
)
def test_what_only_looks_like_debris_is_a_candidate(sentence):
    """
    Names in capitals, reports and words that begin like those of a page are news.
    """
    assert candidates(f"{FERRY}\n{sentence}") == [FERRY, sentence]
