"""/person: who goes by which names; admins join, split and rename people, and it sticks."""

from dataclasses import dataclass, replace

from bot.context import Context
from bot.conversation import Choice, Reply, Request
from bot.errors import CommandError
from bot.model import EntityId, Person
from summaries.text import folded

MOST_LISTED = 12
EXAMPLE = "Ask like this: /person kim"
HOW = (
    "Write it like this: /person join 12 15, /person split 12 Kim, "
    "or /person name 12 Kim Jong Un. /person kim shows the numbers."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonShown(Reply):
    """A person or organisation with the spellings that lead to it.

    Attributes:
        names: each spelling with its number of published articles.
        done: what was just changed; empty when nothing was.
        spelling: one that might be somebody else's, for the example line.
    """

    person: Person
    names: tuple[tuple[str, int], ...]
    spelling: str
    done: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PeopleListed(Reply):
    """Several people whom a name fits, with their numbers."""

    name: str
    people: tuple[Person, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinAsked(Reply):
    """Two who share a surname and no given name may be relatives: are they one person?"""

    one: Person
    other: Person


async def person(request: Request, context: Context) -> Reply:
    """Answer with who goes by a name, or join, split or rename people.

    Raises:
        CommandError: nobody goes by the name, or the line is incomplete.
    """
    match request.words:
        case ["join" | "unjoin" | "split" | "name", *_]:
            return await _changed(request, context)
        case [number] if number.isdecimal():
            return await _shown(context, _number(number))
        case []:
            raise CommandError(EXAMPLE)
        case words:
            return await _named(context, " ".join(words))


async def _changed(request: Request, context: Context) -> Reply:
    match request.words:
        case ["join", into, other]:
            return await _join(request, context, _number(into), _number(other))
        case ["join", into, other, "yes"]:
            return await _join(request, context, _number(into), _number(other), sure=True)
        case ["unjoin", into, other]:
            return await _unjoin(request, context, _number(into), _number(other))
        case ["split", number, *alias] if alias:
            return await _split(request, context, _number(number), " ".join(alias))
        case ["name", number, *name] if name:
            return await _rename(request, context, _number(number), " ".join(name))
        case _:
            raise CommandError(HOW)


async def _named(context: Context, name: str) -> Reply:
    people = await context.store.people_named(name)
    if not people:
        raise CommandError(f"Nobody in the published articles goes by “{name}”. {EXAMPLE}")
    if len(people) == 1:
        return await _shown(context, people[0].id)
    shown = tuple(people[:MOST_LISTED])
    choices = tuple((Choice(each.name, f"~/person {each.id}"),) for each in shown)
    return PeopleListed(name=name, people=shown, choices=choices)


async def _join(
    request: Request,
    context: Context,
    into: EntityId,
    other: EntityId,
    *,
    sure: bool = False,
) -> Reply:
    kept, gone = await _known(context, into), await _known(context, other)
    if into == other:
        raise CommandError("These are the same number. " + HOW)
    if kept.kind != gone.kind:
        raise CommandError(f"{kept.name} is a {kept.kind}, {gone.name} is a {gone.kind}.")
    if not sure and may_be_relatives(kept.name, gone.name):
        yes = Choice("One person", f"~/person join {into} {other} yes")
        no = Choice("Two people", f"~/person {into}")
        return JoinAsked(one=kept, other=gone, choices=((yes, no),))
    await context.store.join_people(into, other, by=request.user, at=context.now())
    shown = await _shown(context, into, f"{gone.name} is {kept.name} from now on.")
    undo = Choice("Undo", f"~/person unjoin {into} {other}")
    return replace(shown, choices=((undo, *shown.choices[0]),))


async def _unjoin(request: Request, context: Context, into: EntityId, other: EntityId) -> Reply:
    done = await context.store.unjoin_people(into, other, by=request.user, at=context.now())
    if not done:
        raise CommandError(
            "That join cannot be undone any more: only within an hour, and before names are "
            f"changed again. /person split {into} NAME makes a spelling somebody else."
        )
    two = await _known(context, into), await _known(context, other)
    return await _shown(context, other, f"{two[0].name} and {two[1].name} are two again.")


def may_be_relatives(one: str, other: str) -> bool:
    """Tell whether two full names share a word, and each has one that the other has not."""
    first, second = set(folded(one).split()), set(folded(other).split())
    return bool(first & second and first - second and second - first)


async def _split(request: Request, context: Context, number: EntityId, alias: str) -> Reply:
    whole = await _known(context, number)
    names = {name.casefold() for name, _ in await context.store.names_of(number)}
    if alias.casefold() not in names or alias.casefold() == whole.name.casefold():
        raise CommandError(f"“{alias}” is no other spelling of {whole.name}. {HOW}")
    new = await context.store.split_alias(number, alias, by=request.user, at=context.now())
    done = f"“{alias}” is somebody else than {whole.name} from now on."
    return await _shown(context, new, done)


async def _rename(request: Request, context: Context, number: EntityId, name: str) -> Reply:
    old = await _known(context, number)
    for other in await context.store.people_named(name):
        same = folded(other.name) == folded(name) and other.kind == old.kind
        if same and other.id != number:
            raise CommandError(
                f"{other.name} is number {other.id} already. If they are one and the same: "
                f"/person join {other.id} {number}"
            )
    await context.store.rename_person(number, name, by=request.user, at=context.now())
    return await _shown(context, number, f"{old.name} is shown as {name} from now on.")


async def _shown(context: Context, number: EntityId, done: str = "") -> Reply:
    found = await _known(context, number)
    names = await context.store.names_of(number)
    others = [name for name, _ in names if name != found.name] if len(names) > 1 else []
    return PersonShown(
        person=found,
        names=tuple(names),
        spelling=others[0] if others else "",
        done=done,
        choices=((Choice("Quotes", f"/quotes {found.name}"),),),
    )


async def _known(context: Context, number: EntityId) -> Person:
    found = await context.store.entity(number)
    if found is None:
        raise CommandError(f"There is nobody with number {number}. {EXAMPLE}")
    return found


def _number(word: str) -> EntityId:
    if not word.isdecimal() or len(word) > 12:
        raise CommandError(HOW)
    return EntityId(int(word))
