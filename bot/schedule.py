"""The few ticking jobs. They know nothing of readers: the schedule of briefings is data."""

import asyncio
import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from apscheduler.events import (  # type: ignore[import-untyped]
    EVENT_JOB_ERROR,
    EVENT_JOB_EXECUTED,
    JobExecutionEvent,
)
from apscheduler.executors.asyncio import AsyncIOExecutor  # type: ignore[import-untyped]
from apscheduler.schedulers.asyncio import AsyncIOScheduler  # type: ignore[import-untyped]
from apscheduler.triggers.cron import CronTrigger  # type: ignore[import-untyped]
from apscheduler.triggers.interval import IntervalTrigger  # type: ignore[import-untyped]

logger = logging.getLogger(__name__)

#: Late is better than never, once is enough, and one at a time. Without these APScheduler
#: drops a job that is more than one second late.
ALWAYS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


@dataclass(frozen=True, slots=True)
class Job:
    """Something that is done again and again.

    Attributes:
        name: for the log.
        work: what is done; what it raises is logged, and it is done again next time.
        seconds: how often; 0 for once a night.
        at_once: also as soon as the schedule is started.
    """

    name: str
    work: Callable[[], Awaitable[object]]
    seconds: float = 0.0
    at_once: bool = False


class Schedule:
    """Runs jobs on the event loop while it is started."""

    def __init__(self, jobs: Sequence[Job]) -> None:
        self._scheduler = AsyncIOScheduler(
            timezone=UTC, executors={"default": AsyncIOExecutor()}, job_defaults=ALWAYS
        )
        for job in jobs:
            trigger = (
                IntervalTrigger(seconds=job.seconds, timezone=UTC)
                if job.seconds
                else CronTrigger(hour=3, minute=40, timezone=UTC)
            )
            self._scheduler.add_job(job.work, trigger, id=job.name, name=job.name)
        self._scheduler.add_listener(self._done, EVENT_JOB_ERROR | EVENT_JOB_EXECUTED)
        self._at_once = [job.name for job in jobs if job.at_once]
        self._failing: dict[str, str] = {}

    def start(self, now: datetime) -> None:
        """Begin to tick.

        Args:
            now: when what is to be done at once is done.
        """
        # It reports each run, which is every second here; failures are told below.
        logging.getLogger("apscheduler").setLevel(logging.CRITICAL)
        self._scheduler.start()
        for name in self._at_once:
            self._scheduler.modify_job(name, next_run_time=now)

    def stop(self) -> None:
        """Tick no more."""
        self._scheduler.shutdown(wait=False)

    def _done(self, event: JobExecutionEvent) -> None:
        """Log what is wrong once, and when it is over: a full disk would fill with the log."""
        if isinstance(event.exception, asyncio.CancelledError):
            # The bot is stopping.
            return
        problem = repr(event.exception) if event.exception else ""
        if problem == self._failing.get(event.job_id, ""):
            return
        self._failing[event.job_id] = problem
        if problem:
            logger.error("job_failed name=%s", event.job_id, exc_info=event.exception)
        else:
            logger.info("job_recovered name=%s", event.job_id)
