"""Intake leaves the event loop alone: what takes long runs in the analysis process."""

import asyncio
import time
from dataclasses import replace

import pytest
import uploads
from chat import Chat

from bot.offload import AnalysisProcess

pytestmark = pytest.mark.slow

#: Processor seconds; the rule is 10 ms, and a busy machine's caches cost some.
LONGEST = 0.03
LONG = "\n".join(f"{number}. {one}" for number in range(600) for one in uploads.PARAGRAPHS)
MENU = "\n".join(f"Menu entry {number}" for number in range(4000))


@pytest.fixture
async def chat(store):
    """A chat whose analysis runs where it runs in the real bot."""
    process = AnalysisProcess()

    class Elsewhere(Chat):
        @property
        def context(self):
            return replace(super().context, offload=process)

    started = Elsewhere(store)
    await started.upload("first.txt", uploads.KINDS["txt"])
    yield started
    process.close()


@pytest.fixture
def held(monkeypatch):
    """The processor seconds of every step of the event loop."""
    steps = []
    step = asyncio.Handle._run

    def timed(handle):
        began = time.thread_time()
        step(handle)
        steps.append(time.thread_time() - began)

    monkeypatch.setattr(asyncio.Handle, "_run", timed)
    return steps


@pytest.mark.parametrize(
    "data",
    [
        LONG.encode(),
        LONG.replace("bridge", "tunnel").encode(),
        f"{MENU}\n\n{uploads.TEXT}".encode(),
        uploads.zipped({f"{n}.txt": f"{uploads.TEXT} {n}" for n in range(20)}),
    ],
    ids=["50,000 words", "a changed copy", "4,000 removed lines", "20 files"],
)
async def test_the_loop_goes_on(chat, held, data):
    """
    Readers are answered while an admin uploads whatever there is.
    """
    await chat.upload("before.txt", LONG.encode())
    held.clear()

    await chat.upload("upload", data)

    assert max(held) < LONGEST
