"""A wrong quote, called so by a reader and mended by an admin, over HTTP from end to end."""

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
from chat import Chat
from telegram_play import Player, said

from bot.commands.router import answer
from bot.conversation import Choice, Message
from bot.corrections import Corrector
from bot.intake.intake import understand
from bot.model import ArticleId, ChatId
from bot.offload import in_place
from bot.render import render
from bot.reports import Reporter

#: A chat gets one message a second, and a conversation takes some.
pytestmark = pytest.mark.slow

ANA, BO, EVA = ChatId(1001), ChatId(1002), ChatId(1003)
WORDS = "“The bridge opens again in the spring of next year.”"
TEXT = f"""The mayor, Ann Adler, met the engineer Ben Carter at the old bridge on Monday.
{WORDS} said Ann Adler, the mayor of the town, at the bridge.
It had been closed for four years because its piers had sunk into the mud of the river, and the
town had looked for money ever since. Ben Carter did not want to name a day."""


@dataclass
class Newsroom:
    """A bot with the real commands and analysis, and one article with a quote in it."""

    bot: Player
    chat: Chat
    reporter: Reporter
    corrector: Corrector
    article: ArticleId

    async def asks(self, line: str, user: int = ANA):
        await self.bot.person.send(line, user=user)
        return await self.bot.reply(user)

    async def forged(self, data: str, user: int = ANA):
        """Send what no button of the reader's says, as a client of one's own can."""
        real = self.bot.answer

        async def with_button(_request):
            return [Message("a button", ((Choice("forged", data),),))]

        self.bot.answer = with_button
        message = await self.asks("a button, please", user)
        self.bot.answer = real
        return await self.taps(message, data, user)

    async def taps(self, message, data: str, user: int = ANA):
        """Tap a button; the answer, in place of the message or below it."""
        before = said(message)
        await self.bot.person.post(
            "tap", user=user, chat=user, message_id=message["message_id"], data=data
        )
        seen = await self.bot.until(lambda seen: said(seen[-1]) != before, user)
        return seen[-1]

    async def reports(self, user: int = ANA):
        """A reader goes from the quote to its place and calls it wrong."""
        quotes = await self.asks("/quotes adler", user)
        place = await self.taps(quotes, button(quotes, "¹"), user)
        return await self.taps(place, button(place, "Wrong quote?"), user)

    async def told(self, user: int, start: str) -> list:
        return [m for m in await self.bot.person.sees(user) if said(m).startswith(start)]


def button(message, label: str) -> str:
    rows = message["reply_markup"]["inline_keyboard"]
    return next(one["callback_data"] for row in rows for one in row if one["text"] == label)


@pytest.fixture
async def newsroom(bot: Player) -> AsyncIterator[Newsroom]:
    """Ann Adler is quoted; Bo, the admin, has a chat with the bot."""
    chat = Chat(bot.store, at=bot.clock())
    number = (await chat.say(f"/add {TEXT}", user=BO)).receipt.number
    await chat.say(f"/publish {number}", user=BO)

    async def answered(request):
        chat.at = bot.clock()
        return render(await answer(request, chat.context), bot="briefing_bot")

    bot.answer = answered
    reporter = Reporter(chat.context, bot.telegram)
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    room = Newsroom(bot, chat, reporter, corrector, number)
    await room.asks("/start", BO)
    yield room
    await corrector.stop()


