"""A database of an earlier time is brought up to date when it is opened."""

import gzip
import sqlite3
from datetime import UTC, datetime, time
from pathlib import Path

import pytest

from bot.model import ArticleId, ChatId
from bot.store import open_store
from summaries.arrivals import arrived, packed
from summaries.stories import profile

DATA = Path(__file__).parent.parent / "data"


@pytest.fixture
async def old(tmp_path):
    """The oldest kept database, opened: one article published, one reader subscribed."""
    path = tmp_path / "bot.db"
    path.write_bytes(gzip.decompress((DATA / "first.db.gz").read_bytes()))
    store = open_store(str(path))
    yield store, path
    await store.close()


def schema(path) -> list[tuple[str, str, str]]:
    """Everything that a database is made of, by kind, name and columns."""
    with sqlite3.connect(path) as db:
        made = db.execute("SELECT type, name FROM sqlite_master ORDER BY 1, 2").fetchall()
        columns = {
            name: str(db.execute("SELECT * FROM pragma_table_info(?)", (name,)).fetchall())
            for kind, name in made
            if kind == "table"
        }
    return [(kind, name, columns.get(name, "")) for kind, name in made]


async def test_an_old_database_gets_the_schema_of_a_new_one(old, tmp_path):
    """
    Whoever upgrades has the same tables, columns and indexes as whoever starts today.
    """
    _, path = old
    fresh = open_store(str(tmp_path / "fresh.db"))
    await fresh.close()

    assert schema(path) == schema(tmp_path / "fresh.db")


async def test_nothing_is_lost_by_an_upgrade(old):
    """
    Articles, quotes and subscriptions are there after the upgrade as before.
    """
    store, _ = old

    found = await store.search(["ferry"], limit=5)
    adler = (await store.people_named("adler"))[0]
    subscription = await store.subscription_of(ChatId(1001))

    assert [head.title for head in found] == ["Harbour Town Opens Night Ferry"]
    assert len(await store.quotes_by(adler.id, limit=5)) == 2
    assert (subscription.at, subscription.zone) == (time(7, 30), "Europe/Berlin")
    assert await store.follows(ChatId(1001)) == ["night ferry"]


async def test_a_story_goes_on_after_an_upgrade(old):
    """
    What was kept of an article to recognise its story is read as if it were kept today.
    """
    store, _ = old
    at = datetime(2026, 11, 12, tzinfo=UTC)
    first = await store.article(ArticleId(1))

    kept = await store.story_profiles(at, limit=9)

    again = packed(profile(first.article.title, first.article.text, at))
    assert [story for story, _ in kept] == [1]
    assert len(kept[0][1]) == len(again)
    assert arrived(again, kept) == 1
