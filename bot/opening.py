"""The lines a briefing opens with when something went otherwise than it should."""

import html
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.conversation import Message
from bot.due import LATE
from bot.ledger import Claim, Part

AGAIN = "(sent again: I could not tell whether this reached you)"
#: A queue of thousands takes minutes; a briefing is called late for its own sake after this.
HELD_BACK = timedelta(minutes=20)
MOST_UNITS = 4096


def opened(message: Message, claim: Claim, part: Part, now: datetime) -> Message:
    """Return a part with what has to be said first, as far as it fits into one message."""
    text = message.text
    for line in reversed(opening_lines(claim, part, now)):
        longer = f"<i>{html.escape(line)}</i>\n{text}"
        if len(longer.encode("utf-16-le")) // 2 <= MOST_UNITS:
            text = longer
    return message if text == message.text else replace(message, text=text)


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
            lines.append(f"The briefing of {missed:%A %H:%M} was dropped after an outage")
    return lines