async def test_from_the_tap_to_the_correction(newsroom: Newsroom):
    """
    The reader is thanked, Bo gets one message, his tap is so for everybody at once, also
    after the article is analysed anew, and the reader hears of it at the message that erred.
    """
    thanks = await newsroom.reports()
    await newsroom.reporter.tick()
    [asked] = await newsroom.told(BO, "1 reader calls this quote wrong")

    done = await newsroom.taps(asked, button(asked, "Said by Ben Carter"), BO)
    again = await understand(newsroom.bot.store, in_place, newsroom.article, ())
    quotes = await newsroom.asks("/quotes ben carter")
    newsroom.bot.clock.pass_by(minutes=2)
    await newsroom.corrector.tick()

    [corrected] = await newsroom.told(ANA, "Corrected:")
    assert said(thanks).startswith("Thank you. An admin is asked to check this quote.")
    assert WORDS in said(asked)
    assert "Ann Adler, the mayor of the town" in said(asked)
    assert said(done).startswith("Said by Ben Carter from now on, not by Ann Adler.")
    assert again
    assert f"{WORDS}\nBen Carter" in said(quotes)
    assert f"Ben Carter said this: {WORDS} I showed it as Ann Adler’s." in said(corrected)
    assert corrected["reply_to_message"]["message_id"] == thanks["message_id"]


async def test_one_message_for_one_quote(newsroom: Newsroom):
    """
    A second reader, and a second look at what waits, bring the admins nothing more.
    """
    await newsroom.reports()
    await newsroom.reporter.tick()
    [report] = await newsroom.bot.store.reports(limit=1)
    await newsroom.bot.store.file_report(
        EVA, report.article, report.start, report.words, at=newsroom.bot.clock()
    )
    await newsroom.reporter.tick()

    assert len(await newsroom.told(BO, "1 reader calls this quote wrong")) == 1
    assert await newsroom.told(ANA, "1 reader") == []


async def test_readers_cannot_tap_what_admins_can(newsroom: Newsroom):
    """
    A client that sends an admin's line is refused, whatever message it claims to tap.
    """
    await newsroom.reports()
    await newsroom.reporter.tick()
    [asked] = await newsroom.told(BO, "1 reader")

    refused = await newsroom.forged(button(asked, "Not a quote"))

    assert (
        said(refused)
        == "I do not know /quote. Did you mean /quotes? /help lists what I can do."
    )
    assert await newsroom.bot.store.mends_of(newsroom.article) == []


@pytest.mark.parametrize(
    "data", ["~/wrong 1 0 000000", "~/wrong 77 0 abcdef", "~/wrong 1 99999999999 abcdef"]
)
async def test_forged_numbers_report_nothing(newsroom: Newsroom, data):
    """
    A place that holds no quote with these words is refused, and nobody is bothered.
    """
    refused = await newsroom.forged(data)
    await newsroom.reporter.tick()

    assert "quote" in said(refused)
    assert await newsroom.bot.store.reports(limit=9) == []
    assert await newsroom.told(BO, "1 reader") == []


async def test_telegram_takes_nothing_just_now(newsroom: Newsroom):
    """
    What could not be told waits for the next look.
    """
    await newsroom.reports()
    await newsroom.bot.person.faults({"fault": "429", "retry_after": 120, "chat": int(BO)})

    await newsroom.reporter.tick()

    assert len(await newsroom.bot.store.reports(untold=True, limit=9)) == 1


async def test_withdrawn_meanwhile(newsroom: Newsroom):
    """
    Of a quote that nobody sees any more the admins are told nothing.
    """
    await newsroom.reports()
    await newsroom.asks(f"/withdraw {newsroom.article}", BO)

    await newsroom.reporter.tick()

    assert await newsroom.told(BO, "1 reader") == []
    assert await newsroom.bot.store.reports(untold=True, limit=9) == []


async def test_what_is_kept_about_who_reported(newsroom: Newsroom):
    """
    /mydata has it, /forgetme takes the chat out of it; the report waits for the admin.
    """
    await newsroom.reports()
    data = await newsroom.chat.say("/mydata")
    await newsroom.asks("/forgetme")

    kept = await newsroom.bot.store.everything_about(ANA)
    assert b'"quotes you called wrong"' in data.document[1]
    assert kept["quote_reports"] == []
    assert [one.readers for one in await newsroom.bot.store.reports(limit=9)] == [1]
