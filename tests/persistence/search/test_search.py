from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duecourse.errors import InvalidInput
from duecourse.model.states import UserTaskState
from duecourse.persistence.search import Page, search
from duecourse.persistence.session import Session, reading
from duecourse.persistence.views.user_tasks import SEARCH, UserTaskView
from tests.databases import Database
from tests.persistence import samples


@pytest.fixture
def tasks(database: Database) -> Database:
    with database.sessions() as session:
        samples.world(session)
        samples.task(session, 1, name="Alpha", priority=10, assignee="ann", groups=["panel", "chair"])
        samples.task(session, 2, name="beta", priority=20, due_at=samples.NOW, groups=["chair"])
        samples.task(session, 3, name=None, priority=20, users=["ann"])
        samples.task(
            session,
            4,
            name="100% [sure]*",
            priority=30,
            due_at=samples.NOW + timedelta(days=1),
            state=UserTaskState.COMPLETED,
        )
        session.commit()
    return database


def run(database: Database, **request: object) -> Page[UserTaskView]:
    with reading(database.sessions) as session:
        return search(session, SEARCH, request)


def keys(page: Page[UserTaskView]) -> list[int]:
    return [item.key for item in page.items]


@pytest.mark.parametrize(
    ("given_filter", "expected"),
    [
        ({}, [1, 2, 3, 4]),
        ({"userTaskKey": "2"}, [2]),
        ({"name": "Alpha"}, [1]),
        ({"name": {"$eq": "alpha"}}, []),
        ({"name": {"$neq": "Alpha"}}, [2, 3, 4]),
        ({"name": {"$exists": False}}, [3]),
        ({"name": {"$exists": True}}, [1, 2, 4]),
        ({"name": {"$in": ["Alpha", "beta"]}}, [1, 2]),
        ({"name": {"$in": []}}, []),
        ({"name": {"$notIn": ["Alpha", "beta"]}}, [3, 4]),
        ({"name": {"$notIn": []}}, [1, 2, 3, 4]),
        ({"name": {"$like": "*a"}}, [1, 2]),
        ({"name": {"$like": "?lpha"}}, [1]),
        ({"name": {"$like": "?pha"}}, []),
        ({"name": {"$like": "ALPHA"}}, []),
        ({"name": {"$like": "100% [sure]\\*"}}, [4]),
        ({"name": {"$like": "100_*"}}, []),
        ({"name": {"$like": "*[sure]*"}}, [4]),
        ({"name": {"$like": "\\100*"}}, [4]),
        ({"name": {"$like": "*\\"}}, []),
        ({"priority": {"$gt": 10, "$lt": 30}}, [2, 3]),
        ({"priority": {"$gte": 20}}, [2, 3, 4]),
        ({"priority": {"$lte": 10}}, [1]),
        ({"priority": 9223372036854775807}, []),
        ({"dueDate": {"$exists": True}}, [2, 4]),
        ({"dueDate": "2026-03-02T10:30:15.123456+01:00"}, [2]),
        ({"dueDate": {"$gt": "2026-03-02T09:30:15.123456Z"}}, [4]),
        ({"dueDate": {"$lt": "2027-01-01T00:00:00Z"}}, [2, 4]),
        ({"state": "COMPLETED"}, [4]),
        ({"state": {"$like": "C*D"}}, [1, 2, 3, 4]),
        ({"state": {"$neq": "COMPLETED"}}, [1, 2, 3]),
        ({"candidateGroup": "chair"}, [1, 2]),
        ({"candidateGroup": {"$neq": "panel"}}, [2, 3, 4]),
        ({"candidateGroup": {"$exists": False}}, [3, 4]),
        ({"candidateGroup": {"$in": ["panel", "ann"]}}, [1]),
        ({"candidateGroup": {"$notIn": ["panel", "chair"]}}, [3, 4]),
        ({"candidateGroup": {"$like": "p*"}}, [1]),
        ({"candidateUser": "ann"}, [3]),
        ({"businessId": "SCR-1", "processDefinitionId": {"$like": "rev*"}}, [1, 2, 3, 4]),
        ({"tenantId": "<default>"}, [1, 2, 3, 4]),
        ({"tenantId": "other"}, []),
        ({"$or": [{"name": "Alpha"}, {"priority": 30}]}, [1, 4]),
        ({"priority": 20, "$or": [{"name": "beta"}, {"name": "Alpha"}]}, [2]),
        ({"$or": [{}]}, [1, 2, 3, 4]),
    ],
)
def test_filters(tasks: Database, given_filter: dict[str, object], expected: list[int]) -> None:
    page = run(tasks, filter=given_filter)

    assert keys(page) == expected
    assert page.total_items == len(expected)
    assert page.has_more_total_items is False


