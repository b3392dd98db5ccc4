"""Fixtures: installations with people, with and without diagrams."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from duecourse.persistence.session import engine_for, sessions_for
from duecourse.settings import Settings
from tests.api.asking import Api, deploy_all, open_api
from tests.databases import Database


@pytest.fixture
def empty(database: Database) -> Api:
    """Give an installation with people and no diagram, whose clock can be moved; on both databases."""
    return open_api(database.sessions, Settings(database_url=database.url, clock_movable=True))


@pytest.fixture
def api(empty: Api) -> Api:
    """Give an installation with people and diagrams; on both databases."""
    return deploy_all(empty)


@pytest.fixture(scope="module")
def quiet(migrated_sqlite: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Api]:
    """Give an installation that the tests of a module share, where the database plays no part."""
    path = tmp_path_factory.mktemp("quiet") / "duecourse.db"
    shutil.copy(migrated_sqlite, path)
    engine = engine_for(f"sqlite:///{path}")
    yield deploy_all(open_api(sessions_for(engine), Settings(database_url=f"sqlite:///{path}")))
    engine.dispose()
