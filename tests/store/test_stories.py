"""Stories: stable numbers, within a window, joined and split for good."""

from datetime import timedelta

import make
from make import NOON

from bot.model import StoryId, UserId
from bot.store.protocol import Store

ADMIN = UserId(1002)
PROFILE = b"what is kept"


async def placed(store: Store, text, story=None, at=NOON):
    number = await store.save_article(make.new_article(text), by=ADMIN, at=at)
    await store.change_state(number, "published", by=ADMIN, at=at)
    await store.keep_story(number, StoryId(story or number), PROFILE, at=at)
    return number


async def test_what_is_kept_comes_back(store):
    """
    Profiles are read as they were written, the latest last.
    """
    first = await placed(store, "One.")
    second = await placed(store, "Two.", at=NOON + timedelta(days=1))

    assert await store.story_profiles(NOON, limit=9) == [(first, PROFILE), (second, PROFILE)]
    assert await store.story_profiles(NOON, limit=1) == [(second, PROFILE)]
    assert await store.story_profiles(NOON + timedelta(days=60), limit=9) == []


async def test_withdrawn_articles_draw_nobody_into_their_story(store):
    """
    A new article joins only what readers can see, or will.
    """
    number = await placed(store, "One.")
    await store.change_state(number, "withdrawn", by=ADMIN, at=NOON)

    assert await store.story_profiles(NOON, limit=9) == []
    assert await store.articles_of_story(StoryId(number), limit=9) == []


async def test_a_story_keeps_its_number(store):
    """
    An article that is placed again stays where it is.
    """
    first = await placed(store, "One.")
    second = await placed(store, "Two.", story=first)
    await store.keep_story(second, StoryId(77), PROFILE, at=NOON)

    assert await store.story_of(second) == first
    assert {head.id for head in await store.articles_of_story(first, limit=9)} == {
        first,
        second,
    }


async def test_join_and_split(store):
    """
    Joined stories go by the first number; a split article gets one that nobody has.
    """
    first, second = await placed(store, "One."), await placed(store, "Two.")
    third = await placed(store, "Three.", story=second)

    await store.join_stories(first, [second], by=ADMIN, at=NOON)
    assert [await store.story_of(n) for n in (first, second, third)] == [first] * 3

    assert await store.split_story(third, by=ADMIN, at=NOON) == third
    assert await store.split_story(first, by=ADMIN, at=NOON) == -first
    assert await store.story_of(second) == first
    assert [line.action for line in await store.audit(limit=3)] == [
        "story split", "story split", "story joined",
    ]  # fmt: skip
