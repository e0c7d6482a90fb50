"""Who was shown something from an article that is changed, and who was told of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Protocol

from bot.ledger import Notice, NoticeState
from bot.model import ArticleId, ChatId, NewArticle


class Corrections(Protocol):
    """Who was shown something from an article that is changed, and who was told of it."""

    async def correct(
        self,
        article: ArticleId,
        text: str,
        *,
        at: datetime,
        told_since: datetime | None = None,
        subject: str = "",
    ) -> int:
        """Have everybody told who was shown something from an article; return how many.

        Briefings that hold the article and wait to be sent are composed anew, without a word.
        Each chat gets one reply to the latest message that held it, in a briefing or in an
        answer of the last week, a minute from then. What was not sent yet of an earlier
        correction of the same subject in the same article is dropped.

        Args:
            article: the one that was corrected or withdrawn.
            text: what readers are told, with Telegram's tags.
            at: when it was changed.
            told_since: tell only those who were told of a change since then (it was undone).
            subject: what of the article it is about; empty for the article itself.
        """

    async def version_untold(self, article: ArticleId) -> NewArticle | None:
        """Return an article as it was before the first change that is still to be told."""

    async def revision(self) -> int:
        """Return a number that rises with every correction; 0 before the first."""

    async def cancel_correction(self, article: ArticleId, subject: str = "") -> int:
        """Drop what was not sent yet; return how many chats will not hear of it."""

    async def notices_due(self, at: datetime, *, limit: int) -> list[Notice]:
        """Return corrections that are to be sent, the oldest first."""

    async def begin_notice(self, notice: Notice) -> bool:
        """Write that a correction is being sent; False when it must not be."""

    async def end_notice(
        self, notice: Notice, state: NoticeState, message: int | None = None
    ) -> None:
        """Write what became of it; *pending* when Telegram surely did not take it."""

    async def doubt_notices(self) -> int:
        """After a crash: give up what was being sent; return how many."""

    async def keep_shown(
        self, chat: ChatId, message: int, articles: Collection[ArticleId], *, at: datetime
    ) -> None:
        """Note that a message of an answer shows something from articles; tidied in a week.

        Of several messages the latest counts. 0 is a message whose number nobody knows.
        Corrections that wait for the number get it.
        """

    async def not_shown(self, chat: ChatId, articles: Collection[ArticleId]) -> None:
        """Note that an answer that was to show them surely did not arrive."""
