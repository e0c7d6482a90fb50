"""What stands among the sentences of an article and tells nothing: captions, scripts, tips."""

import re
from functools import lru_cache

from summaries.captions import is_caption, is_labelled
from summaries.languages.words import word_set
from summaries.leaning import QUOTATION
from summaries.verbless import has_verb, is_verbless

#: A line of a script ("MB: …"), an item of a list, a notice, a caption, a call to the reader,
#: a speaker whose words stand elsewhere ("Brandt said in a statement.").
#: (What a sentence begins with is asked for by itself, which takes half the time.)
BEGINNING = re.compile(
    r"""[A-Z][\w.]{0,12}:\ |(?:[A-Z][A-Z.'’-]+\ ?){1,4}:|[AQ](?:\.\ |[A-Z][a-z])
    |[~>\#=+<]|(?:Welcome\ to|Congratulations|As\ published\ in)\b|(?:''|``|["”’])[ ]
    |(?:Image|Photo|Video|Media|Credit|Source|File|Email|Call|Contact)(?::|s:
        |\ (?:by|credit|courtesy|copyright|caption|photo|image|gallery|player|playback|us|me
        |our|\d)\b)|(?:Photo|Image|Picture)\ of\b|Contact\ (?:[A-Z][\w.]*\ ){1,4}at\b
    |(?:Caption|Buy|Anyone\ with|Follow|Join|Watch|Listen|Click|Read|See|Subscribe|Visit
        |Download|Sign|Share(?!\ (?:prices?|of|buy))|Like\ .{2,20}\ on\ (?:Facebook|Twitter)
        |Courtesy\ of)\b
    |(?:Wow|OK|Okay|Hey|Ha|Ah|Ugh|Hi|Hello|Dear|Thanks?(?!\ (?:to|almost|largely|in)\b))\b
    |An?\ (?:[\w-]+\ ){0,3}(?:shot|view|image|photo|photograph|picture|screenshot|rendering
        |illustration|portrait|still|frame|grab|map|chart|graphic)\ (?:of|from|shows|provided)\b
        (?!.*\ (?:is|are|was|were|has|have|had|seems|said|will|can)\b)
    |(?:[A-Z][\w.'’-]*\ ){1,5}(?!was\b|has\b|is\b|says\b)[a-z]+s\b(?!.*\ (?:said|told|was
        |were|had|will|has|have|been|are|ran)\b).*\b[A-Z][a-z]+\.?\ \d+,\ \d{4}\b
    |(?:An?|Two|Three|Several|People|Protesters|Supporters|Residents)\ (?:[a-z]+\ ){0,3}
        (?!was\b|has\b|is\b|says\b)[a-z]+s?\ (?!.*\b(?:said|told|was|were|had|will|has|have|been
        |is|are|could|died)\b).*\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?
        \ \d+(?:,\ \d{4})?\.$
    |(?:[A-Z][\w.'’-]*\ ){1,5}(?:said|added|wrote|tweeted|told\ reporters)\ (?:as\ s?he|during
        |in\ an?\ (?:statement|interview|e-?mail|tweet|speech|post|call)|about|at\ an?
        |on\ (?:Twitter|Facebook)|to\ (?:an?|the|cheers|reporters))\b
        (?!.*\b(?:that|s?he|they|it|was|were|is|are|would|will|could|had|has|have)\b)
        (?:\ [\w'’-]+){0,9}\.$
    |This\ (?:undated\ |handout\ )?(?:image|photo|picture|photograph|still)
        \ (?:provided|released|taken|made|shows)\b
    |(?!(?:An?|The|One|Another|Each|Every|No|Any|Some|That|This|Her|His|Their|My|Our)\b)
        (?:[A-Z][\w.]*\ ){1,2}[a-z]*(?:zen|er|or|ist|ian|man)\ who\b[^,]*$
    |(?:[A-Z][\w.’'-]+\ ){2,4}[“"][A-Z][^”"]{30}
    |Which\ (?:is|are|was|were|makes?|means?|leaves?|has|had)\b|Especially\ (?:when|if|since)\b
    |(?:An\ )?[Aa]rtist['’]s\ impression|['‘][\w\ -]{2,30}['’]:\ [A-Z]
    |(?:CORRECTION|Correction|Clarification|UPDATED?|Updated?|(?:Full\ )?[Dd]isclosure
        |Pro\ tip)\b[^.:]{0,40}:""",
    re.VERBOSE,
)

