"""Links and feeds from a server on this machine, through the real fetcher."""

from dataclasses import replace
from datetime import timedelta

import pytest
from aiohttp import web
from chat import BO, Chat, printed

from bot.commands.admin import NotTaken
from bot.commands.feeds import FeedList, FeedRead
from bot.commands.receipts import UploadReceipt
from bot.commands.router import Refused
from bot.errors import OffloadError
from bot.intake.collecting import collect, take_link

STORY = " ".join(
    f"The harbour office said on day {n} that ship number {n} had left for the island." for n in
    range(1, 13)
)  # fmt: skip


def page(number):
    return (
        f"<html><head><title>Harbour report {number}</title></head><body><article>"
        f"<h1>Harbour report {number}</h1><p>{STORY} This is report {number}.</p>"
        "</article></body></html>"
    )


class Site:
    """A small newspaper: a feed with as many articles as it has printed."""

    def __init__(self):
        self.printed, self.status, self.asked = 2, 200, []
        self.robots, self.answers, self.read = "", {}, []

    async def feed(self, request):
        self.asked.append(dict(request.headers))
        mark = f'"{self.printed}"'
        if request.headers.get("If-None-Match") == mark:
            return web.Response(status=304)
        items = "".join(
            f"<item><guid>report-{n}</guid><title>Harbour report {n}</title>"
            f"<link>{request.url.origin()}/report/{n}</link></item>"
            for n in range(self.printed, 0, -1)
        )
        body = f"<rss version='2.0'><channel><title>Harbour Post</title>{items}</channel></rss>"
        return web.Response(
            body=body, status=self.status, content_type="text/xml", headers={"ETag": mark}
        )

    async def rules(self, request):
        return web.Response(text=self.robots, status=200 if self.robots else 404)

    async def report(self, request):
        number = request.match_info["number"]
        self.read.append(number)
        if status := self.answers.get(number):
            return web.Response(status=status)
        return web.Response(text=page(number), content_type="text/html")


@pytest.fixture
async def site(aiohttp_site):
    """The newspaper's address and the newspaper."""
    paper = Site()
    address = await aiohttp_site(
        [
            web.get("/rss.xml", paper.feed),
            web.get("/robots.txt", paper.rules),
            web.get("/report/{number}", paper.report),
        ]
    )
    return address, paper


@pytest.fixture
async def aiohttp_site():
    """Serve routes on loopback; gives the address."""
    runners = []

    async def serve(routes):
        app = web.Application()
        app.add_routes(routes)
        runner = web.AppRunner(app)
        await runner.setup()
        runners.append(runner)
        place = web.TCPSite(runner, "127.0.0.1", 0)
        await place.start()
        return f"http://127.0.0.1:{runner.addresses[0][1]}"

    yield serve
    for runner in runners:
        await runner.cleanup()


@pytest.fixture
def inside(store):
    """A chat whose bot may fetch from this machine."""

    class Inside(Chat):
        @property
        def context(self):
            return replace(super().context, allowed=lambda _: True)

    return Inside(store)


async def test_a_link_is_answered_with_a_receipt(inside, site):
    """
    A pasted link is fetched and cleaned; nobody sees the article before Publish.
    """
    address, _ = site

    for line in (f"{address}/report/7", f"/add {address}/report/8"):
        answer = await inside.say(line, user=BO)

        assert isinstance(answer, UploadReceipt)
        assert answer.receipt.title.startswith("Harbour report")
        assert answer.receipt.url.startswith(address)
        assert answer.receipt.state == "waiting"


async def test_this_machine_is_not_fetched(chat, site):
    """
    A link into the bot's own network is refused with a sentence.
    """
    address, paper = site

    link = await chat.say(f"{address}/report/7", user=BO)
    feed = await chat.say(f"/feeds add {address}/rss.xml", user=BO)

    assert isinstance(link, NotTaken)
    assert "not on the public internet" in link.reason
    assert isinstance(feed, Refused)
    assert paper.asked == []
    assert await chat.store.feeds() == []


