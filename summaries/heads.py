"""The head of a source: which of its names, or which noun, is the one who speaks.

"The club's president, Ann Li," is Ann Li, "a spokesman for Ann Li" is a spokesman.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from summaries.appositions import WORD
from summaries.evidence import HONOURS
from summaries.languages import Language
from summaries.model import Mention
from summaries.name_parts import PARTIES
from summaries.names import demonyms, straight
from summaries.unnamed import is_title

#: Where the head of a source's first phrase stands at the latest.
PHRASE = re.compile(
    r",|[ \xa0](?:who|which|that|of|for|from|at|in|with|on|by|to|about|against|including|like"
    r"|whose|among|during|after|before|said|says)(?=[ \xa0])|[ \xa0]?[(—–―]|$"
)
ARTICLE = re.compile(
    r"^(?:an?|the|some|many|several|other|another|most|one|two|these|those)[ \xa0]",
    re.IGNORECASE,
)
#: A source that is capitalised throughout is somebody, known or not.
NAME = re.compile(r"[^\W\d_a-z][\w’'.-]+(?:[ \xa0][^\W\d_a-z][\w’'.-]*){0,2}")
#: What makes a name behind it part of a description.
OBJECT = re.compile(r"[ \xa0](?:of|for|with|to|about|against)[ \xa0]")
#: A short name in brackets that the phrase goes on behind: Harbour Board (HB) spokesman Bo Li
SHORT = re.compile(r"[ \xa0]?\([A-Z]{2,7}\)[ \xa0]\w")
PARTICIPLE = re.compile(r"(?<=[\w’'])[ \xa0][a-z]+ed$")
#: Two capitalised words that end a phrase behind a small one.
TRAILING = re.compile(
    r"(?:(?<=[a-z][ \xa0])|(?<=[’']s[ \xa0]))[^\W\d_a-z][\w’'.-]+[ \xa0][^\W\d_a-z][\w’'.-]+$"
)
#: What somebody writes: whose it is speaks.
WRITTEN = re.compile(
    r"(?:(?:an?|the|one|another)[ \xa0])?(?:[\w’'-]+[ \xa0]){0,2}(?:post|tweet|statement|letter"
    r"|e-?mail|message|memo|column|op-ed|essay|note|article)[ \xa0](?:from|by)[ \xa0]",
    re.IGNORECASE,
)
OWN_WRITING = re.compile(
    r"[’']s?[ \xa0](?:[\w’'-]+[ \xa0]){0,2}(?:post|tweet|statement|letter|e-?mail|message|memo"
    r"|op-ed|essay|note),?"
)
SMALL = re.compile(r"(?<![\w’'])[a-z][\w’'-]*")
LONGEST_NOUN = 60


class Phrases:
    """The phrases that name sources in one article."""

    def __init__(self, text: str, mentions: Sequence[Mention], words: Language) -> None:
        self._text = text
        self._mentions = mentions
        self._starts = [mention.start for mention in mentions]
        self._words = words
        self._printed_small: frozenset[str] | None = None

    def inside(self, start: int, end: int) -> list[Mention]:
        """Return the names that stand between two places, whole or in part."""
        at = bisect_left(self._starts, start)
        if at and self._mentions[at - 1].end > start:
            at -= 1
        found = []
        while at < len(self._mentions) and self._mentions[at].start < end:
            found.append(self._mentions[at])
            at += 1
        return found

    def speaking(self, start: int, end: int, head: tuple[int, int] | None) -> Mention | None:
        """Return the name that stands for a source, None when it is a noun that does.

        Args:
            start: where the source begins.
            end: where it ends.
            head: place of its head word, when it is known.
        """
        inside = self.inside(start, end)
        stop = self._end(start, end, inside)
        at_end = [m for m in inside if self._reaches(m.end, stop)]
        if at_end:
            return at_end[-1]
        people = [mention for mention in inside if mention.kind == "person"]
        if people and self._is_written_by(people[0], start, end):
            return people[0]
        for person in reversed(people):
            if head and person.start <= head[0] < person.end:
                if not self._is_object(stop, person.start):
                    return person
                break
        behind = [m for m in people if self._opposite(stop, m.start)]
        if behind and self._is_role(start, stop):
            return behind[0]
        last = people and PHRASE.match(self._text, people[0].end, end)
        if last and is_title(self._text, start, people[0].start, self._words):
            return people[0]
        return None

    def _is_written_by(self, person: Mention, start: int, end: int) -> bool:
        """Tell whether a source is what somebody writes ("a post by Li", "Li’s letter")."""
        if person.start == start:
            return OWN_WRITING.fullmatch(self._text, person.end, end) is not None
        written = WRITTEN.match(self._text, start, end)
        return written is not None and self._is_called(written.end(), person.start)

    def _is_called(self, start: int, place: int) -> bool:
        """Tell whether nothing but a title stands between a place and a name."""
        return start == place or is_title(self._text, start, place, self._words)

    def unnamed(self, start: int, end: int, head: tuple[int, int] | None) -> str:
        """Return the words of a source up to the noun that stands for it ("a spokesman")."""
        stop = self._end(start, end, self.inside(start, end))
        if head and start < head[1] < stop:
            stop = head[1]
        return PARTICIPLE.sub("", self._text[start:stop].rstrip(" \xa0,.’'"))

    def noun(self, phrase: str, start: int) -> str:
        """Return somebody unnamed without article: "spokesman" of "A spokesman"."""
        bare = ARTICLE.sub("", phrase)
        at = start + len(phrase) - len(bare)
        cut = max(0, len(bare) - LONGEST_NOUN)
        noun = (bare[bare.find(" ", cut) :] if cut else bare).strip()
        return noun if self.inside(at, at + 1) else self._small(noun)

    def called(self, phrase: str) -> tuple[str, str] | None:
        """Return role and name of somebody whom no list knows.

        "Expert Xena Quorl", and "UNICEF’s Xena Quorl", who speaks for it.
        """
        found = TRAILING.search(phrase)
        before = WORD.findall(phrase, 0, found.start()) if found else []
        if not found or not before:
            return None
        role = ARTICLE.sub("", phrase[: found.start()]).strip()
        owner = straight(before[-1])
        if owner.endswith("'s"):
            named = owner[0].isupper() and owner[:-2].lower() not in self._words.calendar
            return (role[:-2], found[0]) if named and len(before) == 1 else None
        return (role, found[0]) if owner.lower() in self._words.roles else None

    def is_somebody(self, start: int, printed: str) -> bool:
        """Tell whether a source that no list knows is a name all the same ("Wimes says")."""
        if not NAME.fullmatch(printed) or self.inside(start, start + len(printed)):
            return False
        words = [straight(word) for word in printed.split()]
        if any(word in demonyms() or word.lower() in PARTIES for word in words):
            return False
        first = words[0].lower()
        return first not in self._words.starters and first not in self._small_words()

    def _end(self, start: int, end: int, inside: Sequence[Mention]) -> int:
        """Return where the first phrase of a source ends, names taken whole."""
        for found in PHRASE.finditer(self._text, start, end):
            if any(m.start <= found.start() < m.end for m in inside):
                continue
            if SHORT.match(self._text, found.start(), end):
                continue
            if found.start() > start:
                return found.start()
        return end

    def _reaches(self, end: int, stop: int) -> bool:
        """Tell whether nothing but a mark or an honour ("QC") stands behind a name."""
        behind = self._text[end:stop]
        return end <= stop and (len(behind) < 3 or behind.strip().lower() in HONOURS)

    def _is_object(self, stop: int, place: int) -> bool:
        """Tell whether a name only belongs to a noun: the member for Li, a friend of Mr Li."""
        found = OBJECT.match(self._text, stop, place)
        between = WORD.findall(self._text, found.end(), place) if found else ["", ""]
        return all(straight(word).lower() in self._words.titles for word in between)

    def _opposite(self, stop: int, place: int) -> bool:
        """Tell whether a name follows a comma behind a role, at most with a title between."""
        comma = self._text.find(",", stop, place)
        if comma < 0 or comma - stop > LONGEST_NOUN:
            return False
        between = [straight(word).lower() for word in WORD.findall(self._text, comma, place)]
        known = (self._words.titles, self._words.before_titles)
        return len(between) < 4 and all(any(word in each for each in known) for word in between)

    def _is_role(self, start: int, stop: int) -> bool:
        found = WORD.findall(self._text[start:stop])
        return bool(found) and straight(found[-1]).lower() in self._words.roles

    def _small(self, noun: str) -> str:
        """Return a noun without the capital that a sentence's beginning gave it."""
        if noun[:1].islower():
            return noun
        first, _, rest = noun.partition(" ")
        lower = straight(first).lower()
        if not first[1:].islower() or lower in PARTIES or first in demonyms():
            return noun
        if rest[:1].isupper():
            return noun
        common = lower in self._words.starters or lower in self._small_words()
        return noun[0].lower() + noun[1:] if common else noun

    def _small_words(self) -> frozenset[str]:
        """Return the words that the article prints without a capital."""
        if self._printed_small is None:
            self._printed_small = frozenset(SMALL.findall(self._text))
        return self._printed_small
