"""Sentence boundaries with their places, headings, and sentences that lean on another.

The boundaries are sentencex's, found paragraph by paragraph and put right where news text is
known to mislead it: quotations that end a sentence, "U.S." before a name, datelines.
"""

import re
from bisect import bisect
from collections.abc import Iterator

import sentencex  # type: ignore[import-untyped]

from summaries.model import Sentence
from summaries.text import paragraphs

#: A piece ending so goes on in the next piece.
GOES_ON = re.compile(
    r"""(?:^|[\s("'“‘\[])(?:
        (?:Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Maj|Capt|Cmdr|Sgt|Cpl|Pvt|Adm|Rev|Hon
        |St|Ft|Mt|Supt|Insp|Det|Pres|Amb|Atty|Dist|vs|v|No|Nos|pp|Art|cf|e\.g|i\.e|viz|approx
        |Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec
        |[A-Z](?:\.\ ?[A-Z])?)\.
    )$""",
    re.VERBOSE,
)

#: An abbreviation that may also end a sentence: what follows decides.
MAY_GO_ON = re.compile(
    r"(?:^|[\s(\"'“‘\[])(?:[ap]\.m|U\.S|U\.K|U\.N|E\.U|D\.C|[A-Z]\.[A-Z]|Inc|Co|Corp|Ltd|Bros|Jr|Sr"
    r"|etc|al|Ph\.D|M\.D|Ave|Blvd|Rd)\.$"
)

#: Words that begin a sentence far more often than they follow an abbreviation.
OPENING_WORDS = """
The A An In On At It He She They We I You This That These Those But And However Meanwhile
His Her Their Its Our My There When While After Before As If For From With By Some Many Most
One Two All Yet So Since Then Now Not No What Who Why How Where Although Though Despite
During Under Also Both Each Even Once Still Until Last Next According Officials Police
Experts
"""
OPENERS = frozenset(OPENING_WORDS.split())

CLOSED = re.compile(r"(?:[.!?…][\"”’'»)\]]+|[!?…]|\.{3,4})\s+(?=[\"“‘«(\[]{0,2}[^\W\da-z_])")
MARKS = re.compile('[“”«»"]')
INSIDE = re.compile(r"[.!?…]\s+(?=[^\W\da-z_])")
ENDS, BEHIND_ENDS = frozenset(".!?…"), "\"”’'»)]"

#: No abbreviation is longer; looking through the whole sentence for one takes time.
LONGEST_ABBREVIATION = 16

#: City, perhaps with a country and an agency, before the first sentence of a report.
DATELINE = re.compile(
    r"(?:[A-ZÀ-Þ][A-ZÀ-Þ.'’-]+(?:[ /][A-ZÀ-Þ][A-ZÀ-Þ.'’-]*){0,4}"
    r"(?:,\ [A-Z][\w.'’]+(?:\ [A-Z][\w.'’]+){0,3})?"
    r"(?:,?\ (?:[A-Z][a-z]{2,8}\.?)\ \d{1,2}(?:,\ \d{4})?)?"
    r"(?:\ \([^()]{2,40}\))?|\([A-Z][\w.\ ]{1,25}\))"
    r"(?:\s*(?:[–—_]|--?|>>)\s+(?=\S)|\s*--(?=[\"“A-Z]))"
)

#: The same in small letters: only with an agency in brackets, a dash behind it or not.
CREDITED = re.compile(
    r"[A-Z][\w.'’-]+(?:[ /][A-Z][\w.'’-]+){0,3}(?:,\ [A-Z][\w.'’]+(?:\ [A-Z][\w.'’]+){0,2})?"
    r"\ \((?:[A-Z][A-Za-z.&\ ]{1,18}\)\s*(?:[–—_]|--?)\s+"
    r"|(?:AP|CNN|AFP|UPI|Reuters|Bloomberg|Xinhua|[A-Z]\w+\.com)\)\s+)(?=[\"“A-Z])"
)