async def test_a_new_feed_is_read_at_once(inside, site):
    """
    Its articles wait, with a button that publishes all of them.
    """
    address, _ = site

    answer = await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    assert isinstance(answer, FeedRead)
    assert answer.feed.state.title == "Harbour Post"
    assert len(answer.found.taken) == 2
    assert answer.choices[0][0].label == "Publish all"
    assert await inside.store.released(limit=5) == []
    await inside.say(answer.choices[0][0].line, user=BO)
    assert [h.outlet for h in await inside.store.released(limit=5)] == ["Harbour Post"] * 2


async def test_only_new_entries_are_taken_and_politely(inside, site):
    """
    The second look sends the server's own mark; what has not changed is not read again.
    """
    address, paper = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    [feed] = await inside.store.feeds()

    unchanged = await collect(inside.context, feed)
    paper.printed = 3
    [feed] = await inside.store.feeds()
    changed = await collect(inside.context, feed)

    assert unchanged.taken == ()
    assert paper.asked[1]["If-None-Match"] == '"2"'
    assert len(changed.taken) == 1
    assert (await inside.store.feeds())[0].taken == 3


async def test_a_long_feed_is_taken_bit_by_bit(inside, site):
    """
    A site is not asked for forty pages at once, and none of them is forgotten.
    """
    address, paper = site
    paper.printed = 25

    first = await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    second = await inside.say("/feeds read 1", user=BO)
    third = await inside.say("/feeds read 1", user=BO)

    assert [len(a.found.taken) for a in (first, second, third)] == [10, 10, 5]
    assert [a.found.later for a in (first, second, third)] == [15, 5, 0]


async def test_a_feed_may_publish_by_itself(inside, site):
    """
    After "Publish by itself" new articles reach readers; "Wait for me" takes that back.
    """
    address, paper = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    await inside.say("/feeds auto 1", user=BO)
    paper.printed = 3
    await inside.say("/feeds read 1", user=BO)
    await inside.say("/feeds wait 1", user=BO)
    paper.printed = 4
    await inside.say("/feeds read 1", user=BO)

    released = await inside.store.released(limit=9)
    assert [head.title for head in released] == ["Harbour report 3"]


async def test_a_failing_feed_is_asked_less_often_and_says_why(inside, site):
    """
    Each failure doubles the pause; the list shows the reason.
    """
    address, paper = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    paper.status, paper.printed = 500, 3

    [feed] = await inside.store.feeds()
    await collect(inside.context, feed)
    [feed] = await inside.store.feeds()

    assert feed.state.failures == 1
    assert feed.state.due_at > inside.at + timedelta(minutes=20)
    assert await inside.store.feeds_due(inside.at, limit=5) == []
    assert [f.id for f in await inside.store.feeds_due(feed.state.due_at, limit=5)] == [feed.id]
    listed = await inside.say("/feeds", user=BO)
    assert isinstance(listed, FeedList)
    assert "500" in listed.feeds[0].state.problem


async def test_a_site_is_given_time_between_pages(inside, site):
    """
    A second between two pages, or as long as the site asks for.
    """
    address, paper = site
    paper.printed = 3
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    paper.printed, paper.robots = 5, "User-agent: *\nCrawl-delay: 4\n"
    await inside.say("/feeds read 1", user=BO)

    assert inside.rested == [1.0, 1.0, 4.0]


async def test_a_site_may_forbid_its_pages(inside, site):
    """
    What robots.txt keeps from programs is not fetched by itself; an admin's own link is.
    """
    address, paper = site
    paper.robots = "User-agent: morning-brief-bot\nDisallow: /report/2\n"

    answer = await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    shown = printed(answer)

    assert paper.read == ["1"]
    assert "1 new article, 1 not taken." in shown
    assert "Not taken: Its site asks programs not to fetch it." in shown
    assert isinstance(await inside.say(f"{address}/report/2", user=BO), UploadReceipt)


async def test_a_page_that_fails_now_is_asked_for_again(inside, site):
    """
    An article is not lost because its site was down for an hour; one that is gone is.
    """
    address, paper = site
    paper.answers = {"1": 404, "2": 503}

    first = await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    paper.answers = {}
    again = await inside.say("/feeds read 1", user=BO)

    assert (first.found.taken, len(first.found.refused), first.found.later) == ((), 1, 1)
    assert "answered 404" in first.reasons[0]
    assert len(again.found.taken) == 1
    assert paper.read == ["2", "1", "2"]


