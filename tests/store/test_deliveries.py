"""The ledger: due once, claimed once, and honest about every part."""

from datetime import time, timedelta

import pytest
from make import NOON, new_article

from bot.conversation import Choice, Message
from bot.due import TOO_LATE
from bot.ledger import PartEnd, PartKey
from bot.model import ArticleId, ChatId, Wish

CHAT, OTHER = ChatId(1001), ChatId(1002)
DUE = NOON + timedelta(minutes=30)
PARTS = (Message("<b>one</b> &amp; more", ((Choice("More", "/brief"),),)), Message("two"))


async def claimed(store, *chats, messages=PARTS):
    """Deliveries of these chats, due and claimed, with the given parts."""
    for chat in chats or (CHAT,):
        await store.subscribe(chat, Wish(time(12, 30), "UTC"), at=NOON)
    await store.make_due(DUE, limit=99)
    claims = await store.claim_deliveries(DUE, limit=99)
    await store.keep_edition(
        "k", messages, [ArticleId(7)], [claim.id for claim in claims], until=DUE, at=DUE
    )
    return claims


async def send(store, key, state="sent", message=1, reason=""):
    assert await store.write_ledger([key], [], at=DUE) == set()
    await store.write_ledger([], [PartEnd(key, state, message, reason)], at=DUE)


async def state(store, chat=CHAT):
    return (await store.deliveries_of(chat, limit=1))[0].state


async def test_due_once_however_often_it_is_asked(store):
    """
    The delivery and the next moment are written together: a second tick finds nothing.
    """
    await store.subscribe(CHAT, Wish(time(12, 30), "UTC"), at=NOON)

    assert await store.make_due(DUE - timedelta(seconds=1), limit=9) == 0
    assert await store.make_due(DUE, limit=9) == 1
    assert await store.make_due(DUE, limit=9) == 0
    assert (await store.subscription_of(CHAT)).due_at == DUE + timedelta(days=1)
    assert len(await store.deliveries_of(CHAT, limit=9)) == 1


async def test_claimed_once(store):
    """
    Two senders never get the same delivery; the longest due comes first.
    """
    for minute, chat in ((20, 1), (10, 2), (30, 3)):
        await store.subscribe(ChatId(chat), Wish(time(12, minute), "UTC"), at=NOON)
    await store.make_due(DUE, limit=9)

    first = await store.claim_deliveries(DUE, limit=2)
    second = await store.claim_deliveries(DUE, limit=2)

    assert [claim.chat for claim in (*first, *second)] == [2, 1, 3]


async def test_an_edition_is_frozen(store):
    """
    What was kept first under a key is what everybody gets, buttons and files included.
    """
    (claim,) = await claimed(store)
    kept = (Message("x", picture=b"\x89PNG", document=("a.json", b"{}")),)

    again = await store.keep_edition("k", kept, [], [claim.id], until=DUE, at=DUE)
    other = await store.keep_edition("k2", kept, [], [], until=DUE, at=DUE)

    assert again == PARTS == await store.edition_messages("k")
    assert other == kept
    assert await store.edition_messages("none") == ()


async def test_a_delivery_is_as_far_as_its_parts(store):
    """
    It ends when its last part does, with the numbers that prove it, and moves the period on.
    """
    (claim,) = await claimed(store)

    await send(store, PartKey(claim.id, 0), message=11)
    assert await state(store) == "claimed"
    await send(store, PartKey(claim.id, 1), message=12)

    (delivery,) = await store.deliveries_of(CHAT, limit=1)
    assert (delivery.state, delivery.messages, delivery.again) == ("sent", (11, 12), False)
    assert delivery.articles == (7,)
    assert (await store.subscription_of(CHAT)).told_until == DUE


async def test_the_worst_part_counts(store):
    """
    One part in doubt makes the delivery uncertain.
    """
    (claim,) = await claimed(store)
    key = PartKey(claim.id, 0)

    await send(store, key, "uncertain", None, "no answer in time")
    assert await state(store) == "claimed"
    await send(store, key, "uncertain", None, "no answer in time")
    await send(store, PartKey(claim.id, 1))

    (delivery,) = await store.deliveries_of(CHAT, limit=1)
    assert (delivery.state, delivery.reason) == ("uncertain", "no answer in time")
    assert delivery.again


async def test_nothing_is_sent_a_third_time(store):
    """
    After two attempts a part is refused, whoever asks.
    """
    (claim,) = await claimed(store)
    key = PartKey(claim.id, 0)
    await send(store, key, "uncertain", None)
    await send(store, key, "uncertain", None)

    assert await store.write_ledger([key], [], at=DUE) == {key}


