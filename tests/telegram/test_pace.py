"""The limiter in virtual time: what Telegram would count, second by second."""

import asyncio
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from telegram.error import RetryAfter
from virtual import run

from bot.model import ChatId
from bot.telegram.pace import Pace


def sent_times(pace: Pace, wanted, *, kind="bulk"):
    """When messages to these chats leave, all asked for at once."""
    times = []

    async def one(chat):
        await pace.process_request(
            accept(times, chat), (), {}, "sendMessage", {"chat_id": chat}, kind
        )

    async def everything():
        async with asyncio.TaskGroup() as tasks:
            for chat in wanted:
                tasks.create_task(one(chat))
        return times

    return everything()


def accept(times, chat):
    async def call():
        times.append((asyncio.get_running_loop().time(), chat))
        return True

    return call


def busiest(times, seconds):
    """The most messages in any span of so many seconds."""
    moments = [moment for moment, _ in times]
    return max(
        sum(1 for each in moments if start <= each < start + seconds) for start in moments
    )


@pytest.mark.parametrize("rate", [20, 30, 200])
def test_bulk_stays_below_the_rate_and_near_it(rate):
    """
    In no second does bulk send more than the rate allows, and over time at least 90 % of it.
    """
    times = run(sent_times(Pace(rate), range(1, rate * 5)))

    assert busiest(times, 1.0) <= rate
    assert len(times) / times[-1][0] >= 0.9 * rate


def test_a_person_gets_one_a_second():
    """
    Messages to one chat are a second apart, whoever sends them.
    """
    times = run(sent_times(Pace(), [7] * 5, kind=None))

    gaps = [b - a for (a, _), (b, _) in pairwise(times)]
    assert min(gaps) >= 1


def test_a_group_gets_twenty_a_minute():
    """
    In no minute does a group get more than twenty messages.
    """
    times = run(sent_times(Pace(), [-7] * 45))

    assert busiest(times, 60) <= 20


def test_a_reply_leaves_before_all_bulk():
    """
    A reply asked for behind thousands of bulk messages leaves at once.
    """

    async def scene():
        pace, times = Pace(), []
        async with asyncio.TaskGroup() as tasks:
            bulk = tasks.create_task(sent_times(pace, range(1, 2001)))
            for chat in range(5001, 5021):
                await asyncio.sleep(0.5)
                asked = asyncio.get_running_loop().time()
                await pace.process_request(
                    accept([], chat), (), {}, "sendMessage", {"chat_id": chat}, None
                )
                times.append(asyncio.get_running_loop().time() - asked)
            bulk.cancel()
        return times

    assert max(run(scene())) < 0.1


def test_bulk_takes_what_replies_leave():
    """
    While replies use the whole rate, the sum of both stays within it.
    """

    async def scene():
        pace = Pace(30)
        async with asyncio.TaskGroup() as tasks:
            bulk = tasks.create_task(sent_times(pace, range(1, 200)))
            replies = tasks.create_task(sent_times(pace, range(1001, 1200), kind=None))
        return sorted(bulk.result() + replies.result())

    times = run(scene())
    assert busiest(times, 1.0) <= 30
    assert [chat for _, chat in times[:20]].count(1) <= 1


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(st.sampled_from([1, 2, 3, -4, -5]), st.booleans()), min_size=1, max_size=60
    )
)
def test_no_mixture_breaks_a_limit(wanted):
    """
    Whatever is asked for, by replies and bulk, all three limits hold.
    """

    async def scene():
        pace, times = Pace(10), []
        async with asyncio.TaskGroup() as tasks:
            for chat, bulk in wanted:
                tasks.create_task(
                    pace.process_request(
                        accept(times, chat),
                        (),
                        {},
                        "sendMessage",
                        {"chat_id": chat},
                        "bulk" if bulk else None,
                    )
                )
        return times

    times = run(scene())
    assert busiest(times, 1.0) <= 10
    for chat in {chat for chat, _ in wanted}:
        own = [each for each in times if each[1] == chat]
        assert busiest(own, 1.0) <= 1
        assert chat > 0 or busiest(own, 60) <= 20


def test_a_429_pauses_its_chat_and_bulk():
    """
    After a refusal the chat and all bulk wait as long as asked; replies to others do not.
    """

    async def scene():
        held = []

        async def note(chat, pause):
            held.append((chat, pause))

        pace, refusals = Pace(held=note), [RetryAfter(timedelta(seconds=17))]
        left = {}

        async def call(chat):
            if refusals:
                raise refusals.pop()
            left[chat] = asyncio.get_running_loop().time()

        async def send(chat, kind):
            await pace.process_request(
                call, (chat,), {}, "sendMessage", {"chat_id": chat}, kind
            )

        await send(1, None)
        return held, left, pace.hold_of(None), pace.hold_of(ChatId(2))

    held, left, bulk, other = run(scene())
    assert {chat for chat, _ in held} == {None, 1}
    assert left[1] == pytest.approx(17, abs=0.1)
    assert (bulk, other) == (pytest.approx(0, abs=0.1), 0)


def test_bulk_is_told_of_a_pause_at_once():
    """
    Who sends in bulk has other things to do than to wait out a pause.
    """

    async def scene():
        pace = Pace()

        async def refuse():
            raise RetryAfter(timedelta(hours=12))

        with pytest.raises(RetryAfter):
            await pace.process_request(refuse, (), {}, "sendMessage", {"chat_id": 1}, "bulk")
        return asyncio.get_running_loop().time(), pace.hold_of(None)

    now, hold = run(scene())
    assert now < 1
    assert hold == pytest.approx(12 * 3600, abs=1)


