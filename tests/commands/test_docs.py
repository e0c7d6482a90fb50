"""docs/commands.md against the router: every command is there, and every example works."""

import re
from pathlib import Path

import pytest
from chat import BO

from bot.commands.router import ADMIN_HANDLERS, HANDLERS, Refused

TEXT = (Path(__file__).parents[2] / "docs" / "commands.md").read_text(encoding="utf-8")
ROWS = [line.split("|")[1:-1] for line in TEXT.splitlines() if line.startswith("| `/")]
EXAMPLES = [
    example
    for row in ROWS
    for example in re.findall(r"`([^`]+)`", row[2])
    if not example.startswith("/add")
]


def test_every_command_is_documented():
    """
    The tables and the router name the same commands; lines behind buttons are named apart.
    """
    documented = {row[0].strip().strip("`/") for row in ROWS} | {"unsubscribe"}

    behind = {"s", "read", "wrong"}
    assert documented | behind == set(HANDLERS) | set(ADMIN_HANDLERS)
    assert all(f"`/{name} " in TEXT for name in behind)


@pytest.mark.parametrize("example", EXAMPLES)
async def test_every_example_works(seeded, example):
    """
    What the page shows can be sent as it stands.
    """
    for number in range(7):
        await seeded.knows(f"Ann Adler {number}", title=f"Title {number}")
    await seeded.say("/subscribe 9:00 Berlin", user=BO)
    await seeded.say("/follow north korea", user=BO) if example.startswith("/unf") else None
    prepared = {
        "/discard 7": "/withdraw 7",
        "/keep 7": "",
        "/keep 7 3": "",
        "/publish 7 8 9": "",
    }
    number_two = example.replace(" 7", " 2") if example in prepared else example
    if example in {"/discard 7", "/publish 7 8 9"}:
        await seeded.store.change_state(2, "waiting", by=None, at=seeded.at)
    if example in {"/publish 7", "/replace 7 3"}:
        await seeded.store.change_state(7, "waiting", by=None, at=seeded.at)

    answer = await seeded.say(number_two, user=BO)

    assert not isinstance(answer, Refused), answer.reason