async def test_what_was_surely_not_sent_is_no_attempt(store):
    """
    A part that Telegram did not take may be tried as often as needed, unmarked.
    """
    (claim,) = await claimed(store)
    key = PartKey(claim.id, 0)
    for _ in range(4):
        await send(store, key, "pending", None, "no connection")

    await store.recover(DUE)
    (again,) = await store.claim_deliveries(DUE, limit=9)
    assert [part.attempts for part in again.parts] == [0, 0]


async def test_after_a_crash(store):
    """
    Claims are given back; what was being sent is doubted once; what was sent stays sent.
    """
    first, second, third = await claimed(store, CHAT, OTHER, ChatId(1003))
    await send(store, PartKey(first.id, 0))
    await store.write_ledger([PartKey(second.id, 0)], [], at=DUE)

    assert await store.recover(DUE) == 1
    (doubted,) = await store.claim_deliveries(DUE, limit=1)
    again = {claim.chat: claim for claim in await store.claim_deliveries(DUE, limit=9)}
    again[doubted.chat] = doubted

    assert doubted.chat == OTHER
    assert [part.number for part in again[CHAT].parts] == [1]
    assert [part.attempts for part in again[OTHER].parts] == [1, 0]
    assert again[OTHER].parts[0].doubted_at == DUE
    assert [part.attempts for part in again[ChatId(1003)].parts] == [0, 0]
    assert third.edition == ""
    assert again[ChatId(1003)].edition == "k"


async def test_a_crash_in_the_second_attempt_ends_it(store):
    """
    Doubt after the second copy is final, also when the doubt is a crash.
    """
    (claim,) = await claimed(store, messages=PARTS[:1])
    key = PartKey(claim.id, 0)
    await send(store, key, "uncertain", None)
    await store.write_ledger([key], [], at=DUE)

    await store.recover(DUE)

    assert await state(store) == "uncertain"
    assert await store.claim_deliveries(DUE, limit=9) == []


@pytest.mark.parametrize(
    ("text", "number", "proved"),
    [
        ("one & more", 50, True),
        ("12:30 briefing, sent 13:30 after an outage\none & more", 50, True),
        ("something else", 50, False),
        ("one & more", 11, False),
    ],
)
async def test_a_tap_on_that_very_message_is_proof(store, text, number, proved):
    """
    The tapped text proves a doubted part, unless that message is known to be another one.
    """
    (claim,) = await claimed(store)
    await send(store, PartKey(claim.id, 0), "uncertain", None)
    await send(store, PartKey(claim.id, 1), message=11)

    assert await store.prove_arrival(CHAT, number, text, at=DUE) is proved
    assert await store.prove_arrival(OTHER, number, text, at=DUE) is False
    assert (await state(store) == "sent") is proved


async def test_what_was_composed_before_a_correction_is_refused(store):
    """
    A briefing that waits is composed anew; what is left of the old one cannot be sent.
    """
    (claim,) = await claimed(store)
    old = PartKey(claim.id, 0, "k")
    assert await store.revision() == 0

    assert await store.correct(ArticleId(7), "withdrawn", at=DUE) == 0
    assert await store.write_ledger([old], [], at=DUE) == {old}
    (again,) = await store.claim_deliveries(DUE, limit=9)
    await store.keep_edition("k r1", PARTS[:1], [], [again.id], until=DUE, at=DUE)

    assert await store.revision() == 1
    assert (again.edition, again.parts) == ("", ())
    assert await store.write_ledger([old], [], at=DUE) == {old}
    assert await store.write_ledger([PartKey(claim.id, 0, "k r1")], [], at=DUE) == set()


async def test_what_has_begun_to_go_out_is_not_composed_anew(store):
    """
    A briefing of which a part is in the air goes on as it is, and its reader is told.
    """
    (claim,) = await claimed(store)
    await store.write_ledger([PartKey(claim.id, 0, "k")], [], at=DUE)

    assert await store.correct(ArticleId(7), "withdrawn", at=DUE) == 1
    assert await store.correct(ArticleId(8), "another", at=DUE) == 0

    (notice,) = await store.notices_due(DUE + timedelta(minutes=2), limit=9)
    assert (notice.chat, notice.reply_to) == (CHAT, 0)
    assert await store.write_ledger([PartKey(claim.id, 1, "k")], [], at=DUE) == set()


async def test_blocked_ends_all_parts_and_pauses(store):
    """
    A chat that is gone gets nothing more of this briefing, and no other.
    """
    (claim,) = await claimed(store)

    await send(store, PartKey(claim.id, 0), "blocked", None, "blocked by the user")

    assert await state(store) == "blocked"
    assert (await store.subscription_of(CHAT)).paused == "blocked"
    assert await store.write_ledger([PartKey(claim.id, 1)], [], at=DUE) == {
        PartKey(claim.id, 1)
    }


