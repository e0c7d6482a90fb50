"""People and organisations, and the names that lead to them."""

from datetime import datetime
from typing import Protocol

from bot.model import EntityId, Person, UserId


class People(Protocol):
    """People and organisations, and the names that lead to them."""

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
