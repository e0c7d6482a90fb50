"""First sentences that are not the news yet: scenes, history, what is always so."""

import re

#: An article of some length opens with such words, and tells its news behind.
SCENERY = re.compile(
    r"""(?:(?:In|On|By|Since|Until|Before|Back\ in|Early\ in|Late\ in)\ (?:early\ |late\ |mid-)?
            (?:the\ )?(?:[A-Z][a-z]+\ (?:\d{1,2},?\ )?(?:of\ )?)?
            (?:1[5-9]\d\d|20\d\d)(?:['’]?s)?
        |(?:A|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|[A-Z][a-z]+teen
            |\d+|Several|A\ few|Many|Some|(?:More\ than|Nearly|Almost)\ .{1,20})
            \ (?:week|month|year|decade|centur|generation)(?:s|y|ies)?
            \ (?:ago|later)
        |Last\ (?:year|spring|summer|fall|autumn|winter|month)
        |(?:For|After|Over)\ (?:years|decades|months|generations|centuries|most\ of|much\ of)
        |(?:One|Some)\ (?:day|evening|morning|night|afternoon)|Once\ upon|Back\ when
        |On\ an?\ (?:[A-Za-z-]+\ ){0,4}(?:day|evening|morning|night|afternoon|weekend)
        |As\ the\ (?:election\ of|\w+\ (?:began|started|ended|approached|neared|loomed))|Had
        |In\ (?:previous|the\ past|past|most|many|theory|politics|life)
        |Ever\ since|Throughout|Historically|Traditionally|Long\ before|Usually|Typically
        |(?:There|It)(?:['’]s|\ (?:is|are|was|were|may|might|will|has|have))
        |Nothing|Nobody|No\ one|Everyone|Everybody|(?:Most\ |Many\ )?[Pp]eople
        |Whether|Why|How|What|When\ it\ comes|If
        |(?:Once\ )?[Kk]nown|Born|Imagine|Remember|Consider|Think|Meet|Picture
        |Sitting|Standing|Walking|Looking|Wearing|Dressed|Surrounded|Armed|Clad
        |(?:The\ )?[\w’'-]+(?:\ [\w’'-]+){0,2}\ (?:refers\ to|is\ (?:defined\ as|an?\ term
            |an?\ word))
        |Hidden|Tucked|Nestled|Perched|Huddled|Hunched|Seated|Famed|Renowned|Billed|Dubbed
        |Critics|Experts|Analysts|Observers
        |Some\ (?:estimates|analysts|experts|critics|observers|say|believe|think|argue)
        |This\ (?:year|season|month|week)['’]s|For\ (?:now|decades|centuries)
        |Of\ (?:all|the\ many)|Every\ (?!day\ )[a-z]+|A\ common|At\ first|Not\ (?:long|since)
    )\b""",
    re.VERBOSE,
)


#: "Ann Adler first came here ten months ago, and …"
LONG_AGO = re.compile(r".{0,80}?\b(?:months|years|decades|centuries) ago\b")


#: On what day, or who told.
WHEN = re.compile(
    r"\b(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|[Yy]esterday|[Tt]onight|[Tt]oday|overnight"
    r"|(?:this|last) (?:week|weekend|morning|afternoon|evening)|said|announced|according to"
    r"|told|confirmed|reported|newly|new (?:poll|survey|study|report|book|batch|lawsuit))\b"
)


#: The day of news, as it is printed.
DAY = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\b(?:[Yy]esterday|[Tt]oday|[Tt]onight|overnight)\b"
)


def tells_the_day(sentence: str) -> bool:
    """Tell whether a sentence says on what day something happened."""
    return DAY.search(sentence) is not None


def tells_when(sentence: str) -> bool:
    """Tell whether a sentence says on what day, or who said so, as news does."""
    return WHEN.search(sentence) is not None


def sets_a_scene(sentence: str) -> bool:
    """Tell whether a sentence opens an article before its news."""
    return SCENERY.match(sentence) is not None or (
        LONG_AGO.match(sentence) is not None and not tells_when(sentence)
    )
