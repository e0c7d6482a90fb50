"""Chats, subscriptions, follows: what a reader can rely on."""

from dataclasses import replace
from datetime import date, time, timedelta

import make
import pytest
from make import NOON

from bot.conversation import Message
from bot.ledger import PartEnd, PartKey
from bot.model import ArticleId, ChatId, FeedState, UserId, Wish

CHAT, OTHER = ChatId(1001), ChatId(1002)
DAILY = Wish(time(12, 30), "UTC")


async def test_a_subscription_is_kept_as_wished(store):
    """
    What a reader chose comes back, with the next moment it is due.
    """
    wish = Wish(time(7, 30), "Europe/Berlin", ("politics", "kim"), (0, 4), 30, quiet=True)

    kept = await store.subscribe(CHAT, wish, at=NOON)

    assert (kept.topics, kept.at, kept.zone) == (wish.topics, wish.at, wish.zone)
    assert (kept.weekdays, kept.seconds, kept.quiet) == ((0, 4), 30, True)
    assert kept.due_at == NOON.replace(day=6, hour=6, minute=30)
    assert kept == await store.subscription_of(CHAT)


@pytest.mark.parametrize(
    "wish", [Wish(time(7), "Mars/Base"), Wish(time(7), "UTC", weekdays=())]
)
async def test_what_makes_no_sense_is_refused(store, wish):
    """
    An unknown zone or no weekday is a ValueError, and nothing is kept.
    """
    with pytest.raises(ValueError, match=r"zone|weekday"):
        await store.subscribe(CHAT, wish, at=NOON)

    assert await store.subscription_of(CHAT) is None


async def test_changing_it_after_delivery_starts_tomorrow(store):
    """
    Whoever was served today and moves the hour to later today is not served twice.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)
    await store.make_due(NOON + timedelta(minutes=30), limit=9)

    kept = await store.subscribe(CHAT, Wish(time(18), "UTC"), at=NOON + timedelta(hours=1))

    assert kept.last_day == date(2026, 3, 2)
    assert kept.due_at == NOON.replace(day=3, hour=18)


async def test_a_pause_has_a_way_back(store):
    """
    Paused and stopped subscriptions are due no more, until they are taken up.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)

    stopped = await store.stop(CHAT, at=NOON)
    assert (stopped.paused, stopped.due_at) == ("stopped", None)
    assert await store.make_due(NOON + timedelta(days=1), limit=9) == 0

    resumed = await store.resume(CHAT, at=NOON)
    assert (resumed.paused, resumed.due_at) == ("", NOON.replace(minute=30))


async def test_a_pause_may_end_by_itself(store):
    """
    Paused until a moment, the first briefing after it is due, and ends the pause.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)

    paused = await store.pause(CHAT, "you asked", at=NOON, until=NOON + timedelta(days=3))
    assert paused.due_at == NOON.replace(day=5, minute=30)

    await store.make_due(paused.due_at, limit=9)
    assert (await store.subscription_of(CHAT)).paused == ""


@pytest.mark.parametrize("state", ["running", "paused", "stopped"])
async def test_other_topics_start_nothing(store, state):
    """
    What a briefing is about may change at any time; whether and when it comes stays.
    """
    before = await store.subscribe(CHAT, DAILY, at=NOON)
    if state == "paused":
        before = await store.pause(CHAT, "you asked", at=NOON, until=NOON + timedelta(days=3))
    elif state == "stopped":
        before = await store.stop(CHAT, at=NOON)

    kept = await store.choose_topics(CHAT, ["harbours"])

    assert kept == replace(before, topics=("harbours",))
    assert await store.choose_topics(OTHER, ["harbours"]) is None


@pytest.mark.parametrize("ask", ["pause", "resume", "stop"])
async def test_without_a_subscription_there_is_nothing_to_change(store, ask):
    """
    Who has no subscription cannot pause, resume or stop one.
    """
    more = ("you asked",) if ask == "pause" else ()

    assert await getattr(store, ask)(CHAT, *more, at=NOON) is None


async def test_who_comes_back_is_subscribed_again(store):
    """
    A block pauses; the chat's return resumes what the block paused, and only that.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)
    await store.subscribe(OTHER, DAILY, at=NOON)
    await store.stop(OTHER, at=NOON)
    for chat in (CHAT, OTHER):
        await store.chat_seen(chat, "private", at=NOON)
        await store.chat_gone(chat, at=NOON)

    assert (await store.subscription_of(CHAT)).paused == "blocked"
    assert await store.chat_seen(CHAT, "private", at=NOON) is True
    assert await store.chat_seen(OTHER, "private", at=NOON) is False
    assert (await store.subscription_of(CHAT)).paused == ""
    assert (await store.subscription_of(OTHER)).paused == "stopped"


