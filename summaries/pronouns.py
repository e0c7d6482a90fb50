"""Whom "he" and "she" mean: the last source or subject of that gender, sentence by sentence.

Going back from the pronoun, a sentence's source comes before its subject, and both before
anybody else named in it. Names inside quotation marks do not count: they are what somebody
talks about, not who talks; that one rule nearly doubled the pronouns that came out right.
"""

import re
from bisect import bisect_left, bisect_right, insort
from collections.abc import Mapping, Sequence

from summaries.appositions import WORD, role_behind
from summaries.languages import Language
from summaries.languages.words import word_set
from summaries.model import Mention, Sentence

#: How many sentences back a pronoun is followed.
BACK = 8
#: How many sentences back "it" is followed.
NEAR = 4
#: How many sentences back somebody unnamed, who may be a man or a woman, is remembered.
AT_HAND = 2
EITHER = "mf"
#: Sources and code points beyond which nobody remembers who spoke.
FAR, LONGEST = 60, 2000
#: How long the description of somebody may be before its comma.
LONGEST_PHRASE = 60
#: A name behind one of these is no subject.
PREPOSITIONS = word_set(
    """in to with of by for about against from on at like than into over under between
    behind toward towards without after before including versus vs. via among beside alongside
    through upon regarding called calling told asked accused and or around across near outside
    inside above below off out past despite during since until within throughout beyond"""
)
#: Nor is one behind an article ("a Li aide").
NO_SUBJECT = PREPOSITIONS | {"a", "an"}
#: Words behind which another clause has its own subject.
JOINTS = word_set(
    """that as while when because if but and who which where whether since although though so
    whom what how why after before until unless yet or nor said says named"""
)
OTHERS = word_set(
    "the a an his her their its this these those some many most he she they it we i you"
)
#: A verb behind a name that is the subject of its own clause ("the jobs Li has lost").
ACTS = re.compile(
    r"[ \xa0](?:has|had|have|will|was|is|were|would|could|can|may|might|should|did|does|do|also"
    r"|never|still|said|told|says|[a-z]+ed)\b"
)
#: Somebody unnamed whom a sentence is about ("A 26-year-old Berlin man had posted …").
SOMEBODY = re.compile(
    r"[“\"‘']?(?:An?|One|Another)[ \xa0](?:[\w’'-]+[ \xa0]){0,3}?"
    r"(man|woman|boy|girl|mother|father|grandmother|grandfather|widow|widower)\b"
)
#: What somebody else does to whom a pronoun means: "He said Li asked him".
TOWARDS = re.compile(r"\b(?:him|her|his)\b")
OWN = re.compile(r"[’']s?[ \xa0]")


