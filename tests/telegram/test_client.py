"""The HTTP client: what is certain not to have been sent, and what is not."""

import pytest
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest
from telegram_play import Player

from bot.telegram.client import Client, NotSent

OPEN = "http://127.0.0.1:9/bot1:sandbox/getMe"


@pytest.fixture
async def client():
    opened = Client(read_seconds=0.3)
    await opened.initialize()
    await opened.initialize()
    yield opened
    await opened.shutdown()
    await opened.shutdown()


async def test_gives_status_and_answer(quiet: Player, client):
    """
    What Telegram answers comes back as it is, refusals too.
    """
    address = f"{quiet.sandbox.address}/bot1:sandbox"

    status, answer = await client.do_request(f"{address}/getMe", "POST")
    refused, why = await client.do_request(f"{address}/nonsense", "POST")

    assert (status, b'"is_bot":true' in answer) == (200, True)
    assert (refused, b'"ok":false' in why) == (404, True)


async def test_no_connection_is_certain(client):
    """
    Where nobody listens, or the client is closed, nothing was sent; no address is told.
    """
    with pytest.raises(NotSent) as refused:
        await client.do_request(OPEN, "POST")
    with pytest.raises(NotSent):
        await Client().do_request(OPEN, "POST")

    assert "1:sandbox" not in str(refused.value)


@pytest.mark.parametrize(
    ("fault", "error"), [("drop_after", NetworkError), ("drop_before", NetworkError)]
)
async def test_a_broken_connection_is_not(quiet: Player, client, fault, error):
    """
    A connection that breaks says nothing about what became of the call.
    """
    await quiet.person.faults({"fault": fault, "method": "getMe"})

    with pytest.raises(error) as broken:
        await client.do_request(f"{quiet.sandbox.address}/bot1:sandbox/getMe", "POST")

    assert not isinstance(broken.value, NotSent | TimedOut)
    assert "1:sandbox" not in str(broken.value)


@pytest.mark.parametrize("seconds", [BaseRequest.DEFAULT_NONE, 0.2])
async def test_no_answer_in_time_is_not_either(quiet: Player, client, seconds):
    """
    Nor does an answer that takes too long, by the usual patience or the caller's.
    """
    await quiet.person.faults({"fault": "slow", "method": "getMe", "seconds": 2})

    with pytest.raises(TimedOut):
        await client.do_request(
            f"{quiet.sandbox.address}/bot1:sandbox/getMe", "POST", read_timeout=seconds
        )


async def test_a_caller_may_wait_for_ever(quiet: Player, client):
    """
    Without a time-out the call takes as long as it takes.
    """
    await quiet.person.faults({"fault": "slow", "method": "getMe", "seconds": 0.6})

    status, _ = await client.do_request(
        f"{quiet.sandbox.address}/bot1:sandbox/getMe", "POST", read_timeout=None
    )

    assert status == 200
