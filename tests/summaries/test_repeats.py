"""Near-identical articles."""

from hypothesis import given
from hypothesis import strategies as st

from summaries.repeats import REPEAT, SENTENCES, fingerprint, likeness

LINES = [
    f"Line {n} tells of {n * 7} boats near harbour {n % 5} and pier {n}." for n in range(90)
]


def test_a_copy_cut_by_half_is_a_repeat():
    """
    Every other sentence gone, the text is still recognised.
    """
    whole, half = fingerprint(" ".join(LINES)), fingerprint(" ".join(LINES[::2]))

    assert likeness(whole, half) >= REPEAT


def test_other_words_are_no_repeat():
    """
    Texts that share no run of words are unlike.
    """
    assert (
        likeness(fingerprint("One two three four five."), fingerprint("Six seven eight.")) == 0
    )


def test_a_fingerprint_of_a_long_text_is_sampled():
    """
    Only some of the runs of a long text are kept, the same ones in every copy.
    """
    text = " ".join(f"word{n}" for n in range(1000))

    assert 400 < len(fingerprint(text)) < 600


def test_a_sentence_in_common_tells_a_copy():
    """
    Copies of a short article that have one sentence left in common are repeats, in whatever
    lines it is printed.
    """
    one, other = (
        LINES[0] + " " + LINES[1],
        LINES[2] + "\n" + LINES[1].replace("boats", "boats\n"),
    )

    assert likeness(fingerprint(one), fingerprint(other)) > 0.3


def test_a_short_sentence_in_common_tells_nothing():
    """
    What any article may say is no sentence of its own.
    """
    assert max(fingerprint("He declined to comment.")) < SENTENCES
    assert max(fingerprint("He declined to comment on it.")) >= SENTENCES


def test_what_was_kept_before_is_still_found():
    """
    The hashes of runs are those of every earlier version: they are looked up in the store.
    """
    assert fingerprint("The night ferry sank.") == (1641887166850140,)


def test_nothing_is_like_nothing():
    """
    Empty texts have no fingerprint and are not alike.
    """
    assert fingerprint("") == ()
    assert likeness((), ()) == 0


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_symmetric_and_bounded(one, other):
    """
    Likeness is the same both ways, 0 to 1, and 1 for a text and itself.
    """
    first, second = fingerprint(one), fingerprint(other)

    assert likeness(first, second) == likeness(second, first)
    assert 0 <= likeness(first, second) <= 1
    assert not first or likeness(first, first) == 1
