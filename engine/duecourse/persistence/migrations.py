"""Bring a database to the present shape of the tables, by Alembic."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine

from duecourse.errors import DuecourseError
from duecourse.persistence.session import engine_for


class MigrationsMissing(DuecourseError):
    """The migrations are not where the package looks for them."""

    kind = "migrations-missing"


def location() -> Path:
    """Return the directory of the migrations: inside an installed package, or at the root of a clone."""
    here = Path(__file__).parent
    for directory in (here / "migrations", here.parents[2] / "alembic"):
        if (directory / "env.py").is_file():
            return directory
    raise MigrationsMissing("reinstall duecourse: its migrations are missing")


def configuration(connection: Connection | None = None) -> Config:
    """Return Alembic's configuration; with a connection, its commands run on that."""
    config = Config()
    config.set_main_option("script_location", str(location()).replace("%", "%%"))
    if connection is not None:
        config.attributes["connection"] = connection
    return config


def upgrade(url: str) -> None:
    """Bring the database at ``url`` to the newest shape; does nothing if it is there already.

    Several processes may call this at once: they take turns.
    """
    engine = engine_for(url, pool_size=1)
    try:
        with engine.connect() as connection:
            command.upgrade(configuration(connection), "head")
    finally:
        engine.dispose()


def is_current(engine: Engine) -> bool:
    """Tell whether the database has the newest shape."""
    with engine.connect().execution_options(sqlite_reads=True) as connection:
        found = MigrationContext.configure(connection).get_current_heads()
    return set(found) == set(ScriptDirectory.from_config(configuration()).get_heads())