async def test_who_stops_or_is_forgotten_gets_nothing_more(store):
    """
    A part is refused when its briefing is no longer wanted.
    """
    first, second = await claimed(store, CHAT, OTHER)

    await store.stop(CHAT, at=DUE)
    await store.forget(OTHER)

    keys = [PartKey(first.id, 0), PartKey(second.id, 0)]
    assert await store.write_ledger(keys, [], at=DUE) == set(keys)
    assert await state(store) == "expired"


async def test_too_late_is_written_and_owned_up_to_once(store):
    """
    More than three hours late is expired at once; the next delivery knows of it, not the one
    after.
    """
    await store.subscribe(CHAT, Wish(time(12, 30), "UTC"), at=NOON)
    missed = []
    await store.make_due(DUE + timedelta(hours=4), limit=9)
    for days in (1, 2):
        await store.make_due(DUE + timedelta(days=days), limit=9)
        missed += [c.missed for c in await store.claim_deliveries(DUE.replace(day=9), limit=9)]

    states = [each.state for each in await store.deliveries_of(CHAT, limit=9)]
    assert states == ["claimed", "claimed", "expired"]
    assert missed == [DUE, None]


async def missed_next_time(store, days=1):
    """What the next briefing owns up to."""
    at = DUE + timedelta(days=days)
    await store.make_due(at, limit=9)
    (claim,) = await store.claim_deliveries(at, limit=9)
    return claim.missed


@pytest.mark.parametrize("step", ["waiting", "claimed", "composed"])
async def test_what_was_dropped_on_its_way_is_owned_up_to(store, step):
    """
    Killed just after its hour and back too late: the next briefing knows of it, too.
    """
    await store.subscribe(CHAT, Wish(time(12, 30), "UTC"), at=NOON)
    await store.make_due(DUE, limit=9)
    if step != "waiting":
        (claim,) = await store.claim_deliveries(DUE, limit=9)
    if step == "composed":
        await store.keep_edition("k", PARTS, [], [claim.id], until=DUE, at=DUE)
    back = DUE + timedelta(hours=4)
    await store.recover(back)
    (claim,) = await store.claim_deliveries(back, limit=9)
    if step == "composed":
        end = PartEnd(PartKey(claim.id, 0), "expired", reason=TOO_LATE)
        await store.write_ledger([], [end], at=back)
    else:
        await store.give_up([claim.id], "expired", TOO_LATE, at=back)

    assert await state(store) == "expired"
    assert await missed_next_time(store) == DUE


@pytest.mark.parametrize("ending", ["nothing new", "failed", "blocked"])
async def test_what_was_not_said_is_said_the_next_time(store, ending):
    """
    A briefing that says nothing, or does not arrive, hands on what it had to own up to.
    """
    await store.subscribe(CHAT, Wish(time(12, 30), "UTC"), at=NOON)
    await store.make_due(DUE + timedelta(hours=4), limit=9)
    tomorrow = DUE + timedelta(days=1)
    await store.make_due(tomorrow, limit=9)
    (claim,) = await store.claim_deliveries(tomorrow, limit=9)
    assert claim.missed == DUE
    if ending == "nothing new":
        await store.keep_edition("k", (), [], [claim.id], until=tomorrow, at=tomorrow)
    else:
        await store.keep_edition("k", PARTS, [], [claim.id], until=tomorrow, at=tomorrow)
        for number in (0, 1):
            await send(store, PartKey(claim.id, number), ending, None, "no")
            if ending == "blocked":
                await store.resume(CHAT, at=tomorrow)
                break

    assert await missed_next_time(store, days=2) == DUE
    assert await missed_next_time(store, days=3) is None


async def test_late_is_who_was_due_while_nobody_asked(store):
    """
    Made due in time is not late, however long the line; made due after an outage is.
    """
    await store.subscribe(CHAT, Wish(time(12, 30), "UTC"), at=NOON)
    await store.subscribe(OTHER, Wish(time(12, 31), "UTC"), at=NOON)
    await store.make_due(DUE, limit=9)
    await store.make_due(DUE + timedelta(hours=1), limit=9)

    claims = await store.claim_deliveries(DUE + timedelta(hours=1), limit=9)

    assert [claim.late for claim in claims] == [False, True]


async def test_an_empty_edition_ends_at_once(store):
    """
    Silence is a delivery too.
    """
    await claimed(store, messages=())

    (delivery,) = await store.deliveries_of(CHAT, limit=1)
    assert (delivery.state, delivery.reason) == ("sent", "nothing new")


