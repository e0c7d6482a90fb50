"""Which quotes a digest shows."""

from dataclasses import replace

import pytest
from make import analysis, person, quote

from summaries.analyse import analyse
from summaries.key_quotes import in_turn, key_quotes
from summaries.model import Article, KeyQuote, Mention
from summaries.occasions import occasion

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


def test_nobody_is_heard_twice():
    """
    Two people are heard once each, rather than one of them twice.
    """
    given = source(1, (ADLER, {}), (LONG, {}), (BRANDT, {"speaker": "Clara Brandt"}))

    found = key_quotes([given], max_quotes=3)

    assert sorted(key.quote.speaker for key in found) == ["Ann Adler", "Clara Brandt"]


def test_articles_take_turns():
    """
    A quote of another article comes before a second one of the same.
    """
    first = source(1, (ADLER, {"affiliation": "mayor"}), (BRANDT, {"speaker": "Clara Brandt"}))
    line = "“We were never told that the harbour bridge would close,” Bo Conti said."
    second = source(2, (line, {"speaker": "Bo Conti"}))

    assert shown(first, second)[:2] == [words(ADLER), words(line)]


def test_a_story_has_two_quotes_and_one_before_another_has_a_second():
    """
    Quotes of articles that no told story has are left out.
    """
    given = [KeyQuote(number, quote(ADLER, words(ADLER))) for number in (1, 2, 3, 9, 4)]

    found = in_turn(given, [(1, 2, 3), (4,)], 4)

    assert [key.article for key in found] == [1, 4, 2]


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


def test_what_two_people_are_said_to_have_said_is_nobodys():
    """
    Two papers that give the same words to two people: one of them is wrong.
    """
    one, other = source(1, (ADLER, {})), source(2, (ADLER, {"speaker": "Clara Brandt"}))

    assert shown(one, other) == []
    assert shown(one) == [words(ADLER)]


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
    line = "Clara Brandt said “that nobody asked the people of Westhaven about it” before."
    text = "\n".join((ADLER, line))
    one = quote(text, line, speaker="Clara Brandt", kind="partial", utterance=7)
    start = line.index("that")
    own = replace(one, fragments=((one.start + start, one.start + start + 40),))
    full = quote(text, words(ADLER), speaker="Ann Adler")

    article = Article(1, text, "Harbour bridge of Westhaven closed for years")

    assert shown((article, analysis(quotes=[own, full]))) == [words(ADLER)]
    assert shown((article, analysis(quotes=[own]))) == [line]


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


@pytest.mark.parametrize(
    "speaker", ["company", "a police source", "CNN", "Sgt", "J", "Department"]
)
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


@pytest.mark.parametrize(("name", "said"), [("Clara Brandt", True), ("Brandt", False)])
def test_a_fragment_needs_the_whole_name_beside_it(name, said):
    """
    It is printed in the paper's sentence, without a line that says who speaks.
    """
    text = f"Nobody, {name} said, “asked the people of Westhaven” about the bridge."
    start = text.index("asked")
    place = (start, start + len("asked the people of Westhaven"))
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


OPENED = (
    "The harbour bridge of Westhaven will be closed for nine years from May.\n"
    "The council voted for the closure on Monday, after engineers found cracks in its piers."
)
#: More of the article, behind what counts as its opening.
FURTHER = " ".join(["Rain fell on the hills."] * 40)


def told(said, *names, speaker="Ann Adler", opening=OPENED, entities=(), **fields):
    """Return whether a quote is shown behind an opening; names stand in the quote."""
    text = f"{opening}\n{FURTHER}\n{said} {speaker} said."
    one = quote(text, said, speaker=speaker, **fields)
    at = text.index(said)
    found = [
        Mention(
            text.index(printed, at),
            text.index(printed, at) + len(printed),
            printed,
            name,
            "person",
        )
        for printed, name in names
    ]
    return bool(
        shown((Article(1, text), analysis(quotes=[one], mentions=found, entities=entities)))
    )


