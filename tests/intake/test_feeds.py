"""Feeds: asked politely, read with limits; a server on loopback plays."""

import time
from datetime import UTC, datetime, timedelta

import pytest
from aiohttp import web
from uploads import PARAGRAPHS

from bot.errors import FeedError
from bot.intake.feeds import (
    LONGEST_PAUSE,
    MOST_ENTRIES,
    USUAL_PAUSE,
    Entry,
    FeedState,
    after_failure,
    ask,
    entry_article,
    read_feed,
)
from bot.intake.robots import read_robots

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
FULL = "".join(f"<p>{one}</p>" for one in PARAGRAPHS * 3)
RSS = (
    '<?xml version="1.0"?><rss version="2.0" '
    'xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<title>The Example</title><item><title>Bridge &amp; river</title>"
    "<link>https://paper.example/1</link><guid>one</guid>"
    "<pubDate>Tue, 21 Oct 2025 08:00:00 +0200</pubDate><description>Short.</description>"
    f"<content:encoded><![CDATA[{FULL}]]></content:encoded></item></channel></rss>"
).encode()
ATOM = (
    b'<feed xmlns="http://www.w3.org/2005/Atom"><title>The Example</title><entry>'
    b'<title>Bridge &amp; river</title><id>one</id><link href="https://paper.example/1"/>'
    b"<published>2025-10-21T06:00:00Z</published></entry></feed>"
)
JSON = (
    b'{"version": "https://jsonfeed.org/version/1.1", "title": "The Example", "items": [{"id": '
    b'"one", "url": "https://paper.example/1", "title": "Bridge & river", '
    b'"content_html": "<p>Short.</p>", "date_published": "2025-10-21T06:00:00Z"}]}'
)


@pytest.fixture
async def server():
    """A feed on loopback that remembers what it was asked, and answers as it is told."""
    asked, answers = [], []

    async def answer(request):
        asked.append(request.headers)
        if request.headers.get("If-None-Match") == '"v1"':
            return web.Response(status=304)
        status = answers.pop() if answers else 200
        return web.Response(body=RSS, status=status, headers={"ETag": '"v1"'})

    application = web.Application()
    application.router.add_get("/feed", answer)
    runner = web.AppRunner(application)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}/feed", asked, answers
    await runner.cleanup()


@pytest.mark.parametrize("data", [RSS, ATOM, JSON], ids=["rss", "atom", "json"])
def test_reads_the_kinds_of_feeds(data):
    """
    RSS, Atom and JSON feeds say the same in three ways.
    """
    listing = read_feed(data)

    assert listing.title == "The Example"
    [entry] = listing.entries
    assert (entry.key, entry.url) == ("one", "https://paper.example/1")
    assert entry.title == "Bridge & river"
    assert entry.published.startswith("2025-10-21")


def test_takes_the_full_text_where_the_feed_has_it():
    """
    What the feed states about an article stands.
    """
    listing = read_feed(RSS)

    article = entry_article(listing.entries[0], listing.title)

    assert article.title == "Bridge & river"
    assert article.outlet == "The Example"
    assert article.published_at == datetime(2025, 10, 21, 6, tzinfo=UTC)
    assert article.text.split("\n")[0] == PARAGRAPHS[0]


def test_an_announcement_is_no_article():
    """
    A short text in a feed only points to the page.
    """
    entry = Entry("one", "https://paper.example/1", "Bridge", "<p>Short.</p>", "")

    assert entry_article(entry, "The Example") is None


async def test_asks_only_for_what_has_changed(server):
    """
    The second time the server is told what we have, and sends nothing.
    """
    url, asked, _ = server
    first, data = await ask(FeedState(url), NOON, allowed=lambda _: True)

    second, nothing = await ask(first, NOON, allowed=lambda _: True)

    assert data == RSS
    assert nothing == b""
    assert asked[1]["If-None-Match"] == '"v1"'
    assert second.due_at == NOON + USUAL_PAUSE


async def test_a_failing_feed_is_asked_less_often(server):
    """
    Each failure doubles the pause; an answer ends it.
    """
    url, _, answers = server
    answers += [200, 500]

    failed, nothing = await ask(FeedState(url), NOON, allowed=lambda _: True)
    well, _ = await ask(failed, NOON, allowed=lambda _: True)

    assert (failed.failures, nothing) == (1, b"")
    assert "500" in failed.problem
    assert failed.due_at == NOON + 2 * USUAL_PAUSE
    assert (well.failures, well.problem) == (0, "")


def test_a_site_may_ask_for_a_longer_pause():
    """
    "Retry-After" counts where it is longer than the usual pause.
    """
    state = FeedState("https://paper.example/feed")

    patient = after_failure(state, "busy", NOON, wait=timedelta(hours=6))
    usual = after_failure(state, "busy", NOON, wait=timedelta(minutes=1))

    assert patient.due_at == NOON + timedelta(hours=6)
    assert usual.due_at == NOON + 2 * USUAL_PAUSE


@pytest.mark.parametrize(
    ("rules", "forbidden", "seconds"),
    [
        (b"", False, 1),
        (b"User-agent: *\nDisallow: /\n", True, 1),
        (b"User-agent: other\nDisallow: /\n", False, 1),
        (b"User-agent: *\nCrawl-delay: 3\n", False, 3),
        (b"User-agent: *\nCrawl-delay: 900\n", False, 10),
        (b"<html>\xff\x00 no rules at all", False, 1),
        (b"User-agent: *\nDisallow: /\n" + b"# \n" * 200_000, True, 1),
    ],
)
def test_reads_what_a_site_asks_for(rules, forbidden, seconds):
    """
    Rules for everybody or for this bot count; a pause of minutes is not kept to.
    """
    found = read_robots(rules, ["https://paper.example/1"])

    assert bool(found.forbidden) is forbidden
    assert found.pause == timedelta(seconds=seconds)


def test_the_pause_ends_at_a_day():
    """
    A feed that is down for a year is asked once a day.
    """
    state = FeedState("https://paper.example/feed")
    for _ in range(50):
        state = after_failure(state, "down", NOON)

    assert state.due_at == NOON + LONGEST_PAUSE
    assert timedelta(hours=24) == LONGEST_PAUSE


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "no RSS"),
        (b"<html><body>Hello</body></html>", "no RSS"),
        (b"{}", "no RSS"),
        (b"<rss>", "no RSS"),
        (b'<!DOCTYPE r [<!ENTITY a "b">]><rss><channel/></rss>', "entities"),
        (b"<rss>" + b" " * 11_000_000, "10 MB"),
        (b"https://paper.example/feed", "no RSS"),
    ],
)
def test_says_why_it_cannot_be_read(data, words):
    """
    What is no feed, or is not safe to read, is refused with the reason.
    """
    with pytest.raises(FeedError, match=words):
        read_feed(data)


@pytest.mark.slow
def test_a_feed_of_many_entries_is_cut():
    """
    Of a feed as long as is read at all, the newest are taken, in seconds.
    """
    item = b"<item><title>t</title><link>https://p.example/1</link><guid>1</guid></item>"
    data = b"<rss><channel><title>x</title>" + item * 130_000 + b"</channel></rss>"
    began = time.process_time()

    listing = read_feed(data)

    assert len(listing.entries) == MOST_ENTRIES
    assert time.process_time() - began < 10
