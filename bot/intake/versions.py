"""Repeats and versions: which known articles a new one is like, and what has changed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher

from bot.errors import OffloadError
from bot.intake.receipt import Alike, opening
from bot.model import ArticleId, ArticleState, KeptArticle
from bot.offload import Offload
from bot.store.protocol import Store
from summaries.model import Analysis, Article
from summaries.repeats import REPEAT, fingerprint, likeness

#: Under the same headline, when only one of the two says which outlet it is from.
SURELY_ALIKE = 0.5
#: Headlines of which so many words are the same are one headline, put right.
SAME_HEADLINE = 0.75
#: So many known articles are compared with a new one, and so many differences shown.
COMPARED, MOST_DIFFERENCES = 5, 12
#: A text that says the same again and again would keep the comparison busy for minutes; with
#: more pairs of equal sentences than this, order does not count.
_MOST_PAIRS = 100_000


@dataclass(frozen=True, slots=True)
class Known:
    """An article with its sentences, as it is compared."""

    article: Article
    state: ArticleState
    sentences: tuple[str, ...]


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
    return Alike(
        number=ArticleId(old.article.id),
        title=old.article.title or opening(old.article.text),
        state=old.state,
        percent=round(100 * share),
        version=old.state == "published" and _is_version(old.article, new.article, share),
        changed=changed,
        difference=lines,
    )


def _is_version(old: Article, new: Article, share: float) -> bool:
    if old.url and new.url:
        return old.url == new.url
    if not (old.title and new.title):
        return False
    if old.title != new.title:
        return share >= SURELY_ALIKE and _is_retitled(old, new)
    # A pasted text seldom says where it is from: then more of it has to be the same.
    unknown = not (old.outlet and new.outlet) and share >= SURELY_ALIKE
    return old.outlet == new.outlet or unknown


def _is_retitled(old: Article, new: Article) -> bool:
    """Tell whether an outlet has put a word or a figure right in a headline of the same day.

    Another day's report in the same words ("214 new cases on Monday") is none of the kind.
    """
    days = {at.date() for at in (old.published_at, new.published_at) if at}
    if not old.outlet or old.outlet != new.outlet or len(days) > 1:
        return False
    words = old.title.casefold().split(), new.title.casefold().split()
    return SequenceMatcher(None, *words, autojunk=False).ratio() >= SAME_HEADLINE


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
