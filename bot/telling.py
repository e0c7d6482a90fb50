"""A digest as readers see it: numbered sentences, quotes, sources, coverage; all proved."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.coverage import Shown, coverage
from bot.places import Place, Source, Sources, place
from bot.spoken import Spoken, quote_told
from summaries.digest import Material
from summaries.headlines import heading
from summaries.model import Chosen, Conflict, Digest, KeyQuote

#: Letters of a date with what stands before it, and of the sign and the blank line of a block.
DATED, BETWEEN = ", 22 Nov 2026", 4


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence of an article with the sign of its source.

    Attributes:
        said_by: how many publisher families say the same.
    """

    text: str
    sign: str
    place: Place
    said_by: int = 1


@dataclass(frozen=True, slots=True)
class StoryTold:
    """One story.

    Attributes:
        headline: empty when it has none.
        sentences: in order.
        apart: it has no headline and stands below another story.
    """

    headline: str
    sentences: tuple[Told, ...]
    apart: bool = False


@dataclass(frozen=True, slots=True)
class FigureTold:
    """One account of a figure."""

    printed: str
    sign: str
    place: Place


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure that articles tell differently, with each account's sign."""

    subject: str
    values: tuple[FigureTold, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """What readers get of a digest.

    Attributes:
        stories: those with chosen sentences, in order.
        coverage: what it rests on and what was left out, in one line.
        left_out: articles that were considered and are not shown.
    """

    stories: tuple[StoryTold, ...]
    quotes: tuple[Spoken, ...]
    figures: tuple[Figure, ...]
    sources: tuple[Source, ...]
    coverage: str
    left_out: int

    @property
    def sentences(self) -> tuple[Told, ...]:
        """All sentences, in order."""
        return tuple(told for story in self.stories for told in story.sentences)

    @property
    def letters(self) -> int:
        """About how many letters a reader sees, with the marks and dates between them."""
        lines = [self.coverage, *(story.headline for story in self.stories)]
        lines += [told.text for told in self.sentences]
        lines += [quote.text for quote in self.quotes]
        lines += [quote.who + quote.role + quote.outlet + DATED for quote in self.quotes]
        lines += [source.title + source.outlet + DATED for source in self.sources]
        return sum(len(line) + BETWEEN for line in lines if line)


def telling(digest: Digest, materials: Sequence[Material], total: int = 0) -> Telling:
    """Return a digest for readers; what is not in the articles word for word is left out.

    Args:
        digest: made from the materials.
        materials: the articles with what was found in them.
        total: how many articles there are, when the materials are only the latest of them.
    """
    known = {item.article.id: item for item in materials}
    sources = Sources()
    stories: list[StoryTold] = []
    for chosen in _by_story(digest, known):
        headline = _headline(chosen, digest, known) if len(digest.stories) > 1 else ""
        told = tuple(_told(one, known[one.article], sources) for one in chosen)
        stories.append(StoryTold(headline, told, apart=bool(stories) and not headline))
    quotes = tuple(
        _key_quote(key, known, sources)
        for key in digest.quotes
        if proved(known, key.article, key.quote.start, key.quote.end, key.quote.text)
    )
    figures = tuple(_figure(conflict, known, sources) for conflict in digest.conflicts)
    articles = [item.article for item in materials]
    shown = frozenset(int(source.place.article) for source in sources.all())
    count = sum(len(story.sentences) for story in stories)
    return Telling(
        stories=tuple(stories),
        quotes=quotes,
        figures=tuple(figure for figure in figures if len(figure.values) > 1),
        sources=tuple(_beside(one, stories) for one in sources.all()),
        coverage=coverage(
            articles, digest.stories, Shown(count, len(quotes), shown), total=total
        ),
        left_out=max(total, len(articles)) - len(shown),
    )


def _beside(source: Source, stories: Sequence[StoryTold]) -> Source:
    """Return a source without the headline that stands above; its outlet names it."""
    above = any(source.title == story.headline for story in stories)
    return replace(source, title="") if above and source.outlet else source


def proved(
    known: Mapping[int, Material], article: int, start: int, end: int, words: str
) -> bool:
    """Tell whether words stand at their place in the article."""
    return article in known and known[article].article.text[start:end] == words


def _by_story(digest: Digest, known: Mapping[int, Material]) -> list[list[Chosen]]:
    """Return the chosen sentences that are proved, those of a story together."""
    story_of = {
        number: nth for nth, story in enumerate(digest.stories) for number in story.articles
    }
    found: dict[int, list[Chosen]] = {}
    for chosen in digest.sentences:
        if proved(known, chosen.article, chosen.start, chosen.end, chosen.text):
            found.setdefault(story_of.get(chosen.article, -1), []).append(chosen)
    return list(found.values())


def _headline(chosen: Sequence[Chosen], digest: Digest, known: Mapping[int, Material]) -> str:
    """Return the headline that stands above a story's sentences; empty when there is none."""
    story = next((one for one in digest.stories if chosen[0].article in one.articles), None)
    numbers = story.articles if story else (chosen[0].article,)
    articles = [known[number].article for number in numbers if number in known]
    best = heading(articles, [(one.article, one.text) for one in chosen])
    return best.title if best else ""


def _told(chosen: Chosen, material: Material, sources: Sources) -> Told:
    at = place(chosen.article, chosen.start, chosen.text)
    return Told(chosen.text, sources.sign(material.article, at), at, chosen.said_by)


def _key_quote(key: KeyQuote, known: Mapping[int, Material], sources: Sources) -> Spoken:
    also = [known[number].article for number in key.also if number in known]
    material = known[key.article]
    return quote_told(key.quote, material.article, material.analysis, also, sources)


def _figure(conflict: Conflict, known: Mapping[int, Material], sources: Sources) -> Figure:
    values = []
    for article, start, end, printed in conflict.values:
        if proved(known, article, start, end, printed):
            at = place(article, start, printed)
            values.append(FigureTold(printed, sources.sign(known[article].article, at), at))
    return Figure(conflict.subject, tuple(values))
