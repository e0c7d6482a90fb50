"""Quotes end to end inside an article: kinds, places, utterances, whom they are about."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries.attribution import attributions
from summaries.errors import UnsupportedLanguage
from summaries.languages import language
from summaries.mentions import mentions
from summaries.model import Article, Attribution
from summaries.quotes import cue_class, quotes, same_utterance
from summaries.sentences import sentences


def found(text, given=None, language="en"):
    """Return the quotes of a text, of given attributions or those that are found."""
    article = Article(1, text, language=language)
    cut = sentences(text)
    given = attributions(text, cut) if given is None else given
    return quotes(article, cut, mentions(article, cut), given)


def place(text, words):
    """Return where words first stand."""
    return text.index(words), text.index(words) + len(words)


def one(text, content, source="Ann Adler", cue="said"):
    """Return the quotes of one attribution given by its words."""
    contents = [content] if isinstance(content, str) else content
    return found(
        text,
        [
            Attribution(
                tuple(place(text, words) for words in contents),
                place(text, cue) if cue in text else None,
                place(text, source) if source in text else None,
            )
        ],
    )


KINDS = [
    ("“It is over,” said Ann Adler.", "“It is over,”", "direct", []),
    ('"It is over," said Ann Adler.', '"It is over,"', "direct", []),
    (
        "Ann Adler said: “We have lost nothing but time”.",
        "“We have lost nothing but time”",
        "direct",
        [],
    ),
    ("Ann Adler said it was “over”.", "it was “over”", "partial", ["“over”"]),
    (
        "Ann Adler said the “old” plan was “dead”.",
        "the “old” plan was “dead”",
        "partial",
        ["“old”", "“dead”"],
    ),
    (
        "Ann Adler said “fire and fury” awaited him.",
        "“fire and fury”",
        "partial",
        ["“fire and fury”"],
    ),
    ("Ann Adler said that it was over.", "that it was over", "indirect", []),
]


@pytest.mark.parametrize(("text", "content", "kind", "fragments"), KINDS)
def test_kinds(text, content, kind, fragments):
    """
    Direct is a full statement in marks, partial has fragments in marks, indirect has none.
    """
    (quote,) = one(text, content)

    assert quote.text == content
    assert quote.kind == kind
    assert [text[a:b] for a, b in quote.fragments] == fragments


def test_interrupted_quote_is_one_utterance():
    """
    An interrupted quote is several entries with one number; the next quote has another.
    """
    text = "“One,” said Ann Adler, “two.” “Three,” said Bo Winter."
    given = [
        Attribution(
            (place(text, "“One,”"), place(text, "“two.”")), None, place(text, "Ann Adler")
        ),
        Attribution((place(text, "“Three,”"),), None, place(text, "Bo Winter")),
    ]

    assert [quote.utterance for quote in found(text, given)] == [0, 0, 1]


def test_about_whom():
    """
    A quote is about those whom it names; a partial one about those of its sentence.
    """
    text = (
        "Ann Adler, who knows Paul Osgood, said he “misses” her. "
        "“Bo Winter knows Osgood,” Adler said."
    )
    given = [
        Attribution((place(text, "he “misses” her"),), None, place(text, "Ann Adler")),
        Attribution((place(text, "“Bo Winter knows Osgood,”"),), None, None),
    ]

    partial, direct = found(text, given)

    assert partial.about == ("Paul Osgood",)
    assert direct.about == ("Bo Winter", "Paul Osgood")


def test_a_quote_is_not_about_who_only_tells_what_its_speaker_is():
    """
    "Li, sister of Osgood, said …" is not about Osgood, "Li, who knows Osgood," may be.
    """
    text = (
        "Ann Adler, the sister of Paul Osgood, said it was “late”. "
        "Clara Winter, who knows Bo Brandt, said he was “late”."
    )
    given = [
        Attribution(
            (place(text, "it was “late”"),),
            None,
            place(text, "Ann Adler, the sister of Paul Osgood,"),
        ),
        Attribution(
            (place(text, "he was “late”"),),
            None,
            place(text, "Clara Winter, who knows Bo Brandt,"),
        ),
    ]

    assert [quote.about for quote in found(text, given)] == [(), ("Bo Brandt",)]


def test_quote_inside_a_quote():
    """
    What somebody quotes from somebody else is kept with both levels.
    """
    text = "“Ann Adler said Osgood ‘misses’ her,” said Bo Winter."
    given = [
        Attribution(
            (place(text, text[: text.index(" said Bo")]),), None, place(text, "Bo Winter")
        )
    ]

    outer, inner = found(text, given)

    assert (outer.speaker, outer.inside) == ("Bo Winter", -1)
    assert (inner.speaker, inner.inside) == ("Ann Adler", outer.utterance)
    assert (inner.text, inner.kind) == ("Osgood ‘misses’ her", "partial")


def test_marks_inside_a_quote_are_read_as_a_level():
    """
    Somebody who is quoted inside the words of another is found without the tagger's help.
    """
    text = "“Then Paul Osgood said, ‘I will never leave this town,’ and left,” said Ann Adler."

    inner = [quote for quote in one(text, text[: text.index(" said Ann")]) if quote.inside >= 0]

    assert [(quote.text, quote.speaker) for quote in inner] == [
        ("‘I will never leave this town,’ and left", "Paul Osgood")
    ]


def test_nested_words_without_a_name_are_left_out():
    """
    Inside somebody's words "he said" and a bare scare quote name nobody.
    """
    text = (
        "“He said, ‘I will never leave,’ on a ‘sunny’ day,” said Ann Adler. “A ‘b’,” she said."
    )

    assert [quote.inside for quote in one(text, text[: text.index(" said Ann")])] == [-1]


def test_inner_words_without_marks_are_left_out():
    """
    What somebody paraphrases inside his own words is not a quote of its own.
    """
    text = "“Paul Osgood said that it rained. A ‘sunny’ day came,” said Ann Adler."

    assert [quote.inside for quote in one(text, text[: text.index(" said Ann")])] == [-1]


def test_cut_through_a_passage():
    """
    A place that ends inside quotation marks holds no whole passage; nothing breaks.
    """
    text = "“One two,” said Li."
    (quote,) = found(text, [Attribution(((0, 5),), None, place(text, "Li"))])

    assert (quote.kind, quote.fragments) == ("indirect", ())


def test_deeper_marks_are_no_level_of_their_own():
    """
    A third level of marks, and marks that begin no passage of the article, change nothing.
    """
    text = "“Ann Adler said, ‘Osgood wrote “never” twice,’ and left,” said Bo Winter."

    assert len(one(text, text[: text.index(" said Bo")], source="Bo Winter")) <= 2


def test_partial_quote_outside_any_sentence():
    """
    A partial quote before the first sentence is about those whom it names itself.
    """
    given = [Attribution(((0, 13),), None, None)]

    (quote,) = quotes(Article(1, "it was “over” then."), (), (), given)

    assert (quote.kind, quote.about) == ("partial", ())


@pytest.mark.parametrize(
    ("cue", "expected"),
    [
        ("said", "speech"),
        ("has vowed", "speech"),
        ("according to", "speech"),
        ("", "speech"),
        ("believes", "belief"),
        ("worried", "belief"),
        ("is hoping", "belief"),
        ("aims to", "intention"),
        ("is keen to", "intention"),
        ("is reportedly focused on", "intention"),
        ("is planning", "intention"),
        ("tried", "intention"),
        ("said he hopes", "speech"),
        ("expressed concern", "speech"),
    ],
)
def test_cue_class(cue, expected):
    """
    What a cue reports: words, a belief, or what somebody means to do.
    """
    assert cue_class(cue, language("en")) == expected


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("“We will never leave this town.”", '"We will never leave this town,"', True),
        (
            "“We will never leave this old town, ever.”",
            "“We will never leave this … town”",
            True,
        ),
        (
            "“We will never leave this town.”",
            "“We will never leave that city again today.”",
            False,
        ),
        ("“No”", "“No.”", True),
        ("“No”", "“No way”", False),
        ("“Never”", "“We will never leave this town.”", False),
        ("", "", False),
    ],
)
def test_same_utterance(first, second, same):
    """
    The same words, cut or marked differently, are one utterance; short ones must be equal.
    """
    assert same_utterance(first, second) is same
    assert same_utterance(second, first) is same


def test_unknown_language():
    """
    Quotes need reporting words; without them they are refused.
    """
    with pytest.raises(UnsupportedLanguage):
        found("„Nein“, sagte sie.", [], language="de")


@settings(max_examples=60, deadline=None)
@given(
    st.text(alphabet='abA “”"’‘,.\n', max_size=160)
    | st.lists(
        st.sampled_from(
            ["“No,”", " he said", " Ann Adler", ". ", "\n", "‘", "”", " says that it"]
        )
    ).map("".join)
)
def test_offsets_cut_out_the_words(text):
    """
    Whatever the text, a quote's places cut exactly its words out of the article.
    """
    for quote in found(text):
        assert quote.text == text[quote.start : quote.end]
        assert (quote.speaker is None) == (quote.speaker_basis == "unclear")
        assert all(quote.start <= a < b <= quote.end for a, b in quote.fragments)
        assert bool(quote.fragments) == (quote.kind == "partial")