#: Half a sentence: "on Jan.", "a new book, .", "known as “A. B.”", "the former Coach.. .".
ENDING = re.compile(
    r"""[,;:]\ ?\.$|\bvs?\.$|["“][A-Z]\.(?:\ ?[A-Z]\.)?["”]$|\.\.\ \.$
    |\b(?:Jan|Feb|Aug|Sept?|Oct|Nov|Dec|Mrs?|Ms|Dr|Sen|Rep|Gov|Gen|Lt|Sgt|St|No)\.$""",
    re.VERBOSE,
)
LONGEST_ENDING = 12

#: What is left of a broken line, a tweet, a caption, a paper's word on itself, the notice that
#: somebody said nothing.
INSIDE = re.compile(
    r"""\ ,(?:(?!\ )|.*\ [,.](?:\ |$))|\B@\w
    |\((?:(?:think|remember)\b|(?:[^()]{0,40},?\ )?(?:left|right|center|centre|above|below|shown
        |pictured)\))
    |(?<!hashtag)\ \#[A-Z]\w+[a-z]\b
        (?!\ (?:movement|hashtag|campaign|crowd|protests?|supporters))
    |</?[a-z]+[ >]|\((?:[Ss]ee\ )?(?:video|photos?|pictures?)\ (?:below|above)\)
    |\b[Ff]igs?\.\ \d
    |(?<!on)(?<!On)\ (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\ [A-Z][a-z]+\.?,?
        \ \d+,?\ \d{4}\b
    |\b(?:told\ [^“",]{0,120}\ when\ asked
        |on\ (?:Facebook|Twitter|Instagram)\b.{0,30}\b(?:follow|like|join)
        |(?:(?:did|would)\ not|didn['’]t|wouldn['’]t|declined\ to|refused\ to|no)
            \ (?:immediately\ )?(?:comments?|respond(?:(?=[.,])|\b(?=[^.]{0,60}\b(?:requests?
            |comment|messages?|emails?|questions?|attempts)\b))|return\b(?=[^.]{0,60}\b(?:
            requests?|calls?|messages?|emails?)\b))|could\ not\ be\ reached
        |pictured|file\ photo|(?:is|are)\ (?:seen|shown)(?!\ (?:as|by)\b)
        |[Ii]n\ this\ (?:\w+\W+){0,5}(?:photo|image|picture|photograph|handout|still)
        |(?:poses?|smiles?|waves?|gestures?|looks\ on|arrives)\ (?:for|at|as|during|with|in)
            \ (?:the|a|his|her)|waves\ to\ the
        |holds\ up\ (?:an?|the|his|her)|shakes?\ hands|speaks\ (?:during|at)\ an?
        |(?:released|took|shows?)\ this\ (?:still\ )?(?:photo|image|picture)
        |greets?\ (?:supporters|voters|the\ crowd)
        |contributed\ to\ this\ (?:report|story|article)
        |this\ (?:story|article|post|page)\ (?:was|has\ been|is)|this\ report\ has\ been
        |(?:[Pp]hotos?|[Ii]mages?|[Pp]ictures?|[Vv]ideos?)\ [Cc]ourtesy\ of
        |exclusive\ report|[Pp]hotos?\ by|[Ii]mage\ by)\b""",
    re.VERBOSE,
)

#: More brackets than these are references; parties and states are none: "(R-Ill.)".
MOST_BRACKETS = 2
STATE = re.compile(r"\((?:[DIR]|(?:[DIR]-)?[A-Z][A-Za-z.]{1,6})\)")

