"""What opens each story of a briefing, and what may follow it."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from make import NOON, analysis

from summaries.digest import Material, digest
from summaries.model import Article
from summaries.passages import Passage
from summaries.preferences import care, may_follow, may_lead, merit, opens_well
from summaries.sentences import sentences
from summaries.summary import SAME
from summaries.terms import vectors

FERRY = [
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday, 41 aboard.\n"
    "Divers searched the waters off Gull Point and found the bell of the ferry on Wednesday.",
    "Westhaven mourned after the Lund night ferry sank at Gull Point; 41 people were aboard.\n"
    "The owner of the ferry, Lund Lines, sold two of its older ships on Wednesday morning.",
]
MAYOR = (
    "Voters in Norrby elected Clara Brandt as mayor on Sunday after a recount of 812 ballots.\n"
    "The council of Norrby meets in the new town hall for the first time later in the month."
)
MUSEUM = (
    "“Nobody saw it coming,” said Ann Adler of the museum of clocks about the fire on Friday.\n"
    "Firefighters saved all but two of the tower clocks of the Osby museum early on Friday."
)


DAYS = ["Monday", "Tuesday", "Thursday", "Friday"]
LOOKS = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh"]


def passage(text, position=0, *, leans=False):
    return Passage(text, 0, position, position, leans, len(text.split()))


def material(number, text):
    article = Article(number, text, "", "en", "", NOON)
    return Material(article, analysis(sentences=sentences(text)))


def told(texts, **options):
    return digest([material(n, text) for n, text in enumerate(texts, 1)], **options)


def test_every_story_is_opened_before_one_goes_on():
    """
    A short briefing over three stories has a sentence of each, the largest story first.
    """
    found = told([*FERRY, MAYOR, MUSEUM], budget_words=60)

    assert len(found.sentences) == 3
    assert "ferry" in found.sentences[0].text
    assert {one.article for one in found.sentences[1:]} == {3, 4}


def test_no_story_opens_with_somebody_speaking():
    """
    The lead is in the paper's own words, even where a quotation stands first.
    """
    (lead,) = told([MUSEUM], budget_words=18).sentences

    assert lead.text.startswith("Firefighters")


def test_a_story_opens_where_the_news_stands():
    """
    Among its first sentences, and not with "The spokesman", whom an unseen one introduced.
    """
    text = (
        "The spokesman, Erik Dahl, said police arrested two men at the harbour of Norrby.\n"
        "Norrby woke to a burning harbour on Friday, and two men are held for setting fire."
    )

    (lead,) = told([text], budget_words=18).sentences

    assert lead.text.startswith("Norrby woke")


def test_the_first_sentence_may_speak_of_its_own_people():
    """
    "A lorry hit the market; the driver fled" tells who; a senator of a state is no "I".
    """
    lorry = (
        "A lorry hit the fish market of Norrby on Friday as the driver fired at the police.\n"
        "Lund mourned two fishmongers in the cathedral, which was built eight centuries ago."
    )
    senator = (
        "Senator Clara Brandt (I-Vt.) on Friday refused to pay the border tax of Norrby.\n"
        "Bakers and dockers of Lund have paid it for years, most of them with a long face."
    )

    assert told([lorry], budget_words=18).sentences[0].text.startswith("A lorry")
    assert told([senator], budget_words=18).sentences[0].text.startswith("Senator")


@pytest.mark.parametrize("who", ["A newlywed", "Two bakers", "Police"])
def test_a_lead_may_name_nobody(who):
    """
    Who is told of for the first time needs no name, and may be meant by "his".
    """
    first = f"{who} died of cold on a road trip just weeks after his wedding by the sea."
    second = "Erik Dahl, 31, was found on Saturday with his new wife Ada by the road to Lund."

    assert told([f"{first}\n{second}"], budget_words=18).sentences[0].text == first


def test_an_article_does_not_open_with_what_nobody_named():
    """
    "The network" and "in its 20 years, the network" were named in a line that is gone.
    """
    network = (
        "In its 20 years, the network has given the dockers of Norrby a place to be heard.\n"
        "The Norrby Channel fired Erik Dahl as its director on Friday after a strike."
    )

    assert told([network], budget_words=18).sentences[0].text.startswith("The Norrby")


def test_a_lead_is_told_with_its_turn_or_not_at_all():
    """
    What the next sentence takes back gives a false impression alone.
    """
    claim = "Clara Brandt is the best mayor that the town of Norrby ever had in its harbour."
    turn = "Or so says Erik Dahl, her brother, who sold the town its three ferries on Friday."

    both = [one.text for one in told([f"{claim} {turn}"], budget_words=40).sentences]

    assert both == [claim, turn]
    assert not told([f"{claim} {turn}"], budget_words=18).sentences
    assert not told([f"{claim} {turn}"], budget_words=40, max_sentences=1).sentences


def test_a_story_among_others_is_told_from_its_top_or_not_at_all():
    """
    What stands further down is no news; of a single story it may have to be.
    """
    looks = "\n".join(f"She took the {n} brush and looked at it for a while." for n in LOOKS)
    late = f"{looks}\nNine painters of Norrby opened a school for the deaf in the old harbour."

    assert {one.article for one in told([*FERRY, MAYOR, late]).sentences} <= {1, 2, 3}
    assert told([late]).sentences


@pytest.mark.parametrize(
    ("title", "opened"),
    [("Painters open a school", True), ("Brushes through the ages", False), ("", True)],
)
def test_below_the_top_a_story_opens_with_what_its_headline_says(title, opened):
    """
    In an article that begins with scenes the fourth sentence may be the news.
    """
    scenes = "\n".join(f"It was a {day} like any other in the mill." for day in DAYS)
    news = "Nine painters from Visby opened a school for the deaf in an old mill of Kalmar."
    article = Article(9, f"{scenes}\n{news}", title, "en", "", NOON)
    school = Material(article, analysis(sentences=sentences(article.text)))

    found = digest([material(1, FERRY[0]), material(2, MAYOR), school], budget_words=90)

    assert (news in [one.text for one in found.sentences]) is opened


def test_a_scene_is_not_told_beside_the_news():
    """
    What an article begins with before its news is no news either.
    """
    scene = "On an autumn morning the harbour of Norrby lay in the fog as it always does."
    news = "Nine painters of Norrby opened a school for the deaf on the harbour on Sunday."

    assert [one.text for one in told([f"{scene}\n{news}"]).sentences] == [news]


def test_a_definition_opens_nothing():
    """
    What a word means is said before the news.
    """
    means = "Nisei refers to children who were born in a new country to immigrants from Japan."
    news = "Clara Brandt signed a law on Tuesday that gives medals to Nisei soldiers of Norrby."

    assert told([f"{means}\n{news}"], budget_words=18).sentences[0].text == news


def test_a_scene_of_long_ago_opens_nothing():
    """
    What happened months ago leads to the news and is none.
    """
    ago = "Clara Brandt first came to Norrby ten months ago and sold fish from a small boat."
    now = "Clara Brandt was elected as mayor of Norrby with 812 of the votes on Sunday."

    assert told([f"{ago}\n{now}"], budget_words=18).sentences[0].text == now


def test_only_stories_that_are_told_have_quotes_beside_them():
    """
    Nobody is quoted on a story that the reader is not told.
    """
    found = told([*FERRY, MAYOR, MUSEUM], budget_words=20)

    assert {one.article for one in found.sentences} <= {1, 2}
    assert {key.article for key in found.quotes} <= {1, 2}


def test_a_third_sentence_may_be_needed():
    """
    The news brings along two sentences when it leans on one that leans itself.
    """
    text = (
        "Ministers of Osby and Norrby met in Lund on Monday over the border tax.\n"
        "Osby spoke of a good day. This was denied in Norrby. Hours later, Osby arrested four"
        " Norrby captains at sea and seized their ships in the strait of Lund."
    )

    shown = [one.text for one in told([text], budget_words=60).sentences]

    assert any("arrested four" in one for one in shown)
    assert "This was denied in Norrby." in shown


@pytest.mark.parametrize(
    "text",
    [
        "Is the border tax of Osby and Norrby legal in the eyes of the court?",
        "(The captain of the ferry left the company in the spring of the year.)",
        "The amount is not known.",
        "Here’s what we know about the border tax and the ministers of Osby.",
        "You can find the whole text of the border tax on the site of the ministry.",
        "The border tax may remain a complex challenge and could raise concerns, experts say.",
    ],
)
def test_what_tells_little_is_no_filler(text):
    """
    Questions, asides, scraps, announcements, address to readers and bare comment stay out.
    """
    assert not may_follow(passage(text))


def test_what_happened_is_preferred_to_comment():
    """
    A firm sentence on what was done has more merit than conjecture, and than a late one.
    """
    done = "Police arrested four captains of Norrby at sea and took them to the harbour."
    thought = "The harbour of Norrby may perhaps remain the most complex challenge for police."

    assert merit(passage(done)) > merit(passage(done, 9)) > merit(passage(thought))


def test_what_opens_a_story_stands_alone():
    """
    Neither a leaning sentence nor a scrap opens a story.
    """
    done = "Police arrested four captains of Norrby at sea and took them to the harbour."

    assert may_lead(passage(done))
    assert not may_lead(passage(done, leans=True))
    assert not may_lead(passage("Police arrested four captains."))


def test_he_needs_somebody_named_before():
    """
    However late in a sentence "he" comes, it may not be all that is told of somebody.
    """
    lost = "Most members of the council never heard of the ferries that he had sold in June."

    assert not may_lead(passage(lost))
    assert not may_follow(passage(lost))
    assert may_lead(passage(lost.replace("council", "council of Norrby")))
    assert may_lead(passage(lost.replace("the council", "a council")))
    assert may_lead(passage("A mother whose son was taken from her in June has won her case."))
    assert may_lead(passage("Brandt sold all of the ferries that his council had in June."))


LINES = [line for text in (*FERRY, MAYOR, MUSEUM) for line in text.splitlines()]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.lists(st.sampled_from([*LINES, "He left.", "But why?", "Read more"])), max_size=6
    ),
    st.integers(0, 120),
    st.integers(1, 5),
    st.randoms(use_true_random=False),
)
def test_a_digest_keeps_its_promises(drawn, budget, most, random):
    """
    Whatever the articles: the room is enough, nothing is told twice, every word stands at
    its place, and the order of the articles changes nothing.
    """
    texts = ["\n".join(lines) for lines in drawn]
    given_ = [material(n, text) for n, text in enumerate(texts, 1)]
    found = digest(given_, budget_words=budget, max_sentences=most)
    random.shuffle(given_)

    shown = [one.text for one in found.sentences]
    rows = vectors(shown)
    assert digest(given_, budget_words=budget, max_sentences=most) == found
    assert sum(len(text.split()) for text in shown) <= budget
    assert len(shown) <= most
    assert all(
        texts[one.article - 1][one.start : one.end] == one.text for one in found.sentences
    )
    for place in range(len(shown)):
        assert (rows.likeness(place)[:place] < SAME + 0.2).all()


def test_a_story_is_told_as_it_stands_now():
    """
    The lead comes from the newest article, not from what was known on Friday.
    """
    friday = "Dockers of Norrby walked out on Friday and shut the harbour of Lund for a week."
    sunday = "Dockers of Norrby agreed on Sunday to meet a mediator over the harbour of Lund."
    given_ = [
        Material(
            Article(n, text, "", "en", "", NOON - timedelta(days=days)),
            analysis(sentences=sentences(text)),
        )
        for n, (text, days) in enumerate([(friday, 2), (sunday, 0)], 1)
    ]

    assert digest(given_, budget_words=16).sentences[0].text == sunday


@pytest.mark.parametrize("then", ["in 1987", "since May 2, 1987,", "in his first term"])
def test_history_is_worth_less(then):
    """
    What tells of other years comes after what tells of this one.
    """
    now = "Erik Dahl opened a school for dockers in Kalmar on Sunday with his two brothers."

    assert merit(passage(now.replace("on Sunday", then))) < merit(passage(now))


@pytest.mark.parametrize(("days", "shown"), [(None, False), (3, False), (-3, True)])
def test_who_is_in_office_again_is_not_called_former(days, shown):
    """
    A newer article that calls him president overtakes what an older or undated one says.
    """
    now = "President Erik Dahl opened the harbour of Norrby with nine bakers on Sunday."
    then = "Former Norrby President Erik Dahl said the harbour of Norrby needs nine bakers."
    at = NOON - timedelta(days=days) if days is not None else None
    old = Material(Article(2, then, "", "en", "", at), analysis(sentences=sentences(then)))

    found = digest([material(1, now), old], budget_words=60)

    assert (then in [one.text for one in found.sentences]) is shown


def test_what_somebody_also_did_opens_nothing():
    """
    It comes second, like what begins with "The".
    """
    also = "Police also fined four captains of Norrby and took them to the harbour."

    assert not opens_well(passage(also))
    assert opens_well(passage(also.replace("also ", "")))


def test_careful_news_is_news():
    """
    Words of doubt cost the first sentence of an article only once.
    """
    text = "Losing weight may perhaps raise the risks of some, a study suggests on Monday."

    assert care(passage(text)) > 0
    assert care(passage(text, 4)) == 0
