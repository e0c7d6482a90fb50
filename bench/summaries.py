"""How good summaries are: ours, parts of it switched off, LEAD, sumy's methods and peers.

    python -m bench.quality summaries FILE… [--peers FOLDER] [--out bench/results] [--fast]

Each FILE is .jsonl or .jsonl.gz with ``refs`` and ``doc`` (one article: 3 sentences) or
``docs`` (several: 250 words; and an update: half of them told, 100 words). Figures are
ROUGE-1 and ROUGE-2 F1 (stemmed), the difference of their mean from LEAD with a 95 % paired
bootstrap interval, and processor time. Debris is a menu, notices and teasers around the text.

FOLDER holds packages that the bot does not need, so that they are in nobody's environment:
``pip install --no-deps --target FOLDER summa==1.2.0 lede==0.5.1 scipy``. sumy's methods get our
candidates and our removal of repeats, which helps them.
"""

import argparse
import contextlib
import gzip
import itertools
import json
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import numpy as np
from rouge_score.tokenizers import DefaultTokenizer

from summaries import coverage, rank, sentences, summary
from summaries.choosing import choose
from summaries.digest import Material, digest
from summaries.model import Analysis, Article
from summaries.rank import METHODS
from summaries.terms import vectors

ROUNDS = 2000
GOALS = {"single": 0.8, "debris": -0.3, "multi": 2.5, "update": 5.0, "nearness": 0.17}
BEFORE = (
    "Home | News | Sport | Weather\nSkip to content\nSign in to your account\nAdvertisement\n"
    "We use cookies to improve your experience on this site.\n"
)
AFTER = (
    "\nRELATED ARTICLES\nTen things you must not miss\nShare this article with friends\n"
    "LEAVE A REPLY\nPlease enter your comment!\nSign up for our newsletter to read more.\n"
    "Copyright 2026. All rights reserved.\nMost Popular"
)
tokens = DefaultTokenizer(use_stemmer=True).tokenize

Chooser = Callable[["Case"], list[str]]


@dataclass(frozen=True)
class Case:
    """What is summarised, and how a person did it."""

    texts: tuple[str, ...]
    reference: str
    told: tuple[str, ...] = ()
    words: int | None = None


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables, write the results; 0 when every goal is met."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("files", nargs="+", type=Path)
    parser.add_argument("--out", type=Path, default=Path("bench/results"))
    parser.add_argument("--fast", action="store_true", help="ours and LEAD only")
    parser.add_argument("--peers", type=Path, help="folder with summa, lede and scipy")
    options = parser.parse_args(arguments)
    if options.peers:
        sys.path.append(str(options.peers))
    met = True
    options.out.mkdir(parents=True, exist_ok=True)
    for file in options.files:
        for task, cases in tasks(file):
            print(f"\n{file.name}, {task}, {len(cases)} cases")
            floor = [rouge(cut(lead(c), c.words), c.reference) for c in cases]
            table = []
            for name, pick in choosers(task, fast=options.fast):
                table.append(row(name, pick, cases, floor))
                print_row(table[-1])
                keep(options.out / "summaries.json", f"{file.name.split('.')[0]} {task}", table)
            met &= reached(task, table)
    return 0 if met else 1


def keep(path: Path, task: str, table: list[dict[str, object]]) -> None:
    """Write a task's figures into the results, beside those of the others."""
    known = json.loads(path.read_text("utf-8")) if path.exists() else {}
    path.write_text(json.dumps(known | {task: table}, indent=1) + "\n", encoding="utf-8")


