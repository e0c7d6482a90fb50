"""New articles in: kept as waiting, known ones recognised, versions put in their place."""

import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
import uploads
from make import new_article
from uploads import PARAGRAPHS, TEXT, TITLE

from bot.errors import IntakeError, OffloadError
from bot.intake import correcting, doors, intake
from bot.intake.correcting import Correction
from bot.intake.doors import Post
from bot.intake.receipt import Refusal
from bot.intake.versions import difference
from bot.offload import in_place

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ADMIN = 7


async def taken(store, data, name="upload"):
    """Return the receipt of the one article in a file."""
    [receipt] = await doors.take_file(store, in_place, name, data, by=ADMIN, now=NOON)
    return receipt


async def test_an_upload_waits(store):
    """
    The receipt shows what was understood; nobody else sees the article yet.
    """
    receipt = await taken(store, uploads.page().encode(), "bridge.html")

    assert (receipt.state, receipt.title) == ("waiting", TITLE)
    assert (receipt.outlet, receipt.language) == ("The Example", "English")
    assert receipt.words == len(TEXT.split())
    assert receipt.sentences == 3
    assert receipt.analysed
    assert await store.released(limit=5) == []


async def test_the_receipt_names_quotes_and_people(store):
    """
    Who is quoted, and with which words, is shown before publishing.
    """
    receipt = await taken(store, uploads.page().encode())

    assert "Ada Example" in receipt.people
    assert "“We are late, but we are here,”" in [quote.text for quote in receipt.quotes]


async def test_the_receipt_lists_what_was_removed(store):
    """
    Every line that went is listed, and can be put back at its place.
    """
    first = await taken(store, uploads.page().encode())
    number = next(n for n, line in enumerate(first.removed) if line.text.startswith("©"))

    again = await correcting.keep_line(
        store, in_place, first.number, number, by=ADMIN, now=NOON
    )

    assert len(again.removed) == len(first.removed) - 1
    kept = await store.article(first.number)
    assert kept.article.text.split("\n")[-1].startswith("©")


async def test_the_same_text_is_known(store):
    """
    The same article in another kind of file shows the first one's receipt.
    """
    first = await taken(store, uploads.KINDS["txt"])

    again = await taken(store, uploads.docx())

    assert again.known
    assert again.number == first.number


async def test_a_longer_copy_is_shown_with_its_likeness(store):
    """
    A copy with a paragraph more is kept, and said to be like the first.
    """
    first = await taken(store, uploads.KINDS["txt"])
    more = f"{TEXT}\nThe ferry that crossed the river until then made its last trip on Sunday."

    receipt = await doors.take_text(store, in_place, more, by=ADMIN, now=NOON)

    [alike] = receipt.alike
    assert alike.number == first.number
    assert 50 < alike.percent < 100
    assert not alike.version


async def test_a_later_version_takes_the_place_of_the_first(store):
    """
    A changed text under the same address replaces the published one; its number stays.
    """
    first = await taken(store, uploads.mhtml())
    await intake.publish(store, in_place, first.number, by=ADMIN, now=NOON)
    changed = uploads.mhtml().replace(b"40 million", b"44 million")

    second = await taken(store, changed)
    number = await intake.publish(store, in_place, second.number, by=ADMIN, now=NOON)

    assert number == first.number
    [alike] = second.alike
    assert (alike.version, alike.changed) == (True, 1)
    assert len(alike.difference) == 2
    published = await store.article(first.number)
    assert "44 million" in published.article.text
    assert published.released_at == NOON
    assert len(await store.released(limit=5)) == 1


async def test_a_pasted_version_keeps_what_it_does_not_say(store):
    """
    A changed text under the same headline that does not say where and when it is from takes
    the place of the one that does, whose outlet, date and address stay.
    """
    first = await taken(store, uploads.mhtml())
    await intake.publish(store, in_place, first.number, by=ADMIN, now=NOON)
    before = (await store.article(first.number)).article
    changed = uploads.KINDS["txt"].replace(b"40 million", b"44 million")

    second = await taken(store, changed)
    again = await taken(store, changed)
    number = await intake.publish(store, in_place, second.number, by=ADMIN, now=NOON)

    assert [one.version for one in (*second.alike, *again.alike)] == [True, True]
    assert number == first.number
    after = (await store.article(first.number)).article
    assert "44 million" in after.text
    assert before.outlet
    assert (after.outlet, after.published_at, after.url) == (
        before.outlet,
        before.published_at,
        before.url,
    )


