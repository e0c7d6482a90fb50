"""What can go wrong, by who has to act."""

from datetime import timedelta


class BotError(Exception):
    """The root of everything that this application raises."""


class CommandError(BotError):
    """The reader can put it right: the text is shown as it stands, with a working example."""


class IntakeError(BotError):
    """The admin can put it right: a sentence on what is wrong with a file and what to do."""


class FeedError(BotError):
    """A feed could not be read; the operator sees the reason in /status."""


class StoreError(BotError):
    """The database refused; the reader is told "not now", the operator sees the cause."""


class SettingsError(BotError):
    """The bot does not start: one line per wrong setting."""


class OffloadError(BotError):
    """The analysis process died or ran out of time or memory over one piece of work."""


class ChatGone(BotError):
    """The chat blocked the bot or is no more; its subscriptions pause until it returns."""


class DeliveryError(BotError):
    """A message was refused for a reason that the operator has to look at."""


class TryLater(BotError):
    """Telegram asks for a pause.

    Attributes:
        pause: how long to wait.
    """

    def __init__(self, pause: timedelta) -> None:
        super().__init__(f"asked to wait {pause}")
        self.pause = pause


class Unreached(BotError):
    """Telegram was not reached: nothing was sent, and it may be tried again without a doubt."""


class Doubtful(BotError):
    """The call broke off or was not answered: nobody knows whether the message arrived."""
