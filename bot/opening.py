"""The lines a briefing opens with when something went otherwise than it should."""

import html
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from bot.conversation import Message
from bot.due import LATE
from bot.ledger import Claim, Part
from bot.render import MOST_ENTITIES, MOST_UNITS, entities, pack, units

AGAIN: Final = "(sent again: I could not tell whether this reached you)"
#: A queue of thousands takes minutes; a briefing is called late for its own sake after this.
HELD_BACK = timedelta(minutes=20)
#: What has to be left free in every part, in UTF-16 units, for all the lines together.
ROOM: Final = 200


def opened(message: Message, claim: Claim, part: Part, now: datetime) -> Message:
    """Return a part with what has to be said first.

    There is room for it in whatever was composed with ROOM to spare; should a part be longer
    all the same, its own end gives way, because a second copy has to say that it is one.
    """
    lines = opening_lines(claim, part, now)
    if not lines:
        return message
    head = "".join(f"{_slanted(line, message.text, len(lines))}\n" for line in lines)
    if units(head + message.text) <= MOST_UNITS:
        return replace(message, text=head + message.text)
    shorter = pack([message.text], most_units=MOST_UNITS - units(head))[0]
    return replace(message, text=head + shorter)


def opening_lines(claim: Claim, part: Part, now: datetime) -> list[str]:
    """Return the lines in the order of their weight: sent again, late, dropped before."""
    lines = [AGAIN] if part.attempts else []
    if part.number == 0:
        zone = ZoneInfo(claim.subscription.zone)
        due, sent = claim.due_at.astimezone(zone), now.astimezone(zone)
        if claim.late and now - claim.due_at > LATE:
            lines.append(f"{due:%H:%M} briefing, sent {sent:%H:%M} after an outage")
        elif now - claim.due_at > HELD_BACK:
            lines.append(f"{due:%H:%M} briefing, held back by Telegram until {sent:%H:%M}")
        if claim.missed is not None:
            missed = claim.missed.astimezone(zone)
            lines.append(
                f"The briefing of {missed:%A %H:%M} was dropped: more than 3 hours late"
            )
    return lines


def _slanted(line: str, text: str, lines: int) -> str:
    # Telegram forgets the formatting beyond its limit, and the last of it are the sources.
    said = html.escape(line)
    return said if entities(text) + lines > MOST_ENTITIES else f"<i>{said}</i>"
