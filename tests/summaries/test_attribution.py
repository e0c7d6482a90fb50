"""Who said what, by place: phenomena of newspaper prose, with invented people."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from summaries import attribution
from summaries.attribution import attributions, attributions_by_rules
from summaries.implied import sourced
from summaries.marks import segments
from summaries.model import Attribution
from summaries.sentences import sentences

BOTH = pytest.mark.parametrize("engine", [attributions, attributions_by_rules])

#: Text, and for each attribution: the words said, the speaker's head word.
PLAIN = [
    ("“The bridge is safe,” Ann Adler said.", [("“The bridge is safe,”", "Adler")]),
    ("“The bridge is safe,” said Ann Adler.", [("“The bridge is safe,”", "Adler")]),
    ("Ann Adler said, “The bridge is safe.”", [("“The bridge is safe.”", "Adler")]),
    ("Ann Adler said: “The bridge is safe.”", [("“The bridge is safe.”", "Adler")]),
    ('"The bridge is safe," Ann Adler said.', [('"The bridge is safe,"', "Adler")]),
    ("``The bridge is safe,'' Ann Adler said.", [("``The bridge is safe,''", "Adler")]),
    (
        "“The bridge is safe,” said Ann Adler, director of the harbour office at Westhaven.",
        [("“The bridge is safe,”", "Adler")],
    ),
    (
        "“The bridge is safe,” he said. “We have checked it twice.”",
        [("“The bridge is safe,”|“We have checked it twice.”", "he")],
    ),
    (
        "“The bridge,” Ann Adler said, “is safe for everybody.”",
        [("“The bridge,”|“is safe for everybody.”", "Adler")],
    ),
    ("Ann Adler said that the bridge was safe.", [("that the bridge was safe", "Adler")]),
    (
        "The bridge was safe for heavy traffic, Ann Adler said.",
        [("The bridge was safe for heavy traffic", "Adler")],
    ),
    (
        "According to Ann Adler, the bridge was safe for heavy traffic.",
        [("the bridge was safe for heavy traffic", "Adler")],
    ),
    (
        "The bridge was safe for heavy traffic, according to a spokesman for the office.",
        [("The bridge was safe for heavy traffic", "spokesman")],
    ),
    (
        "Ann Adler told reporters that the bridge was safe.",
        [("that the bridge was safe", "Adler")],
    ),
    (
        "The mayor called the bridge “a danger to everybody.”",
        [("the bridge “a danger to everybody.”", "mayor")],
    ),
    (
        "Ann Adler said the bridge was “as safe as houses” and would open on Monday.",
        [("the bridge was “as safe as houses” and would open on Monday", "Adler")],
    ),
    (
        "As Ann Adler puts it, “The bridge will outlive us all.”",
        [("“The bridge will outlive us all.”", "Adler")],
    ),
    (
        "Ann O’Dell said: “The bridge is safe.”",
        [("“The bridge is safe.”", "O’Dell")],
    ),
]


#: What only the rules are held to, phrase by phrase.
RULES = [
    (
        "Ann Adler, the mayor of Westhaven, said the bridge was safe.",
        [("the bridge was safe", "Adler")],
    ),
    (
        "In a speech on Monday, Ann Adler said the bridge was safe.",
        [("the bridge was safe", "Adler")],
    ),
    (
        "Ann Adler has repeatedly warned that the bridge was old, adding that it might fall.",
        [("that the bridge was old", "Adler"), ("that it might fall", "Adler")],
    ),
    (
        "After the storm, Ann Adler walked home, saying “the bridge will hold”.",
        [("“the bridge will hold”", "Adler")],
    ),
    (
        "“Why is it closed?” Ann Adler asked. “Who decided that?”",
        [("“Why is it closed?”|“Who decided that?”", "Adler")],
    ),
    (
        "“It is closed,” said Ann Adler, who runs the office, on Monday.",
        [("“It is closed,”", "Adler")],
    ),
    (
        "“It is closed.” “Nobody may pass,” Mr. Adler told the crowd.",
        [("“It is closed.”|“Nobody may pass,”", "Adler")],
    ),
    ("Ann Adler: “The bridge is safe.”", [("“The bridge is safe.”", "Adler")]),
    (
        "Ann Adler told the council the bridge was safe.",
        [("the bridge was safe", "Adler")],
    ),
    (
        "He said the bridge was safe and he added that it was pretty.",
        [("the bridge was safe", "He"), ("that it was pretty", "he")],
    ),
    (
        "She said the bridge was safe and denied that anything was wrong.",
        [("the bridge was safe", "She")],
    ),
    (
        "The bridge was closed, officials said on Monday, and nobody may pass.",
        [("The bridge was closed", "officials")],
    ),
    (
        "But, the mayor, a friend of the office, insisted: “It is safe.”",
        [("“It is safe.”", "mayor")],
    ),
    ("According to.", []),
    (
        "“It is closed,” and so, he said, nobody may pass.",
        [("“It is closed,” and so", "he")],
    ),
    ("Ann Adler said: “It is closed”, and left.", [("“It is closed”", "Adler")]),
    ("And “nobody may pass,” she said.", [("“nobody may pass,”", "she")]),
    ("“It is closed,” said Adler’s.", [("“It is closed,”", "Adler")]),
    ("He left the room, saying it was closed.", [("it was closed", "He")]),
    (
        "The bridge, according to Ann Adler, the mayor, is closed.",
        [("The bridge", "Adler")],
    ),
    (
        "On the bridge in the old town of many names the tired guards said it was closed.",
        [("it was closed", "guards")],
    ),
    ("In late spring angry shopkeepers said it was closed.", []),
    ("A man, “a friend”, the mayor, said it was closed.", []),
    ("But, the old, said it was closed.", []),
    ("The note, said I wrote it.", []),
    ("“It would have been safe, if only somebody had listened.”", []),
    ("Nobody listened to “those who had told them for years”.", []),
]


@pytest.mark.parametrize(("text", "expected"), RULES)
def test_rules(text, expected):
    """
    The rules know appositions, adverbs, hearers, asides, participles and inversions.
    """
    assert found(attributions_by_rules, text) == expected


def found(engine, text):
    """Return each attribution's words and head as printed."""
    return [
        (
            "|".join(text[a:b] for a, b in one.contents),
            text[slice(*one.source_head)] if one.source_head else "",
        )
        for one in engine(text, sentences(text))
    ]


