"""What admins decide about quotes sticks: in every list, for every printing, for good."""

import re
from dataclasses import replace
from datetime import timedelta

import make
import pytest
from make import NOON

from bot.mends import Ruling
from bot.model import ChatId, UserId

ADMIN, ANA, BEN = UserId(1002), ChatId(1001), ChatId(1003)
WORDS = "“We will build it by May.”"
TEXT = f"Kim Brandt met Ann Adler, the mayor.\n{WORDS} he said.\nIt rained."
ADLER = Ruling("said", "Ann Adler")


def found(text=TEXT, *, speaker="Kim Brandt", version=1, words=WORDS, **fields):
    """What an analysis finds in the article."""
    said = make.quote(
        text, words, speaker=speaker, speaker_text="he", speaker_basis="inferred", **fields
    )
    return make.analysis(
        version=version,
        entities=[make.person("Kim Brandt", "Brandt"), make.person("Ann Adler", role="mayor")],
        quotes=[said],
        sentences=[make.sentence(text, line) for line in text.split("\n")],
    )


async def knows(store, text=TEXT, analysis=None):
    number = await store.save_article(make.new_article(text), by=ADMIN, at=NOON)
    await store.save_analysis(number, analysis or found(text))
    await store.change_state(number, "published", by=ADMIN, at=NOON)
    return number


async def said_by(store, name):
    """The words that somebody is quoted with."""
    people = await store.people_named(name)
    return [
        kept.quote.text for one in people for kept in await store.quotes_by(one.id, limit=9)
    ]


@pytest.fixture
async def article(store):
    """An article whose quote is taken to be Brandt's."""
    return await knows(store)


START = TEXT.index(WORDS)


async def test_another_speaker_is_seen_everywhere_at_once(store, article):
    """
    Quotes by person, of the article, and what briefs are made of: all have the new name.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)

    [kept] = await store.quotes_in([article])
    [material] = await store.materials([article])
    assert (await said_by(store, "adler"), await said_by(store, "brandt")) == ([WORDS], [])
    assert (kept.quote.speaker, kept.quote.affiliation) == ("Ann Adler", "mayor")
    assert (kept.quote.speaker_basis, kept.quote.speaker_text) == ("stated", "")
    assert material.analysis.quotes[0].speaker == "Ann Adler"
    assert (await store.analysis(article)).quotes[0].speaker == "Ann Adler"


@pytest.mark.parametrize(
    ("ruling", "shown"), [(Ruling("hidden"), []), (Ruling("said", ""), [None])]
)
async def test_no_quote_and_nobody_clear(store, article, ruling, shown):
    """
    What is no quote is in no list; one of nobody clear is nobody's.
    """
    await store.mend_quote(article, START, ruling, by=ADMIN, at=NOON)

    assert [one.quote.speaker for one in await store.quotes_of(article)] == shown
    assert await said_by(store, "brandt") == []


async def test_it_holds_when_the_article_is_analysed_anew(store, article):
    """
    A later analysis finds the quote again, as another kind and with another name: the
    decision holds.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)
    start, end = START, START + len(WORDS)
    partial = found(version=2, kind="partial", fragments=((start, end),), speaker="Brandt")

    await store.save_analysis(article, partial)

    assert await said_by(store, "adler") == [WORDS]
    assert await store.unanalysed(2, limit=5) == []


async def test_it_holds_where_the_words_have_moved(store, article):
    """
    A corrected text has the words at another place.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)
    moved = f"A new first line.\n{TEXT}"
    await store.amend_article(article, make.new_article(moved), by=ADMIN, at=NOON)

    await store.save_analysis(article, found(moved))

    assert await said_by(store, "adler") == [WORDS]


async def test_words_that_are_gone_wait(store, article):
    """
    A decision on words that the article has no more changes nothing, and comes back with them.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)
    other = TEXT.replace(WORDS, "“We shall see what we build.”")
    await store.amend_article(article, make.new_article(other), by=ADMIN, at=NOON)
    await store.save_analysis(article, found(other, words="“We shall see what we build.”"))
    assert await said_by(store, "brandt") == ["“We shall see what we build.”"]

    await store.amend_article(article, make.new_article(TEXT), by=ADMIN, at=NOON)
    await store.save_analysis(article, found())

    assert await said_by(store, "adler") == [WORDS]


