"""Quotation marks: every kind, every way of forgetting them, and what only looks like one."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.marks import segments


def cut(text):
    return [text[one.start : one.end] for one in segments(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “yes,” and “no.”", ["“yes,”", "“no.”"]),
        ('"A," he said, "b."', ['"A,"', '"b."']),
        ("‘It’s the workers’ choice,’ she said.", ["‘It’s the workers’ choice,’"]),
        ("'Single,' said Ann Li, 'and more.'", ["'Single,'", "'and more.'"]),
        ("``Yes,'' he said, ''no.''", ["``Yes,''", "''no.''"]),
        ("„Ja“, sagte er.", ["„Ja“"]),
        ("«Oui», dit-il. »Nein«, sagte sie.", ["«Oui»", "»Nein«"]),
        ("He called it ”odd” and “odd“.", ["”odd”", "“odd“"]),
        ('("Hi")—"there"', ['"Hi"', '"there"']),
        ("“a [b] … (c) … d”", ["“a [b] … (c) … d”"]),
        ("“A quote.”― Ann Li", ["“A quote.”"]),
        ("“A quote.”Ann Li", ["“A quote.”"]),
        ("“It was … I mean … fine,” she said.", ["“It was … I mean … fine,”"]),
    ],
)
def test_kinds_of_marks(text, expected):
    """
    Curly, straight, single, doubled single and guillemets are all read, brackets inside or not.
    """
    assert cut(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It’s the workers’ choice and the dogs' bowl.",
        "He is 6'2\" tall.",
        "the '90s and the ’80s",
        "rock ’n’ roll, ’em and ’til",
        'a 5" nail',
        "O’Neil’s and D'Arcy's",
        '“” and ""',
        '""""""""',
        "",
    ],
)
def test_what_is_no_passage(text):
    """
    Apostrophes, feet and inches, decades, clipped words and empty marks hold nothing.
    """
    assert cut(text) == []


@pytest.mark.parametrize(
    ("text", "levels"),
    [
        ("“She told me ‘go home’ and left,” he said.", [0, 1]),
        ("'A \"British\" one,' he said.", [0, 1]),
        ("“He said “foo” and left.”", [0, 1]),
        ('"He said "foo" and left."', [0, 1]),
    ],
)
def test_passages_nest(text, levels):
    """
    A passage inside another one is one level deeper.
    """
    assert [one.level for one in segments(text)] == levels


def test_a_quote_runs_over_paragraphs():
    """
    A paragraph without a closing mark is open, and the next one continues it.
    """
    first, second, third = segments("“One.\n“Two.\n\n“Three,” he said.")

    assert [first.closed, second.closed, third.closed] == [False, False, True]
    assert [first.continues, second.continues, third.continues] == [False, True, True]


def test_a_lost_mark_ends_with_its_paragraph():
    """
    A mark that never closes does not swallow the paragraphs behind it.
    """
    text = "“Never closed. He went on.\nNext “one” here."

    assert cut(text) == ["“Never closed. He went on.", "“one”"]
    assert not segments(text)[1].continues


def test_a_single_mark_that_begins_a_sentence_may_stay_open():
    """
    Papers that print single marks leave them open at a paragraph's end, too.
    """
    text = "‘It was awful,’ he said. ‘We ran.\n‘Nobody helped the workers’ families.’"

    assert cut(text) == [
        "‘It was awful,’",
        "‘We ran.",
        "‘Nobody helped the workers’ families.’",
    ]
    assert segments(text)[2].continues


def test_a_lost_mark_ends_where_the_next_one_opens():
    """
    Two opening marks in a row: the first passage has lost its end.
    """
    text = "“Lost, he said. “And more,” she said."

    assert [(one.closed, one.level) for one in segments(text)] == [(False, 0), (True, 0)]


def test_single_marks_that_open_each_paragraph_of_a_text_without_line_breaks():
    """
    Where a sentence ended and another mark opens, the quote goes on; apostrophes open nothing.
    """
    text = "She said: 'It is ours, isn't it. 'We’ll keep it.' The workers' 'Hall' stood."

    assert cut(text) == ["'It is ours, isn't it. ", "'We’ll keep it.'", "'Hall'"]


def test_marks_nested_beyond_reason_are_noise():
    """
    Passages are followed a few levels down and no further.
    """
    text = "“a ‘b «c ‹d “e ‘f «g ‹h i› j» k’ l” m› n» o’ p”"

    assert max(one.level for one in segments(text)) < 6


@given(st.text(alphabet="ab ,.s09\n\"'“”‘’«»„`", max_size=200))
def test_passages_are_apart_or_nested(text):
    """
    Whatever the text, passages stay in their paragraph and never cross.
    """
    stack = []
    for one in segments(text):
        assert 0 <= one.start < one.inner[0] <= one.inner[1] <= one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        while stack and stack[-1] <= one.start:
            stack.pop()
        assert not stack or one.end <= stack[-1]
        stack.append(one.end)


@pytest.mark.slow
@pytest.mark.parametrize(
    "mark", ['"', "“", "”", "'", "‘", "“‘", "“”", "''", "«„", "“x‘ ", "“a” "]
)
def test_time_is_linear(mark):
    """
    A megabyte of quotation marks takes less than a second.
    """
    text = mark * (1_000_000 // len(mark))
    began = time.process_time()
    segments(text)

    assert time.process_time() - began < 1


def test_a_straight_mark_before_curly_ones_frames_what_is_copied():
    """
    A paper's paragraph copied by another keeps its own quotes; an introduced speech is one.
    """
    copied = '“Yes,” she said.\n\n"Bo walked in, chanting “No! No!”\n\n“Right,” he said.'
    speech = 'Bo said:\n\n"The board isn’t about “harbours” any more.\n\n"It is not.'

    assert cut(copied) == ["“Yes,”", "“No! No!”", "“Right,”"]
    assert cut(speech)[0].startswith('"The board')
