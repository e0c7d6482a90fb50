"""Reading on: a sentence in its article, the whole article, search, plain words."""

from dataclasses import replace

import pytest
from chat import ANA, BO, GROUP, printed
from make import new_article

from bot.commands.brief import NothingOn
from bot.commands.reading import SentenceShown, WholeArticle
from bot.commands.router import Refused
from bot.commands.searching import DidYouMean, SearchResults
from bot.commands.wrong import quote_words
from bot.model import ChatId
from bot.places import place

LINE = "Ann Adler spoke to reporters about many things."


async def test_a_sentence_is_marked_in_its_paragraph(seeded):
    """
    The sentence behind a number stands in its paragraph, with what is around it.
    """
    brief = await seeded.say("/brief north korea")

    answer = await seeded.tap("¹")

    kept = await seeded.store.article(brief.told.sources[0].place.article)
    paragraphs = kept.article.text.split("\n")
    assert isinstance(answer, SentenceShown)
    assert answer.before + answer.text + answer.after in paragraphs


async def test_back_leads_back(seeded):
    """
    From a sentence or a page of the article one tap leads back to the brief.
    """
    brief = await seeded.say("/brief north korea")
    await seeded.tap("¹")
    await seeded.tap("Whole article")
    await seeded.tap("Page 2")

    assert await seeded.tap("Back") == replace(brief, edits=True)


@pytest.mark.parametrize(
    "back", ["/forgetme", "/stop", "/subscribe 7:30", "/publish 1", "/s 1 0 /forgetme", "/"]
)
@pytest.mark.parametrize("line", ["/s {number} 0", "/read {number}", "/wrong {quote}"])
async def test_back_leads_to_lists_alone(chat, line, back):
    """
    Whatever somebody types behind a place, no button does it.
    """
    number = await chat.knows("Ann Adler", quotes=["It is raining."])
    [kept] = await chat.store.quotes_of(number)
    typed = line.format(number=number, quote=quote_words(kept))

    answer = await chat.say(f"{typed} {back}", chat=ChatId(GROUP), private=False)

    assert not isinstance(answer, Refused)
    lines = [choice.line for row in answer.choices for choice in row]
    assert not [one for one in lines if one.endswith(back)]


@pytest.mark.parametrize(
    "back", ["/brief ann adler 30s", "/quotes adler p1", "/search rain p1", "/story 1"]
)
@pytest.mark.parametrize("line", ["/s {number} 0", "/read {number}", "/wrong {quote}"])
async def test_back_leads_to_every_list(chat, line, back):
    """
    The lists whose buttons open a sentence are found again from it.
    """
    number = await chat.knows("Ann Adler", quotes=["It is raining."])
    [kept] = await chat.store.quotes_of(number)
    typed = line.format(number=number, quote=quote_words(kept))

    await chat.say(f"{typed} {back}")

    [back_again] = [one for row in chat.shown[ANA] for one in row if one.label == "Back"]
    assert back_again.line.endswith(back)


async def test_a_corrected_article_shows_the_sentence_where_it_is_now(chat):
    """
    After a correction the same sentence is found at its new place, and that is said.
    """
    number = await chat.knows("Ann Adler", quotes=["It is raining."])
    kept = await chat.store.article(number)
    old = place(
        number,
        kept.article.text.index("Ann Adler, a minister"),
        kept.article.text.split("\n")[1],
    )
    moved = await chat.knows("Ann Adler", quotes=["The sun shines.", "It is raining."])
    line = replace(old, article=moved).line

    answer = await chat.say(line)

    assert isinstance(answer, SentenceShown)
    assert answer.text == "Ann Adler, a minister, said: “It is raining.”"
    assert answer.moved


async def test_a_sentence_that_is_gone_is_said_to_be(chat):
    """
    Words that are not in the article any more are not shown, whatever stands there now.
    """
    number = await chat.knows("Ann Adler")

    answer = await chat.say(place(number, 0, "Words that were never there.").line)

    assert isinstance(answer, Refused)
    assert "corrected" in answer.reason


async def test_waiting_articles_are_for_admins(chat):
    """
    A number alone opens nothing: readers see published articles only.
    """
    number = await chat.knows("Ann Adler")
    await chat.say(f"/withdraw {number}", user=BO)

    assert isinstance(await chat.say(f"/read {number}", user=ANA), Refused)
    assert isinstance(await chat.say(place(number, 0, LINE).line, user=ANA), Refused)
    assert isinstance(await chat.say(f"/read {number}", user=BO), WholeArticle)


async def test_pages_hold_the_whole_article(seeded):
    """
    Paging through an article shows each paragraph once, and which page it is; a heading stays
    with its text.
    """
    first = await seeded.say("/read 1")
    second = await seeded.tap("Page 2 ›")

    assert [first.place, second.place] == ["page 1 of 2", "page 2 of 2"]
    kept = await seeded.store.article(1)
    shown = [one.text for one in first.paragraphs + second.paragraphs]
    assert shown == kept.article.text.split("\n")
    assert not first.paragraphs[-1].heading


async def test_no_other_sentence_is_taken_for_one_that_is_gone(chat):
    """
    In a long article that was corrected, what is not there any more is never something else.
    """
    number = await chat.knows("Ann Adler", quotes=[f"Number {n} is here." for n in range(100)])

    for gone in range(200):
        mark = place(number, 0, f"Sentence {gone} was here.").mark
        answer = await chat.say(f"/s {number} 40 {mark}")
        assert isinstance(answer, Refused)