async def test_one_decision_for_every_printing(store, article):
    """
    Another paper with the same quote under the same wrong name is mended with it, and the
    two stay one quote in two outlets.
    """
    again = f"Kim Brandt spoke. {WORDS} he said again."
    other = await knows(store, again, found(again))

    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)

    [adler] = await store.people_named("adler")
    [kept] = await store.quotes_by(adler.id, limit=5)
    assert {kept.article.id, *(head.id for head in kept.also)} == {article, other}
    assert await said_by(store, "brandt") == []


async def test_a_mended_quote_joins_the_same_words_elsewhere(store, article):
    """
    Another paper had it right from the start: now both print one utterance.
    """
    other = await knows(store, f"{WORDS} Ann Adler said.", right(f"{WORDS} Ann Adler said."))

    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)

    [adler] = await store.people_named("adler")
    [kept] = await store.quotes_by(adler.id, limit=5)
    assert {kept.article.id, *(head.id for head in kept.also)} == {article, other}


def right(text):
    return make.analysis(
        entities=[make.person("Ann Adler")],
        quotes=[make.quote(text, WORDS, speaker="Ann Adler", speaker_text="Ann Adler")],
        sentences=[make.sentence(text, text)],
    )


async def test_what_the_same_he_says_goes_with_it(store):
    """
    A paraphrase that hangs on the same pronoun gets the same speaker; hiding the quote
    leaves it alone.
    """
    text = f"{WORDS} he said, and it would be high."
    start = text.index("he said")
    his = {"speaker": "Kim Brandt", "speaker_text": "he", "speaker_start": start}
    quotes = [
        make.quote(text, WORDS, **his),
        make.quote(text, "it would be high", kind="indirect", utterance=1, **his),
    ]
    analysis = make.analysis(
        entities=[make.person("Kim Brandt"), make.person("Ann Adler")],
        quotes=quotes,
        sentences=[make.sentence(text, text)],
    )
    number = await knows(store, text, analysis)

    mend = await store.mend_quote(number, 0, ADLER, by=ADMIN, at=NOON)
    mended = [one.speaker for one in (await store.analysis(number)).quotes]
    await store.unmend(mend, by=ADMIN, at=NOON)
    await store.mend_quote(number, 0, Ruling("hidden"), by=ADMIN, at=NOON)

    assert mended == ["Ann Adler", "Ann Adler"]
    assert [one.kind for one in (await store.analysis(number)).quotes] == ["indirect"]


async def test_a_name_that_the_article_does_not_have(store, article):
    """
    An admin may name somebody whom the article does not; he is found by that name.
    """
    await store.mend_quote(article, START, Ruling("said", "Zoe Quill"), by=ADMIN, at=NOON)

    assert await said_by(store, "zoe quill") == [WORDS]


async def test_namesakes_with_and_without_an_initial(store):
    """
    Of two whose names differ by an initial the one who is named said it, and nobody new.
    """
    text = f"Ann B. Adler met Ann Adler. {WORDS} she said."
    two = [make.person("Ann B. Adler"), make.person("Ann Adler")]
    said = make.quote(text, WORDS, speaker="Ann B. Adler")
    number = await knows(store, text, make.analysis(entities=two, quotes=[said]))

    await store.mend_quote(number, said.start, ADLER, by=ADMIN, at=NOON)

    found = await store.analysis(number)
    assert found.quotes[0].speaker == "Ann Adler"
    assert len(found.entities) == 2


async def test_the_last_decision_counts_and_can_be_taken_back(store, article):
    """
    Taking it back brings the one before it, and at last what was found.
    """
    first = await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)
    second = await store.mend_quote(article, START, Ruling("said"), by=ADMIN, at=NOON)
    assert [mend.id for mend in await store.mends_of(article)] == [second, first]
    assert (await store.mends_of(article))[0].said_as == "Ann Adler"

    assert await store.unmend(second, by=ADMIN, at=NOON)
    assert await said_by(store, "adler") == [WORDS]
    assert await store.unmend(first, by=ADMIN, at=NOON)

    assert not await store.unmend(first, by=ADMIN, at=NOON)
    assert await store.analysis(article) == found()
    assert [
        (line.action, line.article, line.detail) for line in await store.audit(limit=4)
    ] == [
        ("quote's mend undone", article, WORDS),
        ("quote's mend undone", article, WORDS),
        ("quote mended", article, f"{WORDS} is by nobody clear, not Ann Adler"),
        ("quote mended", article, f"{WORDS} is by Ann Adler, not Kim Brandt"),
    ]


