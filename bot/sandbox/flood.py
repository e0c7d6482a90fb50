"""Telegram's limits, counted or enforced, and the faults that are set.

Limits: so many messages a second in all, one a second to a private chat with a small burst,
twenty a minute to a group. Only sending counts; edits and answers to taps do not.
"""

import asyncio
import math
import random
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.errors import ApiError, Json, bad_request, too_many
from bot.sandbox.faults import FAULTS, Fault

#: How much too early a message may come; clocks and networks are not exact. In seconds.
TOLERANCE = 0.05
#: A call already under way when a pause is announced is no breach. In seconds.
GRACE = 0.25

MODES = ("off", "count", "enforce")
_TRIED = "fault must be one of " + ", ".join(FAULTS)


@dataclass(frozen=True, slots=True)
class Limits:
    """Telegram's limits; ``mode`` is off, count (breaches are noted) or enforce (429)."""

    mode: str = "count"
    per_second: int = 30
    chat_seconds: float = 1.0
    chat_burst: int = 3
    group_messages: int = 20
    group_seconds: float = 60.0


@dataclass(slots=True)
class _Pause:
    until: float
    announced: float


@dataclass(slots=True)
class Flood:
    """The limits, the faults that are set, and what was counted. Times are the event loop's."""

    limits: Limits = field(default_factory=Limits)
    latency: float = 0.0
    faults: list[Fault] = field(default_factory=list)
    calls: Counter[str] = field(default_factory=Counter)
    sent: Counter[int] = field(default_factory=Counter)
    breaches: Counter[str] = field(default_factory=Counter)
    refused: Counter[int] = field(default_factory=Counter)
    played: Counter[str] = field(default_factory=Counter)
    last_breaches: deque[tuple[str, int, float]] = field(
        default_factory=lambda: deque(maxlen=20)
    )
    in_flight: int = 0
    most_in_flight: int = 0
    clock: Callable[[], float] = lambda: asyncio.get_running_loop().time()
    _first: float = 0.0
    _last: float = 0.0
    _second: deque[float] = field(default_factory=deque)
    _chats: dict[int, tuple[float, float]] = field(default_factory=dict)
    _groups: dict[int, deque[float]] = field(default_factory=dict)
    _pauses: dict[int | None, _Pause] = field(default_factory=dict)
    _chance: random.Random = field(default_factory=lambda: random.Random(1))  # noqa: S311

    def set(self, wanted: Json) -> None:
        """Take an order from POST /user/faults.

        Raises:
            ApiError: a name or a value is unknown.
        """
        if wanted.get("clear"):
            self.faults.clear()
            self._pauses.clear()
        if wanted.get("reset"):
            self._forget()
        try:
            self._configure(wanted)
        except (TypeError, ValueError) as error:
            raise bad_request(f"faults: {error}") from None

    def _configure(self, wanted: Json) -> None:
        if "limits" in wanted:
            given = wanted["limits"]
            self.limits = _limits({"mode": given} if isinstance(given, str) else given)
        if "latency_ms" in wanted:
            self.latency = float(wanted["latency_ms"]) / 1000
        added = [Fault(**values) for values in wanted.get("faults", ())]
        if any(fault.fault not in FAULTS for fault in added):
            raise ValueError(_TRIED)
        self.faults.extend(added)

    def _forget(self) -> None:
        for counter in (self.calls, self.sent, self.breaches, self.refused, self.played):
            counter.clear()
        self._first = self._last = 0.0
        self.last_breaches.clear()
        self.most_in_flight = self.in_flight
        self._second.clear()
        self._chats.clear()
        self._groups.clear()

    def report(self) -> Json:
        """What was counted since the start or the last reset."""
        span = self._last - self._first
        count = self.sent.total()
        return {
            "limits": self.limits.mode,
            "latency_ms": self.latency * 1000,
            "breaches": dict(self.breaches),
            "last_breaches": list(self.last_breaches),
            "calls": dict(self.calls),
            "sent": {str(chat): number for chat, number in self.sent.items()},
            "sent_total": count,
            "per_second": round((count - 1) / span, 2) if span > 0 else 0.0,
            "refused": {str(code): number for code, number in self.refused.items()},
            "played": dict(self.played),
            "waiting_faults": len(self.faults),
            "most_in_flight": self.most_in_flight,
        }

    def next_fault(self, method: str, chat: int | None, *, sends: bool) -> Fault | None:
        """The fault that this call meets, or None; it is used up."""
        for fault in self.faults:
            if not fault.fits(method, chat, sends=sends):
                continue
            if fault.after > 0:
                fault.after -= 1
                continue
            if fault.share < 1 and self._chance.random() >= fault.share:
                continue
            self._use(fault)
            return fault
        return None

    def _use(self, fault: Fault) -> None:
        self.played[fault.fault] += 1
        if fault.times == 1:
            self.faults.remove(fault)
        fault.times = max(fault.times - 1, 0)

    def refusal(self, fault: Fault) -> ApiError | None:
        """The answer that a fault gives instead of the true one; None for the other kinds."""
        if fault.fault == "429" and fault.method.lower() != "getupdates":
            now = self.clock()
            self._pauses[fault.chat] = _Pause(now + fault.retry_after, now)
        return fault.refusal()

    def check_pause(self, chat: int | None) -> None:
        """Refuse a call during a pause that a 429 announced; coming back early is a breach.

        Raises:
            ApiError: 429 with the seconds that are left.
        """
        now = self.clock()
        for key in (None, chat):
            pause = self._pauses.get(key)
            if pause is None:
                continue
            if now >= pause.until - TOLERANCE:
                del self._pauses[key]
                continue
            if now > pause.announced + GRACE + self.latency:
                self.breaches["pause"] += 1
            raise too_many(math.ceil(pause.until - now))

    def admit(self, chat: int, count: int = 1) -> None:
        """Count messages that are about to be sent.

        Raises:
            ApiError: they are too many and the limits are enforced.
        """
        if self.limits.mode != "off":
            now = self.clock()
            waits = self._waits(chat, count, now)
            if waits and self.limits.mode == "enforce":
                raise too_many(math.ceil(max(waits.values())))
            for limit in waits:
                self.breaches[limit] += 1
                self.last_breaches.append((limit, chat, round(now, 3)))
            self._note(chat, count, now)

    def sent_to(self, chat: int, count: int = 1) -> None:
        """Count messages that were accepted."""
        self.sent[chat] += count
        self._last = self.clock()
        self._first = self._first or self._last

    def _waits(self, chat: int, count: int, now: float) -> dict[str, float]:
        """Which limits these messages break, and the seconds after which they would not."""
        waits: dict[str, float] = {}
        _drop_before(self._second, now - 1 + TOLERANCE)
        if len(self._second) + count > self.limits.per_second:
            waits["second"] = 1.0
        if chat < 0:
            group = self._groups.setdefault(chat, deque())
            _drop_before(group, now - self.limits.group_seconds + TOLERANCE)
            if len(group) + count > self.limits.group_messages:
                waits["group"] = group[0] + self.limits.group_seconds - now if group else 1.0
        else:
            spare = self._spare(chat, now)
            if spare < 1 - TOLERANCE:
                waits["chat"] = (1 - spare) * self.limits.chat_seconds
        return waits

    def _spare(self, chat: int, now: float) -> float:
        """How many messages a private chat may still get at this moment."""
        spare, then = self._chats.get(chat, (float(self.limits.chat_burst), now))
        return min(
            float(self.limits.chat_burst), spare + (now - then) / self.limits.chat_seconds
        )

    def _note(self, chat: int, count: int, now: float) -> None:
        self._second.extend([now] * count)
        if chat < 0:
            self._groups.setdefault(chat, deque()).extend([now] * count)
        else:
            self._chats[chat] = (max(self._spare(chat, now) - 1, 0.0), now)

    def enter(self) -> None:
        """A call begins."""
        self.in_flight += 1
        self.most_in_flight = max(self.most_in_flight, self.in_flight)

    def leave(self) -> None:
        """A call is over."""
        self.in_flight -= 1


def _limits(given: Json) -> Limits:
    limits = Limits(**given)
    if limits.mode not in MODES:
        raise ValueError("limits must be one of " + ", ".join(MODES))
    if any(float(value) <= 0 for name, value in given.items() if name != "mode"):
        raise ValueError("limits are numbers above zero")
    return limits


def _drop_before(times: deque[float], moment: float) -> None:
    while times and times[0] <= moment:
        times.popleft()


def chat_of(values: Any) -> int | None:
    """The chat number that a call names, or None."""
    try:
        return int(values)
    except (TypeError, ValueError, OverflowError):
        return None
