"""The ticking jobs: again and again, one at a time, and never ended by an error."""

import asyncio
import logging

from bot.schedule import Job, Schedule


async def test_a_job_is_done_again_and_again():
    """
    A job that fails is logged by name and done again next time.
    """
    done = asyncio.Semaphore(0)
    calls = []

    async def work():
        calls.append(len(calls))
        done.release()
        if len(calls) == 1:
            raise RuntimeError("the first time")

    schedule = Schedule([Job("count", work, seconds=0.02), Job("tidy", work)])
    schedule.start()
    async with asyncio.timeout(5):
        for _ in range(3):
            await done.acquire()
    schedule.stop()

    assert calls[:3] == [0, 1, 2]


async def test_a_failure_is_logged_by_name(caplog):
    """
    The log says which job failed and why.
    """
    failed = asyncio.Event()

    class Listening(logging.Handler):
        def emit(self, record):
            if "job_failed name=count" in record.getMessage():
                failed.set()

    async def work():
        raise RuntimeError("no")

    logging.getLogger("bot.schedule").addHandler(listening := Listening())
    schedule = Schedule([Job("count", work, seconds=0.02)])
    schedule.start()
    async with asyncio.timeout(5):
        await failed.wait()
    schedule.stop()
    logging.getLogger("bot.schedule").removeHandler(listening)

    assert "RuntimeError" in caplog.text


async def test_a_failure_that_goes_on_is_logged_once(caplog):
    """
    Every second the same mistake is one line, and one more when it is over.
    """
    caplog.set_level(logging.INFO, "bot.schedule")
    done = asyncio.Semaphore(0)
    calls = []

    async def work():
        calls.append(len(calls))
        done.release()
        if len(calls) < 4:
            raise RuntimeError("the disk is full")

    schedule = Schedule([Job("count", work, seconds=0.02)])
    schedule.start()
    async with asyncio.timeout(5):
        for _ in range(6):
            await done.acquire()
    schedule.stop()

    told = [record.getMessage() for record in caplog.records]
    assert told == ["job_failed name=count", "job_recovered name=count"]
