"""How well articles are grouped into stories, and near-identical ones recognised.

    python -m bench.quality stories [--stories FILE] [--repeats FILE] [--out bench/results]

``--stories`` holds lines with ``id``, ``cluster``, ``title`` and ``doc``: B-cubed precision,
recall and F1 over several orders of arrival. ``--repeats`` holds lines with ``docs``, articles
on one event: a copy of every article with a share of its sentences dropped must be recognised,
and pairs that only tell the same event must not.
"""

import argparse
import gzip
import hashlib
import json
import random
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path

import numpy as np

from summaries import arrivals, parting, stories
from summaries.repeats import REPEAT, fingerprint, likeness
from summaries.sentences import sentences
from summaries.text import words

ORDERS = (7, 1, 2, 3)
GOAL_STORIES, GOAL_REPEATS = 0.92, 0.97

#: Share of same-event pairs that may be flagged as repeats.
FLAGGED = 0.05

#: How often half of the sentences are dropped anew: one draw differs from another by a point.
DRAWS = 10

#: So many articles are looked at when one arrives (``bot.intake``).
KEPT = 300

Likeness = Callable[[str, str], float]
Given = tuple[str, str, str, datetime | None]
Group = Callable[[Sequence[Given]], Iterable[tuple[str, str]]]


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, write the results; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--stories", type=Path)
    parser.add_argument("--repeats", type=Path)
    parser.add_argument("--out", type=Path, default=Path("bench/results"))
    options = parser.parse_args(arguments)
    results: dict[str, object] = {}
    met = True
    if options.stories:
        results["stories"] = rows = story_rows(read(options.stories))
        met &= rows[0]["f1"] >= GOAL_STORIES
    if options.repeats:
        results["repeats"] = copies = repeat_rows(read(options.repeats))
        met &= copies[0]["recall_50"] >= GOAL_REPEATS
    options.out.mkdir(parents=True, exist_ok=True)
    text = json.dumps(results, indent=1)
    (options.out / "stories.json").write_text(text + "\n", encoding="utf-8")
    return 0 if met else 1


