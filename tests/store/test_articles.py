"""Articles: kept, published, found again."""

from datetime import timedelta

import make
from make import NOON

from bot.model import UserId
from summaries.model import Topic

ADMIN = UserId(1002)


async def saved(store, text="Ann Adler spoke on Monday. Nobody disagreed.", **fields):
    at = fields.pop("at", NOON)
    return await store.save_article(make.new_article(text, **fields), by=ADMIN, at=at)


async def published(store, text="Ann Adler spoke on Monday. Nobody disagreed.", **fields):
    at = fields.get("at", NOON)
    number = await saved(store, text, **fields)
    await store.change_state(number, "published", by=ADMIN, at=at)
    return number


async def test_waits_until_it_is_published(store):
    """
    A new article is kept as it came, and no reader's question finds it before Publish.
    """
    number = await saved(store, title="Talks", outlet="The Example")

    kept = await store.article(number)

    assert (kept.state, kept.article.title, kept.article.outlet) == (
        "waiting", "Talks", "The Example",
    )  # fmt: skip
    assert await store.released(limit=5) == []
    assert await store.search(["monday"], limit=5) == []
    assert await store.sources() == []


async def test_publishing_sets_the_moment_once(store):
    """
    An article that a briefing has named, that was withdrawn and comes back, is not news again.
    """
    number = await published(store)
    await store.keep_edition("k", (), [number], [], until=NOON, at=NOON)
    later = NOON + timedelta(days=2)
    assert await store.change_state(number, "withdrawn", by=ADMIN, at=later) == "published"
    assert await store.released(limit=5) == []

    await store.change_state(number, "published", by=ADMIN, at=later)

    [found] = await store.released(limit=5)
    assert found.released_at == NOON


async def test_no_such_article(store):
    """
    A number that does not exist gives None, whatever is asked of it.
    """
    assert await store.article(99) is None
    assert await store.change_state(99, "published", by=ADMIN, at=NOON) is None
    assert await store.analysis(99) is None
    assert await store.heads([99]) == []


async def test_a_date_in_the_future_is_clamped(store):
    """
    An article that claims to be from next year is shown as of its intake; both are kept.
    """
    future = NOON + timedelta(days=300)

    kept = await store.article(await saved(store, published_at=future))

    assert kept.article.published_at == NOON
    assert kept.published_as_printed == future


async def test_period_is_open_at_its_beginning(store):
    """
    What was released at the very end of one period is not in the next one.
    """
    first = await published(store, "The first text of all.")
    second = await published(store, "A second text.", at=NOON + timedelta(hours=1))

    assert [h.id for h in await store.released(until=NOON, limit=5)] == [first]
    assert [h.id for h in await store.released(since=NOON, limit=5)] == [second]


async def test_search_takes_words_as_words(store):
    """
    Search stems words, wants all of them and never reads them as operators.
    """
    number = await published(store, 'The minister talked about "missiles" in Zürich.')

    for words in (["missile"], ["talking", "minister"], ["zurich"], ["MISSILES"]):
        assert [h.id for h in await store.search(words, limit=5)] == [number], words
    for words in (["missile", "carrot"], ["NOT"], ['"'], ["title:missiles*"], [], [" "]):
        assert await store.search(words, limit=5) == [], words


async def test_search_follows_a_changed_text(store):
    """
    After a correction the old words lead nowhere.
    """
    number = await published(store, "Ann spoke of carrots.")
    await store.amend_article(
        number, make.new_article("Ann spoke of turnips."), by=ADMIN, at=NOON
    )

    assert await store.search(["carrots"], limit=5) == []
    assert [h.id for h in await store.search(["turnips"], limit=5)] == [number]


async def test_amending_drops_the_analysis_of_the_old_text_only(store):
    """
    A corrected headline keeps what was found; a new text does not.
    """
    number = await saved(store)
    await store.save_analysis(number, make.analysis())

    await store.amend_article(number, make.new_article(title="Better"), by=ADMIN, at=NOON)
    assert await store.analysis(number) is not None
    await store.amend_article(number, make.new_article("Another text."), by=ADMIN, at=NOON)

    assert await store.analysis(number) is None
    assert (await store.article(number)).version == 2
    assert await store.unanalysed(1, limit=5) == [number]


