"""Whatever somebody sends, the sandbox answers or refuses; it never fails."""

import json
import random

import pytest

from bot.sandbox import user_side
from bot.sandbox.errors import ApiError
from bot.sandbox.methods import METHODS, call_method
from bot.sandbox.parameters import Attachment, Parameters

NAMES = [
    *("chat_id", "text", "parse_mode", "entities", "reply_markup", "reply_parameters"),
    *("link_preview_options", "message_id", "message_ids", "photo", "document", "caption"),
    *("caption_entities", "media", "action", "callback_query_id", "inline_query_id", "results"),
    *("file_id", "user_id", "commands", "scope", "language_code", "name", "description"),
    *("offset", "limit", "allowed_updates", "show_alert", "url", "user", "chat", "data"),
    *("query", "result_id", "reply_to", "before", "members", "admins", "title", "status"),
    *("blocked", "id", "first_name", "type", "callback_data", "inline_keyboard", "length"),
]
PLAIN = [
    *(None, True, False, 0, 1, -1, 1001, -2001, 10**30, 1.5, float("nan"), float("inf")),
    *("", "x", "1001", "-2001", "HTML", "MarkdownV2", "typing", "chat", "photo", "<b>x"),
    *('<a href="', "**>a||b", "[x](", "&#x110000;", "<b>" * 50, "\ud800", "\x00", "😀" * 3000),
]


def value(chance, depth=0):
    kind = chance.randrange(8 if depth < 3 else 5)
    if kind < 5:
        return chance.choice(PLAIN)
    if kind == 5:
        return [value(chance, depth + 1) for _ in range(chance.randrange(4))]
    if kind == 6:
        return {chance.choice(NAMES): value(chance, depth + 1) for _ in range(4)}
    button = {
        "text": value(chance, 3),
        "callback_data": value(chance, 3),
        "url": value(chance, 3),
    }
    return {
        "inline_keyboard": [[button]],
        "message_id": value(chance, 3),
        "type": value(chance, 3),
    }


def call(chance, last):
    """Random parameters, some of them right, so that calls get far."""
    values = {name: value(chance) for name in chance.sample(NAMES, chance.randrange(12))}
    right = {
        "chat_id": 1001,
        "text": "<b>x</b>",
        "user": 1001,
        "chat": 1001,
        "message_id": last,
    }
    values |= {name: good for name, good in right.items() if chance.random() < 0.5}
    photo = ("photo", Attachment("x", "y", b"\xff\xd8\xff\xc0"))
    return Parameters({**values, "timeout": 0}, (photo,) if chance.random() < 0.2 else ())


@pytest.mark.parametrize("seed", range(8))
async def test_nonsense(sandbox, monkeypatch, seed):
    """
    No call of the Bot API and no request of the user side ends in an error of our own.
    """
    monkeypatch.setattr("bot.sandbox.backend.PATIENCE", 0.001)
    chance, world = random.Random(seed), sandbox.backend.world  # noqa: S311
    acts = [act for (_, name), act in user_side._ACTS.items() if name != "faults"]

    for _ in range(400):
        parameters = call(chance, world.last_message)
        try:
            if chance.random() < 0.7:
                method = chance.choice(sorted(METHODS))
                answer = await call_method(sandbox.backend, method, parameters)
            else:
                answer = await chance.choice(acts)(sandbox.backend, parameters)
        except (ApiError, UnicodeEncodeError):
            continue
        json.dumps(answer)
