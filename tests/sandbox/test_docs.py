"""docs/sandbox.md says what there is, and its example works."""

import json
import re
from pathlib import Path

from bot.sandbox.faults import FAULTS
from bot.sandbox.user_side import _ACTS

TEXT = (Path(__file__).parents[2] / "docs" / "sandbox.md").read_text(encoding="utf-8")


def test_every_request_is_described():
    """
    Each request of the user side, and each fault, has its place in the document.
    """
    for _, name in _ACTS:
        assert f"/user/{name}" in TEXT
    for fault in FAULTS:
        assert f"`{fault}`" in TEXT


async def test_example(person):
    """
    The order for limits and faults can be given as it stands.
    """
    order = json.loads(re.search(r"```json\n(.*?)```", TEXT, re.DOTALL)[1])

    report = await person.post("faults", **order)

    assert report["waiting_faults"] == 3