def read(path: Path) -> list[dict]:
    """Return the lines of a file."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def story_rows(rows: Sequence[dict]) -> list[dict]:
    """Return the figures with parts switched off."""
    kept = dict(stories.SHARES)
    found = []
    opening = {"names": 0.0, "pairs": 0.0, "opening": 1.0}
    usual = stories.SHARES, parting.APART
    for name, group, shares, apart in (
        ("own", stories.grouped, *usual),
        ("own, no second look", stories.grouped, kept, 0.0),
        ("own, placed one by one", one_by_one, *usual),
        ("own, as at intake", arriving, *usual),
        ("own, opening only", stories.grouped, opening, 0.0),
    ):
        stories.SHARES, parting.APART = shares, apart
        orders = ORDERS[:1] if group is arriving else ORDERS
        found.append({"name": name} | grouping(rows, group, orders))
        stories.SHARES, parting.APART = usual
        one = found[-1]
        print(
            f"{name:24} P {one['precision']:.3f} R {one['recall']:.3f} F1 {one['f1']:.3f} "
            f"{one['f1s']} {one['milliseconds']} ms an article",
            flush=True,
        )
    return found


def one_by_one(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    """Yield the stories of one pass that never looks back, all articles known beforehand."""
    profiles = [stories.profile(title, text, at) for _, title, text, at in given]
    grouper = stories.Grouper(profiles)
    for (name, *_), one in zip(given, profiles, strict=True):
        yield name, str(grouper.place(one))


def arriving(given: Sequence[Given]) -> Iterator[tuple[str, str]]:
    """Yield the stories as they are stored: only the last KEPT articles are known."""
    known: list[tuple[int, bytes]] = []
    for number, (name, title, text, at) in enumerate(given):
        one = arrivals.packed(stories.profile(title, text, at))
        story = arrivals.arrived(one, known[-KEPT:])
        known.append((number if story is None else story, one))
        yield name, str(known[-1][0])


def grouping(rows: Sequence[dict], group: Group, orders: Sequence[int]) -> dict:
    """Return B-cubed figures, the mean over orders of arrival."""
    figures = []
    started = time.process_time()
    for seed in orders:
        ordered = list(rows)
        random.Random(seed).shuffle(ordered)  # noqa: S311
        given = [(one["id"], one.get("title", ""), one["doc"], None) for one in ordered]
        figures.append(b_cubed(dict(group(given)), rows))
    used = (time.process_time() - started) / len(orders) / len(rows)
    precision, recall, f1 = np.mean(figures, axis=0)
    return {
        "precision": round(float(precision), 3),
        "recall": round(float(recall), 3),
        "f1": round(float(f1), 3),
        "f1s": [round(one[2], 3) for one in figures],
        "milliseconds": round(1000 * used, 2),
    }


def b_cubed(found: dict[str, str], rows: Sequence[dict]) -> tuple[float, float, float]:
    """Return B-cubed precision, recall and F1."""
    by_story, by_gold = defaultdict(set), defaultdict(set)
    for one in rows:
        by_story[found[one["id"]]].add(one["id"])
        by_gold[one["cluster"]].add(one["id"])
    shared = [(by_story[found[one["id"]]], by_gold[one["cluster"]], one["id"]) for one in rows]
    precision = sum(len(s & g) / len(s) for s, g, _ in shared) / len(rows)
    recall = sum(len(s & g) / len(g) for s, g, _ in shared) / len(rows)
    return precision, recall, 2 * precision * recall / (precision + recall)


def repeat_rows(rows: Sequence[dict]) -> list[dict]:
    """Return recall with 10, 30 and 50 % of the sentences dropped from both copies.

    The mean over several draws; with the lowest and highest draw for ours, and the share of
    copies that have a sentence left in common: more than those nothing can recognise safely.
    """
    pairs = [pair for one in rows for pair in combinations(one["docs"], 2)]
    texts = [text for one in rows for text in one["docs"] if len(text) > 400]
    found = []
    for name, alike in (("own", shingles), ("SimHash", simhash)):
        told = np.array([alike(*pair) for pair in pairs])
        threshold = float(np.quantile(told, 1 - FLAGGED))
        row: dict = {"name": name, "threshold": round(threshold, 3)}
        drawn = random.Random(0)  # noqa: S311
        for share in (0.1, 0.3, 0.5):
            draws = DRAWS if name == "own" and share == 0.5 else 1
            copies = [
                [(dropped(t, share, drawn), dropped(t, share, drawn)) for t in texts]
                for _ in range(draws)
            ]
            values = np.array([[alike(*pair) for pair in draw] for draw in copies])
            key = f"recall_{share:.0%}".rstrip("%")
            row[key] = round(float((values > threshold).mean()), 3)
            if name == "own":
                shipped = (values >= REPEAT).mean(axis=1)
                row[f"{key}_as_shipped"] = round(float(shipped.mean()), 3)
        if name == "own":
            each = sorted((values > threshold).mean(axis=1))
            row["recall_50_draws"] = [round(float(one), 3) for one in each]
            row["common_50"] = round(float(np.mean([common(*p) for d in copies for p in d])), 3)
            row["flagged_as_shipped"] = round(float((told >= REPEAT).mean()), 3)
        found.append(row)
        print(row, flush=True)
    return found


def common(one: str, other: str) -> bool:
    """Tell whether two texts share a sentence."""
    first, second = ({text[s.start : s.end] for s in sentences(text)} for text in (one, other))
    return bool(first & second)


def dropped(text: str, share: float, drawn: random.Random) -> str:
    """Return a copy without a share of its sentences."""
    parts = sentences(text)
    kept = [one for one in parts if drawn.random() >= share] or parts[:1]
    return " ".join(text[one.start : one.end] for one in kept)


def shingles(one: str, other: str) -> float:
    """Return our likeness."""
    return likeness(fingerprint(one), fingerprint(other))


def simhash(one: str, other: str) -> float:
    """Return how many of 64 bits agree (Charikar 2002), over the same runs of words."""
    return float((_bits(one) == _bits(other)).mean())


def _bits(text: str) -> np.ndarray:
    found = words(text)
    runs = {" ".join(found[i : i + 4]) for i in range(max(1, len(found) - 3))}
    total = np.zeros(64)
    for run in runs:
        digest = hashlib.blake2b(run.encode(), digest_size=8).digest()
        total += 2.0 * np.unpackbits(np.frombuffer(digest, dtype=np.uint8)) - 1
    return total > 0


if __name__ == "__main__":
    raise SystemExit(main())
