"""/quotes: who said what, whom it means, and what is never guessed."""

from dataclasses import replace

import make
import pytest
from chat import BO, NOON, printed

from bot.commands.quotes import NobodyCalled, NotQuoted, Quotes, WhichPerson, WhoseQuotes
from bot.commands.router import Refused


def texts(answer):
    return [one.text for group in answer.groups for one in group.quotes]


async def test_asks_which_kim(chat):
    """
    A name two people share is a question, not a guess; the better known comes first.
    """
    await chat.knows("Kim Brandt", aliases=["Kim"])
    await chat.knows("Kim Adler", aliases=["Kim"], quotes=["Nobody asked me about it."])

    answer = await chat.say("/quotes KIM")

    assert isinstance(answer, WhichPerson)
    assert answer.name == "Kim"
    labels = [choice.label for row in answer.choices for choice in row]
    assert labels == ["Kim Adler (1)", "Kim Brandt"]


async def test_a_choice_is_an_answer(chat):
    """
    A tap on a name gives that person's quotes and replaces the question.
    """
    await chat.knows("Kim Brandt", aliases=["Kim"])
    await chat.knows("Kim Adler", aliases=["Kim"], quotes=["Nobody asked me about it."])
    await chat.say("/quotes kim")

    answer = await chat.tap("Kim Adler (1)")

    assert isinstance(answer, Quotes)
    assert texts(answer) == ["“Nobody asked me about it.”"]
    assert answer.edits


@pytest.mark.parametrize("line", ["kim jong-un", "KIM JONG UN", "Kim Jong Un", "kim  jong un"])
async def test_spellings_of_a_name_agree(chat, line):
    """
    Case and hyphens make no difference.
    """
    await chat.knows("Kim Jong Un", quotes=["We are ready for talks."])

    answer = await chat.say(f"/quotes {line}")

    assert isinstance(answer, Quotes)
    assert answer.title == "Kim Jong Un"


async def test_never_a_substring(chat):
    """
    "skim" is not Kim: the nearest names are offered, and a search.
    """
    await chat.knows("Kim Adler", aliases=["Kim"], quotes=["Nobody asked me about it."])

    answer = await chat.say("/quotes skim")

    assert isinstance(answer, NobodyCalled)
    assert answer.near == "Kim Adler"
    assert [row[0].line for row in answer.choices] == ["~/quotes Kim Adler", "~/search skim"]


async def test_about_is_apart_from_by(chat):
    """
    What others say about somebody is not what they said.
    """
    await chat.knows("Ann Adler", quotes=["He will not come."], about=["Ben Brandt"])
    await chat.knows("Ben Brandt", quotes=["I will come."])

    answer = await chat.say("/quotes ben brandt")

    assert [group.heading for group in answer.groups] == ["Said", "About Ben Brandt"]
    assert [group.quotes[0].who for group in answer.groups] == ["Ben Brandt", "Ann Adler"]


async def test_one_on_the_other(chat):
    """
    "ann on ben" gives what she said about him, and nothing else of hers.
    """
    await chat.knows("Ann Adler", quotes=["He will not come."], about=["Ben Brandt"])
    await chat.knows("Ann Adler", quotes=["It is raining."])

    answer = await chat.say("/quotes ann adler on ben brandt")

    assert texts(answer) == ["“He will not come.”"]


async def test_one_word_is_not_a_full_name(chat):
    """
    Somebody known by one name only does not hide those who bear it in full.
    """
    await chat.knows("Brandt", quotes=["It is raining."])
    await chat.knows("Ben Brandt", aliases=["Brandt"], quotes=["The sun shines."])

    answer = await chat.say("/quotes brandt")
    assert isinstance(answer, WhichPerson)
    assert texts(await chat.tap("Brandt")) == ["“It is raining.”"]


async def test_people_of_unpublished_articles_do_not_exist(chat):
    """
    Whom only withdrawn or waiting articles name is not known, by name or by number.
    """
    number = await chat.knows("Ann Adler", quotes=["It is raining."])
    [person] = await chat.store.people_named("Ann Adler")
    await chat.say(f"/withdraw {number}", user=BO)

    for line in ["/quotes ann adler", f"/quotes #{person.id}", f"/brief #{person.id}"]:
        assert "Adler" not in printed(await chat.say(line)).replace("ann adler", "")


async def test_of_namesakes_those_who_said_something(chat):
    """
    Asked for one on the other, namesakes who never spoke of them are no choice.
    """
    await chat.knows("Ann Adler", quotes=["He will not come."], about=["Ben Brandt"])
    await chat.knows("Cem Brandt")
    await chat.knows("Dan Adler", quotes=["It is raining."])

    answer = await chat.say("/quotes adler on brandt")

    assert answer.title == "Ann Adler on Ben Brandt"


async def test_several_namesakes_on_each_other_are_asked_about(chat):
    """
    When more than one pair fits, the pairs are the choices, with their counts.
    """
    await chat.knows("Ann Adler", quotes=["He will not come."], about=["Ben Brandt"])
    await chat.knows("Dan Adler", quotes=["He may come.", "Or not."], about=["Ben Brandt"])

    question = await chat.say("/quotes adler on brandt")
    answer = await chat.tap("Dan Adler on Ben Brandt (2)")

    assert isinstance(question, WhichPerson)
    assert answer.title == "Dan Adler on Ben Brandt"