#: First words without which the sentence before is not needed; with them it is.
LEANS = re.compile(
    r"""[\s"'“”‘’(\[]*(?:
        (?:he|she|they|it|his|her|their|its|him|them|this|these|those|such|both|neither)\b
        |(?:but|and|or|so|yet|nor|then|also|too|still|instead|moreover|furthermore|however|therefore
            |thus|hence|besides|likewise|similarly|nevertheless|nonetheless|consequently
            |accordingly|additionally|meanwhile|otherwise|rather|indeed|afterwards?|later|earlier
            |conversely|alternatively|ultimately|clearly)\b
        |(?:since|before|after|until)\ (?:then|that|this)\b
        |(?:just|only|even|a\ few|two|three|several|\d+)?\ ?
            (?:moments|minutes|hours|days|weeks|months|years)\ (?:later|earlier|before)\b
        |(?:as\ a\ result|in\ addition|in\ contrast|by\ contrast|in\ turn|in\ response|in\ fact
            |for\ example|for\ instance|on\ the\ other\ hand|at\ the\ same\ time|at\ that\ time
            |of\ course|to\ that\ end|in\ other\ words|in\ particular|that\ said|even\ so
            |for\ this\ reason|in\ this|in\ that|at\ this|at\ that|despite\ this
            |because\ of\ this
            |while\ there\ were|among\ them|one\ of\ them|some\ of\ them|most\ of\ them
            |all\ of\ them|the\ former|the\ latter|the\ other|the\ others|another|others)\b
        |that\ (?!year\b)
        |(?:during|at|in|after|before|following|throughout|despite|amid|with)
            \ (?:the|this|that|these|those|his|her|their|its)\ (?:meetings?|visit
            |interview|call|speech|hearing|event|conference|talks|exchange|remarks|statement
            |letter|video|trip|same)\b
        |(?:[\w’'-]+,?\ ){1,3}(?:this|these|those)\ (?!(?:week|month|year|morning|afternoon
            |evening|summer|winter|autumn|fall|spring|season|time|weekend|century|decade)\b)[a-z]
        |there,|here,|now,
        |the\ (?:two|three|four|pair|duo|trio|couple|move|decision|incident|announcement
            |comments?|remarks?|statement|report|news|latter|former)\b
        |(?:other|others|another|additional)\b
        |(?:while|although|though|when|as|if|after|before|because|since|once)\ (?:he|she|it|they
            |this|these|those)\b
    )""",
    re.VERBOSE | re.IGNORECASE,
)


PRONOUNS = frozenset(("he", "she", "his", "her", "him"))

#: Whole quotations; what stands around them tells who speaks.
QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"")

#: "…, he said." with nobody named before.
ENDING = 40
SAID_HE = re.compile(r", (?:he|she|they) (?:said|says|added|told \w+|wrote)(?: \w+)?\.$")

#: "… sent her there": a place that was named before, unless the sentence itself has one.
PLACE = re.compile(
    r"\b(?:(?:in|at|to|from|near|into|outside|inside|on) (?:the|an?|[A-Z])|of [A-Z])"
)
THERE = re.compile(
    r"\bthere\b(?! (?:is|are|was|were|has|have|had|would|will|may|might|could|must|can|should"
    r"|[a-z]+ed|remains?|seems?|appears?|to be|be|been|being)\b|['’]s)"
)

#: sentencex 1.0.32 dies of "J" + a blank of several bytes + "." and of half a character.
UNEVEN = re.compile("[\x85\xa0\u1680\u2000-\u200a\u202f\u205f\u3000\ud800-\udfff]")

#: So many letters behind a boundary tell whether the sentence goes on.
NEXT = 60

#: A quotation of more letters is split into its sentences.
LONG_QUOTATION = 350

#: A pronoun within so many words of the start looks back, unless somebody was named.
PRONOUN_WORDS = 8


def sentences(text: str, language: str = "en") -> tuple[Sentence, ...]:
    """Return the sentences and headings of a text, in order, not overlapping.

    A dateline ("WASHINGTON (AP) — ") belongs to no sentence; nothing else but blanks is left
    out. A quotation stays whole unless it is long, so that few sentences hold half of one.

    Args:
        text: paragraphs and headings joined by newlines.
        language: ISO 639-1 code; for an unknown one sentencex falls back to a related one.
    """
    found: list[Sentence] = []
    for number, (offset, line) in enumerate(paragraphs(text)):
        heading = is_heading(line)
        pieces = [(0, len(line))] if heading else _pieces(line, language)
        opened = ""
        for start, end in pieces:
            piece = line[start:end]
            leans = not heading and leans_on(piece, opened)
            found.append(Sentence(offset + start, offset + end, number, heading, leans))
            opened = _opened(opened + piece)
    return tuple(found)


def is_heading(line: str) -> bool:
    """Tell whether a paragraph is a heading or another short line, not prose."""
    count = len(line.split())
    if not any(letter.isalpha() for letter in line):
        return True
    if line.rstrip(BEHIND_ENDS)[-1:] in ENDS:
        cry = line[-1] in "!?" and count < 4
        return cry or count < 2
    return count < 16 or line.count("|") > 1


