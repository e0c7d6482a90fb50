"""/selftest: the bot's own look at its answers."""

from dataclasses import dataclass

import pytest
from chat import BO, printed
from make import analysis

from bot.commands import selftest
from bot.conversation import Message, Reply, Request
from bot.model import ChatId, UserId
from bot.places import place
from bot.render import torn
from summaries.analyse import ANALYSIS


def findings(reply):
    return {one.subject: (one.fine, one.says) for one in reply.findings}


async def test_all_is_well(seeded):
    """
    On the seeds every answer fits and every place is found.
    """
    found = findings(await seeded.say("/selftest", user=BO))

    assert all(fine for fine, _ in found.values()), found
    assert found["Database"] == (True, "ok")
    assert int(found["Proof"][1].split()[0]) > 20


async def test_an_empty_bot_is_well(chat):
    """
    Without any article there is nothing to prove, and nothing is wrong.
    """
    found = findings(await chat.say("/selftest", user=BO))

    assert all(fine for fine, _ in found.values()), found


@dataclass(frozen=True, slots=True, kw_only=True)
class Leading(Reply):
    """An answer with places."""

    places: tuple


async def test_places_that_are_lost_are_named(seeded):
    """
    A number that leads nowhere is the worst that can be found, and is named.
    """
    here = (await seeded.say("/brief")).told.sources[0].place
    gone = place(99, 0, "Nobody wrote this.")
    request = Request(ChatId(BO), UserId(BO), "/selftest")

    found = await selftest._looked_up(
        [Leading(places=(here, gone)), Leading(places=(here,))], request, seeded.context
    )

    assert found == (2, [f"not found: {gone.line}"])


async def test_an_answer_that_fails_is_named(seeded, monkeypatch):
    """
    What a reader would be refused is found before a reader is.
    """
    monkeypatch.setattr(selftest, "ASKED", {"/brief 99h": selftest.brief.brief})

    told = printed(await seeded.say("/selftest", user=BO))

    assert "wrong · Answers: " in told
    assert "/brief 99h: I can brief you in 15s to 10m." in told


async def test_a_handler_that_breaks_is_named(seeded, monkeypatch):
    """
    What is wrong inside the bot is one finding, and the others are still asked.
    """

    async def broken(request, context):
        raise KeyError("speaker")

    asked = {"/broken": broken, "/help": selftest.help.help_}
    monkeypatch.setattr(selftest, "ASKED", asked)
    monkeypatch.setattr(selftest.reading, "sentence", broken)

    found = findings(await seeded.say("/selftest", user=BO))

    assert "/broken: failed, see the log" in found["Answers"][1]
    assert int(found["Answers"][1].split()[0]) > 1
    assert "failed, see the log: /s " in found["Proof"][1]


async def test_articles_that_wait_for_their_analysis_are_counted(seeded):
    """
    What an older version has read is counted as still to do.
    """
    kept = await seeded.store.analysis(1)
    await seeded.store.save_analysis(1, analysis(version=ANALYSIS - 1))

    told = printed(await seeded.say("/selftest", user=BO))

    assert kept is not None
    assert "wrong · Analysis: 1 article to analyse" in told


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("<b>fine</b>", []),
        ("x" * 4097, ["too long"]),
        ("<b>x</b>" * 101, ["too much formatting"]),
        ("<b>x", ["a tag is not closed"]),
    ],
)
def test_what_telegram_would_refuse(text, wrong):
    """
    Messages are looked at as Telegram does.
    """
    assert list(selftest._wrong([Message(text)])) == wrong


@pytest.mark.parametrize(
    ("text", "is_torn"),
    [
        ("<b>a</b>", False),
        ("<b><i>a</b></i>", True),
        ("a</b>", True),
        ("<a href='x'>a</a>", False),
    ],
)
def test_torn_tags(text, is_torn):
    """
    Every tag is closed, the last opened first.
    """
    assert torn(text) == is_torn