async def test_a_group_takes_everything_to_its_new_number(store):
    """
    Subscription and follows are found under the supergroup's number, not under the old one.
    """
    await store.subscribe(ChatId(-1), DAILY, at=NOON)
    await store.follow(ChatId(-1), "kim", at=NOON)

    await store.migrate_chat(ChatId(-1), ChatId(-100))

    assert await store.subscription_of(ChatId(-1)) is None
    assert (await store.subscription_of(ChatId(-100))).at == DAILY.at
    assert await store.follows(ChatId(-100)) == ["kim"]


async def test_a_group_that_was_subscribed_under_its_new_number_keeps_that(store):
    """
    What the new number has already stays; a briefing for the old one is nobody's.
    """
    await store.subscribe(ChatId(-1), DAILY, at=NOON)
    await store.make_due(NOON + timedelta(minutes=30), limit=9)
    await store.subscribe(ChatId(-100), Wish(time(18), "UTC"), at=NOON)

    await store.migrate_chat(ChatId(-1), ChatId(-100))

    assert (await store.subscription_of(ChatId(-100))).at == time(18)
    assert await store.claim_deliveries(NOON + timedelta(hours=1), limit=9) == []
    assert (await store.delivery_facts(NOON + timedelta(hours=1))).waiting == 0


async def test_follows_are_kept_in_order(store):
    """
    Following twice changes nothing; unfollowing says whether there was something to end.
    """
    assert await store.follow(CHAT, "kim", at=NOON) is True
    assert await store.follow(CHAT, "politics", at=NOON) is True
    assert await store.follow(CHAT, "kim", at=NOON) is False
    assert await store.follows(CHAT) == ["kim", "politics"]
    assert await store.unfollow(CHAT, "kim") is True
    assert await store.unfollow(CHAT, "kim") is False


async def test_subscriptions_are_listed_in_pages(store):
    """
    Every subscription is met once, page by page.
    """
    for chat in range(1, 6):
        await store.subscribe(ChatId(chat), DAILY, at=NOON)

    first = await store.subscriptions(limit=3)
    second = await store.subscriptions(after=first[-1].id, limit=3)

    assert [each.chat for each in (*first, *second)] == [1, 2, 3, 4, 5]


async def test_everything_about_a_chat_is_told_and_forgotten(store):
    """
    /mydata names every row, /forgetme leaves none, and others keep theirs.
    """
    for chat in (CHAT, OTHER):
        await store.chat_seen(chat, "private", at=NOON)
        await store.subscribe(chat, DAILY, at=NOON)
        await store.follow(chat, "kim", at=NOON)
        await store.keep_updates([(chat, chat, "{}")], at=NOON)
    await store.make_due(NOON + timedelta(hours=1), limit=9)

    about = await store.everything_about(CHAT)
    assert {table for table, rows in about.items() if rows} >= {
        "chats",
        "subscriptions",
        "follows",
        "deliveries",
        "inbox",
    }

    await store.forget(CHAT)
    assert not any((await store.everything_about(CHAT)).values())
    assert await store.everything_about(OTHER) != about
    assert await store.follows(OTHER) == ["kim"]


async def everywhere(store, chat):
    """Tables, columns and rows that hold a chat's number, alone or within a text."""
    found = []
    tables = store.rows("SELECT name FROM sqlite_master WHERE type = 'table'")
    for (table,) in tables:
        for row in store.rows(f'SELECT * FROM "{table}"'):  # noqa: S608
            found += [
                (table, column, row[column])
                for column in row.keys()  # noqa: SIM118 - a Row is no mapping
                if row[column] == chat or str(chat) in str(row[column])
            ]
    return found


