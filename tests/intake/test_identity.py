"""Identity: a published text is replaced by its own later version, never by another article."""

import json
from datetime import UTC, datetime
from time import process_time

import pytest

from bot.errors import IntakeError
from bot.intake import intake
from bot.intake.doors import take_file
from bot.intake.identity import Known, is_version
from bot.offload import in_place
from summaries.model import Article

NOON = datetime(2026, 11, 25, 12, 0, tzinfo=UTC)
ADMIN = 7


def page(title, body, *, outlet="The Example Times", day="23 November 2026"):
    """Return a pasted article."""
    return "\n\n".join(filter(None, (title, outlet, day, body))).encode()


def ferry(count, treated="Two people were treated", line="5", **fields):
    """Return a report whose headline carries a figure."""
    return page(
        f"Ferry runs aground off Tolva island, {count} passengers taken ashore",
        f"The ferry ran aground on Line {line} on Monday, and all {count} passengers and "
        "19 crew were taken ashore in lifeboats, the coastguard said.\n\n"
        '"We felt a bump, and then the coffee machine came down," said Harriet Bloom, a '
        "teacher who was travelling with 28 pupils.\n\n"
        f"{treated} for broken wrists. No oil had leaked by noon.\n\n"
        "The owner rejected a report that the ship had missed an inspection in August.\n\n"
        "An inquiry begins tomorrow, and nobody may board the ship until it has ended.",
        **fields,
    )


def launch(count, distance, day="Sunday"):
    """Return a report whose first sentence does not have the headline's figure right."""
    return page(
        f"Border state fires {count} missiles toward the sea",
        "WESTHAVEN - The border state fired two missiles toward the sea early in the morning, "
        "the military of Eastland said, its first launch in seven weeks.\n\n"
        f"They flew about {distance} kilometres on {day} before falling into the water.\n\n"
        '"We have strengthened surveillance in preparation," the military said in a statement.'
        "\n\nTalks between the two neighbours have been at a standstill since the spring.",
    )


def quake(title, magnitude, hour, miles, town):
    """Return what a programme writes of every earthquake."""
    return page(
        title.format(magnitude),
        f"A magnitude {magnitude} earthquake was reported at {hour} a.m. Monday {miles} miles "
        f"from Ridgecrest, according to the survey.\n\nIt occurred {miles} miles from {town}."
        "\n\nIn the last 10 days there have been three earthquakes of magnitude 3.0 or greater "
        "nearby.\n\nAn average of 234 earthquakes with magnitudes between 3.0 and 4.0 occur "
        "each year, according to a recent sample of three years.\n\nDid you feel it? Consider "
        "reporting what you felt to the agency that collects such reports.\n\nEven if you did "
        "not feel it, you never know when the big one is going to strike, so ready yourself.",
    )


def match(other, score="3-1"):
    """Return a report that a club ends with the same paragraphs."""
    return page(
        f"Lions beat {other} {score} at home",
        f"The Lions beat the {other} {score} on Monday in front of a crowd that had come in "
        "spite of the rain.\n\nThe win is the third in a row for the team, which is still "
        "looking for a goalkeeper for the second half of the season.\n\nTickets are sold at "
        "the stadium and at the station from Wednesday on, the club said in a statement.\n\n"
        "Young players train on the same grass every Thursday, and everybody is welcome.",
    )


def column(words, **fields):
    """Return a column that is printed under one headline every day."""
    return page(
        "Corrections and clarifications",
        f"{words}\n\nThe paper wants to correct what it got wrong: write to the editor of the "
        "day at our address in the city, or call between nine and noon.",
        **fields,
    )


def road(number):
    """Return what is told of a road."""
    return page(
        f"Traffic on Highway {number} stands still",
        f"Highway {number} was closed after a crash on Monday, and lorries stood still for "
        "hours.\n\nDrivers should take the coast road until the evening, the police said.\n\n"
        "Those who stood in the queue were given water and blankets by volunteers.",
    )


def weather(high, **fields):
    """Return a forecast of a day that does not say which."""
    return page(
        "What the weather will be",
        "Here is what the weather will be in the county.\n\nPeople should drink enough water, "
        "the office said, and look after neighbours who live alone.\n\nThe temperature rises "
        f"to {high} degrees, with some clouds before the evening.\n\nThe office takes its "
        "figures from nine stations along the coast, which are looked after by volunteers.",
        **fields,
    )


MONDAY = column(
    "An article about the ferry gave the wrong name for the captain of the boat. She is Ann "
    "Adler. A picture of the harbour was turned the wrong way round in early editions."
)
TUESDAY = (
    "An obituary misstated the year in which the painter moved to the island; it was 1962. The "
    "name of his second wife was left out. A map of the voting districts was wrong."
)
BOAT = "A picture of the boat was turned the wrong way round in early editions of the paper."
UPDATED = ferry("214").replace(b"No oil had leaked", b"Some oil had leaked")

