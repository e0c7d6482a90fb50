"""/brief: sentences and quotes of articles, each with its proof."""

from datetime import timedelta

import pytest
from chat import NOON, printed

from bot.commands.brief import Brief, NothingOn, NothingThen, NothingYet, WhichSubject
from bot.conversation import Request


async def sentences_stand_in_their_articles(chat, answer):
    for told in answer.told.sentences:
        kept = await chat.store.article(told.place.article)
        assert kept.article.text[told.place.start :].startswith(told.text)


async def test_every_sentence_is_in_its_article(seeded):
    """
    What is told stands word for word at its place, and between 3 and 7 sentences do.
    """
    answer = await seeded.say("/brief")

    assert isinstance(answer, Brief)
    assert 3 <= len(answer.told.sentences) <= 7
    await sentences_stand_in_their_articles(seeded, answer)


async def test_two_minutes_fit_a_phone(seeded):
    """
    A brief of two minutes has at most 1,800 characters.
    """
    answer = await seeded.say("/brief north korea 2m")

    assert len(printed(answer).split("\n[")[0]) <= 1800


async def test_debris_reaches_nobody(seeded):
    """
    Menus, doubled titles and comment forms of the page dump are in no answer.
    """
    for line in ["/brief", "/brief 5m", "/read 2", "/search leave", "/search related"]:
        shown = printed(await seeded.say(line))
        assert "LEAVE A REPLY" not in shown
        assert "RELATED ARTICLES" not in shown
        assert "HomeGlobal" not in shown


async def test_longer_tells_more(seeded):
    """
    A longer reading time brings more sentences, a shorter one fewer.
    """
    short, long = await seeded.say("/brief 30s"), await seeded.say("/brief 5m")

    assert len(short.told.sentences) < len(long.told.sentences)


async def test_the_day_is_the_readers(seeded):
    """
    The date is that of the reader's own zone.
    """
    await seeded.say("/subscribe 7:30 Auckland")
    seeded.at = NOON.replace(hour=23)

    assert (await seeded.say("/brief")).day == "Tuesday 24 November"


async def test_names_that_several_bear_are_asked_about(chat):
    """
    /brief asks who is meant, too, and keeps the reading time.
    """
    await chat.knows("Kim Brandt", aliases=["Kim"])
    await chat.knows("Kim Adler", aliases=["Kim"], quotes=["Nobody asked me about it."])

    answer = await chat.say("/brief kim 30s")

    assert isinstance(answer, WhichSubject)
    assert answer.choices[0][0].line == "~/brief Kim Adler 30s"


async def test_free_words(chat):
    """
    Words that are neither a topic nor a name are searched for.
    """
    await chat.knows("Ann Adler", title="Museums")
    await chat.knows("Ben Brandt", title="Harbours")

    answer = await chat.say("/brief ann reporters")

    assert answer.title == "“ann reporters”"
    assert [source.title for source in answer.told.sources] == ["Museums"]


async def test_nothing_on_it(seeded):
    """
    What nothing is published on is said plainly, with something to tap.
    """
    answer = await seeded.say("/brief xylophone")

    assert isinstance(answer, NothingOn)
    assert answer.choices


async def test_nothing_at_all(chat):
    """
    Before the first article there is nothing, and that is said.
    """
    assert isinstance(await chat.say("/brief"), NothingYet)


async def test_what_was_left_out_is_counted(chat):
    """
    The line at the end counts articles, outlets and what is not shown.
    """
    for number in range(4):
        await chat.knows(
            "Ann Adler", title=f"Title {number}", outlet="The Evening", published_at=NOON
        )

    answer = await chat.say("/brief ann adler")

    assert " of 4 articles; 1 outlet, 23 Nov 2026. Not shown: " in answer.told.coverage


async def test_many_articles_are_counted_and_the_latest_read(chat):
    """
    Of more articles than are read, all are counted.
    """
    for _ in range(33):
        await chat.knows("Ann Adler", topics=["russia"])

    everything, topic = await chat.say("/brief"), await chat.say("/brief russia")

    for answer in (everything, topic):
        assert " of 33 articles; " in answer.told.coverage
        assert answer.told.coverage.endswith(" 3 older.")


async def test_groups_get_no_rows_of_numbers(seeded):
    """
    In a group the numbers in the text lead to the sources; buttons are few.
    """
    answer = await seeded.say("/brief", private=False, manages_chat=False)

    assert len(answer.choices) == 1


def test_words_of_a_request():
    """
    A command in any case, its words, and the rest with its line breaks.
    """
    request = Request(1, 2, "/Add one\ntwo  three")

    assert request.command == "add"
    assert request.words == ("one", "two", "three")
    assert request.rest == "one\ntwo  three"


async def test_more_has_a_way_back(seeded):
    """
    A longer brief offers a shorter one, which is the one it came from.
    """
    first = await seeded.say("/brief north korea")
    await seeded.tap("More")

    assert (await seeded.tap("Less")).told == first.told


