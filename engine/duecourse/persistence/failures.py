"""What an error of the database driver means: a lost race, an outage, or a mistake of ours."""

import sqlite3
from typing import Final

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

# PostgreSQL, appendix A: serialization failure, deadlock, lock not available, unique violation.
_RACES: Final = frozenset({"40001", "40P01", "55P03", "23505"})
# Too many connections, shutdown, crash, cannot connect now, read-only after a failover.
_OUTAGES: Final = frozenset({"53300", "57P01", "57P02", "57P03", "25006"})

_SQLITE_RACES: Final = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_BUSY_SNAPSHOT,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_CONSTRAINT_UNIQUE,
        sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY,
    }
)
_SQLITE_OUTAGES: Final = frozenset({sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_FULL})
_PRIMARY_CODE: Final = 0xFF


def is_lost_race(error: Exception) -> bool:
    """Tell whether running the same work again can succeed.

    A unique violation counts: two transactions took the same version number or key, and the second look sees
    what the first one wrote.
    """
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.Error):
        return error.orig.sqlite_errorcode in _SQLITE_RACES
    return _sqlstate(error) in _RACES


def is_outage(error: Exception) -> bool:
    """Tell whether the database is away or full."""
    if isinstance(error, PoolTimeout):
        return True
    if not isinstance(error, DBAPIError):
        return False
    if isinstance(error.orig, sqlite3.OperationalError):
        return error.orig.sqlite_errorcode & _PRIMARY_CODE in _SQLITE_OUTAGES
    state = _sqlstate(error)
    if state is None:
        return error.connection_invalidated or type(error.orig).__name__ == "OperationalError"
    return state in _OUTAGES or state.startswith("08")


def _sqlstate(error: DBAPIError) -> str | None:
    state = getattr(error.orig, "sqlstate", None)
    return state if isinstance(state, str) else None
