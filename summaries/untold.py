"""What stands among the sentences of an article and tells nothing: captions, scripts, tips."""

import re
from functools import lru_cache

from summaries.languages.words import word_set
from summaries.leaning import QUOTATION

#: A line of a script ("MB: …"), what is left of a broken line, a caption, a paper's word on
#: itself, a call to the reader, half a sentence ("on Jan."),
#: the notice that somebody said nothing.
UNTOLD = re.compile(
    r"""^[A-Z][\w.]{0,12}:\ |^(?:[A-Z][A-Z.'’-]+\ ?){1,4}:|^[AQ](?:\.\ |[A-Z][a-z])
    |\ ,|[,;:]\ ?\.$|\B@\w|\B\#[A-Z]\w+[a-z]|\((?:think|remember)\b
    |^[~>#=+<]|^(?:Welcome\ to|Congratulations)\b|</?[a-z]+[ >]
    |^(?:''|``|["”’])\ |\b[Ff]igs?\.\ \d|\bvs?\.$
    |^(?:Caption|Image|Photo|Video|Media|Credit|Source|File|Buy|Anyone\ with|Like
        |Follow|Join|Watch|Listen|Click|Read|Share|See|Subscribe|Contact|Email|Call|Visit
        |Download|Sign)\b
    |^(?:Wow|OK|Okay|Hey|Ha|Ah|Ugh|Hi|Hello|Dear|Thanks?)\b
    |^An?\ (?:[\w-]+\ ){0,3}(?:shot|view|image|photo|photograph|picture|screenshot|rendering
        |illustration|portrait|still|frame|grab|map|chart|graphic)\ (?:of|from|shows|provided)\b
    |(?<!on)(?<!On)\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\ [A-Z][a-z]+\.?,?
        \ \d+,?\ \d{4}\b
    |^(?:[A-Z][\w.'’-]*\ ){1,5}(?!was\b|has\b|is\b|says\b)[a-z]+s\b
        .*\b[A-Z][a-z]+\.?\ \d+,\ \d{4}\b
    |["“][A-Z]\.(?:\ ?[A-Z]\.)?["”]$|\btold\ [^“",]{0,120}\ when\ asked\b
    |^(?:An?|Two|Three|Several|People|Protesters|Supporters|Residents)\ (?:[a-z]+\ ){0,3}
        (?!was\b|has\b|is\b|says\b)[a-z]+s?\ .*\b(?:[A-Z][a-z]+\.?\ \d+(?:,\ \d{4})?)\.$
    |\b(?:(?:did|would)\ not|didn['’]t|wouldn['’]t|declined\ to|refused\ to|no)
        \ (?:immediately\ )?(?:comments?|respond|return)\b|could\ not\ be\ reached
    |\bon\ (?:Facebook|Twitter|Instagram)\b.{0,30}\b(?:follow|like|join)\b
    |\b(?:pictured|file\ photo|(?:is|are)\ (?:seen|shown)
        |[Ii]n\ this\ (?:\w+\W+){0,5}(?:photo|image|picture|photograph|handout|still)
        |(?:poses?|smiles?|waves?|gestures?|looks\ on|arrives?)\ (?:for|at|as|during|with|in)
            \ (?:the|a|his|her)
        |holds?\ up\ (?:an?|the|his|her)|shakes?\ hands|speaks?\ (?:during|at)\ an?
        |greets?\ (?:supporters|voters|the\ crowd)
        |contributed\ to\ this\ (?:report|story|article)
        |this\ (?:story|article|report|post|page)\ (?:was|has\ been|is)
        |courtesy\ of|exclusive\ report|[Pp]hotos?\ by|[Ii]mage\ by)\b
    |\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|St|No)\.$
    |\((?:left|right|center|centre|above|below|L|R)\)""",
    re.VERBOSE,
)

#: More brackets than these are references.
MOST_BRACKETS = 2

#: A line is in title case when no word is in small letters but these.
SMALL = word_set(
    """a an the of for in on at to and or nor but by with from as up off over into after about
    vs via per than"""
)
FEWEST_CAPITALS = 4
WORDS = re.compile(r"[^\W\d_][\w’'-]*")

#: A heading printed in one line with the sentence behind it.
GLUED = re.compile(r"[\w)] (?:They|He|She|It|This|We|There|The|These|But|When) [a-z]")


@lru_cache(maxsize=4096)
def is_untold(sentence: str) -> bool:
    """Tell whether a sentence is no part of what an article reports."""
    if sentence.count("(") > MOST_BRACKETS or UNTOLD.search(sentence):
        return True
    if _is_in_title_case(sentence):
        return True
    return GLUED.search(QUOTATION.sub(" ", sentence)) is not None


def _is_in_title_case(sentence: str) -> bool:
    """Tell whether a line is a headline with a full stop, or a name: it has no verb."""
    found = WORDS.findall(sentence)
    capitals = sum(word[0].isupper() for word in found)
    rest = (word for word in found if not word[0].isupper())
    return capitals >= FEWEST_CAPITALS and all(word in SMALL for word in rest)
