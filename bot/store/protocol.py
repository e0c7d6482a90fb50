"""What the bot asks of its database; documented here and only here.

Every method is one transaction and may raise StoreError. Lists are ordered as said; moments
are aware and in UTC. Only *published* articles are visible to the methods that readers use.
"""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.conversation import Message
from bot.ledger import Claim, DeliveryFacts, Notice, NoticeState, PartEnd, PartKey, Showing
from bot.mends import Filing, Mend, MendId, Report, Ruling
from bot.model import (
    ArticleHead,
    ArticleId,
    ArticleState,
    AuditLine,
    ChatId,
    ChatKind,
    Delivery,
    DeliveryId,
    DeliveryState,
    EntityId,
    Feed,
    FeedId,
    FeedState,
    KeptArticle,
    KeptQuote,
    NewArticle,
    Person,
    SourceCount,
    StoryId,
    Subscription,
    SubscriptionId,
    TopicCount,
    UserId,
    Wish,
)
from summaries.digest import Material
from summaries.model import Analysis, Topic


class Articles(Protocol):
    """Articles: kept, published, found again."""

    async def save_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> ArticleId:
        """Keep a new article as *waiting* and return its number."""

    async def save_new_article(
        self, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> tuple[ArticleId, bool]:
        """Keep an article unless its text is here already; return its number, True when new.

        Of several who bring the same text at the same moment one gets True.
        """

    async def article(self, number: ArticleId) -> KeptArticle | None:
        """Return one article in any state, or None when there is no such number."""

    async def articles_in(
        self, states: Collection[ArticleState], *, limit: int, offset: int = 0
    ) -> list[ArticleHead]:
        """Return articles in these states, the latest received first."""

    async def count_articles(self, states: Collection[ArticleState]) -> int:
        """Return how many articles are in these states."""

    async def heads(self, numbers: Collection[ArticleId]) -> list[ArticleHead]:
        """Return the articles with these numbers in one line each, in the order given."""

    async def change_state(
        self, number: ArticleId, state: ArticleState, *, by: UserId | None, at: datetime
    ) -> ArticleState | None:
        """Publish, withdraw, discard or take back; return the state before.

        None when there is no such article. Publishing sets ``released_at``, after every
        briefing that was made before; publishing again after a withdrawal keeps it if an
        edition has named the article. Written to the audit.
        """

    async def amend_article(
        self, number: ArticleId, new: NewArticle, *, by: UserId | None, at: datetime
    ) -> None:
        """Replace title, text, date, outlet and removed lines; the old version is kept.

        A changed text drops the analysis (``save_analysis`` must follow) and counts
        ``version`` up. Written to the audit.
        """

    async def version_before(self, number: ArticleId) -> NewArticle | None:
        """Return an article as it was before its last change; None when it never changed."""

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

    async def with_same_text(self, text: str) -> ArticleId | None:
        """Return the article (not discarded) with exactly this text, white space aside."""

    async def with_shared_shingles(
        self, fingerprint: Sequence[int], *, limit: int
    ) -> list[tuple[ArticleId, int]]:
        """Return articles (not discarded) that share shingles, most shared first."""

    async def released(
        self, *, since: datetime | None = None, until: datetime | None = None, limit: int
    ) -> list[ArticleHead]:
        """Return published articles released in (since, until], the latest first."""

    async def articles_on(
        self,
        slug: str,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        """Return published articles on a topic, the latest released first."""

    async def articles_naming(
        self,
        entity: EntityId,
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
    ) -> list[ArticleHead]:
        """Return published articles that name an entity, the latest released first."""

    async def search(
        self,
        words: Sequence[str],
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        limit: int,
        offset: int = 0,
    ) -> list[ArticleHead]:
        """Return published articles holding all words (stemmed), the latest released first.

        Several words in one string are a phrase: they stand together, in this order.
        """

    async def places_of(
        self, words: Sequence[str], numbers: Collection[ArticleId]
    ) -> dict[ArticleId, list[tuple[int, int]]]:
        """Return where the words that ``search`` finds stand in these articles' texts.

        Start and end in code points, ascending; a phrase is one place. An article that holds
        them in its headline alone has none.
        """

    async def texts(self, numbers: Collection[ArticleId]) -> dict[ArticleId, str]:
        """Return the texts of those articles that are published."""

    async def topics(self) -> list[TopicCount]:
        """Return the operator's topics that published articles are on, the fullest first."""

    async def sources(self) -> list[SourceCount]:
        """Return outlets of published articles, the fullest first; "" for unknown."""

    async def audit(self, *, limit: int) -> list[AuditLine]:
        """Return what was done to articles, the latest first."""

    async def last_done(self, number: ArticleId, action: str = "") -> AuditLine | None:
        """Return what was last done to an article ("withdrawn"; "" for anything), if it was."""

    async def keep_line(self, line: str) -> int:
        """Keep a button's line that is too long for a button; the same line, same number.

        Nobody can guess the number who does not know the line.
        """

    async def kept_line(self, number: int) -> str | None:
        """Return a kept line, or None when there is no such number."""


class People(Protocol):
    """People and organisations, and what they said."""

    async def people_named(self, name: str) -> list[Person]:
        """Return the entities that this name leads to, the most quoted first.

        Whole names and aliases in any case and spelling ("kim jong-un"), never substrings.
        Only entities that published articles name.
        """

    async def people_near(self, name: str, *, limit: int) -> list[Person]:
        """Return entities whose name or alias is spelt most like this, the nearest first."""

    async def people_quoted_most(self, *, limit: int) -> list[Person]:
        """Return persons and organisations with published quotes, the most quoted first."""

    async def entity(self, number: EntityId) -> Person | None:
        """Return one entity."""

    async def quotes_by(
        self, speaker: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what somebody said, one entry per utterance.

        Words in quotation marks come before paraphrases, the newest article first.
        """

    async def quotes_about(
        self, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return quotes of others that mention somebody, ordered as by ``quotes_by``."""

    async def quotes_by_about(
        self, speaker: EntityId, entity: EntityId, *, limit: int, offset: int = 0
    ) -> list[KeptQuote]:
        """Return what one said about the other, ordered as by ``quotes_by``."""

    async def quotes_in(self, numbers: Sequence[ArticleId]) -> list[KeptQuote]:
        """Return the quotes of published articles, articles in the order given."""

    async def names_of(self, entity: EntityId) -> list[tuple[str, int]]:
        """Return the spellings that lead to an entity, each with its number of articles.

        Published ones are counted; 0 stands behind spellings of waiting and withdrawn ones.
        """

    async def join_people(
        self, into: EntityId, other: EntityId, *, by: UserId, at: datetime
    ) -> None:
        """Make two entities one for good: names of ``other`` lead to ``into`` from now on."""

    async def unjoin_people(
        self, into: EntityId, other: EntityId, *, by: UserId, at: datetime
    ) -> bool:
        """Take a join back within the hour, if nothing was done to people's names since.

        Returns:
            False when it is too late, or there was no such join.
        """

    async def split_alias(
        self, entity: EntityId, alias: str, *, by: UserId, at: datetime
    ) -> EntityId:
        """Make an alias a person of its own for good; return the new entity."""

    async def rename_person(
        self, entity: EntityId, name: str, *, by: UserId, at: datetime
    ) -> None:
        """Give an entity another canonical name for good; the old one stays an alias."""


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


class Stories(Protocol):
    """Which articles tell one event; a story's number never changes."""

    async def story_profiles(
        self, around: datetime, *, limit: int
    ) -> list[tuple[StoryId, bytes]]:
        """Return what is kept of articles published around a moment, the latest last.

        That is what ``summaries.arrivals`` packed, with the story of each.
        """

    async def keep_story(
        self, article: ArticleId, story: StoryId, profile: bytes, *, at: datetime
    ) -> None:
        """Note the story of an article; one that has a story keeps it."""

    async def story_of(self, article: ArticleId) -> StoryId | None:
        """Return the story of an article, None when it has not been placed."""

    async def articles_of_story(self, story: StoryId, *, limit: int) -> list[ArticleHead]:
        """Return the published articles of a story, the latest released first."""

    async def join_stories(
        self, into: StoryId, others: Sequence[StoryId], *, by: UserId, at: datetime
    ) -> None:
        """Make several stories one for good, under the first number."""

    async def split_story(self, article: ArticleId, *, by: UserId, at: datetime) -> StoryId:
        """Make an article a story of its own for good; return its new number."""


class Feeds(Protocol):
    """Feeds that articles are taken from, and which of their entries were seen."""

    async def add_feed(self, state: FeedState, *, by: UserId, at: datetime) -> FeedId | None:
        """Keep a new feed; None when there is one with this address already."""

    async def feeds(self) -> list[Feed]:
        """Return all feeds, the oldest first."""

    async def feeds_due(self, at: datetime, *, limit: int) -> list[Feed]:
        """Return feeds that may be asked now, the longest due first."""

    async def save_feed(self, feed: FeedId, state: FeedState) -> None:
        """Keep how a feed was asked; the address stays as it is."""

    async def let_feed_publish(
        self, feed: FeedId, *, publishes: bool, by: UserId, at: datetime
    ) -> bool:
        """Let its articles reach readers by themselves, or not; False: no such feed."""

    async def remove_feed(self, feed: FeedId, *, by: UserId, at: datetime) -> bool:
        """Take no more articles from a feed; those that came stay. False: no such feed."""

    async def unseen_entries(self, feed: FeedId, keys: Sequence[str]) -> list[str]:
        """Return those of the entries that were not seen yet, in the order given."""

    async def entry_seen(
        self, feed: FeedId, key: str, article: ArticleId | None, *, at: datetime
    ) -> None:
        """Note an entry, with the article it gave; None when it gave none."""


class Readers(Protocol):
    """Chats, what they follow, and their subscriptions (one for each chat)."""

    async def chat_seen(self, chat: ChatId, kind: ChatKind, *, at: datetime) -> bool:
        """Note that a chat is there; True when that brought a blocked subscription back."""

    async def chat_gone(self, chat: ChatId, *, at: datetime) -> None:
        """Note that a chat blocked the bot or is no more; its subscription is paused."""

    async def migrate_chat(self, old: ChatId, new: ChatId) -> None:
        """Give everything of a group to the supergroup it has become."""

    async def subscription_of(self, chat: ChatId) -> Subscription | None:
        """Return a chat's subscription in any state, paused and stopped ones too."""

    async def subscribe(self, chat: ChatId, wish: Wish, *, at: datetime) -> Subscription:
        """Make or change a chat's subscription; it is neither paused nor stopped afterwards.

        It starts today if its time is still ahead and nothing was delivered today.

        Raises:
            ValueError: the zone is not an IANA name, or no weekday is chosen.
        """

    async def choose_topics(self, chat: ChatId, topics: Sequence[str]) -> Subscription | None:
        """Change what a subscription is about and nothing else: paused, it stays paused.

        None when there is no subscription.
        """

    async def brief_in(self, chat: ChatId, thread: int | None) -> None:
        """Have a group's briefings go to one of its topics; None for the group itself."""

    async def pause(
        self, chat: ChatId, reason: str, *, at: datetime, until: datetime | None = None
    ) -> Subscription | None:
        """Pause a subscription, for good or until a moment; None when there is none.

        With a moment, ``due_at`` is the first briefing after it. A briefing that waits to
        be sent is dropped.
        """

    async def resume(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        """Take up a paused or stopped subscription again; None when there is none."""

    async def stop(self, chat: ChatId, *, at: datetime) -> Subscription | None:
        """End a subscription as a pause called "stopped"; ``resume`` is the way back."""

    async def limit_readers(self, chats: Collection[ChatId] | None, *, at: datetime) -> int:
        """Pause the subscriptions of all other chats; None lets everyone read.

        Those that are listed (again) are taken up where nothing but this had paused them.

        Returns:
            How many were paused now.
        """

    async def subscriptions(
        self, *, after: SubscriptionId | None = None, limit: int
    ) -> list[Subscription]:
        """Return subscriptions with higher numbers than ``after``, ascending."""

    async def follow(self, chat: ChatId, topic: str, *, at: datetime) -> bool:
        """Follow a topic (slug, name or free words); False when the chat did already."""

    async def unfollow(self, chat: ChatId, topic: str) -> bool:
        """Follow a topic no longer; False when the chat did not."""

    async def follows(self, chat: ChatId) -> list[str]:
        """Return what a chat follows, in the order it began to."""

    async def followers(self, *, after: ChatId | None = None, limit: int) -> list[ChatId]:
        """Return chats that follow something, with higher numbers than ``after``, ascending."""

    async def deliveries_of(self, chat: ChatId, *, limit: int) -> list[Delivery]:
        """Return a chat's deliveries, the latest day first."""

    async def everything_about(self, chat: ChatId) -> Mapping[str, object]:
        """Return every row that names a chat, by table, ready for JSON."""

    async def forget(self, chat: ChatId) -> None:
        """Delete every row that names a chat; the ledger keeps counts only."""


class Deliveries(Protocol):
    """The ledger of briefings: what is due, who sends it, what became of it."""

    async def make_due(self, at: datetime, *, limit: int) -> int:
        """Write a delivery for what is due and move ``due_at`` on; return how many were due.

        Both in one transaction and under the key (subscription, local day): asked twice, it
        makes one delivery. What is too late to go out is written as *expired*.
        """

    async def recover(self, at: datetime) -> int:
        """After a crash: give claims back and doubt what was being sent; return the doubts."""

    async def claim_deliveries(self, at: datetime, *, limit: int) -> list[Claim]:
        """Take pending deliveries, the longest due first; no other sender gets them."""

    async def keep_edition(
        self,
        key: str,
        messages: Sequence[Message],
        articles: Sequence[ArticleId],
        claims: Collection[DeliveryId],
        *,
        until: datetime,
        at: datetime,
    ) -> tuple[Message, ...]:
        """Freeze rendered messages, give them to claimed deliveries, return what is frozen.

        A key that is kept already keeps its messages. No messages: the deliveries end as
        *sent* with the reason "nothing new". Once sent, readers have been told everything
        released up to ``until``.
        """

    async def give_up(
        self, claims: Collection[DeliveryId], state: DeliveryState, reason: str, *, at: datetime
    ) -> None:
        """End deliveries that could not be composed."""

    async def edition_messages(self, key: str) -> tuple[Message, ...]:
        """Return the frozen messages of an edition, in order."""

    async def write_ledger(
        self, begun: Sequence[PartKey], ended: Sequence[PartEnd], *, at: datetime
    ) -> set[PartKey]:
        """Write that parts are being sent and what became of others; return the refused.

        A part is refused when its briefing is no longer wanted (stopped, forgotten, too
        late): it must not be sent. The last part to end ends its delivery.
        """

    async def prove_arrival(
        self, chat: ChatId, message: int, text: str, *, at: datetime
    ) -> bool:
        """Take a tapped message as proof that a doubted part arrived; True when it was one."""

    async def hold(self, chat: ChatId | None, until: datetime) -> None:
        """Remember that Telegram asked not to send: to one chat, or (None) in bulk."""

    async def holds(self, at: datetime) -> list[tuple[ChatId | None, datetime]]:
        """Return the pauses that are not over yet."""

    async def delivery_facts(self, at: datetime) -> DeliveryFacts:
        """Return the figures that ``/status`` shows about deliveries."""

    async def raise_alarm(self, name: str, *, at: datetime) -> bool:
        """Note that something is wrong; True when it was not noted already."""

    async def end_alarm(self, name: str) -> datetime | None:
        """Note that it is over; return since when it was wrong, None when it was not."""

    async def keep_polling(self, polled_at: datetime | None, trouble: str) -> None:
        """Keep when updates were last fetched, and why they cannot be; "" when they can."""

    async def polling(self) -> tuple[datetime | None, str]:
        """Return what was kept of it; None and "" before the first time."""

    async def tidy(self, at: datetime) -> None:
        """Delete what nobody needs any more; called once a night.

        Old editions, ended parts, answered updates, lines of buttons long not shown.
        """


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


class Inbox(Protocol):
    """Updates kept from the moment Telegram hands them over until they are answered."""

    async def keep_updates(
        self, updates: Sequence[tuple[int, ChatId | None, str]], *, at: datetime
    ) -> set[int]:
        """Keep updates (number, chat, JSON); return the numbers not kept before."""

    async def waiting_updates(self) -> list[tuple[int, str]]:
        """Return kept updates whose answer has not begun to go out, ascending."""

    async def interrupted_updates(self, since: datetime) -> list[str]:
        """Return, once, those whose answers were going out when the bot died, as JSON.

        Those kept before ``since`` are ticked off unsaid.
        """

    async def answering(self, update: int, showing: Showing | None = None) -> None:
        """Note that the answer to an update goes out now: it is never given again.

        What it shows of articles is noted with it, before it is shown: a correction finds the
        chat after a crash, too. Of what was corrected while it was made, the chat is told.
        """

    async def answered(self, update: int, *, at: datetime) -> None:
        """Note that an update is done with; its text is deleted."""


class Store(
    Articles,
    People,
    Mends,
    Stories,
    Feeds,
    Readers,
    Deliveries,
    Corrections,
    Inbox,
    Protocol,
):
    """Everything the bot asks of its database."""

    async def check(self) -> str:
        """Return "ok", or what the database's own integrity check found."""

    async def backup(self, path: str) -> None:
        """Write a consistent copy to a new file."""

    async def close(self) -> None:
        """Finish what was asked for and close."""
