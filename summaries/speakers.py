"""From the words that name a source to the person or organisation meant.

Names are read in the article's order, because a pronoun means whom the sentences before made
the subject of talk. What the evidence does not settle stays unclear: a wrong name is the worst
error there is.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.evidence import PARTIES
from summaries.genders import genders, shared_names
from summaries.languages import Language, language
from summaries.marks import Marked, segments
from summaries.model import Article, Attribution, Mention, Sentence, SpeakerBasis
from summaries.names import demonyms, straight
from summaries.pronouns import Talk
from summaries.roles import WORD, role_beside
from summaries.unnamed import holders, is_definite, is_title, title_alone, unnamed_gender

#: Where the head of a source's first phrase stands at the latest.
PHRASE = re.compile(
    r",|[ \xa0](?:who|which|that|of|for|from|at|in|with|on|by|to|about|against|including|like"
    r"|whose|among|during|after|before|said|says)(?=[ \xa0])|[ \xa0]?[(—–―]|$"
)
ARTICLE = re.compile(
    r"^(?:an?|the|some|many|several|other|another|most|one|two|these|those)[ \xa0]",
    re.IGNORECASE,
)
#: What makes a name behind it part of a description.
OBJECT = re.compile(r"[ \xa0](?:of|for|with|to|about|against)[ \xa0]")
#: An organisation's head word stands before these.
OF = re.compile(r"[ \xa0](?:of|for|on)[ \xa0]")
#: A short name in brackets that the phrase goes on behind: Harbour Board (HB) spokesman Bo Li
SHORT = re.compile(r"[ \xa0]?\([A-Z]{2,7}\)[ \xa0]\w")
#: A source that is capitalised throughout is somebody, known or not.
NAME = re.compile(r"[^\W\d_a-z][\w’'.-]+(?:[ \xa0][^\W\d_a-z][\w’'.-]*){0,2}")
#: What may stand between a name and the "who" that goes back to it.
RELATIVE = re.compile(
    r",?[ \xa0]|,[ \xa0][^,.;:“”\"]{1,120},[ \xa0]|[ \xa0]\([^()]{1,40}\),?[ \xa0]"
)
#: Somebody says so, but not the subject.
HEARSAY = re.compile(r"(?:reportedly|allegedly|purportedly|supposedly)", re.IGNORECASE)
#: The subject is spoken to or about: "was asked", "faced questions from reporters".
SPOKEN_TO = re.compile(
    r"(?:\w+[ \xa0])?(?:"
    r"(?:was|were|been|being|is|are)[ \xa0](?:\w+ly[ \xa0])?"
    r"(?:asked|told|questioned|accused|criticized|criticised|warned|urged)\b"
    r"|fac(?:ed|es|ing)[ \xa0].{0,40}?"
    r"\b(?:questions?|criticism|inquiries|calls|pressure|accusations|scrutiny)\b)"
)
PRESENT = re.compile(r"[a-z]+ing\b")
PARTICIPLE = re.compile(r"(?<=[\w’'])[ \xa0][a-z]+ed$")
#: Two capitalised words that end a phrase behind a small one.
TRAILING = re.compile(r"(?<=[a-z][ \xa0])[^\W\d_a-z][\w’'.-]+[ \xa0][^\W\d_a-z][\w’'.-]+$")
SMALL = re.compile(r"(?<![\w’'])[a-z][\w’'-]*")
LONGEST_NOUN = 60


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who is meant by an attribution's source.

    Attributes:
        text: the bare mention as printed, ending in its head word; empty without one.
        start: where it starts; -1 without one.
        name: canonical name, or the noun of somebody unnamed; None when unclear.
        basis: how the name was found.
        affiliation: the role as printed; empty when none is.
    """

    text: str = ""
    start: int = -1
    name: str | None = None
    basis: SpeakerBasis = "unclear"
    affiliation: str = ""


NOBODY = Speaker()