async def test_right_keeps_what_it_was(store, article):
    """
    A quote that was found right keeps its doubt, and its speaker when a later analysis errs.
    """
    await store.mend_quote(article, START, Ruling("right", "Kim Brandt"), by=ADMIN, at=NOON)
    assert await store.analysis(article) == found()

    await store.save_analysis(article, found(version=2, speaker="Ann Adler"))

    assert await said_by(store, "brandt") == [WORDS]


async def test_a_new_version_brings_its_decisions(store, article):
    """
    What was mended before a new version was published holds where it takes its place, and can
    be taken back there once it is analysed again.
    """
    later = await store.save_article(make.new_article(f"{TEXT} So."), by=ADMIN, at=NOON)
    await store.save_analysis(later, found())
    mend = await store.mend_quote(later, START, Ruling("hidden"), by=ADMIN, at=NOON)

    await store.save_analysis(article, await store.analysis(later))
    await store.carry_mends(later, article)

    assert await store.quotes_of(article) == []
    assert await store.unanalysed(1, limit=9) == [article]
    await store.save_analysis(article, found())
    assert await store.quotes_of(article) == []
    await store.unmend(mend, by=ADMIN, at=NOON)
    assert await said_by(store, "brandt") == [WORDS]


async def test_a_version_without_decisions(store, article):
    """
    Nothing is analysed again then.
    """
    later = await store.save_article(make.new_article(f"{TEXT} So."), by=ADMIN, at=NOON)

    await store.carry_mends(later, article)

    assert await store.unanalysed(1, limit=9) == [later]


async def test_no_such_quote(store, article):
    """
    Where no quote begins nothing is decided.
    """
    assert await store.mend_quote(article, START + 1, ADLER, by=ADMIN, at=NOON) is None
    assert await store.mend_quote(99, START, ADLER, by=ADMIN, at=NOON) is None
    assert await store.mends_of(article) == []


