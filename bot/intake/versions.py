"""Repeats and versions: which known articles a new one is like, and what has changed."""

from collections.abc import Sequence
from difflib import SequenceMatcher

from bot.intake.receipt import Alike, opening
from bot.model import KeptArticle
from bot.store.protocol import Store
from summaries.model import Analysis, Article
from summaries.repeats import REPEAT, fingerprint, likeness

#: So many known articles are compared with a new one, and so many differences shown.
COMPARED, MOST_DIFFERENCES = 5, 12


async def alike_articles(store: Store, new: KeptArticle) -> tuple[Alike, ...]:
    """Return the known articles that a waiting one repeats, the most alike first."""
    shingles = fingerprint(new.article.text)
    shared = await store.with_shared_shingles(shingles, limit=COMPARED + 1)
    alike: list[Alike] = []
    for number, _ in shared:
        old = await store.article(number) if number != new.id else None
        if old is None or old.state == "discarded":
            continue
        share = likeness(shingles, fingerprint(old.article.text))
        if share > REPEAT:
            alike.append(await _compared(store, old, new, share))
    return tuple(sorted(alike, key=lambda one: -one.percent))


async def _compared(store: Store, old: KeptArticle, new: KeptArticle, share: float) -> Alike:
    changed, lines = difference(
        _sentences(old.article, await store.analysis(old.id)),
        _sentences(new.article, await store.analysis(new.id)),
    )
    return Alike(
        number=old.id,
        title=old.article.title or opening(old.article.text),
        state=old.state,
        percent=round(100 * share),
        version=_is_version(old.article, new.article),
        changed=changed,
        difference=lines,
    )


def _is_version(old: Article, new: Article) -> bool:
    if old.url and new.url:
        return old.url == new.url
    return bool(new.title) and old.title == new.title and old.outlet == new.outlet


def _sentences(article: Article, analysis: Analysis | None) -> list[str]:
    if analysis is None:
        return article.text.split("\n")
    return [article.text[one.start : one.end] for one in analysis.sentences]


def difference(old: Sequence[str], new: Sequence[str]) -> tuple[int, tuple[str, ...]]:
    """Return how many sentences of ``new`` are not in ``old``, and what differs, in order."""
    lines: list[str] = []
    changed = 0
    for kind, a, b, c, d in SequenceMatcher(a=old, b=new, autojunk=False).get_opcodes():
        if kind != "equal":
            changed += max(b - a, d - c)
            lines += [f"- {sentence}" for sentence in old[a:b]]
            lines += [f"+ {sentence}" for sentence in new[c:d]]
    return changed, tuple(lines[:MOST_DIFFERENCES])
