"""What a parser made of the paragraphs, laid beside their tokens (see training/syntax.py)."""

import numpy as np
import torch


class Aids:
    """The rows of a file of ``training.syntax``, and how many values each column has.

    Attributes:
        sizes: number of parts of speech, of roles, and of kinds of names.
    """

    def __init__(self, path):
        kept = np.load(path)
        self.rows, self.numbers = kept["rows"], kept["numbers"]
        self.begins = dict(zip(kept["articles"].tolist(), kept["begins"].tolist(), strict=True))
        self.sizes = tuple(len(kept[kind]) for kind in ("tag", "role", "entity"))
        self.person = kept["entity"].tolist().index("PERSON")

    def lay(self, shown):
        """Lay the parser's rows beside the tokens of paragraphs given article by article."""
        at = dict(self.begins)
        for one in shown:
            begin = at[one.article]
            at[one.article] = end = begin + len(one.places)
            one.parsed = torch.tensor(self.rows[begin:end].astype(np.int64))
            one.numbers = torch.tensor(self.numbers[begin:end])
            for n, kind in enumerate(one.parsed[:, 2].tolist()):
                if kind == self.person and one.words[n][0].isupper():
                    one.persons.setdefault(one.words[n], []).append(n)