def leans_on(sentence: str, before: str = "") -> bool:
    """Tell whether a sentence cannot be understood without the one before.

    Args:
        sentence: its words.
        before: what stands before it in its paragraph.
    """
    opened = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    return (
        opened
        or sentence[:1].islower()
        or bool(LEANS.match(sentence))
        or _names_nobody_before_a_pronoun(sentence)
        or _leaves_the_speaker_out(sentence)
        or _sends_elsewhere(sentence)
    )


def _sends_elsewhere(sentence: str) -> bool:
    """Tell whether "there" stands in a sentence that names no place before it."""
    if "there" not in sentence:
        return False
    around = QUOTATION.sub("", sentence)
    there = THERE.search(around)
    return there is not None and not PLACE.search(around, 0, there.start())


def _leaves_the_speaker_out(sentence: str) -> bool:
    """Tell whether "he said" stands behind words that nobody is named beside."""
    if sentence[:1] not in '“"' and not SAID_HE.search(sentence[-ENDING:]):
        return False
    around = QUOTATION.sub("“”", sentence)
    if around.startswith("“”"):
        return _names_nobody_before_a_pronoun(around.replace("“”", "“” ", 1))
    return bool(SAID_HE.search(around)) and not any(map(str.isupper, around[1:]))


def _names_nobody_before_a_pronoun(sentence: str) -> bool:
    """Tell whether "he" or "her" stands near the start with nobody there for it to mean."""
    first = sentence.split(maxsplit=PRONOUN_WORDS)[:PRONOUN_WORDS]
    for place, word in enumerate(first):
        bare = word.strip("\"“”‘’',;:()").lower()
        if bare in PRONOUNS:
            return True
        if (place and word.strip("\"“‘'(")[:1].isupper()) or bare in {
            "a",
            "an",
            "who",
            "i",
        }:
            return False
    return False


def _opened(text: str) -> str:
    """Return the quotation marks that a text leaves open, once each."""
    curly = "“" * (text.count("“") > text.count("”"))
    return curly + '"' * (text.count('"') % 2)


def _pieces(line: str, language: str) -> list[tuple[int, int]]:
    """Return the places of a paragraph's sentences, blanks between them left out."""
    dateline = DATELINE.match(line[:120]) or CREDITED.match(line[:120])
    start = dateline.end() if dateline else 0
    ends = sorted({*_raw_ends(line, language), *_missed_ends(line)})
    pieces = []
    for end in ends:
        if end <= start or (
            end < len(line) and _goes_on(line[start:end].rstrip(), line[end : end + NEXT])
        ):
            continue
        piece = line[start:end]
        if piece.strip():
            lead = len(piece) - len(piece.lstrip())
            pieces.append((start + lead, start + len(piece.rstrip())))
        start = end
    return _without_crumbs(line, pieces)


def _raw_ends(line: str, language: str) -> Iterator[int]:
    plain = line if line.isascii() else UNEVEN.sub(" ", line)
    yield from (
        found["end_index"] for found in sentencex.get_sentence_boundaries(language, plain)
    )
    yield len(line)


def _missed_ends(line: str) -> Iterator[int]:
    """Yield ends that sentencex takes for the inside of a quotation."""
    opened: int | None = None
    quoted: list[int] = []
    for mark in MARKS.finditer(line):
        place = mark.start()
        if mark[0] in "“«" or (mark[0] == '"' and opened is None):
            quoted += [place] if opened is None else []
            opened = place
        elif opened is not None:
            if place - opened > LONG_QUOTATION:
                yield from (found.end() for found in INSIDE.finditer(line, opened, place))
            quoted.append(place)
            opened = None
    for found in CLOSED.finditer(line):
        # An odd number of marks before the blank: it stands inside a quotation.
        if line[found.end() - 1] in " \t" and bisect(quoted, found.end() - 1) % 2 == 0:
            yield found.end()


def _goes_on(piece: str, rest: str) -> bool:
    """Tell whether what ends like a sentence goes on after an abbreviation."""
    following = rest.split(maxsplit=1)[:1]
    first = following[0].strip("\"“‘'([") if following else ""
    if not first:
        return False
    if first[0].islower():
        return piece[-1] in ".\"”’'"
    ending = piece[-LONGEST_ABBREVIATION:]
    if MAY_GO_ON.search(ending):
        return first.strip(".,;:!?\"”’'") not in OPENERS
    return bool(GOES_ON.search(ending))


def _without_crumbs(line: str, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join pieces without a letter or digit (" .", "”") to the sentence before."""
    joined: list[tuple[int, int]] = []
    for start, end in pieces:
        if joined and not any(letter.isalnum() for letter in line[start:end]):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined
