"""Briefings that wait to be sent: in line, or put off until a moment."""

import heapq
from collections import deque
from itertools import count

from bot.briefings import Briefing


class WaitingLine:
    """Briefings that wait to be sent, the next one first.

    Moments are those of the event loop's clock, in seconds.
    """

    def __init__(self) -> None:
        self._line: deque[Briefing] = deque()
        self._later: list[tuple[float, int, Briefing]] = []
        self._order = count()

    def __len__(self) -> int:
        return len(self._line) + len(self._later)

    @property
    def ready(self) -> int:
        """How many stand in line."""
        return len(self._line)

    def append(self, briefing: Briefing) -> None:
        """Put a briefing at the end of the line."""
        self._line.append(briefing)

    def give_back(self, briefing: Briefing) -> None:
        """Put a briefing that was taken before its turn back to the front."""
        self._line.appendleft(briefing)

    def put_off(self, briefing: Briefing, until: float) -> None:
        """Have a briefing wait until a moment; it comes before the line then."""
        heapq.heappush(self._later, (until, next(self._order), briefing))

    def take(self, now: float) -> Briefing | None:
        """Return the next briefing; None when nothing may be sent now."""
        if self._later and self._later[0][0] <= now:
            return heapq.heappop(self._later)[2]
        return self._line.popleft() if self._line else None

    def seconds_to_later(self, now: float) -> float | None:
        """Return how long until the first moment; None when nothing is put off."""
        return max(self._later[0][0] - now, 0.0) if self._later else None
