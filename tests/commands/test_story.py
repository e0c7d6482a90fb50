"""/story: the articles of one event; admins join and split stories."""

import pytest
from chat import BO

from bot.commands.router import Refused
from bot.commands.story import StoryShown
from bot.intake.doors import take_text
from bot.offload import in_place
from summaries.digest import stories as stories_of

FIRE = (
    "A fire destroyed the old theatre of Westhaven on Monday night, the fire brigade said. "
    "Nobody was hurt when the roof of the Westhaven theatre fell in at 23:40. "
    "Mayor Ann Adler promised that the theatre would be built again within two years."
)
AGAIN = (
    "The old theatre in Westhaven burnt down on Monday night. The fire brigade needed six "
    "hours to put out the fire in the Westhaven theatre, whose roof fell in at 23:40. "
    "Ann Adler, the mayor, said that the town would build the theatre again."
)
RACE = (
    "Carl Brandt won the Northern Cycling Cup in Eastmark on Sunday. The rider from Eastmark "
    "needed 4 hours and 12 minutes for the 180 kilometres. It was his third victory this year."
)


@pytest.fixture
async def told(chat):
    """Two articles on a fire and one on a race, published through the real intake."""
    for number, text in enumerate((FIRE, RACE, AGAIN), 1):
        await take_text(chat.store, in_place, text, by=BO, now=chat.at)
        await chat.say(f"/publish {number}", user=BO)
    return chat


async def stories(chat):
    return [await chat.store.story_of(number) for number in (1, 2, 3)]


async def test_articles_on_one_event_are_one_story(told):
    """
    A story is known by its first article; another event is another story.
    """
    assert await stories(told) == [1, 2, 1]


async def test_readers_see_what_all_articles_of_the_story_tell(told):
    """
    Asked with any of its articles, the story answers with sentences of all of them.
    """
    shown = await told.say("/story 3")

    assert isinstance(shown, StoryShown)
    assert "theatre" in " ".join(one.text for one in shown.told.sentences)
    assert "Northern Cycling" not in " ".join(one.text for one in shown.told.sentences)
    assert shown.articles == ()


async def test_a_story_has_the_headline_that_briefs_give_it(told):
    """
    Whatever the articles on one event are called, /brief and /story call it the same.
    """
    titles = ("Fire destroys the old theatre", "Brandt wins the Cup", "Theatre burns down")
    for number, title in enumerate(titles, 1):
        await told.say(f"/title {number} {title}", user=BO)

    brief = await told.say("/brief")

    for story in brief.told.stories:
        number = story.sentences[0].place.article
        assert (await told.say(f"/story {number}")).title == story.headline


async def test_admins_split_and_join_for_good(told):
    """
    What an admin decides stays when the articles are analysed again.
    """
    split = await told.say("/story split 3", user=BO)
    assert split.done == "It tells a story of its own from now on."
    assert await stories(told) == [1, 2, 3]

    joined = await told.say("/story join 2 3", user=BO)
    assert [head.id for head in joined.articles] == [3, 2]
    await told.say("/title 3 Another headline", user=BO)

    assert await stories(told) == [1, 2, 2]
    assert [line.action for line in await told.store.audit(limit=3)][-2:] == [
        "story joined", "story split",
    ]  # fmt: skip


async def test_a_brief_keeps_to_what_admins_decided(told):
    """
    Joined articles stand under one headline in a brief, though they tell different events.
    """
    await told.say("/story split 3", user=BO)
    await told.say("/story join 2 3", user=BO)

    found = stories_of(await told.store.materials([1, 2, 3]))

    assert [set(story.articles) for story in found] == [{2, 3}, {1}]


async def test_the_first_article_can_leave_its_story(told):
    """
    The others keep the story's number.
    """
    await told.say("/story split 1", user=BO)

    first, _, last = await stories(told)
    assert (first, last) == (-1, 1)
    assert isinstance(await told.say("/story 1"), StoryShown)


@pytest.mark.parametrize(
    "line",
    ["/story", "/story x", "/story 99", "/story join 1", "/story join 1 3", "/story split 2"],
)
async def test_says_how_to_ask(told, line):
    """
    What cannot be done is refused with a line that works.
    """
    answer = await told.say(line, user=BO)

    assert isinstance(answer, Refused)
    assert "/story" in answer.reason


async def test_readers_cannot_change_stories(told):
    """
    To a reader joining and splitting do not exist.
    """
    for line in ("/story join 1 2", "/story split 3"):
        assert isinstance(await told.say(line), Refused)
    assert await stories(told) == [1, 2, 1]


async def test_waiting_articles_are_not_shown(told):
    """
    A withdrawn article is in no story that readers see.
    """
    await told.say("/withdraw 3", user=BO)

    assert isinstance(await told.say("/story 3"), Refused)
    shown = await told.say("/story 1", user=BO)
    assert [head.id for head in shown.articles] == [1]
