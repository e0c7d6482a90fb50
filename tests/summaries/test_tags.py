"""Raw tags in plain text: out, with the words between them kept."""

from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.clean import clean_html, clean_text
from summaries.clean.tags import without_tags

POST = '<tweet pic="" author="paper" timestamp="1" tweet_id="2">Rain over the harbour</tweet>.'


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        (POST, "Rain over the harbour."),
        ("was correct<tweet/>.", "was correct."),
        ('It rained.\n\n<tweet id="1"><tweet/>.\n\nIt snowed.', "It rained.\n\n\nIt snowed."),
        ("[<a href=”https://paper.example” target=”_blank”>Rain</a>.]", "[Rain.]"),
        ("Watch <a href=https://paper.example/x>the rain</a> here", "Watch the rain here"),
        ("<p>It rained.</p><p>It <b>snowed</b>.</p>", "\nIt rained.\n\nIt snowed.\n"),
        ("It rained.<br>It snowed.<BR/>It thawed.", "It rained.\nIt snowed.\nIt thawed."),
        ("<!-- wp:paragraph -->\nIt rained.\n<!-- /wp:paragraph -->", "It rained."),
        ('one<note id="7">two', "one two"),
        ('un<b class="x">believ</b>able', "unbelievable"),
        ("The bridge <b> is closed </b> today.", "The bridge  is closed  today."),
        ("<p> It rained. </p> <p> It snowed. </p>", "\n It rained. \n \n It snowed. \n"),
        ("<b>Rain</b> and <b>snow</b> fell", "Rain and snow fell"),
        ('<i<b class="x"> class="y">It rained.', "It rained."),
    ],
)
def test_takes_raw_tags_out(text, shown):
    """
    Tags with fields, their ends, empty ones, comments and the elements of pages go; a line
    that holds nothing else goes with them.
    """
    assert without_tags(text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "a < b and c > d",
        "x <y and z=3> w",
        "I <3 the harbour",
        "he said <unclear> and left",
        "the book <The Palace: Tale of the Sea> sold out",
        "Ann Example <ann@paper.example> wrote",
        "see <https://paper.example/rain?a=1>",
        "so much for the ferry </rant>",
        "the <b> key sticks",
        "between <10% and >90% of it",
        "<and/or>",
        "a paragraph stands between <p> and </p>, and <b> and </b> make words bold, she said",
        "it ends with </div> or </p>.",
        "a list goes from <ul> to </ul>",
    ],
)
def test_leaves_what_people_type(text):
    """
    Signs and words in angle brackets that are no program's stay as they are.
    """
    assert without_tags(text) == text


def test_no_tag_reaches_an_article():
    """
    A pasted text comes without its tags, and so does a page that shows code.
    """
    told = ["The ferry to the island sails again from Monday on, the harbour office said."] * 3
    page = "".join(f'<p>{one} &lt;img src="x"&gt;</p>' for one in told)

    assert "<" not in clean_text("\n".join([*told, POST])).text
    assert "<" not in clean_html(f"<html><body><article>{page}</article></body></html>").text


def test_deep_nests_of_tags_are_given_up():
    """
    Whoever nests tags in tags to keep it busy is left with some of them, at once.
    """
    text = "<i x='1'>"
    for _ in range(6):
        text = f"<i{text} x='1'>"

    assert 0 < len(without_tags(text)) < len(text)


@given(st.text(alphabet="<>/=\"'” -!abr\n", max_size=80))
def test_takes_nothing_but_tags(text):
    """
    Text without an angle bracket is left alone, and letters outside of them are kept.
    """
    less = without_tags(text)

    assert without_tags(less) == less
    assert "<" in text or less == text


@pytest.mark.parametrize(
    "part", ["<", "<!--", '<a b="', "<a b='", "<a b=“", "<a a ", "<b ", "</"]
)
def test_broken_tags_cost_little(part):
    """
    What begins like a tag a hundred thousand times is looked at in no time.
    """
    started = process_time()
    without_tags(part * 100_000)

    assert process_time() - started < 2
