"""Connections and transactions: one piece of work is one transaction, run again when it loses a race."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, Final, TypeAlias, TypeVar

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.orm import Session, sessionmaker

from duecourse.errors import LostRace, Refused, Unavailable
from duecourse.persistence.codec import Codec, PlainCodec
from duecourse.persistence.failures import is_lost_race, is_outage

__all__ = ["Session", "Sessions", "codec_of", "engine_for", "reading", "sessions_for", "transact"]

T = TypeVar("T")
Sessions: TypeAlias = sessionmaker[Session]

SQLITE_WAIT_SECONDS: Final = 10
ATTEMPTS: Final = 10

_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",  # an answered step survives a power cut; NORMAL would lose it
    "foreign_keys = ON",
    "secure_delete = ON",  # what is deleted must not stay in the file
    f"busy_timeout = {SQLITE_WAIT_SECONDS * 1000}",
)


def engine_for(url: str, *, pool_size: int = 20) -> Engine:
    """Return an engine for ``sqlite:///file`` or ``postgresql://…`` (always by psycopg 3)."""
    address = make_url(url)
    if address.get_backend_name() == "sqlite":
        engine = create_engine(
            address,
            pool_size=pool_size,
            max_overflow=pool_size,
            hide_parameters=True,  # an error must not quote a case
            connect_args={"timeout": SQLITE_WAIT_SECONDS, "check_same_thread": False},
        )
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    return create_engine(
        address.set(drivername="postgresql+psycopg"),
        pool_size=pool_size,
        max_overflow=pool_size,
        pool_pre_ping=True,
        hide_parameters=True,
        connect_args={"options": "-c timezone=UTC"},
    )


def sessions_for(engine: Engine, codec: Codec | None = None) -> Sessions:
    """Return a factory of sessions whose payloads go through ``codec`` (plain if none is given)."""
    return sessionmaker(engine, autoflush=False, info={"codec": codec or PlainCodec()})


def codec_of(session: Session) -> Codec:
    """Return the codec of a session."""
    codec: Codec = session.info["codec"]
    return codec


def transact(sessions: Sessions, work: Callable[[Session], T], *, attempts: int = ATTEMPTS) -> T:
    """Run ``work`` in one transaction that may write, commit it, and return what it returned.

    After a lost race (a revision that has moved on, a deadlock, a key or number taken meanwhile) the work
    runs again on the fresh state, so it must have no effect outside the session. A refusal is part of the
    history: Refused commits what was written and is raised again. Any other error rolls back.

    Raise LostRace when the attempts are used up, and Unavailable when the database cannot be reached.
    """
    for attempt in range(1, attempts + 1):
        try:
            return _once(sessions, work)
        except (LostRace, DBAPIError, PoolTimeout) as error:
            failure = _as_ours(error)
            if failure is None:
                raise
            if not isinstance(failure, LostRace) or attempt == attempts:
                raise failure from error
        time.sleep(random.uniform(0, 0.002 * 2**attempt))  # noqa: S311 - spreads retries, guards nothing
    raise ValueError("there must be at least one attempt")


@contextmanager
def reading(sessions: Sessions) -> Iterator[Session]:
    """Give a session that sees one state of the database throughout, blocks nobody and cannot write."""
    try:
        with sessions() as session:
            session.connection(execution_options=_reading_options(session))
            yield session
    except (DBAPIError, PoolTimeout) as error:
        failure = _as_ours(error)
        if failure is None:
            raise
        raise failure from error


def _once(sessions: Sessions, work: Callable[[Session], T]) -> T:
    with sessions() as session:
        try:
            result = work(session)
        except Refused:
            session.commit()
            raise
        session.commit()
        return result


def _as_ours(error: Exception) -> LostRace | Unavailable | None:
    if isinstance(error, LostRace):
        return error
    if is_lost_race(error):
        return LostRace("Somebody else changed the same thing again and again; try once more.")
    if is_outage(error):
        return Unavailable("The database cannot be reached; try again in a moment.")
    return None


def _reading_options(session: Session) -> dict[str, Any]:
    if session.get_bind().dialect.name == "sqlite":
        return {"sqlite_reads": True}
    return {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}


def _prepare_sqlite(connection: Any, record: object) -> None:
    connection.isolation_level = None  # sqlite3 must not begin transactions by itself
    cursor = connection.cursor()
    for pragma in _PRAGMAS:
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later could lose its place to another writer, and no waiting
    # would help it: so those that may write take the write lock at once.
    reads = connection.get_execution_options().get("sqlite_reads", False)
    connection.exec_driver_sql(f"PRAGMA query_only = {'ON' if reads else 'OFF'}")
    connection.exec_driver_sql("BEGIN" if reads else "BEGIN IMMEDIATE")
