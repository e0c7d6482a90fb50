"""A digest and its quotes as readers see them: numbered, proved, with their doubts."""

from dataclasses import replace
from datetime import UTC, datetime

from make import analysis, quote, sentence

from bot.coverage import Shown, coverage
from bot.places import Sources, line_of_payload, opening, place, shown_title, sign, sign_choices
from bot.spoken import quote_told
from bot.telling import telling
from summaries.digest import Material
from summaries.model import Article, Chosen, Conflict, Digest, KeyQuote, Story

FIRST = "Ann Adler opened the museum. “We kept every stone,” she said, “and every tree.”"
SECOND = "The museum has 12 rooms. It was closed for two years."


def material(number, text, *, quotes=(), **fields):
    lines = [part if part.endswith((".", "”")) else part + "." for part in text.split(". ")]
    found = analysis(sentences=[sentence(text, line) for line in lines], quotes=quotes)
    return Material(Article(number, text, **fields), found)


def interrupted():
    first = quote(FIRST, "“We kept every stone,”", speaker="Ann Adler", speaker_text="she")
    second = quote(FIRST, "“and every tree.”", speaker="Ann Adler", speaker_text="she")
    return tuple(replace(one, speaker_basis="inferred") for one in (first, second))


def made(*chosen, quotes=(), conflicts=(), stories=()):
    articles = tuple(dict.fromkeys(one.article for one in chosen))
    return Digest(
        tuple(chosen), tuple(quotes), tuple(stories), tuple(conflicts), articles, articles
    )


def chosen(number, text, words):
    start = text.index(words)
    return Chosen(number, start, start + len(words), words, 0)


def test_sources_are_numbered_as_they_come():
    """
    The first article that something is taken from is number 1, whatever its own number.
    """
    found = telling(
        made(chosen(9, SECOND, "The museum has 12 rooms."), chosen(4, FIRST, FIRST[:28])),
        [material(4, FIRST), material(9, SECOND, title="Rooms")],
    )

    assert [told.sign for told in found.sentences] == ["¹", "²"]
    assert [source.title for source in found.sources] == ["Rooms", f"“{FIRST}”"]


def test_what_is_not_in_the_article_is_left_out():
    """
    A sentence or quote that is not at its place word for word is not told.
    """
    wrong = replace(
        chosen(9, SECOND, "The museum has 12 rooms."), text="The museum has 13 rooms."
    )
    said = replace(interrupted()[0], text="“We kept every tree,”")

    found = telling(made(wrong, quotes=[KeyQuote(9, said)]), [material(9, SECOND)])

    assert found.sentences == ()
    assert found.quotes == ()


def test_an_interrupted_quote_is_shown_whole():
    """
    What stands between the parts is the paper's and is shown with them; "she" is inferred.
    """
    first, second = interrupted()
    item = material(4, FIRST, quotes=(first, second), outlet="The Evening")

    spoken = quote_told(first, item.article, item.analysis, (), Sources())

    assert spoken.text == "“We kept every stone,” she said, “and every tree.”"
    assert (spoken.who, spoken.doubt) == ("Ann Adler", "inferred: “she”")


def test_a_quote_does_not_end_in_the_comma_that_leads_on():
    """
    “We kept every stone,” she said: shown without "she said" it needs no comma either.
    """
    first = replace(interrupted()[0], utterance=7)
    item = material(4, FIRST, quotes=(first,))

    spoken = quote_told(first, item.article, item.analysis, (), Sources())

    assert spoken.text == "“We kept every stone”"


def test_a_fragment_is_marked_in_the_papers_sentence():
    """
    Of a partial quote the whole sentence is shown, and only what was said is marked.
    """
    text = "She called the garden “a small wonder” on Monday."
    place_of = text.index("“"), text.index("”") + 1
    part = replace(
        quote(text, "the garden “a small wonder”"), kind="partial", fragments=(place_of,)
    )
    item = material(4, text, quotes=(part,))

    spoken = quote_told(part, item.article, item.analysis, (), Sources())

    assert spoken.text == text
    assert [one.text for one in spoken.stretches if one.marked] == ["“a small wonder”"]


def test_only_other_outlets_print_it_too():
    """
    A second article of the same outlet is no other one that prints the same words.
    """
    found = quote(FIRST, "“We kept every stone,”")
    item = material(4, FIRST, quotes=(found,), outlet="The Evening")
    others = [Article(5, "", outlet="The Evening"), Article(6, "", outlet="The Morning")]

    spoken = quote_told(found, item.article, item.analysis, others, Sources())

    assert spoken.also == ("The Morning",)


def test_an_unclear_speaker_is_called_so():
    """
    Without a speaker the bare mention is shown, and that it is unclear.
    """
    unclear = replace(
        quote(FIRST, "“We kept every stone,”"), speaker_text="she", speaker_basis="unclear"
    )
    item = material(4, FIRST, quotes=(unclear,))

    spoken = quote_told(unclear, item.article, item.analysis, (), Sources())

    assert (spoken.who, spoken.doubt) == ("she", "speaker unclear")


