"""A simulated day with kill -9: the short form of the fortnight in bench/soaking.py."""

import pytest

from bench.soaking import soak


@pytest.mark.slow
async def test_a_day_with_kills_and_uploads(tmp_path):
    """
    Killed just before and just after Telegram took a message, with another process writing
    to the same database: every day once, every second copy marked, nothing locked.
    """
    found = await soak(40, 1, 2, tmp_path)

    print(found)
    assert found["kills"] == 2
    assert (found["days_skipped"], found["days_doubled"], found["days_never_owed"]) == (0, 0, 0)
    assert found["sent_again"] == 2
    assert found["uploads_beside"] > 0
    assert found["database_refused"] == []
