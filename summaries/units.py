"""Candidates with the sentences they lean on: what is taken together."""

from collections.abc import Iterable, Sequence

import numpy as np

from summaries.passages import Passage
from summaries.terms import Floats


class Units:
    """Each candidate with those it leans on: the one before, and so on.

    A sentence that leans on no candidate (a heading, page debris, a repeat) stays out, and so
    does one that leans on more than ``reach`` - 1 others, unless enough of them are taken.

    Args:
        candidates: all of them.
        reach: so many sentences at most are one unit.

    Attributes:
        brought: how many others each candidate would bring along now.
    """

    def __init__(self, candidates: Sequence[Passage], reach: int) -> None:
        self._reach = reach
        self._taken: set[int] = set()
        self._chains: dict[int, list[int]] = {}
        self._behind: dict[int, list[int]] = {}
        # Where nothing stands alone, what opens the article comes nearest.
        self._standing = {n for n, p in enumerate(candidates) if not p.leans} or {0}
        for place in range(len(candidates)):
            if place not in self._standing:
                chain = self._chains[place] = self._chain(candidates, place)
                for other in chain[1:]:
                    self._behind.setdefault(other, []).append(place)
        self.brought: Floats = np.zeros(len(candidates))
        self.brought[[*self._chains]] = [len(chain) - 1 for chain in self._chains.values()]

    def missing(self, place: int) -> list[int]:
        """Return what a summary lacks to take a candidate: itself, then the one before it."""
        chain = self._chains.get(place, [place])
        known = next((n for n, other in enumerate(chain) if other in self._taken), len(chain))
        return chain[:known]

    def stands(self, place: int) -> bool:
        """Tell whether a candidate would stand with what it leans on."""
        chain = self._chains.get(place, ())
        return not chain or chain[-1] in self._standing or not self._taken.isdisjoint(chain[1:])

    def take(self, places: Iterable[int]) -> None:
        """Count candidates as part of the summary."""
        for place in places:
            self._taken.add(place)
            for other in self._behind.get(place, ()):
                self.brought[other] = len(self.missing(other)) - 1

    def _chain(self, candidates: Sequence[Passage], place: int) -> list[int]:
        """Return a candidate and those before it, as far as each leans on the next."""
        chain = [place]
        while len(chain) < self._reach and chain[-1] not in self._standing:
            passage, before = candidates[chain[-1]], chain[-1] - 1
            leant_on = (passage.article, passage.number - 1)
            if (
                before < 0
                or (candidates[before].article, candidates[before].number) != leant_on
            ):
                break
            chain.append(before)
        return chain