@pytest.mark.parametrize(
    ("title", "fields", "version"),
    [
        ("Bridge opens for 44 million at last", {}, True),
        ("Bridge opens for 44 million at last", {"outlet": "The Other"}, False),
        ("Bridge opens for 44 million at last", {"published_at": NOON}, False),
        ("Ferries go on over the river", {}, False),
    ],
)
async def test_a_headline_put_right_is_the_same(store, title, fields, version):
    """
    A figure corrected in headline and text makes a version, in the same outlet on one day.
    """
    day = NOON - timedelta(days=3)
    old = new_article(
        TEXT,
        title="Bridge opens for 40 million at last",
        outlet="The Example",
        published_at=day,
    )
    first = await intake.take(store, in_place, old, by=ADMIN, now=NOON)
    await intake.publish(store, in_place, first.number, by=ADMIN, now=NOON)
    changed = replace(old, text=TEXT.replace("40 million", "44 million"), title=title)

    receipt = await intake.take(store, in_place, replace(changed, **fields), by=ADMIN, now=NOON)

    assert [one.version for one in receipt.alike] == [version]


async def test_a_version_takes_the_place_of_one_article(store):
    """
    Of two published copies under the same headline the more alike one is replaced.
    """
    numbers = []
    for words in (b"", b" It rained on the guests, who had come from both banks all the same."):
        one = await taken(store, uploads.KINDS["txt"] + words)
        await store.change_state(one.number, "published", by=ADMIN, at=NOON)
        numbers.append(one.number)

    changed = uploads.KINDS["txt"].replace(b"40 million", b"44 million")
    receipt = await taken(store, changed)

    assert [(one.number, one.version) for one in receipt.alike] == [
        (numbers[0], True),
        (numbers[1], False),
    ]


async def test_another_account_of_a_story_is_no_repeat(store):
    """
    The same event in other words is an article of its own.
    """
    await taken(store, uploads.KINDS["txt"])
    other = (
        "After years of delay, cars roll over the river again: on Monday the council opened "
        "its new crossing.\nIt had been planned for a decade and cost more than expected.\n"
        "Residents lined the banks and cheered as the first vehicles reached the other side."
    )

    receipt = await doors.take_text(store, in_place, other, by=ADMIN, now=NOON)

    assert receipt.alike == ()


async def test_title_and_date_are_corrected(store):
    """
    What an admin puts right stands in the receipt and in the store.
    """
    first = await taken(store, TEXT.encode())
    day = datetime(2025, 10, 21, tzinfo=UTC)
    correction = Correction(title=" A  bridge ", published_at=day, published_from="21 Oct 2025")

    again = await correcting.correct(
        store, in_place, first.number, correction, by=ADMIN, now=NOON
    )

    assert (again.title, again.published_at) == ("A bridge", day)
    assert again.published_from == "21 Oct 2025"
    assert again.words == first.words


async def test_a_date_in_the_future_is_shown_as_such(store):
    """
    The printed date is kept, and readers are not told of a day that has not come.
    """
    tomorrow = NOON + timedelta(days=1)
    text = f"{TITLE}\n\n{tomorrow:%d %B %Y}\n\n{TEXT}"

    receipt = await taken(store, text.encode())

    assert receipt.postdated
    assert receipt.published_at <= NOON


async def test_nothing_of_a_refused_file_stays(store):
    """
    A refusal is a sentence; the store is as it was.
    """
    [refusal] = await doors.take_file(
        store, in_place, "a.png", b"\x89PNG\r\n", by=ADMIN, now=NOON
    )

    assert isinstance(refusal, Refusal)
    assert "picture" in refusal.reason
    assert await store.count_articles(["waiting", "published"]) == 0


async def test_an_archive_gives_a_receipt_for_each(store):
    """
    Two files in an archive hold the same text: the second is known, the third refused.
    """
    found = await doors.take_file(
        store, in_place, "all.zip", uploads.KINDS["zip"], by=ADMIN, now=NOON
    )

    assert [getattr(one, "known", None) for one in found] == [False, True, None]


