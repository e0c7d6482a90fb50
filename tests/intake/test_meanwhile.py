"""What happens to an article while it is being analysed."""

import asyncio

from make import NOON, new_article

from bot.intake.intake import take, understand
from summaries.analyse import analyse
from summaries.repeats import fingerprint

OLD = "The museums open in May. " * 20
NEW = "Rain fell over the harbour on Monday, and the ferries stayed in. " * 10


async def test_findings_of_a_text_that_was_amended_meanwhile_are_dropped(store):
    """
    Places in the old text would mean other words in the new one: whoever amends it analyses it.
    """
    number = await store.save_article(new_article(OLD), by=None, at=NOON)

    async def offload(function, *arguments, **named):
        found = function(*arguments, **named)
        if function is analyse:
            await store.amend_article(number, new_article(NEW), by=None, at=NOON)
        return found

    assert await understand(store, offload, number, ())

    assert await store.analysis(number) is None


async def test_the_same_text_by_several_doors_is_kept_once(store):
    """
    A text that arrives by an upload, a feed and a paste in the same instant is one article,
    and everybody gets its receipt.
    """
    every_door, waited = asyncio.Barrier(3), []

    async def offload(function, *arguments, **named):
        found = function(*arguments, **named)
        if function is fingerprint and len(waited) < 3:
            # All of them have looked for the text by now, and none has kept it.
            waited.append(arguments)
            await every_door.wait()
        return found

    async with asyncio.TaskGroup() as tasks:
        doors = [
            tasks.create_task(
                take(store, offload, new_article(OLD, file_name=name), by=None, now=NOON)
            )
            for name in ("a.txt", "", "b.txt")
        ]
    receipts = [door.result() for door in doors]

    assert await store.count_articles(["waiting"]) == 1
    assert {receipt.number for receipt in receipts} == {1}
    assert [receipt.known for receipt in receipts].count(True) == 2