def tasks(file: Path) -> Iterator[tuple[str, list[Case]]]:
    """Yield what a file can be used for."""
    opened = gzip.open if file.suffix == ".gz" else open
    with opened(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    if "doc" in rows[0]:
        cases = [Case((one["doc"],), one["refs"][0]) for one in rows]
        yield "single", cases
        yield "debris", [replace(c, texts=(BEFORE + c.texts[0] + AFTER,)) for c in cases]
        return
    several = [Case(tuple(one["docs"]), one["refs"][0], words=250) for one in rows]
    yield "multi", several
    yield "update", [update for case in several if (update := updated(case))]


def updated(case: Case) -> Case | None:
    """Return the second half as news to somebody who knows the first, if there is any."""
    half = (len(case.texts) + 1) // 2
    told, new = case.texts[:half], case.texts[half:]
    before = set().union(*(pairs(text) for text in told))
    after = set().union(*(pairs(text) for text in new))
    kept = []
    for sentence in split(case.reference):
        own = pairs(sentence)
        fresh, old = (len(own & known) / max(1, len(own)) for known in (after, before))
        if fresh >= 0.3 and fresh - old >= 0.15:
            kept.append(sentence)
    enough = sum(len(sentence.split()) for sentence in kept) >= 15
    return Case(new, " ".join(kept), told, 100) if new and enough else None


def choosers(task: str, *, fast: bool) -> Iterator[tuple[str, Chooser]]:
    """Yield the rivals by name."""
    yield "LEAD", lead
    yield "own", own
    if fast:
        return
    for name, change in parts_off(task):
        yield f"own, {name}", partial(changed, change)
    if task in {"multi", "update"}:
        yield "digest", briefed
    yield from peers(task)
    # KL takes seconds for a cluster, so it comes last.
    for method in sorted(METHODS, key=lambda method: method == "kl"):
        if method != "own":
            yield f"sumy {method}", partial(own, method=method)


def own(case: Case, method: str = "own") -> list[str]:
    """Return our choice, the first chosen first."""
    found = choose(
        case.texts,
        budget_words=case.words and round(case.words * 1.2),
        max_sentences=None if case.words else 3,
        told=case.told,
        method=method,
    )
    return [chosen.text for chosen in found]


def briefed(case: Case) -> list[str]:
    """Return what readers would be told: choices for them, not for ROUGE."""
    given = [
        Material(Article(number, text), Analysis(1, "", "en", sentences.sentences(text)))
        for number, text in enumerate(case.texts)
    ]
    words = round((case.words or 100) * 1.2)
    found = digest(given, budget_words=words, told=case.told, max_quotes=0)
    return [one.text for one in sorted(found.sentences, key=lambda one: one.rank)]


def parts_off(task: str) -> Iterator[tuple[str, list[tuple[object, str, object]]]]:
    """Yield what can be switched off: (module, name, value instead)."""
    taste = {"multi": "SEVERAL", "update": "UPDATE"}.get(task, "ALONE")
    kept = getattr(coverage, taste)
    bare = replace(kept, late=0, first_person=0, short=0, quote=0, spread=0, leads=0)
    yield "without signs", [(coverage, taste, bare)]
    yield "without place", [(coverage, taste, replace(kept, decay=0.0, late=0.0))]
    yield "leaning sentences let in", [(sentences, "leans_on", lambda *_: False)]
    yield "repeats let in", [(summary, "SAME", 2.0), (summary, "SAME_WRITER", 2.0)]
    if task == "update":
        yield "likeness to the told let in", [(rank, "KNOWN", 0.0), (rank, "TOLD", 2.0)]
        yield "told words count in full", [(coverage, "TOLD_SHARE", 0.0)]


def changed(change: list[tuple[object, str, object]], case: Case) -> list[str]:
    """Return our choice with parts switched off."""
    with contextlib.ExitStack() as stack:
        for module, name, value in change:
            stack.callback(setattr, module, name, getattr(module, name))
            setattr(module, name, value)
        return own(case)


def peers(task: str) -> Iterator[tuple[str, Chooser]]:
    """Yield other packages that are installed, for one article."""
    if task in {"multi", "update"}:
        return
    with contextlib.suppress(ImportError):
        from summa.summarizer import summarize  # noqa: PLC0415

        yield "summa", lambda case: summarize(case.texts[0], words=75, split=True)[:3]
    with contextlib.suppress(ImportError):
        import lede  # noqa: PLC0415

        yield (
            "lede",
            lambda case: split(str(lede.summarize(case.texts[0], max_length=450)))[:3],
        )


def row(
    name: str, pick: Chooser, cases: Sequence[Case], floor: Sequence[tuple[float, float]]
) -> dict[str, object]:
    """Return the figures of one rival; ``floor`` is LEAD's ROUGE, case by case."""
    started = time.process_time()
    chosen = [pick(case) for case in cases]
    used = time.process_time() - started
    shown = [cut(one, case.words) for one, case in zip(chosen, cases, strict=True)]
    ours = np.array([rouge(s, c.reference) for s, c in zip(shown, cases, strict=True)])
    gain = (ours - np.array(floor)).mean(axis=1)
    draws = np.random.default_rng(0).integers(0, len(gain), (ROUNDS, len(gain)))
    low, high = np.percentile(gain[draws].mean(axis=1), [2.5, 97.5])
    near = [nearness(c.told, s) for c, s in zip(cases, shown, strict=True) if c.told and s]
    return {
        "name": name,
        "rouge1": round(float(ours[:, 0].mean()), 2),
        "rouge2": round(float(ours[:, 1].mean()), 2),
        "over_lead": round(float(gain.mean()), 2),
        "interval": [round(float(low), 2), round(float(high), 2)],
        "nearness": round(float(np.mean(near)), 3) if near else None,
        "debris": sum(debris(s) for s in shown),
        "milliseconds": round(1000 * used / len(cases), 2),
    }


def reached(task: str, table: Sequence[dict[str, object]]) -> bool:
    """Tell whether our row reaches the goals of its task."""
    row_ = next(one for one in table if one["name"] == "own")
    if task == "debris":
        return row_["debris"] == 0
    near = row_["nearness"] is None or float(str(row_["nearness"])) <= GOALS["nearness"]
    return float(str(row_["over_lead"])) >= GOALS[task] and near


def print_row(one: dict[str, object]) -> None:
    """Print one rival."""
    near = f"  near {one['nearness']}" if one["nearness"] is not None else ""
    dirty = f"  debris in {one['debris']}" if one["debris"] else ""
    print(
        f"{one['name']:32} {one['rouge1']:6}/{one['rouge2']:5}  {one['over_lead']:+6} "
        f"{one['interval']!s:16} {one['milliseconds']:8} ms{near}{dirty}",
        flush=True,
    )


def lead(case: Case) -> list[str]:
    """Return first sentences, one article after the other in turn."""
    rows = [split(text) for text in case.texts]
    turns = [
        one[i] for i in range(max(map(len, rows), default=0)) for one in rows if i < len(one)
    ]
    return turns if case.words else turns[:3]


def split(text: str) -> list[str]:
    """Return the sentences of a text, headings too: LEAD does not know them apart."""
    return [text[s.start : s.end] for s in sentences.sentences(text)]


def cut(sentences_: Sequence[str], words: int | None) -> list[str]:
    """Return whole sentences in order of choice; the last one is cut to fill the budget."""
    kept, left = [], words or 10**6
    for sentence in sentences_:
        taken = sentence.split()[:left]
        left -= len(taken)
        if taken:
            kept.append(" ".join(taken))
    return kept


def rouge(summary_: Sequence[str], reference: str) -> tuple[float, float]:
    """Return ROUGE-1 and ROUGE-2 F1, per cent."""
    one, other = tokens(" ".join(summary_)), tokens(reference)
    return overlap(one, other), overlap(
        list(itertools.pairwise(one)), list(itertools.pairwise(other))
    )


def overlap(one: Sequence[object], other: Sequence[object]) -> float:
    """Return F1 of two bags, per cent."""
    common = sum((Counter(one) & Counter(other)).values())
    return 200 * common / max(1, len(one) + len(other))


def pairs(text: str) -> set[tuple[str, str]]:
    """Return the neighbouring stems of a text."""
    found = tokens(text)
    return set(itertools.pairwise(found))


def nearness(told: Sequence[str], summary_: Sequence[str]) -> float:
    """Return the mean over sentences of the largest likeness to a told one."""
    known = [sentence for text in told for sentence in split(text)]
    rows = vectors([*known, *summary_])
    values = [rows.likeness(len(known) + n)[: len(known)].max() for n in range(len(summary_))]
    return float(np.mean(values))


def debris(summary_: Sequence[str]) -> bool:
    """Tell whether a summary holds a line of the page around the text."""
    lines = [line for line in (BEFORE + AFTER).splitlines() if line]
    return any(line in sentence for sentence in summary_ for line in lines)


if __name__ == "__main__":
    raise SystemExit(main())
