"""Which sentences are the news, which only lead up to it, and which are nothing at all."""

import pytest
from make import NOON

from summaries.analyse import analyse
from summaries.digest import Material, digest
from summaries.model import Article
from summaries.scenes import sets_a_scene, tells_when
from summaries.untold import is_untold


@pytest.mark.parametrize(
    "sentence",
    [
        "In 1998, the council of Norrby sold its harbour to a baker.",
        "Three years ago, Clara Brandt was a clerk in a bank of Lund.",
        "One evening in the spring, Ann Adler met her brother for dinner.",
        "There are two ways to close a bridge over the harbour of Osby.",
        "It is a truth known to all mayors of Westhaven.",
        "Whether the bridge stays or falls, Westhaven will have changed.",
        "Standing in the rain, Clara Brandt read the words of her speech.",
        "Every spring brings a flood of books about the bridges of Lund.",
        "Nobody in Norrby remembers a winter as mild as the last one.",
        "As the race began, Clara Brandt was a clerk in a bank of Lund.",
        "Known until last month as the Osby Club, it was built with taxes.",
        "Had Lund elected Clara Brandt, all bridges would be open.",
        "Back when the bridge was built, bakers of Lund feared it.",
        "On an unseasonably mild December day, Clara Brandt sat in the sun.",
        "This year’s race has seen many firsts, from bakers to pilots.",
        "Some estimates give nearly half of the seats to the bakers of Lund.",
    ],
)
def test_scenes_history_and_truths_are_not_the_news(sentence):
    """
    They come before it in longer articles.
    """
    assert sets_a_scene(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "Clara Brandt closed the harbour bridge of Westhaven on Monday.",
        "After the vote on Monday Clara Brandt closed the harbour bridge.",
        "In a vote on Monday the council closed the harbour bridge.",
        "Three men were arrested in Lund on Monday after a fire.",
    ],
)
def test_news_may_begin_with_when_and_how_many(sentence):
    """
    A day is no history, and a number no scene.
    """
    assert not sets_a_scene(sentence)
    assert tells_when(sentence)


@pytest.mark.parametrize(
    "line",
    [
        "~ Two keepers of a lighthouse won the ferry race over the weekend.",
        "CLARA BRANDT: The bridge was closed on Monday for all of the year.",
        "'' The bridge was closed on Monday for all cars and for all buses.",
        "Praying for the victims of the fire in #WesthavenHarbour today.",
        "With luck a small town (think Osby in 1976) can win the race of ferries.",
        "Brandt told the Lund Herald in an interview when asked how she would vote.",
        "QThere is no shortage of bridges in Westhaven, and you know them all.",
        "Clara Brandt wrote the introduction for a book on bridges, .",
        "The bridge of Westhaven was closed after the case of Adler vs.",
        "Harbour Bridge in Westhaven Closed for Nine Years After Fire.",
        "The Faces of the Fight for a Bridge of Stone.",
        "<p class=x>Horrifying news out of the harbour of Westhaven today.",
        "A worker carries a clock out of the burned museum on April 16.",
        "Police officer Erik Dahl holds up the clock that was stolen in Lund.",
        "Welcome to the weekly digest of news from the harbours of Lund.",
        "Erik Dahl “In my company half of them were from the islands. They were dentists.”",
        "Lund citizen who served as a volunteer on the ferry.",
        "Correction (March 2): The ferry belongs to the town of Lund.",
        "By noon. it was the fastest ferry of all the harbours.",
        "The captain will be Erik Dahl, the former keeper of the.. .",
        "Ferry is raised from the harbour A crane lifted the ferry on Monday.",
    ],
)
def test_scraps_tell_nothing(line):
    """
    Items of a round-up, lines of a script, headlines, broken sentences, tags and captions.
    """
    assert is_untold(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Clara Brandt won Lund.",
        "The Westhaven Bridge Authority and the Lund Museum of Clocks said no on Monday.",
        "A worker carried a clock out of the burned museum and into the street.",
    ],
)
def test_sentences_of_many_names_are_told(sentence):
    """
    A headline has no verb in small letters, a caption no past.
    """
    assert not is_untold(sentence)


def told(*articles, budget=20):
    given = [
        Article(n, text, title, "en", "", NOON) for n, (title, text) in enumerate(articles)
    ]
    found = digest([Material(one, analyse(one)) for one in given], budget_words=budget)
    return [one.text for one in found.sentences]


def test_the_headline_tells_where_the_news_is():
    """
    Of the first sentences that one leads which says what the headline says.
    """
    text = (
        "Candidates of Norrby often stop giving talks for money before a vote is held.\n"
        "Brandt is not known to be poor.\n"
        "Clara Brandt and Ann Adler earned fees for talks while they stood for mayor of Norrby."
    )

    assert told(("Brandt, Adler earned fees for talks", text))[0].startswith("Clara Brandt and")