async def test_a_site_that_is_down_is_left_alone(inside, site):
    """
    After three failures the other pages wait for the next look.
    """
    address, paper = site
    paper.printed = 8
    paper.answers = dict.fromkeys("12345678", 500)

    answer = await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    assert paper.read == ["8", "7", "6"]
    assert answer.found.later == 8


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("/feeds add ftp://paper.example/rss.xml", "Only addresses with http or https"),
        ("/feeds add file:///etc/hostname", "Only addresses with http or https"),
        ("/feeds add {address}/nothing.xml", "That feed cannot be read: "),
    ],
)
async def test_what_is_no_feed_leaves_no_trace(inside, site, line, says):
    """
    What cannot be asked or read is refused with why; neither the list nor the audit has it.
    """
    address, _ = site

    answer = await inside.say(line.format(address=address), user=BO)

    assert answer.reason.startswith(says)
    assert await inside.store.feeds() == []
    assert await inside.store.audit(limit=9) == []


async def test_a_feed_is_taken_once(inside, site):
    """
    The same address again is said to be there.
    """
    address, _ = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    again = await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    assert again.reason == "That feed is there already. /feeds lists them."
    assert len(await inside.store.feeds()) == 1


async def test_feeds_are_in_the_audit_and_in_status(inside, site):
    """
    Who added, opened or removed a feed is noted; /status counts those that fail.
    """
    address, _ = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)
    await inside.say("/feeds auto 1", user=BO)
    status = await inside.say("/status", user=BO)
    await inside.say("/feeds remove 1", user=BO)

    noted = [line.action for line in await inside.store.audit(limit=9) if not line.article]
    assert noted == ["feed removed", "feed set to publish", "feed added"]
    assert ("Feeds", "1, 0 failing: /feeds says why") in status.facts


async def test_what_is_no_feed_is_not_kept(inside, site):
    """
    An address that gives something else is refused with an example.
    """
    address, _ = site

    answer = await inside.say(f"/feeds add {address}/report/1", user=BO)

    assert isinstance(answer, Refused)
    assert "/feeds add https://" in answer.reason
    assert await inside.store.feeds() == []


async def test_removed_feeds_leave_their_articles(inside, site):
    """
    A removed feed is asked no more; what came from it stays.
    """
    address, _ = site
    await inside.say(f"/feeds add {address}/rss.xml", user=BO)

    await inside.say("/feeds remove 1", user=BO)

    assert await inside.store.feeds() == []
    assert await inside.store.count_articles(["waiting"]) == 2


@pytest.mark.parametrize(
    "line", ["/feeds add", "/feeds add rss", "/feeds auto", "/feeds auto x", "/feeds remove 7"]
)
async def test_says_how_to_ask(inside, line):
    """
    An incomplete line is answered with one that works.
    """
    answer = await inside.say(line, user=BO)

    assert isinstance(answer, Refused)
    assert "/feeds" in answer.reason


async def test_readers_have_no_feeds(inside):
    """
    To readers the command does not exist, and their links are words.
    """
    assert isinstance(await inside.say("/feeds"), Refused)
    assert not isinstance(await inside.say("https://paper.example/1"), UploadReceipt | NotTaken)


class Failing:
    """An analysis process that breaks down over pages."""

    async def __call__(self, function, /, *arguments, **options):
        if function.__name__ == "page_article":
            raise OffloadError("it took longer than 60 s")
        return function(*arguments, **options)


async def test_a_page_that_cannot_be_read_is_said(inside, site):
    """
    A link and an entry of a feed are refused in words; the feed goes on.
    """
    address, _ = site
    [feed] = [await inside.say(f"/feeds add {address}/rss.xml", user=BO)]
    context = replace(inside.context, offload=Failing())

    refused = await take_link(context, f"{address}/report/9", by=BO)
    await inside.say("/feeds remove 1", user=BO)
    await inside.store.add_feed(feed.feed.state, by=BO, at=inside.at)
    [again] = await inside.store.feeds()
    found = await collect(context, replace(again, state=replace(again.state, etag="")))

    given_up = "Reading it was given up: it took longer than 60 s."
    assert refused.reason == f"{given_up} Save the article as text and send that."
    assert found.refused == (given_up, given_up)
