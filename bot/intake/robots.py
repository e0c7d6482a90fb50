"""What a site asks of programs that fetch its pages by themselves (robots.txt)."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import timedelta
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from bot.errors import IntakeError
from bot.intake.links import AGENT, Address, fetch
from bot.offload import Offload

#: Between two pages of one site, unless it asks for more; it is given at most this much.
USUAL_PAUSE, LONGEST_PAUSE = timedelta(seconds=1), timedelta(seconds=10)
_MOST_BYTES = 500_000


@dataclass(frozen=True, slots=True)
class Manners:
    """How a site wants to be treated.

    Attributes:
        forbidden: pages that programs shall not fetch.
        pause: between two pages.
    """

    forbidden: frozenset[str] = frozenset()
    pause: timedelta = USUAL_PAUSE


async def manners(
    offload: Offload, urls: Collection[str], *, allowed: Callable[[Address], bool]
) -> Manners:
    """Return what a site says about pages of it that are to be fetched.

    A site without a robots.txt, or one that cannot be fetched, says nothing.

    Args:
        offload: runs the reading in the analysis process.
        urls: of one site; none say nothing.
        allowed: says which addresses may be connected to.
    """
    if not urls:
        return Manners()
    try:
        found = await fetch(urljoin(next(iter(urls)), "/robots.txt"), allowed=allowed)
    except IntakeError:
        return Manners()
    return await offload(read_robots, found.data[:_MOST_BYTES], tuple(urls))


def read_robots(data: bytes, urls: Collection[str]) -> Manners:
    """Read a robots.txt. Runs in the analysis process."""
    rules = RobotFileParser()
    rules.parse(data.decode("utf-8", errors="replace").splitlines())
    asked = rules.crawl_delay(AGENT)
    pause = timedelta(seconds=float(asked)) if asked else USUAL_PAUSE
    return Manners(
        frozenset(url for url in urls if not rules.can_fetch(AGENT, url)),
        min(max(pause, USUAL_PAUSE), LONGEST_PAUSE),
    )