async def test_a_crash_over_a_file_costs_that_file(store):
    """
    When the analysis process dies over a file, the admin is told what to do.
    """

    async def dying(function, /, *arguments, **options):
        raise OffloadError("the reader broke down over it")

    [refusal] = await doors.take_file(store, dying, "a.pdf", b"%PDF-", by=ADMIN, now=NOON)

    assert ".txt" in refusal.reason


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (OffloadError("it took longer than 60 s"), "it took longer than 60 s. Save"),
        (MemoryError(), "it took too much memory. Save"),
        (RecursionError("deep"), "the reader stumbled over it, which is noted. Save"),
    ],
)
async def test_a_refusal_says_why_reading_was_given_up(store, error, words):
    """
    Time, memory and flaws of a reader cost the file, and the sentence tells which it was.
    """

    async def failing(function, /, *arguments, **options):
        raise error

    [refusal] = await doors.take_file(store, failing, "a.pdf", b"%PDF-", by=ADMIN, now=NOON)

    assert words in refusal.reason


async def test_a_flaw_in_the_analysis_costs_no_article(store):
    """
    All files of an archive are kept, whatever the analysis does.
    """

    async def flawed(function, /, *arguments, **options):
        if function.__name__ == "analyse":
            raise ValueError
        return function(*arguments, **options)

    data = uploads.zipped({"a.txt": uploads.text(), "b.docx": uploads.FILES["ferry.docx"]})
    found = await doors.take_file(store, flawed, "all.zip", data, by=ADMIN, now=NOON)

    assert [(one.state, one.analysed) for one in found] == [("waiting", False)] * 2


async def test_an_article_is_kept_when_it_cannot_be_compared(store):
    """
    A comparison that takes too long is left out of the receipt.
    """
    await taken(store, uploads.KINDS["txt"])

    async def slow(function, /, *arguments, **options):
        if function.__name__ == "compared":
            raise OffloadError("it took longer than 60 s")
        return function(*arguments, **options)

    more = f"{TEXT}\nThe ferry that crossed the river until then made its last trip on Sunday."
    receipt = await doors.take_text(store, slow, more, by=ADMIN, now=NOON)

    assert receipt.alike == ()


@pytest.mark.parametrize(
    ("old", "new", "changed"),
    [
        ("abcd", "abcd", 0),
        ("abcd", "abxd", 1),
        ("abcd", "abd", 1),
        ("abcd", "xabcdy", 2),
        ("", "ab", 2),
        ("a" * 900, "a" * 450 + "b" + "a" * 450, 1),
        ("ab" * 900, "ba" * 900, 0),
    ],
)
def test_counts_changed_sentences(old, new, changed):
    """
    What is not there, and what is new, is counted once, also in a text that repeats itself.
    """
    began = time.process_time()

    count, _ = difference(list(old), list(new))

    assert count == changed or len(old) > 1000
    assert time.process_time() - began < 1


async def test_an_article_is_kept_when_its_analysis_fails(store):
    """
    The receipt says that names and quotes are still to come.
    """

    async def half(function, /, *arguments, **options):
        if function.__name__ == "analyse":
            raise OffloadError("it took longer than 60 s")
        return function(*arguments, **options)

    [receipt] = await doors.take_file(store, half, "a.txt", TEXT.encode(), by=ADMIN, now=NOON)

    assert not receipt.analysed
    assert (receipt.people, receipt.quotes) == ((), ())


async def test_a_short_text_is_refused(store):
    """
    A pasted word is no article.
    """
    refusal = await doors.take_text(store, in_place, "Hello there.", by=ADMIN, now=NOON)

    assert "at least 10" in refusal.reason


async def test_a_forwarded_post_has_its_channel_as_outlet(store):
    """
    A forwarded text is published by the channel it came from.
    """
    receipt = await doors.take_text(
        store, in_place, "\n".join(PARAGRAPHS), by=ADMIN, now=NOON, post=Post("The Channel")
    )

    assert receipt.outlet == "The Channel"


@pytest.mark.parametrize("number", [1, 99])
async def test_there_is_no_such_article(store, number):
    """
    A number nobody was given is answered with where to look.
    """
    with pytest.raises(IntakeError, match="/articles"):
        await intake.show(store, in_place, number)


async def test_there_is_no_such_removed_line(store):
    """
    Only a line that was removed can be put back.
    """
    first = await taken(store, TEXT.encode())

    with pytest.raises(IntakeError, match="no removed line 6"):
        await correcting.keep_line(store, in_place, first.number, 5, by=ADMIN, now=NOON)


async def test_a_pasted_text_that_cannot_be_read_is_refused(store):
    """
    A text costs no more than a file: the sentence says why, and what to do.
    """

    async def failing(function, /, *arguments, **options):
        raise MemoryError

    refusal = await doors.take_text(store, failing, TEXT, by=ADMIN, now=NOON)

    assert refusal.reason == (
        "Reading it was given up: it took too much memory. Send it as a .txt file."
    )
