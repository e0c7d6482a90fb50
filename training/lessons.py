"""What a network is taught: labels, heads and links of a corpus, opinions of others, syntax."""

import torch

from training import corpus

#: Teachers' opinions are softened by this before they are imitated.
WARMTH = 1.5


def lesson(network, group, codes, lengths, labels):
    """Return the loss of one batch, whose paragraphs are all labelled or all plain text."""
    z, y = network(codes, lengths, laid(group) if network.sizes.aids else None)
    loss = z.sum() * 0
    if group[0].labelled:
        loss = loss + network.tagging_loss(network.labels(z), labels, lengths)
        loss = loss + heads_loss(network, z, group)
        for kind in ("content", "source"):
            loss = loss + linking_loss(network, kind, z, group)
    if group[0].opinion is not None:
        mine = network.labels(
            torch.cat([z[n, : len(one.places)] for n, one in enumerate(group)])
        )
        theirs = torch.cat([one.opinion for one in group]).float()
        alike = -(theirs * torch.log_softmax(mine / WARMTH, -1)).sum()
        loss = loss + (0.5 if group[0].labelled else 1.0) * WARMTH**2 * alike
    if network.tags is not None:
        flat = torch.cat([y[n, : len(one.places)] for n, one in enumerate(group)])
        parsed = torch.cat([one.parsed for one in group])
        for table, column in ((network.tags, 0), (network.roles, 1)):
            loss = loss + 0.05 * torch.nn.functional.cross_entropy(
                table(flat), parsed[:, column], reduction="sum"
            )
    return loss / len(group)


def laid(group):
    """Return the parser's columns and numbers of a batch, padded."""
    longest = len(group[0].places)
    rows = torch.zeros(len(group), longest, 4, dtype=torch.long)
    numbers = torch.zeros(len(group), longest, group[0].numbers.shape[1])
    for n, one in enumerate(group):
        rows[n, : len(one.places)] = one.parsed
        numbers[n, : len(one.places)] = one.numbers
    return rows, numbers


def heads_loss(network, z, group):
    """Return the loss of telling which words are the heads of sources."""
    rows = [
        (n, t, h)
        for n, one in enumerate(group)
        for a, b in one.spans["source"]
        for t, h in enumerate(one.heads[a:b], a)
    ]
    if not rows:
        return 0
    at = torch.tensor(rows)
    guess = network.head(z[at[:, 0], at[:, 1]])[:, 0]
    return torch.nn.functional.binary_cross_entropy_with_logits(
        guess, at[:, 2].float(), reduction="sum"
    )


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
