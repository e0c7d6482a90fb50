"""What the Bot API refuses, in Telegram's words."""

from typing import Any

Json = dict[str, Any]


class ApiError(Exception):
    """A call that the Bot API answers with ``"ok": false``.

    ``parameters`` tells a program what to do: ``retry_after`` or ``migrate_to_chat_id``.
    """

    def __init__(self, code: int, description: str, **parameters: int) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters

    def answer(self) -> Json:
        """The body of the refusal, as Telegram writes it."""
        body: Json = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            body["parameters"] = self.parameters
        return body


def bad_request(reason: str, **parameters: int) -> ApiError:
    """A call that is wrong in itself (400)."""
    return ApiError(400, f"Bad Request: {reason}", **parameters)


def forbidden(reason: str) -> ApiError:
    """A call to somebody who does not want to hear from the bot (403)."""
    return ApiError(403, f"Forbidden: {reason}")


def too_many(seconds: int) -> ApiError:
    """A call that came too soon (429); the next may come after ``seconds``."""
    return ApiError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
