"""What is kept of saved pages and of page dumps: ours beside the libraries, in one run.

    python -m bench.extract PAGES [--out bench/results]

PAGES is JSON Lines (.gz): {"id", "url", "html", "dump", "article"}. Figures are means over
pages of precision, recall and F1 of four-word shingles, with 95 % bootstrap intervals of F1,
and pages per processor second, imports left out. Libraries that are not installed are left
out; `pip install readability-lxml resiliparse newspaper4k` brings them.
"""

import argparse
import gzip
import importlib.util
import json
import random
import re
import time
from collections import Counter
from collections.abc import Callable, Mapping
from pathlib import Path

from summaries.clean import clean_html, clean_text

# Each library is loaded when it is its turn, so that none pays for another.
# ruff: noqa: PLC0415

Page = Mapping[str, str]
Row = tuple[float, float, float]
ROUNDS = 1000


def main() -> None:
    """Measure every extractor on every page and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages")
    parser.add_argument("--out", default="", help="folder for the results as JSON")
    options = parser.parse_args()
    with gzip.open(options.pages, "rt", encoding="utf-8") as file:
        pages = [json.loads(line) for line in file]
    results = {}
    print(f"{len(pages)} pages         F1 [95 %]            precision recall  pages/CPU s")
    for name, extract in {**of_pages(), **of_dumps()}.items():
        attempt(extract, pages[0])
        began = time.process_time()
        kept = [attempt(extract, page) for page in pages]
        seconds = time.process_time() - began
        rows = [measured(text, page["article"]) for text, page in zip(kept, pages, strict=True)]
        results[name] = summed(rows) | {"pages_per_cpu_second": len(pages) / seconds}
        print(line(name, results[name]), flush=True)
    if options.out:
        path = Path(options.out) / "extract.json"
        path.write_text(json.dumps(results, indent=1) + "\n", encoding="utf-8")


def attempt(extract: Callable[[Page], str], page: Page) -> str:
    """Return the text, empty where a library gives up on a page."""
    try:
        return extract(page)
    except Exception as error:
        print(f"  gave up on {page['id'][:8]}: {type(error).__name__}")
        return ""


def of_pages() -> dict[str, Callable[[Page], str]]:
    """Return what turns a saved page into text, by name."""
    found: dict[str, Callable[[Page], str]] = {
        "html, ours": lambda page: clean_html(page["html"], page["url"]).text,
        "html, trafilatura precision": trafilatura,
    }
    peers = {
        "readability": ("html, readability-lxml", readability),
        "resiliparse": ("html, resiliparse", resiliparse),
        "newspaper": ("html, newspaper4k", newspaper),
    }
    for module, (name, extract) in peers.items():
        if importlib.util.find_spec(module):
            found[name] = extract
    return found


def of_dumps() -> dict[str, Callable[[Page], str]]:
    """Return what cleans a page dump, by name."""
    return {
        "dump, ours": lambda page: clean_text(page["dump"]).text,
        "dump, untouched": lambda page: page["dump"],
        "dump, longer lines": lambda page: "\n".join(
            one for one in page["dump"].split("\n") if len(one.split()) >= 15
        ),
        "dump, trafilatura": lambda page: trafilatura({**page, "html": page["dump"]}),
    }


def trafilatura(page: Page) -> str:
    """Return the text as the library finds it, at its best setting here."""
    from trafilatura import extract

    return extract(page["html"], favor_precision=True, include_comments=False) or ""


def readability(page: Page) -> str:
    """Return the text of readability-lxml's summary."""
    from lxml import html
    from readability import Document

    return html.fromstring(Document(page["html"]).summary()).text_content()


def resiliparse(page: Page) -> str:
    """Return the main content as resiliparse finds it."""
    from resiliparse.extract.html2text import extract_plain_text

    return extract_plain_text(page["html"], main_content=True)


def newspaper(page: Page) -> str:
    """Return the text as newspaper4k finds it, without letting it fetch anything."""
    from newspaper import Article

    article = Article(page["url"], fetch_images=False)
    article.download(input_html=page["html"])
    article.parse()
    return article.text


def measured(text: str, article: str) -> Row:
    """Return F1, precision and recall of one page."""
    got, wanted = shingles(text), shingles(article)
    both = sum((got & wanted).values())
    precision = both / sum(got.values()) if got else float(not wanted)
    recall = both / sum(wanted.values()) if wanted else 1.0
    total = precision + recall
    return (2 * precision * recall / total if total else 0.0), precision, recall


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Return the runs of four words, counted."""
    words = re.findall(r"\w+", text.lower())
    runs = (tuple(words[at : at + 4]) for at in range(max(1, len(words) - 3)))
    return Counter(runs if words else ())


def summed(rows: list[Row]) -> dict[str, float]:
    """Return the means, and the interval of F1 over resampled pages."""
    chance = random.Random(1)  # noqa: S311 - nothing secret
    means = sorted(
        sum(row[0] for row in chance.choices(rows, k=len(rows))) / len(rows)
        for _ in range(ROUNDS)
    )
    f1, precision, recall = (sum(row[i] for row in rows) / len(rows) for i in range(3))
    return {
        "f1": f1,
        "low": means[ROUNDS // 40],
        "high": means[-ROUNDS // 40],
        "precision": precision,
        "recall": recall,
    }


def line(name: str, found: Mapping[str, float]) -> str:
    """Return one line of the table."""
    interval = f"[{found['low']:.3f}, {found['high']:.3f}]"
    return (
        f"{name:28} {found['f1']:.3f} {interval}   {found['precision']:.3f}     "
        f"{found['recall']:.3f}   {found['pages_per_cpu_second']:8.1f}"
    )


if __name__ == "__main__":
    main()
