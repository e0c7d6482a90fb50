"""What a briefing is chosen from, and how much of it is wanted."""

from collections.abc import Sequence
from dataclasses import dataclass

from summaries.model import Article, Mention, Sentence


@dataclass(frozen=True, slots=True)
class Wish:
    """How much to tell, of what, and what is known already.

    Attributes:
        budget_words: of all sentences together, at most.
        max_sentences: how many, at most.
        told: texts that the reader knows.
        method: a name in ``rank.METHODS``.
        wanted: the words asked for, folded.
    """

    budget_words: int
    max_sentences: int
    told: tuple[str, ...]
    method: str
    wanted: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pool:
    """What a briefing is chosen from.

    Attributes:
        articles: all of them.
        mentions: the names in each.
        split: the sentences of each; what is not to be told is marked as a heading.
        ages: of each, in days, 0 for the newest.
        groups: the articles (indexes) of each story, the most important story first.
    """

    articles: Sequence[Article]
    mentions: Sequence[Sequence[Mention]]
    split: Sequence[Sequence[Sentence]]
    ages: Sequence[float]
    groups: Sequence[Sequence[int]]
