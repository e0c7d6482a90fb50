"""Telegram: updates become requests, messages become calls of the Bot API."""

import os

# Read by the library at each use: pauses are then given as timedelta, without a warning.
os.environ.setdefault("PTB_TIMEDELTA", "1")
