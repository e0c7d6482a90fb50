"""Saved mails (newsletters) and saved web pages in mail's form (.mhtml)."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.parser import BytesParser
from email.policy import compat32
from email.utils import parseaddr

from bot.errors import IntakeError
from bot.intake.encodings import decoded
from bot.intake.pages import read_page, refuse_long
from bot.intake.pieces import MOST_SHOWN
from summaries.clean import Cleaned, clean_text
from summaries.clean.dates import printed_dates
from summaries.clean.plain import plain_characters, unwrapped

_HEADER = re.compile(rb"\A(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\r?\n(?:[ \t][^\n]*\r?\n)*){2,}")
_FLAGS = re.IGNORECASE | re.MULTILINE
_KNOWN = re.compile(rb"^(?:from|subject|date|received|mime-version|return-path):", _FLAGS)
_DAMAGED = (
    MessageError,
    ValueError,
    LookupError,
    TypeError,
    AttributeError,
    RecursionError,
)
_MOST_PARTS, _DEEPEST = 60, 8
_LONGEST_FIELD = 500


def looks_like_mail(data: bytes) -> bool:
    """Say whether a file starts like a mail: fields, at least two of them fields of mails."""
    head = _HEADER.match(data[:16_384].lstrip())
    return bool(head and len(set(_KNOWN.findall(head[0].lower()))) > 1)


def read_mail(data: bytes) -> tuple[Cleaned | None, list[tuple[str, bytes]]]:
    """Return the article in a mail, and the (name, content) of what is attached.

    Subject, sender and date of the mail stand in where its text does not say. There is no
    article when the mail has no text of its own.

    Raises:
        IntakeError: it is damaged.
    """
    try:
        message = BytesParser(policy=compat32).parsebytes(data)
        parts = list(_parts(message, 0))
    # A damaged mail makes the parser fail in many ways.
    except _DAMAGED as error:
        raise IntakeError("The mail is damaged. Send its text as .txt.") from error
    attached = [(_file_name(part), _payload(part)) for part in parts if _is_attached(part)]
    return _article(message, [part for part in parts if not _is_attached(part)]), attached


def _parts(message: Message, depth: int) -> Iterator[Message]:
    if depth > _DEEPEST:
        raise IntakeError("The mail is nested too deeply. Send its text as .txt.")
    inside = message.get_payload()
    if not isinstance(inside, list):
        yield message
        return
    for part in inside[:_MOST_PARTS]:
        if isinstance(part, Message):
            yield from _parts(part, depth + 1)


def _article(message: Message, parts: list[Message]) -> Cleaned | None:
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    texts = [part for part in parts if part.get_content_type() == "text/plain"]
    if pages:
        address = _field(pages[0], "Content-Location") or _field(
            message, "Snapshot-Content-Location"
        )
        cleaned = read_page(_words(pages[0]), address if "://" in address else "")
    elif texts:
        text = _words(texts[0])
        refuse_long(text, MOST_SHOWN)
        cleaned = clean_text(unwrapped(plain_characters(text)))
    else:
        return None
    return cleaned if _is_saved_page(message) else _with_fields(cleaned, message)


def _is_saved_page(message: Message) -> bool:
    """Say whether a browser wrote it: then its fields say nothing about the article."""
    by_browser = "saved by" in _field(message, "From").lower()
    return by_browser or bool(message["Snapshot-Content-Location"]) or not message["From"]


def _with_fields(cleaned: Cleaned, message: Message) -> Cleaned:
    """Complete what the text says by the fields of the mail."""
    sender, address = parseaddr(_field(message, "From"))
    dates = printed_dates(_field(message, "Date"))
    own = cleaned.published_at is not None or not dates
    return replace(
        cleaned,
        title=_field(message, "Subject") or cleaned.title,
        outlet=cleaned.outlet or sender or address.rpartition("@")[2],
        published_at=cleaned.published_at if own else dates[0].at,
        published_from=cleaned.published_from if own else dates[0].words,
    )


def _field(message: Message, name: str) -> str:
    value = str(message.get(name, ""))[:_LONGEST_FIELD]
    # A field in an encoding nobody knows is shown as it stands.
    with suppress(ValueError, LookupError, MessageError):
        value = str(make_header(decode_header(value)))
    return " ".join(plain_characters(value).split())


def _is_attached(part: Message) -> bool:
    kind = part.get_content_type()
    if (part.get_content_disposition() or "") == "attachment":
        return True
    return kind.startswith("application/") and part.get_filename() is not None


def _file_name(part: Message) -> str:
    return plain_characters(str(part.get_filename() or "attachment"))[:80]


def _payload(part: Message) -> bytes:
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _words(part: Message) -> str:
    return decoded(_payload(part), str(part.get_content_charset() or ""))
