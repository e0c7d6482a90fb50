"""Teach the tagger of quotes: who says what, by which words.

    python -m training.quotes CORPUS --out summaries/data/quotes.npz [--dev CORPUS]

CORPUS is JSON (or .json.gz): article name to {"text", "quotes": [{"spans", "source", "cue",
"keys"}]}, places being code points. Needs torch. How the published file was made, step by step,
stands in docs/models.md.
"""

import argparse
import copy
import json
import math
import random
import time
from dataclasses import replace
from pathlib import Path

import torch

from summaries import tokens
from training import corpus, variants
from training.aids import Aids
from training.export import export
from training.lessons import WARMTH, laid, lesson
from training.measure import measured
from training.network import Network, Sizes

TOKENS_AT_ONCE = 1600
#: A teacher is larger, and may see what a parser made of the text.
TEACHER = Sizes((80, 24, 12, 8, 8), 160, 112, 128, 48)
#: How often a paragraph is shown otherwise: run together with the next one, with verbs before
#: their names, with other names, in single marks.
JOINED, TURNED, RENAMED, SINGLE = 0.12, 0.3, 0.4, 0.1


def main():
    """Read the arguments, teach, export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus")
    parser.add_argument("--out", required=True)
    parser.add_argument("--dev", help="measure on this corpus after every other epoch")
    parser.add_argument("--syntax", help="what training.syntax made of all these texts")
    parser.add_argument("--plain", help="texts without annotations, labelled by the teachers")
    parser.add_argument("--teachers", nargs="*", default=[], help="checkpoints to imitate")
    parser.add_argument("--teacher", action="store_true", help="teach a larger network")
    parser.add_argument("--start", help="go on from a checkpoint of the same sizes and words")
    parser.add_argument("--sizes", type=json.loads, default={}, help="other sizes, as JSON")
    parser.add_argument("--names", help="file of names to print instead of those in the text")
    parser.add_argument("--fold", action="store_true", help="leave every tenth article out")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=20, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    taught, dev = shown(options)
    words, counts = corpus.vocabulary(taught, options.least)
    aids = Aids(options.syntax) if options.syntax else None
    if aids:
        aids.lay([*taught, *dev])
    give_opinions(options.teachers, taught)
    sizes = Sizes(**options.sizes)
    if options.teacher:
        sizes = replace(TEACHER, aids=aids.sizes if aids else ())
    lessons = aids.sizes[:2] if aids and not options.teacher else (0, 0)
    network = Network(tokens.UNKNOWN + len(words), *lessons, sizes)
    if options.start:
        network.load_state_dict(torch.load(options.start, weights_only=False)["state"])
    best = teach(network, words, counts, taught, dev, options)
    torch.save(kept(best, words, lessons), Path(options.out).with_suffix(".pt"))
    export(best, words, options.out)


def shown(options):
    """Return the paragraphs to be taught, plain ones among them, and those to measure on."""
    articles = corpus.load(options.corpus)
    names = sorted(articles)
    left_out = set(names[::10] if options.fold else ())
    articles = {name: articles[name] for name in names if name not in left_out}
    taught = list(corpus.paragraphs(articles))
    if options.plain:
        plain = list(corpus.paragraphs(corpus.load(options.plain)))
        taught += [replace(one, labelled=False) for one in plain]
    dev = list(corpus.paragraphs(corpus.load(options.dev))) if options.dev else []
    return taught, dev


def kept(network, words, lessons):
    """Return what is needed to use a network as a teacher."""
    return {
        "words": words,
        "state": network.state_dict(),
        "sizes": lessons,
        "shape": network.sizes,
    }


def give_opinions(paths, taught):
    """Give each paragraph the mean of what networks taught before make of its tokens."""
    for path in paths:
        teacher, words = loaded(path)
        with torch.no_grad():
            for group, codes, lengths, _ in batches(taught, words):
                aids = laid(group) if teacher.sizes.aids else None
                scores = teacher.labels(teacher(codes, lengths, aids)[0])
                for n, one in enumerate(group):
                    part = torch.softmax(scores[n, : len(one.places)] / WARMTH, -1) / len(paths)
                    one.opinion = part if one.opinion is None else one.opinion + part
        for one in taught:
            one.codes.clear()


def loaded(path):
    """Return a network taught before and its words."""
    saved = torch.load(path, weights_only=False)
    shape = saved.get("shape") or Sizes((80, 24, 12, 8, 8), 160, 96, 128, 48)
    if not hasattr(shape, "aids"):
        shape = Sizes(shape.tables, shape.near, shape.hidden, shape.top, shape.pair)
    network = Network(tokens.UNKNOWN + len(saved["words"]), *saved.get("sizes", (0, 0)), shape)
    network.load_state_dict(saved["state"])
    return network.eval(), saved["words"]


def batches(paragraphs, words, *, shuffle=False):
    """Yield tensors of paragraphs of like length, the longest first."""
    order = sorted(
        paragraphs,
        key=lambda one: (
            one.labelled,
            len(one.places),
            random.random() if shuffle else 0,  # noqa: S311
        ),
    )
    groups, group = [], []
    for one in order:
        full = (len(group) + 1) * len(one.places) > TOKENS_AT_ONCE
        if group and (full or one.labelled != group[0].labelled):
            groups.append(group)
            group = []
        group.append(one)
    groups.append(group)
    if shuffle:
        random.shuffle(groups)
    for group in groups:
        group.sort(key=lambda one: -len(one.places))
        yield group, *tensors(group, words)


def tensors(group, words):
    """Return codes, lengths and labels of paragraphs as padded tensors."""
    longest = len(group[0].places)
    codes = torch.zeros(len(group), longest, 5, dtype=torch.long)
    labels = torch.zeros(len(group), longest, dtype=torch.long)
    for n, one in enumerate(group):
        rows = one.codes.get(id(words))
        if rows is None:
            both = zip(one.words, one.depths, strict=True)
            rows = one.codes[id(words)] = torch.tensor(
                [(*tokens.coded(word, words), depth) for word, depth in both]
            )
        codes[n, : len(rows)] = rows
        labels[n, : len(rows)] = torch.tensor(one.labels)
    return codes, torch.tensor([len(one.places) for one in group]), labels


def varied(taught, others):
    """Return the paragraphs of one epoch, some of them run together or turned."""
    result, n = [], 0
    while n < len(taught):
        one = taught[n]
        following = taught[n + 1] if n + 1 < len(taught) else None
        n += 1
        if others[id(one)] is not None and random.random() < TURNED:  # noqa: S311
            one = others[id(one)]
        if following is not None and following.article == one.article:
            short = len(one.places) + len(following.places) < 250
            if short and random.random() < JOINED:  # noqa: S311
                one = variants.joined(one, following)
                n += 1
        result.append(one)
    return result


def teach(network, words, counts, taught, dev, options):
    """Teach for some epochs; return the running mean of the weights."""
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
    rarity = rareness(words, counts)
    names = variants.Names(options.names, words) if options.names else None
    others = {id(one): variants.turned(one) if names else None for one in taught}
    mean = copy.deepcopy(network)
    for p in mean.parameters():
        p.requires_grad_(False)
    began, step = (time.process_time(), time.time()), 0
    steps = options.epochs * sum(1 for _ in batches(taught, words))
    epoch = 0
    done = 0.0
    while done < 1:
        network.train()
        total, seen = 0.0, 0
        today = varied(taught, others) if names else taught
        for group, codes, lengths, labels in batches(today, words, shuffle=True):
            done = max(step / steps, spent(began) / options.minutes)
            if done >= 1:
                break
            warm = min(1, step / 200)
            for part in optimiser.param_groups:
                part["lr"] = options.rate * warm * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
            if names:
                disguise(group, codes, names, words, aided=bool(network.sizes.aids))
            hide(codes, rarity)
            loss = lesson(network, group, codes, lengths, labels)
            optimiser.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), 5.0)
            optimiser.step()
            step += 1
            total += loss.item()
            seen += 1
            keep = min(0.998, (1 + step) / (10 + step))
            with torch.no_grad():
                for old, new in zip(mean.parameters(), network.parameters(), strict=True):
                    old.lerp_(new, 1 - keep)
        epoch += 1
        print(
            f"epoch {epoch} loss {total / max(1, seen):.3f} done {done:.2f}",
            f"minutes {spent(began):.1f}",
            flush=True,
        )
        if dev and (epoch % 2 == 0 or done >= 1):
            print("   ", measured(mean, words, dev, batches), flush=True)
            torch.save(
                kept(mean, words, (0, 0) if mean.tags is None else mean_lessons(mean)),
                Path(options.out).with_suffix(".part"),
            )
    return mean.eval()


def mean_lessons(network):
    """Return how many parts of speech and roles a network is taught."""
    return network.tags.out_features, network.roles.out_features


def rareness(words, counts):
    """Return how often the row of each word is hidden, rare words more often."""
    rarity = torch.zeros(tokens.UNKNOWN + len(words))
    for word, row in words.items():
        rarity[row] = 0.4 / (0.4 + counts[word]) + 0.02
    return rarity


def disguise(group, codes, names, words, *, aided):
    """Print other names and single marks in some paragraphs of a batch."""
    for n, one in enumerate(group):
        if random.random() < RENAMED:  # noqa: S311
            names.swap(codes[n], one)
        if not aided and 2 not in one.depths and random.random() < SINGLE:  # noqa: S311
            variants.single_marks(codes[n, : len(one.places)], words)


def hide(codes, rarity):
    """Hide some words: put one of the rows for unknown words instead."""
    chosen = torch.rand(codes.shape[:2]) < rarity[codes[..., 0]]
    chosen &= codes[..., 0] >= tokens.UNKNOWN
    spare = torch.randint(0, tokens.UNKNOWN // 4, chosen.shape) * 4 + (codes[..., 3] & 3)
    codes[..., 0] = torch.where(chosen, spare, codes[..., 0])


def spent(began):
    """Return the minutes that a run has taken: of the processor, or a third of all that passed.

    On a machine that others use a run ends in bounded time, its rate gone down as planned.
    """
    return max(time.process_time() - began[0], (time.time() - began[1]) / 3) / 60


if __name__ == "__main__":
    main()