class Talk:
    """Who has been talking and talked about, for finding whom a pronoun means."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        people: Sequence[Mention],
        bodies: Sequence[Mention],
        genders: Mapping[str, str],
        words: Language,
    ) -> None:
        self._text = text
        self._sentences = sentences
        self._starts = [sentence.start for sentence in sentences]
        self._people = people
        self._people_starts = [mention.start for mention in people]
        self._bodies = bodies
        self._bodies_starts = [mention.start for mention in bodies]
        self._first: dict[str, int] = {}
        for mention in people:
            self._first.setdefault(mention.name, mention.start)
        self._genders = genders
        self._words = words
        self._spoke: list[tuple[int, str]] = []
        self._unnamed: dict[str, str] = {}
        self._barred: frozenset[str] = frozenset()
        self._unclear: tuple[int, frozenset[str]] | None = None
        self._jointly: list[tuple[int, str]] = []
        self._spoke_for: list[tuple[int, str]] = []

    def spoke(self, place: int, name: str, gender: str = "") -> None:
        """Remember that somebody is a source at a place, in whatever order.

        Args:
            place: where the source begins.
            name: who it is; a noun for somebody unnamed.
            gender: of somebody unnamed, EITHER when nothing tells; names have theirs.
        """
        insort(self._spoke, (place, name))
        if gender:
            self._unnamed[name] = gender

    def forget_unnamed(self) -> None:
        """Leave it at names: the next to speak ("the senator") may be any of them."""
        if self._unnamed:
            self._spoke = [one for one in self._spoke if one[1] not in self._unnamed]

    def spoke_for(self, place: int, name: str) -> None:
        """Remember that an organisation or country is a source at a place."""
        self._spoke_for.append((place, name))

    def body_meant(self, place: int) -> str | None:
        """Return the organisation that "it" means: its sentence's own, or the last source."""
        here = bisect_right(self._starts, place) - 1
        if here < 0:
            return None
        start = max(self._starts[here], place - LONGEST)
        first = bisect_left(self._bodies_starts, start)
        for mention in self._bodies[first : bisect_left(self._bodies_starts, place)]:
            if mention.kind == "organisation" and self._is_subject(mention, start):
                return mention.name
        near = self._starts[max(0, here - NEAR)]
        if self._spoke_for and self._spoke_for[-1][0] >= near:
            return self._spoke_for[-1][1]
        return None

    def several_meant(self, place: int) -> str | None:
        """Return the people who last spoke together ("Ann Li and Bo Li"), if it was near."""
        here = bisect_right(self._starts, place) - 1
        near = self._starts[max(0, here - NEAR)] if here >= 0 else 0
        if self._jointly and self._jointly[-1][0] >= near:
            return self._jointly[-1][1]
        return None

    def spoke_jointly(self, place: int, names: str) -> None:
        """Remember that several people are one source at a place."""
        self._jointly.append((place, names))

    def meant(
        self, place: int, gender: str, contents: Sequence[tuple[int, int]] = ()
    ) -> str | None:
        """Return the name that a pronoun of a gender means; None when unclear.

        Args:
            place: where the pronoun stands.
            gender: "m" or "f".
            contents: what is said; whom it names is talked about.
        """
        self._barred = self._not_meant(place, contents)
        found = self._followed(place, gender, contents)
        if found is None and self._barred:
            self._unclear = (place, self._barred)
        self._barred = frozenset()
        return found

    def _not_meant(self, place: int, contents: Sequence[tuple[int, int]]) -> frozenset[str]:
        """Return whom a pronoun cannot mean: "He said Li asked him" is not Li's.

        When that leaves nobody, the next "he" is the same unknown, and not Li either. Words
        before the pronoun tell nothing: "Li was shocked, she said".
        """
        barred = {
            mention.name
            for start, end in contents
            for mention in self._between(start, end)
            if start > place
            and self._is_subject(mention, start)
            and TOWARDS.search(self._text, mention.end, end)
        }
        spoke_last = self._spoke[-1][0] if self._spoke else -1
        if self._unclear and self._unclear[0] > spoke_last:
            barred |= self._unclear[1]
        return frozenset(barred)

    def _followed(
        self, place: int, gender: str, contents: Sequence[tuple[int, int]]
    ) -> str | None:
        here = bisect_right(self._starts, place) - 1
        nearest: list[str] = []
        for number in range(here, max(-1, here - BACK), -1):
            sentence = self._sentences[number]
            end = min(sentence.end, place)
            start = max(sentence.start, end - LONGEST)
            found = self._source(start, end, gender, near=here - number <= AT_HAND)
            if not found and self._is_about_somebody(sentence, gender):
                return None
            if number < here:
                found = found or self._introduced(start, end, gender)
            found = found or self._subject(start, end, gender)
            found = found or self._owner(start, end, gender, contents)
            if found:
                return found
            nearest += self._others(start, end, gender)
        source = self._source(0, place, gender)
        if source:
            return source
        return nearest[0] if len(set(nearest)) == 1 else None

    def _is_about_somebody(self, sentence: Sentence, gender: str) -> bool:
        """Tell whether a sentence's subject is an unnamed person whom a pronoun may mean."""
        somebody = SOMEBODY.match(self._text, sentence.start, sentence.end)
        if somebody is None or self._words.gendered.get(somebody[1]) != gender:
            return False
        # "A mother of two, Li said" is named.
        comma = self._text.find(",", somebody.end(), somebody.end() + LONGEST_PHRASE)
        return comma < 0 or not self._between(comma, comma + 3)

    def subject_before(self, place: int) -> tuple[int, str] | None:
        """Return the person who is the subject of the sentence that a place lies in.

        Returns:
            Where the subject is printed, and the name of who it is.
        """
        here = bisect_right(self._starts, place) - 1
        if here < 0:
            return None
        start = max(self._starts[here], place - LONGEST)
        for mention in self._between(start, place):
            if self._is_subject(mention, start):
                return mention.start, mention.name
        at = bisect_left(self._spoke, (place, "")) - 1
        return self._spoke[at] if at >= 0 and self._spoke[at][0] >= start else None

    def _source(self, start: int, end: int, gender: str, *, near: bool = False) -> str | None:
        at = bisect_left(self._spoke, (end, "")) - 1
        oldest = at - FAR
        while at >= max(0, oldest) and self._spoke[at][0] >= start:
            name = self._spoke[at][1]
            if self._fits(name, gender) and (near or self._unnamed.get(name) != EITHER):
                return name
            at -= 1
        return None

    def _introduced(self, start: int, end: int, gender: str) -> str | None:
        """Return whom a sentence names for the first time with a role behind the name."""
        for mention in reversed(self._between(start, end)):
            new = self._first[mention.name] == mention.start
            if new and self._fits(mention.name, gender):
                return (
                    mention.name if role_behind(self._text, mention.end, self._words) else None
                )
        return None

    def _subject(self, start: int, end: int, gender: str) -> str | None:
        for mention in self._between(start, end):
            if self._is_subject(mention, start) and self._fits(mention.name, gender):
                return mention.name
        return None

    def _owner(
        self, start: int, end: int, gender: str, contents: Sequence[tuple[int, int]]
    ) -> str | None:
        """Return whose something a sentence begins with ("Li’s fate is unclear, but she …")."""
        for mention in self._between(start, end):
            own = OWN.match(self._text, mention.end)
            inside = any(a <= mention.start < b for a, b in contents)
            if own and not inside and self._fits(mention.name, gender):
                return mention.name if self._begins(mention, start) else None
        return None

    def _others(self, start: int, end: int, gender: str) -> list[str]:
        return [m.name for m in self._between(start, end) if self._fits(m.name, gender)]

    def _between(self, start: int, end: int) -> Sequence[Mention]:
        first = bisect_left(self._people_starts, start)
        return self._people[first : bisect_left(self._people_starts, end)]

    def _is_subject(self, mention: Mention, start: int) -> bool:
        if self._text[mention.end : mention.end + 1] in ("’", "'"):
            return False
        return self._begins(mention, start)

    def _begins(self, mention: Mention, start: int) -> bool:
        """Tell whether a name may begin its clause: no preposition before it."""
        start = max(start, mention.start - 60)
        start = max(start, self._text.rfind(",", start, mention.start))
        before = WORD.findall(self._text, start, mention.start)
        while before and self._is_title(before[-1]):
            before.pop()
        if not before:
            return True
        if before[0].lower() in OTHERS and JOINTS.isdisjoint(map(str.lower, before)):
            # "The lawyer did give Li some credit": the subject is another.
            return ACTS.match(self._text, mention.end) is not None
        return before[-1].lower() not in NO_SUBJECT

    def _is_title(self, word: str) -> bool:
        lower = word.lower()
        if lower.endswith(("’s", "'s")):
            return True
        return (word[0].isupper() and lower not in PREPOSITIONS) or lower in self._words.roles

    def _fits(self, name: str, gender: str) -> bool:
        if name in self._barred:
            return False
        known = self._genders.get(name, "") or self._unnamed.get(name, "")
        return not gender or not known or gender in known
