"""What the operator's side keeps: pauses, alarms, figures; and the nightly tidying."""

from datetime import datetime, timedelta

from sqlite_utils import Database, Migrations

from bot.due import TOO_LATE
from bot.ledger import DeliveryFacts
from bot.model import ChatId
from bot.store.sqlite.base import (
    Base,
    moment,
    moment_or_null,
    read_moment,
    run_script,
    transaction,
)
from bot.store.sqlite.joins import UNJOIN_WITHIN
from bot.store.sqlite.reports import REPORTER_KEPT
from bot.store.sqlite.shown import SHOWN_KEPT

MIGRATIONS = Migrations("care")

#: A delivery that is not at rest after this counts as missing.
SETTLED = timedelta(minutes=10)
#: How long what is done with is kept.
PARTS_KEPT, NUMBERS_KEPT = timedelta(days=35), timedelta(days=2)


@MIGRATIONS()
def m001_care(db: Database) -> None:
    """Pauses and alarms."""
    run_script(
        db,
        """
        CREATE TABLE holds (
            chat INTEGER PRIMARY KEY,       -- 0 for all bulk
            until TEXT NOT NULL
        );

        CREATE TABLE alarms (
            name TEXT PRIMARY KEY,
            since TEXT NOT NULL
        );
        """,
    )


@MIGRATIONS()
def m002_polling(db: Database) -> None:
    """How polling went when it was last noted, for `bot status` beside the running bot."""
    run_script(
        db,
        """
        CREATE TABLE polling (
            one INTEGER PRIMARY KEY CHECK (one = 1),
            at TEXT,                        -- the last poll that went well; NULL before it
            trouble TEXT NOT NULL           -- why there are none; '' when there are
        );
        """,
    )


class Care(Base):
    """How it goes, and what is no longer needed."""

    @transaction
    def hold(self, chat: ChatId | None, until: datetime) -> None:
        self.db.execute(
            """
            INSERT INTO holds (chat, until) VALUES (:chat, :until)
            ON CONFLICT DO UPDATE SET until = max(until, :until)
            """,
            {"chat": chat or 0, "until": moment(until + timedelta(seconds=1))},
        )

    @transaction
    def holds(self, at: datetime) -> list[tuple[ChatId | None, datetime]]:
        self.db.execute("DELETE FROM holds WHERE until <= :at", {"at": moment(at)})
        return [
            (ChatId(row["chat"]) if row["chat"] else None, datetime.fromisoformat(row["until"]))
            for row in self.rows("SELECT chat, until FROM holds ORDER BY chat")
        ]

    @transaction
    def delivery_facts(self, at: datetime) -> DeliveryFacts:
        values = {"at": moment(at), "since": moment(at - timedelta(days=1))}
        waiting = self.rows(
            """
            SELECT count(*) AS waiting, min(due_at) AS oldest FROM deliveries
            WHERE state IN ('pending', 'claimed')
            """
        )[0]
        ready = self.rows(
            """
            SELECT count(due_at) AS active, min(due_at) AS soonest FROM subscriptions
            WHERE due_at IS NOT NULL
            """
        )[0]
        oldest = min((o for o in (waiting["oldest"], ready["soonest"]) if o), default=None)
        states = self.rows(
            """
            SELECT state, count(*) AS count FROM deliveries
            WHERE ended_at > :since GROUP BY state
            """,
            values,
        )
        causes = self.rows(
            """
            SELECT reason, count(*) AS count FROM deliveries
            WHERE ended_at > :since AND state IN ('failed', 'expired', 'uncertain', 'blocked')
            GROUP BY reason ORDER BY count DESC LIMIT 20
            """,
            values,
        )
        silent = self.rows(
            """
            SELECT sum(state = 'sent') AS sent FROM deliveries
            WHERE due_at <= :settled AND state <> 'blocked'
                AND (state <> 'expired' OR reason = :too_late)
            GROUP BY due_at ORDER BY due_at DESC LIMIT 2
            """,
            {"settled": moment(at - SETTLED), "too_late": TOO_LATE},
        )
        alarms = self.rows("SELECT name, since FROM alarms ORDER BY since")
        last = self.row("SELECT max(ended_at) AS at FROM deliveries WHERE state = 'sent'")
        return DeliveryFacts(
            subscriptions=ready["active"],
            oldest_due=read_moment(oldest) if oldest and oldest <= values["at"] else None,
            waiting=waiting["waiting"],
            today={row["state"]: row["count"] for row in states},
            causes={row["reason"]: row["count"] for row in causes},
            last_sent=read_moment(last["at"]) if last else None,
            silent=sum(row["sent"] == 0 for row in silent),
            alarms={row["name"]: datetime.fromisoformat(row["since"]) for row in alarms},
        )

    @transaction
    def raise_alarm(self, name: str, *, at: datetime) -> bool:
        done = self.db.execute(
            "INSERT INTO alarms (name, since) VALUES (:name, :at) ON CONFLICT DO NOTHING",
            {"name": name, "at": moment(at)},
        )
        return done.rowcount > 0

    @transaction
    def end_alarm(self, name: str) -> datetime | None:
        row = self.row("DELETE FROM alarms WHERE name = :name RETURNING since", {"name": name})
        return read_moment(row["since"]) if row else None

    @transaction
    def keep_polling(self, polled_at: datetime | None, trouble: str) -> None:
        self.db.execute(
            """
            INSERT INTO polling (one, at, trouble) VALUES (1, :at, :trouble)
            ON CONFLICT DO UPDATE SET at = coalesce(:at, at), trouble = :trouble
            """,
            {"at": moment_or_null(polled_at), "trouble": trouble},
        )

    @transaction
    def polling(self) -> tuple[datetime | None, str]:
        row = self.row("SELECT at, trouble FROM polling")
        return (read_moment(row["at"]), row["trouble"]) if row else (None, "")

    @transaction
    def tidy(self, at: datetime) -> None:
        old = {
            "parts": moment(at - PARTS_KEPT),
            "numbers": moment(at - NUMBERS_KEPT),
            "shown": moment(at - SHOWN_KEPT),
            "reporter": moment(at - REPORTER_KEPT),
            "joins": moment(at - UNJOIN_WITHIN),
        }
        self.db.execute("DELETE FROM deliveries WHERE ended_at < :parts", old)
        self.db.execute(
            """
            DELETE FROM editions WHERE made_at < :parts
            AND key NOT IN (SELECT edition FROM deliveries WHERE edition IS NOT NULL)
            """,
            old,
        )
        self.db.execute("DELETE FROM corrections WHERE at < :parts", old)
        self.db.execute("DELETE FROM shown WHERE at < :shown", old)
        self.db.execute("UPDATE quote_reports SET chat = NULL WHERE at < :reporter", old)
        self.db.execute("DELETE FROM quote_reports WHERE at < :parts", old)
        self.db.execute("DELETE FROM joins WHERE at <= :joins", old)
        self.db.execute("DELETE FROM inbox WHERE state <> 'waiting' AND at < :numbers", old)
        # They hold what somebody has asked for, if it was long.
        self.db.execute("UPDATE kept_lines SET nights = nights + 1")
        self.db.execute(
            "DELETE FROM kept_lines WHERE nights > :most", {"most": PARTS_KEPT.days}
        )
