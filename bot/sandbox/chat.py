"""One conversation with the bot in it."""

from dataclasses import dataclass, field

from bot.sandbox.errors import Json

#: The places in which a bot may speak.
PRESENT = frozenset({"member", "administrator"})

_KEPT = ("id", "type", "title", "members", "admins", "status", "moved_to", "pinned")


@dataclass(slots=True)
class Chat:
    """A conversation with the bot in it.

    ``status`` is the bot's: member, administrator, left, or kicked (in a private chat:
    blocked). ``read`` is the last message number each user has seen.
    """

    id: int
    type: str
    title: str
    members: list[int]
    admins: list[int] = field(default_factory=list)
    status: str = "member"
    moved_to: int | None = None
    pinned: int | None = None
    read: dict[int, int] = field(default_factory=dict)
    messages: dict[int, Json] = field(default_factory=dict)

    def head(self) -> Json:
        """The chat as messages and updates carry it."""
        name = "first_name" if self.type == "private" else "title"
        return {"id": self.id, "type": self.type, name: self.title}

    def kept(self) -> Json:
        """What a journal keeps of the chat; its messages are facts of their own."""
        read = {str(user): number for user, number in self.read.items()}
        return {**{name: getattr(self, name) for name in _KEPT}, "read": read}