def test_a_line_under_the_headline_does_not_lead():
    """
    It is short, says neither when nor who, and stands by itself on top; nor is it told later.
    """
    text = (
        "Vote is set as Norrby leaders weigh doubts about Brandt.\n"
        "About 40 bakers of Norrby have said that they will leave the hall when Clara Brandt "
        "speaks.\nOthers will stay, and listen to what Clara Brandt has for them."
    )

    shown = told(("Bakers of Norrby to leave before Brandt", text), budget=90)

    assert shown[0].startswith("About 40")
    assert not any(one.startswith("Vote is set") for one in shown)


def test_a_sentence_that_the_next_turns_round_does_not_lead():
    """
    "Brandt led for months. But …" is the contrary of the news.
    """
    text = (
        "Clara Brandt led the race in Norrby for months.\n"
        "But on Sunday, when it counted, the voters of Norrby left her far behind Ann Adler.\n"
        "Ann Adler beat Clara Brandt by 812 ballots in the vote of Norrby on Sunday."
    )

    assert told(("", text))[0].startswith("Ann Adler beat")


def test_a_lead_that_is_turned_round_brings_the_turn_along():
    """
    Where nothing else can lead, both sentences are told.
    """
    first = "Clara Brandt said last week that her brother Erik gave nine crowns to the museum."
    turn = "But on Monday Clara Brandt could not name a day on which Erik gave a single one."

    assert told(
        ("Brandt not so sure about gift of brother", f"{first}\n{turn}"), budget=60
    ) == [
        first,
        turn,
    ]


def test_the_day_of_the_news_leads():
    """
    Of the first sentences of two papers the one that says when it happened.
    """
    undated = (
        "Clara Brandt asked bakers of Norrby for their votes at a dinner with old friends."
    )
    dated = "Clara Brandt asked bakers of Norrby for their votes at a dinner on Monday night."

    assert told(("", undated), ("", dated)) == [dated]


FIRE = (
    "Police in Lund held Erik Dahl on Monday after a fire at the museum of clocks in Osby.\n"
    "Firefighters of Lund carried nine clocks out of the museum in Osby before it burned down."
)
SAME = (
    "A fire at the museum of clocks in Osby on Monday led to the arrest of Erik Dahl in Lund.\n"
    "Nine clocks of the museum in Osby were saved from the fire by a baker and his two sons.\n"
    "Three cows were sold for nine crowns each by farmers of Norrby to a man from Westhaven."
)
VOTE = "Voters in Norrby elected Ann Adler as mayor on Sunday after a recount of 812 ballots."


def test_below_a_heading_stands_what_belongs_to_it():
    """
    A side issue of another article on the story is not told while there are several stories.
    """
    shown = told(
        ("Arrest after museum fire", FIRE), ("Museum burns", SAME), ("", VOTE), budget=140
    )

    assert VOTE in shown
    assert not any("cows" in one for one in shown)


ESSAY = (
    "OPINION.\n"
    "Bridges of stone last for ever, and since yesterday Norrby must know it.\n"
    "Stone asks for more hands and more years than any steel, and it is worth them in the end."
)
QUAKE = (
    "An earthquake off Gull Point shook three islands on Friday, and a pier fell into the sea."
)


def test_an_opinion_is_not_told_beside_three_reports():
    """
    Among few stories it is told as the last one.
    """
    fire, vote, quake, essay = (("", text) for text in (FIRE, VOTE, QUAKE, ESSAY))

    assert not any("tone" in one for one in told(fire, vote, quake, essay, budget=200))
    assert "Stone" in told(fire, essay, budget=200)[-1]


def test_a_line_that_names_somebody_is_no_line_under_the_headline():
    """
    What is told behind it as "The museum director" would be nobody without it.
    """
    text = (
        "Clara Brandt regrets her words on Ann Adler.\n"
        "The museum director, who has been at odds with bakers of Lund for nine days, said on "
        "Monday that she would be silent from now on."
    )

    assert told(("Brandt sorry for words on Adler", text), budget=60)[0].startswith("Clara")


def test_a_short_report_is_no_line_under_the_headline():
    """
    What goes on from it ("The council says …") makes it the first sentence of a report.
    """
    text = (
        "Ann Adler has scored a big win in the Norrby mayor race.\n"
        "The council says 34,570 ballots were cast by mail and in person from May 1 to May 8."
    )

    assert told(("Adler wins mayor race", text))[0].startswith("Ann Adler")


