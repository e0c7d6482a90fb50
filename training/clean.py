"""Teach which lines of a page dump are the article's own.

    python -m training.clean PAGES --out summaries/data/lines.npz [--folds 5]

PAGES is JSON Lines (.gz): {"dump", "article"}. With --folds it measures instead: F1 of
four-word shingles on pages held out in turn. Needs torch; some two minutes a network.
"""

import argparse
import difflib
import gzip
import json
import math
import random
import re
from collections import Counter
from itertools import pairwise

import numpy as np
import torch
from torch import nn

from summaries.clean import debris
from summaries.clean.lines import BUCKETS, line_values

HIDDEN, WORDS, DROPPED = 32, 6, 0.25
RATE, DECAY, AT_ONCE = 6e-3, 0.02, 4
NEVER = -1e4

ALLOWED = torch.full((4, 4), NEVER)
for state, following in debris.NEXT.items():
    ALLOWED[state, list(following)] = 0.0
FIRST, LAST = torch.full((4,), NEVER), torch.full((4,), NEVER)
FIRST[list(debris.FIRST)], LAST[list(debris.LAST)] = 0.0, 0.0


class Network(nn.Module):
    """Looks of lines to four numbers a line."""

    def __init__(self):
        super().__init__()
        looks = len(line_values(["a line"], [True])[0][0])
        self.emb = nn.EmbeddingBag(BUCKETS, WORDS, mode="mean")
        self.inp = nn.Linear(looks + WORDS, HIDDEN)
        self.c = nn.ModuleList(
            nn.Conv1d(HIDDEN, HIDDEN, 3, padding=d, dilation=d) for d in debris.DILATIONS
        )
        self.out = nn.Linear(HIDDEN, 4)
        self.drop = nn.Dropout(DROPPED)
        self.trans = nn.Parameter(torch.zeros(4, 4))

    def forward(self, looks, words, starts):
        """Return scores of shape (lines, 4)."""
        both = torch.cat([looks, self.drop(self.emb(words, starts))], 1)
        hidden = torch.relu(self.inp(self.drop(both))).T[None]
        for layer in self.c:
            hidden = hidden + torch.relu(layer(self.drop(hidden)))
        return self.out(hidden[0].T)


def main():
    """Read the arguments; measure, or teach and export."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("pages")
    parser.add_argument("--out", default="")
    parser.add_argument("--folds", type=int, default=0)
    parser.add_argument("--networks", type=int, default=3)
    parser.add_argument("--epochs", type=int, default=30)
    options = parser.parse_args()
    torch.set_num_threads(1)
    with gzip.open(options.pages, "rt", encoding="utf-8") as file:
        pages = [labelled(json.loads(line)) for line in file]
    if options.folds:
        measure(pages, options)
    if options.out:
        networks = [teach(pages, options.epochs, seed) for seed in range(options.networks)]
        np.savez_compressed(options.out, **exported(networks))


def labelled(page):
    """Return (lines, apart, own, article): which lines of a dump are in the article."""
    lines, apart, blank = [], [], True
    for line in page["dump"].split("\n"):
        if line.strip():
            lines.append(line.strip())
            apart.append(blank)
        blank = not line.strip()
    words = [re.findall(r"\w+", line.lower()) for line in lines]
    owner = [number for number, line in enumerate(words) for _ in line]
    flat = [word for line in words for word in line]
    article = re.findall(r"\w+", page["article"].lower())
    hits = [0] * len(lines)
    for at, _, size in difflib.SequenceMatcher(
        None, flat, article, autojunk=False
    ).get_matching_blocks():
        for number, found in Counter(owner[at : at + size]).items():
            if size >= 4 or found == len(words[number]):
                hits[number] += found
    own = [bool(line) and hit >= 0.5 * len(line) for line, hit in zip(words, hits, strict=True)]
    return lines, apart, own, page["article"]


def parts(page):
    """Return a page's lines before, in and behind the article, each as (lines, apart, own)."""
    places = [number for number, own in enumerate(page[2]) if own]
    if not places:
        return None
    cuts = (0, places[0], places[-1] + 1, len(page[0]))
    return [tuple(values[a:b] for values in page[:3]) for a, b in pairwise(cuts)]


def varied(pages, chance):
    """Return (lines, apart, own) of a page as it is, with another's head or foot, or cut."""
    page = chance.choice(pages)
    whole, roll = page[:3], chance.random()
    own_parts, other = parts(page), parts(chance.choice(pages))
    if roll > 0.5 and own_parts and other:
        head, body, foot = own_parts
        if roll < 0.7:
            head, foot = (other[0], foot) if chance.random() < 0.5 else (head, other[2])
        elif roll < 0.9:
            cut, end = chance.randint(0, len(head[0])), chance.randint(0, len(foot[0]))
            head = tuple(values[cut:] for values in head)
            foot = tuple(values[:end] for values in foot)
        else:
            body = tuple(
                [v for v, own in zip(values, body[2], strict=True) if own] for values in body
            )
            head = foot = ([], [], [])
        whole = tuple([*a, *b, *c] for a, b, c in zip(head, body, foot, strict=True))
    lines, apart, own = whole
    if chance.random() < 0.25:
        apart = [chance.random() < 0.5] * len(lines)
    return lines, apart, own