CASES = {
    "a figure put right": (ferry("214"), ferry("216"), True),
    "and a sentence more": (
        ferry("214"),
        ferry("216", "Five people were treated, three of them"),
        True,
    ),
    "and another figure below": (
        launch("two", 350),
        launch("three", 380),
        True,
    ),
    "and two": (
        launch("two", 350),
        launch("three", 380, "Monday"),
        False,
    ),
    "figures in words": (ferry("two"), ferry("three"), True),
    "a text put right": (ferry("214"), UPDATED, True),
    "a text put right the next day": (
        ferry("214"),
        UPDATED.replace(b"23 November", b"24 November"),
        True,
    ),
    "another line": (ferry("214"), ferry("216", line="9"), False),
    "another outlet": (ferry("214"), ferry("216", outlet="The Example Post"), False),
    "the next day": (ferry("214"), ferry("216", day="24 November 2026"), False),
    "no date": (ferry("214", day=""), ferry("216", day=""), False),
    "another opponent": (match("Tigers"), match("Bears"), False),
    "another match": (match("Tigers"), match("Tigers", "4-1"), False),
    "another earthquake": (
        quake("Magnitude {} earthquake near Ridgecrest", "3.2", 5, 12, "Trona"),
        quake("Magnitude {} earthquake near Ridgecrest", "3.6", 8, 19, "Inyokern"),
        False,
    ),
    "another earthquake under the same headline": (
        quake("Small earthquake near Ridgecrest", "3.2", 5, 12, "Trona"),
        quake("Small earthquake near Ridgecrest", "3.6", 8, 19, "Inyokern"),
        False,
    ),
    "another day's weather": (weather(54), weather(57, day="24 November 2026"), False),
    "a forecast put right": (weather(54), weather(57), True),
    "another road": (road("5"), road("9"), False),
    "the next day's column": (MONDAY, column(TUESDAY, day="24 November 2026"), False),
    "another column of the day": (MONDAY, column(TUESDAY), False),
    "a column without outlet": (MONDAY, column(TUESDAY, outlet=""), False),
    "columns without outlet and date": (
        MONDAY.replace(b"The Example Times\n\n23 November 2026\n\n", b""),
        column(TUESDAY, outlet="", day=""),
        False,
    ),
}


async def take(store, data):
    """Return the receipt of a text."""
    [receipt] = await take_file(store, in_place, "page.txt", data, by=ADMIN, now=NOON)
    return receipt


async def publish(store, data):
    """Take a text in and publish it; return its receipt and the number readers see."""
    receipt = await take(store, data)
    return receipt, await intake.publish(store, in_place, receipt.number, by=ADMIN, now=NOON)


@pytest.mark.parametrize(("old", "new", "version"), CASES.values(), ids=CASES)
async def test_only_a_version_replaces_an_article(store, old, new, version):
    """
    What is published stays, unless the new text is certainly the same article put right.
    """
    _, first = await publish(store, old)
    before = (await store.article(first)).article

    receipt, number = await publish(store, new)

    assert any(one.version for one in receipt.alike) is version
    assert (number == first) is version
    after = (await store.article(first)).article
    assert (after.text != before.text) is version


@pytest.mark.parametrize(
    ("day", "version"),
    [("2026-11-23", True), ("2026-11-24", False)],
    ids=["same day", "next day"],
)
async def test_an_address_with_another_text_every_day(store, day, version):
    """
    An address is one article, unless its text is wholly another on another day.
    """

    def line(at, words):
        url = "https://paper.example/corrections"
        text = f"{words} Write to the editor of the day at our address in the city, we said."
        fields = {"title": "Corrections", "text": text, "published": at, "url": url}
        return json.dumps(fields).encode()

    _, first = await publish(store, line("2026-11-23", "She is Ann Adler, not Adams. " + BOAT))

    receipt, number = await publish(store, line(day, TUESDAY))

    assert [one.version for one in receipt.alike] == [version]
    assert (number == first) is version


def test_long_texts_are_compared_at_once():
    """
    Two articles of the greatest length, all of whose sentences differ, take no time.
    """
    known = [
        Known(
            Article(
                number, "", title="The list", outlet="The Example Times", published_at=NOON
            ),
            "published",
            tuple(f"{name} {line}." for line in range(first, first + 40_000)),
        )
        for number, (name, first) in enumerate({"Ann": 0, "Ben": 50_000}.items())
    ]
    began = process_time()

    assert not is_version(*known, 0.9)

    assert process_time() - began < 2


async def test_an_admin_says_what_replaces_an_article(store):
    """
    In doubt an article may be put in another's place, whose number it gets.
    """
    _, first = await publish(store, match("Tigers"))
    receipt = await take(store, match("Tigers", "4-1"))

    number = await intake.put_in_place(
        store, in_place, receipt.number, first, by=ADMIN, now=NOON
    )

    assert [(one.number, one.replaceable) for one in receipt.alike] == [(first, True)]
    assert number == first
    assert (await store.article(first)).article.title == "Lions beat Tigers 4-1 at home"
    assert (await store.article(receipt.number)).state == "discarded"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (ferry("214"), ferry("216", outlet="The Example Post")),
        (ferry("214"), match("Bears")),
    ],
)
async def test_no_other_article_is_replaced(store, old, new):
    """
    Another outlet's article, or one that is not like it, cannot take its place.
    """
    _, first = await publish(store, old)
    receipt = await take(store, new)

    with pytest.raises(IntakeError, match="cannot take the place of article 1"):
        await intake.put_in_place(store, in_place, receipt.number, first, by=ADMIN, now=NOON)

    assert (await store.article(receipt.number)).state == "waiting"