def test_what_reports_nothing_comes_last():
    """
    An essay is told behind a report that came earlier, as far as there is room.
    """
    essay = (
        "Bridges of stone are older than bridges of steel, and Clara Brandt likes both kinds.\n"
        "A bridge of stone needs more hands and more years than any bridge of steel."
    )
    report = "Police in Lund arrested Erik Dahl on Monday after a fire at the museum of clocks."

    assert told(("", report), ("", essay), budget=40)[0] == report


def test_he_does_not_lead_without_somebody():
    """
    "In May, he …" is passed over for the sentence that names him.
    """
    text = (
        "In November, he was the host of a fair of books in the town hall of Norrby.\n"
        "Pastor Erik Dahl told a hall of bakers in Norrby that all ovens must be closed."
    )

    assert told(("Pastor wants ovens closed", text))[0].startswith("Pastor")


def test_a_lead_that_does_not_fit_passes_its_story_over():
    """
    A lesser sentence that fits would not tell it.
    """
    long = (
        "Police in Lund arrested Erik Dahl and two of his brothers on Monday after a fire at "
        "the museum of clocks in Osby that burned for nine hours and cost nine old clocks."
    )
    short = "Firefighters of Osby carried nine clocks out of the burning museum on Monday."

    assert told(("Arrest after fire", f"{long}\n{short}"), ("", VOTE), budget=31) == [VOTE]


@pytest.mark.parametrize(
    "line",
    [
        "'Panic on the ferry' in the harbour town of Lund.",
        "A view from the ferry on the harbour in the evening sun.",
        "Erik Dahl, in the harbour after years at sea.",
        "Associated Press A crane lifts the ferry out of the sea near Lund.",
        "Captain Erik Dahl, left, and Mayor Ada Example, right, cut a ribbon.",
        "Three keepers of the lighthouse stand in front of it on Monday.",
        "Clockwise from top: the ferry, its captain and the harbour of Lund.",
        "Harbour alarm: The captain of the ferry was the first to see the rocks.",
        "The harbour did not immediately respond to a request for comment.",
        "The captain did not return calls on Monday.",
        "Police released this still image of the captain on the ferry.",
        "Erik Dahl (behind Brandt, left) was the captain of the ferry.",
        "'Afraid': The captain sees the rocks from the ferry in 1991.",
        "This undated photo shows the ferry and its captain off Lund.",
        "Mayor Clara Brandt, who had opened the ferry in the spring.",
        "Which makes the ferry all the more important for the town.",
        "The ferry sank within a minute of the alarm (see video below).",
        "Mayor Clara Brandt said as she opened the ferry to the town.",
        "Erik Dahl added during a visit to the harbour of Lund.",
        "Photo of the ferry before it was closed by the town of Lund.",
        "Clara Brandt is a staff writer at the Lund Herald and lives by the sea.",
    ],
)
def test_what_stands_around_an_article_tells_nothing(line):
    """
    Decks without a verb, captions, labels of lists, words on who wrote it.
    """
    assert is_untold(line)


@pytest.mark.parametrize(
    "sentence",
    [
        "Children and adults differ on the ferry.",
        "Die Fähre sinkt im Hafen von Lund.",
        "The result: The ferry stayed in the harbour of Lund for a week.",
        "Brandt was right: Nobody on the ferry wanted to go to Lund.",
        "Brandt's message: Nobody on the ferry may go to Lund.",
        "Right now, the ferry of Lund is the fastest one of all.",
        "Like the bridge, the ferry of Lund was closed for a week.",
        "Thanks to the keeper of the lighthouse nobody was hurt on the ferry.",
        "Video from the harbour showed the ferry on its way to Lund.",
        "Gov. Clara Brandt (R) and Sens. Erik Dahl (D) and Ada Example (R-Ill.) met.",
        "Brandt is seen as the first to know what became of the ferry.",
        "Two ferries of the town were closed to all on March 17.",
        "The #SaveTheFerry movement gave the town of Lund a captain.",
        "The captain did not return to the ferry for three days.",
        "Erik Dahl said in a statement the ferry was closed on Monday.",
        "Clara Brandt said in a statement that nobody on the ferry died.",
        "The captain met Clara Brandt, who had opened the ferry in the spring.",
        "Clara Brandt, who had opened the ferry, closed it on Monday.",
        "Photos of the ferry have made the town of Lund known.",
        "A dim view of the ferry has been spreading in the town.",
        "Erik Dahl , who owns the ferry, closed it on Monday.",
        "Clara Brandt is a professor at Lund who was hurt on the ferry.",
        "The party moved to the left, Clara Brandt said on Monday.",
        "Doctors found hepatitis A in forty people on the ferry.",
        "The ferry cost approx. $3 million when it was built.",
    ],
)
def test_sentences_that_look_like_what_stands_around_are_told(sentence):
    """
    A verb, a pointing label or a word between keeps a sentence in; so does another language.
    """
    assert not is_untold(sentence)
