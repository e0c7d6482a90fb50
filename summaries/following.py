"""What a briefing tells after the leads: what adds most and is understood where it stands."""

from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from summaries.definites import EVENT, THING
from summaries.leads import Room
from summaries.passages import Passage
from summaries.preferences import is_vague
from summaries.rank import Ranking
from summaries.references import Reference
from summaries.summary import BROUGHT, SAME
from summaries.terms import Flags, Floats

#: So many sentences at most are brought along by one that needs them.
MOST_BROUGHT = 3

#: So many sentences behind one that names somebody "the man" may be him.
NEAR = 3

#: What standing right behind a sentence that is told is worth, in standard deviations.
GOES_ON = 1.0

#: What it is worth that a sentence opens its article with the news.
OPENS = 1.0

#: So much of a sentence's words must be new beside what is told of its story already: in
#: the same article, and in another one.
NEW, NEW_ELSEWHERE = 0.4, 0.5


#: Two sentences with so many words in common, and such a share of the shorter one's, say the
#: same in other words; one writer uses the same words for different facts more often.
FEWEST_SHARED, SHARED, SHARED_HERE = 5, 0.5, 0.6


class Telling:
    """The sentences of a briefing while it grows, and what its reader knows.

    Args:
        candidates: of all articles.
        references: of each candidate.
        story_of: the number of each article's story.
        known: words of names that the reader knows: those that were asked for.
        tops: the place of the sentence that opens each article with its news; nothing else of
            an article is told before it, unless it says what is told already.
    """

    def __init__(
        self,
        candidates: Sequence[Passage],
        references: Sequence[Reference],
        story_of: Sequence[int],
        known: frozenset[str] = frozenset(),
        tops: Mapping[int, int] = MappingProxyType({}),
    ) -> None:
        self._candidates = candidates
        self._references = references
        self._story_of = story_of
        self._known = known
        self._tops = tops
        self._at = {(p.article, p.number): place for place, p in enumerate(candidates)}
        self._begun: dict[int, int] = {}
        self.taken: list[int] = []
        self._introduces: dict[tuple[int, str], int] = {}
        for place, one in enumerate(candidates):
            for word in references[place].known:
                self._introduces.setdefault((one.article, word), place)

    def take(self, place: int) -> None:
        """Count a candidate as told."""
        self.taken.append(place)
        article = self._candidates[place].article
        self._begun.setdefault(article, len(self._begun))

    def needed(self, place: int) -> tuple[int, ...]:
        """Return a candidate with those it needs, in order; none when it stays unclear."""
        unit = [place]
        while True:
            lacking = next((each for one in unit for each in self._lacking(one, unit)), None)
            if lacking is None:
                return tuple(sorted(unit))
            if lacking < 0 or lacking in unit or len(unit) > MOST_BROUGHT:
                return ()
            unit.append(lacking)

    def words(self, places: Sequence[int]) -> int:
        """Return how many words some candidates have together."""
        return sum(self._candidates[place].words for place in places)

    def is_news(self, place: int) -> bool:
        """Tell whether a candidate is not told yet, nor said in other words."""
        return place not in self.taken and self._adds(place) and not self.repeats(place)

    def _adds(self, place: int) -> bool:
        """Tell whether enough of a candidate's words are new beside what is told."""
        own = self._candidates[place]
        stems = self._references[place].stems
        told: set[str] = set()
        elsewhere = False
        for other in self.taken:
            if self._same_story(self._candidates[other], own):
                told |= self._references[other].stems
                elsewhere |= self._candidates[other].article != own.article
        share = len(stems - told) / max(1, len(stems))
        return share >= (NEW_ELSEWHERE if elsewhere else NEW)

    def repeats(self, place: int) -> bool:
        """Tell whether a candidate mostly says what one sentence said that is told."""
        own = self._candidates[place]
        stems = self._references[place].stems
        for other in self.taken:
            same = self._candidates[other].article == own.article
            others = self._references[other].stems
            shared = len(stems & others)
            most = (SHARED_HERE if same else SHARED) * min(len(stems), len(others))
            if shared >= FEWEST_SHARED and shared >= most:
                return True
        return False

    def goes_on(self) -> Floats:
        """Return 1 for each candidate that stands right behind one that is told."""
        told = set(self.taken)
        behind = (self._at.get((p.article, p.number - 1), -1) in told for p in self._candidates)
        return np.fromiter(behind, dtype=np.float64)

    def is_top(self, place: int) -> bool:
        """Tell whether a candidate opens its article with the news."""
        return self._tops.get(self._candidates[place].article) == place

    def opens(self) -> Floats:
        """Return 1 for each candidate that opens its article with the news."""
        tops = map(self.is_top, range(len(self._candidates)))
        return np.fromiter(tops, dtype=np.float64)

    def _lacking(self, place: int, unit: Sequence[int]) -> list[int]:
        """Return the candidates that must be told before, -1 for one that there is not."""
        one, own = self._candidates[place], self._references[place]
        before = self._before(place, unit)
        previous = self._behind(place)
        found: list[int] = []
        top = self._tops.get(one.article, place)
        if top < place and top not in before and self.is_news(top):
            found.append(top)
        if previous not in before and (
            one.leans or own.leans or own.lost or not self._nouns_known(place, before)
        ):
            found.append(previous)
        known = {word for other in before for word in self._references[other].known}
        for name in sorted((own.names | own.letters) - known - self._known):
            supplier = self._introduces.get((one.article, name), -1)
            found.append(supplier if supplier < place else -1)
        return found

    def _behind(self, place: int) -> int:
        """Return the candidate that one leans on, -1 for none; comment between is passed over.

        "They quarrelled. This shows how tense things are. Days later, they met."
        """
        one = self._candidates[place]
        previous = self._at.get((one.article, one.number - 1), -1)
        if (
            previous >= 0
            and self._candidates[previous].leans
            and is_vague(self._candidates[previous])
        ):
            return self._behind(previous)
        return previous

    def _before(self, place: int, unit: Sequence[int]) -> list[int]:
        """Return what a reader has read of the same story before a candidate."""
        one = self._candidates[place]
        turn = self._begun.get(one.article, len(self._begun))
        found = []
        for other in {*self.taken, *unit}:
            each = self._candidates[other]
            if each.article == one.article:
                earlier = each.number < one.number
            else:
                earlier = self._begun[each.article] < turn and self._same_story(each, one)
            if earlier:
                found.append(other)
        return found

    def _same_story(self, one: Passage, other: Passage) -> bool:
        return self._story_of[one.article] == self._story_of[other.article]

    def _nouns_known(self, place: int, before: Sequence[int]) -> bool:
        one, own = self._candidates[place], self._references[place]
        stems = {stem for other in before for stem in self._references[other].stems}
        here = {
            stem
            for other in before
            if self._candidates[other].article == one.article
            for stem in self._references[other].stems
        }
        kinds = {kind for other in before for kind in self._references[other].kinds}
        close = {
            kind
            for other in before
            if self._candidates[other].article == one.article
            and one.number - self._candidates[other].number <= NEAR
            for kind in self._references[other].kinds
        }
        return all(
            noun in (here if kind == THING else stems)
            or (kind in close and kind != THING)
            or (kind == EVENT and kind in kinds)
            for kind, noun in own.nouns
        )


