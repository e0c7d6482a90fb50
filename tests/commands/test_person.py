"""/person: admins say who goes by which names."""

from datetime import timedelta

import pytest
from chat import BO, printed

from bot.commands.people import JoinAsked, PeopleListed, PersonShown
from bot.commands.router import Refused


async def number_of(chat, name):
    [found] = await chat.store.people_named(name)
    return found.id


async def test_lists_everybody_a_name_fits(seeded):
    """
    A name that fits several shows their numbers; a tap shows one.
    """
    listed = await seeded.say("/person kim", user=BO)

    assert isinstance(listed, PeopleListed)
    assert [each.name for each in listed.people] == ["Kim Jong Un", "Kim Yo Jong"]
    tapped = await seeded.say(listed.choices[1][0].line, user=BO)
    assert isinstance(tapped, PersonShown)
    assert tapped.person.name == "Kim Yo Jong"


async def test_a_rename_is_shown_to_readers(seeded):
    """
    The new name heads the quotes, and the old one still leads there.
    """
    number = await number_of(seeded, "mark rutte")

    await seeded.say(f"/person name {number} Marcus Rutte", user=BO)

    assert [p.name for p in await seeded.store.people_named("Mark Rutte")] == ["Marcus Rutte"]
    assert [p.name for p in await seeded.store.people_named("marcus")] == ["Marcus Rutte"]


async def test_joining_says_what_it_did(seeded):
    """
    Two numbers become one person; the audit says who did it.
    """
    into, other = await number_of(seeded, "mark rutte"), await number_of(seeded, "marco rubio")

    shown = await seeded.say(f"/person join {into} {other}", user=BO)

    assert shown.done == "Marco Rubio is Mark Rutte from now on."
    [line] = await seeded.store.audit(limit=1)
    assert (line.action, line.by, line.detail) == (
        "person joined", BO, f"{other} is {into}",
    )  # fmt: skip


async def test_a_name_that_is_taken(seeded):
    """
    Two people never get one name by a rename; the answer says how to make them one.
    """
    number, other = (
        await number_of(seeded, "mark rutte"),
        await number_of(seeded, "marco rubio"),
    )

    answer = await seeded.say(f"/person name {number} MARCO RUBIO", user=BO)

    assert isinstance(answer, Refused)
    assert f"/person join {other} {number}" in answer.reason


async def test_what_was_joined_is_read_and_split_again(seeded):
    """
    Readers see one person's quotes under the name that is kept; a split gives them back.
    """
    lee, howell = (
        await number_of(seeded, "rachel minyoung lee"),
        await number_of(seeded, "howell"),
    )
    alone = printed(await seeded.say("/quotes edward howell"))

    await seeded.say(f"/person join {lee} {howell}", user=BO)
    joined = printed(await seeded.say("/quotes howell"))
    await seeded.say(f"/person split {lee} Edward Howell", user=BO)

    assert "Rachel Minyoung Lee, Oxford University" in joined
    assert "Edward Howell" not in joined
    assert printed(await seeded.say("/quotes edward howell")) == alone


@pytest.mark.parametrize(
    "line",
    [
        "/person",
        "/person zzz",
        "/person 9999",
        "/person join 1",
        "/person join 1 1",
        "/person join x y",
        "/person split 1",
        "/person split 2 Nobody",
        "/person name 2",
    ],
)
async def test_says_how_to_ask(seeded, line):
    """
    What cannot be done is refused with a line that works, and changes nothing.
    """
    before = await seeded.store.audit(limit=1)

    answer = await seeded.say(line, user=BO)

    assert isinstance(answer, Refused)
    assert "/person" in answer.reason
    assert await seeded.store.audit(limit=1) == before


async def test_places_and_people_are_not_joined(seeded):
    """
    A person is never made a place.
    """
    person = await number_of(seeded, "mark rutte")
    places = [p for p in await seeded.store.people_named("russia") if p.kind == "place"]

    answer = await seeded.say(f"/person join {person} {places[0].id}", user=BO)

    assert isinstance(answer, Refused)


@pytest.fixture
async def moreaus(chat):
    """Two of one surname, and a doctor of another name."""
    for name in ("Anne Moreau", "Luc Moreau", "Pia Stone"):
        await chat.knows(name, title=f"About {name}", quotes=[f"{name} has much to say here."])
    return chat


async def test_relatives_are_not_joined_unasked(moreaus):
    """
    Two who share a surname and no given name are a question; [Two people] changes nothing.
    """
    anne, luc = await number_of(moreaus, "anne moreau"), await number_of(moreaus, "luc moreau")

    asked = await moreaus.say(f"/person join {anne} {luc}", user=BO)
    await moreaus.tap("Two people", user=BO)

    assert isinstance(asked, JoinAsked)
    assert printed(asked).startswith("One person or two?\nAnne Moreau, 1 article\nLuc Moreau")
    assert await number_of(moreaus, "luc moreau") == luc


async def test_a_join_is_undone(moreaus):
    """
    [One person] joins them, [Undo] makes them two again with their quotes and names.
    """
    anne, luc = await number_of(moreaus, "anne moreau"), await number_of(moreaus, "luc moreau")
    alone = printed(await moreaus.say("/quotes luc moreau"))
    await moreaus.say(f"/person join {anne} {luc}", user=BO)
    joined = await moreaus.tap("One person", user=BO)
    one = printed(await moreaus.say("/quotes luc moreau"))
    moreaus.shown[BO] = joined.choices

    undone = await moreaus.tap("Undo", user=BO)

    assert joined.done == "Luc Moreau is Anne Moreau from now on."
    assert one.startswith("Anne Moreau")
    assert undone.done == "Anne Moreau and Luc Moreau are two again."
    assert printed(await moreaus.say("/quotes luc moreau")) == alone
    assert (await moreaus.store.audit(limit=1))[0].action == "person join undone"


async def test_undo_of_a_join_comes_too_late(moreaus):
    """
    After an hour, and after other names were changed, the answer says what to do instead.
    """
    anne, luc = await number_of(moreaus, "anne moreau"), await number_of(moreaus, "luc moreau")
    await moreaus.say(f"/person join {anne} {luc} yes", user=BO)
    moreaus.at += timedelta(hours=1)

    answer = await moreaus.tap("Undo", user=BO)

    assert isinstance(answer, Refused)
    assert f"/person split {anne}" in answer.reason


async def test_other_names_are_joined_at_once(moreaus):
    """
    Where no name is shared nobody is asked: the numbers were typed.
    """
    anne, pia = await number_of(moreaus, "anne moreau"), await number_of(moreaus, "pia stone")

    shown = await moreaus.say(f"/person join {anne} {pia}", user=BO)

    assert shown.done == "Pia Stone is Anne Moreau from now on."


async def test_a_split_while_the_article_is_withdrawn(moreaus):
    """
    A spelling can be given to somebody else although its article is not published just now.
    """
    anne, luc = await number_of(moreaus, "anne moreau"), await number_of(moreaus, "luc moreau")
    await moreaus.say(f"/person join {anne} {luc} yes", user=BO)
    await moreaus.say("/withdraw 2", user=BO)

    shown = await moreaus.say(f"/person split {anne} Luc Moreau", user=BO)
    await moreaus.say("/publish 2", user=BO)

    assert shown.done == "“Luc Moreau” is somebody else than Anne Moreau from now on."
    assert printed(await moreaus.say("/quotes luc moreau")).startswith("Luc Moreau")