def test_differing_figures_stand_side_by_side():
    """
    Two accounts of one figure are both shown, each with its source; one alone is none.
    """
    other = "The museum has 14 rooms. It was closed for two years."
    at = SECOND.index("12"), other.index("14")
    differing = Conflict("rooms", ((1, at[0], at[0] + 2, "12"), (2, at[1], at[1] + 2, "14")))
    alone = Conflict("rooms", ((1, at[0], at[0] + 2, "12"), (2, at[1], at[1] + 2, "15")))

    found = telling(
        made(conflicts=[differing, alone]), [material(1, SECOND), material(2, other)]
    )

    assert len(found.figures) == 1
    assert [(one.printed, one.sign) for one in found.figures[0].values] == [
        ("12", "¹"),
        ("14", "²"),
    ]


def test_stories_have_headlines_only_among_others():
    """
    With several stories each has the headline that says what is told of it; a single
    one needs none. One without is set apart from the one above.
    """
    items = [material(4, FIRST), material(9, SECOND, title="Rooms")]
    titled = [material(4, FIRST, title="Trees"), items[1]]
    told = chosen(9, SECOND, "The museum has 12 rooms."), chosen(4, FIRST, FIRST[:28])
    one = [Story((4, 9), "Museum", 4)]
    two = [Story((9,), "Rooms", 9), Story((4,), "Trees", 4)]

    single = telling(made(*told, stories=one), items)
    several = telling(made(*told, stories=two), titled)
    untitled = telling(made(*told, stories=[two[0], Story((4,), "", 4)]), items)

    assert [story.headline for story in single.stories] == [""]
    assert [story.headline for story in several.stories] == ["Rooms", "Trees"]
    assert [(one.headline, one.apart) for one in untitled.stories] == [
        ("Rooms", False),
        ("", True),
    ]


def test_a_headline_is_not_printed_twice():
    """
    A source goes by its outlet where its headline stands above; it has no other name without.
    """
    items = [
        material(4, FIRST, title="Trees"),
        material(9, SECOND, title="Rooms", outlet="Lund Post"),
    ]
    told = chosen(9, SECOND, "The museum has 12 rooms."), chosen(4, FIRST, FIRST[:28])
    two = [Story((9,), "Rooms", 9), Story((4,), "Trees", 4)]

    found = telling(made(*told, stories=two), items)

    assert [(one.title, one.outlet) for one in found.sources] == [
        ("", "Lund Post"),
        ("Trees", ""),
    ]


def test_coverage_says_what_is_unknown():
    """
    Outlets and dates are said, and what is unknown is not filled in.
    """
    day = datetime(2026, 3, 2, tzinfo=UTC)
    known = Article(1, "", outlet="The Evening", published_at=day)
    one = Story((1,), "", 1)

    assert coverage([known], [one], Shown(1, 0, {1})) == (
        "1 sentence from 1 article; 1 outlet, 2 Mar 2026"
    )
    assert coverage(
        [known, Article(2, "")], [one, Story((2,), "", 2)], Shown(3, 1, {1, 2})
    ) == (
        "3 sentences and 1 quote from 2 articles; "
        "1 outlet and unknown ones, 2 Mar 2026 and undated"
    )
    assert coverage([Article(1, "")], [one], Shown(0, 2, {1})) == (
        "2 quotes from 1 article; outlet unknown, undated"
    )


def test_coverage_says_what_is_not_shown():
    """
    More accounts of what is told, other stories and older articles are counted apart.
    """
    articles = [Article(number, "", outlet="The Evening") for number in range(1, 7)]
    three = [Story((1, 2), "", 1), Story((3,), "", 3), Story((4, 5, 6), "", 4)]
    first = [Story((1, 2), "", 1)]

    assert coverage(articles[:2], first, Shown(3, 0, {1})).endswith(
        "3 sentences from 1 of 2 articles; 1 outlet, undated. "
        "Not shown: 1 more on the same story."
    )
    assert coverage(articles, three, Shown(3, 0, {1, 3}), total=80).endswith(
        "from 2 of 80 articles; 1 outlet, undated. "
        "Not shown: 1 more on the same stories, 3 on other stories, 74 older."
    )
    assert coverage(articles[:3], three[:2], Shown(3, 0, {1, 2})).endswith(
        "Not shown: 1 on another story."
    )


def test_untitled_articles_go_by_their_first_words():
    """
    A headline is not made up: first words in quotation marks, cut at a word.
    """
    assert shown_title(Article(1, "Rain fell.")) == "“Rain fell.”"
    assert shown_title(Article(1, "“Rain,” she said.")) == "“Rain,” she said."
    assert opening("word " * 40) == "word " * 15 + "…"


def test_places_lead_back_to_themselves():
    """
    The link of a place stands for its line; anything else stands for nothing.
    """
    here = place(12, 340, "Words.")

    assert line_of_payload(here.payload) == here.line
    assert line_of_payload("s-12") is None
    assert line_of_payload("anything") is None
    assert sign(120) == "¹²⁰"


def test_buttons_of_many_sources_stay_few():
    """
    At most six sources get a button, three in a row; with a way back they replace the message.
    """
    sources = Sources()
    for number in range(9):
        sources.sign(Article(number, "Text."), place(number, 0, "Text."))

    rows = sign_choices(sources.all(), back="/brief")

    assert [len(row) for row in rows] == [3, 3]
    assert rows[0][0].line.startswith("~/s 0 0 ")
    assert rows[0][0].line.endswith(" /brief")
    assert sign_choices(sources.all())[0][0].line.startswith("/s 0 0 ")
