"""For admins: what happens to an article: Publish, Discard, withdraw, undo."""

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Literal

from bot.commands import mending
from bot.commands.arguments import article_number
from bot.commands.notices import changes, tell_moved, tell_undone
from bot.commands.receipts import shown
from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.errors import CommandError, IntakeError
from bot.intake import correcting, intake
from bot.intake.receipt import Receipt
from bot.model import ArticleId, ArticleState, AuditLine
from bot.places import shown_title

#: What was done to an article can be undone for this long.
UNDO_WITHIN = timedelta(hours=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class StateChanged(Reply):
    """Articles were published, withdrawn, discarded, or that was undone.

    Attributes:
        state: the one that all of them are in; empty when they are in several.
        titles: of the articles, each with its state when they are in several.
        told: how many chats that were shown something from them are told so.
        replaced: number of the article whose text was replaced; 0 when it is a new one.
    """

    state: ArticleState | Literal[""]
    titles: tuple[str, ...]
    undone: bool = False
    told: int = 0
    replaced: int = 0


async def publish(request: Request, context: Context) -> Reply:
    """/publish 7 [8 9]: let readers see it from now on.

    Raises:
        IntakeError: readers see all of them already.
    """
    was = {number: await _state(context, number) for number in _numbers(request, "/publish 7")}
    asked = [number for number, state in was.items() if state != "published"]
    if not asked:
        number = next(iter(was))
        raise IntakeError(f"Article {number} is published already: /receipt {number}")
    numbers = [
        await intake.publish(
            context.store, context.offload, number, by=request.user, now=context.now()
        )
        for number in asked
    ]
    told = sum([await _told(context, number, was[number]) for number in asked])
    changed = await _changed(numbers, "published", context, told=told)
    return _replaced(changed, numbers[0]) if len(numbers) == 1 and numbers != asked else changed


async def replace_(request: Request, context: Context) -> Reply:
    """/replace 7 3: publish article 7 as the new text of article 3.

    Raises:
        CommandError: not two numbers were given.
        IntakeError: article 7 may not take the place of article 3.
    """
    example = "/replace 7 3"
    numbers = _numbers(request, example)
    if len(numbers) != 2:
        raise CommandError(
            f"Ask like this: {example}. Article 7 becomes the text of article 3."
        )
    earlier = await intake.put_in_place(
        context.store, context.offload, *numbers, by=request.user, now=context.now()
    )
    return _replaced(await _changed([earlier], "published", context), earlier)


def _replaced(changed: StateChanged, earlier: ArticleId) -> StateChanged:
    """Return the answer for an article that has become the new text of an older one."""
    row = (Choice("Undo", f"/undo {earlier}"), Choice("Receipt", f"/receipt {earlier}"))
    return replace(changed, replaced=int(earlier), choices=(row,))


async def discard(request: Request, context: Context) -> Reply:
    """/discard 7: throw an article away before anybody saw it."""
    return await _change(request, context, "discarded", "waiting", "/discard 7")


async def withdraw(request: Request, context: Context) -> Reply:
    """/withdraw 7: take a published article back."""
    return await _change(request, context, "withdrawn", "published", "/withdraw 7")


async def undo(request: Request, context: Context) -> Reply:
    """/undo 7 [8 9]: take back what was done to them last, within the hour.

    Raises:
        CommandError: there is nothing to undo with one of them; nothing has changed then.
    """
    numbers = _numbers(request, "/undo 7")
    if len(numbers) == 1 and await _mended_last(context, numbers[0]):
        return await mending.undo(request, context, numbers[0])
    done = [await _undoable(context, number) for number in numbers]
    if len(numbers) == 1 and done[0].action == "amended":
        before = await intake.article_of(context.store, numbers[0])
        receipt, told = await _as_before(done[0], request, context)
        after = await intake.article_of(context.store, numbers[0])
        undone = changes(before.article, after.article)
        return replace(shown(receipt, told), undone=f"Undone. {undone}".strip())
    told = sum([await _undone(line, request, context) for line in done])
    states = {await _state(context, number) for number in numbers}
    state = states.pop() if len(states) == 1 else ""
    return await _changed(numbers, state, context, undone=True, told=told)


async def _mended_last(context: Context, number: ArticleId) -> bool:
    """Tell whether an article's last change, within the hour, was about one of its quotes."""
    line = await context.store.last_done(number)
    if line is None or line.action != "quote mended":
        return False
    return context.now() - line.at <= UNDO_WITHIN


async def _undone(line: AuditLine, request: Request, context: Context) -> int:
    """Take back what a line of the audit says; return how many chats are told."""
    state = _state_before(line.detail)
    if state is None:
        _, told = await _as_before(line, request, context)
        return told
    was = await _state(context, line.article)
    now = context.now()
    await context.store.change_state(line.article, state, by=request.user, at=now)
    return await _told(context, line.article, was)


async def _undoable(context: Context, number: ArticleId) -> AuditLine:
    """Return what was last done to an article, if it can be taken back."""
    line = await context.store.last_done(number)
    if line is None or context.now() - line.at > UNDO_WITHIN:
        raise _nothing_to_undo(number)
    if line.action != "amended":
        before = _state_before(line.detail)
        if before is None or before == await _state(context, number):
            raise _nothing_to_undo(number)
    return line


def _nothing_to_undo(number: ArticleId) -> CommandError:
    return CommandError(
        f"There is nothing to undo for article {number}: only the last change, "
        f"within an hour. /receipt {number} shows how it stands."
    )


async def _state(context: Context, number: ArticleId) -> ArticleState:
    kept = await context.store.article(number)
    if kept is None:
        raise IntakeError(f"There is no article {number}. /articles lists them.")
    return kept.state


async def _told(context: Context, number: ArticleId, was: ArticleState) -> int:
    """Tell readers that an article is withdrawn or back; return how many chats."""
    kept = await context.store.article(number)
    return await tell_moved(context, kept, was) if kept else 0


async def _as_before(
    line: AuditLine, request: Request, context: Context
) -> tuple[Receipt, int]:
    """Put an article back as it was before its last change, a replaced text included.

    Returns:
        Its receipt, and how many chats are told of it.
    """
    number = line.article
    old = await context.store.version_before(number)
    before = await context.store.article(number)
    if old is None or before is None:
        raise CommandError(f"Article {number} never changed. /receipt {number} shows it.")
    receipt = await correcting.amend(
        context.store,
        context.offload,
        number,
        old,
        by=request.user,
        now=context.now(),
        topics=context.sorted_by,
    )
    after = await context.store.article(number)
    told = await tell_undone(context, before, after, line.at) if after else 0
    return receipt, told


def _numbers(request: Request, example: str) -> list[ArticleId]:
    article_number(request.words, example)
    numbers = [ArticleId(article_number([word], example)) for word in request.words]
    # Who names an article twice means it once: its Undo would find the second time only.
    return list(dict.fromkeys(numbers))


async def _change(
    request: Request,
    context: Context,
    state: ArticleState,
    allowed: ArticleState,
    example: str,
) -> Reply:
    """Change the state of articles that are in the allowed one.

    Raises:
        IntakeError: one of them is not; nothing has changed then.
    """
    numbers = _numbers(request, example)
    for number in numbers:
        found = await _state(context, number)
        if found != allowed:
            raise IntakeError(f"Article {number} is {found}: /receipt {number}")
    told = 0
    for number in numbers:
        await context.store.change_state(number, state, by=request.user, at=context.now())
        told += await _told(context, number, allowed)
    return await _changed(numbers, state, context, told=told)


async def _changed(
    numbers: list[ArticleId],
    state: ArticleState | Literal[""],
    context: Context,
    *,
    undone: bool = False,
    told: int = 0,
) -> StateChanged:
    heads = await context.store.heads(numbers)
    asked = " ".join(str(number) for number in numbers)
    back = () if undone else (Choice("Undo", f"~/undo {asked}"),)
    seen = (Choice("Brief", "/brief"),) if state == "published" else ()
    row = (*back, *seen)
    return StateChanged(
        state=state,
        titles=tuple(shown_title(one) + ("" if state else f" ({one.state})") for one in heads),
        undone=undone,
        told=told,
        choices=(row,) if row else (),
    )


def _state_before(detail: str) -> ArticleState | None:
    """Read the state that the audit says an article was in before."""
    states: dict[str, ArticleState] = {
        "was waiting": "waiting",
        "was published": "published",
        "was withdrawn": "withdrawn",
        "was discarded": "discarded",
    }
    return states.get(detail)
