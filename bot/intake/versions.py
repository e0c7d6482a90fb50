"""Repeats and versions: which known articles a new one is like, and what has changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from bot.errors import OffloadError
from bot.intake.identity import Known, is_version, may_be_version
from bot.intake.receipt import Alike, opening
from bot.model import ArticleId, KeptArticle
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.model import Analysis, Article
from summaries.repeats import REPEAT, fingerprint, likeness

#: So many known articles are compared with a new one, and so many differences shown.
COMPARED, MOST_DIFFERENCES = 5, 12
#: A text that says the same again and again would keep the comparison busy for minutes; with
#: more pairs of equal sentences than this, order does not count.
_MOST_PAIRS = 100_000


async def alike_articles(store: Store, offload: Offload, new: KeptArticle) -> tuple[Alike, ...]:
    """Return what a waiting article repeats: its earlier version, then the most alike.

    None when they cannot be compared: the article is kept all the same.
    """
    try:
        return await _alike_articles(store, offload, new)
    except (OffloadError, MemoryError):
        return ()


async def _alike_articles(
    store: Store, offload: Offload, new: KeptArticle
) -> tuple[Alike, ...]:
    shingles = await offload(fingerprint, new.article.text)
    shared = await store.with_shared_shingles(shingles, limit=COMPARED + 1)
    numbers = [number for number, _ in shared if number != new.id]
    found = [await store.article(number) for number in numbers]
    olds = [await _known(store, old) for old in found if old and old.state != "discarded"]
    return await offload(compared, await _known(store, new), tuple(olds)) if olds else ()


async def _known(store: Store, kept: KeptArticle) -> Known:
    analysis = await store.analysis(kept.id)
    return Known(kept.article, kept.state, tuple(_sentences(kept.article, analysis)))


def compared(new: Known, olds: Sequence[Known]) -> tuple[Alike, ...]:
    """Return those that the new article repeats: its earlier version, then the most alike.

    Runs in the analysis process.
    """
    shingles = fingerprint(new.article.text)
    shares = [likeness(shingles, fingerprint(old.article.text)) for old in olds]
    alike = [
        _alike(old, new, share)
        for old, share in zip(olds, shares, strict=True)
        if share >= REPEAT
    ]
    alike.sort(key=lambda one: (not one.version, -one.percent))
    # It takes the place of one article: the most alike of those that it is a version of.
    return (*alike[:1], *(replace(one, version=False) for one in alike[1:]))


def _alike(old: Known, new: Known, share: float) -> Alike:
    changed, lines = difference(old.sentences, new.sentences)
    published = old.state == "published"
    return Alike(
        number=ArticleId(old.article.id),
        title=old.article.title or opening(old.article.text),
        state=old.state,
        percent=round(100 * share),
        version=published and is_version(old, new, share),
        replaceable=published and may_be_version(old.article, new.article),
        changed=changed,
        difference=lines,
    )


def _sentences(article: Article, analysis: Analysis | None) -> list[str]:
    if analysis is None:
        return article.text.split("\n")
    return [article.text[one.start : one.end] for one in analysis.sentences]


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Return how many sentences of ``new`` are not in ``old``, and what differs, in order."""
    start = _alike_ahead(old, new)
    end = _alike_ahead(old[start:][::-1], new[start:][::-1])
    old, new = old[start : len(old) - end], new[start : len(new) - end]
    told, known = Counter(new), Counter(old)
    if sum(count * told[sentence] for sentence, count in known.items()) > _MOST_PAIRS:
        gone, come = list((known - told).elements()), list((told - known).elements())
        return max(len(gone), len(come)), _lines(gone, come)[:MOST_DIFFERENCES]
    lines: list[str] = []
    changed = 0
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += max(b - a, d - c)
            lines += _lines(old[a:b], new[c:d])
    return changed, tuple(lines[:MOST_DIFFERENCES])


def _alike_ahead(one: Sequence[str], other: Sequence[str]) -> int:
    """Return how many sentences are the same before the first that is not."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(one), len(other)))


def _lines(gone: Sequence[str], come: Sequence[str]) -> tuple[str, ...]:
    return (*(f"- {one}" for one in gone), *(f"+ {one}" for one in come))
