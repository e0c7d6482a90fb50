"""People and quotes: found by any spelling, never mixed up."""

import make
import pytest
from make import NOON

from bot.model import UserId

ADMIN = UserId(1002)
TEXT = "Kim Brandt said: “We will build it.” Later Kim Adler laughed at Brandt."


async def knows(store, text, *, entities, quotes=(), **fields):
    number = await store.save_article(make.new_article(text, **fields), by=ADMIN, at=NOON)
    await store.save_analysis(
        number,
        make.analysis(
            entities=entities,
            quotes=quotes,
            sentences=[make.sentence(text, text.split("\n")[0])],
        ),
    )
    await store.change_state(number, "published", by=ADMIN, at=NOON)
    return number


@pytest.fixture
async def kims(store):
    """Two people of one given name; Brandt is quoted, on Adler."""
    said = make.quote(TEXT, "“We will build it.”", speaker="Kim Brandt", about=("Kim Adler",))
    return await knows(
        store,
        TEXT,
        entities=[
            make.person("Kim Brandt", "Kim", "Brandt", role="an engineer"),
            make.person("Kim Adler", "Kim"),
        ],
        quotes=[said],
    )


async def test_a_shared_name_leads_to_both(store, kims):
    """
    The better known comes first, and nobody is chosen silently.
    """
    assert [p.name for p in await store.people_named("KIM")] == ["Kim Brandt", "Kim Adler"]
    assert [p.name for p in await store.people_named("brandt")] == ["Kim Brandt"]


@pytest.mark.parametrize(
    "spelling", ["kim brandt", "Kim-Brandt", "KIM  BRANDT’s", "Kím Brandt"]
)
async def test_spellings(store, kims, spelling):
    """
    Case, accents, hyphens and possessives do not matter.
    """
    assert [p.name for p in await store.people_named(spelling)] == ["Kim Brandt"]


async def test_a_word_of_a_name_leads_to_everybody_who_has_it(store):
    """
    "kim" fits the sister whom the article never calls by that word alone; words of an
    organisation's name fit nobody.
    """
    await knows(
        store,
        "Kim Min Ha met Kim Su Ha at the Ha Company.",
        entities=[
            make.person("Kim Min Ha", "Kim"),
            make.person("Kim Su Ha"),
            make.person("Ha Company", kind="organisation"),
        ],
    )

    assert [p.name for p in await store.people_named("kim")] == ["Kim Min Ha", "Kim Su Ha"]
    assert [p.name for p in await store.people_named("su ha")] == ["Kim Su Ha"]
    assert len(await store.people_named("ha")) == 2


@pytest.mark.parametrize("spelling", ["ki", "skim", "kim bran", "m", "", "%"])
async def test_never_a_substring(store, kims, spelling):
    """
    Part of a name is not the name.
    """
    assert await store.people_named(spelling) == []


async def test_the_nearest_names(store, kims):
    """
    A misspelt name finds who may be meant; a foreign word finds nobody.
    """
    assert [p.name for p in await store.people_near("brand", limit=2)] == ["Kim Brandt"]
    assert await store.people_near("xylophone", limit=2) == []


async def test_said_and_about_are_apart(store, kims):
    """
    What one says about the other is by the one and about the other.
    """
    [brandt] = await store.people_named("kim brandt")
    [adler] = await store.people_named("kim adler")

    [said] = await store.quotes_by(brandt.id, limit=5)
    [about] = await store.quotes_about(adler.id, limit=5)
    [both] = await store.quotes_by_about(brandt.id, adler.id, limit=5)

    assert said == about == both
    assert said.quote.text == "“We will build it.”"
    assert said.sentence == (0, len(TEXT), TEXT)
    assert (brandt.said, brandt.about, adler.said, adler.about) == (1, 0, 0, 1)
    assert await store.quotes_by(adler.id, limit=5) == []


async def test_withdrawn_articles_say_nothing(store, kims):
    """
    With their article, people and quotes go out of sight.
    """
    [brandt] = await store.people_named("kim brandt")
    await store.change_state(kims, "withdrawn", by=ADMIN, at=NOON)

    assert await store.people_named("kim") == []
    assert await store.quotes_by(brandt.id, limit=5) == []
    assert await store.quotes_in([kims]) == []
    assert await store.people_quoted_most(limit=5) == []


