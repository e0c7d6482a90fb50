"""What passes between a reader and the bot: a request, a reply, and messages."""

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model import ArticleId, ChatId, UserId


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that somebody sent.

    Attributes:
        name: as the sender's device calls it; only ever shown, never used as a path.
        size: bytes, as announced before the download.
        content: the bytes; empty until somebody who may upload asked for them.
        album: files sent together share it; empty for a single file.
        read: fetches the content; may raise IntakeError (larger than can be fetched).
    """

    name: str
    size: int
    album: str
    read: Callable[[], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """A command as it arrives.

    Attributes:
        chat: where it was written, and where the answer goes.
        user: who wrote it.
        line: the whole text ("/quotes kim 3"), without "@botname".
        name: the sender's first name, for the admin's eyes only.
        private: a chat with one person, not a group.
        manages_chat: the sender may decide for this chat: it is private, or the sender is
            one of the group's administrators.
        tapped: the message number of the button that was tapped; None for typed lines.
        upload: a file that came with it.
        forwarded_from: title of the channel a message was forwarded from; empty otherwise.
        forwarded_at: when the channel posted it.
        forwarded_url: where the post stands; empty for a private channel.
        at: when it was written, by Telegram's clock; None when nobody says.
        thread: the topic it was written in, in a group that has topics; None elsewhere.
    """

    chat: ChatId
    user: UserId
    line: str
    name: str = ""
    private: bool = True
    manages_chat: bool = True
    tapped: int | None = None
    upload: Upload | None = None
    forwarded_from: str = ""
    forwarded_at: datetime | None = None
    forwarded_url: str = ""
    at: datetime | None = None
    thread: int | None = None

    @property
    def command(self) -> str:
        """The command's name in lower case ("quotes"); empty for plain text."""
        first = self.line.split(maxsplit=1)[0] if self.line.strip() else ""
        return first[1:].lower() if first.startswith("/") else ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words behind the command; all words of plain text."""
        words = tuple(self.line.split())
        return words[1:] if self.command else words

    @property
    def rest(self) -> str:
        """Everything behind the command, line breaks kept."""
        if not self.command:
            return self.line
        parts = self.line.strip().split(maxsplit=1)
        return parts[1] if len(parts) > 1 else ""


@dataclass(frozen=True, slots=True)
class Choice:
    """A button, which is nothing but the line it stands for (or a link)."""

    label: str
    line: str = ""
    url: str = ""


Choices = tuple[tuple[Choice, ...], ...]


def in_rows(choices: Iterable[Choice], width: int = 3) -> Choices:
    """Return buttons in rows of at most ``width``."""
    every = list(choices)
    return tuple(tuple(every[first : first + width]) for first in range(0, len(every), width))


def turned(line: str, page: int, *, more: bool) -> Choices:
    """Return the buttons that turn the pages of a list, the latest first; none for one page.

    Args:
        line: what asks for the list.
        page: the one that is shown, from 1.
        more: there is another one behind it.
    """
    newer = (Choice("‹ Newer", f"~{line} p{page - 1}"),) if page > 1 else ()
    older = (Choice("Older ›", f"~{line} p{page + 1}"),) if more else ()
    return ((*newer, *older),) if newer or older else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """An answer as a value, before it is text. Each kind is a class with a template.

    Attributes:
        choices: buttons by row, at most three in a row.
        edits: replace the message whose button was tapped; typed lines get a new one.
        document: file name and bytes to send along; None for none.
        picture: a PNG to send along; empty for none.
        shows: articles whose words or headlines it prints without a place (``bot.places``)
            that leads to them.
    """

    choices: Choices = ()
    edits: bool = False
    document: tuple[str, bytes] | None = None
    picture: bytes = b""
    shows: tuple[ArticleId, ...] = ()


@dataclass(frozen=True, slots=True)
class Message:
    """A rendered message part, ready to send.

    Attributes:
        text: with Telegram's HTML tags, within its limits.
        choices: buttons by row.
        edits: when a button was tapped, replace the message it belongs to instead of
            sending a new one.
        picture: a PNG to send with the text as its caption; empty for none.
        document: file name and bytes to send with the text as caption; None for none.
        notice: a short toast for the reader who tapped; sent instead when text is empty.
        articles: those that a reader sees something of in it: their words or headlines.
    """

    text: str
    choices: Choices = ()
    edits: bool = False
    picture: bytes = b""
    document: tuple[str, bytes] | None = None
    notice: str = ""
    articles: tuple[ArticleId, ...] = ()


Answer = Callable[[Request], Awaitable[Sequence[Message]]]
"""From a request to the messages that answer it; what the Telegram side is handed."""