async def test_same_text_whatever_its_white_space(store):
    """
    The same text is recognised when only blanks and line ends differ, unless discarded.
    """
    number = await saved(store, "One line.\nAnother line.")

    assert await store.with_same_text("One  line. Another line.") == number
    assert await store.with_same_text("One line.") is None
    await store.change_state(number, "discarded", by=ADMIN, at=NOON)
    assert await store.with_same_text("One line.\nAnother line.") is None


async def test_shared_shingles_most_first(store):
    """
    The article that shares most comes first; those that share nothing do not come.
    """
    some = await saved(store, "a", fingerprint=(1, 2, 3, 2**64 - 1))
    more = await saved(store, "b", fingerprint=(1, 2, 3, 4, 2**64 - 1))
    await saved(store, "c", fingerprint=(9,))

    found = await store.with_shared_shingles((1, 2, 3, 4, 2**64 - 1), limit=5)

    assert found == [(more, 5), (some, 4)]


async def test_topics_and_sources_count_published_articles(store):
    """
    Counts speak of what readers can see.
    """
    for text in ("One text.", "Two texts."):
        number = await published(store, text, outlet="The Example")
        await store.save_analysis(number, make.analysis(topics=("trade",)))
    hidden = await saved(store, "Three texts.", outlet="Other")
    await store.save_analysis(hidden, make.analysis(topics=("sport",)))

    assert [(t.slug, t.articles) for t in await store.topics()] == [("trade", 2)]
    assert [(s.outlet, s.articles) for s in await store.sources()] == [("The Example", 2)]
    assert len(await store.articles_on("trade", limit=5)) == 2
    assert await store.articles_on("sport", limit=5) == []


async def test_audit_says_who_did_what(store):
    """
    Every change leaves a line, the latest first.
    """
    number = await published(store)
    await store.amend_article(number, make.new_article(title="Better"), by=ADMIN, at=NOON)

    lines = await store.audit(limit=9)

    assert [(line.action, line.by, line.article) for line in lines] == [
        ("amended", ADMIN, number),
        ("published", ADMIN, number),
        ("added", ADMIN, number),
    ]
    assert lines[0].detail == "title"


async def test_kept_lines_keep_their_numbers(store):
    """
    A long button line gets one number for good.
    """
    number = await store.keep_line("/quotes a very long name")

    assert await store.keep_line("/quotes a very long name") == number
    assert await store.kept_line(number) == "/quotes a very long name"
    assert await store.kept_line(number + 1) is None


async def test_lines_of_old_buttons_are_forgotten(store):
    """
    What somebody asked for is not kept for ever because it was long; a new button renews it.
    """
    old, new = await store.keep_line("/search old words"), await store.keep_line("/search new")
    for night in range(36):
        await store.keep_line("/search new")
        assert await store.kept_line(old) is not None
        await store.tidy(NOON + timedelta(days=night))

    assert await store.kept_line(old) is None
    assert await store.kept_line(new) == "/search new"


async def test_kept_lines_cannot_be_guessed(store):
    """
    Whoever makes up a number does not read what somebody else has asked for.
    """
    await store.keep_line("/search something private")

    assert [await store.kept_line(number) for number in (0, 1, 2, 10**20, 10**60)] == [None] * 5


async def test_opening_stands_for_a_headline(store):
    """
    The first words of an article are cut between words and end in an ellipsis.
    """
    await published(store, "Word " * 60, title="")

    [found] = await store.released(limit=1)

    assert found.opening.endswith("Word …")
    assert len(found.opening) <= 93


async def test_other_topics_outdate_every_analysis(store):
    """
    When the operator changes the topics, every article is sorted anew; the same topics at the
    next start change nothing.
    """
    floods, air = Topic("floods", "Floods", ("flood",)), Topic("air", "Air", ("smog",))
    await store.adopt_topics([floods])
    number = await published(store)
    await store.save_analysis(number, make.analysis())

    assert not await store.adopt_topics([floods])
    assert await store.unanalysed(1, limit=5) == []

    assert await store.adopt_topics([floods, air])
    assert await store.unanalysed(1, limit=5) == [number]