def followers(
    candidates: Sequence[Passage],
    telling: Telling,
    ranking: Ranking,
    *,
    room: Room,
    usable: Flags,
    sound: Flags,
) -> tuple[int, ...]:
    """Return the candidates told after the leads, the first chosen first.

    Args:
        candidates: of all articles.
        telling: holds the leads; it grows.
        ranking: of all candidates; it has taken the leads.
        room: for all of them together, the leads included.
        usable: whether each candidate may be told for its own sake.
        sound: whether each may be told because another one needs it.
    """
    left = room.words - sum(candidates[place].words for place in telling.taken)
    picked: list[int] = []
    out = ranking.stale
    while True:
        out = out | (ranking.likeness >= SAME)
        values = ranking.values() + GOES_ON * telling.goes_on() + OPENS * telling.opens()
        short = np.array([passage.words <= left for passage in candidates], dtype=bool)
        free = Room(left, room.sentences - len(telling.taken))
        best = _best(telling, values, usable & short & ~out, sound & ~out, free)
        if not best:
            return tuple(picked)
        for place in best:
            ranking.take(place)
            telling.take(place)
            left -= candidates[place].words
        picked += best


def _best(telling: Telling, values: Floats, free: Flags, sound: Flags, room: Room) -> list[int]:
    """Return the candidate worth most with those it needs, none when nothing fits."""
    best: list[int] = []
    worth = -np.inf
    for place in np.argsort(-values.round(9), kind="stable").tolist():
        if values[place] <= worth:
            break
        if free[place] and telling.is_news(place):
            unit = telling.needed(place)
            others = [other for other in unit if other != place]
            value = values[place] - BROUGHT * sum(not telling.is_top(other) for other in others)
            if (
                unit
                and value > worth
                and telling.words(unit) <= room.words
                and len(unit) <= room.sentences
                and all(sound[other] and telling.is_news(other) for other in others)
            ):
                worth, best = value, list(unit)
    return best
