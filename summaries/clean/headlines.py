"""What the lines around an article say about it: headline, date, writer, outlet."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from summaries.clean.dates import PrintedDate, printed_dates
from summaries.clean.imprint import (
    BYLINE,
    begins_report,
    dateline,
    is_masthead,
    printed_outlet,
    writer_and_outlet,
)

_BY_ALONE = re.compile(r"^(?:written )?(?:by|von|par|por|door):?$", re.IGNORECASE)
_CREDIT = re.compile(
    r"©|\b(?:photo|image|picture|foto|credit)s?\b ?[:/]|getty|\((?:photo|image|courtesy)\b|"
    r"\b(?:photo|picture|image)s? (?:by|courtesy)\b|\bcourtesy of\b",
    re.IGNORECASE,
)
_SHARING = re.compile(
    r"share (?:this|on|via|close|with)\b|tweet\b|subscribe\b|sign up\b|follow us\b|teilen\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"publish|posted|veröffentlicht|publié|publicado|erstellt", re.IGNORECASE
)
_CHANGED = re.compile(r"updat|modified|changed|aktualisiert|mis à jour", re.IGNORECASE)
#: Where a letter or newsletter comes from: a street with its number, a postal code with its
#: town, a box, a telephone, an address of mail or of a site.
_STREETS = (
    "Street|St|Road|Rd|Avenue|Ave|Lane|Drive|Square|Quay|Boulevard|Blvd|Court|Terrace|Row"
)
_ADDRESS = re.compile(
    rf"^\d{{1,5}}[A-Za-z]?,? (?:[A-Z][\w.'’-]* ){{1,2}}(?:{_STREETS})\b\.?(?:$|,)"
    r"|^(?:[\w.-]+ )?[\w.-]*(?:[Ss]tra(?:ß|ss)e|str\.|platz|weg|gasse|allee) \d{1,4}(?:$|,)"
    r"|^(?:[A-Z]{1,2}-)?\d{5} [A-Z][^\W\d]+(?: [A-Z][^\W\d]+)?$"
    r"|, [A-Z]{2} \d{5}(?:-\d{4})?$|\b[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2}$"
    r"|\b(?:P\. ?O\. Box|PO Box|Postfach) \d|^(?:Tel|Telephone|Phone|Fax)\b[.:]* ?[+(\d]"
    r"|\w@\w[\w.-]*\.\w|^(?:https?://|www\.)\S"
)
#: The fields of a mail whose text was pasted.
_FIELD = re.compile(r"^(?:From|To|Cc|Date|Sent|Reply-To|Von|An|Gesendet|Datum|De|À|Envoyé): ")
_SUBJECT = re.compile(r"^(?:Subject|Betreff|Objet|Asunto|Oggetto): *(?P<title>\S.*)")
_LONGEST_ADDRESS = 120
_LONGEST_SITE, _SPOKEN = 5, re.compile(r"[!?“”„‘\"]|['’.]$")
_SEPARATORS = (" | ", " - ", " – ", " — ", " » ", " :: ")
FEWEST_WORDS, _MOST = 3, 32
#: A headline stands at most this many lines above the article.
_NEAR = 40
_LONG = 3


@dataclass(frozen=True, slots=True)
class Head:
    """What the lines around an article say; empty where they say nothing."""

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    outlet: str = ""
    date: PrintedDate | None = None


def head(lines: Sequence[str], own: Sequence[bool]) -> Head:
    """Read headline, date, writer and outlet of an article off its surroundings.

    Args:
        lines: all lines of the dump.
        own: for each, whether it belongs to the article.
    """
    if not any(own):
        return Head()
    first = own.index(True)
    last = len(own) - 1 - own[::-1].index(True)
    title = _title(lines, own, first)
    at = max((n for n in range(first + 1) if lines[n] == title), default=-1)
    above = range(max(at, first - _NEAR, 0), first)
    return Head(
        title=title,
        standfirst=_standfirst(lines, own, at) if at >= 0 else "",
        byline=_byline([lines[number] for number in above]),
        outlet=(_outlet(lines[0], title) if first else "") or printed_outlet(lines, own, at),
        date=_date(lines, first, last) or dateline(lines[first]).date,
    )


def is_heading(line: str) -> bool:
    """Say whether a line can be a headline: no date, writer, address or whole sentence."""
    words = line.split()
    if not FEWEST_WORDS <= len(words) <= _MOST or line[:1].islower():
        return False
    end = line.rstrip("\"'”’)")
    if end.endswith((".", ",", ";", ":")) and not end.endswith("..."):
        return False
    about = (BYLINE.match(line), _SHARING.match(line), _CREDIT.search(line))
    begun = is_address(line) or begins_report(line)
    return not (any(about) or begun or printed_dates(line))


def is_headline(line: str) -> bool:
    """Say whether a line can be a headline and is not the name of a paper above one."""
    return is_heading(line) and not is_masthead(line)


def is_address(line: str) -> bool:
    """Say whether a line is where a letter comes from, or a field of a mail."""
    if len(line) > _LONGEST_ADDRESS:
        return False
    return bool(_ADDRESS.search(line) or _FIELD.match(line) or _SUBJECT.match(line))


def undated(line: str) -> str:
    """Return a line up to the date in it ("By Ann Example September 15, 2014")."""
    dates = printed_dates(line)
    return line[: dates[0].start].rstrip(" ,-–—|") if dates and dates[0].start else line


def _title(lines: Sequence[str], own: Sequence[bool], first: int) -> str:
    """Return the likeliest headline: repeated, near the article, in the article's words."""
    said = Counter(
        word
        for line, kept in zip(lines, own, strict=True)
        if kept
        for word in set(_long_words(line))
    )
    counts = Counter(lines[: first + 1])
    best, most = "", 1.5
    for number in range(max(0, first - _NEAR), first):
        line = lines[number]
        if subject := _SUBJECT.match(line):
            return subject["title"]
        if not is_headline(line) or _is_sender(lines, number):
            continue
        words = _long_words(line)
        shared = sum(said[word] > 0 for word in words)
        if not shared:
            continue
        score = 2.0 * shared / len(words)
        score += 2.0 * (counts[line] > 1) + 3.0 * (number > 0 and line in lines[0])
        score += 0.5 * (len(line.split()) > 4) - 0.08 * (first - number)
        if score > most:
            best, most = line, score
    if best:
        return _cut(best)[0] if best == lines[0] else best
    title = _cut(lines[0])[0] if first and not _is_sender(lines, 0) else ""
    return title if is_headline(title) and set(_long_words(title)) & set(said) else ""


