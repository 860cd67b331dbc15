"""The same lines in a PostgreSQL database, for an office: one table that only grows, its form kept by alembic."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from scorer.model import Note
from scorer.review.decision import Decision
from scorer.review.fault import ReviewFault, fault
from scorer.review.line import Line, Unreadable, seal, unseal

LINES = sa.table(
    "review_line",
    sa.column("number", sa.BigInteger),
    sa.column("who", sa.Text),
    sa.column("at", sa.Text),
    sa.column("act", sa.Text),
    sa.column("report", sa.Text),
    sa.column("hash", sa.Text),
    sa.column("line", sa.Text),
)
_VERSION_TABLE = "review_version"
_MIGRATIONS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "migrations")
_LOCK = 0x5EA1ED  # one writer at a time, so that numbers are seen in their order
_SECONDS = 10  # until a server that does not answer is given up
_DISK_FULL = "53100"


class Office:
    """Everyone's lines in a database."""

    def __init__(self, engine: sa.Engine) -> None:
        self._engine = engine
        self._read: list[Line] = []
        self._last = 0  # number of the last line read
        self._heads: dict[str, list[str]] = {}
        self._bad: dict[tuple[str, str], int] = {}  # why, who
        migrate(engine)
        self.refresh()

    @classmethod
    def at(cls, address: str) -> Office:
        """The database of an address, made ready if it is new: `postgresql://user:password@host/database`."""
        return cls(engine_at(address))

    def refresh(self) -> bool:
        """Read on; True if there is anything new."""
        with told(self._engine), self._engine.connect() as connection:
            return self._read_on(connection)

    def fresh(self, seen: dict[str, tuple[int, int]]) -> tuple[bool, list[Line]]:
        """Lines behind those `seen`, which is brought up to date; nothing in the table ever goes."""
        found = self._read[seen.get("", (0, 0))[1] :]
        seen[""] = (0, len(self._read))
        return False, found

    @property
    def lines(self) -> list[Line]:
        """Everyone's lines in the order in which they were written."""
        return list(self._read)

    @property
    def notes(self) -> tuple[Note, ...]:
        """What was passed over, by person."""
        return tuple(Note(f"{why}-line", count, who) for (why, who), count in self._bad.items())

    def append(self, decision: Decision) -> Line:
        """A line, committed when this returns."""
        with told(self._engine), self._engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            self._read_on(connection)
            if ("newer", decision.who) in self._bad:
                raise fault("newer", decision.who)
            data = seal(decision, self._heads.get(decision.who, []))
            number = _insert(connection, decision, data)
        line = unseal(data)
        self._take(number, decision.who, line)  # nobody wrote between: the lock was held
        return line

    def bring(self, line: Line, data: bytes) -> bool:
        """A line that was written elsewhere, as it stands; False where it is known."""
        with told(self._engine), self._engine.begin() as connection:
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
            known = connection.execute(sa.select(LINES.c.number).where(LINES.c.hash == line.hash)).first()
            if known is None:
                _insert(connection, line.decision, data)
        return known is None

    def raw(self) -> dict[str, bytes]:
        """The lines of each person as a log file holds them, for proof and export."""
        query = sa.select(LINES.c.who, LINES.c.line).order_by(LINES.c.number)
        with told(self._engine), self._engine.connect() as connection:
            found: dict[str, list[str]] = {}
            for who, line in connection.execute(query):
                found.setdefault(who, []).append(line + "\n")
        return {who: "".join(lines).encode("utf-8", "surrogatepass") for who, lines in found.items()}

    def _read_on(self, connection: sa.Connection) -> bool:
        query = sa.select(LINES.c.number, LINES.c.who, LINES.c.line).where(LINES.c.number > self._last)
        rows = connection.execute(query.order_by(LINES.c.number)).all()
        for number, who, text in rows:
            try:
                self._take(number, who, unseal(text.encode("utf-8")))
            except Unreadable as bad:
                self._last = number
                self._bad[bad.why, who] = self._bad.get((bad.why, who), 0) + 1
        return bool(rows)

    def _take(self, number: int, who: str, line: Line) -> None:
        self._last = number
        self._read.append(line)
        heads = [head for head in self._heads.get(who, ()) if head not in line.prev]
        self._heads[who] = [*heads, line.hash]


def _insert(connection: sa.Connection, decision: Decision, data: bytes) -> int:
    """The number that a line is given."""
    row = {
        "who": decision.who,
        "at": decision.at,
        "act": decision.act.value,
        "report": decision.report.sha256 if decision.report else "",
        "hash": unseal(data).hash,
        "line": data.decode("utf-8"),
    }
    return int(connection.execute(sa.insert(LINES).values(row).returning(LINES.c.number)).scalar_one())


def engine_at(address: str) -> sa.Engine:
    """The way to a database; only PostgreSQL will do, as many desks write at once."""
    try:
        url = sa.make_url(address)
    except sa.exc.ArgumentError:
        raise fault("office-address", value=address.partition("@")[2] or address) from None
    if url.get_backend_name() not in ("postgresql", "postgres"):
        raise fault("office-address", value=url.render_as_string(hide_password=True))
    url = url.set(drivername="postgresql+psycopg")
    return sa.create_engine(url, pool_pre_ping=True, connect_args={"connect_timeout": _SECONDS})


def migrate(engine: sa.Engine) -> None:
    """Bring the tables to the form that this program knows; a database of a newer program is a fault."""
    config = Config()
    config.set_main_option("script_location", _MIGRATIONS)
    scripts = ScriptDirectory(_MIGRATIONS, version_locations=[os.path.join(_MIGRATIONS, "versions")])
    with told(engine), engine.begin() as connection:
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        known = {script.revision for script in scripts.walk_revisions()}
        options = {"version_table": _VERSION_TABLE}
        current = MigrationContext.configure(connection, opts=options).get_current_revision()
        if current is not None and current not in known:
            raise fault("office-newer", version=current)
        if current == scripts.get_current_head():
            return
        with EnvironmentContext(
            config, scripts, fn=lambda revision, _: scripts._upgrade_revs("head", revision)
        ) as context:
            context.configure(connection=connection, version_table=_VERSION_TABLE)
            context.run_migrations()


@contextmanager
def told(engine: sa.Engine) -> Iterator[None]:
    """What the database answers, as faults that a person can mend; no password is shown."""
    try:
        yield
    except sa.exc.OperationalError as error:
        code = "full" if getattr(error.orig, "sqlstate", None) == _DISK_FULL else "office-unreached"
        raise _fault(code, engine, error) from error
    except sa.exc.DBAPIError as error:
        raise _fault("failed", engine, error) from error


def _fault(code: str, engine: sa.Engine, error: sa.exc.DBAPIError) -> ReviewFault:
    reason = str(error.orig).strip().split("\n")[0]
    return fault(code, engine.url.render_as_string(hide_password=True), reason=reason)
