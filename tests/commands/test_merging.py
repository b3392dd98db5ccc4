"""Several changes of one row, made one."""

from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.commands.merging import merged
from duecourse.persistence.rows import Change, Operation

Rows: TypeAlias = dict[int, dict[str, object]]

INSERT, UPDATE, UPSERT, DELETE = Operation.INSERT, Operation.UPDATE, Operation.UPSERT, Operation.DELETE


def change(operation: Operation, key: int = 1, table: str = "t", **values: object) -> Change:
    return Change(table, operation, {"key": key}, values)


@pytest.mark.parametrize(
    ("changes", "together"),
    [
        ([change(INSERT, a=1), change(UPDATE, a=2, b=3)], [change(INSERT, a=2, b=3)]),
        ([change(UPDATE, a=1), change(UPDATE, b=2)], [change(UPDATE, a=1, b=2)]),
        ([change(UPSERT, a=1), change(UPDATE, a=2)], [change(UPSERT, a=2)]),
        ([change(UPDATE, a=1), change(DELETE)], [change(DELETE)]),
        ([change(INSERT, a=1), change(UPDATE, a=2), change(DELETE)], []),
        (
            [change(INSERT, 1), change(INSERT, 2), change(UPDATE, 1, a=1)],
            [change(INSERT, 1, a=1), change(INSERT, 2)],
        ),
    ],
)
def test_what_changes_of_a_row_come_to(changes: list[Change], together: list[Change]) -> None:
    assert list(merged(changes)) == together


@pytest.mark.parametrize(
    "changes",
    [
        [change(DELETE), change(INSERT)],
        [change(DELETE), change(UPDATE)],
        [change(INSERT), change(INSERT)],
        [change(UPDATE), change(UPSERT)],
    ],
)
def test_a_series_that_makes_no_sense_is_a_mistake(changes: list[Change]) -> None:
    with pytest.raises(ValueError, match=r"of t \{'key': 1\} after"):
        list(merged(changes))


def test_new_rows_come_first_table_by_table_in_the_order_of_the_tables() -> None:
    changes = [
        change(UPDATE, 9, "case"),
        change(INSERT, 1, "task"),
        change(DELETE, 5, "timer"),
        change(INSERT, 1, "candidate"),
        change(INSERT, 2, "task"),
        change(INSERT, 2, "candidate"),
    ]

    order = [(each.operation, each.table, each.key["key"]) for each in merged(changes)]

    assert order == [
        (INSERT, "task", 1),
        (INSERT, "task", 2),
        (INSERT, "candidate", 1),
        (INSERT, "candidate", 2),
        (UPDATE, "case", 9),
        (DELETE, "timer", 5),
    ]


def test_the_payload_that_a_later_change_brings_is_kept() -> None:
    first = Change("v", INSERT, {"name": "a"}, {"value": b"1", "key": 5}, payload="value")
    second = Change("v", UPDATE, {"name": "a"}, {"value": b"2"}, payload="value")
    plain = Change("v", UPDATE, {"name": "b"}, {"key": 6})

    assert list(merged([first, plain, second])) == [
        Change("v", INSERT, {"name": "a"}, {"value": b"2", "key": 5}, payload="value"),
        plain,
    ]


STEPS = st.tuples(st.integers(1, 4), st.sampled_from([INSERT, UPDATE, DELETE]), st.integers(0, 9))


@settings(deadline=None)
@given(st.lists(STEPS, max_size=20))
def test_merged_changes_leave_the_same_rows_as_one_after_the_other(
    steps: list[tuple[int, Operation, int]],
) -> None:
    start: Rows = {1: {"a": 0}, 2: {"a": 0}}
    one_by_one: Rows = {key: dict(row) for key, row in start.items()}
    changes, ended = [], set[int]()
    for number, (key, operation, value) in enumerate(steps):
        exists = key in one_by_one
        if (operation is INSERT) == exists or key in ended:
            continue  # no history writes a row twice, or one that is gone
        if operation is DELETE:
            ended.add(key)
        values: dict[str, object] = {} if operation is DELETE else {"a": value, f"b{number % 2}": value}
        made = Change("t", operation, {"key": key}, values)
        changes.append(made)
        apply(one_by_one, made)
    together: Rows = {key: dict(row) for key, row in start.items()}
    for each in merged(changes):
        apply(together, each)

    assert together == one_by_one


def apply(rows: Rows, made: Change) -> None:
    key = made.key["key"]
    assert isinstance(key, int)
    if made.operation is DELETE:
        del rows[key]
    else:
        assert (key in rows) is (made.operation is UPDATE)
        rows.setdefault(key, {}).update(made.values)
