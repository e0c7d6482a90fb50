"""Admins: a text that is much like a published article is put in its place on demand."""

import pytest
from chat import ANA, BO, printed

from bot.commands.review import StateChanged
from bot.commands.router import Refused

REPORT = (
    "Lions beat {other} at home\n\nThe Example Times\n\n23 February 2026\n\n"
    "The Lions beat the {other} on Monday in front of a crowd that came despite the rain.\n\n"
    "The win is the third in a row for the team, which is looking for a goalkeeper.\n\n"
    "Tickets are sold at the stadium and at the station from Wednesday on, the club said.\n\n"
    "Young players train on the same grass every Thursday, and everybody is welcome."
)


@pytest.fixture
async def doubtful(chat):
    """A chat in which article 1 is published and article 2, much like it, waits."""
    await chat.upload("tigers.txt", REPORT.format(other="Tigers").encode())
    await chat.tap("Publish", user=BO)
    chat.receipt = await chat.upload("bears.txt", REPORT.format(other="Bears").encode())
    return chat


async def test_publish_leaves_the_other_article_alone(doubtful):
    """
    In doubt the receipt says what it is like; Publish makes an article of its own.
    """
    done = await doubtful.tap("Publish", user=BO)

    assert "Much like article 1 (published)" in printed(doubtful.receipt)
    assert done.replaced == 0
    assert (await doubtful.store.article(1)).article.title == "Lions beat Tigers at home"


async def test_the_button_replaces_the_article(doubtful):
    """
    One tap gives the other article the new text, and Undo brings the old one back.
    """
    done = await doubtful.tap("Replaces article 1", user=BO)

    assert isinstance(done, StateChanged)
    assert done.replaced == 1
    assert (await doubtful.store.article(1)).article.title == "Lions beat Bears at home"
    await doubtful.tap("Undo", user=BO)
    assert (await doubtful.store.article(1)).article.title == "Lions beat Tigers at home"


@pytest.mark.parametrize(
    ("line", "answer"),
    [
        ("/replace 2", "Ask like this: /replace 7 3"),
        ("/replace 2 9", "cannot take the place of article 9"),
        ("/replace 2 2", "Ask like this: /replace 7 3"),
        ("/replace 1 2", "Article 1 is published: /receipt 1"),
        ("/replace 7 1", "There is no article 7"),
    ],
)
async def test_what_cannot_be_replaced(doubtful, line, answer):
    """
    Only a waiting article takes a place, and only that of a published one like it.
    """
    refused = await doubtful.say(line, user=BO)

    assert isinstance(refused, Refused)
    assert answer in printed(refused)
    assert (await doubtful.store.article(2)).state == "waiting"


async def test_readers_cannot_replace(doubtful):
    """
    To who is no admin the line behind the button does not exist.
    """
    refused = await doubtful.say("/replace 2 1", user=ANA)

    assert "I do not know /replace" in printed(refused)
    assert (await doubtful.store.article(1)).article.title == "Lions beat Tigers at home"
