"""From a line of text to its handler; permissions and refusals."""

import logging
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from bot.commands import (
    admin,
    amending,
    audit,
    backup,
    brief,
    coming,
    feeds,
    following,
    help,
    mending,
    people,
    quotes,
    reading,
    reasons,
    receipts,
    review,
    searching,
    selftest,
    story,
    subscriptions,
    topics,
    wrong,
)
from bot.context import Context
from bot.conversation import Reply, Request
from bot.errors import BotError, CommandError, IntakeError
from bot.places import line_of_payload

Handler = Callable[[Request, Context], Awaitable[Reply]]

log = logging.getLogger(__name__)

#: What readers can ask.
HANDLERS: Mapping[str, Handler] = {
    "start": help.start,
    "help": help.help_,
    "brief": brief.brief,
    "quotes": quotes.quotes,
    "topics": topics.topics,
    "follow": following.follow,
    "unfollow": following.unfollow,
    "sources": topics.sources,
    "search": searching.search,
    "s": reading.sentence,
    "read": reading.whole,
    "wrong": wrong.wrong,
    "story": story.story,
    "subscribe": subscriptions.subscribe,
    "when": coming.when,
    "why": reasons.why,
    "at": subscriptions.at,
    "pause": subscriptions.pause,
    "resume": subscriptions.resume,
    "stop": subscriptions.stop,
    "unsubscribe": subscriptions.stop,
    "privacy": help.privacy,
    "mydata": help.mydata,
    "forgetme": help.forgetme,
    "id": help.id_,
}

#: What admins can ask; to others these commands do not exist.
ADMIN_HANDLERS: Mapping[str, Handler] = {
    "add": admin.add,
    "articles": admin.articles,
    "receipt": receipts.receipt,
    "publish": review.publish,
    "replace": review.replace_,
    "discard": review.discard,
    "withdraw": review.withdraw,
    "undo": review.undo,
    "edit": amending.edit,
    "keep": amending.keep,
    "cut": amending.cut,
    "title": amending.title,
    "date": amending.date,
    "outlet": amending.outlet,
    "status": admin.status,
    "audit": audit.audit,
    "backup": backup.backup,
    "selftest": selftest.selftest,
    "person": people.person,
    "quote": mending.quote,
    "feeds": feeds.feeds,
}

#: The command menu: name, description, for admins only.
MENU: tuple[tuple[str, str, bool], ...] = (
    ("brief", "what the articles say, in 2 minutes; /brief 30s is shorter", False),
    ("quotes", "who said what: /quotes kim", False),
    ("topics", "what there is, and what you follow", False),
    ("search", "articles with these words", False),
    ("subscribe", "a daily briefing: /subscribe 7:30 Berlin", False),
    ("when", "when your next briefing comes", False),
    ("why", "why your briefing holds what it holds", False),
    ("pause", "pause your briefing; /resume goes on", False),
    ("stop", "end your briefing", False),
    ("sources", "outlets and how much of them is here", False),
    ("privacy", "what is kept about you, and how to delete it", False),
    ("help", "everything I can do", False),
    ("articles", "waiting, published and withdrawn articles", True),
    ("add", "add an article: paste its text after /add", True),
    ("status", "how the bot is doing", True),
    ("audit", "who did what to which article", True),
    ("backup", "a checked copy of the database, as a file", True),
    ("selftest", "try the answers on the articles as they are", True),
    ("feeds", "feeds that articles are taken from", True),
    ("person", "who goes by which names; join, split, rename", True),
    ("quote", "quotes that readers call wrong; say who said them", True),
)

#: Open to everybody, even where READERS limits who may read: rights and orientation.
OPEN = frozenset({"id", "privacy", "mydata", "forgetme", "stop", "unsubscribe"})
#: In groups only those who manage the group decide for it.
FOR_MANAGERS = frozenset(
    {"subscribe", "at", "pause", "resume", "stop", "unsubscribe", "follow", "unfollow"}
)
#: What a group's managers alone may ask for it, and everybody for themselves.
RIGHTS = frozenset({"mydata", "forgetme"})
#: A mistyped command is so much like the one that was meant (difflib's ratio).
LIKE = 0.8


#: Commands that are understood without their stroke, with words behind them or alone.
SPOKEN = frozenset({"brief", "quotes", "search", "subscribe", "follow", "unfollow"})
SPOKEN_ALONE = frozenset({"topics", "sources", "help", "when", "stop", "pause", "resume"})
#: Words for a command that it is not called by.
SYNONYMS = {"news": "brief", "briefing": "brief", "briefings": "brief", "quote": "quotes"}
GREETINGS = frozenset({"hello", "hi", "hey"})
#: A longer text is an article or a question, whatever its first word.
MOST_SPOKEN = 15

