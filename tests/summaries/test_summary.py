"""Choosing sentences: budgets, repeats, leaning sentences, methods."""

import subprocess
import sys

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from summaries.errors import SummariesError
from summaries.model import Article
from summaries.passages import passages
from summaries.rank import METHODS, Ranking, Words, summarizer
from summaries.sentences import sentences
from summaries.summary import article_summary

TEXT = """Home | News | Sport
The night ferry between Westhaven and Lund sank off Gull Point on Tuesday with 41 people aboard.
He said that the sea was rough that night and that nobody had seen the rocks.
Divers searched the waters off Gull Point for the ferry and found its bell on Wednesday.
Divers searched the waters off Gull Point for the ferry and found its bell on Wednesday.
Sign up for our newsletter and read more about ferries every single morning.
The company that owns the ferry, Lund Lines, said its captain had sailed the route for years.
It promised to pay for the search of the ferry and for the families of the people aboard.
Mayor Clara Brandt of Westhaven called for an inquiry into ferry safety at Gull Point.
Read this
"""


def summary(text, **options):
    found = sentences(text)
    picked = article_summary(Article(1, text), found, **options)
    return [text[found[place].start : found[place].end] for place in picked]


@pytest.mark.parametrize("method", METHODS)
def test_every_method_chooses_three_whole_sentences(method):
    """
    Ours and sumy's methods share one call; debris, headings and repeats are never chosen.
    """
    chosen = summary(TEXT, method=method)

    assert len(chosen) == len(set(chosen)) == 3
    assert not any("newsletter" in sentence or "Home" in sentence for sentence in chosen)


def test_an_unknown_method_is_refused():
    """
    The refusal lists the methods there are.
    """
    with pytest.raises(SummariesError, match="lex-rank"):
        Ranking((), method="guess")


@pytest.mark.parametrize("budget", [0, 5, 17, 40, 1000])
def test_words_are_never_exceeded(budget):
    """
    Whole sentences within the budget, however small it is.
    """
    assert sum(len(s.split()) for s in summary(TEXT, budget_words=budget)) <= budget


def test_a_leaning_sentence_brings_the_one_before():
    """
    "He said …" is shown after what it leans on, or not at all.
    """
    chosen = summary(TEXT, max_sentences=6)

    assert {"He", "It"} <= {sentence.split()[0] for sentence in chosen}
    for place, sentence in enumerate(chosen):
        if sentence.startswith("He said"):
            assert chosen[place - 1].startswith("The night ferry")
        if sentence.startswith("It promised"):
            assert chosen[place - 1].startswith("The company")


def test_an_article_of_leaning_sentences_is_told_from_its_opening():
    """
    Where every sentence leans, what opens the article stands for it.
    """
    text = (
        "He went to the harbour early in the day. It was closed for repairs all of that week."
    )

    assert summary(text)[0] == "He went to the harbour early in the day."


def test_sumy_methods_prefer_what_is_new():
    """
    Likeness to what is taken costs, where the method itself does not see it.
    """
    found = passages([TEXT], [sentences(TEXT)])
    ranking = Ranking(found, method="luhn")
    before = ranking.values()
    ranking.take(0)

    assert (ranking.values() <= before).all()
    assert ranking.likeness[0] == pytest.approx(1)


def test_our_ranker_is_a_sumy_summarizer():
    """
    Over sumy's document model it returns sentences of it, in order.
    """
    from sumy.models.dom import ObjectDocumentModel, Paragraph, Sentence  # noqa: PLC0415

    words = Words()
    listed = [Sentence(line, words) for line in TEXT.splitlines()[1:5]]
    document = ObjectDocumentModel([Paragraph(listed)])

    chosen = summarizer("own")(document, 2)

    assert len(chosen) == 2
    assert set(chosen) <= set(document.sentences)
    assert words.to_sentences("A. B.") == ("A. B.",)


def test_our_method_does_not_load_sumy():
    """
    Choosing sentences pays nothing for the methods that are not used.
    """
    code = (
        "import sys; from summaries.choosing import choose;"
        "choose(['The ferry sank off Gull Point on Tuesday.']);"
        "sys.exit(any(m.startswith(('sumy', 'nltk')) for m in sys.modules))"
    )

    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_nothing_has_no_summary():
    """
    An empty text has no sentences to choose.
    """
    assert summary("") == []
    assert np.array_equal(Ranking(()).values(), np.zeros(0))


@given(st.text(alphabet="The ferry. He said\n“”A", max_size=300), st.integers(0, 40))
def test_choosing_is_total(text, budget):
    """
    Whatever the text and budget, there is an answer within it.
    """
    assert sum(len(s.split()) for s in summary(text, budget_words=budget)) <= budget
    assert len(summary(text, max_sentences=2)) <= 2


@pytest.mark.parametrize(
    "half",
    [
        "According to her suit in the county court on Monday:",
        "Police in the north of the country arrested...",
        '"The plaintiff had no problem with the app at work.',
        "You can add your place to your tweet from anywhere at all.",
    ],
)
def test_halves_and_notices_are_no_candidates(half):
    """
    What breaks off, only announces, or belongs to the page is never chosen.
    """
    assert half not in summary(f"{TEXT}{half}\n", budget_words=500)


def test_what_does_not_fit_with_what_it_leans_on_stays_out():
    """
    A sentence whose predecessor is too long for the words left makes room for another.
    """
    text = (
        "Ferry captain Ann Adler of Westhaven spoke of the ferry, the ferry crew and the ferry"
        " company on Tuesday at Gull Point.\n"
        "Her ferry crew left the ferry.\n"
        "Rain fell on Lund for days."
    )

    assert summary(text, budget_words=10) == ["Rain fell on Lund for days."]