@BOTH
@pytest.mark.parametrize(("text", "expected"), PLAIN)
def test_plain_cases(engine, text, expected):
    """
    Both engines read the usual ways of reporting speech.
    """
    assert found(engine, text) == expected


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "",
        "\n\n",
        "The bridge opened on Monday. Nobody was there.",
        "The “Silver Bridge” opened on Monday.",
    ],
)
def test_nothing_is_said(engine, text):
    """
    Where nobody speaks nothing is attributed; a name in quotation marks is no speech.
    """
    assert [one for one in engine(text, sentences(text)) if one.source] == []


@BOTH
def test_an_introduction_names_the_speaker_of_the_next_paragraph(engine):
    """
    "Ann Adler said:" and the quote below it belong together.
    """
    text = "On Monday Ann Adler said:\n\n“The bridge is safe. I have walked over it myself.”"

    assert found(engine, text) == [
        ("“The bridge is safe. I have walked over it myself.”", "Adler")
    ]


@BOTH
def test_a_quote_goes_on_in_the_next_paragraph(engine):
    """
    A paragraph that is nothing but a quote goes on with the words of the speaker before it.
    """
    text = (
        "“The bridge is safe,” Ann Adler said. “I have walked over it myself.\n\n"
        "“Nobody needs to worry about it.”"
    )
    first, second = engine(text, sentences(text))

    assert not first.continues
    assert second.continues
    assert second.source is None
    assert [text[a:b] for a, b in second.contents] == ["“Nobody needs to worry about it.”"]


