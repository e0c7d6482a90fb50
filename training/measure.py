"""How well a network tags annotated paragraphs, while it is taught."""

import torch

from training import corpus
from training.lessons import laid


def measured(network, words, dev, batches):
    """Return F1 of exact spans by kind, and how often links between true spans are right."""
    network.eval()
    hits, made, there = {}, {}, {}
    right = {"content": [0, 0], "source": [0, 0]}
    with torch.no_grad():
        for group, codes, lengths, _ in batches(dev, words):
            z, _ = network(codes, lengths, laid(group) if network.sizes.aids else None)
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
