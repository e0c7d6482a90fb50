"""The ticking jobs: again and again, one at a time, and never ended by an error."""

import asyncio
import logging

from bot.clock import now
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
    schedule.start(now())
    async with asyncio.timeout(5):
        for _ in range(3):
            await done.acquire()
    schedule.stop()

    assert calls[:3] == [0, 1, 2]


async def test_what_is_to_be_done_at_once_is():
    """
    A job that nobody should wait an hour for is done as soon as the schedule starts.
    """
    done = asyncio.Event()

    async def work():
        done.set()

    schedule = Schedule([Job("look", work, seconds=3600, at_once=True)])
    schedule.start(now())
    async with asyncio.timeout(5):
        await done.wait()
    schedule.stop()


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
    schedule.start(now())
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
    schedule.start(now())
    async with asyncio.timeout(5):
        for _ in range(6):
            await done.acquire()
    schedule.stop()

    told = [record.getMessage() for record in caplog.records]
    assert told == ["job_failed name=count", "job_recovered name=count"]


async def test_a_job_cut_off_by_stopping_is_no_failure(caplog):
    """
    Whoever stops the bot in the middle of a job finds no error in its log.
    """
    begun, ended = asyncio.Event(), asyncio.Event()

    async def work():
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            ended.set()

    schedule = Schedule([Job("look", work, seconds=3600, at_once=True)])
    schedule.start(now())
    async with asyncio.timeout(5):
        await begun.wait()
        schedule.stop()
        await ended.wait()

    assert "job_failed" not in caplog.text