@BOTH
def test_a_quote_in_single_marks_goes_on_in_the_next_paragraph(engine):
    """
    Single marks that stay open are carried on like double ones.
    """
    text = (
        "Ann Adler said: ‘The bridge is safe, and I have walked over it myself.\n\n"
        "‘Nobody needs to worry about it any longer.’"
    )
    first, second = engine(text, sentences(text))

    assert text[slice(*first.source_head)] == "Adler"
    assert second.continues


@BOTH
def test_notes_of_a_transcript_are_no_speech(engine):
    """
    What is noted in brackets between two turns is said by nobody.
    """
    text = "“The bridge is safe,” Ann Adler said. “It is.\n\n“(APPLAUSE.)”"

    assert [head for _, head in found(engine, text)] == ["Adler"]


@BOTH
def test_a_signed_quote(engine):
    """
    A name behind a dash is the speaker of the quote before it.
    """
    text = "“The bridge is a disgrace to our town.” — Ann Adler"

    assert found(engine, text) == [("“The bridge is a disgrace to our town.”", "Adler")]


@BOTH
def test_a_transcript(engine):
    """
    In a transcript the name in capitals speaks up to the end of its turn.
    """
    text = (
        "ADLER: Let us start with the bridge, which many people talk about.\n"
        "BRANDT: Well, the bridge is safe, as everybody knows by now.\n"
        "ADLER: Then why is it closed to everybody who lives here?"
    )

    assert [head for _, head in found(engine, text)] == ["ADLER", "BRANDT", "ADLER"]


@BOTH
@pytest.mark.parametrize(
    "text",
    [
        "The film, titled “A Quiet Harbour”, opens on Friday in forty towns.",
        "The bill, known as the “Quiet Harbours Act”, was passed on Friday.",
        "The senator likes “A Quiet Harbour.”",
        "The group launched an advertisement on Saturday afternoon titled, “Harbour.”",
    ],
)
def test_a_title_is_no_speech(engine, text):
    """
    What a film or a law is named is not what anybody says.
    """
    assert engine(text, sentences(text)) == ()


@BOTH
def test_a_heading_is_no_speaker(engine):
    """
    Nothing is attributed to a heading or inside one.
    """
    text = "Adler Says Bridge Is Safe\n\n“The bridge is safe,” said Ann Brandt on Monday."
    title = text.index("\n")

    (one,) = engine(text, sentences(text))
    assert one.source is not None
    assert one.source[0] > title


def test_the_name_is_the_head():
    """
    When a role and a name stand side by side, the name is the speaker's head word.
    """
    text = "Asked about it, the transport minister, Ann Adler, said: “I rule nothing out.”"

    assert ("“I rule nothing out.”", "Adler") in found(attributions, text)


def test_a_participle_speaks_for_the_subject_of_its_sentence():
    """
    "He turned round, threatening …" is told of him.
    """
    text = "On Monday, he turned on his critics, threatening them with “rack and ruin”."
    (one,) = attributions(text, sentences(text))

    assert text[slice(*one.source_head)] == "he"


def test_sentences_may_be_some_of_the_article():
    """
    Only paragraphs whose sentences are handed in are read.
    """
    text = "“Not this one,” Bo Brandt said.\n\n“The bridge is safe,” Ann Adler said."

    (one,) = attributions(text, sentences(text)[-1:])
    assert text[slice(*one.source_head)] == "Adler"


def test_rules_answer_when_nothing_was_taught(monkeypatch):
    """
    Without the file of the taught network the rules answer.
    """
    monkeypatch.setattr(attribution, "learnt", lambda: None)
    text = "“The bridge is safe,” Ann Adler said."

    assert attributions(text, sentences(text)) == attributions_by_rules(text, sentences(text))


PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", " said ", " he ", " told ", "Ann Adler", ", ", ". ", ":", "\n"]
    )
    | st.sampled_from(["according to ", "that ", "adding ", "As ", "— ", "…", "ADLER: ", "é"]),
    max_size=60,
)