async def test_pauses_outlive_a_restart(store):
    """
    The longest pause asked for counts, and is forgotten when it is over.
    """
    await store.hold(None, NOON + timedelta(hours=12))
    await store.hold(None, NOON + timedelta(hours=1))
    await store.hold(CHAT, NOON + timedelta(seconds=17))

    assert [chat for chat, _ in await store.holds(NOON)] == [None, CHAT]
    ((chat, until),) = await store.holds(NOON + timedelta(minutes=1))
    assert chat is None
    assert until >= NOON + timedelta(hours=12)


async def test_figures(store):
    """
    The operator sees what waits since when, what came of the day, and why.
    """
    first, second = await claimed(store, CHAT, OTHER)
    await send(store, PartKey(first.id, 0), "failed", None, "bad request")
    facts = await store.delivery_facts(DUE + timedelta(minutes=11))

    assert (facts.subscriptions, facts.waiting, facts.oldest_due) == (2, 2, DUE)

    await store.give_up([second.id], "failed", "could not be composed", at=DUE)
    await send(store, PartKey(first.id, 1))
    facts = await store.delivery_facts(DUE + timedelta(minutes=11))

    assert facts.today == {"failed": 2}
    assert facts.causes == {"bad request": 1, "could not be composed": 1}
    assert (facts.oldest_due, facts.silent) == (None, 1)


async def test_an_alarm_is_raised_once(store):
    """
    Raised twice it is told once; ended, it says since when.
    """
    assert await store.raise_alarm("disk", at=NOON) is True
    assert await store.raise_alarm("disk", at=DUE) is False
    assert (await store.delivery_facts(DUE)).alarms == {"disk": NOON}
    assert await store.end_alarm("disk") == NOON
    assert await store.end_alarm("disk") is None


async def test_tidying_keeps_a_month(store):
    """
    Old deliveries with their texts go; what is young or under way stays.
    """
    await claimed(store, messages=())
    await store.make_due(DUE + timedelta(days=1), limit=9)

    await store.tidy(DUE + timedelta(days=36))

    assert [each.state for each in await store.deliveries_of(CHAT, limit=9)] == ["pending"]
    assert await store.edition_messages("k") == ()


async def test_updates_wait_until_they_are_answered(store):
    """
    An update is kept once, answered once, and its text is gone afterwards.
    """
    updates = [(1, CHAT, "{1}"), (2, None, "{2}"), (3, CHAT, "{3}")]
    assert await store.keep_updates(updates, at=NOON) == {1, 2, 3}
    assert await store.keep_updates(updates[:2], at=NOON) == set()

    await store.answering(1)
    await store.answered(2, at=NOON)

    assert await store.waiting_updates() == [(3, "{3}")]
    await store.answered(1, at=NOON)
    await store.forget(CHAT)
    assert await store.waiting_updates() == []
    assert await store.keep_updates(updates, at=NOON) == set()


@pytest.mark.parametrize("seconds", [-90, -1, 0, 0.4, 1.5])
async def test_what_is_published_while_a_briefing_is_made_is_in_the_next(store, seconds):
    """
    An admin may have said Publish before its hour: what an edition does not have comes later.
    """
    await claimed(store)
    number = await store.save_article(new_article(), by=None, at=NOON)

    said_at = DUE + timedelta(seconds=seconds)
    await store.change_state(number, "published", by=None, at=said_at)

    assert [one.id for one in await store.released(since=DUE, limit=9)] == [number]
    assert (await store.article(number)).released_at <= max(said_at, DUE) + timedelta(seconds=1)


async def test_what_was_withdrawn_before_any_briefing_is_new_again(store):
    """
    Back after a briefing that did not have it, an article comes with the next one.
    """
    number = await store.save_article(new_article(), by=None, at=NOON)
    await store.change_state(number, "published", by=None, at=NOON)
    await store.change_state(number, "withdrawn", by=None, at=NOON)
    await claimed(store)

    await store.change_state(number, "published", by=None, at=DUE + timedelta(hours=1))

    assert [one.id for one in await store.released(since=DUE, limit=9)] == [number]


async def test_what_a_briefing_has_named_is_not_new_again(store):
    """
    Withdrawn after a briefing and back again, an article is not told a second time.
    """
    numbers = [
        await store.save_article(new_article(f"{n}"), by=None, at=NOON) for n in range(7)
    ]
    await store.change_state(numbers[6], "published", by=None, at=NOON)
    await claimed(store)
    await store.change_state(numbers[6], "withdrawn", by=None, at=DUE)

    await store.change_state(numbers[6], "published", by=None, at=DUE + timedelta(hours=1))

    assert numbers[6] == 7
    assert await store.released(since=DUE, limit=9) == []
