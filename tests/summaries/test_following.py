"""What a brief tells after its leads: understood where it stands, and told once."""

import pytest
from make import NOON

from summaries.analyse import analyse
from summaries.digest import Material, digest
from summaries.following import Telling
from summaries.model import Article
from summaries.passages import Passage
from summaries.references import references

LEAD = "Police in Lund arrested two men on Monday after a fire at the harbour museum of Osby."
BRANDT = "Clara Brandt, director of the museum, said that nine of its clocks were burned."


def told(*texts, budget=200, terms=()):
    articles = [Article(n, text, "", "en", "", NOON) for n, text in enumerate(texts, 1)]
    found = digest(
        [Material(one, analyse(one)) for one in articles], budget_words=budget, terms=terms
    )
    return [one.text for one in found.sentences]


def test_a_surname_brings_along_who_introduces_it():
    """
    What Brandt did is told behind the sentence that says who Brandt is.
    """
    filler = (
        "Firefighters from three towns fought the flames until dawn broke over the harbour."
    )
    news = "Brandt has sold the ruins of the burned building to a hotel company from Norrby."

    shown = told(f"{LEAD}\n{BRANDT}\n{filler}\n{news}", budget=55)

    assert news not in shown or shown.index(BRANDT) < shown.index(news)
    assert told(f"{LEAD}\n{BRANDT}\n{filler}\n{news}")[-1] == news


def test_a_short_briefing_reads_the_top_of_an_article():
    """
    Far down stands background; what was asked for is told from wherever it stands.
    """
    filler = [
        f"Firefighters from {town} fought the flames in the tower until late at night."
        for town in ("Norrby", "Visby", "Kalmar", "Ystad", "Malmo", "Gavle", "Falun")
    ]
    late = "Surveyors of Uppsala measured the marshes for a canal to Lund that nobody built."
    text = "\n".join([LEAD, *filler, late])

    assert late not in told(text, budget=60)
    assert late in told(text, budget=60, terms=["Uppsala"])


def test_news_with_its_day_is_told_from_far_down():
    """
    What happened on a day, or days later, is no background.
    """
    filler = [
        f"Firefighters from {town} fought the flames in the tower until late at night."
        for town in ("Norrby", "Visby", "Kalmar", "Ystad", "Malmo", "Gavle", "Falun")
    ]
    late = "Surveyors of Uppsala measured the marshes for a canal to Lund on Tuesday."
    text = "\n".join([LEAD, *filler, late])

    assert late in told(text, budget=60)
    assert late not in told(text.replace(" on Tuesday", " that nobody built"), budget=60)


def test_comment_between_two_events_is_passed_over():
    """
    "Days later" goes on from what happened before, whatever the paper thinks of that.
    """
    met = "Bakers of Norrby met the mayor of Lund in secret last week over the border tax."
    comment = "This reflects a complex and fraught climate that poses crucial challenges."
    later = "Days later, the bakers shut all ovens of the harbour and sank two of its ships."

    shown = told(f"{LEAD}\n{met} {comment} {later}", budget=60)

    assert shown == [LEAD, met, later]


def test_a_charge_is_not_told_without_its_end():
    """
    Who was cleared, as the same article says, is not told to have been charged.
    """
    charge = "Erik Dahl was charged with the murder of two bakers in the harbour of Norrby."
    end = "A court of Lund acquitted Erik Dahl of the murders after nine days of hearings."

    assert charge in told(f"{LEAD}\n{charge}", budget=60)
    assert charge not in told(f"{LEAD}\n{charge}\n{end}", budget=60)


def test_a_surname_that_nobody_introduces_stays_out():
    """
    When the introduction is no sentence that can be told, neither is the rest.
    """
    news = "Brandt has sold the ruins of the burned building to a hotel company from Norrby."
    aside = "(Clara Brandt is the director of the museum and a friend of the editor.)"

    assert news not in told(f"{LEAD}\n{news}\n{aside}")


def test_who_was_asked_for_is_known():
    """
    A brief on Clara Brandt need not introduce her.
    """
    news = "Brandt sold the ruins of the burned building to a hotel company from Norrby."
    late = "Clara Brandt was seen nowhere in Lund, where the museum kept its finest clocks."

    assert news in told(f"{LEAD}\n{news}\n{late}", terms=["Clara Brandt"])


def test_the_suspect_needs_the_sentence_before():
    """
    "The suspect" comes with what says who it is, or with nothing.
    """
    who = "A night guard of nearby shipyards is also held, for selling petrol to strangers."
    news = (
        "The suspect confessed on Tuesday and was sentenced to nine years by a court in Lund."
    )

    shown = told(f"{LEAD}\nRain fell on many villages along the coast all day.\n{who}\n{news}")

    assert shown.index(news) == shown.index(who) + 1


@pytest.mark.parametrize(
    "again",
    [
        "Two men were arrested by Lund police on Monday after the Osby harbour museum fire.",
        "After a fire at a harbour museum in Osby, police in Lund have arrested two men.",
    ],
)
def test_one_fact_from_two_papers_is_told_once(again):
    """
    Other words for the same arrest are left out; what the second paper adds is not.
    """
    more = "Insurers put the loss of its tower clocks at forty million crowns on Tuesday."

    shown = told(f"{LEAD}\n{BRANDT}", f"{again}\n{more}")

    assert len({LEAD, again} & set(shown)) == 1
    assert more in shown