async def test_one_person_across_articles(store, kims):
    """
    The same full name in another spelling is the same person; a surname alone is not.
    """
    other = "Kim-Brandt met Brandt of Bonn."
    await knows(
        store,
        other,
        entities=[make.person("Kim-Brandt"), make.person("Brandt", "Brandt of Bonn")],
    )

    [brandt] = await store.people_named("kim brandt")
    assert brandt.articles == 2
    assert len(await store.people_named("brandt")) == 2


async def test_one_utterance_in_two_outlets(store, kims):
    """
    The same words by the same speaker are shown once, with both articles.
    """
    again = "Again Kim Brandt said: “We will build it!” So it goes."
    said = make.quote(again, "“We will build it!”", speaker="Kim Brandt")
    other = await knows(store, again, entities=[make.person("Kim Brandt")], quotes=[said])
    [brandt] = await store.people_named("kim brandt")

    [found] = await store.quotes_by(brandt.id, limit=5)

    assert {found.article.id, *(head.id for head in found.also)} == {kims, other}


async def test_another_wording_is_kept_beside_it(store, kims):
    """
    A translation that differs in a word is the same utterance, and both wordings are shown.
    """
    again = "Kim Brandt said: “We will surely build it.” So it goes."
    said = make.quote(again, "“We will surely build it.”", speaker="Kim Brandt")
    other = await knows(store, again, entities=[make.person("Kim Brandt")], quotes=[said])
    [brandt] = await store.people_named("kim brandt")

    [found] = await store.quotes_by(brandt.id, limit=5)

    [(head, start, words)] = found.worded
    assert {found.article.id, head.id} == {kims, other}
    assert {found.quote.text, words} == {"“We will build it.”", said.text}
    assert start in {said.start, TEXT.index("“We")}


async def test_joined_for_good(store, kims):
    """
    After an admin joins two names, later articles follow.
    """
    await knows(store, "K. B. said no.", entities=[make.person("K. B.")])
    [brandt] = await store.people_named("kim brandt")
    [initials] = await store.people_named("k. b.")

    await store.join_people(brandt.id, initials.id, by=ADMIN, at=NOON)
    await knows(store, "K. B. said yes.", entities=[make.person("K. B.")])

    assert [p.id for p in await store.people_named("K.B.")] == [brandt.id]
    assert (await store.entity(brandt.id)).articles == 3
    assert await store.entity(initials.id) is None


async def test_split_and_renamed_for_good(store, kims):
    """
    A split alias is a person of its own; a new name is found, and so is the old one.
    """
    [brandt] = await store.people_named("kim brandt")

    new = await store.split_alias(brandt.id, "Brandt", by=ADMIN, at=NOON)
    await store.rename_person(new, "Willy Brandt", by=ADMIN, at=NOON)

    # Both bear the name, so it is a question.
    assert {p.name for p in await store.people_named("brandt")} == {
        "Kim Brandt",
        "Willy Brandt",
    }
    assert [p.name for p in await store.people_named("willy brandt")] == ["Willy Brandt"]
    assert [p.name for p in await store.people_named("kim brandt")] == ["Kim Brandt"]


async def test_a_split_survives_the_next_analysis(store, kims):
    """
    After "Brandt" was made a person of its own, a later article's Brandt is that person.
    """
    [brandt] = await store.people_named("kim brandt")
    other = await store.split_alias(brandt.id, "Brandt", by=ADMIN, at=NOON)
    text = "Kim Brandt waited. Brandt said: “I am somebody else.” It was so."
    said = make.quote(
        text, "“I am somebody else.”", speaker="Kim Brandt", speaker_text="Brandt"
    )
    await knows(store, text, entities=[make.person("Kim Brandt", "Brandt")], quotes=[said])

    assert [q.quote.text for q in await store.quotes_by(other, limit=5)] == [said.text]
    assert len(await store.quotes_by(brandt.id, limit=5)) == 1
    assert ("Brandt", 2) in await store.names_of(other)
    assert ("Brandt", 1) not in await store.names_of(brandt.id)


