"""Markdown to an article: its title, its paragraphs, its words without their marks."""

import re
from collections.abc import Iterator
from dataclasses import replace

from markdown_it import MarkdownIt
from markdown_it.token import Token

from summaries.clean import Cleaned, clean_text
from summaries.clean.dates import printed_dates
from summaries.clean.tags import without_tags

_SIGNS = (
    re.compile(r"^#{1,3} \S", re.MULTILINE),
    re.compile(r"\[[^\]\n]+\]\(https?://[^)\s]+\)"),
    re.compile(r"(?<!\w)\*\*[^*\n]+\*\*(?!\w)"),
    re.compile(r"^(?:```|> |!\[)", re.MULTILINE),
)
_HEADLINE = re.compile(r"\A# \S[^\n]*\n[^\S\n]*\n")
_FRONT = re.compile(r"\A---\n(?P<fields>(?:.*\n){1,40}?)---\n")
_FIELD = re.compile(r"^(?P<key>[A-Za-z]+): *[\"']?(?P<value>[^\"'\n]*)[\"']?$", re.MULTILINE)
_CODE = re.compile(r"\s*<(?:script|style)\b", re.IGNORECASE)
#: A line this long was not wrapped by anybody, so the next one is a new paragraph.
_LONG_LINE = 120


def looks_like_markdown(text: str) -> bool:
    """Say whether fields or a headline stand in front, or two different marks occur."""
    head = text[:20_000].lstrip("\n")
    if _FRONT.match(head) or _HEADLINE.match(head):
        return True
    return sum(bool(sign.search(head)) for sign in _SIGNS) > 1


def read_markdown(text: str) -> Cleaned:
    """Return the article that a Markdown text holds; fields in front give title and date."""
    fields, text = _fields(text)
    title = fields.get("title", "")
    paragraphs: list[str] = []
    for level, words in _blocks(text):
        if level == "h1" and not title:
            title = words
        elif words and words != title:
            paragraphs.append(words)
    cleaned = clean_text("\n".join(paragraphs), document=True)
    dates = printed_dates(fields.get("date", ""))
    return replace(
        cleaned,
        title=title or cleaned.title,
        byline=fields.get("author", "") or cleaned.byline,
        outlet=fields.get("outlet", "") or cleaned.outlet,
        published_at=dates[0].at if dates else cleaned.published_at,
        published_from=dates[0].words if dates else cleaned.published_from,
    )


def _fields(text: str) -> tuple[dict[str, str], str]:
    front = _FRONT.match(text)
    if not front:
        return {}, text
    found = {field["key"].lower(): field["value"] for field in _FIELD.finditer(front["fields"])}
    return found, text[front.end() :]


def _blocks(text: str) -> Iterator[tuple[str, str]]:
    """Yield (tag around it, words) for each block that holds words."""
    tag = ""
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        if token.type.endswith("_open"):
            tag = token.tag
        elif token.type == "inline":
            for words in "".join(_words(token)).split("\n"):
                yield tag, " ".join(words.split())
        elif token.type in {"fence", "code_block"}:
            yield "p", " ".join(token.content.split())
        elif token.type == "html_block" and not _CODE.match(token.content):
            for words in without_tags(token.content).split("\n"):
                yield "p", " ".join(words.split())


def _words(block: Token) -> Iterator[str]:
    before = ""
    for token in block.children or ():
        if token.type == "softbreak":
            yield "\n" if len(before) > _LONG_LINE else " "
        elif token.type == "hardbreak":
            yield "\n"
        elif token.type in {"text", "code_inline", "html_inline"}:
            # Tags go when the text is cleaned; what only looks like one stays: "<unclear>".
            before = token.content
            yield token.content
