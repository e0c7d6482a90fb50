"""Corrections of what answers have shown: one reply to that very message, over HTTP."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import timedelta

import pytest
from chat import Chat
from telegram_play import Player, lines_of, said

from bot.commands.router import answer
from bot.conversation import Choice, Message
from bot.corrections import Corrector
from bot.errors import StoreError
from bot.ledger import Showing
from bot.model import ArticleId, ChatId
from bot.render import render

#: A chat gets one message a second: a question and its correction take longer than that.
pytestmark = pytest.mark.slow

ANA, BO, GROUP = ChatId(1001), ChatId(1002), ChatId(-2001)
TITLE = "Museum opens again"


@dataclass
class Paper:
    """A bot with the real commands and one published article, and who corrects it."""

    bot: Player
    chat: Chat
    corrector: Corrector
    article: ArticleId

    async def asks(self, line: str, user: int = ANA, chat: int = 0):
        """A reader writes a line; the message that answers it."""
        await self.bot.person.send(line, user=user, chat=chat or None)
        return await self.bot.reply(user, chat)

    async def taps(self, message, line: str, user: int = ANA):
        """A reader taps a button; the message as it is afterwards."""
        await self.bot.person.post(
            "tap", user=user, chat=user, message_id=message["message_id"], data=line
        )
        return (await self.bot.person.sees(user))[-1]

    async def noted(self, chat: int = ANA) -> list[dict]:
        """What is kept of what a chat was shown."""
        return (await self.bot.store.everything_about(ChatId(chat)))["shown"]

    async def until_noted(self, message, chat: int = ANA) -> None:
        """Wait until a message is noted as one that shows the article."""

        async def number():
            return [row["message"] for row in await self.noted(chat)]

        await self.bot.until_true(number, [message["message_id"]])

    async def withdrawn(self, line: str = "/withdraw 1") -> str:
        """Bo writes a line that changes the article; a minute later readers are told."""
        answered = said(await self.asks(line, user=BO))
        self.bot.clock.pass_by(minutes=2)
        await self.corrector.tick()
        await self.corrector.tick()
        return answered

    async def told(self, user: int = ANA, chat: int = 0) -> list[dict]:
        """The corrections that a chat has got."""
        seen = await self.bot.person.sees(user, chat or None)
        starts = ("Withdrawn:", "Corrected:", "Here again:")
        return [each for each in seen if said(each).startswith(starts)]


@pytest.fixture
async def paper(bot: Player) -> AsyncIterator[Paper]:
    """A bot that answers as it does for readers; Ann Adler is quoted in its one article."""
    chat = Chat(bot.store, at=bot.clock())
    number = await chat.knows("Ann Adler", title=TITLE, quotes=["The museum opens again."])

    async def answered(request):
        chat.at = bot.clock()
        return render(await answer(request, chat.context), bot="briefing_bot")

    bot.answer = answered
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    yield Paper(bot, chat, corrector, number)
    await corrector.stop()


LINES = ["/brief", "/quotes adler", "/search reporters", "/read 1", "/s 1 0", "/start"]


@pytest.mark.parametrize("line", LINES)
async def test_whoever_was_answered_hears_of_a_withdrawal(paper: Paper, line):
    """
    Whatever showed something of the article is answered by one correction, a minute later.
    """
    shown = await paper.asks(line)
    await paper.until_noted(shown)

    receipt = await paper.withdrawn()

    (told,) = await paper.told()
    assert "1 chat was shown something from it and is told in a minute" in receipt
    assert said(told).startswith(f"Withdrawn: {TITLE}")
    assert told["reply_to_message"]["message_id"] == shown["message_id"]


@pytest.mark.parametrize("line", ["/help", "/id", "/privacy", "/topics", "/quotes", "/sources"])
async def test_what_shows_nothing_of_it_is_not_kept(paper: Paper, line):
    """
    Only what a reader could see of an article counts: its words, headline or quotes.
    """
    await paper.asks(line)
    await paper.withdrawn()

    assert await paper.noted() == []
    assert await paper.told() == []


async def test_a_message_that_a_button_changed_counts(paper: Paper):
    """
    A message that shows an article only since a tap is answered as well.
    """
    asked = await paper.asks("/quotes")
    assert await paper.noted() == []
    shown = await paper.taps(asked, lines_of(asked)[0])
    await paper.until_noted(shown)

    await paper.withdrawn()

    (told,) = await paper.told()
    assert shown["message_id"] == asked["message_id"]
    assert told["reply_to_message"]["message_id"] == asked["message_id"]


async def test_a_message_that_has_shown_it_counts(paper: Paper):
    """
    What a message has shown was read, also when a button has replaced it since.
    """
    shown = await paper.asks("/brief")
    await paper.until_noted(shown)
    paper.bot.answer = answering(Message("something else", edits=True))
    await paper.taps(shown, lines_of(shown)[0])
    await paper.bot.until(lambda seen: said(seen[-1]) == "something else")

    await paper.bot.store.correct(paper.article, "Withdrawn: it", at=paper.bot.clock())
    paper.bot.clock.pass_by(minutes=2)
    await paper.corrector.tick()

    (told,) = await paper.told()
    assert told["reply_to_message"]["message_id"] == shown["message_id"]


async def test_a_group_is_told_in_the_group(paper: Paper):
    """
    What a group was shown is corrected in the group, and nobody else hears of it.
    """
    shown = await paper.asks("/brief", chat=GROUP)
    await paper.until_noted(shown, GROUP)

    await paper.withdrawn()

    (told,) = await paper.told(chat=GROUP)
    assert told["reply_to_message"]["message_id"] == shown["message_id"]
    assert await paper.told() == []


async def test_several_answers_get_one_reply(paper: Paper):
    """
    Whoever was shown an article in several messages hears of it once, at the latest of them.
    """
    await paper.asks("/brief")
    await paper.asks("/quotes adler")
    latest = await paper.asks("/search reporters")
    await paper.until_noted(latest)

    await paper.withdrawn()

    (told,) = await paper.told()
    assert told["reply_to_message"]["message_id"] == latest["message_id"]


async def test_a_briefing_and_an_answer_get_one_reply(paper: Paper):
    """
    A chat that was briefed from an article and asked for it, too, hears of it once.
    """
    await paper.bot.subscribed()
    await paper.bot.deliver()
    latest = await paper.asks("/brief")
    await paper.until_noted(latest)

    receipt = await paper.withdrawn()

    (told,) = await paper.told()
    assert receipt.count("1 chat was shown") == 1
    assert told["reply_to_message"]["message_id"] == latest["message_id"]


async def test_undone_in_time_nobody_hears_of_it(paper: Paper):
    """
    What is undone before it left is told to nobody.
    """
    await paper.until_noted(await paper.asks("/brief"))
    await paper.asks("/withdraw 1", user=BO)

    await paper.withdrawn("/undo 1")

    assert await paper.told() == []


async def test_undone_too_late_those_who_heard_hear_of_that(paper: Paper):
    """
    Within the hour undo is told to those whom the withdrawal has reached, and to no others.
    """
    shown = await paper.asks("/brief")
    await paper.until_noted(shown)
    await paper.withdrawn()
    paper.bot.clock.pass_by(minutes=30)

    await paper.withdrawn("/undo 1")

    gone, back = await paper.told()
    assert said(gone).startswith("Withdrawn:")
    assert said(back).startswith("Here again:")
    assert back["reply_to_message"]["message_id"] == shown["message_id"]


async def test_forgetting_forgets_what_was_shown(paper: Paper):
    """
    /forgetme deletes it, /mydata has it before, and nobody is told of anything afterwards.
    """
    await paper.until_noted(await paper.asks("/brief"))
    assert '"articles shown here"' in printed_data(await paper.chat.say("/mydata"))

    await paper.asks("/forgetme")
    receipt = await paper.withdrawn()

    assert await paper.noted() == []
    assert "was shown" not in receipt
    assert await paper.told() == []


def printed_data(reply) -> str:
    return reply.document[1].decode()


async def test_who_leaves_is_forgotten(paper: Paper):
    """
    What a chat was shown is deleted when it blocks the bot.
    """
    await paper.until_noted(await paper.asks("/brief"))

    await paper.bot.person.post("block", user=ANA, blocked=True)

    await paper.bot.until_true(paper.noted, [])


async def test_a_week_later_it_is_deleted(paper: Paper):
    """
    The nightly tidying keeps it for seven days.
    """
    await paper.until_noted(await paper.asks("/brief"))
    await paper.bot.store.tidy(paper.bot.clock() + timedelta(days=6))
    assert len(await paper.noted()) == 1

    await paper.bot.store.tidy(paper.bot.clock() + timedelta(days=8))

    assert await paper.noted() == []


async def test_a_supergroup_is_told_without_an_old_number(paper: Paper):
    """
    A group that became a supergroup counts messages anew: the correction comes, but answers
    none, since the old number may be another message there.
    """
    await paper.until_noted(await paper.asks("/brief", chat=GROUP), GROUP)
    new = ChatId(-1002001)
    await paper.bot.store.migrate_chat(GROUP, new)

    await paper.bot.store.correct(paper.article, "Withdrawn", at=paper.bot.clock())

    (notice,) = await paper.bot.store.notices_due(
        paper.bot.clock() + timedelta(minutes=2), limit=9
    )
    assert (notice.chat, notice.reply_to) == (new, 0)
    assert await paper.noted(GROUP) == []


# When things go wrong.


async def test_what_a_crash_cut_off_is_told(paper: Paper):
    """
    Of an answer that was going out when the bot died nobody knows the message; its reader is
    told all the same.
    """
    at = paper.bot.clock()
    await paper.bot.person.send("/help")
    await paper.bot.reply()
    await paper.bot.store.answering(999, Showing(ANA, (paper.article,), 0, at))

    await paper.withdrawn()

    (told,) = await paper.told()
    assert "reply_to_message" not in told


async def test_what_broke_off_is_told(paper: Paper):
    """
    An answer of which nobody knows whether it arrived counts as shown.
    """
    await paper.bot.person.faults({"fault": "drop_after"})
    await paper.asks("/brief")
    await paper.bot.until_true(lambda: numbers(paper), [0])

    await paper.withdrawn()

    assert len(await paper.told()) == 1


async def numbers(paper: Paper) -> list[int]:
    return [row["message"] for row in await paper.noted()]


async def test_what_surely_did_not_arrive_is_not_told(paper: Paper):
    """
    An answer that Telegram refused was seen by nobody.
    """
    await paper.bot.person.faults({"fault": "429", "retry_after": 120})
    await paper.bot.person.send("/brief")
    await paper.bot.until_true(lambda: finished(paper), 0)

    assert await paper.noted() == []


async def finished(paper: Paper) -> int:
    """How many updates are not done with, once there are any."""
    rows = await paper.bot.store.on_thread(
        lambda: paper.bot.store.rows("SELECT state FROM inbox")
    )
    return sum(row["state"] != "answered" for row in rows) if rows else -1


@pytest.mark.parametrize("method", ["answering", "keep_shown", "revision", "all"])
async def test_the_answer_goes_out_whatever_the_database_says(paper: Paper, method, caplog):
    """
    A database that refuses to note an answer does not hold it back, and when either note is
    taken a correction still finds the chat.
    """
    methods = ["answering", "keep_shown", "revision"] if method == "all" else [method]
    good = {name: getattr(paper.bot.store, name) for name in methods}
    for name in methods:
        setattr(paper.bot.store, name, refusing)

    assert TITLE in said(await paper.asks("/brief"))
    await paper.asks("/id")
    for name, whole in good.items():
        setattr(paper.bot.store, name, whole)
    caplog.clear()

    await paper.withdrawn()
    assert len(await paper.told()) == (method != "all")


async def refusing(*_args, **_fields):
    raise StoreError("database is locked")


async def test_corrected_while_it_was_made(paper: Paper):
    """
    An answer that was made from the article as it was before a correction is corrected, too.
    """
    whole = paper.bot.answer

    async def answered(request):
        made = await whole(request)
        if request.line == "/brief":
            await paper.chat.say("/withdraw 1", user=BO)
        return made

    paper.bot.answer = answered
    shown = await paper.asks("/brief")
    await paper.until_noted(shown)
    paper.bot.clock.pass_by(minutes=2)
    await paper.corrector.tick()

    (told,) = await paper.told()
    assert told["reply_to_message"]["message_id"] == shown["message_id"]


async def test_the_part_that_shows_it_is_answered(paper: Paper):
    """
    Of an answer in two messages the one that the article stands in is replied to.
    """
    paper.bot.answer = answering(
        Message("one"), Message("two", ((Choice("x", "/x"),),), articles=(paper.article,))
    )
    await paper.bot.person.send("/brief")
    seen = await paper.bot.until(lambda seen: said(seen[-1]) == "two")
    await paper.until_noted(seen[-1])

    await paper.bot.store.correct(paper.article, "Withdrawn: it", at=paper.bot.clock())
    paper.bot.clock.pass_by(minutes=2)
    await paper.corrector.tick()

    (told,) = await paper.told()
    assert said(told["reply_to_message"]) == "two"


def answering(*messages: Message):
    async def answer(_request):
        await asyncio.sleep(0)
        return messages

    return answer
