"""What a sentence leaves open: whom "he" means, and of what a share is a share."""

import re
from collections.abc import Sequence

from summaries.definites import NOUNS, PERSON

#: "he" and "her", whom they may mean, and the words that begin a clause before who is meant.
PRONOUN = re.compile(r"\b(?:[Hh]e|[Ss]he|[Hh]is|[Hh]ers?|[Hh]im)(?:self)?\b")
HERS = re.compile(r"[Hh]er|[Ss]he")
SOMEBODY = re.compile(
    rf"\b(?:who|whose|someone|somebody|anyone|everyone|nobody|{'|'.join(NOUNS[PERSON].split())}"
    r"|[Oo]ne of (?:the|an?)|president|nominee|chief|leader|secretary|pope|king|queen|prince"
    r"|princess|friend|aide|expert|resident|citizen|Democrat|Republican|voters?|counterpart|rival|boss|person"
    r"|people|minister|hacker|reporter|[Aa]n? (?:[\w-]+ ){0,2}[a-z]+(?:or|er|ist|ee|ian|ant))\b"
)
CLAUSE = re.compile(
    r"(?:As|When|While|After|Before|If|Since|Although|Though|Despite|In|At|On|By|With|During"
    r"|Because|Until|Once|For|From|Following|Unlike|Like|Throughout|Under|[A-Z][a-z]+(?:ing|ed))\b"
)

#: "Garcia, a 47-year-old father of six who stocks shelves," is one person.
BESIDE_NAME = re.compile(r", (?:an?|the|who|whose) [^,]*,")

#: So many letters behind the comma the one who is meant is named.
AHEAD = 40

#: What somebody said, in any marks.
SPOKEN = re.compile(r"“[^“”]*”|\"[^\"]*\"|''.{0,600}?''|‘[^‘’]*’")

#: Words that a share of those asked begins with: "Just 13 % of voters approved" of something.
SHARE = re.compile(
    r"""(?:(?:[Jj]ust|[Oo]nly|[Aa]bout|[Nn]early|[Aa]lmost|[Ss]ome|[Oo]ver|[Rr]oughly|[Aa]round
            |[Aa]nother|[Ff]ully|[Mm]ore\ than|[Ll]ess\ than)\ ){0,2}
        (?:[A-Za-z]+(?:-[a-z]+)?|\d[\d.]*)(?:\ percent|\ per\ cent|\ ?%)
    |(?:Just\ |Only\ |Nearly\ |Almost\ |About\ |More\ than\ |Just\ (?:over|under)\ )?
        (?:[Aa]\ (?:quarter|third|half|majority|plurality)|Half
        |[A-Z][a-z]+-(?:thirds|quarters|fifths))\b
    """,
    re.VERBOSE,
)

#: A share of support, and where it was counted: a figure without that may be of another poll.
SUPPORT = re.compile(
    r"\b\d[\d.]*(?: percent| per cent| ?%)(?=.{0,200}\b(?:voters?|respondents?|support|backing"
    r"|approv\w+|favou?r\w*|delegates|points?)\b)"
    r"|\b(?:voters?|respondents?|support|backing|approv\w+|favou?r\w*|com(?:es?|ing) in|came in"
    r"|leads?|leading|won|trails?|out with|margin)\b"
    r"[^.]{0,80} \d[\d.]*(?: percent| per cent| ?%)"
    r"|\bmargin of (?:sampling )?error\b"
)
COUNTED = re.compile(
    r"\b(?:polls?|polling|surveys?|surveyed|study|census|primary|primaries|caucus(?:es)?"
    r"|elections?|referendum|runoff|according|reports?|reported|figures|data)\b",
    re.IGNORECASE,
)


def lost_pronoun(sentence: str, people: Sequence[int]) -> bool:
    """Tell whether "he" or "her" means nobody whom the sentence speaks of.

    A pronoun means somebody before it, or, in a clause at the start, the one named right
    behind that clause. "Garcia shook his head as he watched her" names one too few.

    Args:
        sentence: its words.
        people: where it names somebody.
    """
    around = SPOKEN.sub(lambda found: " " * len(found[0]), sentence)
    pronouns = list(PRONOUN.finditer(around))
    if not pronouns:
        return False
    first = pronouns[0].start()
    before = around[:first]
    known = any(place < first for place in people) or SOMEBODY.search(before) is not None
    if not known and CLAUSE.match(sentence):
        comma = around.find(", ", first)
        known = comma >= 0 and any(comma < place < comma + AHEAD for place in people)
    sexes = {HERS.match(one[0]) is not None for one in pronouns}
    others = SOMEBODY.findall(BESIDE_NAME.sub(",", around))
    return not known or len(sexes) > len(people) + len(others)


def counts_nothing_told(sentence: str) -> bool:
    """Tell whether a sentence gives shares of an unnamed poll."""
    shared = SHARE.match(sentence) or SUPPORT.search(sentence)
    return bool(shared) and not COUNTED.search(sentence)
