"""Teach the tagger of quotes: who says what, by which words.

    python -m training.quotes CORPUS --out summaries/data/quotes.npz [--dev CORPUS]

CORPUS is JSON (or .json.gz): article name to {"text", "quotes": [{"spans", "source", "cue",
"keys"}]}, places being code points. Needs torch. One run takes 15 to 20 processor minutes.
"""

import argparse
import copy
import math
import random
import time
from pathlib import Path

import torch

from summaries import tokens
from training import corpus
from training.export import export
from training.network import Network, Sizes

TOKENS_AT_ONCE = 1600
#: Teachers' opinions are softened by this before they are imitated.
WARMTH = 1.5


def main():
    """Read the arguments, teach, export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("corpus")
    parser.add_argument("--out", required=True)
    parser.add_argument("--dev", help="measure on this corpus after every other epoch")
    parser.add_argument("--syntax", help="silver syntax of the corpus, an extra lesson")
    parser.add_argument("--epochs", type=int, default=16)
    parser.add_argument("--minutes", type=float, default=20, help="of processor time")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--least", type=int, default=3)
    parser.add_argument("--rate", type=float, default=2.5e-3)
    parser.add_argument("--teachers", nargs="*", default=[], help="checkpoints to imitate")
    options = parser.parse_args()
    torch.set_num_threads(1)
    torch.manual_seed(options.seed)
    random.seed(options.seed)
    taught = list(corpus.paragraphs(corpus.load(options.corpus)))
    words, counts = corpus.vocabulary(taught, options.least)
    sizes = corpus.with_syntax(taught, options.syntax) if options.syntax else (0, 0)
    dev = list(corpus.paragraphs(corpus.load(options.dev))) if options.dev else []
    network = Network(tokens.UNKNOWN + len(words), *sizes)
    rarity = [0.0] * (tokens.UNKNOWN + len(words))
    for word, row in words.items():
        rarity[row] = 0.4 / (0.4 + counts[word]) + 0.02
    opinions = lessons_of(options.teachers, taught)
    best = teach(network, words, torch.tensor(rarity), taught, dev, opinions, options)
    torch.save(
        {"words": words, "state": best.state_dict(), "sizes": sizes, "shape": best.sizes},
        Path(options.out).with_suffix(".pt"),
    )
    export(best, words, options.out)


def lessons_of(paths, taught):
    """Return for each paragraph the mean of what networks taught before make of its tokens."""
    sums = {}
    for path in paths:
        kept = torch.load(path, weights_only=False)
        sizes = kept.get("shape") or Sizes((80, 24, 12, 8, 8), 160, 96, 128, 48)
        rows = tokens.UNKNOWN + len(kept["words"])
        teacher = Network(rows, *kept.get("sizes", (0, 0)), sizes)
        teacher.load_state_dict(kept["state"])
        teacher.eval()
        with torch.no_grad():
            for group, codes, lengths, _ in batches(taught, kept["words"], shuffle=False):
                scores = teacher.labels(teacher(codes, lengths)[0])
                for n, one in enumerate(group):
                    part = torch.softmax(scores[n, : len(one.places)] / WARMTH, -1) / len(paths)
                    sums[id(one)] = sums.get(id(one), 0) + part
    return sums


def batches(taught, words, shuffle=True):
    """Yield tensors of paragraphs of like length, the longest first."""
    order = sorted(
        taught,
        key=lambda one: (len(one.places), random.random() if shuffle else 0),  # noqa: S311
    )
    groups, group = [], []
    for one in order:
        if group and (len(group) + 1) * len(one.places) > TOKENS_AT_ONCE:
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


def teach(network, words, rarity, taught, dev, opinions, options):
    """Teach for some epochs; return the running mean of the weights."""
    optimiser = torch.optim.AdamW(
        network.parameters(), lr=options.rate, weight_decay=0.01, betas=(0.9, 0.98)
    )
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
        for group, codes, lengths, labels in batches(taught, words):
            done = max(step / steps, spent(began) / options.minutes)
            if done >= 1:
                break
            warm = min(1, step / 200)
            for part in optimiser.param_groups:
                part["lr"] = options.rate * warm * (0.5 + 0.5 * math.cos(math.pi * done)) + 1e-6
            hide = torch.rand(codes.shape[:2]) < rarity[codes[..., 0]]
            hide &= codes[..., 0] >= tokens.UNKNOWN
            spare = torch.randint(0, tokens.UNKNOWN // 4, hide.shape) * 4 + (codes[..., 3] & 3)
            codes[..., 0] = torch.where(hide, spare, codes[..., 0])
            loss = lesson(network, group, codes, lengths, labels, opinions)
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
            print("   ", measured(mean, words, dev), flush=True)
            torch.save(
                {"words": words, "state": mean.state_dict()},
                Path(options.out).with_suffix(".part"),
            )
    return mean.eval()


def spent(began):
    """Return the minutes that a run has taken: of the processor, or a third of all that passed.

    On a machine that others use a run ends in bounded time, its rate gone down as planned.
    """
    return max(time.process_time() - began[0], (time.time() - began[1]) / 3) / 60


def lesson(network, group, codes, lengths, labels, opinions):
    """Return the loss of one batch: labels, heads, links and, if given, opinions and syntax."""
    z, y = network(codes, lengths)
    loss = network.tagging_loss(network.labels(z), labels, lengths) / len(group)
    if opinions:
        mine = torch.cat([z[n, : len(one.places)] for n, one in enumerate(group)])
        mine = network.labels(mine)
        theirs = torch.cat([opinions[id(one)] for one in group])
        alike = -(theirs * torch.log_softmax(mine / WARMTH, -1)).sum()
        loss = loss + 0.5 * WARMTH**2 * alike / len(group)
    rows = [
        (n, t, h)
        for n, one in enumerate(group)
        for a, b in one.spans["source"]
        for t, h in enumerate(one.heads[a:b], a)
    ]
    if rows:
        at = torch.tensor(rows)
        guess = network.head(z[at[:, 0], at[:, 1]])[:, 0]
        loss = loss + torch.nn.functional.binary_cross_entropy_with_logits(
            guess, at[:, 2].float(), reduction="sum"
        ) / len(group)
    for kind in ("content", "source"):
        loss = loss + linking_loss(network, kind, z, group) / len(group)
    if group[0].tags:
        flat = torch.cat([y[n, : len(one.places)] for n, one in enumerate(group)])
        tags = torch.tensor([t for one in group for t in one.tags])
        roles = torch.tensor([t for one in group for t in one.roles])
        extra = torch.nn.functional.cross_entropy(network.tags(flat), tags, reduction="sum")
        extra = extra + torch.nn.functional.cross_entropy(
            network.roles(flat), roles, reduction="sum"
        )
        loss = loss + 0.05 * extra / len(group)
    return loss


def linking_loss(network, kind, z, group):
    """Return the loss of choosing a cue for each content, or a source for each cue."""
    ones, cues, numbers, owner, rights, choosers = [], [], [], [], [], []
    for n, paragraph in enumerate(group):
        for which, chooser, candidates, right in corpus.link_cases(paragraph):
            if which != kind:
                continue
            for place, (other, relation) in enumerate(candidates):
                one, cue = (chooser, other) if kind == "content" else (other, chooser)
                ones.append((n, one[0], one[1] - 1))
                cues.append((n, cue[0], cue[1] - 1))
                numbers.append(relation)
                owner.append((len(rights), place))
            rights.append(right)
            choosers.append((n, chooser[0], chooser[1] - 1))
    if not rights:
        return z.sum() * 0
    widest = max((o[1] for o in owner), default=-1) + 2
    scores = torch.full((len(rights), widest), -1e4)
    if owner:
        pair = network.link_scores(
            kind, z, torch.tensor(ones), torch.tensor(cues), torch.tensor(numbers)
        )
        at = torch.tensor(owner)
        scores = scores.index_put((at[:, 0], at[:, 1]), pair)
    if kind == "source":
        none = network.none(network.ends(z, torch.tensor(choosers)))[:, 0]
        counts = torch.bincount(
            torch.tensor([o[0] for o in owner], dtype=torch.long), minlength=len(rights)
        )
        scores = scores.index_put((torch.arange(len(rights)), counts), none)
    return torch.nn.functional.cross_entropy(scores, torch.tensor(rights), reduction="sum")


def measured(network, words, dev):
    """Return F1 of exact spans by kind, and how often links between true spans are right."""
    network.eval()
    hits, made, there = {}, {}, {}
    right = {"content": [0, 0], "source": [0, 0]}
    with torch.no_grad():
        for group, codes, lengths, _ in batches(dev, words, shuffle=False):
            z, _ = network(codes, lengths)
            scores = network.labels(z)
            for n, one in enumerate(group):
                found = list(spans_of(best_path(network, scores[n, : len(one.places)])))
                for kind in ("source", "cue", "content"):
                    gold = set(one.spans[kind])
                    mine = {(a, b) for k, a, b in found if k == kind}
                    hits[kind] = hits.get(kind, 0) + len(gold & mine)
                    made[kind] = made.get(kind, 0) + len(mine)
                    there[kind] = there.get(kind, 0) + len(gold)
                for kind, chooser, candidates, gold in corpus.link_cases(one):
                    choice = linked(network, kind, z[n : n + 1], chooser, candidates)
                    right[kind][0] += choice == gold
                    right[kind][1] += 1
    figures = {
        kind: round(200 * hits[kind] / max(1, made[kind] + there[kind]), 1) for kind in hits
    }
    return figures | {
        f"link {kind}": round(100 * a / max(1, b), 1) for kind, (a, b) in right.items()
    }


def linked(network, kind, z, chooser, candidates):
    """Return the number of the best candidate; behind the last one means none."""
    scores = []
    for other, relation in candidates:
        one, cue = (chooser, other) if kind == "content" else (other, chooser)
        scores.append(
            float(
                network.link_scores(
                    kind,
                    z,
                    torch.tensor([(0, one[0], one[1] - 1)]),
                    torch.tensor([(0, cue[0], cue[1] - 1)]),
                    torch.tensor([relation]),
                )
            )
        )
    if kind == "source":
        scores.append(
            float(
                network.none(network.ends(z, torch.tensor([(0, chooser[0], chooser[1] - 1)])))
            )
        )
    return max(range(len(scores)), key=scores.__getitem__)


def best_path(network, scores):
    """Return the most likely labels of one paragraph (Viterbi)."""
    moves, starts = network.transitions()
    total, back = starts + scores[0], []
    for row in scores[1:]:
        best, where = (total[:, None] + moves).max(0)
        total = best + row
        back.append(where)
    path = [int(total.argmax())]
    for where in reversed(back):
        path.append(int(where[path[-1]]))
    return path[::-1]


def spans_of(path):
    """Yield kind, first token and the one behind the last of each labelled span."""
    start = None
    for n, label in enumerate([*path, 0]):
        if start is not None and (label == 0 or label % 2 == 1):
            yield {1: "source", 3: "cue", 5: "content"}[path[start]], start, n
            start = None
        if label % 2 == 1:
            start = n


if __name__ == "__main__":
    main()
