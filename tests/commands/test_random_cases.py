"""Random processes under random commands, through everything that a command does."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeAlias

import pytest
from hypothesis import HealthCheck, Phase, event, given, settings
from hypothesis import strategies as st
from sqlalchemy import Table, select

from duecourse.commands import instances, tasks, variables
from duecourse.commands.transaction import States
from duecourse.diagram.elements import Process
from duecourse.errors import Conflict
from duecourse.model.json import Json, dumps
from duecourse.model.states import ElementState, UserTaskState
from duecourse.persistence import tables
from duecourse.persistence.session import Session, engine_for, reading, sessions_for
from duecourse.settings import Settings
from tests.commands.auditing import check_case, check_rows, stored
from tests.commands.drawn import Drawn
from tests.commands.office import Office, open_office
from tests.properties.models import processes

SETTINGS: Final = settings(
    max_examples=20,
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
# How long a case may be before a snapshot of it is taken.
EVERY: Final = 4
Act: TypeAlias = Callable[[Office], None]

VALUES: Final[list[Json]] = [
    0,
    1,
    2,
    3,
    Decimal("5.50"),
    Decimal(100),
    Decimal("1E+2"),
    "2",
    None,
    [{"a": 1}],
]
NUMBERS: Final = itertools.count()


@pytest.fixture(scope="module")
def scratch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("random")


@contextmanager
def opened(empty: Path, scratch: Path, process: Process, states: States) -> Iterator[Office]:
    """Give an installation of its own, on SQLite, with one process."""
    path = scratch / f"{next(NUMBERS)}.db"
    shutil.copy(empty, path)
    url, drawn = f"sqlite:///{path}", Drawn(process)
    engine = engine_for(url, pool_size=2)
    office = open_office(
        sessions_for(engine), Settings(database_url=url, snapshot_every=EVERY), drawn, states
    )
    office.do("olga", lambda tx: drawn.store(tx.session))
    try:
        yield office
    finally:
        engine.dispose()
        path.unlink()


def keys(office: Office, root: int, table: Table, state: str) -> list[int]:
    """Return the keys of what is in a state in a case, by its table."""

    def ask(session: Session) -> list[int]:
        statement = select(table.c.key).where(table.c.root_key == root)
        statement = statement.where(table.c.state == state)
        return sorted(session.scalars(statement))

    return office.see(ask)


def open_tasks(office: Office, root: int) -> list[int]:
    return keys(office, root, tables.user_task, UserTaskState.CREATED)


def active(office: Office, root: int) -> list[int]:
    return keys(office, root, tables.element_instance, ElementState.ACTIVE)


def values(data: st.DataObject) -> dict[str, Json]:
    """Draw the values of some variables, numbers that are written in unlike ways among them."""
    names = data.draw(st.sets(st.sampled_from("xyz"), max_size=2))
    return {name: data.draw(st.sampled_from(VALUES)) for name in names}


def act(data: st.DataObject, office: Office, root: int) -> Act:
    """Draw something to do to a case: mostly what it waits for."""
    kinds: dict[str, Callable[[st.DataObject, Office, int], Act]] = {
        "wait": lambda data, office, root: wait(data),
        "publish": publish,
        "set": set_variables,
        "cancel": cancel,
    }
    if open_tasks(office, root):
        kinds |= {"complete": complete, "complete more": complete, "assign": assign, "update": update}
    kind = data.draw(st.sampled_from([*kinds, "wait"]))
    if kind == "cancel" and data.draw(st.integers(0, 9)):
        kind = "wait"
    event(kind)
    return kinds[kind](data, office, root)


def complete(data: st.DataObject, office: Office, root: int) -> Act:
    key, given = data.draw(st.sampled_from(open_tasks(office, root))), values(data)

    def do(office: Office) -> None:
        office.complete(key, "adam", **given)
        with pytest.raises(Conflict):
            office.complete(key, "adam", **given)

    return do


def assign(data: st.DataObject, office: Office, root: int) -> Act:
    key = data.draw(st.sampled_from(open_tasks(office, root)))
    who = data.draw(st.sampled_from(["clara", "adam", None]))
    if who is None:
        return lambda office: office.do("adam", lambda tx: tasks.unassign(tx, key))
    return lambda office: office.do("adam", lambda tx: tasks.assign(tx, key, who))


def update(data: st.DataObject, office: Office, root: int) -> Act:
    key = data.draw(st.sampled_from(open_tasks(office, root)))
    changes = data.draw(
        st.fixed_dictionaries(
            {},
            optional={
                "dueDate": st.sampled_from(["2026-03-03", "2026-03-03T09:00:00Z", None]),
                "priority": st.sampled_from([0, 100, None]),
                "candidateGroups": st.sampled_from([["clerks"], ["board", "clerks"], [], None]),
                "candidateUsers": st.sampled_from([["eve"], None]),
            },
        )
    )
    return lambda office: office.do("adam", lambda tx: tasks.update(tx, key, changes))


def wait(data: st.DataObject) -> Act:
    period = timedelta(minutes=data.draw(st.integers(0, 8)))

    def do(office: Office) -> None:
        office.wait(period)

    return do


def publish(data: st.DataObject, office: Office, root: int) -> Act:
    table = tables.message_subscription

    def ask(session: Session) -> list[str]:
        return sorted({*session.scalars(select(table.c.name).where(table.c.root_key == root))})

    name = data.draw(st.sampled_from([*office.see(ask), "catch1", "boundary2"]))
    given, life = values(data), data.draw(st.sampled_from([0, 600_000]))

    def do(office: Office) -> None:
        office.publish(name, "1", life, **given)

    return do


def set_variables(data: st.DataObject, office: Office, root: int) -> Act:
    key = data.draw(st.sampled_from(active(office, root)))
    given, local = values(data), data.draw(st.booleans())
    return lambda office: office.do("adam", lambda tx: variables.set_variables(tx, key, given, local=local))


def cancel(data: st.DataObject, office: Office, root: int) -> Act:
    return lambda office: office.do("adam", lambda tx: instances.cancel(tx, root))


def check_at_once(office: Office, root: int) -> None:
    """Check that what is kept in memory is what storage has."""
    length = len(office.history(root))
    with reading(office.installation.sessions) as session:
        kept = dumps(stored(office, session, root, length))
    assert dumps(office.installation.states.get(root, length)) == kept


def rows_of_history(office: Office) -> list[tuple[object, ...]]:
    """Return the history of all cases, whole rows as they are stored."""
    table = tables.history_entry
    return office.see(lambda session: [tuple(row) for row in session.execute(select(table))])


@SETTINGS
@given(process=processes(), data=st.data())
def test_memory_storage_replay_and_rows_say_the_same_and_a_cold_start_changes_nothing(
    process: Process, data: st.DataObject, migrated_sqlite: Path, scratch: Path
) -> None:
    with (
        opened(migrated_sqlite, scratch, process, States()) as warm,
        opened(migrated_sqlite, scratch, process, States(size=0)) as cold,
    ):
        first: Json = data.draw(st.integers(0, 4))
        root = warm.start(process.id, x=first)
        assert cold.start(process.id, x=first) == root
        for _ in range(data.draw(st.integers(0, 14))):
            check_at_once(warm, root)
            if not active(warm, root):
                break
            do = act(data, warm, root)
            for office in (warm, cold):
                do(office)
        assert rows_of_history(warm) == rows_of_history(cold)
        assert cold.installation.states.get(root, len(cold.history(root))) is None
        with reading(warm.installation.sessions) as session:
            check_case(warm, session, root)
            definitions = warm.installation.definitions
            check_rows(session, [root], definitions, migrated_sqlite, scratch / "rebuilt.db")
