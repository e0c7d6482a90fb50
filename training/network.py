"""The network as torch sees it: embeddings, convolution, BiLSTM, convolution, CRF, linking."""

from dataclasses import dataclass

import torch
from torch import nn

from summaries import links, tokens
from training.corpus import LABELS

#: How wide the parser's part of speech, role and kind of name are laid; how many more numbers.
AIDS = (16, 16, 8)
NUMBERS = 96
TABLES = ("word", "ending", "beginning", "shape", "depth")


@dataclass(frozen=True)
class Sizes:
    """How wide the parts of the network are; small, since it is run without torch."""

    tables: tuple[int, ...] = (72, 20, 8, 6, 6)
    near: int = 128
    hidden: int = 80
    top: int = 96
    pair: int = 40
    aids: tuple[int, ...] = ()


NEVER = -1e4


class Network(nn.Module):
    """Scores of every label for every token, and of every link between spans."""

    def __init__(self, words: int, tags: int = 0, roles: int = 0, sizes: Sizes | None = None):
        super().__init__()
        sizes = self.sizes = sizes or Sizes()
        aided = 0
        if sizes.aids:
            self.aids = nn.ModuleList(
                nn.Embedding(n, wide) for n, wide in zip(sizes.aids, AIDS, strict=True)
            )
            self.numbers = nn.Linear(NUMBERS, NUMBERS // 2)
            aided = sum(AIDS) + NUMBERS // 2 + sizes.tables[0]
        drop = 0.35
        rows = {
            "word": words,
            "ending": tokens.ENDINGS,
            "beginning": tokens.BEGINNINGS,
            "shape": tokens.SHAPES,
            "depth": 6,
        }
        self.tables = nn.ModuleDict(
            {k: nn.Embedding(rows[k], n) for k, n in zip(TABLES, sizes.tables, strict=True)}
        )
        for table in self.tables.values():
            nn.init.normal_(table.weight, std=0.3)
        self.near = nn.Conv1d(sum(sizes.tables) + aided, sizes.near, 3, padding=1)
        self.lstm = nn.LSTM(sizes.near, sizes.hidden, bidirectional=True, batch_first=True)
        self.top = nn.Conv1d(2 * sizes.hidden, sizes.top, 3, padding=1)
        self.labels = nn.Linear(sizes.top, len(LABELS))
        self.moves = nn.Parameter(torch.randn(len(LABELS), len(LABELS)) * 0.1)
        self.starts = nn.Parameter(torch.zeros(len(LABELS)))
        self.head = nn.Linear(sizes.top, 1)
        for kind in ("content", "source"):
            self.add_module(f"{kind}_one", nn.Linear(2 * sizes.top, sizes.pair))
            self.add_module(f"{kind}_cue", nn.Linear(2 * sizes.top, sizes.pair))
            for name, size in (
                ("order", links.ORDERS),
                ("distance", links.DISTANCES),
                ("stop", links.STOPS),
            ):
                table = nn.Embedding(size, 1)
                nn.init.zeros_(table.weight)
                self.add_module(f"{kind}_{name}", table)
        self.none = nn.Linear(2 * sizes.top, 1)
        self.tags = nn.Linear(2 * sizes.hidden, tags) if tags else None
        self.roles = nn.Linear(2 * sizes.hidden, roles) if roles else None
        self.drop = drop
        illegal = torch.zeros(len(LABELS), len(LABELS), dtype=torch.bool)
        for to in (2, 4, 6):
            for previous in range(len(LABELS)):
                illegal[previous, to] = previous not in (to - 1, to)
        self.register_buffer("illegal", illegal)
        self.register_buffer("unstartable", torch.tensor([0, 0, 1, 0, 1, 0, 1]).bool())

    def forward(self, codes, lengths, parsed=None):
        """Return the top features and the BiLSTM's output, each (paragraphs, tokens, …).

        Args:
            codes: the tokens' numbers.
            lengths: of the paragraphs.
            parsed: for a network with aids, the parser's columns and its further numbers.
        """
        parts = [self.tables[name](codes[..., n]) for n, name in enumerate(TABLES)]
        if self.sizes.aids:
            rows, numbers = parsed
            parts += [table(rows[..., n]) for n, table in enumerate(self.aids)]
            parts.append(torch.tanh(self.numbers(numbers)))
            at = torch.arange(codes.shape[1])[None] + rows[..., 3]
            at = at.clamp(0, codes.shape[1] - 1)[..., None]
            parts.append(parts[0].gather(1, at.expand_as(parts[0])))
        x = torch.cat(parts, -1)
        mask = (torch.arange(x.shape[1])[None] < lengths[:, None]).unsqueeze(-1)
        x = self._locked(x, self.drop * 0.6) * mask
        x = torch.relu(self.near(x.transpose(1, 2))).transpose(1, 2)
        x = self._locked(x, self.drop)
        packed = nn.utils.rnn.pack_padded_sequence(x, lengths, batch_first=True)
        y, _ = nn.utils.rnn.pad_packed_sequence(self.lstm(packed)[0], batch_first=True)
        y = self._locked(y, self.drop)
        z = torch.relu(self.top((y * mask).transpose(1, 2))).transpose(1, 2)
        return torch.nn.functional.dropout(z, self.drop * 0.6, self.training), y

    def _locked(self, x, p):
        """Drop the same features at all tokens of a paragraph."""
        if not self.training:
            return x
        keep = torch.empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - p) / (1 - p)
        return x * keep

    def transitions(self):
        """Return the scores of label pairs and of first labels, impossible ones ruled out."""
        return (
            self.moves.masked_fill(self.illegal, NEVER),
            self.starts.masked_fill(self.unstartable, NEVER),
        )

    def tagging_loss(self, scores, labels, lengths):
        """Return the CRF's loss summed over paragraphs."""
        moves, starts = self.transitions()
        total = starts + scores[:, 0]
        gold = starts[labels[:, 0]] + scores[:, 0].gather(1, labels[:, :1])[:, 0]
        for t in range(1, scores.shape[1]):
            on = t < lengths
            n = int(on.sum())
            new = torch.logsumexp(total[:n, :, None] + moves, 1) + scores[:n, t]
            total = torch.cat([new, total[n:]]) if n < len(on) else new
        t = torch.arange(1, scores.shape[1])
        on = (t[None] < lengths[:, None]).float()
        step = (
            moves[labels[:, :-1], labels[:, 1:]]
            + scores[:, 1:].gather(2, labels[:, 1:, None])[..., 0]
        )
        gold = gold + (step * on).sum(1)
        return (torch.logsumexp(total, 1) - gold).sum()

    def link_scores(self, kind, z, one, cue, numbers):
        """Return the score of each pair of a span and a cue.

        Args:
            kind: "content" or "source".
            z: top features.
            one: paragraph, first and last token of the source or content, per pair.
            cue: the same of the cue.
            numbers: the three numbers of ``links.relations`` per pair.
        """
        a = getattr(self, f"{kind}_one")(self.ends(z, one))
        b = getattr(self, f"{kind}_cue")(self.ends(z, cue))
        extra = sum(
            getattr(self, f"{kind}_{name}")(numbers[:, n])[:, 0]
            for n, name in enumerate(("order", "distance", "stop"))
        )
        return (a * b).sum(-1) / self.sizes.pair**0.5 + extra

    @staticmethod
    def ends(z, spans):
        """Return the features of the first and last token of spans, side by side."""
        return torch.cat([z[spans[:, 0], spans[:, 1]], z[spans[:, 0], spans[:, 2]]], -1)