#: What makes briefings come to a chat.
BRIEFED = frozenset({"subscribe", "at", "resume"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Refused(Reply):
    """Something the reader can put right, with a working example."""

    reason: str


async def answer(request: Request, context: Context) -> Reply:
    """Carry out a line; what the reader can put right becomes a reply, not an error."""
    edits = request.line.startswith("~")
    # No message holds NUL; a search for it would be a broken query.
    line = request.line.replace("\0", "").removeprefix("~").strip()
    request = replace(request, line=line)
    request = _opened(request)
    try:
        request = await _understood(request, context)
        _check(request, context)
        reply = await _handler(request, context)(request, context)
    except (CommandError, IntakeError) as error:
        return Refused(reason=str(error))
    except BotError:
        log.exception("command_failed command=%s", request.command)
        return Refused(reason="Not now: my database does not answer. Try again in a minute.")
    except Exception:
        log.exception("command_failed command=%s", request.command)
        return Refused(reason="Something went wrong on my side, and is noted. Try again.")
    return replace(reply, edits=True) if edits else reply


def _opened(request: Request) -> Request:
    """Return a link to a place ("/start s-12-340-7f30c5") as the line it stands for."""
    if request.command == "start" and request.words:
        line = line_of_payload(request.words[0])
        return replace(request, line=line) if line else request
    return request


async def _understood(request: Request, context: Context) -> Request:
    """Return words that say a command as that command, unless they belong to an article.

    The next piece of a text that an admin is pasting may begin with a command's word
    ("Follow Kim and Ann …"); taken as one, the article would silently lack it.
    """
    meant = _spoken(request)
    if meant is request or not context.serves_admin(request):
        return meant
    return request if await admin.begun(request, context) else meant


def _spoken(request: Request) -> Request:
    """Return a short line that says a command without its stroke as that command.

    "brief me", "search missile" and "subscribe 7:30 Berlin" are buttons' and commands' words.
    """
    words = request.line.split()
    text = not (request.command or request.upload or request.forwarded_from)
    if words and words[-1].lower().strip("!.,?") == "please":
        words.pop()
    if not text or not 0 < len(words) <= MOST_SPOKEN:
        return request
    first, behind = words[0].lower().strip("!.,?"), words[1:]
    first = SYNONYMS.get(first, first)
    if first in GREETINGS and not behind:
        return replace(request, line="/start")
    if (day := " ".join((first, *behind)).lower()) in brief.DAYS_NEWS:
        return replace(request, line=f"/brief {day}")
    if first not in (SPOKEN if behind else SPOKEN | SPOKEN_ALONE):
        return request
    while behind and behind[0].lower() in {"me", "on", "for", "about"} and first != "subscribe":
        behind = behind[1:]
    return replace(request, line=" ".join((f"/{first}", *behind)))


def _check(request: Request, context: Context) -> None:
    """Refuse what this person may not do here.

    Raises:
        CommandError: the bot is not open to them, or only managers decide in this group, or
            the group itself is not let in.
    """
    if request.command not in OPEN and not may_read(request, context):
        raise CommandError(
            "This bot is for its own readers. Whoever runs it can let you in: "
            "send them the number that /id shows."
        )
    if request.command in RIGHTS and not request.manages_chat:
        raise CommandError(
            "What is kept about a group is for its administrators. "
            f"Write to me alone for what is kept about you: /{request.command}"
        )
    if request.command in FOR_MANAGERS and not request.manages_chat:
        raise CommandError(
            "In a group its administrators decide about briefings. "
            "Write to me alone for one of your own: /subscribe 7:30 Berlin"
        )
    listed = context.readers is None or int(request.chat) in context.readers
    if request.command in BRIEFED and not request.private and not listed:
        raise CommandError(
            "This group is not among the readers. Whoever runs this bot can let it in: "
            "send them the number that /id shows here."
        )


def may_read(request: Request, context: Context) -> bool:
    """Tell whether somebody may read here."""
    if context.readers is None or request.user in context.admins:
        return True
    return bool(context.readers & {int(request.user), int(request.chat)})


def _handler(request: Request, context: Context) -> Handler:
    """Return what answers a line.

    Raises:
        CommandError: there is no such command for this person.
    """
    is_admin = context.serves_admin(request)
    if request.upload is not None:
        return admin.upload if is_admin else help.no_files
    if is_admin and request.command in {"", "add"} and feeds.is_link(request.rest):
        return feeds.link
    if not request.command:
        return admin.admin_text if is_admin else searching.plain_text
    handler = HANDLERS.get(request.command)
    if handler is None and is_admin:
        handler = ADMIN_HANDLERS.get(request.command)
    if handler is None:
        raise _unknown(request, [*HANDLERS, *(ADMIN_HANDLERS if is_admin else ())])
    return handler


def _unknown(request: Request, known: Sequence[str]) -> CommandError:
    """Return what to say to a command that this person cannot ask here.

    A group is told the same whoever asks: it need not learn who the admins are.
    """
    said = f"I do not know /{request.command[:40]}"
    if not request.private:
        return CommandError(
            f"{said} here. /help lists what I can do; some of it in a chat with me alone."
        )
    near = get_close_matches(request.command, known, n=1, cutoff=LIKE)
    meant = f" Did you mean /{near[0]}?" if near else ""
    return CommandError(f"{said}.{meant} /help lists what I can do.")