async def test_search_shows_sentences(seeded):
    """
    Search answers with the sentence that holds most of the words, one for each article.
    """
    answer = await seeded.say("/search missile test")

    assert isinstance(answer, SearchResults)
    assert all("missile" in hit.text for hit in answer.hits)


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("/search readiness", ["Ann Adler, a minister, said: “Readiness is all.”"]),
        ("/search harbours", ["Ann Adler, a minister, said: “We closed a harbour.”"]),
        ('/search "we closed"', ["Ann Adler, a minister, said: “We closed a harbour.”"]),
        ("/search “many things”", ["Ann Adler spoke to reporters about many things."]),
        ("/search gazebo", [""]),
    ],
)
async def test_search_shows_the_words_that_were_found(chat, line, shown):
    """
    The sentence shown holds the words as the index takes them, a phrase as a phrase; where
    they stand in the headline alone, that is said.
    """
    quotes = ["They are reading.", "Readiness is all.", "We closed a harbour."]
    await chat.knows("Ann Adler", title="Gazebo", quotes=quotes)

    answer = await chat.say(line)

    assert [hit.text for hit in answer.hits] == shown
    assert ("In the headline alone" in printed(answer)) == (shown == [""])
    assert isinstance(await chat.say('/search "closed we"'), NothingOn)


async def test_search_pages(chat):
    """
    More hits than a page holds come by button.
    """
    for number in range(7):
        await chat.knows("Ann Adler", title=f"Title {number}")

    first = await chat.say("/search reporters")
    second = await chat.tap("Older ›")

    assert (first.place, second.place) == ("1 to 5", "6 to 7")
    assert [hit.title for hit in first.hits + second.hits] == [
        f"Title {n}" for n in range(6, -1, -1)
    ]


async def test_a_page_that_is_gone_is_the_first(chat):
    """
    Where a page of hits was withdrawn, what is still there is shown; it is not denied.
    """
    await chat.knows("Ann Adler", title="Museums")

    answer = await chat.say("/search reporters p2")

    assert [hit.title for hit in answer.hits] == ["Museums"]


async def test_search_without_a_hit_offers_the_nearest(seeded):
    """
    Nothing found ends in something to tap.
    """
    answer = await seeded.say("/search xylophone")

    assert isinstance(answer, NothingOn)
    assert answer.choices


async def test_plain_words_become_choices(seeded):
    """
    Text that is no command is answered with what it may ask for.
    """
    topic = await seeded.say("what about north korea?")
    person = await seeded.say("Marco Rubio")

    assert isinstance(topic, DidYouMean)
    assert topic.choices[0][0].line == "/brief north-korea"
    assert "/quotes Marco Rubio" in [choice.line for choice in person.choices[0]]


async def test_little_words_are_no_names(chat):
    """
    In a question the names count, not the words around them.
    """
    await chat.knows("Will What")
    await chat.knows("Ann Adler", quotes=["It is raining."])

    answer = await chat.say("what did Adler say?")

    assert answer.choices[0][0].label == "Ann Adler: 1 quote"


async def test_words_of_articles_can_be_briefed_on_or_searched(chat):
    """
    Words that are neither a topic nor a name but stand in articles offer both.
    """
    await chat.knows("Ann Adler")

    answer = await chat.say("reporters")

    assert [row[0].line for row in answer.choices] == ["/brief reporters", "/search reporters"]


async def test_odd_lines_are_answered(chat):
    """
    Nothing typed leaves the reader without an answer.
    """
    for line in [
        "",
        " ",
        "/",
        "/s",
        "/s x y",
        "/s 1 x",
        "/read",
        "/read x",
        "/search",
        "????",
        "/s 1 999999999 abc",
    ]:
        assert "went wrong" not in printed(await chat.say(line)), line


@pytest.mark.parametrize("damage", ["", "{}", '{"version": 1, "title": "x', "not even JSON"])
async def test_one_damaged_analysis_spoils_nothing_else(chat, damage):
    """
    What was found in one article cannot be read: it is found anew, the others are told.
    """
    await chat.knows("Ann Adler", title="Museums", quotes=["The museums open in May."])
    number = await chat.knows("Ann Adler", title="Harbours", quotes=["The harbour is closed."])
    found = "UPDATE analyses SET found = :found WHERE article_id = :id"
    with chat.store.db.conn as connection:
        connection.execute(found, {"found": damage, "id": number})

    for line in ("/brief", "/quotes adler", "/search reporters", f"/read {number}", "/topics"):
        assert not isinstance(await chat.say(line), Refused), line

    assert await chat.store.unanalysed(1, limit=9) == [number]


async def test_an_amended_text_has_no_quotes_before_it_is_analysed(chat):
    """
    Between a correction and its analysis the old places mean nothing, and nothing is shown.
    """
    number = await chat.knows("Ann Adler", quotes=["The museums open in May."])
    await chat.knows("Ann Adler", title="Harbours", quotes=["The harbour is closed."])
    new = new_article("Something else altogether is written here now.")
    await chat.store.amend_article(number, new, by=BO, at=chat.at)

    answer = printed(await chat.say("/quotes adler"))

    assert "harbour" in answer
    assert "museums" not in answer