@pytest.mark.parametrize(
    "said",
    [
        "“Nobody asked the people of Westhaven whether the bridge should close.”",
        "“It is a shame that the council closes the bridge for nine years.”",
        "“This bridge has carried half of Westhaven to work since the war.”",
        "“The engineers were right about the cracks, and they told the council in May.”",
        "“No bridge in Westhaven was ever closed for so many years.”",
    ],
)
def test_what_takes_up_the_opening_is_understood(said):
    """
    Words of the opening, and "it" that points forward, need no further occasion.
    """
    assert told(said)


@pytest.mark.parametrize(
    "said",
    [
        "“No, I meant that the bridge should close for nine years.”",
        "“Well, the bridge of Westhaven has been closed for good.”",
        "“Why would the council close the bridge? Who asked for a closure?”",
        "“It raises doubts whether the council ever wanted the bridge.”",
        "“We can't take that chance with the bridge or the people of Westhaven.”",
        "“I never wanted him to close the bridge of Westhaven in May.”",
        "“Let me tell you, the bridge of Westhaven will stay closed.”",
        "“I was happy to see so many interesting people in the audience tonight.”",
        "“The bridge is closed.”",
        "“They want to close the bridge and forget about the people of Westhaven.”",
        "“I want to say it before the bridge of Westhaven closes for nine years.”",
        "“You said the bridge of Westhaven would never close, councillor.”",
        "“The engineer left the bridge. He asked if she would vote for the closure.”",
    ],
)
def test_what_needs_an_occasion_is_left_out(said):
    """
    Answers, questions, "it" and "him" without anybody, and other subjects tell nothing.
    """
    assert not told(said)


def test_somebodys_name_alone_is_no_occasion():
    """
    A quote about somebody whom the opening names says nothing of what is told.
    """
    said = "“We cannot let Bo Conti win, and Ann Adler needs our help.”"
    named = OPENED + " Mayor Bo Conti had told Ann Adler."
    names = (("Bo Conti", "Bo Conti"), ("Ann Adler", "Ann Adler"))

    assert not told(said, *names, opening=named, speaker="Clara Brandt")


def test_the_papers_words_between_two_pieces_are_few():
    """
    What a lost mark makes of a paragraph is not printed as one quote.
    """
    first, second = words(ADLER), words(LONG)
    text = f"{first} Ann Adler said. {'The council met again and again. ' * 12}{second}"
    pieces = [quote(text, one, speaker="Ann Adler", utterance=0) for one in (first, second)]

    assert shown((Article(1, text), analysis(quotes=pieces))) == []


@pytest.mark.parametrize(
    ("before", "shown_"),
    [
        ("The council of Westhaven met on Monday.", True),
        ("She spoke of the bridge in her 2012 statement.", False),
        ("Two years ago the council met in Westhaven.", False),
        ("Some 2,012 people came to the council of Westhaven.", True),
    ],
)
def test_what_was_said_in_another_year_is_no_quote_of_the_day(before, shown_):
    """
    A year in the sentence before, or in the paper's words around a quote, dates what was said.
    """
    article = Article(1, f"Ann Adler closes the harbour bridge.\n{before}\n{ADLER}")

    found = key_quotes([(article, analyse(article))], max_quotes=1)

    assert bool(found) is shown_


def test_a_whole_name_and_a_thing_named_before_it_are_understood():
    """
    A full name needs no introduction, and "it" may mean what stands before it.
    """
    said = "“Bo Conti closed the bridge because it had cracks in its piers.”"

    assert told(said, ("Bo Conti", "Bo Conti"))


def test_what_begins_in_the_middle_is_not_printed():
    """
    A second piece that is whole does not save a first one that is not.
    """
    first = "“the bridge of Westhaven stays,”"
    second = "“The harbour bridge of Westhaven should never be closed.”"
    text = f"{OPENED}\n{FURTHER}\n{first} Ann Adler said. {second}"
    pieces = [quote(text, one, speaker="Ann Adler", utterance=0) for one in (first, second)]

    assert shown((Article(1, text), analysis(quotes=pieces))) == []
    assert shown((Article(1, text), analysis(quotes=pieces[1:]))) == [second]


