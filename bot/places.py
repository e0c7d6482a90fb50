"""Where a sentence stands: the line and the link that lead there, and its source's number."""

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import datetime

from bot.conversation import Choice, Choices, Reply, in_rows
from bot.languages import other_language
from bot.model import ArticleHead, ArticleId
from summaries.model import Article
from summaries.openings import first_words, is_headline

#: An article without a headline is shown by so many characters of its first words.
OPENING = 80
#: So many buttons for sources; the numbers in the text lead to the others.
MOST_SIGNS = 6

_SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_PAYLOAD = re.compile(r"s-(\d{1,12})-(\d{1,9})-([0-9a-f]{6})")
_LINK = re.compile(rf"\?start={_PAYLOAD.pattern}\"")


@dataclass(frozen=True, slots=True)
class Place:
    """A place in an article that a reader can be led to.

    Attributes:
        start: first code point of what stands there.
        mark: of the words that stood there when the place was shown.
    """

    article: ArticleId
    start: int
    mark: str

    @property
    def line(self) -> str:
        """The line that shows it."""
        return f"/s {self.article} {self.start} {self.mark}"

    @property
    def payload(self) -> str:
        """What a link to the bot carries ("https://t.me/NAME?start=…")."""
        return f"s-{self.article}-{self.start}-{self.mark}"


@dataclass(frozen=True, slots=True)
class Source:
    """An article that something was taken from.

    Attributes:
        sign: its number, as it stands behind sentences.
        title: its headline or, without one, its first words in quotation marks; empty when
            it stands above what was taken from the article already.
        outlet: empty when unknown.
        place: of the first words taken from it.
        language: its name, of an article in another than the bot's own; empty otherwise.
    """

    sign: str
    title: str
    outlet: str
    url: str
    published_at: datetime | None
    place: Place
    language: str = ""


@dataclass(slots=True)
class Sources:
    """Numbers articles in the order in which something is taken from them."""

    _known: dict[ArticleId, Source] = field(default_factory=dict)

    def sign(self, article: Article | ArticleHead, at: Place) -> str:
        """Return the sign of an article, a new one when it is met for the first time."""
        number = ArticleId(article.id)
        if number not in self._known:
            self._known[number] = Source(
                sign(len(self._known) + 1),
                shown_title(article),
                article.outlet,
                article.url,
                article.published_at,
                at,
                # What is shown of heads alone are quotes, which are read in one language.
                other_language(article.language) if isinstance(article, Article) else "",
            )
        return self._known[number].sign

    def all(self) -> tuple[Source, ...]:
        """Return the sources in order of their numbers."""
        return tuple(self._known.values())


def place(article: int, start: int, words: str) -> Place:
    """Return the place of these words."""
    return Place(ArticleId(article), start, mark(words))


def mark(words: str) -> str:
    """Return six characters by which words are known again after a correction."""
    return f"{zlib.crc32(words.encode()) & 0xFFFFFF:06x}"


def line_of_payload(payload: str) -> str | None:
    """Return the line that a link stands for, or None when it is not a place."""
    found = _PAYLOAD.fullmatch(payload)
    return Place(ArticleId(int(found[1])), int(found[2]), found[3]).line if found else None


def articles_shown(reply: Reply) -> tuple[ArticleId, ...]:
    """Return the articles that an answer shows something of, in order.

    Whatever is printed for readers from an article carries its place, so that nothing has to
    be listed by hand; ``Reply.shows`` names what is printed without one.
    """
    return tuple(dict.fromkeys((*reply.shows, *(one.article for one in _placed(reply)))))


def places_shown(reply: Reply) -> tuple[Place, ...]:
    """Return the places that an answer leads to, in order."""
    return tuple(dict.fromkeys(_placed(reply)))


def articles_linked(text: str) -> frozenset[ArticleId]:
    """Return the articles that a rendered text has links into."""
    return frozenset(ArticleId(int(number)) for number, _, _ in _LINK.findall(text))


def _placed(value: object) -> Iterator[Place]:
    if isinstance(value, Place):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _placed(one)
    elif is_dataclass(value):
        for each in fields(value):
            yield from _placed(getattr(value, each.name))


def sign(number: int) -> str:
    """Return the number of a source as it stands behind a sentence ("¹²")."""
    return str(number).translate(_SUPERSCRIPTS)


def shown_title(article: Article | ArticleHead) -> str:
    """Return a headline or, without one, the article's first words in quotation marks."""
    if is_headline(article.title):
        return article.title
    words = article.opening if isinstance(article, ArticleHead) else article.text
    first = opening(words)
    return first if first.startswith(("“", '"')) else f"“{first}”"


def opening(text: str) -> str:
    """Return the first words of a report, with an ellipsis when there are more."""
    words = first_words(text).strip()
    first = words.split("\n", 1)[0].removesuffix("…").strip()
    if len(first) <= OPENING:
        return f"{first} …" if len(words) > len(first) else first
    return first[:OPENING].rsplit(maxsplit=1)[0].rstrip(",;:–—") + " …"


def sign_choices(sources: Iterable[Source], *, back: str = "") -> Choices:
    """Return the buttons that open the sources' places, three in a row.

    Args:
        sources: the first ones get a button.
        back: the line that brings the message back which the place is to replace; without
            it the place comes as a message of its own.
    """
    mark, ending = ("~", f" {back}") if back else ("", "")
    signs = [
        Choice(source.sign, f"{mark}{source.place.line}{ending}")
        for source in list(sources)[:MOST_SIGNS]
    ]
    return in_rows(signs)
