"""The news-briefing bot: database, commands, schedule, delivery, Telegram, command line."""

__version__ = "0.1.0"
