"""Whether a quote can be understood where its occasion is not told.

A briefing prints a quote with its speaker, apart from the paragraph it stood in. What answers a
question, points at "it" or "that bill", or calls somebody by a first name means nothing there.
"""

import re
from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache

from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.leaning import looks_back
from summaries.model import Article, Mention
from summaries.names import given_names
from summaries.terms import content
from summaries.text import folded

#: What an article is about stands in so many letters; fewer words of it tell nothing.
OPENING, FEWEST_STEMS = 700, 6

MARKS = "\"“”„«»‘’' \t\n\xa0"
#: First words of answers and of what was said before.
ANSWERS = re.compile(
    r"(?:(?:no|right|true|again|sure|now)(?=[,.;!?…—–-]|$)|(?:yes|yeah|yep|nope|well|oh|okay|ok"
    r"|exactly|absolutely|because|maybe|perhaps|which|that|not(?! only\b)|hey|hi|hello|thanks"
    r"|thank you|correct|why|who knows|probably|possibly|hopefully"
    r"|i[’']m just saying|let me|speaking of|if (?:it|that|this|they|he|she|so|not)"
    r"|you (?:know|see))\b)",
    re.IGNORECASE,
)
#: "It is important that …" points forward.
EXPLETIVE = re.compile(
    r"it(?:[’']s| is| was| will be| would be| has been)"
    r"(?! (?:going|trying|about|used|supposed|likely|able|not going))"
    r"(?: [\w’'-]+){1,5}? (?:that|to|for|how|when|if|whether|who)\b"
    r"|it (?:does|did)n[’']t matter\b|it takes\b|this is (?:the )?(?:first|last)\b",
    re.IGNORECASE,
)
#: A demonstrative before a noun.
POINTED = re.compile(
    r"\b(?:this|these|those|such an?|no such|(?:to|at|of|in|for|on|with|from|by|about|take|took"
    r"|do|did|doing|make|made|have|had|get|got|want|wanted|over|pass|passed"
    r"|issued|released|signed|published|built|bought|sold|used|liked?|loved?|hated?) that)"
    r" ([a-z][\w-]+)(?: ([a-z][\w-]+))?"
)
#: What needs no pointing at, wherever it is said.
SHARED = word_set(
    """week weekend month year morning afternoon evening night summer winter spring fall autumn
    season time day days weeks months years country nation city town state world planet county
    continent region century campaign election cycle race moment point stage town community
    house government administration president party place kind sort way type one ones"""
) | (
    CLAUSES := word_set(
        """is was are were would will could can has had does did may might should must isn aren
        wasn who of"""
    )
)
#: "That is" and "this was": no noun at all.
BARE = re.compile(
    r"(?:^|[.,;:!?…—–-] |\b(?:and|but|because|if|so|think|thought|believe|know|say|said|hope"
    r"|guess|sure) )(?:this|that)(?:[’']s| (?:is|was|would|will|could|can|has|had|does|did|may"
    r"|might|should|happens|happened|means|makes)\b)|\b(?:this|that)[,.;?!]"
    r"|\b(?:do|did|doing|done|say|said|about|like|of|for|with|at|to) (?:this|that)(?=[,.;?!]|$)"
    r"|^the (?:people|ones?|guys?|men|man|women|woman|person) (?:who|that) (?:was|were|had)\b"
    r"|\blike (?:this|that|these|those)\b|\bsaid (?:no|yes|so)\b",
    re.IGNORECASE,
)
#: A last word that says nothing.
LAST_WORD = re.compile(r"(?<!than )\b(?:this|that)[.,;!?…]*$", re.IGNORECASE)
#: "This is the kind of work …": what it is stands behind.
DEFINED = re.compile(
    r"this (?:is|was|isn[’']t|wasn[’']t|is not|was not) (?:an?|the|about|just|one|our|my)\b",
    re.IGNORECASE,
)
#: "It", but not "when it comes to".
IT = re.compile(r"\b(?<!when )its?\b", re.IGNORECASE)
#: Something that "it" may mean.
THING = re.compile(
    r"\b(?:the(?! most\b)|an?|my|our|your|their|any|some|every|no|this|that) [a-z]"
)
HE = re.compile(r"\b(?:he|him|his|himself)\b", re.IGNORECASE)
SHE = re.compile(r"\b(?:she|hers?|herself)\b", re.IGNORECASE)
PEOPLE = re.compile(r"\b(?:they|them|their|theirs|themselves)\b", re.IGNORECASE)
SOMEBODY = word_set(
    "somebody someone anybody anyone everybody everyone nobody who person guy kid"
)
SEVERAL = re.compile(
    r"\b(?:people|men|women|children|kids|police|somebody|someone|anybody|anyone|everybody"
    r"|everyone|person|government|team|family|company|committee|board|public|who"
    r"|(?!(?:this|does|has|was|its|his|hers|yes|always|perhaps|unless|across|less)\b)[a-z]{3,}s)\b"
)
#: Somebody is spoken to, who is not there.
TO_SOMEBODY = re.compile(
    r"\b(?:let me tell you|you (?:said|told|asked|did|were|called|meant|mean|used to)|you[’']ve"
    r"|i(?: just)? told you|(?:with|from|against) you\b(?! (?:to|and|are|have|can|will|were))"
    r"|did you|do you|are you|were you|have you|what you meant)\b",
    re.IGNORECASE,
)
#: How far a pronoun at the start may stand in; further on, the quote itself has told of it.
START = 45
#: A name so near before "it" is who does something with it ("Li made it an issue").
LAST = 12
#: "The bill" that nothing behind explains.
DEFINITE = re.compile(
    r"\b[Tt]he ([a-z][\w-]{3,})(?! (?:of|who|that|which|in|for|to|at|on|from)\b)"
)