async def test_no_table_names_a_forgotten_chat(store):
    """
    After everything a reader and an admin can leave behind, /forgetme leaves the number in no
    table at all, and what was delivered as counts.
    """
    chat, admin = ChatId(987_654_321), UserId(987_654_321)
    await store.chat_seen(chat, "private", at=NOON)
    await store.follow(chat, "kim", at=NOON)
    number = await store.save_article(make.new_article(), by=admin, at=NOON)
    await store.change_state(number, "published", by=admin, at=NOON)
    await store.amend_article(number, make.new_article("Another text."), by=admin, at=NOON)
    other = await store.save_article(make.new_article("Other news."), by=admin, at=NOON)
    for each in (number, other):
        await store.keep_story(each, each, b"kept", at=NOON)
    await store.join_stories(number, [other], by=admin, at=NOON)
    await store.add_feed(FeedState("https://paper.example/rss"), by=admin, at=NOON)
    await store.subscribe(chat, DAILY, at=NOON)
    due = NOON + timedelta(minutes=30)
    await store.make_due(due, limit=9)
    (claim,) = await store.claim_deliveries(due, limit=9)
    text = (Message("news"),)
    await store.keep_edition("k", text, [ArticleId(number)], [claim.id], until=due, at=due)
    key = PartKey(claim.id, 0)
    await store.write_ledger([key], [PartEnd(key, "sent", 5)], at=due)
    await store.correct(ArticleId(number), "corrected", at=due)
    await store.hold(chat, due)
    await store.keep_updates([(1, chat, f'{{"chat": {chat}}}')], at=due)
    told = await store.everything_about(chat)
    assert len({table for table, _, _ in await everywhere(store, chat)}) >= 10
    assert all(
        told[name]
        for name in ("follows", "subscriptions", "chats", "holds", "notices", "inbox")
    )
    assert all(told[name] for name in ("deliveries", "messages", "audit signed"))

    await store.forget(chat)

    assert await everywhere(store, chat) == []
    (counted,) = store.rows("SELECT day, state, deliveries FROM forgotten")
    assert tuple(counted) == ("2026-03-02", "sent", 1)


async def test_who_may_not_read_is_not_briefed(store):
    """
    Taken from the readers, a chat gets no briefing any more, not even one that waits already.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)
    await store.subscribe(OTHER, DAILY, at=NOON)
    due = NOON + timedelta(minutes=30)
    await store.make_due(due, limit=9)

    assert await store.limit_readers([OTHER], at=due) == 1

    assert [claim.chat for claim in await store.claim_deliveries(due, limit=9)] == [OTHER]
    assert (await store.subscription_of(CHAT)).due_at is None
    assert (await store.subscription_of(OTHER)).due_at == due + timedelta(days=1)
    assert await store.limit_readers([OTHER], at=due) == 0


@pytest.mark.parametrize("listed", [None, [CHAT]])
async def test_who_may_read_again_is_briefed_again(store, listed):
    """
    Let in again, a subscription goes on as it was; what its reader had stopped stays stopped.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)
    await store.subscribe(OTHER, DAILY, at=NOON)
    await store.stop(OTHER, at=NOON)
    await store.limit_readers([], at=NOON)

    await store.limit_readers(listed, at=NOON)

    assert (await store.subscription_of(CHAT)).paused == ""
    assert (await store.subscription_of(CHAT)).due_at == NOON + timedelta(minutes=30)
    assert (await store.subscription_of(OTHER)).paused == "stopped"


async def test_coming_back_does_not_let_anybody_in(store):
    """
    Who blocked the bot, was taken from the readers and unblocks it, is not briefed.
    """
    await store.subscribe(CHAT, DAILY, at=NOON)
    await store.chat_seen(CHAT, "private", at=NOON)
    await store.chat_gone(CHAT, at=NOON)
    await store.limit_readers([], at=NOON)

    await store.chat_seen(CHAT, "private", at=NOON)

    assert (await store.subscription_of(CHAT)).due_at is None