def test_a_first_name_needs_the_whole_name():
    """
    Who "Bo" is a reader knows only when the opening or the quote itself says so.
    """
    said = "“I asked Bo about the bridge and the cracks in the piers.”"
    named = OPENED + " Bo Conti, an engineer, had told the council."

    assert not told(said, ("Bo", "Bo Conti"))
    assert told(said, ("Bo", "Bo Conti"), opening=named)


@pytest.mark.parametrize(
    ("speaker", "fields", "expected"),
    [
        ("Adler", {}, False),
        ("Adler", {"affiliation": "mayor of Westhaven"}, True),
        ("Ann", {"affiliation": "mayor of Westhaven"}, False),
        ("Republican candidate", {}, False),
        ("State media", {}, False),
        ("Westhaven News Agency", {}, False),
        ("Harbor Protection Agency", {}, True),
        ("Harborcorp", {"entities": (person("Harborcorp", kind="organisation"),)}, True),
        ("The Westhaven Gazette", {}, False),
    ],
)
def test_a_reader_can_place_who_speaks(speaker, fields, expected):
    """
    A surname stands with its role; first names, offices and outlets are nobody.
    """
    said = "“The bridge of Westhaven will be closed for nine years from May.”"

    assert told(said, speaker=speaker, **fields) is expected


def test_pronouns_of_a_text_on_one_line_are_not_trusted():
    """
    Where captions stand in the middle of paragraphs, "he said" may be anybody.
    """
    said = "“The bridge of Westhaven will be closed for nine years from May.”"
    line = " ".join([OPENED.replace("\n", " ")] * 12)
    text = f"{line} {said} he said."
    one = quote(text, said, speaker="Ann Adler", speaker_basis="inferred")

    assert shown((Article(1, text), analysis(quotes=[one]))) == []
    assert shown(
        (Article(1, f"{line}\n{said}"), analysis(quotes=[replace(one, start=one.start)]))
    )


NEWS = "The harbour bridge of Westhaven will be closed for nine years, the council said."
LESS = "“Everybody who lives on the hill will have to leave home before sunrise from May.”"
CLEAR = "“The harbour bridge of Westhaven should never have been closed for so long.”"


def reported(number, said, speaker):
    """Return an article of the bridge with one quote far behind its opening."""
    text = f"{NEWS}\n{FURTHER}\n{said} {speaker} said."
    return Article(number, text), analysis(quotes=[quote(text, said, speaker=speaker)])


def test_a_story_without_a_clear_quote_has_its_best_other_one():
    """
    What takes up one word of the opening will do where nothing clearer was said.
    """
    less, clear = reported(1, LESS, "Ann Adler"), reported(2, CLEAR, "Clara Brandt")

    assert shown(less) == [LESS]
    assert shown(less, clear) == [CLEAR, LESS]
    assert shown(less, clear, stories=[(1, 2)]) == [CLEAR]


@pytest.mark.parametrize(
    "said",
    [
        "“We met Bo in May.”",
        "“The people who were offended on the bridge were people of Westhaven.”",
        "“We have, for the most part, put it behind us in Westhaven.”",
        "“I wonder how the people who live on the hill in May enjoy that.”",
        "“Nobody on the hill ever heard of anything so silly in their lives.”",
    ],
)
def test_what_is_less_clear_is_no_remark(said):
    """
    A few words, and what has nothing to do with the opening, will not do.
    """
    assert shown(reported(1, said, "Ann Adler")) == []


def test_this_may_be_told_behind_it():
    """
    "This is the kind of …" says itself what it is.
    """
    said = "“This is the kind of work that the council does on a bridge all the time.”"

    assert shown(reported(1, said, "Ann Adler")) == [said]


def test_what_is_quoted_inside_a_quote_is_no_opening():
    """
    Words of a quotation, and of one within it, tell a reader of the brief nothing.
    """
    outer = "“Brandt said ‘the harbour bridge of Westhaven’ would be closed for years.”"
    text = f"{outer} Ann Adler said. It rained.\n{FURTHER}"
    whole, inner = (quote(text, one) for one in (outer, "‘the harbour bridge of Westhaven’"))
    places = [(one.start, one.end) for one in (whole, inner)]

    assert "westhaven" not in occasion(Article(1, text), places).names
    assert "adler" in occasion(Article(1, text), places).names