NAME = re.compile(r"[^\W\d_][\w’'-]*")
OWNED = re.compile(r"[’']s?$")


@dataclass(frozen=True, slots=True)
class Occasion:
    """What a reader knows when the quote is read: what its article is about.

    Attributes:
        title: stems of its headline.
        opening: stems of its headline and first sentences, without quotations.
        names: folded words of the names that stand there.
    """

    title: Set[str]
    opening: Set[str]
    names: Set[str]


def occasion(article: Article, quoted: Sequence[tuple[int, int]]) -> Occasion:
    """Return what an article tells at its beginning, outside of the quotes given by place."""
    kept, at = [], 0
    for start, end in sorted(quoted):
        if start >= OPENING:
            break
        if start >= at:
            kept.append(article.text[at:start])
        at = max(at, end)
    kept.append(article.text[at : max(at, OPENING)])
    told = " ".join((article.title, *kept))
    names = (folded(OWNED.sub("", word)) for word in NAME.findall(told))
    return Occasion(
        frozenset(content(article.title)), frozenset(content(told)), frozenset(names)
    )


def is_understood(
    said: str, about: Occasion, mentions: Sequence[Mention], *, roughly: bool = False
) -> bool:
    """Tell whether a quote says something to somebody who has only read its story's opening.

    Args:
        said: the whole of what was said, marks included, pieces joined.
        about: what the reader knows.
        mentions: the names in what was said.
        roughly: let surnames pass that nobody introduced, "This is the …", and what is
            pointed at further on.
    """
    words = said.strip(MARKS)
    if ANSWERS.match(words) or _asks(words) or TO_SOMEBODY.search(words):
        return False
    defined = DEFINED.match(words) if roughly else None
    if defined is not None:
        words = words[defined.end() :].lstrip()
    elif _looks_back(words, about):
        return False
    return not (
        _points(words, about, mentions, roughly=roughly)
        or _means_nobody(words, mentions)
        or any(
            _is_called_by_first_name(one, mentions, about)
            and not (roughly and _is_loosely_known(one, about))
            for one in mentions
        )
    )


def _is_loosely_known(one: Mention, about: Occasion) -> bool:
    """Tell whether a bare name is a surname, or stands in the opening as it is."""
    key = folded(one.text)
    return key not in given_names() or key in about.names


def nearness(said: str, about: Occasion, besides: Set[str]) -> tuple[int, int]:
    """Return how many words of the headline, and of the opening, a quote takes up.

    Args:
        said: the whole of what was said.
        about: what the reader knows.
        besides: stems that count nothing, as those of the speaker's own name.
    """
    stems = set(content(said)) - besides
    return len(stems & about.title), len(stems & about.opening)


