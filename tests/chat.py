"""A chat with the bot for tests: the real router, renderer and store, time handed in."""

from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from make import analysis, new_article, person, quote, sentence

from bot.commands.router import answer
from bot.context import Context
from bot.conversation import Reply, Request, Upload
from bot.intake.albums import Albums
from bot.intake.seeds import publish_seeds
from bot.intake.topics import read_topics
from bot.ledger import Notice
from bot.model import ArticleId, ChatId, UserId
from bot.offload import in_place
from bot.render import plain, render
from summaries.model import Topic

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
ANA, BO, GROUP = 1001, 1002, -2001


@dataclass
class Chat:
    """Plays readers and an admin (Bo) against the real handlers."""

    store: object
    at: datetime = NOON
    readers: frozenset[int] | None = None
    zone: str = "UTC"
    shown: dict[int, tuple] = field(default_factory=dict)
    albums: Albums = field(default_factory=Albums)
    rested: list[float] = field(default_factory=list)
    messages: int = 0
    topics: tuple[Topic, ...] = field(default_factory=read_topics)

    @property
    def context(self) -> Context:
        return Context(
            store=self.store,
            now=lambda: self.at,
            offload=in_place,
            admins=frozenset({UserId(BO)}),
            readers=self.readers,
            zone=ZoneInfo(self.zone),
            topics={topic.slug: topic for topic in self.topics},
            username=lambda: "briefing_bot",
            albums=self.albums,
            sleep=self.rest,
        )

    async def rest(self, seconds: float) -> None:
        """Note how long somebody would wait, and wait no longer."""
        self.rested.append(seconds)

    async def seeds(self) -> None:
        before = self.at - timedelta(hours=1)
        await publish_seeds(self.store, in_place, now=before, topics=self.topics)

    async def knows(
        self, name, *, aliases=(), role="", quotes=(), about=(), kind="person", **article
    ) -> ArticleId:
        """Publish an article in which somebody says something, as an analysis would find it."""
        said = [f"{name}, {role or 'a minister'}, said: “{words}”" for words in quotes]
        text = "\n".join([f"{name} spoke to reporters about many things.", *said])
        found = analysis(
            title=article.get("title", ""),
            entities=[
                person(name, *aliases, role=role, mentions=1 + len(said), kind=kind),
                *(person(other) for other in about),
            ],
            quotes=[
                quote(
                    text,
                    f"“{words}”",
                    speaker=name,
                    speaker_text=name,
                    affiliation=role,
                    utterance=number,
                    about=tuple(about),
                )
                for number, words in enumerate(quotes)
            ],
            sentences=[
                sentence(text, line, paragraph)
                for paragraph, line in enumerate(text.split("\n"))
            ],
            topics=article.pop("topics", ()),
            summary=tuple(range(len(text.split("\n")))),
        )
        number = await self.store.save_article(
            new_article(text, **article), by=UserId(BO), at=self.at
        )
        await self.store.save_analysis(number, found)
        await self.store.change_state(number, "published", by=UserId(BO), at=self.at)
        return number

    async def say(self, line: str, *, user: int = ANA, **fields) -> Reply:
        request = Request(
            **{"chat": ChatId(user), "user": UserId(user), "line": line, "at": self.at} | fields
        )
        reply = await answer(request, self.context)
        self.shown[user] = reply.choices
        await self.note(request, reply)
        return reply

    async def note(self, request: Request, reply: Reply) -> None:
        """Note what an answer shows, as the Telegram side does when it has sent it."""
        for message in render(reply, bot="briefing_bot"):
            self.messages += not (message.edits and request.tapped)
            number = request.tapped if message.edits and request.tapped else self.messages
            if message.articles:
                await self.store.keep_shown(request.chat, number, message.articles, at=self.at)

    async def corrected(self) -> list[Notice]:
        """Send the corrections that are due, and return them."""
        due = await self.store.notices_due(self.at, limit=100)
        for notice in due:
            await self.store.begin_notice(notice)
            await self.store.end_notice(notice, "sent", 0)
        return due

    async def tap(self, label: str, *, user: int = ANA, **fields) -> Reply:
        every = [one for row in self.shown[user] for one in row]
        exact = [one for one in every if one.label == label]
        found = exact or [one for one in every if one.label.startswith(label)]
        assert found, f"no button {label!r} in {self.shown[user]}"
        return await self.say(found[0].line, user=user, tapped=1, **fields)

    async def upload(
        self, name: str, content: bytes, *, user: int = BO, size: int = 0, album="", **fields
    ) -> Reply:
        async def read() -> bytes:
            return content

        file = Upload(name=name, size=size or len(content), album=album, read=read)
        return await self.say(fields.pop("line", ""), user=user, upload=file, **fields)


def printed(reply: Reply) -> str:
    """Return a reply as a journey shows it: words, then buttons by row."""
    messages = render(replace(reply), bot="briefing_bot")
    rows = [" ".join(f"[{one.label}]" for one in row) for row in reply.choices]
    return "\n".join([*(plain(message.text) for message in messages), *rows])
