"""From the words that name a source to the person or organisation meant.

Names are read in the article's order, because a pronoun means whom the sentences before made
the subject of talk. What the evidence does not settle stays unclear: a wrong name is the worst
error there is.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence

from summaries.appositions import WORD
from summaries.deaths import is_victim
from summaries.genders import genders, shared_names
from summaries.heads import Phrases
from summaries.implied import is_crowds
from summaries.languages import Language, language
from summaries.marks import Marked, segments
from summaries.model import Article, Attribution, Mention, Sentence
from summaries.names import straight
from summaries.pronouns import Talk
from summaries.relative_roles import may_mean
from summaries.sources import NOBODY, Sources, Speaker
from summaries.text import folded
from summaries.unnamed import is_definite, unnamed_gender

#: What may stand between a name and the "who" that goes back to it.
RELATIVE = re.compile(
    r"(?:[ \xa0](?:of|from)[ \xa0][A-Z][\w’'. \xa0-]{1,30})?"
    r"(?:,?[ \xa0]|,[ \xa0][^,.;:“”\"]{1,120},[ \xa0]|[ \xa0]\([^()]{1,40}\),?[ \xa0])"
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
ASKS = re.compile(r"\b(?:ask|press|question)(?:s|ed|ing)?$", re.IGNORECASE)
#: Somebody who only asked: "Asked by a reporter, Li said".
AGENT = re.compile(r"\bby[ \xa0](?:an?|the|one)?[ \xa0]?$")
PRESENT = re.compile(r"[a-z]+ing\b")


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
        self.sentences = [s for s in sentences if not s.heading]
        self.quoted = [(p.start, p.end) for p in passages if p.level == 0]
        self.quoted_starts = [start for start, _ in self.quoted]
        self.people = [
            m for m in mentions if m.kind == "person" and not self.is_quoted(m.start)
        ]
        self.genders = genders(text, mentions, words, self.sentences)
        self.shared = shared_names(mentions)
        # Whom a shared surname means is not known, so neither "he" nor "she" passes it over.
        self.genders |= dict.fromkeys(self.shared, "")
        self.bodies = {mention.name for mention in mentions if mention.kind != "person"}
        self.phrases = Phrases(text, mentions, words)
        self.prose_starts = [s.start for s in self.sentences]
        bodies = [m for m in mentions if m.kind != "person" and not self.is_quoted(m.start)]
        self.talk = Talk(text, self.sentences, self.people, bodies, self.genders, words)
        self.sources = Sources(
            text, self.people, self.phrases, self.shared, self.in_prose, words
        )
        self.roles = self.sources.roles
        self.described_last = (-1, "")
        self.stated: set[str] = set()
        self.heard: set[str] = set()

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
            or self.sources.named(start, end, attribution.source_head)
            or self.sources.titled(start, end)
            or self._unnamed(start, end, attribution.source_head)
        )
        if speaker.name and " and " in speaker.name and speaker.name not in self.bodies:
            self.talk.spoke_jointly(speaker.start, speaker.name)
        if speaker.name is None:
            self._unclear_spoke(speaker)
        if speaker.basis == "stated" and speaker.name in self.bodies:
            self.talk.spoke_for(speaker.start, speaker.name)
        if speaker.name and speaker.basis == "stated":
            self._hear(speaker.name, attribution)
        if attribution.cue and self._asks_somebody(attribution.cue):
            return speaker
        if speaker.name and (speaker.name in self.genders or self._is_somebody(speaker)):
            self.talk.spoke(speaker.start, speaker.name)
        elif speaker.name and speaker.text:
            self._noun_spoke(start, speaker.start, speaker.name)
        return speaker

    def _hear(self, name: str, attribution: Attribution) -> None:
        """Remember who said something, and who was quoted."""
        self.stated.add(name)
        if any(self.is_quoted(start) for start, _ in attribution.contents):
            self.heard.add(name)

    def _is_spoken_to(self, end: int, cue: tuple[int, int]) -> bool:
        """Tell whether a subject, which ends before its cue, is not who says so."""
        if HEARSAY.fullmatch(self.text, *cue):
            return True
        return end <= cue[0] and SPOKEN_TO.match(self.text, *cue) is not None

    def _asks_somebody(self, cue: tuple[int, int]) -> bool:
        """Tell whether a name follows "asked": the next "he" is who answers."""
        asks = ASKS.search(self.text, *cue)
        people = self.phrases.inside(cue[1], cue[1] + 2) if asks else ()
        return any(mention.kind == "person" for mention in people)

    def _unclear_spoke(self, speaker: Speaker) -> None:
        """Remember that one of several of a surname spoke: "she" means nobody further away."""
        for mention in self.phrases.inside(speaker.start, speaker.start + len(speaker.text)):
            if mention.name in self.shared:
                self.talk.spoke(speaker.start, mention.name)

    def _noun_spoke(self, start: int, place: int, noun: str) -> None:
        if AGENT.search(self.text, max(0, start - 8), start):
            return
        if gender := unnamed_gender(self.text, start, noun, self.words):
            self.talk.spoke(place, noun, gender)
        elif is_definite(self.text, start, noun, self.words):
            self.talk.forget_unnamed()
            self.described_last = (place, noun)

    def _implied(self, attribution: Attribution) -> Speaker:
        """Return the subject that a participle shares ("Li smiled, adding that …")."""
        cue = attribution.cue
        if cue is None or not PRESENT.match(self.text, *cue):
            return NOBODY
        subject = self.talk.subject_before(cue[0])
        if subject is None or subject[1] in self.shared:
            return NOBODY
        start, name = subject
        if is_crowds(self.text, (start, start + len(name)), cue):
            return NOBODY
        named = next((m.text for m in self.phrases.inside(start, start + 1)), "")
        printed = named or self.text[start : start + len(name)]
        if not named and printed != name and (word := WORD.match(self.text, start)):
            printed = word[0]
        return Speaker(printed, start, name, "inferred", self.roles.get(name, ""))

    def _unnamed(self, start: int, end: int, head: tuple[int, int] | None) -> Speaker:
        phrase = self.phrases.unnamed(start, end, head)
        if together := self._pronoun(start, start + len(phrase), ()):
            return together
        if called := self.phrases.called(phrase):
            role, name = called
            place = start + len(phrase) - len(name)
            return Speaker(name, place, name.replace("\xa0", " "), "stated", role)
        noun = self.phrases.noun(phrase, start)
        if straight(noun.rpartition(" ")[2]).lower() in self.words.abstract:
            return Speaker(phrase, start, None, "unclear", "")
        inside = self.phrases.inside(start, end)
        body = next((m.text for m in inside if m.kind == "organisation"), "")
        return Speaker(phrase, start, noun or None, "stated" if noun else "unclear", body)

    def _is_somebody(self, speaker: Speaker) -> bool:
        return self.phrases.is_somebody(speaker.start, speaker.text)

    def _meant(self, place: int, kind: str, contents: Sequence[tuple[int, int]]) -> str | None:
        if kind in ("m", "f"):
            return self.talk.meant(place, kind, contents)
        if kind == "n":
            return self.talk.body_meant(place)
        if kind == "p":
            return self.talk.several_meant(place)
        return self._antecedent(place) if kind == "w" else None

    def _may_speak(self, name: str, place: int) -> bool:
        """Tell whether a pronoun's name is no victim, and not another than who spoke last.

        Behind "the senator said" a "he" is a senator, not the mayor named before.
        """
        own = [mention for mention in self.people if mention.name == name]
        if name not in self.stated and any(
            is_victim(self.text, m.start, m.end) for m in own if " " in m.text
        ):
            return False
        since, noun = self.described_last
        role = self.roles.get(name, "")
        if since < 0 or not role or any(since < m.start < place for m in own):
            return True
        return place < since or may_mean(noun, role)

    def _is_told_of(self, name: str, contents: Sequence[tuple[int, int]]) -> bool:
        """Tell whether a quotation names somebody: not who says it (“Li wronged me”)."""
        return any(
            mention.name == name
            for start, end in contents
            if self.is_quoted(start)
            for mention in self.phrases.inside(start, end)
        )

    def _of_that_gender(self, name: str | None, gender: str) -> str | None:
        """Return a name; instead of one that several share the only one a pronoun fits."""
        if name is None or name not in self.shared:
            return name
        key = folded(name)
        sharing = [
            one
            for one in self.genders
            if " " in one
            and key in map(folded, one.split())
            and self.genders[one] != _other(gender)
        ]
        return sharing[0] if len(sharing) == 1 and self.genders[sharing[0]] == gender else None

    def _antecedent(self, place: int) -> str | None:
        """Return whom "who" goes back to: the name before it, past one apposition."""
        before = [
            mention
            for mention in reversed(self.phrases.inside(max(0, place - 200), place))
            if mention.end <= place and RELATIVE.fullmatch(self.text, mention.end, place)
        ]
        people = [mention.name for mention in before if mention.kind == "person"]
        names = people or [mention.name for mention in before if mention.kind != "place"]
        return names[0] if names and names[0] not in self.shared else None

    def _pronoun(
        self, start: int, end: int, contents: Sequence[tuple[int, int]]
    ) -> Speaker | None:
        printed = self.text[start:end].strip()
        kind = self.words.pronouns.get(printed.lower())
        if kind is None or (kind == "w" and printed.isupper()):
            return None
        name = self._of_that_gender(self._meant(start, kind, contents), kind)
        if name and kind in ("m", "f"):
            spoken_of = name not in self.heard and self._is_told_of(name, contents)
            name = None if spoken_of or not self._may_speak(name, start) else name
        if name and self.genders.get(name) == "" and kind in ("m", "f"):
            # Once "he", not "she" later: of two parents named together, only one is left.
            self.genders[name] = kind
        role = self.roles.get(name, "") if name else ""
        return Speaker(printed, start, name, "inferred" if name else "unclear", role)


def _other(gender: str) -> str:
    return {"m": "f", "f": "m"}.get(gender, "")