async def test_joined_people_share_what_was_decided(store, article):
    """
    A decision goes by the name in the article, so joins and renames hold for it.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)
    [adler] = await store.people_named("ann adler")

    await store.rename_person(adler.id, "Anna Adler", by=ADMIN, at=NOON)

    assert await said_by(store, "anna adler") == [WORDS]
    [kept] = await store.quotes_in([article])
    assert kept.quote.speaker == "Anna Adler"


# Reports.


async def test_a_report_is_filed_once(store, article):
    """
    Of one chat once; several chats' are one for the admins, who are told once.
    """
    filed = [
        await store.file_report(c, article, START, WORDS, at=NOON) for c in (ANA, ANA, BEN)
    ]

    [report] = await store.reports(untold=True, limit=9)
    await store.report_told(report)

    assert filed == ["kept", "again", "kept"]
    assert (report.article, report.start, report.words, report.readers) == (
        article, START, WORDS, 2,
    )  # fmt: skip
    assert await store.reports(untold=True, limit=9) == []
    assert await store.file_report(ChatId(7), article, START, WORDS, at=NOON) == "kept"
    assert await store.reports(untold=True, limit=9) == []
    assert [one.readers for one in await store.reports(limit=9)] == [3]


async def test_so_many_a_day(store, article):
    """
    Five in a day of one chat; the next day it may again.
    """
    filed = [
        await store.file_report(ANA, article, nth, f"words {nth}", at=NOON) for nth in range(6)
    ]
    later = NOON + timedelta(days=1, seconds=1)

    assert filed == ["kept"] * 5 + ["full"]
    assert await store.file_report(BEN, article, 9, "words 9", at=NOON) == "kept"
    assert await store.file_report(ANA, article, 9, "words 9", at=later) == "kept"


async def test_a_decision_ends_reports(store, article):
    """
    What an admin has looked at is not reported again.
    """
    await store.file_report(ANA, article, START, WORDS, at=NOON)

    await store.mend_quote(article, START, Ruling("right", "Kim Brandt"), by=ADMIN, at=NOON)

    assert await store.reports(limit=9) == []
    assert await store.file_report(BEN, article, START, WORDS, at=NOON) == "checked"


async def test_who_reported_is_forgotten(store, article):
    """
    At once when asked to, else after a day; the report itself stays for the admins.
    """
    await store.file_report(ANA, article, START, WORDS, at=NOON)
    await store.file_report(BEN, article, START, WORDS, at=NOON)
    assert len((await store.everything_about(ANA))["quote_reports"]) == 1

    await store.forget(ANA)
    assert (await store.everything_about(ANA))["quote_reports"] == []
    await store.tidy(NOON + timedelta(days=2))

    assert (await store.everything_about(BEN))["quote_reports"] == []
    assert [one.readers for one in await store.reports(limit=9)] == [2]


async def test_an_admin_who_is_forgotten(store, article):
    """
    What he decided stays, signed by nobody.
    """
    await store.mend_quote(article, START, ADLER, by=ADMIN, at=NOON)

    await store.forget(ChatId(ADMIN))

    assert await said_by(store, "adler") == [WORDS]
    assert {line.by for line in await store.audit(limit=9)} == {None}


JOINS = 'INSERT INTO "joins"'


def everything(store):
    """All that is in the database, as SQL."""
    return "\n".join(store.db.conn.iterdump())


async def test_names_of_an_admin_who_is_forgotten(store, article):
    """
    Names stay as he gave them, nowhere with his number: not even to take a join back. When a
    reader is forgotten that stays possible.
    """
    [adler], [brandt] = await store.people_named("adler"), await store.people_named("brandt")
    await store.rename_person(brandt.id, "K. Brandt", by=ADMIN, at=NOON)
    await store.split_alias(brandt.id, "Brandt", by=ADMIN, at=NOON)
    await store.join_people(adler.id, brandt.id, by=ADMIN, at=NOON)
    await store.forget(ANA)
    assert JOINS in everything(store)

    await store.forget(ChatId(ADMIN))

    assert not re.search(rf"\b{ADMIN}\b", everything(store))
    assert not await store.unjoin_people(adler.id, brandt.id, by=ADMIN, at=NOON)
    [joined] = await store.people_named("k. brandt")
    assert joined.id == adler.id


async def test_what_was_before_a_join_is_tidied_away(store, article):
    """
    An hour on it cannot be taken back, so who gave the names before is kept no longer.
    """
    [adler], [brandt] = await store.people_named("adler"), await store.people_named("brandt")
    await store.join_people(adler.id, brandt.id, by=ADMIN, at=NOON)

    await store.tidy(NOON + timedelta(minutes=59))
    kept = JOINS in everything(store)
    await store.tidy(NOON + timedelta(hours=1))

    assert kept
    assert JOINS not in everything(store)
    assert not await store.unjoin_people(adler.id, brandt.id, by=ADMIN, at=NOON)


# Joins taken back.


async def test_a_join_is_taken_back(store, article):
    """
    Within the hour two people are again who they were, with their names and quotes.
    """
    other = await knows(store, f"{WORDS} Ann Adler said.", right(f"{WORDS} Ann Adler said."))
    [adler], [brandt] = await store.people_named("adler"), await store.people_named("brandt")

    await store.join_people(adler.id, brandt.id, by=ADMIN, at=NOON)
    joined = await store.people_named("brandt")
    late = await store.unjoin_people(
        adler.id, brandt.id, by=ADMIN, at=NOON + timedelta(hours=1)
    )
    done = await store.unjoin_people(adler.id, brandt.id, by=ADMIN, at=NOON)

    assert ([one.id for one in joined], late, done) == ([adler.id], False, True)
    assert await store.people_named("brandt") == [brandt]
    assert await store.people_named("adler") == [replace(adler, articles=2)]
    assert [kept.article.id for kept in await store.quotes_by(adler.id, limit=9)] == [other]
    assert not await store.unjoin_people(adler.id, brandt.id, by=ADMIN, at=NOON)


async def test_a_join_with_later_changes_stays(store, article):
    """
    When names were changed since, what was before cannot be had back in one step.
    """
    [adler], [brandt] = await store.people_named("adler"), await store.people_named("brandt")
    await store.join_people(adler.id, brandt.id, by=ADMIN, at=NOON)
    await store.rename_person(adler.id, "A. Adler", by=ADMIN, at=NOON)

    assert not await store.unjoin_people(adler.id, brandt.id, by=ADMIN, at=NOON)


async def test_spellings_of_a_withdrawn_article(store, article):
    """
    They are named with no published article, and can be split off.
    """
    [brandt] = await store.people_named("kim brandt")
    await store.change_state(article, "withdrawn", by=ADMIN, at=NOON)

    assert sorted(await store.names_of(brandt.id)) == [("Brandt", 0), ("Kim Brandt", 0)]
    await store.split_alias(brandt.id, "Brandt", by=ADMIN, at=NOON)

    await store.change_state(article, "published", by=ADMIN, at=NOON)
    assert len(await store.people_named("brandt")) == 2
