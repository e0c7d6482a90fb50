"""What is taken together: sentences with those they lean on."""

import pytest

from summaries.passages import Passage
from summaries.units import Units


def units(leans, reach=2, numbers=None):
    """Return units of one article; ``leans`` has an l for each sentence that leans."""
    numbers = numbers or range(len(leans))
    made = [
        Passage("words", 0, number, place, leans[place] == "l", 5)
        for place, number in enumerate(numbers)
    ]
    return Units(made, reach)


@pytest.mark.parametrize(
    ("leans", "reach", "place", "unit", "stands"),
    [
        ("..", 2, 1, [1], True),
        (".l", 2, 1, [1, 0], True),
        (".ll", 2, 2, [2, 1], False),
        (".ll", 3, 2, [2, 1, 0], True),
        ("l.", 2, 0, [0], False),
        ("ll", 2, 1, [1, 0], True),
    ],
)
def test_a_leaning_sentence_brings_along(leans, reach, place, unit, stands):
    """
    It comes with the one before, as far as that reaches; alone it does not stand.
    """
    found = units(leans, reach)

    assert found.missing(place) == unit
    assert found.stands(place) is stands
    assert found.brought[place] == len(unit) - 1


def test_what_is_taken_is_not_brought_along():
    """
    Once the sentence before is in the summary, the next one stands and brings nothing.
    """
    found = units(".ll")
    found.take([1, 0])

    assert found.missing(2) == [2]
    assert found.stands(2)
    assert found.brought[2] == 0


def test_nothing_is_leant_on_across_a_gap():
    """
    What stood between two sentences is no candidate: the later one stays out.
    """
    found = units(".l", numbers=[0, 2])

    assert found.missing(1) == [1]
    assert not found.stands(1)
