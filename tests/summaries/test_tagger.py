"""The network in NumPy and what surrounds it: tokens, best paths, links, pieces."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries.attribution import learnt
from summaries.links import relations, sentence_ends
from summaries.marks import segments
from summaries.network import Forms, _Steps, best_paths, forms_of, read
from summaries.tagger import AT_ONCE, LONGEST, _nearest, by_network, spans_of
from summaries.tokens import UNKNOWN, coded, depths, tokens, word_of


def words(text):
    return [text[a:b] for a, b in tokens(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann’s isn't", ["Ann", "’s", "isn", "'t"]),
        ("O’Dell and D'Arcy", ["O’Dell", "and", "D'Arcy"]),
        ("the U.S. vote", ["the", "U.S.", "vote"]),
        ("3,000.5 on the 2nd", ["3,000.5", "on", "the", "2nd"]),
        ("well-known AT&T…", ["well-known", "AT&T", "…"]),
        ("“No,” he said.", ["“", "No", ",", "”", "he", "said", "."]),
        ("", []),
    ],
)
def test_tokens(text, expected):
    """
    Words keep hyphens and initials, possessives and marks stand by themselves.
    """
    assert words(text) == expected


@given(st.text(max_size=80))
def test_tokens_leave_nothing_but_space(text):
    """
    Every character that is no white space belongs to exactly one token.
    """
    places = tokens(text, 0, len(text))
    inside = {n for a, b in places for n in range(a, b)}

    assert sum(b - a for a, b in places) == len(inside)
    assert all(text[n].isspace() for n in range(len(text)) if n not in inside)


def test_word_of_folds_what_does_not_matter():
    """
    Case, figures and the shape of marks make no other word.
    """
    assert word_of("“") == word_of('"')
    assert word_of("Li’s") == "li's"
    assert word_of("1984") == "0000"


def test_unknown_words_share_rows():
    """
    A known word has its own row; others fall into one of the first rows, the same each time.
    """
    assert coded("Bridge", {"bridge": 99})[0] == 99
    assert coded("zyx", {})[0] < UNKNOWN
    assert coded("zyx", {}) == coded("zyx", {"other": 40})


@pytest.mark.parametrize(
    "token", ["a", "Ab", "AB", "A", "U.S.", "A-b", "McAb", "12", "1,000", "“", ".", "é"]
)
def test_outlines_fit_their_table(token):
    """
    Whatever a token looks like, its numbers are rows of the tables.
    """
    row, ending, beginning, shape = coded(token, {})

    assert row < UNKNOWN
    assert ending < 2048
    assert beginning < 1024
    assert shape < 24


def test_depths():
    """
    Each token knows how it stands to quotation marks.
    """
    text = "He “said ‘no’ once” and 'told us so' “open"
    places = tokens(text, 0, len(text))

    assert depths(places, segments(text)) == [0, 4, 1, 4, 1, 5, 1, 5, 0, 4, 2, 2, 2, 5, 4, 3]


def test_relations_count_what_lies_between():
    """
    Side, cues and kin between, distance and sentence ends: three small numbers for a pair.
    """
    stops = sentence_ends(["a", "said", ".", "b", "told", "c"], [0] * 6)
    ones, cues = np.array([(5, 6), (0, 1)]), np.array([(1, 2), (1, 2)])
    found = relations(ones, cues, np.array([1, 4]), np.array([0, 3, 5]), np.array(stops))

    assert stops == [0, 0, 0, 1, 1, 1, 1]
    assert found.T.tolist() == [[9 + 3 + 1, 8 + 2, 3 + 1], [0, 0, 0]]


def test_marks_inside_quotation_marks_end_no_sentence():
    """
    Sentence ends are counted outside of quotation marks.
    """
    assert sentence_ends([".", "!", "?"], [0, 1, 0]) == [0, 1, 1, 2]


def test_spans_of_labels():
    """
    Labels become spans by kind; a span that begins right behind another one is its own.
    """
    assert spans_of(bytes([1, 2, 3, 5, 6, 5, 0, 5])) == {
        1: [(0, 2)],
        3: [(2, 3)],
        5: [(3, 5), (5, 6), (7, 8)],
    }


@settings(deadline=None)
@given(st.lists(st.integers(1, 4), min_size=1, max_size=4), st.integers(0, 10_000))
def test_best_paths_are_the_best(lengths, seed):
    """
    The labels of each paragraph are those that trying out all of them would find.
    """
    network = learnt()
    first = [1 + sum(lengths[:n]) + n for n in range(len(lengths))]
    scores = np.random.default_rng(seed).normal(size=(first[-1] + lengths[-1] + 1, 7))
    scores = scores.astype(np.float32) * 3
    found = best_paths(network, scores, _Steps(lengths, first))

    def worth(path, begin):
        total = network.starts[path[0]] + sum(scores[begin + n, a] for n, a in enumerate(path))
        return total + sum(network.moves[a, b] for a, b in itertools.pairwise(path))

    for path, begin, length in zip(found, first, lengths, strict=True):
        best = max(worth(one, begin) for one in itertools.product(range(7), repeat=length))
        assert worth(path, begin) == pytest.approx(best, abs=1e-3)


def test_paragraphs_do_not_touch_each_other():
    """
    A paragraph gets the same labels alone and among others.
    """
    network = learnt()
    lines = [
        "“The bridge is safe,” Ann Adler said.",
        "No.",
        "He added that it was painted twice.",
    ]
    forms = [words(line) for line in lines]
    together = read(network, forms).labels

    assert together == [read(network, [one]).labels[0] for one in forms]


def test_a_long_paragraph_is_read_in_pieces():
    """
    A paragraph longer than the network reads at once is read all the same.
    """
    line = "“The bridge is safe,” Ann Adler said. " * (LONGEST // 5)
    (found,) = by_network([(line, 0, len(line), segments(line))], learnt())

    assert len(found) > LONGEST // 10


def test_a_long_paragraph_is_cut_between_sentences():
    """
    No quotation is cut in two where a sentence outside of marks ends not far before.
    """
    line = (
        "The bridge stood. “It has been safe for years and years,” Ann Adler said on Monday. "
    )
    text = line * (LONGEST // 8)
    (found,) = by_network([(text, 0, len(text), segments(text))], learnt())
    quoted = {text[start:end] for one in found for start, end in one.contents}

    assert "“It has been safe for years and years,”" in quoted
    assert all(words.startswith("“") == words.endswith("”") for words in quoted)


def test_many_paragraphs_are_read_in_groups():
    """
    An article longer than what is read at once gets the same answers throughout.
    """
    line = "“The bridge is safe,” Ann Adler said on Monday. "
    text = line * (AT_ONCE // 8)
    places = [(text, n, n + len(line), ()) for n in range(0, len(text), len(line))]
    found = by_network(places, learnt())

    assert len({len(own) for own in found}) == 1


def test_contents_without_a_cue_go_to_the_nearest_source():
    """
    Where no verb reports, the nearest source speaks; without one nobody does.
    """
    assert _nearest([(0, 1), (9, 10)], [(6, 8)]) == (9, 10)
    assert _nearest([], [(6, 8)]) is None


def test_no_more_forms_are_remembered_than_allowed(monkeypatch):
    """
    A text full of invented words does not fill the memory, and gets the same numbers.
    """
    monkeypatch.setattr("summaries.network.REMEMBERED", 4)
    forms = Forms({"bridge": 99})
    first, _ = forms.coded([forms_of(["Bridge", "Westhaven"], [0, 1])])
    forms.coded([["Zyxhaven", "Qyxhaven", "Vyxhaven"]])
    again, places = forms.coded([["Bridge"], forms_of(["Westhaven", "Bridge"], [1, 0])])

    assert len(forms) < 5
    assert again.tolist() == first.tolist()
    assert again.tolist() == [
        [*coded("Bridge", {"bridge": 99}), 0],
        [*coded("Westhaven", {}), 1],
    ]
    assert places.tolist() == [0, 1, 0, 2, 1, 0]


def test_a_control_character_is_a_token_like_any():
    """
    What marks a form's standing may also be printed by itself.
    """
    codes, _ = Forms({}).coded([forms_of(["\1", "a", "\1"], [0, 1, 2])])

    assert codes.tolist() == [
        [*coded("\1", {}), 0],
        [*coded("a", {}), 1],
        [*coded("\1", {}), 2],
    ]


def test_the_file_is_small():
    """
    What was taught takes at most 3 MB of the package.
    """
    from importlib.resources import files  # noqa: PLC0415 (only here)

    assert (files("summaries") / "data" / "quotes.npz").stat().st_size < 3_000_000