async def test_a_split_gives_what_was_said(store, kims):
    """
    Quotes printed under a split name are the new person's at once, and shown under that name.
    """
    text = "Kim Brandt waited. Brandt said: “I am somebody else.” It was so."
    said = make.quote(
        text, "“I am somebody else.”", speaker="Kim Brandt", speaker_text="Brandt"
    )
    await knows(store, text, entities=[make.person("Kim Brandt", "Brandt")], quotes=[said])
    [brandt] = await store.people_named("kim brandt")

    new = await store.split_alias(brandt.id, "Brandt", by=ADMIN, at=NOON)
    await store.rename_person(new, "Willy Brandt", by=ADMIN, at=NOON)

    [found] = await store.quotes_by(new, limit=5)
    assert (found.quote.text, found.quote.speaker) == (said.text, "Willy Brandt")
    [material] = await store.materials([found.article.id])
    assert material.analysis.quotes[0].speaker == "Willy Brandt"


async def test_a_join_can_be_taken_apart_again(store, kims):
    """
    A name that was joined by mistake is split off with all that it said, pronouns included.
    """
    text = "K. B. waited. He said: “I am somebody else.” It was so."
    said = make.quote(text, "“I am somebody else.”", speaker="K. B.", speaker_text="He")
    await knows(store, text, entities=[make.person("K. B.")], quotes=[said])
    [brandt] = await store.people_named("kim brandt")
    [initials] = await store.people_named("k. b.")

    await store.join_people(brandt.id, initials.id, by=ADMIN, at=NOON)
    assert len(await store.quotes_by(brandt.id, limit=5)) == 2
    new = await store.split_alias(brandt.id, "K. B.", by=ADMIN, at=NOON)

    assert [q.quote.text for q in await store.quotes_by(new, limit=5)] == [said.text]
    assert len(await store.quotes_by(brandt.id, limit=5)) == 1


async def test_a_joined_surname_is_nobody_elses(store, kims):
    """
    After "Brandt" of one article was joined to Kim Brandt, the Brandts of others stay theirs.
    """
    await knows(store, "Brandt came.", entities=[make.person("Brandt")])
    [brandt] = await store.people_named("kim brandt")
    bare = next(p for p in await store.people_named("brandt") if p.name == "Brandt")
    await store.join_people(brandt.id, bare.id, by=ADMIN, at=NOON)
    text = "Ben Brandt waited. Brandt said: “I am somebody else.” It was so."
    said = make.quote(
        text, "“I am somebody else.”", speaker="Ben Brandt", speaker_text="Brandt"
    )

    await knows(store, text, entities=[make.person("Ben Brandt", "Brandt")], quotes=[said])
    await knows(store, "Brandt left.", entities=[make.person("Brandt")])

    [ben] = await store.people_named("ben brandt")
    assert [q.quote.text for q in await store.quotes_by(ben.id, limit=5)] == [said.text]
    assert (await store.entity(brandt.id)).articles == 3


async def test_a_joined_name_is_found_by_its_words(store):
    """
    "bob" leads to Robert Brandt after Bob Brandt was joined to him; what both are quoted with
    is one utterance.
    """
    said = "“We will build it by the end of May.”"
    for name in ("Robert Brandt", "Bob Brandt"):
        text = f"{name} said: {said} It was so."
        await knows(
            store,
            text,
            entities=[make.person(name)],
            quotes=[make.quote(text, said, speaker=name)],
        )
    [robert], [bob] = await store.people_named("robert"), await store.people_named("bob")

    await store.join_people(robert.id, bob.id, by=ADMIN, at=NOON)

    assert [p.id for p in await store.people_named("bob")] == [robert.id]
    [found] = await store.quotes_by(robert.id, limit=5)
    assert (found.quote.speaker, len(found.also)) == ("Robert Brandt", 1)


@pytest.mark.parametrize(
    ("names", "people"),
    [
        (["Ann Adler", "Ann B. Adler"], 1),
        (["Ann B. Adler", "Ann Adler", "Ann B Adler"], 1),
        (["Ann Adler Jr.", "Ann Adler"], 2),
        (["Ann B. Adler", "Ann C. Adler"], 2),
        (["A. B. Adler", "A. Adler"], 2),
        (["Ann B. Adler", "Ann C. Adler", "Ann Adler"], 3),
        (["Ann B. Adler", "Ann Adler", "Ann C. Adler"], 3),
        (["Ann Adler", "Ann B. Adler", "Ann C. Adler", "Ann Adler"], 3),
        (["Adler", "Ann Adler"], 2),
    ],
)
async def test_an_initial_left_out(store, names, people):
    """
    A full name with and without a middle initial is one person while only one is known; once
    two are, the bare name is a question again. A surname alone never joins.
    """
    for name in names:
        await knows(store, f"{name} came.", entities=[make.person(name)])

    found = await store.people_named("adler")
    assert len(found) == people
    assert sum(person.articles for person in found) == len(names)
    assert {person.name for person in found} <= set(names)


