"""The first corpus, out of the package."""

from collections.abc import Sequence
from datetime import datetime
from importlib.resources import files

from bot.intake.doors import take_file
from bot.intake.intake import publish
from bot.intake.receipt import Receipt
from bot.model import ArticleId
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.model import Topic


async def publish_seeds(
    store: Store, offload: Offload, *, now: datetime, topics: Sequence[Topic] = ()
) -> list[ArticleId]:
    """Take in and publish the first corpus; articles that are there already stay as they are.

    Returns:
        The numbers of the articles that were published just now.
    """
    published = []
    for name, data in seed_files():
        for receipt in await take_file(
            store, offload, name, data, by=None, now=now, topics=topics
        ):
            if isinstance(receipt, Receipt) and receipt.state == "waiting":
                await publish(store, offload, receipt.number, by=None, now=now)
                published.append(receipt.number)
    return published


def seed_files() -> list[tuple[str, bytes]]:
    """Return the names and bytes of the first corpus, by name."""
    folder = files("seeds") / "articles"
    found = [entry for entry in folder.iterdir() if entry.name.endswith(".txt")]
    return [(entry.name, entry.read_bytes()) for entry in sorted(found, key=lambda e: e.name)]
