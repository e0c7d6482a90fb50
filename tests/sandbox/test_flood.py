"""Limits and faults: what Telegram does to a bot on a bad day."""

import asyncio

import pytest
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter, TimedOut

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault
from bot.sandbox.flood import Flood, Limits


class Clock:
    """A clock that is set by hand."""

    def __init__(self):
        self.seconds = 1000.0

    def __call__(self):
        return self.seconds


def flood(**limits):
    return Flood(Limits(**limits), clock=Clock())


def at(model, seconds, chat, count=1):
    model.clock.seconds = 1000.0 + seconds
    model.admit(chat, count)


def test_steady_sending_is_no_breach():
    """
    Thirty a second to different readers, and one a second to each, is what Telegram allows.
    """
    model = flood(chat_burst=1)

    for number in range(300):
        at(model, number / 30, 1 + number % 60)

    assert model.breaches == {}


@pytest.mark.parametrize(
    ("moments", "chat", "breaches"),
    [
        ([0.01 * n for n in range(31)], None, {"second": 1}),
        ([0, 0.5, 1.6], 1, {"chat": 1}),
        ([0, 1, 2, 3], 1, {}),
        ([3.0 * n for n in range(20)] + [59], -1, {"group": 1}),
        ([3.0 * n for n in range(20)] + [60], -1, {}),
    ],
)
def test_breaches(moments, chat, breaches):
    """
    One message too many is one breach, of the limit it breaks.
    """
    model = flood(chat_burst=1)

    for number, moment in enumerate(moments):
        at(model, moment, number + 1 if chat is None else chat)

    assert model.breaches == breaches


def test_bursts():
    """
    A private chat bears a short burst, then one message a second.
    """
    model = flood(chat_burst=3)

    for moment in (0, 0, 0, 1, 2, 2.1):
        at(model, moment, 1)

    assert model.breaches == {"chat": 1}


def test_enforced():
    """
    Enforced limits refuse the message too many, say how long to wait, and count nothing else.
    """
    model = flood(mode="enforce", group_messages=2)
    at(model, 0, -1)
    at(model, 10, -1)

    with pytest.raises(ApiError) as refused:
        at(model, 20, -1)

    assert refused.value.answer()["parameters"] == {"retry_after": 40}
    assert refused.value.description == "Too Many Requests: retry after 40"
    at(model, 60, -1)
    assert model.breaches == {}


def test_albums_count_their_messages():
    """
    An album to a group is as many messages as it has pictures.
    """
    model = flood(group_messages=4)
    at(model, 0, -1, count=3)
    at(model, 5, -1, count=2)

    assert model.breaches == {"group": 1}


def test_off():
    """
    Without limits nothing is counted.
    """
    model = flood(mode="off")
    for _ in range(50):
        at(model, 0, 1)

    assert model.breaches == {}


def test_pause():
    """
    After a 429 the chat is closed for that long; coming back early is a breach.
    """
    model = flood()
    model.refusal(Fault("429", chat=1, retry_after=17))

    for moment, left in [(0.1, 17), (10, 7)]:
        model.clock.seconds = 1000 + moment
        with pytest.raises(ApiError) as refused:
            model.check_pause(1)
        assert refused.value.parameters == {"retry_after": left}
        model.check_pause(2)
    model.clock.seconds = 1017
    model.check_pause(1)

    assert model.breaches == {"pause": 1}


def test_chance():
    """
    A fault can hit a share of the calls, the same ones in every run.
    """
    model = flood()
    model.faults.append(Fault("500", times=0, share=0.3))

    hit = [model.next_fault("sendmessage", 1, sends=True) is not None for _ in range(1000)]

    assert 250 < sum(hit) < 350


async def test_429_for_one_chat(bot, person):
    """
    One chat is asked to wait, the others are served.
    """
    await person.faults({"fault": "429", "chat": 1001, "retry_after": 17})

    for _ in range(2):
        with pytest.raises(RetryAfter) as refused:
            await bot.send_message(1001, "x")
        assert refused.value.retry_after.total_seconds() == 17
    await bot.send_message(1002, "x")
    report = await person.faults(clear=True)
    await bot.send_message(1001, "x")

    assert report["refused"] == {"429": 2}
    assert report["sent"] == {"1002": 1}


async def test_429_for_all(bot, person):
    """
    Everybody has to wait.
    """
    await person.faults({"fault": "429", "retry_after": 5})

    for chat in (1001, 1002, -2001):
        with pytest.raises(RetryAfter):
            await bot.send_message(chat, "x")
    await bot.get_me()


@pytest.mark.parametrize(("fault", "arrived"), [("drop_before", 0), ("drop_after", 1)])
async def test_dropped(bot, person, fault, arrived):
    """
    A dropped connection looks the same to the bot, whether the message was taken or not.
    """
    await person.faults({"fault": fault})

    with pytest.raises(NetworkError) as dropped:
        await bot.send_message(1001, "x")

    assert not isinstance(dropped.value, BadRequest)
    assert len(await person.sees()) == arrived
    await bot.send_message(1001, "y")


