"""Telegram's bad days: what can go wrong with a call, on request."""

from dataclasses import dataclass

from bot.sandbox.errors import ApiError, too_many
from bot.sandbox.polling import other_poller

#: Refusals: how they begin, and the reason when none is given.
_REFUSALS = {
    "400": ("Bad Request: ", "message can't be sent"),
    "403": ("Forbidden: ", "bot was blocked by the user"),
    "500": ("", "Internal Server Error"),
    "502": ("", "Bad Gateway"),
}
FAULTS = ("drop_before", "drop_after", "slow", "429", "conflict", *_REFUSALS)


@dataclass(slots=True)
class Fault:
    """Something that goes wrong with the next calls that fit.

    Args:
        fault: one of FAULTS.
        method: only calls of this method, "*" for all of them; "" means anything that sends,
            for "conflict" polling.
        chat: only calls to this chat; None means all.
        times: how often; 0 means until the faults are cleared.
        seconds: how long a slow answer takes.
        retry_after: how many seconds a 429 asks for.
        after: calls that fit but are let through first.
        share: probability that a fitting call is hit.
        description: the reason given with a 400, 403 or 409, in Telegram's words.
    """

    fault: str
    method: str = ""
    chat: int | None = None
    times: int = 1
    seconds: float = 5.0
    retry_after: int = 17
    after: int = 0
    share: float = 1.0
    description: str = ""

    def fits(self, method: str, chat: int | None, *, sends: bool) -> bool:
        """Whether the call is one of those that go wrong."""
        wanted = self.method.lower() or ("getupdates" if self.fault == "conflict" else "")
        right_method = wanted in {"*", method} if wanted else sends
        return right_method and (self.chat is None or self.chat == chat)

    def refusal(self) -> ApiError | None:
        """The answer in place of the true one; None for faults that let the call through."""
        if self.fault == "429":
            return too_many(self.retry_after)
        if self.fault == "conflict":
            told = self.description
            return ApiError(409, f"Conflict: {told}") if told else other_poller()
        if self.fault in _REFUSALS:
            begin, usual = _REFUSALS[self.fault]
            return ApiError(int(self.fault), begin + (self.description or usual))
        return None
