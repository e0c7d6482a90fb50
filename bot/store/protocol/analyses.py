"""What was found in articles."""

from collections.abc import Sequence
from typing import Protocol

from bot.model import ArticleId
from summaries.digest import Material
from summaries.model import Analysis, Topic


class Analyses(Protocol):
    """What was found in articles."""

    async def save_analysis(self, number: ArticleId, analysis: Analysis) -> None:
        """Keep everything found in an article, in place of what was found before."""

    async def analysis(self, number: ArticleId) -> Analysis | None:
        """Return what was found, or None when it is not analysed."""

    async def materials(self, numbers: Sequence[ArticleId]) -> list[Material]:
        """Return articles with their analyses, in the order given; unanalysed ones left out."""

    async def unanalysed(self, version: int, *, limit: int) -> list[ArticleId]:
        """Return waiting or published articles without an analysis of this version or later."""

    async def adopt_topics(self, topics: Sequence[Topic]) -> bool:
        """Note the topics that articles are sorted by; return whether some have to be anew.

        When they changed, every analysis is outdated: ``unanalysed`` names its article.
        """