async def test_a_title_and_a_surname_mean_the_only_holder(store):
    """
    "President Adler" is Ann Adler where another article says so in full; an untitled Adler,
    another title, and a title that two Adlers have had stay apart.
    """
    text = "President Ann Adler came. Adler left."
    await knows(store, text, entities=[make.person("Ann Adler", "Adler", role="President")])
    said = "President Adler said: “I will be back by May.” So it goes."
    quote = make.quote(said, "“I will be back by May.”", speaker="Adler", speaker_text="Adler")
    await knows(store, said, entities=[make.person("Adler", role="President")], quotes=[quote])
    for role in ("", "Mayor"):
        await knows(store, f"{role} Adler ran.", entities=[make.person("Adler", role=role)])

    [ann] = await store.people_named("ann adler")
    [found] = await store.quotes_by(ann.id, limit=5)
    assert (ann.articles, found.quote.speaker) == (2, "Ann Adler")

    text = "President Bo Adler came. Adler left."
    await knows(store, text, entities=[make.person("Bo Adler", "Adler", role="President")])
    await knows(
        store, "President Adler sang.", entities=[make.person("Adler", role="President")]
    )

    assert (await store.entity(ann.id)).articles == 2


async def test_an_initial_joins_nobody_an_admin_kept(store):
    """
    A bare name that an admin gave to somebody stays there when a second initial turns up.
    """
    for name in ("Ann B. Adler", "Ann Adler"):
        await knows(store, f"{name} came.", entities=[make.person(name)])
    [adler] = await store.people_named("ann adler")
    await store.rename_person(adler.id, "Anna Adler", by=ADMIN, at=NOON)
    new = await store.split_alias(adler.id, "Ann Adler", by=ADMIN, at=NOON)
    await store.join_people(adler.id, new, by=ADMIN, at=NOON)

    await knows(store, "Ann C. Adler came.", entities=[make.person("Ann C. Adler")])

    assert {p.name for p in await store.people_named("adler")} == {"Anna Adler", "Ann C. Adler"}


async def test_an_unnamed_voice_is_its_organisations(store):
    """
    What a spokesperson for an organisation says is found under it, by any of its spellings,
    and still shown as the spokesperson's.
    """
    text = "A spokeswoman for the HTC said: “We are sorry.” The Harbor Trade Commission met."
    said = make.quote(
        text,
        "“We are sorry.”",
        speaker="spokeswoman",
        speaker_text="A spokeswoman",
        affiliation="HTC",
    )
    body = make.person("Harbor Trade Commission", "HTC", kind="organisation")
    await knows(store, text, entities=[body], quotes=[said])

    [commission] = await store.people_named("htc")
    [found] = await store.quotes_by(commission.id, limit=5)

    assert (commission.said, found.quote.speaker) == (1, "spokeswoman")


async def test_paraphrases_are_seen_once_and_of_somebody(store):
    """
    Two paraphrases of one speaker in one sentence are shown once; what nobody knows who says
    is not shown by itself.
    """
    text = "Ann Adler said that it rained and added that it was cold, and hinted at more."
    quotes = [
        make.quote(text, "that it rained", speaker="Ann Adler", kind="indirect", utterance=0),
        make.quote(text, "that it was cold", speaker="Ann Adler", kind="indirect", utterance=1),
        make.quote(text, "at more", speaker=None, kind="indirect", utterance=2),
    ]
    number = await knows(store, text, entities=[make.person("Ann Adler")], quotes=quotes)

    assert [q.quote.text for q in await store.quotes_in([number])] == ["that it rained"]


async def test_materials_come_in_the_order_asked(store, kims):
    """
    Digests are made of articles with their analyses; what has none is left out.
    """
    bare = await store.save_article(make.new_article("Bare."), by=ADMIN, at=NOON)

    found = await store.materials([bare, kims])

    assert [m.article.id for m in found] == [kims]
    assert found[0].analysis.quotes[0].speaker == "Kim Brandt"
    assert await store.texts([kims, bare]) == {kims: TEXT}