@pytest.mark.parametrize(
    "line", ["/brief today", "/brief Today’s news", "/brief ann adler today"]
)
async def test_today_is_what_was_published_today(chat, line):
    """
    "today", alone or behind a subject, leaves earlier days out, and the buttons keep to it.
    """
    chat.at = NOON - timedelta(days=1)
    await chat.knows("Ann Adler", title="Yesterday in the museum")
    chat.at = NOON
    await chat.knows("Ann Adler", title="Today in the museum")

    answer = await chat.say(line)

    assert [source.title for source in answer.told.sources] == ["Today in the museum"]
    assert "today, Monday 23 November" in printed(answer)
    assert (await chat.tap("More")).told.coverage.endswith(
        " from 1 article; outlet unknown, undated"
    )


async def test_today_begins_at_the_readers_midnight(chat):
    """
    What was published before midnight in the reader's zone is of yesterday.
    """
    await chat.say("/subscribe 7:30 Auckland")
    chat.at = NOON - timedelta(hours=2)
    await chat.knows("Ann Adler")
    chat.at = NOON

    assert isinstance(await chat.say("/brief today"), NothingThen)


async def test_yesterday_has_its_own_news(chat):
    """
    What was published the day before is told with that day, and nothing of today.
    """
    chat.at = NOON - timedelta(days=1)
    await chat.knows("Ann Adler", title="Yesterday in the museum")
    chat.at = NOON
    await chat.knows("Ann Adler", title="Today in the museum")

    answer = await chat.say("/brief yesterday")

    assert [source.title for source in answer.told.sources] == ["Yesterday in the museum"]
    assert "yesterday, Sunday 22 November" in printed(answer)


async def test_old_articles_are_no_news_of_today(chat):
    """
    What was added today and is dated weeks ago is left out; yesterday evening's is not.
    """
    evening, weeks_ago = NOON - timedelta(hours=16), NOON - timedelta(days=30)
    await chat.knows("Ann Adler", title="Last night", published_at=evening)
    await chat.knows("Ann Adler", title="Long ago", published_at=weeks_ago)

    answer = await chat.say("/brief today")

    assert [source.title for source in answer.told.sources] == ["Last night"]


@pytest.mark.parametrize(
    ("hours_ago", "days"),
    [(24, ["yesterday"]), (36, ["yesterday"]), (16, ["today", "yesterday"]), (2, ["today"])],
)
async def test_a_late_article_is_news_of_its_day(chat, hours_ago, days):
    """
    What comes in today and is dated yesterday was published yesterday, and not today.
    """
    at = NOON - timedelta(hours=hours_ago)
    await chat.knows("Ann Adler", title="A ferry", published_at=at)

    answers = {day: await chat.say(f"/brief {day}") for day in ("today", "yesterday")}

    assert [day for day, told in answers.items() if isinstance(told, Brief)] == days


@pytest.mark.parametrize(
    "line", ["/brief 30s today", "/brief today 30s", "/brief adler 30s today"]
)
async def test_the_day_stands_before_or_behind_the_length(chat, line):
    """
    Both are understood in either order.
    """
    await chat.knows("Ann Adler", title="A ferry")

    answer = await chat.say(line)

    assert isinstance(answer, Brief)
    assert answer.on == "today"


async def test_a_printed_date_is_a_day_everywhere(chat):
    """
    A date without an hour is that day in every zone.
    """
    await chat.say("/subscribe 7:30 Los Angeles")
    today = NOON.replace(hour=0)
    await chat.knows("Ann Adler", title="A ferry", published_at=today)

    assert isinstance(await chat.say("/brief today"), Brief)
    assert isinstance(await chat.say("/brief yesterday"), NothingThen)


async def test_nothing_today(chat):
    """
    Without news today that is said, with one tap to what there is; who is unknown, stays so.
    """
    chat.at = NOON - timedelta(days=2)
    await chat.knows("Ann Adler")
    chat.at = NOON

    nothing = await chat.say("/brief ann adler today")

    assert printed(nothing) == "Nothing on Ann Adler was published today.\n[Brief me]"
    assert isinstance(await chat.tap("Brief me"), Brief)
    assert isinstance(await chat.say("/brief xylophone today"), NothingOn)


async def test_who_is_called_today_is_meant(chat):
    """
    A paper of that name is no day.
    """
    chat.at = NOON - timedelta(days=2)
    await chat.knows("USA Today", kind="organisation")
    chat.at = NOON

    assert (await chat.say("/brief usa today")).title == "USA Today"
    assert isinstance(await chat.say("/brief today"), NothingThen)


async def test_another_language_is_named(chat):
    """
    An article in another language than the bot's says so where it is named; others do not.
    """
    await chat.knows("Ann Adler", title="Museum öffnet wieder", language="de")
    await chat.knows("Ann Adler", title="Museum opens again", quotes=["Every stone is kept."])

    told = printed(await chat.say("/brief ann adler 5m"))

    assert "Museum öffnet wieder, undated, in German" in told
    assert "Museum opens again, undated\n" in told
