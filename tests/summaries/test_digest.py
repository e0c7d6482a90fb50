"""Digests of several articles: choice, order, corroboration, updates, headlines."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from make import NOON, analysis

from summaries.analyse import analyse
from summaries.choosing import choose
from summaries.coverage import Coverage
from summaries.digest import Material, digest
from summaries.model import Article
from summaries.passages import passages
from summaries.sentences import sentences

WIRE = (
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday: 41 aboard.\n"
    "Divers searched the waters off Gull Point and found the bell of the ferry on Wednesday.\n"
    "Clara Brandt, mayor of Westhaven, asked for an inquiry into the safety of night ferries."
)
PAPER = (
    "The night ferry between Westhaven and Lund sank off Gull Point on Tuesday: 41 aboard.\n"
    "Lund Lines, the owner of the ferry, said its captain had sailed it for eleven years.\n"
    "A fisherman from Gull Point pulled nine passengers from the water before rescuers came."
)
LATER = (
    "Prosecutors in Lund charged the captain of the sunken ferry with negligence on Friday.\n"
    "A court ordered Lund Lines to hand over the logs of every night ferry since January."
)


def material(number, text, *, title="", family="", at=NOON):
    article = Article(number, text, title, "en", family, at)
    return Material(article, analysis(sentences=sentences(text)), family)


def texts_of(chosen):
    return {sentence.text for sentence in chosen}


def test_chosen_sentences_stand_where_they_say():
    """
    Every sentence is cut from its article, and ranks count from 0.
    """
    texts = [WIRE, PAPER, LATER]
    found = choose(texts, budget_words=60)

    assert [chosen.rank for chosen in found] == list(range(len(found)))
    assert all(texts[c.article][c.start : c.end] == c.text for c in found)
    assert sum(len(c.text.split()) for c in found) <= 60


def test_three_sentences_when_nothing_is_asked():
    """
    Without a budget a choice has three sentences.
    """
    assert len(choose([WIRE, PAPER])) == 3


def test_the_same_sentence_is_chosen_once():
    """
    Wire copy printed by two papers takes one place, and both count as saying it.
    """
    found = digest([material(1, WIRE, family="a"), material(2, PAPER, family="b")])
    sank = [s for s in found.sentences if "sank off" in s.text]

    assert len(sank) == 1
    assert sank[0].said_by == 2


def test_papers_of_one_house_count_once():
    """
    Two outlets of a publisher corroborate nothing.
    """
    found = digest([material(1, WIRE, family="a"), material(2, PAPER, family="a")])

    assert {sentence.said_by for sentence in found.sentences} == {1}


def test_an_update_tells_what_is_new():
    """
    What was told is not told again; when nothing else is left there is nothing.
    """
    fresh = choose([PAPER, LATER], budget_words=100, told=[WIRE])

    assert not any("sank off" in text for text in texts_of(fresh))
    assert any("charged the captain" in text for text in texts_of(fresh))
    assert choose([WIRE], budget_words=100, told=[WIRE]) == ()
    assert digest([material(1, WIRE)], told=[WIRE]).sentences == ()


def test_sentences_are_ordered_for_reading():
    """
    An article's sentences stand together, in its own order.
    """
    found = digest([material(1, WIRE), material(2, PAPER)], budget_words=200).sentences
    places = [(sentence.article, sentence.start) for sentence in found]

    for number in (1, 2):
        starts = [start for article, start in places if article == number]
        assert starts == sorted(starts)


def test_what_was_asked_for_comes_first():
    """
    Sentences with the reader's words are preferred.
    """
    given_ = [material(n, line) for n, line in enumerate(PAPER.splitlines()[1:])]

    for term in ("fisherman", "Lund Lines"):
        (best, *_) = digest(given_, terms=[term], budget_words=20).sentences
        assert term in best.text


def test_fresh_articles_are_preferred():
    """
    Of two accounts alike in all else, the later one speaks.
    """
    for new in (0, 1):
        dates = [NOON - timedelta(days=30), NOON - timedelta(days=30)]
        dates[new] = NOON
        texts = (LATER.splitlines()[0], PAPER.splitlines()[2])
        given_ = [material(n, text, at=dates[n]) for n, text in enumerate(texts)]

        assert digest(given_, budget_words=16).sentences[0].article == new


def test_an_undated_article_is_heard_too():
    """
    Without a date an article counts as a week old.
    """
    found = digest([material(1, WIRE, at=None), material(2, LATER)], budget_words=200)

    assert {sentence.article for sentence in found.sentences} == {1, 2}


def test_every_article_is_in_one_story():
    """
    Stories come the largest first; what is shown and considered is counted.
    """
    other = "A comet passed the moon of a distant planet, astronomers in Oslo said on Monday."
    given_ = [material(1, WIRE, title="Ferry sinks"), material(2, PAPER), material(3, other)]
    found = digest(given_)

    assert sorted(n for story in found.stories for n in story.articles) == [1, 2, 3]
    assert found.stories[0].headline == "Ferry sinks"
    assert found.stories[0].headline_article == 1
    assert found.articles == (1, 2, 3)
    assert set(found.shown) == {sentence.article for sentence in found.sentences}


def test_likeness_to_what_was_told():
    """
    A told sentence is wholly alike; with nothing told nothing is.
    """
    candidates = passages([WIRE], [sentences(WIRE)])

    told = Coverage(candidates, told=[candidates[0].text])
    assert told.known[0] == pytest.approx(1)
    assert told.known[1] < 1
    assert not Coverage(candidates).known.any()
    assert len(Coverage((), told=[WIRE]).known) == 0


LINES = [*WIRE.splitlines(), *PAPER.splitlines(), *LATER.splitlines(), "He left.", "But why?"]


@given(
    st.lists(st.lists(st.sampled_from(LINES), max_size=5), min_size=1, max_size=4),
    st.integers(0, 80),
    st.randoms(use_true_random=False),
)
def test_order_of_articles_does_not_matter(drawn, budget, random):
    """
    In any order the same sentences are chosen, within the budget, no two of them alike.
    """
    texts = ["\n".join(lines) for lines in drawn]
    shuffled = random.sample(texts, len(texts))
    found = choose(texts, budget_words=budget)

    assert texts_of(found) == texts_of(choose(shuffled, budget_words=budget))
    assert sum(len(sentence.text.split()) for sentence in found) <= budget
    assert len(texts_of(found)) == len(found)
    assert all(texts[c.article][c.start : c.end] == c.text for c in found)


def test_lives_lost_come_first():
    """
    Of stories that as many papers tell, the one that cost lives opens a briefing.
    """
    vote = "Voters in Norrby elected Clara Brandt as mayor on Sunday after a recount."
    quake = "An earthquake off Osby killed 112 people on Sunday and shook all of Lund."

    found = digest([material(1, quake), material(2, vote)], budget_words=40).sentences

    assert found[0].text == quake


def test_news_comes_before_a_tease():
    """
    A story whose only headline promises something is told behind one that says what happened.
    """
    vote = "Voters in Norrby elected Clara Brandt as mayor on Sunday after a recount."
    pick = "Erik Dahl of Lund named the singer Ada Example on Sunday as his new deputy."
    tease = Material(
        Article(2, pick, "Erik Dahl Just Revealed Who He’d Pick", "en", "", NOON),
        analysis(sentences=sentences(pick)),
    )

    found = digest([material(1, vote), tease], budget_words=40).sentences

    assert [one.text for one in found] == [vote, pick]


def test_an_utterance_is_printed_once():
    """
    What stands under the quotes is not told again as another paper cut it.
    """
    said = "“I like Adler, but these are horrible times for Lund. I am not quite there yet,”"
    short = "Clara Brandt told the Herald, “These are horrible times for Lund. I am not there.”"
    first = f"Clara Brandt, mayor of Lund, closed the bridge on Monday.\n{said} Brandt said."
    second = f"Bakers of Lund fear for the bridge, which Brandt closed.\n{short}"
    given = [Article(n, text, "", "en", "", NOON) for n, text in enumerate((first, second), 1)]

    found = digest([Material(one, analyse(one)) for one in given], budget_words=90)

    assert found.quotes
    assert not any("horrible" in one.text for one in found.sentences)


def test_a_part_of_a_shown_quote_is_not_told():
    """
    A sentence that is nothing but words of a quote below stands there already.
    """
    said = "“Nobody asked the bakers of Lund about the bridge.”"
    first = f"Clara Brandt, mayor of Lund, closed the bridge on Monday.\n{said} Brandt said."
    second = "Bakers of Lund fear the worst.\nNobody asked the bakers of Lund about the bridge."
    given = [Article(n, text, "", "en", "", NOON) for n, text in enumerate((first, second), 1)]

    found = digest([Material(one, analyse(one)) for one in given], budget_words=90)

    assert found.quotes
    assert not any(one.text.startswith("Nobody") for one in found.sentences)
