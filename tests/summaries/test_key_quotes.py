"""Which quotes a digest shows."""

import pytest
from make import analysis, person, quote

from summaries.key_quotes import key_quotes
from summaries.model import Article

ADLER = "“The harbour bridge will be closed for nine years,” Ann Adler said."
BRANDT = "“Nobody asked the people of Westhaven about the bridge,” Clara Brandt said."
LONG = "“We will close the bridge for good and build another one,” Ann Adler said."


def words(line):
    return line[: line.index("”") + 1]


def source(number, *quotes, people=()):
    text = "\n".join(line for line, _ in quotes)
    found = [
        quote(text, words(line), **({"speaker": "Ann Adler", "utterance": place} | fields))
        for place, (line, fields) in enumerate(quotes)
    ]
    return Article(number, text), analysis(quotes=found, entities=people)


def shown(*sources, most=3, **options):
    return [key.quote.text for key in key_quotes(sources, max_quotes=most, **options)]


def test_every_speaker_has_a_turn_before_a_second_quote():
    """
    Two people are heard before one is heard twice.
    """
    given = source(1, (ADLER, {}), (LONG, {}), (BRANDT, {"speaker": "Clara Brandt"}))

    found = key_quotes([given], max_quotes=3)

    assert {key.quote.speaker for key in found[:2]} == {"Ann Adler", "Clara Brandt"}
    assert len(found) == 3


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "indirect"},
        {"cue_class": "belief"},
        {"speaker": None},
        {"speaker_basis": "unclear"},
        {"inside": 0},
        {"speaker": "the report"},
        {"speaker": "presumptive Republican presidential nominee"},
    ],
)
def test_only_speech_of_a_known_speaker_is_shown(fields):
    """
    Paraphrases, beliefs, quotes within quotes and unclear speakers stay out.
    """
    assert shown(source(1, (ADLER, fields))) == []


def test_an_utterance_in_pieces_counts_as_a_whole():
    """
    What is printed is the whole: with all its pieces it has to fit a phone.
    """
    long = "“" + "the bridge is closed " * 14 + "for good,” Ann Adler said."
    pieces = [(ADLER, {"utterance": 0}), (long, {"utterance": 0})]

    assert shown(source(1, *pieces)) == []
    assert shown(source(1, pieces[0])) == [words(ADLER)]


@pytest.mark.parametrize(
    "line",
    [
        "“Harbour Bridge Will Close For Nine Years!” Ann Adler said.",
        "“I told you he would not close it.” Ann Adler said.",
        "“There was no such report of mine.” Ann Adler said.",
        "“Just to be clear, I never said no.” Ann Adler said.",
    ],
)
def test_headlines_and_lost_pronouns_are_no_statements(line):
    """
    A line in capitals was printed and not said, and who "he" is nobody can tell.
    """
    assert shown(source(1, (line, {}))) == []


def test_half_a_statement_comes_last():
    """
    Words in quotation marks that begin in the middle, or with "Then", are no statement.
    """
    half = (
        "“the people of Westhaven to stay out of the debate about the bridge,” Ann Adler said."
    )
    then = "“Then nobody asked the people of Westhaven about it any more.” Ann Adler said."

    assert shown(source(1, (half, {}), (then, {}), (ADLER, {})), most=1) == [words(ADLER)]


def test_the_same_utterance_is_shown_once_with_where_else_it_stands():
    """
    A quote that two papers print counts once and names the other paper.
    """
    one, other = source(1, (ADLER, {})), source(2, (ADLER, {}))

    (found,) = key_quotes([one, other], max_quotes=3)

    assert (found.article, found.also) == (1, (2,))


def test_pieces_of_one_utterance_are_one_quote():
    """
    An interrupted statement takes one place.
    """
    assert len(shown(source(1, (ADLER, {"utterance": 5}), (LONG, {"utterance": 5})))) == 1


def test_what_was_told_or_not_asked_for_comes_later():
    """
    Told quotes are gone; a quote with the words asked for is the first.
    """
    given = source(1, (ADLER, {}), (BRANDT, {"speaker": "Clara Brandt"}))

    assert shown(given, told=[ADLER]) == [words(BRANDT)]
    assert shown(given, terms=["Westhaven"])[0] == words(BRANDT)
    assert shown(given, terms=["closed"])[0] == words(ADLER)


def test_the_people_of_the_story_are_heard_first():
    """
    Whom the article is about speaks before a passer-by, and a name before "a spokesman".
    """
    given = source(
        1,
        (ADLER, {"speaker": "spokesman", "speaker_start": 3}),
        (BRANDT, {"speaker": "Clara Brandt"}),
        people=[person("Clara Brandt", mentions=4), person("Ann Adler", mentions=1)],
    )

    assert shown(given, most=1) == [words(BRANDT)]


def test_fragments_are_shown_only_where_nobody_is_quoted_in_full():
    """
    A full statement by anybody keeps fragments out; alone a fragment is shown.
    """
    partial = (BRANDT, {"speaker": "Clara Brandt", "kind": "partial"})

    assert shown(source(1, (ADLER, {}), partial)) == [words(ADLER)]
    assert shown(source(1, partial)) == [words(BRANDT)]


@pytest.mark.parametrize(
    "line",
    [
        "“He has been on that formula for weeks and he likes it a lot,” Ann Adler said.",
        "“Otherwise you need them to that extent,” Ann Adler said.",
        "“so the bridge will be closed for nine years,” Ann Adler said.",
        "“The bridge will be closed because”, Ann Adler said.",
    ],
)
def test_a_quote_says_something_by_itself(line):
    """
    Who "he" is and what "that extent" is stands elsewhere; halves stay out too.
    """
    assert shown(source(1, (line, {}))) == []


@pytest.mark.parametrize("speaker", ["company", "a police source", "CNN", "Sgt", "J"])
def test_a_quote_is_somebodys(speaker):
    """
    What has no name, an outlet and a bare title are nobody that a reader can place.
    """
    assert shown(source(1, (ADLER, {"speaker": speaker}))) == []


def test_marks_are_closed_where_it_is_printed():
    """
    A second piece whose closing mark the paper forgot keeps the first one out.
    """
    text = "“The bridge will be closed for nine years,” Ann Adler said. “We had no choice."
    first = quote(text, words(text), speaker="Ann Adler", utterance=0)
    second = quote(text, text[text.rindex("“") :], speaker="Ann Adler", utterance=0)
    article = Article(1, text)

    assert shown((article, analysis(quotes=[first]))) == [words(text)]
    assert shown((article, analysis(quotes=[first, second]))) == []


@pytest.mark.parametrize(
    ("fragment", "said"),
    [("asked the people of Westhaven", True), ("How Many More Times", False), ("So", False)],
)
def test_a_songs_title_is_no_statement(fragment, said):
    """
    Fragments in the capitals of a title, or of few words, are not what somebody said.
    """
    text = f"Nobody, Clara Brandt said, “{fragment}” about the bridge."
    start = text.index(fragment)
    place = (start, start + len(fragment))
    one = quote(text, text, speaker="Clara Brandt", kind="partial", fragments=(place,))

    assert bool(shown((Article(1, text), analysis(quotes=[one])))) is said


def test_what_was_said_this_week_comes_first():
    """
    A quote of last year gives way to one of today.
    """
    old = source(1, (ADLER, {"affiliation": "mayor"}))
    new = source(2, (BRANDT, {"speaker": "Clara Brandt"}))

    assert shown(old, new, most=1) == [words(ADLER)]
    assert shown(old, new, most=1, ages={1: 400.0}) == [words(BRANDT)]