@pytest.mark.parametrize(
    ("request_", "place"),
    [
        ({"filters": {}}, "filters"),
        ({"filter": []}, "filter"),
        ({"filter": {"colour": "red"}}, "filter.colour"),
        ({"filter": {"name": 7}}, "filter.name"),
        ({"filter": {"name": None}}, "filter.name"),
        ({"filter": {"name": "a\0b"}}, "filter.name"),
        ({"filter": {"name": "\ud800"}}, "filter.name"),
        ({"filter": {"name": {}}}, "filter.name"),
        ({"filter": {"name": {"$gt": "a"}}}, "filter.name.$gt"),
        ({"filter": {"name": {"$regex": "a"}}}, "filter.name.$regex"),
        ({"filter": {"name": {"$exists": "yes"}}}, "filter.name.$exists"),
        ({"filter": {"name": {"$in": "Alpha"}}}, "filter.name.$in"),
        ({"filter": {"name": {"$in": ["a"] * 1_001}}}, "filter.name.$in"),
        ({"filter": {"name": {"$like": 5}}}, "filter.name.$like"),
        ({"filter": {"name": {"$like": "a*" * 9}}}, "filter.name.$like"),
        ({"filter": {"name": {"$like": "a" * 257}}}, "filter.name.$like"),
        ({"filter": {"state": "SLEEPING"}}, "filter.state"),
        ({"filter": {"userTaskKey": "x"}}, "filter.userTaskKey"),
        ({"filter": {"userTaskKey": "99999999999999999999"}}, "filter.userTaskKey"),
        ({"filter": {"userTaskKey": "²"}}, "filter.userTaskKey"),
        ({"filter": {"priority": "5"}}, "filter.priority"),
        ({"filter": {"priority": True}}, "filter.priority"),
        ({"filter": {"priority": 2**63}}, "filter.priority"),
        ({"filter": {"priority": {"$like": "5"}}}, "filter.priority.$like"),
        ({"filter": {"dueDate": "2026-03-02"}}, "filter.dueDate"),
        ({"filter": {"dueDate": "2026-03-02T09:00:00"}}, "filter.dueDate"),
        ({"filter": {"dueDate": "0001-01-01T00:00:00+14:00"}}, "filter.dueDate"),
        ({"filter": {"$or": {}}}, "filter.$or"),
        ({"filter": {"$or": []}}, "filter.$or"),
        ({"filter": {"$or": ["a"]}}, "filter.$or[0]"),
        ({"filter": {"$or": [{"$or": [{}]}]}}, "filter.$or[0].$or"),
        ({"filter": {"$or": [{}, {"colour": 1}]}}, "filter.$or[1].colour"),
        ({"sort": {}}, "sort"),
        ({"sort": "name"}, "sort"),
        ({"sort": [{"field": "colour"}]}, "sort[0].field"),
        ({"sort": [{"field": ["name"]}]}, "sort[0].field"),
        ({"sort": [{"field": "candidateGroup"}]}, "sort[0].field"),
        ({"sort": [{"field": "name", "order": "UP"}]}, "sort[0].order"),
        ({"sort": [{"field": "name", "direction": "ASC"}]}, "sort[0]"),
        ({"page": {"limit": 0}}, "page.limit"),
        ({"page": {"limit": 10_001}}, "page.limit"),
        ({"page": {"limit": "5"}}, "page.limit"),
        ({"page": {"from": -1}}, "page.from"),
        ({"page": {"size": 5}}, "page.size"),
        ({"page": {"from": 1, "after": "x"}}, "page.after"),
        ({"page": {"after": 5}}, "page.after"),
        ({"page": {"after": "x"}}, "page.after"),
        ({"page": {"before": "eyJ9"}}, "page.before"),
        ({"page": {"after": "é"}}, "page.after"),
    ],
)
def test_what_is_wrong_is_named(tasks: Database, request_: dict[str, Any], place: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        run(tasks, **request_)

    assert [error.field for error in raised.value.fields] == [place]


@pytest.mark.parametrize(
    ("sort", "expected"),
    [
        ([], [1, 2, 3, 4]),
        ([{"field": "userTaskKey", "order": "DESC"}], [4, 3, 2, 1]),
        ([{"field": "name"}], [4, 1, 2, 3]),
        ([{"field": "name", "order": "desc"}], [2, 1, 4, 3]),
        ([{"field": "priority", "order": "DESC"}, {"field": "name"}], [4, 2, 3, 1]),
        ([{"field": "dueDate"}], [2, 4, 1, 3]),
    ],
)
def test_sorting_puts_what_has_no_value_last(
    tasks: Database, sort: list[dict[str, str]], expected: list[int]
) -> None:
    assert keys(run(tasks, sort=sort)) == expected


def test_a_cursor_of_another_sort_is_refused(tasks: Database) -> None:
    cursor = run(tasks, sort=[{"field": "name"}]).end_cursor

    with pytest.raises(InvalidInput):
        run(tasks, sort=[{"field": "name", "order": "DESC"}], page={"after": cursor})


def test_an_empty_page_has_no_cursors(tasks: Database) -> None:
    page = run(tasks, filter={"name": "nobody"})

    assert (page.items, page.total_items, page.start_cursor, page.end_cursor) == ((), 0, None, None)


def test_pages_are_stable_while_rows_are_added(tasks: Database) -> None:
    sort = [{"field": "priority"}]
    first = run(tasks, sort=sort, page={"limit": 2})
    with tasks.sessions() as session:
        samples.task(session, 0, priority=1)
        samples.task(session, 9, priority=25)
        session.commit()

    second = run(tasks, sort=sort, page={"after": first.end_cursor, "limit": 10})
    back = run(tasks, sort=sort, page={"before": second.start_cursor, "limit": 10})

    assert keys(first) == [1, 2]
    assert keys(second) == [3, 9, 4]
    assert keys(back) == [0, 1, 2]
    assert second.total_items == 6


SORTABLE = ("name", "priority", "dueDate", "creationDate", "assignee", "state")
sorts = st.lists(
    st.fixed_dictionaries({"field": st.sampled_from(SORTABLE), "order": st.sampled_from(["ASC", "DESC"])}),
    max_size=3,
    unique_by=lambda term: term["field"],
)
rows = st.lists(
    st.fixed_dictionaries(
        {
            "name": st.none() | st.sampled_from(["a", "B", "é", "z"]),
            "priority": st.integers(0, 2),
            "assignee": st.none() | st.sampled_from(["ann", "bob"]),
            "due_at": st.none() | st.integers(0, 2).map(lambda days: samples.NOW + timedelta(days=days)),
        }
    ),
    max_size=12,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=40, deadline=None)
@given(given_rows=rows, sort=sorts, limit=st.integers(1, 5))
def test_pages_forwards_and_backwards_give_every_row_once(
    database: Database, given_rows: list[dict[str, Any]], sort: list[dict[str, str]], limit: int
) -> None:
    with database.sessions() as session:
        samples.world(session)
        for key, row in enumerate(given_rows):
            samples.task(session, key, **row)
        all_keys = keys(search(session, SEARCH, {"sort": sort}))

        forwards = walk(session, sort, limit, "after", lambda page: page.end_cursor)
        backwards = walk(session, sort, limit, "before", lambda page: page.start_cursor)

    assert sorted(all_keys) == list(range(len(given_rows)))
    assert [key for page in forwards for key in page] == all_keys
    assert [key for page in reversed(backwards) for key in page] == all_keys[:-1]


def walk(
    session: Session,
    sort: list[dict[str, str]],
    limit: int,
    way: str,
    cursor_of: Callable[[Page[UserTaskView]], str | None],
) -> list[list[int]]:
    """Return the keys page by page; backwards begins before the last row of all."""
    found = []
    if way == "before":
        everything = search(session, SEARCH, {"sort": sort})
        cursor = everything.end_cursor
    else:
        page = search(session, SEARCH, {"sort": sort, "page": {"limit": limit}})
        found.append(keys(page))
        cursor = cursor_of(page)
    while cursor is not None:
        page = search(session, SEARCH, {"sort": sort, "page": {way: cursor, "limit": limit}})
        found.append(keys(page))
        cursor = cursor_of(page)
    return found
