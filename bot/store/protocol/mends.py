"""Quotes that readers call wrong, and what admins decide about quotes."""

from datetime import datetime
from typing import Protocol

from bot.mends import Filing, Mend, MendId, Report, Ruling
from bot.model import ArticleId, ChatId, KeptQuote, UserId


class Mends(Protocol):
    """Quotes that readers call wrong, and what admins decide about quotes.

    What is decided is kept apart from what the analysis finds, and found again by the words:
    it holds when the article is analysed anew. It is seen at once by every method that gives
    quotes, people or analyses.
    """

    async def quotes_of(self, article: ArticleId) -> list[KeptQuote]:
        """Return the quotes of an article in any state that readers see, in order."""

    async def mend_quote(
        self, article: ArticleId, start: int, ruling: Ruling, *, by: UserId, at: datetime
    ) -> MendId | None:
        """Decide about the quote that begins at ``start``; None when there is none.

        It holds for every part of the utterance, wherever else it is printed, and (unless it
        is hidden) for what the same printed name or pronoun is said to have said. Reports of
        it are done with. Written to the audit.
        """

    async def unmend(self, mend: MendId, *, by: UserId, at: datetime) -> list[ArticleId]:
        """Take a decision back, the quote is as it was before; return the articles.

        None of them when it was taken back already. Written to the audit.
        """

    async def carry_mends(self, later: ArticleId, earlier: ArticleId) -> None:
        """Give the decisions on a later version's quotes to the article it takes the place of.

        The analysis that came with it has them in it; it is made anew, so that they can be
        taken back.
        """

    async def mends_of(self, article: ArticleId) -> list[Mend]:
        """Return the decisions on an article's quotes, each once, the latest first."""

    async def mends_untold(self, article: ArticleId, mend: MendId) -> list[Mend]:
        """Return the decisions that one replaced before readers were told, the latest first.

        Each is about nothing else in the article. What readers know is what the last of them
        was made on.
        """

    async def decided_anew(self, mend: MendId) -> bool:
        """Return whether a later decision is about some of the same words."""

    async def file_report(
        self, chat: ChatId, article: ArticleId, start: int, words: str, *, at: datetime
    ) -> Filing:
        """Note that a reader calls a quote wrong; ``words`` are those of its ``core``.

        Returns:
            *kept*; or nothing was noted: this chat did so before (*again*), an admin has
            decided about it (*checked*), or the chat has reported enough for a day (*full*).
        """

    async def reports(self, *, untold: bool = False, limit: int) -> list[Report]:
        """Return reported quotes of published articles, the oldest report first.

        Args:
            untold: only those of which the admins were not told.
            limit: at most so many.
        """

    async def report_told(self, report: Report) -> None:
        """Note that the admins have had their message about a quote."""