def naming(names: Iterable[str]) -> frozenset[str]:
    """Return the stems of names and of all titles: who somebody is, and not what happened."""
    return frozenset(content(" ".join(names))) | _titles()


@lru_cache(maxsize=1)
def _titles() -> frozenset[str]:
    return frozenset(content(" ".join(ENGLISH.titles)))


def untold(said: str, about: Occasion) -> int:
    """Return how many things a quote speaks of as known that the opening does not name."""
    return sum(not set(content(found[1])) & about.opening for found in DEFINITE.finditer(said))


def _asks(words: str) -> bool:
    """Tell whether a quote is nothing but questions."""
    stops = re.findall(r"[.!?]", words)
    return bool(stops) and set(stops) == {"?"}


def _looks_back(words: str, about: Occasion) -> bool:
    if not looks_back(words) or EXPLETIVE.match(words):
        return False
    noun = POINTED.match(words.lower())
    return noun is None or not _is_known(noun, "", about)


def _points(
    words: str, about: Occasion, mentions: Sequence[Mention], *, roughly: bool = False
) -> bool:
    """Tell whether "that chance" or "about it" near the start stands for something untold."""
    if any(
        not _is_known(found, words[: found.start()], about)
        for found in POINTED.finditer(words)
        if not roughly or found.start() < START
    ):
        return True
    if LAST_WORD.search(words):
        return True
    start = words[:START]
    it = IT.search(start)
    if it is not None and not EXPLETIVE.match(words, it.start()):
        before = words[: it.start()]
        if not (THING.search(before) or _named_in(before[:-LAST], mentions)):
            return True
    return any(not EXPLETIVE.match(words, found.start()) for found in BARE.finditer(start))


def _is_known(pointed: re.Match[str], before: str, about: Occasion) -> bool:
    """Tell whether a noun behind "this", perhaps with another word, was told of before."""
    known = about.opening | set(content(before))
    nouns = [noun for noun in pointed.groups() if noun]
    return nouns[0] in SHARED or any(
        noun in SHARED - CLAUSES or bool(set(content(noun)) & known) for noun in nouns
    )


def _means_nobody(words: str, mentions: Sequence[Mention]) -> bool:
    """Tell whether "he" or "them" stands before anybody whom it could mean."""
    for pronoun, fewest in zip(_by_place(words), (1, 2), strict=False):
        if _somebodies(words[: pronoun.start()], mentions) < fewest:
            return True
    people = PEOPLE.search(words)
    if people is None:
        return False
    before = words[: people.start()]
    return not (SEVERAL.search(before) or _named_in(before, mentions))


def _by_place(words: str) -> list[re.Match[str]]:
    """Return where "he" and "she" stand first: two people, if both do."""
    found = (one.search(words) for one in (HE, SHE))
    return sorted((one for one in found if one), key=lambda one: one.start())


def _somebodies(before: str, mentions: Sequence[Mention]) -> int:
    """Count those whom a pronoun may mean."""
    nouns = (ENGLISH.roles, ENGLISH.titles, ENGLISH.kin, ENGLISH.gendered, SOMEBODY)
    words = {word.strip(MARKS + ".,;:!?()") for word in before.lower().split()}
    words -= ENGLISH.pronouns.keys()
    named = {one.name for one in mentions if one.kind == "person" and one.text in before}
    return len(named) + sum(any(word in each for each in nouns) for word in words)


def _named_in(before: str, mentions: Sequence[Mention]) -> bool:
    return any(one.kind != "place" and one.text in before for one in mentions)


def _is_called_by_first_name(
    one: Mention, mentions: Sequence[Mention], about: Occasion
) -> bool:
    """Tell whether somebody is called "Ann" whom neither the quote nor the opening names."""
    if one.kind != "person" or " " in one.text:
        return False
    last = folded(one.name).rpartition(" ")[2]
    if last in about.names or any(
        " " in other.text and other.name == one.name for other in mentions
    ):
        return False
    key = folded(one.text)
    return key in given_names() or key not in about.names
