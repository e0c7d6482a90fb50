"""What the running bot does by the clock: articles without an analysis get one."""

from bot import jobs
from bot.context import Context
from bot.errors import OffloadError
from bot.offload import in_place
from summaries.analyse import ANALYSIS
from tests.make import NOON, new_article


def context(store, offload=in_place):
    return Context(store=store, now=lambda: NOON, offload=offload, admins=frozenset())


async def taken(store, count):
    """Keep so many articles that nobody has analysed; return their numbers."""
    kept = [
        await store.save_new_article(
            new_article(f"Ann Adler spoke of matter {n} on Monday. Nobody disagreed."),
            by=None, at=NOON,
        )
        for n in range(count)
    ]  # fmt: skip
    return [number for number, _ in kept]


async def test_all_that_waits_is_analysed_at_once(store):
    """
    After a change of topics or of the analysis nobody waits for a slow trickle.
    """
    await taken(store, jobs.LOOKED_UP + 3)

    await jobs.CatchUp(context(store)).run()

    assert await store.unanalysed(ANALYSIS, limit=9) == []


async def test_what_cannot_be_analysed_stops_nobody_and_is_left_alone(store):
    """
    Articles that fail are tried once a round, three times in all; the others are done.
    """
    good = "Ann Adler spoke of nothing but good on Monday. Nobody disagreed."
    await store.save_new_article(new_article(good), by=None, at=NOON)
    bad = await taken(store, jobs.LOOKED_UP + 3)
    tried = []

    async def offload(work, article, *more):
        if article.text != good:
            tried.append(article.id)
            raise OffloadError("it broke off")
        return work(article, *more)

    catch_up = jobs.CatchUp(context(store, offload))
    for rounds in (1, 2, 3, 3):
        await catch_up.run()
        assert len(tried) == rounds * len(bad)

    assert sorted(await store.unanalysed(ANALYSIS, limit=99)) == bad
