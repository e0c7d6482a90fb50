"""/start, /help, /id, /topics, /follow, /sources, and a reader's own data."""

import json

import pytest
from chat import ANA, BO, GROUP, printed

from bot.commands.following import Followed
from bot.commands.help import CALLED
from bot.commands.router import ADMIN_HANDLERS, HANDLERS, Refused
from bot.commands.topics import TopicExplained
from bot.model import ChatId
from summaries.model import Topic

#: Lines for buttons, and second names, which nobody has to know.
UNLISTED = {"start", "help", "s", "read", "wrong", "unsubscribe"}


async def test_start_fits_a_screen(seeded):
    """
    One screen says what this is and what there is, with one proved sentence.
    """
    answer = await seeded.say("/start")

    shown = printed(answer)
    assert len(shown.splitlines()) <= 12
    assert "Right now: 2 articles on North Korea" in shown
    assert len(answer.sample) == 1


async def test_start_with_nothing_published(chat):
    """
    An empty bot says so.
    """
    assert "nothing is published yet" in printed(await chat.say("/start"))


async def test_help_names_every_command(chat):
    """
    Readers see all they can ask; only admins see what admins can.
    """
    reader, admin = printed(await chat.say("/help")), printed(await chat.say("/help", user=BO))

    for name in HANDLERS:
        assert name in UNLISTED or f"/{name}" in reader
    for name in ADMIN_HANDLERS:
        assert f"/{name}" in admin
    assert "/publish" not in reader


async def test_id_tells_both_numbers_in_a_group(chat):
    """
    ADMINS takes a user's number, READERS a chat's, too.
    """
    alone = printed(await chat.say("/id"))
    group = printed(await chat.say("/id", chat=ChatId(GROUP), private=False))

    assert str(ANA) in alone
    assert str(GROUP) in group


async def test_a_readers_data(chat):
    """
    /mydata sends every row as JSON, /forgetme deletes them at once.
    """
    await chat.knows("Ann Adler", topics=["north-korea"])
    await chat.say("/subscribe 7:30 Berlin")
    await chat.say("/follow north korea")

    sent = await chat.say("/mydata")
    name, data = sent.document
    assert name == "mydata.json"
    kept = json.loads(data)
    assert set(kept) == {"your briefing", "what you follow"}
    assert kept["your briefing"][0]["zone"] == "Europe/Berlin"

    await chat.say("/forgetme")
    assert await chat.store.subscription_of(ANA) is None
    assert await chat.store.follows(ANA) == []
    assert "Europe/Berlin" not in (await chat.say("/mydata")).document[1].decode()


async def test_every_part_of_the_data_has_a_name(chat):
    """
    Whatever is kept about a chat is called by words of readers in its file.
    """
    assert set(await chat.store.everything_about(ANA)) == set(CALLED)


async def test_topics_with_counts_and_taps(seeded):
    """
    Topics show how much there is, and a tap briefs.
    """
    answer = await seeded.say("/topics")

    assert "North Korea · 2 articles" in printed(answer)
    assert answer.choices[0][0].line == "/brief north-korea"


async def test_examples_are_of_the_operators_topics(chat):
    """
    How to ask is shown with topics that there are; with none, with a word of articles.
    """
    chat.topics = (Topic("harbours", "Harbours", ("harbour",)),)
    await chat.say("/subscribe 7:30 UTC")
    lines = ["/topics", "/why", "/help", "/follow", "/unfollow"]

    shown = [printed(await chat.say(line)) for line in lines]
    chat.topics = ()
    without = [printed(await chat.say(line)) for line in lines]

    assert all("korea" not in one for one in shown + without)
    assert "/follow harbours" in shown[0]
    assert "/topics harbours" in shown[1]
    assert "/follow elections" in without[0]


async def test_articles_without_a_topic_are_not_denied(chat):
    """
    Where no article is on a topic, it is not said that nothing is published.
    """
    assert "Nothing is published yet." in printed(await chat.say("/topics"))
    await chat.knows("Ann Adler")

    shown = printed(await chat.say("/topics"))

    assert "Nothing is published" not in shown
    assert "sorted anew" in shown


async def test_why_an_article_is_on_a_topic(seeded):
    """
    /topics north-korea shows the words that put each article there.
    """
    answer = await seeded.say("/topics north-korea")

    assert isinstance(answer, TopicExplained)
    assert all("North Korea" in member.terms for member in answer.members)


async def test_follow_and_unfollow(seeded):
    """
    What is followed is listed, once; what is not followed cannot be left.
    """
    first, again = (
        await seeded.say("/follow North Korea"),
        await seeded.say("/follow north-korea"),
    )
    assert (first.new, again.new) == (True, False)
    assert "You follow North Korea." in printed(await seeded.say("/topics"))

    await seeded.say("/unfollow north korea")
    assert isinstance(await seeded.say("/unfollow north korea"), Refused)


async def test_following_a_name(seeded):
    """
    A person can be followed like a topic, under the full name.
    """
    answer = await seeded.say("/follow rubio")

    assert isinstance(answer, Followed)
    assert answer.title == "Marco Rubio"


async def test_following_a_shared_name_asks_which(chat):
    """
    Following is as careful about names as asking is.
    """
    await chat.knows("Kim Brandt", aliases=["Kim"])
    await chat.knows("Kim Adler", aliases=["Kim"])

    answer = await chat.say("/follow kim")
    assert printed(answer).startswith("Which Kim?")

    assert (await chat.tap("Kim Adler")).new
    assert await chat.store.follows(ANA) == ["Kim Adler"]


async def test_unfollow_alone_offers_what_is_followed(chat):
    """
    /unfollow without words lists what there is to leave.
    """
    assert isinstance(await chat.say("/unfollow"), Refused)
    await chat.knows("Ann Adler")
    await chat.say("/follow ann adler")

    await chat.say("/unfollow")
    await chat.tap("Ann Adler")

    assert await chat.store.follows(ANA) == []


@pytest.mark.parametrize("line", ["/follow", "/topics nonsense", "/follow nobody at all"])
async def test_topics_that_are_none(seeded, line):
    """
    What is not understood is answered with an example or something to tap.
    """
    answer = await seeded.say(line)

    assert answer.choices or "/" in answer.reason


async def test_sources(chat):
    """
    Outlets are listed with how much of them is here; unknown ones are called so.
    """
    await chat.knows("Ann Adler", outlet="The Evening")
    await chat.knows("Ben Brandt")

    shown = printed(await chat.say("/sources"))

    assert "The Evening · 1 article" in shown
    assert "Outlet unknown · 1 article" in shown
