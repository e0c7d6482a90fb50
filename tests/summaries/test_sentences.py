"""Sentence boundaries, headings, and sentences that lean."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.leaning import leans_on
from summaries.sentences import is_heading, sentences


def split(text):
    return [text[s.start : s.end] for s in sentences(text)]


@pytest.mark.parametrize(
    "parts",
    [
        ["The U.S. Senate voted on Monday.", "Nobody disagreed."],
        ["Sen. J. Reed (D., N.J.) spoke at 5 p.m. Monday.", "At 5 p.m. he left."],
        ["She moved to the U.S.", "The move was hard."],
        ['She said "no."', "Then J. K. Rowan spoke."],
        ["“I like it. I do.”", "Adler left the room."],
        ["“I like it. I do,” Adler said.", "The room was quiet."],
        ["He was No. 2 in Jan. 2012 at Adler Inc. of Ohio.", "It cost $3.5 million."],
        ["“What?” she asked.", "“Go!”", "They went."],
        ["(He left.)", "Then she came."],
        ["Adler waited … and waited.", "Nobody came."],
        ["Mr. Brandt met Ms. Adler vs. Dr. Lim.", "It rained."],
        ["In 2008 then-Sen. Brandt met Rep. Adler, R-W.Va., in Lund.", "It rained."],
        ["They met Sen. Brandt, R-S.C.", "The talks went on."],
    ],
)
def test_finds_the_sentences_of_news_text(parts):
    """
    Abbreviations, initials and quotations do not end a sentence that goes on.
    """
    assert split(" ".join(parts)) == parts


@pytest.mark.parametrize(
    "dateline",
    [
        "WASHINGTON (Wire) — ",
        "PALMER, Alaska (Wire) - ",
        "NEW YORK — ",
        "SANAA, Yemen, Dec. 9 — ",
        "PALMER, Alaska --",
        "OAK HILLS >> ",
        "Palmer, Alaska (CNN) ",
        "Washington (Wire) -- ",
        "OAK HILLS ― ",
        "MONTREAL—",
        "BOSTON —",
        "(CNN)",
        "Oak Hills (CNN Business)",
        "Dec 9 (Wire) - ",
        "Palmer, Dec. 9, 2014 (AP) ",
        "PALMER/OAK HILLS, Norway ",
        "OAK HILLS, Dec. 9, 2014 /PRWire/ -- ",
        "Palmer, VA - ",
        "Oak Hills, Ill. — ",
        "Oak Hills, Norway – ",
    ],
)
def test_a_dateline_belongs_to_no_sentence(dateline):
    """
    Place and agency before a report are left out of its first sentence.
    """
    assert split(f"{dateline}The mayor spoke on Monday.") == ["The mayor spoke on Monday."]


@pytest.mark.parametrize(
    "text",
    [
        "PSA—“You have until the end of December,” the mayor said.",
        "The Oak Hills Authority (OHA) Director Ann Example spoke on Monday.",
        "OHA/Palmer talks began on Monday.",
        "Palmer, Adler and the mayor - all of them late - spoke on Monday.",
    ],
)
def test_words_that_are_no_dateline_stay(text):
    """
    A name with its letters in brackets, or words set off by dashes, belong to their sentence.
    """
    assert split(text) == [text]


@pytest.mark.parametrize("blank", ["\xa0", "\u2003", "\u202f", "\u3000"])
def test_any_blank_parts_sentences(blank):
    """
    A blank that does not break a line stands between sentences too, and behind an initial.
    """
    assert split(f"He met J{blank}. K.{blank}Rowan today.{blank}The mayor left.")[-1] == (
        "The mayor left."
    )


def test_half_a_character_is_no_end():
    """
    Text that is no proper Unicode is split all the same.
    """
    assert split("The mayor \ud800 spoke. Nobody came.")[-1] == "Nobody came."


def test_a_long_quotation_is_split_inside():
    """
    A quotation of a whole paragraph comes apart, and its later sentences lean.
    """
    long = "“" + " ".join(
        f"This is the sentence number {n} of a long speech." for n in range(12)
    )
    found = sentences(f"{long}” Adler said.")

    assert len(found) == 13
    assert all(sentence.leans for sentence in found[:12])


@pytest.mark.parametrize(
    "line", ["Looking Forward: The Road Ahead", "• • •", "Home | News | Sport"]
)
def test_headings_are_flagged(line):
    """
    A short line without a full stop, or without a letter, is no prose.
    """
    assert is_heading(line)
    assert sentences(line)[0].heading


def test_prose_is_no_heading():
    """
    A line that ends like a sentence, or is long, is prose.
    """
    assert not is_heading("The mayor of the town spoke.")
    assert not is_heading("“No!” he said.”")
    assert not is_heading("word " * 30)


@pytest.mark.parametrize(
    "sentence",
    [
        "He added that it was late.",
        "Since then, nothing has happened.",
        "But the mayor stayed.",
        "Just days later, the bridge fell.",
        "This stance is new.",
        "During the meeting, Adler was silent.",
        "With these alliances in place, talks began.",
        "While he agreed, nobody else did.",
        "“This is what we want,” the mayor said.",
        "However, Adler stayed.",
        "“Nobody in the whole of this long valley knew the bridge would fall,” he said.",
        "Nobody in the whole of this long valley was warned, they said.",
        "Officials sent Clara Brandt there after the flood.",
        "and went on.",
    ],
)
def test_leaning_sentences_are_flagged(sentence):
    """
    Words that point back need the sentence before.
    """
    assert leans_on(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor added that it was late.",
        "Since 2018 the bridge has been closed.",
        "After nearly four years this week brought rain.",
        "This weekend brought rain to all of Lund.",
        "Two years before the bridge fell, Lund gave a wrong answer.",
        "Hebden Bridge was flooded.",
        "“Nobody knows,” the mayor said.",
        "“Nobody knows,” Adler said when he came out.",
        "The mayor of Hebden Bridge was never warned, he said.",
        "In the valley there is no bridge.",
        "The town opened a school on the island of Sund for those who work there.",
    ],
)
def test_sentences_that_stand_alone_do_not_lean(sentence):
    """
    A name, a date or a noun of its own is enough.
    """
    assert not leans_on(sentence)


def test_what_begins_inside_a_quotation_leans():
    """
    Half a quotation is not shown without its other half.
    """
    assert leans_on("Nobody knows.", "He said: “I was there. ")


@given(st.text(alphabet='aB.“”" \n!…U.S?', max_size=200))
def test_places_are_verbatim_and_in_order(text):
    """
    Whatever the text, sentences do not overlap, are not blank, and no letter is lost.
    """
    found = sentences(text)

    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all(text[s.start : s.end].strip() == text[s.start : s.end] != "" for s in found)
    kept = "".join(text[s.start : s.end] for s in found)
    lost = len(text.replace(" ", "").replace("\n", "")) - len(kept.replace(" ", ""))
    assert lost >= 0
