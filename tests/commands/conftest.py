"""Fixtures: an installation with people, all of whose cases are checked when a test is over."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from duecourse.settings import Settings
from tests.commands.auditing import audit
from tests.commands.office import Office, open_office
from tests.commands.rebuilding import Row, contents
from tests.databases import Database


@pytest.fixture
def office(database: Database, migrated_sqlite: Path, tmp_path: Path) -> Iterator[Office]:
    """Give an installation with people, which takes a snapshot of each case every three entries."""
    settings = Settings(database_url=database.url, clock_movable=True, snapshot_every=3)
    office = open_office(database.sessions, settings)
    yield office
    if office.sound:
        audit(office, migrated_sqlite, tmp_path / "rebuilt.db")


Rows: TypeAlias = Callable[[], dict[str, list[Row]]]


@pytest.fixture
def database_rows(office: Office) -> Rows:
    """Give a function that returns all that follows from the history of cases."""
    return lambda: office.see(contents)
