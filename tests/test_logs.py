"""Logs: a line per fact, without secrets."""

import json
import logging

import pytest

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


def test_json_lines_are_objects():
    """
    LOG_FORMAT=json gives one object a line, errors included.
    """
    line = Json().format(record("article_saved number=%d", 7, error=ValueError("bad")))

    found = json.loads(line)
    assert "\n" not in line
    assert (found["level"], found["message"]) == ("INFO", "article_saved number=7")
    assert "ValueError: bad" in found["error"]
