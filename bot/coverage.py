"""What a digest rests on, in one line: how much is shown of how many articles, and what not."""

from collections.abc import Sequence, Set
from dataclasses import dataclass

from bot.counts import counted
from summaries.model import Article, Story


@dataclass(frozen=True, slots=True)
class Shown:
    """What readers see of a digest.

    Attributes:
        sentences: how many.
        quotes: how many.
        articles: numbers of those that something is shown of.
    """

    sentences: int
    quotes: int
    articles: Set[int]


def coverage(
    articles: Sequence[Article], stories: Sequence[Story], shown: Shown, *, total: int = 0
) -> str:
    """Return how much is shown of which articles, and what the others are about.

    Args:
        articles: those that were read.
        stories: each of them is in one.
        shown: what readers see.
        total: how many articles there are, when only the latest of them were read.
    """
    count = max(total, len(articles))
    parts = ((shown.sentences, "sentence"), (shown.quotes, "quote"))
    told = " and ".join(counted(number, what) for number, what in parts if number)
    some = f"{len(shown.articles)} of " if len(shown.articles) < count else ""
    rests = f"{told or 'Nothing'} from {some}{counted(count, 'article')}"
    known = f"{_outlets(articles)}, {_dates(articles)}"
    left = ", ".join(_not_shown(articles, stories, shown.articles, count - len(articles)))
    return f"{rests}; {known}. Not shown: {left}." if left else f"{rests}; {known}"


def _not_shown(
    articles: Sequence[Article], stories: Sequence[Story], shown: Set[int], older: int
) -> list[str]:
    """Return what is left out: more on what is told, other stories, older articles."""
    told = [story for story in stories if shown & set(story.articles)]
    same = len({number for story in told for number in story.articles} - shown)
    others = len(articles) - len(shown) - same
    parts = [
        (same, f"{same} more on the same {'story' if len(told) == 1 else 'stories'}"),
        (others, f"{others} on {'another story' if others == 1 else 'other stories'}"),
        (older, f"{older} older"),
    ]
    return [words for number, words in parts if number]


def _outlets(articles: Sequence[Article]) -> str:
    outlets = {article.outlet.casefold() for article in articles if article.outlet}
    if not outlets:
        return "outlet unknown" if len(articles) == 1 else "outlets unknown"
    unknown = " and unknown ones" if any(not one.outlet for one in articles) else ""
    return counted(len(outlets), "outlet") + unknown


def _dates(articles: Sequence[Article]) -> str:
    dated = sorted(one.published_at for one in articles if one.published_at)
    parts = list(dict.fromkeys(f"{at.day} {at:%b %Y}" for at in dated[:1] + dated[-1:]))
    undated = len(articles) - len(dated)
    told = " to ".join(parts)
    if undated and told:
        return f"{told} and {undated if undated > 1 else ''} undated".replace("  ", " ")
    return told or "undated"
