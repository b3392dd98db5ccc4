from collections.abc import Iterator

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Engine, inspect, text
from sqlalchemy.exc import DBAPIError

from duecourse.persistence import migrations
from duecourse.persistence.session import engine_for
from duecourse.persistence.tables import metadata


@pytest.fixture
def engine(empty_url: str) -> Iterator[Engine]:
    engine = engine_for(empty_url)
    yield engine
    engine.dispose()


def differences(engine: Engine) -> list[tuple[object, ...]]:
    with engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        found: list[tuple[object, ...]] = compare_metadata(context, metadata)
        return found


def test_upgrading_from_nothing_gives_the_tables_of_the_code(empty_url: str, engine: Engine) -> None:
    migrations.upgrade(empty_url)

    assert differences(engine) == []


def test_a_table_that_no_migration_makes_is_noticed(empty_url: str, engine: Engine) -> None:
    migrations.upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(text("DROP TABLE clock"))

    assert [difference[0] for difference in differences(engine)] == ["add_table"]


def test_alembic_check_passes(empty_url: str, engine: Engine) -> None:
    migrations.upgrade(empty_url)

    with engine.connect() as connection:
        command.check(migrations.configuration(connection))


def test_down_and_up_again(empty_url: str, engine: Engine) -> None:
    migrations.upgrade(empty_url)
    assert migrations.is_current(engine)

    with engine.connect() as connection:
        command.downgrade(migrations.configuration(connection), "base")
    assert set(inspect(engine).get_table_names()) == {"alembic_version"}
    assert not migrations.is_current(engine)

    migrations.upgrade(empty_url)
    assert set(inspect(engine).get_table_names()) == {"alembic_version", *metadata.tables}
    assert migrations.is_current(engine)


def test_upgrading_twice_changes_nothing(empty_url: str, engine: Engine) -> None:
    migrations.upgrade(empty_url)
    with engine.begin() as connection:
        connection.execute(text("INSERT INTO clock (id) VALUES (1)"))

    migrations.upgrade(empty_url)

    with engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM clock")).scalar_one() == 1


def test_a_failing_migration_leaves_nothing_behind(empty_url: str, engine: Engine) -> None:
    with engine.begin() as connection:
        connection.execute(text("CREATE TABLE outbox (in_the_way INTEGER)"))

    with pytest.raises(DBAPIError):
        migrations.upgrade(empty_url)

    assert inspect(engine).get_table_names() == ["outbox"]