async def test_nobody_speaks_about_themselves(chat):
    """
    One person on the same person is answered, and so is a name that nobody has.
    """
    await chat.knows("Ann Adler", quotes=["It is raining."])

    assert isinstance(await chat.say("/quotes ann adler on ann adler"), NotQuoted)
    assert isinstance(await chat.say("/quotes ann adler on xyz"), NobodyCalled)
    assert isinstance(await chat.say("/quotes xyz on ann adler"), NobodyCalled)
    assert isinstance(await chat.say("/quotes by xyz"), NobodyCalled)


async def test_about_alone(chat):
    """
    "about ben" gives what anybody said about him.
    """
    await chat.knows("Ann Adler", quotes=["He will not come."], about=["Ben Brandt"])

    answer = await chat.say("/quotes about ben brandt")

    assert texts(answer) == ["“He will not come.”"]


async def test_a_topic_has_quotes(chat):
    """
    A topic's slug or title gives the quotes of its articles.
    """
    await chat.knows("Ann Adler", quotes=["It is raining."], topics=["north-korea"])
    await chat.knows("Ben Brandt", quotes=["The sun shines."])

    answer = await chat.say("/quotes North Korea")

    assert answer.title == "North Korea"
    assert texts(answer) == ["“It is raining.”"]


async def test_pages_turn_in_place(chat):
    """
    Many quotes come page by page, each exactly once, in one message.
    """
    said = [f"This is statement number {number}." for number in range(7)]
    await chat.knows("Ann Adler", quotes=said)

    first = await chat.say("/quotes by ann adler")
    second = await chat.tap("Older ›")
    third = await chat.tap("Older ›")

    assert first.place == "1 to 3 of 7"
    assert (second.edits, third.edits) == (True, True)
    assert texts(first) + texts(second) + texts(third) == [f"“{words}”" for words in said]
    assert [choice.label for choice in third.choices[-1]] == ["‹ Newer"]


async def test_as_many_as_asked_for(chat):
    """
    A number behind the name says how many at a time.
    """
    await chat.knows("Ann Adler", quotes=[f"This is statement number {n}." for n in range(7)])

    assert len(texts(await chat.say("/quotes ann adler 5"))) == 5


@pytest.mark.parametrize("line", ["/quotes kim 0", "/quotes kim 11"])
async def test_says_how_to_ask(chat, line):
    """
    With a number out of range, the answer shows a working example.
    """
    answer = await chat.say(line)

    assert isinstance(answer, Refused)
    assert "/quotes kim 3" in answer.reason


async def test_alone_it_offers_people(chat):
    """
    /quotes without a name offers those who are quoted most.
    """
    await chat.knows("Ann Adler", quotes=["It is raining."])

    answer = await chat.say("/quotes")

    assert isinstance(answer, WhoseQuotes)
    assert answer.choices[0][0].line == "~/quotes Ann Adler"


async def test_known_but_never_quoted(chat):
    """
    Somebody who is named but not quoted is said to be so.
    """
    await chat.knows("Ann Adler")

    answer = await chat.say("/quotes ann adler")

    assert isinstance(answer, NotQuoted)
    assert answer.articles == 1


async def test_what_is_not_in_the_article_is_not_shown(chat):
    """
    A quote whose words are not at their place in the stored text is left out.
    """
    number = await chat.knows("Ann Adler", quotes=["It is raining."])
    found = await chat.store.analysis(number)
    moved = tuple(replace(one, start=one.start + 1) for one in found.quotes)
    await chat.store.save_analysis(number, replace(found, quotes=moved))

    answer = await chat.say("/quotes ann adler")

    assert "raining" not in printed(answer)


async def test_a_sentence_is_shown_once_with_all_its_fragments(chat):
    """
    Two fragments that somebody is quoted with in one sentence are both marked in it.
    """
    number = await chat.knows("Ann Adler", quotes=["It is a wonder, she is a fool."])
    text = (await chat.store.article(number)).article.text
    found = await chat.store.analysis(number)
    fragments = tuple(
        make.quote(
            text,
            words,
            kind="partial",
            speaker="Ann Adler",
            utterance=utterance,
            fragments=((text.index(words), text.index(words) + len(words)),),
        )
        for utterance, words in enumerate(("a wonder", "a fool"))
    )
    await chat.store.save_analysis(number, replace(found, quotes=fragments))

    answer = await chat.say("/quotes ann adler")

    shown = [one for group in answer.groups for one in group.quotes]
    marked = [stretch.text for one in shown for stretch in one.stretches if stretch.marked]
    assert len(shown) == 1
    assert marked == ["a wonder", "a fool"]


async def test_roles_dates_and_outlets_stand_on_one_line(chat):
    """
    Who, role as printed, where, when: in that order.
    """
    await chat.knows(
        "Ann Adler",
        role="director of the museum",
        quotes=["It is raining."],
        outlet="The Evening",
        title="Rain",
        published_at=NOON.replace(month=3, day=2),
    )

    answer = await chat.say("/quotes ann adler")

    assert "Ann Adler, director of the museum · The Evening, 2 Mar 2026 ¹" in printed(answer)
    assert "¹ Rain, The Evening, 2 Mar 2026" in printed(answer)
