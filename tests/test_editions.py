"""Briefings: what is new since the last one, composed once for all who share it."""

from dataclasses import replace
from datetime import date, time, timedelta

import pytest
from chat import NOON, Chat
from make import quote

from bot.editions import better_budget, briefing, fitting
from bot.model import ChatId, Subscription, SubscriptionId
from bot.opening import ROOM
from bot.render import MOST_UNITS, plain, units
from summaries.analyse import analyse
from summaries.digest import Material
from summaries.model import Article, Chosen, Digest, KeyQuote, Story


@pytest.fixture
async def chat(store):
    return Chat(store)


def subscription(**fields):
    return Subscription(
        **{
            "id": SubscriptionId(1),
            "chat": ChatId(1001),
            "topics": (),
            "at": time(13, 0),
            "zone": "Europe/Berlin",
            "weekdays": (0, 1, 2, 3, 4, 5, 6),
            "seconds": 120,
            "quiet": False,
            "due_at": NOON,
            "last_day": None,
            "told_until": None,
            "paused": "",
        }
        | fields
    )


async def composed(chat, wish, now=NOON):
    return await briefing(chat.context, wish, due=now, now=now)


async def test_the_first_covers_everything(chat):
    """
    Who was never briefed is told all that is published, with the day and hour of their zone.
    """
    first = await chat.knows("Ann Adler", title="Museums", quotes=["Our clocks are safe now."])
    second = await chat.knows(
        "Ben Brandt", title="Harbours", quotes=["The harbour opens soon."]
    )

    found = await composed(chat, subscription())

    assert set(found.articles) == {first, second}
    assert not found.empty
    assert plain(found.messages[0].text).startswith(
        "Your briefing · Monday 23 November, 13:00\nYour first briefing."
    )


async def test_only_what_is_new(chat):
    """
    What was released before the last briefing is not in the next.
    """
    await chat.knows("Ann Adler", title="Museums")
    chat.at = NOON + timedelta(hours=20)
    new = await chat.knows("Ben Brandt", title="Harbours")
    now = NOON + timedelta(days=1)

    found = await composed(chat, subscription(told_until=NOON), now)

    assert found.articles == (new,)
    assert "1 article new since Monday 13:00." in plain(found.messages[0].text)
    assert "Museums" not in plain(found.messages[0].text)


async def test_nothing_released_later_slips_in(chat):
    """
    The period ends at the moment handed in, however late the briefing is composed.
    """
    chat.at = NOON + timedelta(minutes=1)
    await chat.knows("Ann Adler")

    assert (await composed(chat, subscription())).empty


async def test_nothing_new_is_one_line(chat):
    """
    A day without news is one line that says since when.
    """
    found = await composed(chat, subscription(told_until=NOON - timedelta(days=3)))

    assert found.empty
    assert found.articles == ()
    assert [plain(one.text) for one in found.messages] == ["Nothing new since Friday 13:00."]


async def test_the_story_is_not_told_again(chat):
    """
    A new article that says what was said before is named, and its sentences are not repeated.
    """
    await chat.knows("Ann Adler", title="Museums", quotes=["We have kept every stone of it."])
    chat.at = NOON + timedelta(hours=1)
    await chat.knows("Ann Adler", title="Again", quotes=["We have kept every stone of it."])
    now = NOON + timedelta(days=1)

    found = await composed(chat, subscription(told_until=NOON), now)

    shown = plain(found.messages[0].text)
    assert (
        "1 article new since Monday 13:00, with nothing that you have not been told." in shown
    )
    assert "Again, undated" in shown
    assert "stone" not in shown


async def test_silence_for_those_who_want_it(chat):
    """
    With "quiet" a day without news sends nothing.
    """
    found = await composed(chat, subscription(told_until=NOON, quiet=True))

    assert found.empty
    assert found.messages == ()


async def test_topics_names_and_words(chat):
    """
    A subscription may be to topics, people and free words; each article counts once.
    """
    on_topic = await chat.knows(
        "Ann Adler", topics=["north-korea"], quotes=["Nobody in Lund wants a bridge."]
    )
    about_ben = await chat.knows("Ben Brandt", quotes=["The harbour opens in the spring."])
    await chat.knows("Cem Celik")

    found = await composed(
        chat, subscription(topics=("north-korea", "Ben Brandt", "ann adler"))
    )

    assert set(found.articles) == {on_topic, about_ben}
    assert "on North Korea, Ben Brandt, Ann Adler." in plain(found.messages[0].text)


async def test_an_unknown_topic_is_no_mistake(chat):
    """
    Nothing is published yet on what somebody follows: that is no news, not an error.
    """
    found = await composed(chat, subscription(topics=("museums of the north",)))

    assert found.empty


async def test_the_same_for_all_who_share_it(chat):
    """
    Key and messages depend on what is wanted, not on who wants it.
    """
    await chat.knows("Ann Adler")
    other = subscription(id=SubscriptionId(7), chat=ChatId(9), last_day=date(2026, 11, 22))

    first, second = await composed(chat, subscription()), await composed(chat, other)

    assert first == second


@pytest.mark.parametrize(
    "change",
    [{"zone": "Asia/Seoul"}, {"seconds": 30}, {"topics": ("russia",)}, {"quiet": True}],
)
async def test_another_wish_is_another_edition(chat, change):
    """
    Whatever changes the messages changes the key.
    """
    first = await composed(chat, subscription())
    second = await composed(chat, replace(subscription(), **change))

    assert first.key != second.key


async def test_room_is_left_for_a_line(chat):
    """
    Every part has room for the line that says "late" or "sent again".
    """
    for number in range(40):
        await chat.knows(f"Ann Adler {number}", quotes=["We will see what happens. " * 20])

    found = await composed(chat, subscription(seconds=600))

    assert all(units(one.text) <= MOST_UNITS - ROOM for one in found.messages)


@pytest.mark.parametrize(
    ("sentences", "stories", "asked"),
    [(5, 1, 150), (2, 1, 225), (5, 9, 210), (0, 0, 150)],
)
def test_a_budget_gives_a_readable_number_of_sentences(sentences, stories, asked):
    """
    Too few sentences ask for more words; so do stories left untold.
    """
    found = Digest(
        sentences=tuple(Chosen(n, 0, 1, "A", n) for n in range(sentences)),
        quotes=(),
        stories=tuple(
            Story((n,) if stories > 1 else tuple(range(sentences)), "", n)
            for n in range(stories)
        ),
        conflicts=(),
        articles=(),
        shown=(),
    )

    assert better_budget(found, 150, fill=True) == asked


@pytest.mark.parametrize(("stories", "quotes"), [(2, 2), (3, 1)])
def test_one_quote_is_enough_while_stories_are_left_untold(stories, quotes):
    """
    The room of the others goes to a sentence of one more story.
    """
    said = "“The bridge is closed,” Ann Adler said. “It stays closed,” Ann Adler said."
    both = ("“The bridge is closed,”", "“It stays closed,”")
    found = Digest(
        sentences=(Chosen(0, 0, 1, "A", 0), Chosen(1, 0, 1, "A", 1)),
        quotes=tuple(KeyQuote(0, quote(said, words)) for words in both),
        stories=tuple(Story((n,), "", n) for n in range(stories)),
        conflicts=(),
        articles=(),
        shown=(),
    )

    article = Article(0, said)

    told = fitting(found, [Material(article, analyse(article))], 1800)

    assert len(told.quotes) == quotes
