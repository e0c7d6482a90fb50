"""For admins: the receipt of an article, with the buttons that its state allows."""

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from bot.commands.arguments import article_number
from bot.context import Context
from bot.conversation import Choice, Choices, Reply, Request
from bot.intake import intake
from bot.intake.receipt import Receipt
from bot.model import ArticleId
from summaries.model import Quote

MOST_SPEAKERS = 5
#: The commands that put right what a copy of the article offers.
LINES = {"headline": "title", "date": "date", "outlet": "outlet"}
#: So many characters of removed lines fit into a receipt, so many of one of them.
MOST_REMOVED, LONGEST_LINE = 1_500, 160


@dataclass(frozen=True, slots=True, kw_only=True)
class UploadReceipt(Reply):
    """What was understood of an article and what was removed from it.

    Attributes:
        title: its headline or, without one, its first words in quotation marks.
        quotes: by kind and speaker, a line each.
        removed: the first removed lines, long ones cut.
        told: how many chats are told that it was corrected.
        undone: what a correction that was taken back had changed; empty otherwise.
    """

    receipt: Receipt
    title: str
    quotes: tuple[str, ...]
    removed: tuple[str, ...]
    told: int = 0
    undone: str = ""


async def receipt(request: Request, context: Context) -> Reply:
    """/receipt 7: show the receipt of an article again."""
    number = ArticleId(article_number(request.words, "/receipt 7"))
    return shown(await intake.show(context.store, context.offload, number))


def shown(found: Receipt, told: int = 0) -> UploadReceipt:
    """Return a receipt with the buttons that its state allows."""
    return UploadReceipt(
        receipt=found,
        told=told,
        title=found.shown_title,
        quotes=quotes_by_kind(found.quotes, found.names),
        removed=first_lines([line.text for line in found.removed]),
        choices=_receipt_choices(found),
    )


def first_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return as many lines as a receipt has room for, long ones cut."""
    shown, room = [], MOST_REMOVED
    for text in lines:
        cut = text if len(text) <= LONGEST_LINE else text[:LONGEST_LINE].rstrip() + " […]"
        room -= len(cut) + 1
        if room < 0:
            break
        shown.append(cut)
    return tuple(shown)


def quotes_by_kind(quotes: tuple[Quote, ...], names: Collection[str]) -> tuple[str, ...]:
    """Return quotes counted by kind and speaker ("2 direct: Donald Trump 2").

    A speaker who is none of the article's names ("senator") is counted as unnamed.
    """
    named = {"direct": "direct", "partial": "in part", "indirect": "paraphrased"}
    lines = []
    for kind, word in named.items():
        first = {quote.utterance: quote for quote in reversed(quotes) if quote.kind == kind}
        speakers = Counter(_speaker(one.speaker, names) for one in first.values())
        if speakers:
            lines.append(f"{len(first)} {word}: {_speakers(speakers)}")
    return tuple(lines)


def _speaker(name: str | None, names: Collection[str]) -> str:
    if not name:
        return "speaker unclear"
    return name if name in names else "unnamed"


def _speakers(speakers: Counter[str]) -> str:
    names = [
        f"{name} {count}" if count > 1 else name
        for name, count in speakers.most_common(MOST_SPEAKERS)
    ]
    others = len(speakers) - len(names)
    return ", ".join(names) + (f" and {others} more" if others else "")


def _receipt_choices(found: Receipt) -> Choices:
    number = found.number
    offered = tuple(
        Choice(f"Take its {one.what}", f"/{LINES[one.what]} {number} {one.words}")
        for one in found.offers
    )
    keep = (Choice("Keep a line", f"/keep {number}"),) if found.removed else ()
    cut = Choice("Cut a line", f"/cut {number}")
    rows: dict[str, Choices] = {
        "waiting": (
            (Choice("Publish", f"/publish {number}"), Choice("Edit", f"/edit {number}"), *keep),
            (cut, Choice("Discard", f"/discard {number}")),
        ),
        "published": (
            (Choice("Edit", f"/edit {number}"), *keep, cut),
            (Choice("Withdraw", f"/withdraw {number}"),),
        ),
    }
    own = rows.get(found.state, ((Choice("Publish", f"/publish {number}"),),))
    first = [row for row in (offered, _replacing(found)) if row]
    return (*first, *own)


def _replacing(found: Receipt) -> tuple[Choice, ...]:
    """Return the button to replace the article it is most like, when it is no version."""
    may = [one.number for one in found.alike if one.replaceable]
    if found.state != "waiting" or not may or any(one.version for one in found.alike):
        return ()
    return (Choice(f"Replaces article {may[0]}", f"/replace {found.number} {may[0]}"),)
