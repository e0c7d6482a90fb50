"""The daily briefing: subscribe, change, pause, stop, ask when and why."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

import pytest
from chat import ANA, printed

from bot.commands.brief import NothingOn
from bot.commands.coming import NoSubscription, Subscribed, last_delivery
from bot.commands.reasons import Why, WhyArticle, reason
from bot.commands.router import Refused
from bot.commands.subscriptions import (
    EVERY_DAY,
    AskTime,
    AskTopics,
    AskZone,
    Stopped,
    WhichPlace,
)
from bot.model import ChatId, Delivery

FRIDAY = datetime(2026, 3, 27, 12, tzinfo=UTC)


async def wish(chat):
    return await chat.store.subscription_of(ANA)


async def test_three_taps(seeded):
    """
    Time, place and topics are three taps, all in one message.
    """
    assert isinstance(await seeded.say("/subscribe"), AskTime)
    assert isinstance(await seeded.tap("07:30"), AskZone)
    assert isinstance(await seeded.tap("Berlin"), AskTopics)
    answer = await seeded.tap("North Korea")

    kept = await wish(seeded)
    assert isinstance(answer, Subscribed)
    assert answer.edits
    assert (kept.at, kept.zone, kept.topics) == (time(7, 30), "Europe/Berlin", ("north-korea",))


@pytest.mark.parametrize("hour", ["7:30", "7.30", "07:30", "7:30am", "7:30 am", "0730"])
@pytest.mark.parametrize("place", ["Europe/Berlin", "berlin", "Munich"])
async def test_one_line(chat, hour, place):
    """
    A complete line gets one message, however hour and place are written.
    """
    answer = await chat.say(f"/subscribe {hour} {place} weekdays")

    kept = await wish(chat)
    assert isinstance(answer, Subscribed)
    assert (kept.at, kept.zone, kept.weekdays) == (
        time(7, 30),
        "Europe/Berlin",
        (0, 1, 2, 3, 4),
    )


async def test_the_confirmation_names_the_next_one(chat):
    """
    The next briefing is told in the reader's clock and in UTC, with a coming clock change.
    """
    chat.at = FRIDAY

    answer = await chat.say("/subscribe 7:30 Berlin weekdays")

    shown = printed(answer)
    assert "Next: Monday 30 March, 07:30 CEST (05:30 UTC)" in shown
    assert "The clocks change on Sunday 29 March, before it." in shown


async def test_an_hour_that_does_not_exist(chat):
    """
    On the night the clocks go forward, what happens to 02:30 is explained.
    """
    chat.at = datetime(2026, 3, 28, 12, tzinfo=UTC)

    answer = await chat.say("/subscribe 2:30 Berlin")

    assert "There is no 02:30 that day, so it comes an hour later." in printed(answer)


async def test_the_first_one_comes_today_if_its_hour_is_ahead(chat):
    """
    Subscribed at noon for the evening, the first briefing comes the same day.
    """
    answer = await chat.say("/subscribe 18:00 UTC")

    assert answer.coming.day == "Monday 23 November"


async def test_changing_keeps_the_rest(chat):
    """
    /at changes the hour alone; /subscribe with a place changes the place alone.
    """
    await chat.say("/subscribe 7:30 Berlin weekdays 5m quiet about north korea")
    await chat.say("/at 8:15")
    await chat.say("/subscribe Tokyo")

    kept = await wish(chat)
    assert (kept.at, kept.zone) == (time(8, 15), "Asia/Tokyo")
    assert (kept.weekdays, kept.seconds, kept.quiet) == ((0, 1, 2, 3, 4), 300, True)
    assert kept.topics == ("north-korea",)

    await chat.say("/subscribe loud 2m everything")

    kept = await wish(chat)
    assert (kept.seconds, kept.quiet, kept.topics) == (120, False, ())


async def test_what_is_followed_is_what_is_sent(chat):
    """
    A subscription without topics is to what the chat follows.
    """
    await chat.knows("Ann Adler", topics=["north-korea"])
    await chat.say("/follow North Korea")

    await chat.say("/subscribe 7:30 Berlin")

    assert (await wish(chat)).topics == ("north-korea",)


async def test_following_later_joins_the_briefing(chat):
    """
    What is followed after subscribing to chosen topics is in the briefing, too.
    """
    await chat.knows("Ann Adler", topics=["north-korea"])
    await chat.say("/subscribe 7:30 Berlin about north korea")

    await chat.say("/follow Ann Adler")
    assert (await wish(chat)).topics == ("north-korea", "Ann Adler")

    await chat.say("/unfollow Ann Adler")
    assert (await wish(chat)).topics == ("north-korea",)


@pytest.mark.parametrize(
    ("line", "says"),
    [("/stop", "is stopped"), ("/pause", "is paused"), ("/pause 7d", "is paused")],
)
async def test_following_starts_nothing(chat, line, says):
    """
    What is followed or left meanwhile changes what a briefing will be about, not that it rests.
    """
    await chat.knows("Ann Adler", topics=["north-korea"])
    await chat.say("/subscribe 7:30 Berlin about north korea, russia")
    await chat.say(line)
    resting = await wish(chat)

    answer = await chat.say("/follow Ann Adler and climate")

    assert says in answer.briefing
    topics = ("north-korea", "russia", "Ann Adler", "climate")
    assert await wish(chat) == replace(resting, topics=topics)
    await chat.say("/unfollow climate")
    assert await wish(chat) == replace(resting, topics=topics[:3])

    await chat.say("/follow Ann Adler")
    again = await chat.tap("Start again" if line == "/stop" else "Resume")
    assert again.coming is not None
    assert (await wish(chat)).topics == topics[:3]


async def test_the_only_topic_stays_in_the_briefing(chat):
    """
    A briefing about nothing but what is left is not made one about everything in silence.
    """
    await chat.say("/follow russia")
    await chat.say("/subscribe 7:30 Berlin about russia")

    answer = await chat.say("/unfollow russia")

    assert "nothing but Russia" in answer.briefing
    assert (await wish(chat)).topics == ("russia",)


async def test_a_stopped_briefing_is_not_said_to_come(chat):
    """
    /why and /when of a stopped or paused briefing say so, and offer the way back alone.
    """
    await chat.say("/subscribe 7:30 Berlin weekdays about north korea")
    await chat.say("/stop")

    stopped, when = printed(await chat.say("/why")), printed(await chat.say("/when"))

    assert "You get no briefing now: you stopped it." in stopped
    assert "Before, it came Monday to Friday at 07:30, about North Korea." in stopped
    assert "[Start again]" in stopped
    assert "[Start again]" in when
    assert "[Stop]" not in when

    await chat.say("/subscribe 7:30")
    await chat.say("/pause")
    paused = printed(await chat.say("/why"))
    assert paused.startswith("Your briefing is paused. Otherwise it comes Monday to Friday")
    assert "[Resume]" in paused


async def test_a_second_briefing_today_is_said_not_to_come(chat):
    """
    After today's briefing a later hour is for tomorrow, and the answer says why.
    """
    await chat.say("/subscribe 12:30 UTC")
    assert "already" not in printed(await chat.say("/when"))
    due = (await wish(chat)).due_at
    await chat.store.make_due(due, limit=9)
    chat.at = due

    later = printed(await chat.say("/at 18:00"))
    earlier = printed(await chat.say("/at 8:00"))

    assert "Next: Tuesday 24 November, 18:00 UTC. There is one a day" in later
    assert "already" not in earlier


async def test_a_zone_is_asked_for_and_the_rest_kept(chat):
    """
    Without a place the reader is asked; what was written is not lost.
    """
    await chat.say("/subscribe 7:30 weekdays about north korea")

    await chat.tap("Seoul")

    kept = await wish(chat)
    assert (kept.zone, kept.weekdays) == ("Asia/Seoul", (0, 1, 2, 3, 4))
    assert kept.topics == ("north-korea",)


async def test_pause_and_resume(chat):
    """
    A paused briefing comes back as it was, by hand or by itself.
    """
    await chat.say("/subscribe 7:30 Berlin")

    paused = await chat.say("/pause")
    again = await chat.tap("Resume")
    week = await chat.say("/pause 7d")

    assert (paused.coming, paused.paused) == (None, "you asked")
    assert again.coming is not None
    assert week.coming.day == "Tuesday 1 December"


async def test_far_away_the_year_is_said(chat):
    """
    A day of another year has its year; an hour from UTC has its minutes.
    """
    await chat.say("/subscribe 7:30 Kathmandu")

    coming = (await chat.say("/pause 400d")).coming

    assert coming.day == "Wednesday 29 December 2027"
    assert coming.zone == "UTC+5:45"


async def test_one_hour_a_day(chat):
    """
    Two hours are one too many, and that is said.
    """
    answer = await chat.say("/subscribe 7:30 Berlin 13:00")

    assert answer.reason.startswith(
        "A briefing comes once a day: “13:00” is one time too many."
    )


@pytest.mark.parametrize("line", ["/stop", "/unsubscribe"])
async def test_stop_has_a_way_back(chat, line):
    """
    One command ends the briefing; one tap brings it back as it was.
    """
    await chat.say("/subscribe 7:30 Berlin weekdays")

    assert isinstance(await chat.say(line), Stopped)
    back = await chat.tap("Start again")

    assert (back.days, back.clock) == ("Monday to Friday", "07:30")


@pytest.mark.parametrize("line", ["/when", "/why", "/pause", "/resume", "/stop"])
async def test_without_a_subscription(chat, line):
    """
    Who has no briefing is told how to get one.
    """
    assert isinstance(await chat.say(line), NoSubscription)


@pytest.mark.parametrize(
    "line",
    ["/at", "/at teatime", "/at 25", "/pause until friday", "/subscribe tomorrow", "/at 8:00"],
)
async def test_says_how_to_ask(chat, line):
    """
    What is not understood is answered with a working example.
    """
    answer = await chat.say(line)

    assert isinstance(answer, Refused)
    assert "/" in answer.reason


async def test_why(chat):
    """
    /why says what the briefing is about and when it comes.
    """
    await chat.say("/subscribe 7:30 Berlin about north korea")

    answer = await chat.say("/why")

    assert isinstance(answer, Why)
    assert (answer.about, answer.clock) == ("North Korea", "07:30")


async def test_why_an_article(chat):
    """
    /why with a number says why that article was in the briefing, or was not.
    """
    russia = await chat.knows("Ann Adler", title="Rain", topics=["russia"])
    korea = await chat.knows("Ben Brandt", title="Sun", topics=["north-korea"])
    await chat.say("/subscribe 7:30 Berlin about north korea")

    other = await chat.say(f"/why {russia}")
    coming = await chat.say(f"/why {korea}")

    assert isinstance(other, WhyArticle)
    assert other.reason.startswith("It is not about North Korea")
    assert "for your first briefing. /when" in coming.reason
    assert isinstance(await chat.say("/why 99"), Refused)


async def test_why_an_article_was_told_or_left_out(chat):
    """
    What was in a briefing is said to have been; what was read and not told, too.
    """
    number = await chat.knows("Ann Adler", title="Rain")
    kept = await chat.store.article(number)
    await chat.say("/subscribe 7:30 Berlin")
    current = replace(await wish(chat), told_until=chat.at)
    held = Delivery(1, ANA, date(2026, 11, 23), chat.at, "sent", articles=(number,))

    assert reason(kept, None, current, [held], "everything") == (
        "It was in your briefing of Monday 23 November."
    )
    assert "/brief 5m" in reason(kept, None, current, [], "everything")
    older = replace(current, told_until=chat.at - timedelta(days=1))
    assert "after your last briefing" in reason(kept, None, older, [], "everything")
    stopped = replace(older, paused="stopped")
    assert "once you start it again" in reason(kept, None, stopped, [], "everything")


async def test_a_shared_name_is_not_guessed(chat):
    """
    A briefing about "kim" asks which is meant, and the tap keeps the rest of the line.
    """
    await chat.knows("Kim Brandt", aliases=["Kim"])
    await chat.knows("Kim Adler", aliases=["Kim"])

    answer = await chat.say("/subscribe 7:30 Berlin 5m quiet about russia, kim and climate")
    assert printed(answer).startswith("Which Kim?")
    await chat.tap("Kim Brandt")

    kept = await wish(chat)
    assert kept.topics == ("russia", "Kim Brandt", "climate")
    assert (kept.seconds, kept.quiet, kept.zone) == (300, True, "Europe/Berlin")


async def test_a_briefing_about_nothing_is_not_made(chat):
    """
    As for /follow, what nothing published is about is said, and the nearest is a tap away.
    """
    await chat.knows("Ann Adler")

    answer = await chat.say("/subscribe 7:30 Berlin quiet about Ann Adlr")

    assert isinstance(answer, NothingOn)
    assert await wish(chat) is None
    await chat.tap("Ann Adler")
    assert (await wish(chat)).topics == ("Ann Adler",)


@pytest.mark.parametrize(
    ("listed", "topics"),
    [
        ("russia and climate", ("russia", "climate")),
        ("Russia, climate; japan", ("russia", "climate", "japan")),
        ("Bread and Roses and russia", ("Bread", "Roses", "russia")),
        ("bread and roses", ("Bread and Roses",)),
        ("everything", ()),
        ("reporters", ("reporters",)),
    ],
)
async def test_several_topics(chat, listed, topics):
    """
    Topics are parted by commas or "and", which is part of a name where it is.
    """
    await chat.knows("Bread and Roses", kind="organisation")
    if "and Roses and" in listed:
        await chat.knows("Bread", quotes=["x"])
        await chat.knows("Roses", quotes=["x"])

    await chat.say(f"/subscribe 7:30 Berlin about {listed}")

    assert (await wish(chat)).topics == topics


@pytest.mark.parametrize(
    ("line", "kept"),
    [
        ("/subscribe 7:30 every day", (time(7, 30), "Europe/Berlin", EVERY_DAY)),
        ("/subscribe weekends", (time(6), "Europe/Berlin", (5, 6))),
        ("/at 9 Seoul", (time(9), "Asia/Seoul", (0,))),
        ("/at noon", (time(12), "Europe/Berlin", (0,))),
        ("/at 9pm New York on weekdays", (time(21), "America/New_York", (0, 1, 2, 3, 4))),
        ("/subscribe UTC+2", (time(6), "Etc/GMT-2", (0,))),
    ],
)
async def test_what_is_said_is_what_is_changed(chat, line, kept):
    """
    Every part of a line counts, and the rest stays as it was.
    """
    await chat.say("/subscribe 6:00 Berlin mondays")

    answer = await chat.say(line)

    now = await wish(chat)
    assert (now.at, now.zone, now.weekdays) == kept
    assert answer.done == "Changed."
    assert (await chat.say(line)).done == "As it was."


async def test_an_offset_is_shown_as_it_was_typed(chat):
    """
    Nobody is told that two hours ahead of UTC is "Etc/GMT-2" or "+02".
    """
    shown = printed(await chat.say("/subscribe 7:30 utc+2"))

    assert "at 07:30, UTC+2." in shown
    assert "07:30 UTC+2 (05:30 UTC)" in shown


async def test_a_stopped_briefing_that_starts_by_a_new_hour_says_so(chat):
    """
    /at and /subscribe after /stop start the briefing again, and say that they do.
    """
    await chat.say("/subscribe 7:30 Berlin")
    await chat.say("/stop")

    assert (await chat.say("/at 8:00")).done == "Started again."


async def test_a_place_whose_name_is_shared_is_asked_for(chat):
    """
    Of several large places whose clocks differ none is taken in silence.
    """
    answer = await chat.say("/subscribe 7:30 Springfield weekdays quiet about russia")

    assert isinstance(answer, WhichPlace)
    assert printed(answer).startswith("Which Springfield?")
    await chat.tap("Springfield, Massachusetts, USA")
    kept = await wish(chat)
    assert (kept.zone, kept.weekdays) == ("America/New_York", (0, 1, 2, 3, 4))
    assert (kept.quiet, kept.topics) == (True, ("russia",))


async def test_the_place_that_was_taken_is_named(chat):
    """
    Where a zone is not called like the place, the answer names it, and how to ask for another.
    """
    portland = printed(await chat.say("/subscribe 7:30 Portland"))
    other = printed(await chat.say("/subscribe 7:30 Portland Maine"))
    berlin = printed(await chat.say("/subscribe 7:30 Berlin"))

    assert "America/Los_Angeles (Portland, Oregon, USA)." in portland
    assert "Another one? /subscribe Portland Maine" in portland
    assert "America/New_York (Portland, Maine, USA)." in other
    assert "Germany" not in berlin


@pytest.mark.parametrize(
    ("state", "told"),
    [
        ("sent", "Monday 23 November 08:00, 1 article"),
        ("uncertain", "Monday 23 November 08:00, and I could not tell whether it arrived"),
        ("pending", "Monday 23 November, on its way"),
        ("failed", "Monday 23 November, not delivered: refused"),
        ("expired", "Monday 23 November, not delivered: refused"),
    ],
)
def test_what_became_of_the_last_one(state, told):
    """
    /when and /why say in a line what became of the last briefing.
    """
    ended = None if state == "pending" else datetime(2026, 11, 23, 7, tzinfo=UTC)
    delivery = Delivery(
        id=1,
        chat=ANA,
        day=date(2026, 11, 23),
        due_at=datetime(2026, 11, 23, 7, tzinfo=UTC),
        state=state,
        ended_at=ended,
        articles=(1,),
        reason="refused" if state in {"failed", "expired"} else "",
    )

    assert last_delivery(delivery, "Europe/Berlin") == told
    if state == "sent":
        nothing = replace(delivery, articles=())
        assert last_delivery(nothing, "Europe/Berlin").endswith("nothing new")


async def test_an_operators_zone_is_offered(chat):
    """
    The zone set by the operator is among those to tap.
    """
    chat.zone = "Pacific/Auckland"

    answer = await chat.say("/subscribe 7:30")

    labels = [choice.label for row in answer.choices for choice in row]
    assert "Auckland" in labels


@pytest.mark.parametrize("thread", [77, None])
async def test_a_topic_of_a_group_is_where_its_briefing_goes(chat, thread):
    """
    A group with topics is briefed where it was subscribed; /subscribe elsewhere moves it.
    """
    group, there = ChatId(-2001), {"private": False, "manages_chat": True}
    await chat.store.chat_seen(group, "supergroup", at=chat.at)
    await chat.say("/subscribe 7:30 UTC", chat=group, thread=5, **there)

    await chat.say("/subscribe 8:30", chat=group, thread=thread, **there)

    due = (await chat.store.subscription_of(group)).due_at
    await chat.store.make_due(due, limit=9)
    (claim,) = await chat.store.claim_deliveries(due, limit=9)
    assert claim.thread == thread