def speakers(
    article: Article,
    sentences: Sequence[Sentence],
    mentions: Sequence[Mention],
    attributions: Sequence[Attribution],
    passages: Sequence[Marked] | None = None,
) -> tuple[Speaker, ...]:
    """Return who is meant by each attribution, in the same order.

    Args:
        article: in a language whose words are known.
        sentences: its sentences.
        mentions: its names.
        attributions: in order.
        passages: what stands in quotation marks, when it is known already.

    Raises:
        UnsupportedLanguage: no word lists are known for the article's language.
    """
    scene = _Scene(
        article.text,
        sentences,
        mentions,
        segments(article.text) if passages is None else passages,
        language(article.language),
    )
    found: list[Speaker] = []
    for attribution in attributions:
        if attribution.continues and found and attribution.source is None:
            found.append(found[-1])
            continue
        found.append(scene.speaker(attribution))
    return tuple(found)


class _Scene:
    """What the article has told so far: who spoke last, who was a sentence's subject."""

    def __init__(
        self,
        text: str,
        sentences: Sequence[Sentence],
        mentions: Sequence[Mention],
        passages: Sequence[Marked],
        words: Language,
    ) -> None:
        self.text = text
        self.words = words
        self.mentions = mentions
        self.starts = [mention.start for mention in mentions]
        self.sentences = [s for s in sentences if not s.heading]
        self.quoted = [(p.start, p.end) for p in passages if p.level == 0]
        self.quoted_starts = [start for start, _ in self.quoted]
        self.people = [
            m for m in mentions if m.kind == "person" and not self.is_quoted(m.start)
        ]
        self.genders = genders(text, mentions, words, self.sentences)
        self.shared = shared_names(mentions)
        self.bodies = {mention.name for mention in mentions if mention.kind != "person"}
        self.roles: dict[str, str] = {}
        self._printed_small: frozenset[str] | None = None
        self.prose_starts = [s.start for s in self.sentences]
        bodies = [m for m in mentions if m.kind != "person" and not self.is_quoted(m.start)]
        self.talk = Talk(text, self.sentences, self.people, bodies, self.genders, words)
        self.titles = holders(text, self.people, words)
        self._learn_roles()

    def is_quoted(self, place: int) -> bool:
        """Tell whether a place lies in somebody's own words."""
        at = bisect_left(self.quoted_starts, place + 1) - 1
        return at >= 0 and place < self.quoted[at][1]

    def in_prose(self, place: int) -> bool:
        """Tell whether a place lies in a sentence that is no heading."""
        at = bisect_left(self.prose_starts, place + 1) - 1
        return at >= 0 and place < self.sentences[at].end

    def speaker(self, attribution: Attribution) -> Speaker:
        """Return who is meant by an attribution's source."""
        if attribution.source is None:
            return self._implied(attribution)
        start, end = attribution.source
        if attribution.cue and self._is_spoken_to(end, attribution.cue):
            return NOBODY
        speaker = (
            self._pronoun(start, end, attribution.contents)
            or self._named(start, end, attribution.source_head)
            or self._titled(start, end)
            or self._unnamed(start, end, attribution.source_head)
        )
        if speaker.name and " and " in speaker.name and speaker.name not in self.bodies:
            self.talk.spoke_jointly(speaker.start, speaker.name)
        if speaker.basis == "stated" and speaker.name in self.bodies:
            self.talk.spoke_for(speaker.start, speaker.name)
        if speaker.name and (speaker.name in self.genders or self._is_somebody(speaker)):
            self.talk.spoke(speaker.start, speaker.name)
        elif speaker.name and speaker.text:
            self._noun_spoke(start, speaker.start, speaker.name)
        return speaker

    def _is_spoken_to(self, end: int, cue: tuple[int, int]) -> bool:
        """Tell whether a subject, which ends before its cue, is not who says so."""
        if HEARSAY.fullmatch(self.text, *cue):
            return True
        return end <= cue[0] and SPOKEN_TO.match(self.text, *cue) is not None

    def _noun_spoke(self, start: int, place: int, noun: str) -> None:
        if gender := unnamed_gender(self.text, start, noun, self.words):
            self.talk.spoke(place, noun, gender)
        elif is_definite(self.text, start, noun, self.words):
            self.talk.forget_unnamed()

    def _implied(self, attribution: Attribution) -> Speaker:
        """Return the subject that a participle shares ("Li smiled, adding that …")."""
        cue = attribution.cue
        if cue is None or not PRESENT.match(self.text, *cue):
            return NOBODY
        subject = self.talk.subject_before(cue[0])
        if subject is None or subject[1] in self.shared:
            return NOBODY
        start, name = subject
        named = next((m.text for m in self._inside(start, start + 1)), "")
        printed = named or self.text[start : start + len(name)]
        if not named and printed != name:
            printed = WORD.findall(self.text, start, start + LONGEST_NOUN)[0]
        return Speaker(printed, start, name, "inferred", self.roles.get(name, ""))

    def _is_somebody(self, speaker: Speaker) -> bool:
        """Tell whether a source that no list knows is a name all the same ("Wimes says")."""
        if not NAME.fullmatch(speaker.text) or self._inside(
            speaker.start, speaker.start + len(speaker.text)
        ):
            return False
        words = [straight(word) for word in speaker.text.split()]
        if any(word in demonyms() or word.lower() in PARTIES for word in words):
            return False
        first = words[0].lower()
        return first not in self.words.starters and first not in self._small_words()

    def _small(self, noun: str) -> str:
        """Return a noun without the capital that a sentence's beginning gave it."""
        first, _, rest = noun.partition(" ")
        lower = straight(first).lower()
        if not first[1:].islower() or lower in PARTIES or first in demonyms():
            return noun
        if rest[:1].isupper():
            return noun
        common = lower in self.words.starters or lower in self._small_words()
        return noun[0].lower() + noun[1:] if common else noun

    def _small_words(self) -> frozenset[str]:
        """Return the words that the article prints without a capital."""
        if self._printed_small is None:
            self._printed_small = frozenset(SMALL.findall(self.text))
        return self._printed_small

    def _learn_roles(self) -> None:
        for mention in self.people:
            if mention.name in self.roles or not self.in_prose(mention.start):
                continue
            if role := role_beside(self.text, mention, self.words):
                self.roles[mention.name] = role

    def _inside(self, start: int, end: int) -> list[Mention]:
        at = bisect_left(self.starts, start)
        if at and self.mentions[at - 1].end > start:
            at -= 1
        found = []
        while at < len(self.mentions) and self.mentions[at].start < end:
            found.append(self.mentions[at])
            at += 1
        return found

    def _named(self, start: int, end: int, head: tuple[int, int] | None) -> Speaker | None:
        inside = self._inside(start, end)
        stop = self._phrase_end(start, end, inside)
        at_end = [m for m in inside if m.end == stop or (m.end <= stop <= m.end + 2)]
        if at_end:
            return self._of_mention(at_end[-1], inside, start)
        if head:
            covering = [m for m in inside if m.start <= head[0] < m.end]
            if (
                covering
                and covering[-1].kind == "person"
                and not self._is_object(stop, covering[-1].start)
            ):
                return self._of_mention(covering[-1], inside, start)
        people = [mention for mention in inside if mention.kind == "person"]
        behind = [m for m in people if self._opposite(stop, m.start)]
        if behind and self._is_role(start, stop):
            return self._of_mention(behind[0], inside, start)
        last = people and PHRASE.match(self.text, people[0].end, end)
        if last and is_title(self.text, start, people[0].start, self.words):
            return self._of_mention(people[0], inside, start)
        return None

    def _is_object(self, stop: int, place: int) -> bool:
        """Tell whether a name only belongs to a noun: the member for Li, a friend of Mr Li."""
        found = OBJECT.match(self.text, stop, place)
        between = WORD.findall(self.text, found.end(), place) if found else ["", ""]
        return all(straight(word).lower() in self.words.titles for word in between)

    def _titled(self, start: int, end: int) -> Speaker | None:
        """Return the only person of the article with exactly this title ("the president")."""
        printed = self.text[start:end].rstrip(" \xa0,")
        name = self.titles.get(title_alone(printed))
        if name is None:
            return None
        return Speaker(printed, start, name, "inferred", self.roles.get(name, ""))

    def _of_mention(self, mention: Mention, inside: Sequence[Mention], start: int) -> Speaker:
        text = self.text
        if mention.kind != "person":
            printed = OF.split(mention.text, maxsplit=1)[0]
            return Speaker(printed, mention.start, mention.name, "stated")
        pair = [m for m in inside if m.kind == "person" and m.end < mention.start]
        role = role_beside(text, mention, self.words) or self.roles.get(mention.name, "")
        if mention.name in self.shared:
            return Speaker(mention.text, mention.start, None, "unclear")
        name = mention.name
        if pair and text[pair[-1].end : mention.start].strip() in ("and", "&"):
            name, role = f"{pair[-1].name} and {mention.name}", ""
        return Speaker(mention.text, mention.start, name, "stated", role)

    def _opposite(self, stop: int, place: int) -> bool:
        """Tell whether a name follows a comma behind a role, at most with a title between."""
        comma = self.text.find(",", stop, place)
        if comma < 0 or comma - stop > LONGEST_NOUN:
            return False
        between = [straight(word).lower() for word in WORD.findall(self.text, comma, place)]
        known = self.words.titles | self.words.before_titles
        return len(between) < 4 and all(word in known for word in between)

    def _is_role(self, start: int, stop: int) -> bool:
        found = WORD.findall(self.text[start:stop])
        return bool(found) and straight(found[-1]).lower() in self.words.roles

    def _phrase_end(self, start: int, end: int, inside: Sequence[Mention]) -> int:
        for found in PHRASE.finditer(self.text, start, end):
            if any(m.start <= found.start() < m.end for m in inside):
                continue
            if SHORT.match(self.text, found.start(), end):
                continue
            if found.start() > start:
                return found.start()
        return end

    def _unnamed(self, start: int, end: int, head: tuple[int, int] | None) -> Speaker:
        inside = self._inside(start, end)
        stop = self._phrase_end(start, end, inside)
        if head and start < head[1] < stop:
            stop = head[1]
        phrase = self.text[start:stop].rstrip(" \xa0,.’'")
        phrase = PARTICIPLE.sub("", phrase)
        if together := self._pronoun(start, start + len(phrase), ()):
            return together
        if called := self._called(phrase, start):
            return called
        bare = ARTICLE.sub("", phrase)
        named = any(m.start <= start + len(phrase) - len(bare) < m.end for m in inside)
        noun = bare[-LONGEST_NOUN:].strip()
        noun = noun if named else self._small(noun)
        body = next((m.text for m in inside if m.kind == "organisation"), "")
        if straight(noun.rpartition(" ")[2]).lower() in self.words.abstract:
            return Speaker(phrase, start, None, "unclear", "")
        return Speaker(phrase, start, noun or None, "stated" if noun else "unclear", body)

    def _called(self, phrase: str, start: int) -> Speaker | None:
        """Return somebody whom no list knows by a role and a name ("expert Xena Quorl")."""
        found = TRAILING.search(phrase)
        before = WORD.findall(phrase, 0, found.start()) if found else []
        if not found or not before or straight(before[-1]).lower() not in self.words.roles:
            return None
        role = ARTICLE.sub("", phrase[: found.start()]).strip()
        name = found[0].replace("\xa0", " ")
        return Speaker(found[0], start + found.start(), name, "stated", role)

    def _meant(self, place: int, kind: str, contents: Sequence[tuple[int, int]]) -> str | None:
        if kind in ("m", "f"):
            return self.talk.meant(place, kind, contents)
        if kind == "n":
            return self.talk.body_meant(place)
        if kind == "p":
            return self.talk.several_meant(place)
        return self._antecedent(place) if kind == "w" else None

    def _antecedent(self, place: int) -> str | None:
        """Return whom "who" goes back to: the name before it, past one apposition."""
        before = [
            mention
            for mention in reversed(self._inside(max(0, place - 200), place))
            if mention.end <= place and RELATIVE.fullmatch(self.text, mention.end, place)
        ]
        people = [mention.name for mention in before if mention.kind == "person"]
        names = people or [mention.name for mention in before]
        return names[0] if names and names[0] not in self.shared else None

    def _pronoun(
        self, start: int, end: int, contents: Sequence[tuple[int, int]]
    ) -> Speaker | None:
        printed = self.text[start:end].strip()
        kind = self.words.pronouns.get(printed.lower())
        if kind is None or (kind == "w" and printed.isupper()):
            return None
        name = self._meant(start, kind, contents)
        role = self.roles.get(name, "") if name else ""
        return Speaker(printed, start, name, "inferred" if name else "unclear", role)