async def test_slow(bot, person):
    """
    A slow answer comes too late, but the message was taken.
    """
    await person.faults({"fault": "slow", "seconds": 0.5, "chat": 1001})

    with pytest.raises(TimedOut):
        await bot.send_message(1001, "x", read_timeout=0.05)

    assert len(await person.sees()) == 1


@pytest.mark.parametrize(
    ("fault", "error", "text"),
    [
        ({"fault": "403"}, Forbidden, "bot was blocked by the user"),
        ({"fault": "400", "description": "CHAT_RESTRICTED"}, BadRequest, "Chat_restricted"),
        (
            {"fault": "403", "description": "user is deactivated"},
            Forbidden,
            "user is deactivated",
        ),
        ({"fault": "500"}, NetworkError, "Internal Server Error"),
        ({"fault": "502"}, NetworkError, "Bad Gateway"),
    ],
)
async def test_refusals(bot, person, fault, error, text):
    """
    Refusals can be played, each once.
    """
    await person.faults(fault)

    with pytest.raises(error, match=text):
        await bot.send_message(1001, "x")
    await bot.send_message(1001, "x")


async def test_which_calls(bot, person):
    """
    A fault can wait for its call: its method, its chat, after some that fit.
    """
    await person.faults({"fault": "500", "method": "sendPhoto"})
    await person.faults({"fault": "403", "chat": 1002, "after": 1, "times": 2})

    await bot.send_message(1001, "x")
    await bot.send_message(1002, "x")
    for _ in range(2):
        with pytest.raises(Forbidden):
            await bot.send_message(1002, "x")
    report = await person.faults()
    assert (report["played"], report["waiting_faults"]) == ({"403": 2}, 1)


async def test_everything_is_down(bot, person):
    """
    A bad day concerns every method, until it is over.
    """
    await person.faults({"fault": "drop_before", "method": "*", "times": 0})

    for call in (bot.get_me, bot.get_updates, bot.get_my_commands):
        with pytest.raises(NetworkError):
            await call()
    await person.faults(clear=True)
    await bot.get_me()


async def test_updates_lost_on_the_way(bot, person):
    """
    Updates whose answer was lost come again.
    """
    await person.send("hello")
    await person.faults({"fault": "drop_after", "method": "getUpdates"})

    with pytest.raises(NetworkError):
        await bot.get_updates()
    (update,) = await bot.get_updates()
    assert update.message.text == "hello"


async def test_polling_too_often(bot, person):
    """
    A 429 on polling closes no chat.
    """
    await person.faults({"fault": "429", "method": "getUpdates"})

    with pytest.raises(RetryAfter):
        await bot.get_updates()
    await bot.send_message(1001, "x")


async def test_latency(bot, person):
    """
    Calls in flight are counted while each takes its time.
    """
    await person.faults(latency_ms=50)

    await asyncio.gather(*(bot.send_message(1001 + n % 2, "x") for n in range(4)))

    report = await person.faults(reset=True, latency_ms=0)
    assert report["sent_total"] == 0
    assert report["calls"] == {}


async def test_report(bot, person):
    """
    The report says what was sent to whom, how fast, and which limits were broken.
    """
    await person.faults(limits={"mode": "count", "chat_burst": 1})

    for chat in (1001, 1001, 1002):
        await bot.send_message(chat, "x")

    report = await person.get("faults")
    assert report["last_breaches"][0][:2] == ["chat", 1001]
    assert report["sent"] == {"1001": 2, "1002": 1}
    assert report["breaches"] == {"chat": 1}
    assert report["calls"]["sendmessage"] == 3
    assert report["sent_total"] == 3
    assert report["per_second"] > 0


async def test_enforced_over_http(bot, person):
    """
    With limits enforced, the library is told to wait.
    """
    await person.faults(limits={"mode": "enforce", "chat_burst": 1})
    await bot.send_message(1001, "x")

    with pytest.raises(RetryAfter):
        await bot.send_message(1001, "x")
    assert (await person.get("faults"))["breaches"] == {}


@pytest.mark.parametrize(
    "order",
    [
        {"limits": "strict"},
        {"limits": {"mode": "count", "per_hour": 3}},
        {"limits": {"mode": "count", "per_second": 0}},
        {"faults": [{"fault": "earthquake"}]},
        {"faults": [{"no": "fault"}]},
        {"latency_ms": "soon"},
    ],
)
async def test_wrong_order(person, order):
    """
    An order for a fault that does not exist is refused and changes nothing.
    """
    answer = await person.post("faults", **order)

    assert answer["error_code"] == 400
    assert (await person.get("faults"))["waiting_faults"] == 0
