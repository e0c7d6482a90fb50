"""Replies as messages: templates filled, everything escaped, cut to Telegram's size."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from bot.conversation import Message, Reply
from bot.counts import counted
from bot.model import ArticleId
from bot.places import articles_linked, articles_shown

#: What one message may hold, counted after its tags are parsed.
MOST_UNITS = 4096
MOST_ENTITIES = 100
#: The same for the words under a picture or file.
CAPTION_UNITS = 1024
#: A longer quote is cut at the end of a sentence.
QUOTE_CHARACTERS = 900
CUT = " […]"

_TOKEN = re.compile(r"<[^>]*>|&(?:#\d+|#x[0-9a-fA-F]+|\w+);|[^<&]+|[<&]")
_WORD = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_SENTENCE_END = re.compile(r"[.!?…][”’\")\]]*(?=\s)")


def render(reply: Reply, *, bot: str = "", room: int = 0) -> list[Message]:
    """Return a reply as the messages that carry it, the buttons under the last one.

    Args:
        reply: any kind that has a template.
        bot: the bot's own name on Telegram; places in articles become links with it.
        room: UTF-16 units to leave free in every message.
    """
    limit = CAPTION_UNITS if reply.document or reply.picture else MOST_UNITS
    text = _templates().get_template(template_name(type(reply))).render(reply=reply, bot=bot)
    parts = pack(blocks(text), most_units=limit - room)
    messages = _showing(parts, articles_shown(reply)) or [Message("")]
    messages[0] = replace(
        messages[0], edits=reply.edits, document=reply.document, picture=reply.picture
    )
    messages[-1] = replace(messages[-1], choices=reply.choices)
    return messages


def _showing(parts: Sequence[str], articles: Sequence[ArticleId]) -> list[Message]:
    """Return texts as messages, each with the articles that it has links into.

    What is shown without a link, a headline above all, is taken to stand in the first one.
    """
    linked = [articles_linked(part) for part in parts]
    anywhere = frozenset[ArticleId]().union(*linked)
    return [
        Message(
            part,
            articles=tuple(
                one for one in articles if one in here or (not nth and one not in anywhere)
            ),
        )
        for nth, (part, here) in enumerate(zip(parts, linked, strict=True))
    ]


def load() -> None:
    """Compile every template; on first use each would hold up the event loop, 20 to 35 ms."""
    for name in _templates().list_templates(extensions=["j2"]):
        _templates().get_template(name)


def template_name(kind: type[Reply]) -> str:
    """Return the file that prints a kind of reply ("which_person.j2")."""
    return _WORD.sub("_", kind.__name__).lower() + ".j2"


def plain(text: str) -> str:
    """Return a message's words without its tags, as the command line prints them."""
    return "".join(html.unescape(token) for token in _TOKEN.findall(text) if not _is_tag(token))


def units(text: str) -> int:
    """Return the length that Telegram counts: UTF-16 units of the words, tags left out."""
    return len(plain(text).encode("utf-16-le")) // 2


def entities(text: str) -> int:
    """Return how many formatted stretches a text has."""
    return sum(_is_tag(token) and token[1] != "/" for token in _TOKEN.findall(text))


def torn(text: str) -> bool:
    """Tell whether a tag is not closed, or closed where it was not opened."""
    opened: list[str] = []
    for tag in filter(_is_tag, _TOKEN.findall(text)):
        if tag[1] != "/":
            opened.append(tag[1:-1].split(maxsplit=1)[0])
        elif not opened or opened.pop() != tag[2:-1]:
            return True
    return bool(opened)


def blocks(text: str) -> list[str]:
    """Return the blocks of a rendered text: what blank lines outside of tags separate."""
    found, depth, current = [], 0, ""
    for token in _TOKEN.findall(text):
        if _is_tag(token):
            depth += -1 if token[1] == "/" else 1
            current += token
        elif depth:
            current += token
        else:
            head, *tail = re.split(r"\n\s*\n", token)
            current += head
            for following in tail:
                found.append(current)
                current = following
    return [block for block in (part.strip() for part in [*found, current]) if block]


def pack(
    parts: Iterable[str], *, most_units: int = MOST_UNITS, most_entities: int = MOST_ENTITIES
) -> list[str]:
    """Fill messages with whole blocks.

    A block goes into the next message rather than being cut; only one that is too large for
    any message is cut, at a line or a word, with its tags closed and opened again.
    """
    messages: list[str] = []
    for part in parts:
        for piece in _pieces(part, most_units, most_entities):
            joined = f"{messages[-1]}\n\n{piece}" if messages else piece
            if messages and _fits(joined, most_units, most_entities):
                messages[-1] = joined
            else:
                messages.append(piece)
    return messages


def shortened(text: str, most: int = QUOTE_CHARACTERS) -> str:
    """Return a text of at most ``most`` characters, cut where a sentence ends, and say so."""
    if len(text) <= most:
        return text
    room = most - len(CUT)
    ends = [end.end() for end in _SENTENCE_END.finditer(text, 0, room + 1) if end.end() <= room]
    if ends:
        return text[: ends[-1]] + CUT
    return text[:room].rsplit(maxsplit=1)[0] + CUT


def day(moment: datetime | None) -> str:
    """Return a publication date for readers ("21 Oct 2025")."""
    return f"{moment.day} {moment:%b %Y}" if moment else "undated"


@cache
def _templates() -> Environment:
    environment = Environment(
        loader=PackageLoader("bot"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["day"] = day
    environment.filters["shortened"] = shortened
    environment.filters["counted"] = counted
    return environment


def _is_tag(token: str) -> bool:
    return len(token) > 2 and token[0] == "<"


def _fits(text: str, most_units: int, most_entities: int) -> bool:
    return units(text) <= most_units and entities(text) <= most_entities


def _pieces(block: str, most_units: int, most_entities: int) -> Iterator[str]:
    """Yield a block whole, or in pieces when no message could hold it."""
    if _fits(block, most_units, most_entities):
        yield block
        return
    opened: list[str] = []
    piece, used, spans = "", 0, 0
    for token in _words(block, min(200, max(1, most_units // 2))):
        if _is_tag(token):
            _open_or_close(opened, token)
            piece += token
            spans += token[1] != "/"
            continue
        size = units(token)
        if used + size > most_units or spans > most_entities - 2:
            yield (piece + _closing(opened)).strip()
            piece, used, spans = "".join(opened), 0, len(opened)
            token = token.lstrip("\n")  # noqa: PLW2901 - a piece does not begin with a break
        piece += token
        used += size
    yield piece.strip()


def _open_or_close(opened: list[str], token: str) -> None:
    if token[1] == "/":
        opened.pop()
    else:
        opened.append(token)


def _closing(opened: list[str]) -> str:
    return "".join(f"</{tag[1:-1].split()[0]}>" for tag in reversed(opened))


def _words(block: str, most: int) -> Iterator[str]:
    """Yield tags, words and white space; endless ones in slices."""
    for token in _TOKEN.findall(block):
        if _is_tag(token) or token[0] == "&":
            yield token
        else:
            yield from re.findall(rf"\s{{1,{most}}}|\S{{1,{most}}}", token)
