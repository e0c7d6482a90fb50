"""What a sentence takes for known, and what it makes known: names, and nouns behind "the"."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from summaries.dangling import counts_nothing_told, lost_pronoun
from summaries.definites import BODY, PERSON, PLACE, definites, kinds
from summaries.languages.en import ENGLISH
from summaries.languages.words import word_set
from summaries.leaning import QUOTATION
from summaries.model import Article, Mention
from summaries.terms import content
from summaries.text import folded

#: First words that look back in a brief, beside those that every summary knows: what they
#: look back to need not be the sentence before, but most often is.
LOOKS_BACK = re.compile(
    r"""(?:
        (?:(?:To|In|By|Upon)\ )?(?:[Dd]o|[Dd]oing)\ (?:so|that|this)
        |(?:With|For|To|Like|Unlike|By|Because\ of)\ (?:that|this|those|him|her|them|it)
        |(?:At|By|Around|Until|Since|About)\ (?:that|this)\ (?:point|time)
        |As\ (?:such|he|she|it|they)|Even\ (?:if|when|though|as)
        |(?:Of|Among)\ (?:those|these)|Not\ (?:so|only|that|all\ of)|None\ of|Much\ of|Neither
        |(?:The|Those)\ (?:same|others?|rest|second|third|fourth|fifth|remaining)
        |Part\ of\ (?:that|the)|All\ (?:of\ )?(?:this|that)
        |(?:In|On|At|From)\ (?:his|her|their|its)|From\ there|By\ then|Back\ then|Until\ now
        |So\ far|There(?:fore|by)?,|Again,|Next,|Further,|First,|Second,|Third,|Last(?:ly)?,
        |(?:As|When|While|After)\ [^,]*,\ (?:an)?others?\b|Little\ did
        |Especially|Particularly|Including|To\ be\ sure|At\ another|Except|Plus|Which|Same
        |[^,.;:]{1,40},\ (?:though|however|too|in\ turn|by\ contrast|on\ the\ other\ hand)(?=,)
        |Even\ [a-z]+|In\ an?\ (?:[a-z]+\ )?(?:twist|turn)|The\ (?:country|nation)
        |(?:In|At|On)\ that\ [a-z]+
        |(?:About\ |Some\ |A\ few\ )?[\d,]*\ ?(?:yards|feet|miles|meters|metres|steps|blocks)
            \ (?:farther|further|away|up|down|later|from\ there)
        |No,|Well,|Yes|Nor|Oh|Once|Else\w*|Other\w*|Eventually|Finally|Immediately
        |Soon|Subsequently|Well|So,|Now,|Still,
        |(?:Most|Many|Some|Several|Few|Both|All|Each|None|Two|Three|Four|Five)
            \ (?:are|were|is|was|have|had|has|will|would|can|could|say|said|also|others?|more)
        |(?:(?:More\ than|At\ least|Nearly|About|Some)\ )?
            (?:[Aa]\ few|[Aa]\ dozen|[Dd]ozens|[Hh]undreds|[Tt]housands|\d+)
            \ (?:\w+\ )?(?:more|others?)
        |(?:Dozens|Scores|Hundreds|Thousands|Millions)\ (?:are|were|have|had)
        |(?:(?:At\ least|About|More\ than|Some|Nearly)\ )?
            (?:[\d,]+|[Oo]ne|[Tt]wo|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en
                |[Dd]ozens|[Hh]undreds|[Ss]everal|[Mm]any|[Ss]cores|[Tt]housands)\ (?:other\ )?
            (?:people|men|women|children|officers|soldiers|civilians|students)
            \ (?:were|was|have\ been|had\ been|died)\b
            (?!.*\b(?:in|at|near|outside|on|off)\ [A-Z])
        |One\ (?:is|was|has|had|says?|said|would|will|also|even)
        |In\ (?:an?\ |the\ )?(?:subsequent|separate|another|later|follow-?up|second|related
            |previous|earlier|similar)
        |There(?:['’]s|\ is|\ are|\ was|\ were)\ (?:also|another|others?|more|one\ more)
        |(?:Worst|Best|Most|First)\ of\ all|On\ top\ of|Either\ way|In\ (?:short|sum|effect)
        |Unfortunately|Fortunately|Interestingly|Sadly|Luckily|Perhaps|Maybe|Actually
        |Apparently|Obviously|Naturally|Surely|Specifically|Overall|Most\ notably
    )\b""",
    re.VERBOSE,
)

#: "these powers" anywhere in a sentence, unless it is a time or explains itself.
POINTS = re.compile(
    r"\b(?:[Oo]f|[Bb]y|[Ww]ith|[Ff]rom|[Aa]bout|[Ff]or) that (?!the|an?\b|s?he\b|it\b|they\b"
    r"|is\b|was\b|will\b|would\b|can\b|could\b|has\b|had\b|there|all|not|if\b|when|in\b|on\b"
    r"|day|year)[a-z]|\bthat same [a-z]|\b(?:did|does|do|done|doing) (?:the same|so|that)\b"
    r"|\bthe same (?:amount|number|kind|sort)\b|\bas a result\b(?! of)"
    r"|\b(?:between|among) them\b"
    r"|\b(?:soon|shortly|immediately|long) (?:after|thereafter|afterwards?)(?:[.,]| [a-z]+ed\b)"
    r"|\b(?:this|these|those) (?!(?:week|month|year|morning|afternoon|evening|summer|winter"
    r"|autumn|fall|spring|season|time|weekend|century|decade|past|coming|who|of|in|on|at|with"
    r"|that|from|and|or|by|is|was|are|were|will|would|has|had|can|could|[a-z]+ed)\b)[a-z]"
)

#: "There was no such report": also in what somebody said, it answers what was told before.
SUCH = re.compile(
    r"\b(?:[Nn]o|[Aa]ny|[Oo]ne) such\b|\b[Ss]uch (?:an? |[a-z]+s\b(?<!as)(?! as\b))"
)

#: "Mr. Adler" is somebody named before; "Senator Adler", "the singer Adler" and "Ann and Eva
#: Adler" need no more.
NO_ROLES = word_set("mr mr. mrs mrs. ms ms. miss")
PAIRED = re.compile(r" and [A-Z][\w’'-]+ [A-Z]")
BEFORE = re.compile(r"([\w.’'-]+),? $")

#: An organisation's letters, of which only its whole name tells what they stand for.
LETTERS = 7


@dataclass(frozen=True, slots=True)
class Reference:
    """What a sentence needs and gives.

    Attributes:
        names: bare names ("adler") that it uses and does not introduce.
        letters: what stands for an organisation ("iau") that it does not spell out.
        nouns: kind and stem of each noun behind "the" that must be known.
        known: words of the names that it introduces.
        kinds: of whom and what it speaks.
        stems: of its content words.
        leans: its first words look back, or it speaks of "these powers", or gives a share of
            those asked in a poll that it does not name.
        lost: its "he" means nobody it speaks of.
    """

    names: frozenset[str]
    letters: frozenset[str]
    nouns: frozenset[tuple[str, str]]
    known: frozenset[str]
    kinds: frozenset[str]
    stems: frozenset[str]
    leans: bool
    lost: bool


def references(
    articles: Sequence[Article],
    mentions: Sequence[Sequence[Mention]],
    places: Iterable[tuple[int, int, int]],
) -> list[Reference]:
    """Return what each sentence takes for known and makes known.

    Args:
        articles: all that are told together.
        mentions: the names in each, in order.
        places: article (index), start and end of each sentence.
    """
    full = {
        word
        for found in mentions
        for one in found
        if one.kind == "person" and " " in folded(one.name)
        for word in folded(one.name).split()
    }
    first = [_first(found, full) for found in mentions]
    result = []
    for article, start, end in places:
        inside = [m for m in mentions[article] if start <= m.start and m.end <= end]
        text = articles[article].text
        reference = _reference(text, (start, end), inside, full, first[article])
        # Without any name nothing is known of whom an article speaks.
        result.append(reference if mentions[article] else replace(reference, lost=False))
    return result


def _first(mentions: Sequence[Mention], full: set[str]) -> set[int]:
    """Return where people whom nobody names in full are named first: that introduces them."""
    found: dict[str, int] = {}
    for one in mentions:
        if one.kind == "person" and folded(one.text) not in full:
            found.setdefault(folded(one.text), one.start)
    return set(found.values())


def _reference(
    text: str,
    place: tuple[int, int],
    inside: Sequence[Mention],
    full: set[str],
    first: set[int],
) -> Reference:
    start, end = place
    sentence = text[start:end]
    needed, known = _names(text, start, inside, first)
    letters, spelt = _letters(inside)
    named = _named(start, inside)
    return Reference(
        frozenset(needed),
        frozenset(letters),
        frozenset(definites(sentence, named)),
        frozenset(known | spelt),
        frozenset(kinds(sentence) | {kind for kind, found in named.items() if found}),
        frozenset(content(sentence)),
        _leans(sentence),
        lost_pronoun(sentence, named[PERSON]),
    )


def _leans(sentence: str) -> bool:
    """Tell whether a sentence needs the one before for something else than a name or noun."""
    return bool(
        LOOKS_BACK.match(sentence)
        or POINTS.search(QUOTATION.sub("", sentence))
        or SUCH.search(sentence)
        or counts_nothing_told(sentence)
    )


def _names(
    text: str, start: int, inside: Sequence[Mention], first: set[int]
) -> tuple[set[str], set[str]]:
    """Return the bare names that a sentence needs, and the words of those it introduces."""
    known: set[str] = set()
    needed: set[str] = set()
    for one in inside:
        name = folded(one.text)
        if _introduced(text, start, one) or one.start in first:
            known.update(name.split())
        elif one.kind == "person" and name not in known:
            needed.add(name)
    return needed, known


def _letters(inside: Sequence[Mention]) -> tuple[set[str], set[str]]:
    """Return the letters for organisations that a sentence leaves open, and that it spells."""
    needed: set[str] = set()
    known: set[str] = set()
    for one in inside:
        if _is_letters(one):
            spelt = any(o.name == one.name and o.text != one.text for o in inside)
            (known if spelt else needed).add(folded(one.text))
    return needed, known


def _named(start: int, inside: Sequence[Mention]) -> Mapping[str, Sequence[int]]:
    """Return where a sentence names people, bodies and places."""
    kind_of = {"person": PERSON, "organisation": BODY, "place": PLACE}
    found: dict[str, list[int]] = {PERSON: [], BODY: [], PLACE: []}
    for one in inside:
        found[kind_of[one.kind]].append(one.start - start)
    return found


def _introduced(text: str, start: int, mention: Mention) -> bool:
    """Tell whether a name is printed in full or behind what its bearer is."""
    if mention.kind != "person":
        return False
    if " " in folded(mention.text) or PAIRED.match(text, mention.end):
        return True
    before = BEFORE.search(text, start, mention.start)
    word = before[1].lower() if before else ""
    return word not in NO_ROLES and (word in ENGLISH.roles or word in ENGLISH.titles)


def _is_letters(mention: Mention) -> bool:
    return (
        mention.kind == "organisation"
        and mention.text.isupper()
        and len(mention.text) < LETTERS < len(mention.name)
    )
