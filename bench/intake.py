"""The whole way in: repeats told from other accounts, growth of the store, articles a second.

    python -m bench.intake PAGES STORIES [--articles 100000] [--out bench/results]

PAGES is JSON Lines (.gz) with {"id", "html", "article"}; STORIES with {"id", "cluster",
"doc"}, several documents to a cluster. Repeats: copies of the articles (wrapped anew, with
sentences left out, with a paragraph more) must be told from other articles and from other
accounts of the same event. Growth: made-up articles of 300 words; the time to look one up and
to keep one more. Throughput: bytes of a saved page to a kept, analysed article, in one
process, beside trafilatura with sumy's LexRank (and spaCy, where it is installed).
"""

import argparse
import asyncio
import gzip
import importlib.util
import json
import random
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from textwrap import fill

from bot.intake.files import read_file
from bot.intake.intake import new_article, take
from bot.intake.pieces import Piece
from bot.model import NewArticle
from bot.offload import in_place
from bot.store import open_store
from bot.store.protocol import Store
from summaries.repeats import REPEAT, fingerprint, likeness
from summaries.sentences import sentences

# The rivals are loaded when it is their turn, so that they pay for themselves alone.
# ruff: noqa: PLC0415

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
CHECKED = 50


def main() -> None:
    """Measure all three and print them."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages")
    parser.add_argument("stories")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--out", default="", help="folder for the results as JSON")
    options = parser.parse_args()
    pages, stories = lines(options.pages), lines(options.stories)
    results: dict[str, object] = {
        "repeats": repeats([page["article"] for page in pages], stories),
        "throughput": asyncio.run(throughput(pages)),
        "growth": asyncio.run(growth(options.articles)),
    }
    if options.out:
        path = Path(options.out) / "intake.json"
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def lines(path: str) -> list[dict[str, str]]:
    """Return the objects of a file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def repeats(articles: Sequence[str], stories: Sequence[dict[str, str]]) -> dict[str, float]:
    """Print and return how many copies are recognised, and how much else is taken for one."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    long = [text for text in articles if len(text.split()) >= 100]
    found = {
        f"recalled, {name}": share((text, copy(text)) for text in long)
        for name, copy in copies(long, chance).items()
    }
    others = list(combinations(long, 2))
    found["taken for a repeat, other article"] = share(chance.sample(others, 2000))
    told = [
        (one["doc"], other["doc"])
        for one, other in combinations(stories, 2)
        if one["cluster"] == other["cluster"]
    ]
    found["taken for a repeat, other account of the event"] = share(chance.sample(told, 1000))
    for name, value in found.items():
        print(f"{name:48} {100 * value:6.2f} %")
    return found


def copies(articles: Sequence[str], chance: random.Random) -> dict[str, Callable[[str], str]]:
    """Return ways to copy an article, by name."""

    def without(part: float) -> Callable[[str], str]:
        def shorter(text: str) -> str:
            found = [text[one.start : one.end] for one in sentences(text)]
            return "\n".join(one for one in found if chance.random() >= part)

        return shorter

    return {
        "the same": lambda text: text,
        "wrapped anew, straight marks": lambda text: fill(
            text.replace("“", '"').replace("”", '"').replace("’", "'"), 70
        ),
        "with another's paragraph": lambda text: (
            text + "\n" + chance.choice(articles).split("\n")[0]
        ),
        "10 % of sentences gone": without(0.1),
        "30 % of sentences gone": without(0.3),
        "50 % of sentences gone": without(0.5),
    }


def share(pairs: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> float:
    """Return the share of pairs that count as repeats."""
    told = [likeness(fingerprint(one), fingerprint(other)) > REPEAT for one, other in pairs]
    return sum(told) / len(told)


async def throughput(pages: Sequence[dict[str, str]]) -> dict[str, float]:
    """Print and return articles per processor second, ours and what one would take instead."""
    found = {"ours, page to kept and analysed": await ours(pages)}
    found["trafilatura and sumy LexRank"] = rival(pages)
    if importlib.util.find_spec("spacy"):
        found["the same and spaCy"] = rival(pages, names=True)
    for name, value in found.items():
        print(f"{name:48} {value:6.1f} articles per processor second")
    return found


async def ours(pages: Sequence[dict[str, str]]) -> float:
    """Take every page in, from bytes to a kept analysis."""
    store = open_store(":memory:")
    await enter(store, pages[0])
    began = time.process_time()
    for page in pages[1:]:
        await enter(store, page)
    seconds = time.process_time() - began
    await store.close()
    return (len(pages) - 1) / seconds


async def enter(store: Store, page: dict[str, str]) -> None:
    """Take one page in."""
    piece: Piece = read_file("page.html", page["html"].encode())[0]
    if piece.cleaned is not None:
        await take(store, in_place, new_article(piece.cleaned), by=None, now=NOON)


def rival(pages: Sequence[dict[str, str]], *, names: bool = False) -> float:
    """Extract with trafilatura, choose three sentences with LexRank, find names if asked."""
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from trafilatura import bare_extraction

    recognise = _names() if names else len
    seconds = 0.0
    for page in pages[:1] + list(pages):
        began = time.process_time()
        found = bare_extraction(page["html"], favor_precision=True, include_comments=False)
        text = (found.text if found else "") or "Nothing."
        parser = PlaintextParser.from_string(text, _Splitter())
        LexRankSummarizer()(parser.document, 3)
        recognise(text)
        seconds += time.process_time() - began if page is not pages[0] else 0.0
    return (len(pages) - 1) / seconds


class _Splitter:
    """Sentences and words for sumy, whose own splitter has to download its data."""

    def to_sentences(self, text: str) -> tuple[str, ...]:
        """Return the sentences of a text."""
        return tuple(text[one.start : one.end] for one in sentences(text))

    def to_words(self, text: str) -> tuple[str, ...]:
        """Return the words of a sentence."""
        return tuple(text.split())


def _names() -> Callable[[str], object]:
    import spacy

    return spacy.load("en_core_web_sm")


async def growth(articles: int) -> dict[str, list[float]]:
    """Print and return milliseconds to look up and to keep an article, as the store grows."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    words = [f"{chance.choice('bcdfgklmnprst')}{n:x}" for n in range(30_000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "bench.db"))
        for number in range(1, articles + 1):
            text = " ".join(chance.choices(words, weights, k=300))
            new = NewArticle(title=str(number), text=text, fingerprint=fingerprint(text))
            measured = number in {1_000, 10_000, 100_000, articles}
            if measured:
                looked = await timed(store, new)
                found[str(number)] = looked
                print(
                    f"{number:7} articles: look up {looked[0]:.2f} ms, keep {looked[1]:.2f} ms"
                )
            await store.save_article(new, by=None, at=NOON)
        await store.close()
    return found


async def timed(store: Store, new: NewArticle) -> list[float]:
    """Return the mean milliseconds of looking a known article up, and of keeping new ones."""
    heads = await store.articles_in(["waiting"], limit=CHECKED)
    known = [await store.article(head.id) for head in heads]
    marks = [fingerprint(one.article.text) for one in known if one]
    began = time.perf_counter()
    for mark in marks:
        await store.with_shared_shingles(mark, limit=5)
    looked = time.perf_counter() - began
    began = time.perf_counter()
    for number in range(CHECKED):
        text = f"{new.text} {number}"
        await store.save_article(replace(new, text=text), by=None, at=NOON)
    kept = time.perf_counter() - began
    return [round(1000 * seconds / CHECKED, 3) for seconds in (looked, kept)]


if __name__ == "__main__":
    main()