def test_a_company_is_the_one_named_in_that_paper():
    """
    "The company" of one paper is not the company that another one named.
    """
    other = "Shares of shipping firms fell on Tuesday in Norrby for the ninth day of trading."
    news = "The company sold all of its old ferries and fired the captain of the last one."

    assert news not in told(
        f"Lund Lines, a ferry company, was fined by a court in Lund on Monday.\n{BRANDT}",
        f"{other}\nNobody knows why.\nRain fell on Norrby all day.\n{news}",
        budget=60,
    )


@pytest.mark.parametrize(
    "line",
    [
        "CB: The clocks of the museum were burned by two men from Lund on Monday.",
        "Clara Brandt is seen at the burned museum of clocks in Osby before dawn on Monday.",
        "A view of the harbour museum of Osby that was burned by two men on Monday.",
        "Clara Brandt speaks in Osby about the burned museum, Friday, May 2, 2014.",
        "Brandt declined to comment on the two men who burned the harbour museum of Osby.",
        "Anyone with information on the men who burned the museum can call the police.",
        "Follow the burned museum of Osby and its clocks on Facebook and on other sites.",
        "Clocks that were burned They were the oldest ones in the harbour museum of Osby.",
        "The museum , now burned , had the oldest clocks along the coast of Osby .",
        "The clocks (Fig. 1) were burned (Fig. 2) in Osby (Fig. 3) by two men on Monday.",
        "Two men burned the harbour museum of Osby and all of its tower clocks on Jan.",
        "Wow, two men burned the harbour museum of Osby and all of its tower clocks.",
    ],
)
def test_what_is_no_report_is_not_told(line):
    """
    Scripts, captions, calls to the reader, glued headings, halves and no-comments stay out.
    """
    assert line not in told(f"{LEAD}\n{BRANDT}\n{line}")


def test_words_in_quotation_marks_need_a_speaker():
    """
    A statement whose speaker stands in another sentence is not told.
    """
    bare = (
        "“The museum of Osby was burned by two men and nine of its clocks are lost for ever.”"
    )

    assert bare not in told(f"{LEAD}\n{bare}\n{BRANDT}")


def test_most_looks_back():
    """
    "Most are …" counts what the sentence before names.
    """
    before = "Forty clocks of the tower and of the harbour were saved by divers on Tuesday."
    most = "Most were wounded badly and have been sent to a workshop of the Norrby clockmakers."

    shown = told(f"{LEAD}\n{BRANDT}\n{before}\n{most}")

    assert most not in shown or shown.index(most) == shown.index(before) + 1


def test_these_powers_are_named_before():
    """
    A demonstrative anywhere in a sentence brings the sentence before along, or stays out.
    """
    before = "Norrby and Lund have kept forty ferries each in the strait since the last war."
    news = (
        "Clara Brandt signed a treaty in Osby to sink nine ferries of these powers each year."
    )

    shown = told(f"{LEAD}\n{BRANDT}\nRain fell on many villages all day.\n{before}\n{news}")

    assert news not in shown or shown.index(news) == shown.index(before) + 1


def test_a_thing_is_known_in_its_own_article_only():
    """
    "The survey" of another paper is not the survey that was told.
    """
    survey = "A survey of 900 bakers in Lund on Monday found the museum of Osby loved by most."
    other = (
        "Firefighters in Lund lost nine clocks to the museum fire in Osby, police said.\n"
        "It was a cold night.\nMinisters doubt the survey by a margin wider than expected."
    )

    assert not any("doubt the survey" in one for one in told(f"{LEAD}\n{survey}", other))


def test_half_of_the_words_of_another_paper_make_a_repeat():
    """
    What one sentence says in other words another need not say, though half of it is new.
    """
    texts = (
        "Divers of Lund found a bell, two clocks and nine coins under the harbour bridge.",
        "A bell, clocks and coins under a bridge in Lund were shown to bakers and to farmers "
        "by Ann Adler, who keeps old maps.",
    )
    articles = [Article(n, text) for n, text in enumerate(texts)]
    refers = references(articles, [(), ()], [(n, 0, len(t)) for n, t in enumerate(texts)])
    passages = [Passage(t, n, 0, 0, False, len(t.split())) for n, t in enumerate(texts)]
    telling = Telling(passages, refers, [0, 0])

    telling.take(0)

    assert telling.repeats(1)


def test_an_article_is_told_from_its_news_on():
    """
    What stands deep in a second paper brings along the sentence that opens it, unless that
    sentence says what is told already or was told to the reader before.
    """
    lead, side = (
        "The harbour museum of Osby will sell nine clocks to pay for a new roof.",
        "Three bakers of the street delivered bread to the firefighters of Norrby all night.",
    )
    again = "Police in Lund arrested two men on Monday, after the harbour museum fire of Osby."

    assert _brought(LEAD, lead, side) == (1, 2)
    assert _brought(LEAD, again, side) == (2,)
    assert _brought(LEAD, lead, side, tops={}) == (2,)


def _brought(first, second, third, tops=None):
    texts = (first, f"{second} {third}")
    places = [(0, 0, len(first)), (1, 0, len(second)), (1, len(second) + 1, len(texts[1]))]
    articles = [Article(n, text) for n, text in enumerate(texts)]
    refers = references(articles, [(), ()], places)
    passages = [
        Passage(texts[n][start:end], n, int(start > 0), int(start > 0), False, 12)
        for n, start, end in places
    ]
    telling = Telling(passages, refers, [0, 0], tops={0: 0, 1: 1} if tops is None else tops)
    telling.take(0)
    return telling.needed(2)