#: A line is in title case when no word is in small letters but these.
SMALL = word_set(
    """a an the of for in on at to and or nor but by with from as up off over into after about
    vs via per than"""
)
FEWEST_CAPITALS = 4
WORDS = re.compile(r"[^\W\d_][\w’'-]*")

#: A heading printed in one line with the sentence behind it.
GLUED = re.compile(r"[\w)] (?:They|He|She|It|This|We|There|The|These|But|When) [a-z]")

#: The same before a word that also stands in names, and the words it stands behind there:
#: "hepatitis A", "the film In America".
JOINED = re.compile(r" (?:An?|In|As|After|His|Her|If|For) [a-z]")
BEFORE_NAMES = word_set(
    """the of in to on and or for with from by at as film movie book song show album novel play
    series called titled hepatitis vitamin influenza grade plan class category group type level
    league serie unit section part schedule"""
)
LAST_WORD = re.compile(r"(?:\b[a-z]{2,}|\b[\d,]{3,})['’]?$")

#: A name with nothing but a clause about it: "Ferries, which are late."
CLAUSE_ALONE = re.compile(
    r"(?P<name>[A-Z][^,.;:“”\"()]{1,60}), (?:who|which|whose|where)\b(?!.* --? )[^,;:—–“\"]*\.$"
)

#: A sentence that broke in two: "By noon. it was …". ("Calif. may" is an abbreviation.)
BROKEN = re.compile(r"\. [a-z]")
WHOLE_WORD = re.compile(r"\b[a-z]{4,}$")
FAR = 20


@lru_cache(maxsize=4096)
def is_untold(sentence: str) -> bool:
    """Tell whether a sentence is no part of what an article reports."""
    if _is_line_of_page(sentence) or is_caption(sentence) or is_labelled(sentence):
        return True
    if _is_in_title_case(sentence) or is_verbless(sentence) or _is_broken(sentence):
        return True
    alone = CLAUSE_ALONE.match(sentence)
    if alone and not has_verb(alone["name"]):
        return True
    own = QUOTATION.sub(" ", sentence)
    return GLUED.search(own) is not None or _is_joined(own)


def is_notice(sentence: str) -> bool:
    """Tell whether a sentence begins as no report does: "Correction: …", "Congratulations!"."""
    return BEGINNING.match(sentence) is not None


def _is_line_of_page(sentence: str) -> bool:
    """Tell whether a line is known by its words for one that reports nothing."""
    if is_notice(sentence) or ENDING.search(sentence[-LONGEST_ENDING:]):
        return True
    if sentence.count("(") > MOST_BRACKETS and _has_references(sentence):
        return True
    return INSIDE.search(sentence) is not None


def _has_references(sentence: str) -> bool:
    return STATE.sub("", sentence).count("(") > MOST_BRACKETS


def _is_broken(sentence: str) -> bool:
    """Tell whether a sentence goes on in small letters behind a full stop and a whole word."""
    return any(
        WHOLE_WORD.search(sentence, max(0, found.start() - FAR), found.start())
        for found in BROKEN.finditer(sentence)
    )


def _is_joined(sentence: str) -> bool:
    """Tell whether a sentence begins in the midst of a line, behind a heading or caption."""
    for found in JOINED.finditer(sentence):
        before = LAST_WORD.search(sentence, max(0, found.start() - FAR), found.start())
        if before and before[0].rstrip("'’") not in BEFORE_NAMES:
            return True
    return False


def _is_in_title_case(sentence: str) -> bool:
    """Tell whether a line is a headline with a full stop, or a name: it has no verb."""
    found = WORDS.findall(sentence)
    capitals = sum(word[0].isupper() for word in found)
    rest = (word for word in found if not word[0].isupper())
    return capitals >= FEWEST_CAPITALS and all(word in SMALL for word in rest)