def test_refusals_of_two_chats_pause_everybody():
    """
    When a second chat is refused meanwhile, it is the bot that sends too much.
    """

    async def scene():
        pace, times = Pace(), []
        refusals = [RetryAfter(timedelta(seconds=10)), RetryAfter(timedelta(seconds=10))]

        async def call():
            if refusals:
                raise refusals.pop()
            times.append(asyncio.get_running_loop().time())

        async with asyncio.TaskGroup() as tasks:
            for chat in (1, 2):
                tasks.create_task(
                    pace.process_request(call, (), {}, "sendMessage", {"chat_id": chat}, None)
                )
            await asyncio.sleep(1)
            await pace.process_request(call, (), {}, "sendMessage", {"chat_id": 3}, None)
        return times

    assert min(run(scene())) >= 10


def call(pace, endpoint, chat, kind=None, callback=None):
    """One call through the limiter, that is accepted at once unless told otherwise."""
    data = {} if chat is None else {"chat_id": chat}
    return pace.process_request(callback or accept([], chat), (), {}, endpoint, data, kind)


def test_calls_that_send_nothing_do_not_wait():
    """
    Answers to taps, edits and questions elsewhere pass while bulk and a chat are held back.
    """

    async def scene():
        pace = Pace()
        pace.hold([None, ChatId(1)], 60)
        await call(pace, "answerCallbackQuery", None)
        await call(pace, "editMessageText", 2)
        await call(pace, "getMe", None)
        return asyncio.get_running_loop().time()

    assert run(scene()) == 0


def test_a_pause_of_a_chat_concerns_edits_too():
    """
    A message there is not changed either before the pause is over.
    """

    async def scene():
        pace = Pace()
        pace.hold([ChatId(1)], 17)
        await call(pace, "editMessageText", 1)
        return asyncio.get_running_loop().time()

    assert run(scene()) == pytest.approx(17, abs=0.1)


@pytest.mark.parametrize(
    ("endpoint", "chat"),
    [("editMessageText", 1), ("answerCallbackQuery", None), ("sendMessage", "@paper")],
)
def test_a_429_on_any_call_is_waited_out(endpoint, chat):
    """
    Whatever is refused is tried again when the pause is over, and not before.
    """

    async def scene():
        refusals, times = [RetryAfter(timedelta(seconds=17))], []

        async def refuse_once():
            times.append(asyncio.get_running_loop().time())
            if refusals:
                raise refusals.pop()

        await call(Pace(), endpoint, chat, callback=refuse_once)
        return times

    assert run(scene()) == [pytest.approx(0, abs=0.1), pytest.approx(17, abs=0.1)]


@pytest.mark.parametrize("endpoint", ["sendMessage", "editMessageText"])
def test_nobody_waits_hours_for_an_answer(endpoint):
    """
    While a chat is held back for hours, an answer to it is given up at once.
    """

    async def scene():
        pace = Pace()
        pace.hold([ChatId(1)], 12 * 3600)
        with pytest.raises(RetryAfter):
            await call(pace, endpoint, 1)
        await call(pace, endpoint, 2)
        return asyncio.get_running_loop().time()

    assert run(scene()) < 1


def test_a_reply_is_refused_three_times_at_most():
    """
    Telegram's third refusal of one answer is the last that is waited for.
    """

    async def scene():
        calls = []

        async def refuse():
            calls.append(asyncio.get_running_loop().time())
            raise RetryAfter(timedelta(seconds=5))

        with pytest.raises(RetryAfter):
            await call(Pace(), "sendMessage", 1, callback=refuse)
        return calls

    assert [round(at) for at in run(scene())] == [0, 5, 10]


@pytest.mark.parametrize(
    ("holds", "waits"),
    [
        ([(None, 40.0)], 0),
        ([(None, 40.0), (ChatId(1), 30.0)], 0),
        ([(None, 40.0), (ChatId(1), 30.0), (ChatId(2), 40.0)], 30),
    ],
)
def test_pauses_are_taken_up_after_a_restart(holds, waits):
    """
    Bulk and the chats wait on; everybody does when two chats had been refused.
    """

    async def scene():
        pace = Pace()
        pace.restore(holds)
        await call(pace, "sendMessage", 3)
        return asyncio.get_running_loop().time(), pace.hold_of(None)

    at, bulk = run(scene())
    assert at == pytest.approx(waits, abs=0.1)
    assert bulk == pytest.approx(40 - waits, abs=0.1)


def test_turns_that_are_not_used_are_given_back():
    """
    A turn counts until it is used or given back, once, also when the chat was forgotten.
    """

    async def scene():
        pace = Pace(3)
        for chat in (1, 1, 2):
            pace.give_back(chat)
            await pace.turn(chat)
        taken = pace._turns.total()
        pace._chats.clear()
        await call(pace, "sendMessage", 2, "taken")
        pace.give_back(ChatId(2))
        return taken, dict(pace._turns), pace.ready_in(ChatId(2))

    taken, left, ready = run(scene())
    assert taken == 2
    assert left == {1: 1}
    assert ready > 1


def test_chats_are_forgotten_when_their_limits_are_over():
    """
    Of ten thousand chats those written to long ago take no memory.
    """
    pace = Pace(1000)

    times = run(sent_times(pace, range(1, 10_001)))

    assert len(times) == 10_000
    assert len(pace._chats) < 7_000
