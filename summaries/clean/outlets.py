"""Names of publications as a line prints them: a paper, an agency, a broadcaster.

Nothing here decides where on a page an outlet may stand (``imprint.py``), only what looks like
the name of one. In doubt it is none: a section, a writer or a headline is no outlet.
"""

import re


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


def _names(named: str) -> frozenset[str]:
    return frozenset(name.strip() for name in named.split(","))


#: Hardly a word but in the name of a paper.
_PAPER = _set(
    "gazette gazeta gazzetta courier courrier corriere herald tribune tribuna chronicle ledger "
    "inquirer enquirer examiner dispatch telegraph telegraaf advertiser argus sentinel zeitung "
    "anzeiger rundschau nachrichten kurier allgemeine courant dagblad dagbladet"
)
_PAPER_ENDS = ("zeitung", "blatt", "anzeiger", "nachrichten", "kurier", "dagblad", "dagbladet")
#: Common in names of publications, and what they need beside them: a word of their own.
_COMMON = _set(
    "news post times mail wire newswire journal mirror globe observer express guardian press "
    "newspaper broadcasting daily weekly radio"
)
#: Also the names of many other things; they need an article, a date or a writer beside them.
_SOFT = _set(
    "record standard star sun review report digest bulletin monitor register echo voice nation "
    "world magazine today week agency insider independent republic citizen messenger mercury "
    "leader economist spectator television tv"
)
#: Beside these a common word names a part of a paper, or a thing ("World News", "Blog Post").
_PART = _set(
    "latest breaking top local national international global regional business sports sport "
    "politics political financial economic entertainment tech technology science health home "
    "more related recent other all my your our us uk eu good bad big best most new newest old "
    "today daily weekly monthly annual press news media video live photo special editorial "
    "opinion book film movie music product market weather crime court police school industry "
    "company member fake popular trending featured staff world city town community state "
    "foreign blog guest next previous last first older newer facebook instagram twitter hard "
    "end from the a an in of and on for to with by"
)
#: "The Global Record" beside a date is a paper all the same.
_WIDE = _set("national international global regional world city state community")
_OF = _set("of de du des di della von am")
_DAILIES = _set("mail express mirror post times")
_TIMED = _set("daily evening morning sunday saturday weekly")
_ARTICLES = _set("the le la les el los il lo die der das de het o os")
_SMALL = _set("of the and de du des di del della von am im et y e &")
#: Publications whose names say nothing of it.
_KNOWN = _names(
    "reuters, ap, associated press, the associated press, afp, agence france-presse, dpa, "
    "epd, kna, apa, sid, ansa, efe, tass, interfax, xinhua, kyodo, yonhap, pti, ians, upi, "
    "cp, the canadian press, anadolu, bloomberg, bbc, cnn, npr, pbs, abc news, cbs news, "
    "nbc news, fox news, sky news, bbc news, usa today, al jazeera, deutsche welle, der "
    "spiegel, die zeit, die welt, le monde, le figaro, libération, el país, el mundo, la "
    "repubblica, la stampa, financial times, business insider, newsweek, politico, axios, "
    "the hill, the verge, the atlantic, the new yorker, the conversation, the intercept, "
    "the times, the guardian, the independent, the economist, the sun, the mirror, the "
    "observer, the new york times, the washington post, the wall street journal, the daily "
    "beast, los angeles times, techcrunch, wired "
)
_WORD = re.compile(r"(?:[^\W\d_][\w’'.]*(?:-\w+)*|\d{1,2}|&)$")
#: Whoever writes for a paper, or owns it, is not the paper.
_OTHERS = re.compile(
    r"\b(?:staff|writers?|reporters?|correspondents?|editors?|columnists?|bureau|contributors?|"
    r"special|inc|llc|ltd|limited|gmbh|group|holdings?|communications|corp|company|network)\b",
    re.IGNORECASE,
)
_MOST_WORDS, _MOST_LETTERS, _INITIALS = 6, 50, 3


def is_known_outlet(name: str) -> bool:
    """Say whether it is a publication that nearly everybody knows."""
    written = name.isupper() if len(name) <= _INITIALS else name[:1].isupper()
    return written and name.casefold() in _KNOWN


def is_outlet(name: str, *, beside: bool = False) -> bool:
    """Say whether words look like the name of a publication and like nothing else.

    Args:
        name: one name, without date or writer.
        beside: it stands in one line with a date or a writer, so that less is doubted.
    """
    if is_known_outlet(name):
        return True
    words = name.split()
    if not 0 < len(words) <= _MOST_WORDS or len(name) > _MOST_LETTERS or _OTHERS.search(name):
        return False
    if not all(_WORD.match(word) for word in words) or not _is_capitalised(words):
        return False
    return _is_named(words, beside=beside)


def _is_capitalised(words: list[str]) -> bool:
    return all(word[0].isupper() or word.lower() in _SMALL or word.isdigit() for word in words)


def _is_named(words: list[str], *, beside: bool) -> bool:
    """Say whether capitalised words hold one of a publication, in its place."""
    low = [word.lower() for word in words]
    led = low[0] in _ARTICLES
    rest = low[1:] if led else low
    if not rest:
        return False
    # "Times of Westhaven" as well as "Westhaven Times".
    head = rest[0] if len(rest) > 2 and rest[1] in _OF else rest[-1]
    last = head.rpartition("-")[2]
    others = [word for word in rest if word != head]
    if last in _PAPER or last.endswith(_PAPER_ENDS):
        return led or bool(others) or len(last) > len("zeitung")
    timed = last in _COMMON | _SOFT and any(word in _TIMED for word in others)
    own = any(word not in _PART | _COMMON | _SOFT | _TIMED | _SMALL for word in others)
    wide = led and beside and any(word in _WIDE for word in others)
    if last in _COMMON:
        return own or wide or (timed and last in _DAILIES)
    return last in _SOFT and (own or wide or (led and timed)) and (led or beside)
