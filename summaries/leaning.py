"""Sentences that cannot stand without the one before: "He added that …", "Since then …"."""

import re

#: First words, in lower case, without which the sentence before is not needed; with them it is.
#: (Looked for whatever their case, they would take three times as long.)
LEANS = re.compile(
    r"""[\s"'“”‘’(\[]*(?:
        (?:he|she|they|it|his|her|their|its|him|them|these|those|such|both|neither)\b
        |this\b(?!\ (?:week|weekend|month|year|morning|afternoon|evening|summer|winter|spring
            |fall|autumn|season)\b)
        |(?:but|and|or|so|yet|nor|then|also|too|still|instead|moreover|furthermore|however|therefore
            |thus|hence|besides|likewise|similarly|nevertheless|nonetheless|consequently
            |accordingly|additionally|meanwhile|otherwise|rather|indeed|afterwards?|later|earlier
            |conversely|alternatively|ultimately|clearly)\b
        |(?:since|before|after|until)\ (?:then|that|this)\b
        |(?:just|only|even|a\ few|two|three|several|\d+)?\ ?
            (?:moments|minutes|hours|days|weeks|months|years)
            \ (?:(?:later|earlier)\b|before(?=[,.;]|$))
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
        |there,|here,|now,
        |the\ (?:two|three|four|pair|duo|trio|couple|move|decision|incident|announcement
            |comments?|remarks?|statement|report|news|latter|former)\b
        |(?:other|others|another|additional)\b
        |(?:while|although|though|when|as|if|after|before|because|since|once)\ (?:he|she|it|they
            |this|these|those)\b
    )""",
    re.VERBOSE,
)

#: "After nearly four of these years": a demonstrative near the start, that means no time.
POINTS = re.compile(
    r"""[\s"'“”‘’(\[]*(?:[\w’'-]+,?\ ){1,3}(?:this|these|those)\ (?!(?:week|month|year|morning
        |afternoon|evening|summer|winter|autumn|fall|spring|season|time|weekend|century
        |decade)\b)[a-z]""",
    re.VERBOSE,
)

PRONOUNS = frozenset(("he", "she", "his", "her", "him"))

#: Words behind which a pronoun means somebody of the same sentence.
SOMEBODY = frozenset(("a", "an", "who", "i"))
MARKS = "\"“”‘’',;:()"

#: Whole quotations; what stands around them tells who speaks.
QUOTATION = re.compile(r"“[^“”]*”|\"[^\"]*\"")

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

#: A pronoun within so many words of the start looks back, unless somebody was named.
PRONOUN_WORDS = 8


def leans_on(sentence: str, before: str = "") -> bool:
    """Tell whether a sentence cannot be understood without the one before.

    Args:
        sentence: its words.
        before: what stands before it in its paragraph.
    """
    opened = before and (before.count("“") > before.count("”") or before.count('"') % 2 == 1)
    return (
        bool(opened)
        or sentence[:1].islower()
        or looks_back(sentence)
        or _names_nobody_before_a_pronoun(sentence)
        or _leaves_the_speaker_out(sentence)
        or _sends_elsewhere(sentence)
    )


def looks_back(sentence: str) -> bool:
    """Tell whether the first words of a sentence point to something before it."""
    low = sentence.lower()
    if LEANS.match(low):
        return True
    # The pattern tries three words of every sentence; few have a demonstrative at all.
    pointing = " this " in low or " these " in low or " those " in low
    return pointing and bool(POINTS.match(low))


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
        bare = word.strip(MARKS)
        low = bare.lower()
        if low in PRONOUNS:
            return True
        if low in SOMEBODY or (place and bare[:1].isupper()):
            return False
    return False
