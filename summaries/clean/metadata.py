"""What a web page says about itself: headline, date, outlet, address, writer.

Only what the page states; a date is never guessed from an address or a copyright line.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin, urlsplit

from summaries.clean.dates import PrintedDate, printed_dates
from summaries.clean.headlines import undated

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LONGEST_BLOCK = 300_000
_ARTICLE_TYPES = ("Article", "BlogPosting", "Report", "LiveBlogPosting")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "parsely-pub-date",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.created",
    "sailthru.date",
    "date",
)
_PRINTED = {"datepublished": "datePublished"}
#: What the words of a date begin with when a page's own data states it.
FIELDS = frozenset((*_DATES, *_PRINTED.values(), "time"))
_EARLIEST = 1990
_SEPARATORS = (" | ", " - ", " – ", " — ", " :: ", " • ", " » ")


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a page says about itself; empty where it says nothing."""

    title: str = ""
    standfirst: str = ""
    byline: str = ""
    outlet: str = ""
    url: str = ""
    date: PrintedDate | None = None


def metadata(page: "HtmlElement", url: str = "") -> Metadata:
    """Read a page's own data: its JSON-LD, its meta elements, its headings.

    Args:
        page: the parsed page, untouched.
        url: where it was found.
    """
    linked = next(_articles(page), {})
    meta = _meta(page)
    outlet = meta.get("og:site_name") or _name(linked.get("publisher"))
    title = _title(page, meta, linked, outlet)
    address = _address(page, meta, url)
    return Metadata(
        title=title,
        standfirst=_line(meta.get("og:description") or meta.get("description") or ""),
        byline=_byline(page, meta, linked),
        outlet=_line(outlet) or _host(address or url),
        url=address or url,
        date=_date(page, meta, linked),
    )


def _articles(page: "HtmlElement") -> Iterator[Mapping[str, Any]]:
    """Yield the JSON-LD objects that describe an article."""
    for script in page.xpath('//script[@type="application/ld+json"]'):
        text = script.text or ""
        if len(text) > _LONGEST_BLOCK:
            continue
        try:
            found = [json.loads(text, strict=False)]
        except (ValueError, RecursionError):
            continue
        while found:
            one = found.pop(0)
            if isinstance(one, list):
                found += one[:50]
            elif isinstance(one, dict):
                if str(one.get("@type", "")).strip("[']").endswith(_ARTICLE_TYPES):
                    yield one
                graph = one.get("@graph")
                found += graph[:50] if isinstance(graph, list) else []


def _meta(page: "HtmlElement") -> dict[str, str]:
    """Return the meta elements by lower-case name, the first of each."""
    found: dict[str, str] = {}
    for element in page.iter("meta"):
        content = element.get("content") or ""
        for attribute in ("property", "name", "itemprop"):
            name = (element.get(attribute) or "").lower()
            if name and content.strip():
                found.setdefault(name, content)
    return found


def _title(
    page: "HtmlElement", meta: Mapping[str, str], linked: Mapping[str, Any], outlet: str
) -> str:
    """Return the headline as the page prints it: the heading that its own data confirms."""
    tag = _line(page.findtext(".//title") or "")
    said = [_line(str(one)) for one in (meta.get("og:title"), linked.get("headline")) if one]
    known = set(" ".join([tag, *said]).lower().split())
    best, most = "", 0.6
    headings = [_line(heading.text_content()) for heading in page.iter("h1")]
    if not known:
        return next((line for line in headings if len(line.split()) > 1), "")
    for line in headings:
        if tag.endswith(line) and not tag.startswith(line):
            continue  # the site's name, behind the headline in the page's title
        words = line.lower().split()
        share = sum(word in known for word in words) / len(words) if len(words) > 1 else 0.0
        if share > most:
            best, most = line, share
    return best or _without_site(next((one for one in [*said, tag] if one), ""), outlet, tag)


def _without_site(title: str, outlet: str, tag: str) -> str:
    """Cut " | The Paper" off a headline: the outlet, or a short end of the page title."""
    for separator in _SEPARATORS:
        head, found, tail = title.rpartition(separator)
        if not found or len(head.split()) < 2:
            continue
        named = bool(_folded(tail)) and _folded(tail) in _folded(outlet)
        if named or (not outlet and tag == title and len(tail.split()) < 4):
            return head.strip()
    return title


def _byline(page: "HtmlElement", meta: Mapping[str, str], linked: Mapping[str, Any]) -> str:
    candidates = [
        _name(linked.get("author")),
        meta.get("author", ""),
        meta.get("article:author", ""),
        meta.get("parsely-author", ""),
        *(
            one.text_content()
            for one in page.xpath('//*[@itemprop="author" or @rel="author"]')[:3]
        ),
    ]
    for candidate in candidates:
        name = undated(_line(candidate).removeprefix("By ").removeprefix("by "))
        if 2 < len(name) <= 100 and not any(mark in name for mark in ("|", "http", "@", "/")):
            return name
    return ""


def _name(value: Any, depth: int = 0) -> str:
    """Return the name, or names, that a JSON-LD value stands for."""
    if isinstance(value, str):
        return _line(value)
    if isinstance(value, dict):
        return _name(value.get("name"), depth + 1) if depth < 3 else ""
    if isinstance(value, list) and depth < 3:
        return ", ".join(filter(None, (_name(one, depth + 1) for one in value[:5])))
    return ""


def _address(page: "HtmlElement", meta: Mapping[str, str], url: str) -> str:
    links = page.xpath('//link[@rel="canonical"]/@href')
    for address in (*links[:1], meta.get("og:url", "")):
        whole = _joined(url, address.strip())
        if whole:
            return whole
    return ""


def _joined(url: str, address: str) -> str:
    try:
        whole = urljoin(url, address)
        parts = urlsplit(whole)
    except ValueError:
        return ""
    known = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
    return whole if known and len(parts.path) > 1 and len(whole) < 1000 else ""


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def _date(
    page: "HtmlElement", meta: Mapping[str, str], linked: Mapping[str, Any]
) -> PrintedDate | None:
    """Return the first date of publication that the page's own data states.

    Its words begin with the name of what states it ("datePublished 2025-10-21").
    """
    times = page.xpath('//*[@itemprop="datePublished" or @pubdate]/@datetime')[:1]
    times += page.xpath("(//article//time | //h1/following::time)/@datetime")[:1]
    stated = [("datePublished", str(linked.get("datePublished", "")))]
    stated += [(_PRINTED.get(name, name), meta[name]) for name in _DATES if name in meta]
    stated += [("time", words) for words in times]
    for name, words in stated:
        for date in printed_dates(words.strip()[:60])[:1]:
            if date.at.year >= _EARLIEST:
                return replace(date, words=f"{name} {date.words}")
    return None


def _folded(text: str) -> str:
    return "".join(letter for letter in text.lower() if letter.isalnum())


def _line(text: str) -> str:
    return " ".join(text.split())