@BOTH
@settings(deadline=None, max_examples=150)
@given(pieces=PIECES)
def test_places_hold_for_any_text(engine, pieces):
    """
    Whatever the text: places lie in it, contents do not overlap, heads lie in sources.
    """
    text = "".join(pieces)
    taken = set()
    for one in engine(text, sentences(text)):
        assert one.contents
        assert list(one.contents) == sorted(one.contents)
        for a, b in one.contents:
            assert 0 <= a < b <= len(text)
            assert taken.isdisjoint(range(a, b))
            taken |= set(range(a, b))
        if one.source:
            assert one.source_head
            assert one.source[0] <= one.source_head[0] < one.source_head[1] <= one.source[1]


@BOTH
def test_the_same_text_gives_the_same_answer(engine):
    """
    There is no chance in it, and other articles before it change nothing.
    """
    text = "“The bridge is safe,” Ann Adler said. She added that it was painted twice."
    first = engine(text, sentences(text))
    engine("“Quite another,” Bo Brandt said.", sentences("“Quite another,” Bo Brandt said."))

    assert engine(text, sentences(text)) == first


@pytest.mark.slow
@BOTH
@pytest.mark.parametrize(
    "unit", ["“a” he said, ", "Ann said that ", "word ", "“", "said ", "Ann, ", ": “x” "]
)
def test_time_is_linear(engine, unit):
    """
    Four times the text takes no more than about four times the time, even in one paragraph.
    """

    def seconds(size):
        text = unit * (size // len(unit))
        whole = sentences("x")[:1]
        one = type(whole[0])(0, len(text), 0)
        began = time.process_time()
        engine(text, (one,))
        return time.process_time() - began

    seconds(10_000)
    assert seconds(160_000) < 12 * seconds(40_000) + 0.5


@BOTH
@pytest.mark.parametrize(
    ("text", "contents"),
    [
        # a heading that repeats words of somebody below
        (
            "“The bridge is safe,” said Ann Brandt.\n‘There is so much anger here.’\n"
            "Bo Rowe came to the bridge on Monday.",
            ["“The bridge is safe,”"],
        ),
        # what answers a question is not the asker's
        (
            "“Should we close the bridge?” Ann Brandt asked.\n“No, we should not do that!”",
            ["“Should we close the bridge?”"],
        ),
    ],
)
def test_lines_of_their_own_that_are_somebody_elses(engine, text, contents):
    """
    A line in quotation marks goes to whom spoke before only when it goes on.
    """
    found = engine(text, sentences(text))

    assert [text[a:b] for one in found if one.source for a, b in one.contents] == contents
    assert not any(one.continues for one in found)


def test_whom_a_quote_is_about():
    """
    The name before a colon and behind "with" or "about" is not who speaks.
    """
    text = "Rowe compared him with Ann Brandt: “She is a steady hand, I have seen that.”"
    name, colon, quote = text.index("Ann"), text.index(":"), text.index("“")
    given = Attribution(
        ((quote, len(text)),), (colon, colon + 1), (name, colon), (name + 4, colon)
    )

    assert sourced(text, (0, len(text), segments(text)), given).source is None


def test_what_stands_far_before_its_verb():
    """
    Words several sentences before a verb and a name are not theirs.
    """
    text = (
        "“Nobody will sign that.” The bridge was closed in May. The mayor left the town. The "
        "harbor froze. “I have no regrets,” said Ann Brandt."
    )
    first = (0, text.index("”") + 1)
    second = text.index("“I"), text.index(" said")
    cue, name = second[1] + 1, text.index("Ann")
    given = Attribution(
        (first, second), (cue, cue + 4), (name, len(text) - 1), (name + 4, len(text) - 1)
    )

    assert sourced(text, (0, len(text), segments(text)), given).contents == (second,)


def test_a_crowd_chants():
    """
    What people of a clause between are chanting is not the sentence's subject's.
    """
    text = (
        "Ann Brandt spoke near the harbor, where fifty people had gathered, chanting “No pay.”"
    )
    cue = text.index("chanting")
    given = Attribution(((text.index("“"), len(text)),), (cue, cue + 8))

    assert sourced(text, (0, len(text), segments(text)), given).source is None
