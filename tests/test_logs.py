"""Logs: a line per fact, without secrets."""

import json
import logging

import pytest

from bot import logs
from bot.logs import Json, Plain

TOKEN = "8123456789:AAH-x_y1234567890abcdefghijklmnopqr"  # noqa: S105


def record(message, *args, error=None):
    info = (type(error), error, None) if error else None
    return logging.LogRecord("bot.x", logging.INFO, "x.py", 1, message, args, info)


@pytest.mark.parametrize("form", [Plain(), Json()])
def test_tokens_never_reach_the_log(form):
    """
    A token in an address, an argument or an error is left out.
    """
    address = f"https://api.telegram.org/bot{TOKEN}/getMe"

    line = form.format(record("called %s", address, error=ValueError(address)))

    assert "AAH" not in line
    assert "getMe" in line


@pytest.mark.parametrize("form", [Plain(), Json()])
@pytest.mark.parametrize(
    "kept", ["http://127.0.0.1:24109/", "127.0.0.1:8081", "since 2026-11-22T10:15:30+00:00"]
)
def test_ports_and_times_are_no_tokens(form, kept):
    """
    An address that the log tells can be opened; what only looks like a token stays.
    """
    assert kept in form.format(record("status_page address=%s", kept))


def test_json_lines_are_objects():
    """
    LOG_FORMAT=json gives one object a line, errors included.
    """
    line = Json().format(record("article_saved number=%d", 7, error=ValueError("bad")))

    found = json.loads(line)
    assert "\n" not in line
    assert (found["level"], found["message"]) == ("INFO", "article_saved number=7")
    assert "ValueError: bad" in found["error"]


@pytest.mark.parametrize("level", ["DEBUG", "INFO"])
def test_messages_never_reach_the_log(level, capsys):
    """
    The library writes every call with its texts at DEBUG; they are nobody's business.
    """
    before = logging.root.handlers[:], logging.root.level
    try:
        logs.start(level, "text")
        for library in ("telegram.ext.ExtBot", "telegram.Bot", "httpx", "httpcore.http11"):
            logging.getLogger(library).debug("sendMessage text=a private question")
            logging.getLogger(library).info("sendMessage text=a private question")
        logging.getLogger("bot.x").warning("fine")
    finally:
        logging.root.handlers[:], logging.root.level = before

    told = capsys.readouterr().err
    assert "fine" in told
    assert "private" not in told