def states(own):
    """Return the course through the four states."""
    places = [number for number, one in enumerate(own) if one]
    if not places:
        return [debris.BEFORE] * len(own)
    return [
        debris.BEFORE
        if number < places[0]
        else debris.BEHIND
        if number > places[-1]
        else debris.OWN
        if one
        else debris.WITHIN
        for number, one in enumerate(own)
    ]


def tensors(lines, apart):
    """Return what the network takes."""
    looks, buckets = line_values(lines, apart)
    starts = np.cumsum([0, *map(len, buckets)])[:-1]
    words = [word for line in buckets for word in line]
    return torch.tensor(looks), torch.tensor(words or [0]), torch.tensor(starts)


def teach(pages, epochs, seed):
    """Return a network taught on these pages."""
    chance = random.Random(seed)  # noqa: S311 - nothing secret
    torch.manual_seed(seed)
    network = Network()
    optimizer = torch.optim.AdamW(network.parameters(), RATE, weight_decay=DECAY)
    steps = epochs * len(pages) // AT_ONCE
    pace = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=steps)
    network.train()
    for _ in range(steps):
        optimizer.zero_grad()
        for _ in range(AT_ONCE):
            lines, apart, own = varied(pages, chance)
            if lines:
                (loss(network, lines, apart, own) / AT_ONCE).backward()
        nn.utils.clip_grad_norm_(network.parameters(), 5)
        optimizer.step()
        pace.step()
    return network.eval()


def loss(network, lines, apart, own):
    """Return the loss of the course, and of each line by its length."""
    scores = network(*tensors(lines, apart))
    steps = network.trans + ALLOWED
    course = torch.tensor(states(own))
    right = FIRST[course[0]] + LAST[course[-1]] + steps[course[:-1], course[1:]].sum()
    right = right + scores[torch.arange(len(course)), course].sum()
    unlikely = (all_courses(scores, steps) - right) / math.sqrt(len(lines)) / 3
    weights = torch.tensor([math.log1p(len(line.split())) + 0.3 for line in lines])
    others = torch.logsumexp(scores[:, [debris.BEFORE, debris.WITHIN, debris.BEHIND]], 1)
    wrong = nn.functional.binary_cross_entropy_with_logits(
        scores[:, debris.OWN] - others,
        torch.tensor(own, dtype=torch.float),
        weight=weights / weights.sum(),
        reduction="sum",
    )
    return 0.5 * unlikely + wrong


def all_courses(scores, steps):
    """Return the logarithm of the sum over all courses, halving the chain at each step."""
    chain = steps[None] + scores[1:, None, :]
    while len(chain) > 1:
        odd = chain[-1:] if len(chain) % 2 else chain[:0]
        left, right = chain[: len(chain) // 2 * 2 : 2], chain[1::2]
        joined = torch.logsumexp(left[:, :, :, None] + right[:, None, :, :], 2)
        chain = torch.cat([joined, odd])
    reached = FIRST + scores[0]
    if len(chain):
        reached = torch.logsumexp(reached[:, None] + chain[0], 0)
    return torch.logsumexp(reached + LAST, 0)


def exported(networks):
    """Return the arrays that summaries.clean.debris reads."""
    return {
        f"{number}.{name}": value.detach().numpy().astype(np.float16)
        for number, network in enumerate(networks)
        for name, value in network.state_dict().items()
    }


def measure(pages, options):
    """Print F1 on pages held out in turn, for several thresholds."""
    order = list(range(len(pages)))
    random.Random(1).shuffle(order)  # noqa: S311 - nothing secret
    found = {}
    for fold in range(options.folds):
        held = order[fold :: options.folds]
        rest = [pages[number] for number in order if number not in held]
        taught = [teach(rest, options.epochs, seed) for seed in range(options.networks)]
        arrays = exported(taught)
        debris.packaged_arrays = lambda _, arrays=arrays: arrays
        debris._networks.cache_clear()
        for number in held:
            found[number] = debris.own_lines(*pages[number][:2])
        print(f"fold {fold}: {mean_f1(pages, found, 0.3):.4f}", flush=True)
    for least in (0.1, 0.2, 0.3, 0.4, 0.5):
        print(f"kept above {least}: F1 {mean_f1(pages, found, least):.4f}")


def mean_f1(pages, found, least):
    """Return the mean F1 of shingles over the pages there is an answer for."""
    total = 0.0
    for number, chances in found.items():
        lines, _, _, article = pages[number]
        kept = (line for line, chance in zip(lines, chances, strict=True) if chance > least)
        total += f1(shingles("\n".join(kept)), shingles(article))
    return total / len(found)


def shingles(text):
    """Return the runs of four words, counted."""
    words = re.findall(r"\w+", text.lower())
    return Counter(tuple(words[i : i + 4]) for i in range(max(1, len(words) - 3)))


def f1(got, wanted):
    """Return F1 of two counters."""
    both = sum((got & wanted).values())
    return 2 * both / max(1, sum(got.values()) + sum(wanted.values()))


if __name__ == "__main__":
    main()
