"""Briefings from due to done, over HTTP against the sandbox, good days and bad."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack
from dataclasses import replace
from datetime import timedelta

import pytest
from telegram_play import Player, player, said

from bot.conversation import Message
from bot.corrections import Corrector
from bot.errors import StoreError
from bot.ledger import PartKey
from bot.model import ArticleId, ChatId, DeliveryId

ANA, BO = ChatId(1001), ChatId(1002)


@pytest.fixture
async def quiet() -> AsyncIterator[Player]:
    async with AsyncExitStack() as stack:
        yield await player(stack)


@pytest.fixture
async def bot(quiet: Player) -> AsyncIterator[Player]:
    async with running(quiet):
        yield quiet


class running:
    """The bot runs inside this block."""

    def __init__(self, bot: Player) -> None:
        self.bot, self.tasks = bot, asyncio.TaskGroup()

    async def __aenter__(self) -> Player:
        await self.tasks.__aenter__()
        await self.bot.telegram.start(self.tasks)
        await self.bot.deliverer.start()
        self.tasks.create_task(self.bot.deliverer.run())
        return self.bot

    async def __aexit__(self, *error) -> None:
        await self.bot.deliverer.stop()
        await self.bot.telegram.stop()
        await self.tasks.__aexit__(*error)


async def test_goes_out_at_its_hour_and_once(bot: Player):
    """
    Before its minute nothing comes; then one briefing; asking again brings no second.
    """
    await bot.subscribed()
    await bot.settle()
    assert await bot.says() == []

    await bot.deliver()
    await bot.settle()

    assert await bot.says() == ["Your briefing · 2026-03-02"]
    assert await bot.states() == ["sent"]


async def test_comes_again_the_next_day(bot: Player):
    """
    Each local day has its briefing.
    """
    await bot.subscribed()
    await bot.deliver()
    bot.clock.pass_by(days=1)
    await bot.settle()

    assert await bot.says() == ["Your briefing · 2026-03-02", "Your briefing · 2026-03-03"]


async def test_is_composed_once_for_all_who_share_it(bot: Player):
    """
    Readers with the same wish get the same frozen edition.
    """
    await bot.subscribed(ANA)
    await bot.subscribed(BO)

    await bot.deliver()

    assert bot.composed == 1
    assert await bot.says(1001) == await bot.says(1002)


async def test_parts_come_in_order(bot: Player):
    """
    A long briefing arrives part by part.
    """
    bot.parts = ("one", "two", "three")
    await bot.subscribed()

    await bot.deliver()

    assert await bot.says() == ["one", "two", "three"]


async def test_nothing_is_composed_for_silence(bot: Player):
    """
    A briefing without messages is done, and says so in the ledger.
    """
    bot.parts = ()
    await bot.subscribed()

    await bot.deliver()

    assert await bot.says() == []
    delivery = (await bot.store.deliveries_of(ANA, limit=1))[0]
    assert (delivery.state, delivery.reason) == ("sent", "nothing new")


async def test_an_edition_that_fails_stops_nobody_else(bot: Player):
    """
    When one briefing cannot be composed, the others still go out.
    """
    whole = bot.compose

    async def compose(subscription, due, until):
        if subscription.topics:
            raise RuntimeError("bad topic")
        return await whole(subscription, due, until)

    bot.compose = compose
    await bot.subscribed(ANA, topics=("x",))
    await bot.subscribed(BO)

    await bot.deliver()

    assert await bot.states(ANA) == ["failed"]
    assert await bot.states(BO) == ["sent"]


@pytest.mark.parametrize("error", [RuntimeError("a mistake"), StoreError("locked")])
@pytest.mark.slow
async def test_a_mistake_in_one_briefing_stops_nobody_else(bot: Player, error):
    """
    What goes wrong inside one call costs that reader a mark or a wait, and the others nothing.
    """
    whole, broken = bot.telegram._messages.send, []

    async def send(place, message, turn=None):
        if place.chat == ANA and not broken:
            broken.append(place)
            raise error
        return await whole(place, message, turn)

    bot.telegram._messages.send = send
    await bot.subscribed(ANA)
    await bot.subscribed(BO)

    await bot.deliver()

    (text,) = await bot.says(1001)
    assert text.startswith("(sent again") is isinstance(error, RuntimeError)
    assert await bot.says(1002) == ["Your briefing · 2026-03-02"]
    assert [await bot.states(ANA), await bot.states(BO)] == [["sent"], ["sent"]]
    assert bot.telegram.pace._turns.total() == 0


# Calls that break off.


@pytest.mark.parametrize(("fault", "copies"), [("drop_before", 1), ("drop_after", 2)])
@pytest.mark.slow
async def test_a_doubted_part_is_sent_again_once_and_says_so(bot: Player, fault, copies):
    """
    Whether the lost call arrived or not, a second copy follows, marked.
    """
    await bot.subscribed()
    await bot.person.faults({"fault": fault})

    await bot.deliver()

    texts = await bot.says()
    assert len(texts) == copies
    assert texts[-1].startswith("(sent again")
    assert await bot.states() == ["sent"]


@pytest.mark.slow
async def test_doubt_after_the_second_copy_ends_there(bot: Player):
    """
    Nothing is sent a third time: the delivery ends as uncertain.
    """
    await bot.subscribed()
    await bot.person.faults({"fault": "drop_after", "times": 2})

    await bot.deliver()

    assert len(await bot.says()) == 2
    assert await bot.states() == ["uncertain"]


async def test_a_tap_proves_that_a_doubted_part_arrived(bot: Player):
    """
    Who taps a button of the doubted message gets no second copy.
    """
    await bot.subscribed()
    await bot.person.faults({"fault": "drop_after"})
    bot.clock.pass_by(minutes=1)
    await bot.deliverer.tick()
    seen = await bot.until(lambda seen: seen and seen[-1]["from"]["is_bot"])

    await bot.person.post(
        "tap", user=1001, chat=1001, message_id=seen[-1]["message_id"], data="/brief"
    )
    async with asyncio.timeout(20):
        await bot.deliverer.settled()

    briefings = [text for text in await bot.says() if "briefing" in text]
    assert briefings == ["Your briefing · 2026-03-02"]
    assert await bot.states() == ["sent"]


async def test_after_a_proof_the_other_parts_follow(bot: Player):
    """
    A tap on the first of two messages proves it, and the second comes all the same.
    """
    bot.parts = ("one", "two")
    await bot.subscribed()
    await bot.person.faults({"fault": "drop_after"})
    bot.clock.pass_by(minutes=1)
    await bot.deliverer.tick()
    seen = await bot.until(lambda seen: seen and said(seen[-1]) == "one")

    await bot.person.post(
        "tap", user=1001, chat=1001, message_id=seen[-1]["message_id"], data="/brief"
    )
    async with asyncio.timeout(20):
        await bot.deliverer.settled()

    assert [text for text in await bot.says() if "You said" not in text] == ["one", "two"]
    assert await bot.states() == ["sent"]


@pytest.mark.slow
async def test_a_refused_connection_is_no_doubt(quiet: Player):
    """
    What surely was not sent is tried again until it goes, and is not marked.
    """
    bot = quiet
    await bot.subscribed()
    async with running(bot):
        port = int(bot.sandbox.address.rsplit(":", 1)[1])
        await bot.sandbox.close()
        bot.clock.pass_by(minutes=1)
        await bot.deliverer.tick()
        await bot.sandbox.start(port)
        async with asyncio.timeout(20):
            await bot.deliverer.settled()

    assert await bot.says() == ["Your briefing · 2026-03-02"]


# Crashes.


async def crashed_while_sending(bot: Player) -> None:
    """Leave the ledger as a crash in the middle of a call does."""
    await bot.store.make_due(bot.clock(), limit=10)
    claim = (await bot.store.claim_deliveries(bot.clock(), limit=10))[0]
    made = await bot.compose(claim.subscription, claim.due_at, bot.clock())
    await bot.store.keep_edition(
        made.key, made.messages, made.articles, [claim.id], until=bot.clock(), at=bot.clock()
    )
    await bot.store.write_ledger([PartKey(DeliveryId(claim.id), 0)], [], at=bot.clock())


@pytest.mark.slow
async def test_what_was_being_sent_in_a_crash_is_sent_again(quiet: Player):
    """
    After a crash the part in the air goes out marked; the other parts follow unmarked.
    """
    bot = quiet
    bot.parts = ("one", "two")
    await bot.subscribed()
    bot.clock.pass_by(minutes=1)
    await crashed_while_sending(bot)

    async with running(bot):
        await bot.settle()

    first, second = await bot.says()
    assert first.startswith("(sent again")
    assert first.endswith("one")
    assert second == "two"
    assert bot.composed == 1


async def test_what_was_only_claimed_goes_out_as_if_nothing_had_been(quiet: Player):
    """
    A claim that a crash left behind is given back.
    """
    bot = quiet
    await bot.subscribed()
    bot.clock.pass_by(minutes=1)
    await bot.store.make_due(bot.clock(), limit=10)
    await bot.store.claim_deliveries(bot.clock(), limit=10)

    async with running(bot):
        await bot.settle()

    assert await bot.says() == ["Your briefing · 2026-03-02"]


# Late.


async def test_says_that_it_is_late(bot: Player):
    """
    Down over its hour, the briefing comes on return and says so.
    """
    await bot.subscribed()
    bot.clock.pass_by(hours=1, minutes=41)
    await bot.settle()

    assert await bot.says() == [
        "12:01 briefing, sent 13:41 after an outage\nYour briefing · 2026-03-02"
    ]


async def test_too_late_is_dropped_and_owned_up_to(bot: Player):
    """
    After more than three hours nothing comes that day, and the next one says so, once.
    """
    await bot.subscribed()
    bot.clock.pass_by(hours=4)
    await bot.settle()
    assert await bot.says() == []
    assert await bot.states() == ["expired"]

    bot.clock.at = bot.clock.at.replace(hour=12, minute=1) + timedelta(days=1)
    await bot.settle()
    bot.clock.pass_by(days=1)
    await bot.settle()

    first, second = await bot.says()
    assert first.startswith("The briefing of Monday 12:01 was dropped: more than 3 hours late")
    assert second == "Your briefing · 2026-03-04"


async def test_days_of_silence_bring_one_briefing(bot: Player):
    """
    A week without the bot is made up for by today's briefing alone.
    """
    await bot.subscribed()
    bot.clock.pass_by(days=6, minutes=2)
    await bot.settle()

    assert len(await bot.says()) == 1


async def test_a_new_hour_between_tick_and_send_brings_no_second(quiet: Player):
    """
    Changing time and zone while a briefing waits neither doubles nor loses it.
    """
    bot = quiet
    await bot.subscribed()
    bot.clock.pass_by(minutes=1)
    await bot.store.make_due(bot.clock(), limit=10)
    await bot.subscribed(zone="Asia/Tokyo")

    async with running(bot):
        await bot.settle()
        bot.clock.pass_by(minutes=30)
        await bot.settle()

    assert len(await bot.says()) == 1


# Recipients.


async def test_who_blocks_the_bot_is_paused_until_he_returns(bot: Player):
    """
    A block ends the day's delivery and pauses the subscription; coming back resumes it.
    """
    await bot.subscribed()
    await bot.person.send("/start")
    await bot.reply()
    await bot.person.post("block", user=1001, blocked=True)
    bot.clock.pass_by(minutes=1)
    await bot.settle()
    assert await bot.states() in (["blocked"], [])
    assert (await bot.store.subscription_of(ANA)).paused == "blocked"

    await bot.person.post("block", user=1001, blocked=False)
    await bot.person.send("/start")
    await bot.until(lambda seen: len(seen) == 4)

    assert (await bot.store.subscription_of(ANA)).paused == ""
    assert (await bot.store.subscription_of(ANA)).due_at is not None


async def test_a_403_while_sending_pauses_the_subscription(bot: Player):
    """
    A refusal by the chat ends the delivery, and the others go on.
    """
    await bot.subscribed(ANA)
    await bot.subscribed(BO)
    await bot.person.faults({"fault": "403", "chat": 1001})

    await bot.deliver()

    assert await bot.states(ANA) == ["blocked"]
    assert await bot.states(BO) == ["sent"]
    assert (await bot.store.subscription_of(ANA)).paused == "blocked"


async def test_a_refused_part_fails_alone(bot: Player):
    """
    A message that Telegram refuses even as plain text fails; the others go on.
    """
    await bot.subscribed(ANA)
    await bot.subscribed(BO)
    await bot.person.faults({"fault": "400", "chat": 1001, "times": 2})

    await bot.deliver()

    assert await bot.states(ANA) == ["failed"]
    assert await bot.states(BO) == ["sent"]


async def test_a_group_keeps_its_subscription_under_its_new_number(bot: Player):
    """
    A group that becomes a supergroup gets its briefing there.
    """
    await bot.subscribed(ChatId(-2001))
    answer = await bot.person.post("migrate", chat=-2001)
    new = answer["chat"]["id"] if "chat" in answer else answer["migrate_to_chat_id"]

    await bot.deliver()

    assert await bot.states(new) == ["sent"]
    assert await bot.store.subscription_of(ChatId(-2001)) is None


@pytest.mark.slow
async def test_a_429_holds_bulk_and_is_kept(bot: Player):
    """
    The pause that Telegram asks for is waited out, without a breach, and survives a restart.
    """
    await bot.subscribed(ANA)
    await bot.subscribed(BO)
    await bot.person.faults({"fault": "429", "chat": 1001, "retry_after": 3})

    await bot.deliver()

    assert [await bot.states(ANA), await bot.states(BO)] == [["sent"], ["sent"]]
    assert (await bot.person.get("faults"))["breaches"] == {}
    assert {chat for chat, _ in await bot.store.holds(bot.clock())} == {None, ANA}


async def test_a_pause_outlives_a_restart(quiet: Player):
    """
    What Telegram asked for before a restart is kept to after it.
    """
    bot = quiet
    await bot.store.hold(None, bot.clock() + timedelta(seconds=40))
    await bot.store.hold(ANA, bot.clock() + timedelta(seconds=17))

    async with running(bot):
        bulk, ana = (round(bot.telegram.pace.hold_of(chat)) for chat in (None, ANA))

    assert 39 <= bulk <= 41
    assert 16 <= ana <= 18


async def test_it_stops_at_once_while_it_is_held_back(quiet: Player):
    """
    A pause of hours does not keep the bot from ending; what waits is sent another day.
    """
    bot = quiet
    await bot.subscribed()
    await bot.store.hold(None, bot.clock() + timedelta(hours=12))
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    async with asyncio.timeout(10), running(bot):
        bot.clock.pass_by(minutes=1)
        await bot.deliverer.tick()
        await bot.until_true(bot.states, ["claimed"])
        await corrector.tick()
        await corrector.stop()

    assert await bot.says() == []
    assert await bot.states() == ["claimed"]


async def test_who_pauses_meanwhile_gets_nothing(quiet: Player):
    """
    A briefing that waits is dropped when its reader pauses.
    """
    bot = quiet
    await bot.subscribed()
    bot.clock.pass_by(minutes=1)
    await bot.store.make_due(bot.clock(), limit=10)
    await bot.store.pause(ANA, "you asked", at=bot.clock())

    async with running(bot):
        await bot.settle()

    assert await bot.says() == []
    assert await bot.states() == ["expired"]


async def test_forgetting_leaves_counts_only(bot: Player):
    """
    After /forgetme no row names the chat any more.
    """
    await bot.subscribed()
    await bot.deliver()

    await bot.store.forget(ANA)

    assert not any((await bot.store.everything_about(ANA)).values())


# Corrections.


@pytest.mark.parametrize("chats", [[ANA], [ANA, BO]])
async def test_a_correction_answers_the_very_message(bot: Player, chats):
    """
    Everybody who got something from an article hears once what was changed, as a reply.
    """
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    for chat in chats:
        await bot.subscribed(chat)
    await bot.deliver()

    told = await bot.store.correct(ArticleId(1), "<b>Corrected</b>: a name", at=bot.clock())
    await bot.store.correct(ArticleId(2), "nobody got this one", at=bot.clock())
    await corrector.tick()
    assert len(await bot.says()) == 1

    bot.clock.pass_by(minutes=1)
    await corrector.tick()
    await corrector.tick()

    assert told == len(chats)
    for chat in chats:
        briefing, correction = await bot.person.sees(chat)
        assert correction["text"] == "Corrected: a name"
        assert correction["reply_to_message"]["message_id"] == briefing["message_id"]


@pytest.mark.parametrize("corrected", ["waiting", "composing"])
async def test_what_is_withdrawn_is_not_sent_any_more(bot: Player, corrected):
    """
    Whose briefing still waits, or is just being composed, gets it without the article; who had
    it already is told.
    """
    whole, withdrawn = bot.compose, []

    async def compose(subscription, due, until):
        made = await whole(subscription, due, until)
        if corrected == "composing" and not withdrawn:
            await bot.store.correct(ArticleId(1), "withdrawn", at=bot.clock())
            withdrawn.append(1)
            return made
        text = f"{made.messages[0].text} without it" if withdrawn else made.messages[0].text
        return replace(made, messages=(Message(text),))

    bot.compose = compose
    await bot.subscribed(ANA)
    await bot.subscribed(BO)
    bot.telegram.pace.hold([BO], 1.0)
    bot.clock.pass_by(minutes=1)
    await bot.deliverer.tick()
    await bot.until(lambda seen: seen and "briefing" in said(seen[-1]))
    if corrected == "waiting":
        withdrawn.append(1)
        assert await bot.store.correct(ArticleId(1), "withdrawn", at=bot.clock()) == 1
    await bot.settle()

    bot.clock.pass_by(minutes=2)
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    await corrector.tick()

    first = "Your briefing · 2026-03-02"
    assert await bot.says(1002) == [f"{first} without it"]
    if corrected == "waiting":
        assert await bot.says(1001) == [first, "withdrawn"]
    else:
        assert await bot.says(1001) == [f"{first} without it"]


async def test_who_may_have_got_it_is_told_without_an_answer_to_it(bot: Player):
    """
    While nobody knows whether a briefing arrived, its reader hears of the correction, too.
    """
    await bot.subscribed()
    await bot.person.faults({"fault": "drop_after"})
    bot.clock.pass_by(minutes=1)
    await bot.deliverer.tick()
    await bot.until(lambda seen: seen and seen[-1]["from"]["is_bot"])
    await bot.until_true(lambda: doubted(bot), 1)

    assert await bot.store.correct(ArticleId(1), "withdrawn", at=bot.clock()) == 1
    bot.clock.pass_by(minutes=2)
    bot.telegram.pace._holds.clear()
    await Corrector(bot.store, bot.telegram, bot.clock).tick()

    seen = await bot.until(lambda seen: said(seen[-1]) == "withdrawn")
    assert "reply_to_message" not in seen[-1]


async def doubted(bot: Player) -> int:
    """How many parts are in doubt."""
    return len(
        await bot.store.on_thread(
            lambda: bot.store.rows("SELECT 1 FROM parts WHERE state = 'uncertain'")
        )
    )


async def test_a_correction_taken_back_in_time_is_not_sent(bot: Player):
    """
    What is undone, or changed again, before it was sent is never heard of.
    """
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    await bot.subscribed()
    await bot.deliver()
    await bot.store.correct(ArticleId(1), "first", at=bot.clock())
    await bot.store.correct(ArticleId(1), "second", at=bot.clock())
    assert await bot.store.cancel_correction(ArticleId(1)) == 1

    bot.clock.pass_by(minutes=1)
    await corrector.tick()
    assert len(await bot.says()) == 1


@pytest.mark.parametrize(
    ("fault", "state", "copies"),
    [
        ("drop_after", "uncertain", 1),
        ("403", "blocked", 0),
        ("429", "sent", 1),
        ("400", "sent", 1),
    ],
)
async def test_a_correction_is_sent_once_or_not_at_all(bot: Player, fault, state, copies):
    """
    In doubt it is not repeated; what was surely not sent is sent later.
    """
    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    await bot.subscribed()
    await bot.deliver()
    await bot.store.correct(ArticleId(1), "changed", at=bot.clock())
    bot.clock.pass_by(minutes=1)
    await bot.person.faults({"fault": fault, "retry_after": 1})

    await corrector.tick()
    async with asyncio.timeout(10):
        while bot.telegram.pace.bulk_hold() > 0:  # noqa: ASYNC110 - waits for time
            await asyncio.sleep(0.01)
    await corrector.tick()

    rows = (await bot.store.everything_about(ANA))["notices"]
    assert [row["state"] for row in rows] == [state]
    assert (await bot.says()).count("changed") == copies


async def test_a_correction_in_the_air_in_a_crash_is_given_up(bot: Player):
    """
    After a crash nobody is told twice.
    """
    await bot.subscribed()
    await bot.deliver()
    await bot.store.correct(ArticleId(1), "changed", at=bot.clock())
    bot.clock.pass_by(minutes=1)
    (notice,) = await bot.store.notices_due(bot.clock(), limit=9)
    await bot.store.begin_notice(notice)

    corrector = Corrector(bot.store, bot.telegram, bot.clock)
    await corrector.start()
    await corrector.tick()
    await corrector.stop()

    assert len(await bot.says()) == 1


# A database that refuses for a while.


@pytest.mark.slow
@pytest.mark.parametrize("method", ["claim_deliveries", "keep_edition", "write_ledger"])
async def test_what_the_database_refuses_is_tried_again(bot: Player, method):
    """
    A database that is locked for a moment costs time, not a briefing and not a second copy.
    """
    whole, refusals = getattr(bot.store, method), [StoreError("locked"), StoreError("locked")]

    async def refuse(*args, **kwargs):
        if refusals:
            raise refusals.pop()
        return await whole(*args, **kwargs)

    await bot.subscribed()
    setattr(bot.store, method, refuse)
    await bot.deliver()

    assert await bot.says() == ["Your briefing · 2026-03-02"]
    assert await bot.states() == ["sent"]


@pytest.mark.slow
async def test_what_could_not_be_recorded_is_recorded_later(bot: Player):
    """
    A part that was sent while the database refused is written as sent, and not sent again.
    """
    whole, refusals = bot.store.write_ledger, [StoreError("locked")]

    async def refuse(begun, ended, *, at):
        if ended and refusals:
            raise refusals.pop()
        return await whole(begun, ended, at=at)

    await bot.subscribed()
    bot.store.write_ledger = refuse
    await bot.deliver()

    assert refusals == []
    assert len(await bot.says()) == 1
    assert await bot.states() == ["sent"]


async def test_too_late_while_it_stood_in_line(quiet: Player):
    """
    What was held back for more than three hours is dropped, composed or not.
    """
    bot = quiet
    await bot.subscribed(ANA)
    await bot.subscribed(BO)
    bot.clock.pass_by(minutes=1)
    await bot.store.make_due(bot.clock(), limit=10)
    (claim, _) = await bot.store.claim_deliveries(bot.clock(), limit=10)
    made = await bot.compose(claim.subscription, claim.due_at, bot.clock())
    await bot.store.keep_edition(
        made.key, made.messages, (), [claim.id], until=bot.clock(), at=bot.clock()
    )
    bot.clock.pass_by(hours=4)

    async with running(bot):
        await bot.settle()

    assert await bot.says() == []
    assert [await bot.states(ANA), await bot.states(BO)] == [["expired"], ["expired"]]