def _is_sender(lines: Sequence[str], number: int) -> bool:
    """Say whether a line is a name: what stands above an address is whose it is."""
    return number + 1 < len(lines) and is_address(lines[number + 1])


def _long_words(line: str) -> list[str]:
    return [word for word in re.findall(r"\w+", line.lower()) if len(word) > _LONG]


def _cut(line: str) -> tuple[str, str]:
    """Return a page's title without its site, and the site."""
    for separator in _SEPARATORS:
        title, found, site = line.rpartition(separator)
        if found and len(site.split()) <= 4 < len(title.split()):
            return title, site
    return line, ""


def _outlet(line: str, title: str) -> str:
    """Return what follows the headline in the page's title: the site's name."""
    if not title or not line.startswith(title) or line == title:
        return ""
    site = line[len(title) :].strip(" |-–—»:")
    site = site.rpartition(" | ")[2].rpartition(" - ")[2]
    return site if _is_site(site) else ""


def _is_site(name: str) -> bool:
    """Say whether a few words can name a site; the end of a headline is none."""
    words = name.split()
    if not 0 < len(words) <= _LONGEST_SITE or _SPOKEN.search(name):
        return False
    return not name[0].islower() or "." in name or len(words) == 1


def _standfirst(lines: Sequence[str], own: Sequence[bool], at: int) -> str:
    """Return the line below the headline, if it leads into the article and is not its start."""
    for number in range(at + 1, min(at + 3, len(lines))):
        line, words = lines[number], len(lines[number].split())
        if printed_dates(line) or BYLINE.match(line) or _CREDIT.search(line):
            continue
        is_prose = own[number] and line.endswith((".", "”", '"', "!", "?"))
        return line if 5 <= words <= 60 and not is_prose else ""
    return ""


def _byline(above: Sequence[str]) -> str:
    for number, whole in enumerate(above):
        line = undated(whole)
        words = len(line.split())
        if (match := BYLINE.match(line)) and words <= 14:
            name = re.split(r" [-–—] |, \d|  |\bon\b|\bPublished\b", match["name"])[0]
            return writer_and_outlet(name.strip(" ,-–—"))[0]
        if _BY_ALONE.match(line) and number + 1 < len(above):
            following = above[number + 1]
            return following if len(following.split()) <= 6 else ""
    return ""


def _date(lines: Sequence[str], first: int, last: int) -> PrintedDate | None:
    """Return the date nearest above the article, else just below it, else in the page's head.

    Of a line with several, the one said to be of publication, not of a change.
    """
    near = range(first - 1, max(-1, first - 25), -1)
    below = range(last + 1, min(len(lines), last + 4))
    far = range(min(first, 12))
    changed: PrintedDate | None = None
    for number in (*near, *below, *far):
        # A date in a longer line is one of the story, or of a picture; one below the article
        # may be another article's.
        told = _PUBLISHED.search(lines[number]) or _CHANGED.search(lines[number])
        if not told and (number > last or len(lines[number].split()) > 14):
            continue
        for date in printed_dates(lines[number]):
            before = lines[number][: date.start]
            if _CHANGED.search(before) and not _PUBLISHED.search(before):
                changed = changed or date
            else:
                return date
    return changed
