"""The log: one line per fact, secrets out."""

import json
import logging
import re
from datetime import UTC, datetime

#: A Bot API token anywhere in a line; the HTTP client's addresses hold it. A port is none,
#: though "127.0.0.1:24109" ends in digits, a colon and five characters, too.
TOKEN = re.compile(r"\d{1,20}:(?!\d{1,5}(?![\w-]))[A-Za-z0-9_-]{5,}")


class Plain(logging.Formatter):
    """Readable lines: time, level, logger, fact."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")

    def format(self, record: logging.LogRecord) -> str:
        """Return the line without tokens."""
        return TOKEN.sub("<token>", super().format(record))


class Json(Plain):
    """One JSON object a line: at, level, logger, message, and the error if there is one."""

    def format(self, record: logging.LogRecord) -> str:
        """Return the object without tokens."""
        fields = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(
                timespec="milliseconds"
            ),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        if record.exc_info:
            fields["error"] = self.formatException(record.exc_info)
        return TOKEN.sub("<token>", json.dumps(fields, ensure_ascii=False))


def start(level: str, form: str) -> None:
    """Send the log to standard error, in the form "text" or "json"."""
    handler = logging.StreamHandler()
    handler.setFormatter(Json() if form == "json" else Plain())
    logging.basicConfig(level=level, handlers=[handler], force=True)
    # These write a line per request or tick: addresses that hold the token, whole messages.
    for noisy in (
        "httpx",
        "httpcore",
        "aiohttp.access",
        "apscheduler",
        "telegram",
        "trafilatura",
    ):
        logging.getLogger(noisy).setLevel(logging.WARNING)
