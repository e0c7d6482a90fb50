"""The news-briefing bot: database, commands, schedule, delivery, Telegram, command line."""

import os

__version__ = "0.1.0"

# Before NumPy is first imported: two threads on our small matrices cost three times the
# processor time (38 against 9 ms an article).
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
os.environ.setdefault("OMP_NUM_THREADS", "1")
