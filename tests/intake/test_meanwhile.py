"""What happens to an article while it is being analysed."""

from make import NOON, new_article

from bot.intake.intake import understand
from summaries.analyse import analyse

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
