"""Searches: filters, sorting, and pages that stay where they are while cases are added."""

import re
from itertools import cycle
from typing import cast

import pytest

from duecourse.model.json import Json
from tests.api.asking import Api, Object, fields
from tests.api.test_authorisation import operations

SEARCH = "/v2/process-instances/search"
CURSOR = re.compile(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?")
"""What the clients of Camunda 8 take for a cursor."""


def page(api: Api, **request: Json) -> tuple[list[str], Object]:
    answer = api.post("adam", SEARCH, request)
    items = cast(list[Object], answer["items"])
    return [str(each["businessId"]) for each in items], cast(Object, answer["page"])


def start(api: Api, *ids: str) -> None:
    for each in ids:
        api.start("letter", businessId=each)


def test_pages_follow_each_other_while_cases_are_added(api: Api) -> None:
    start(api, "c1", "c2", "c3", "c4", "c5")
    by_key: Json = [{"field": "processInstanceKey", "order": "DESC"}]

    first, about = page(api, sort=by_key, page={"limit": 2})
    start(api, "c6", "c7")
    second, following = page(api, sort=by_key, page={"limit": 2, "after": about["endCursor"]})
    third, last = page(api, sort=by_key, page={"limit": 2, "after": following["endCursor"]})
    back, _ = page(api, sort=by_key, page={"limit": 2, "before": last["startCursor"]})
    newer, _ = page(api, sort=by_key, page={"limit": 9, "before": about["startCursor"]})

    assert (first, second, third) == (["c5", "c4"], ["c3", "c2"], ["c1"])
    assert back == second
    assert newer == ["c7", "c6"]
    assert (about["totalItems"], following["totalItems"]) == (5, 7)
    assert about["hasMoreTotalItems"] is False
    for cursor in (about["startCursor"], about["endCursor"]):
        assert CURSOR.fullmatch(str(cursor))


def test_a_page_begins_where_it_is_wanted(api: Api) -> None:
    start(api, "c1", "c2", "c3")

    assert page(api, page={"from": 1, "limit": 1})[0] == ["c2"]
    assert page(api, page={"from": 9})[0] == []
    empty = page(api, filter={"businessId": "none"})[1]
    assert empty == {
        "totalItems": 0,
        "hasMoreTotalItems": False,
        "startCursor": None,
        "endCursor": None,
    }


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"businessId": "c2"}, ["c2"]),
        ({"businessId": {"$eq": "c2"}}, ["c2"]),
        ({"businessId": {"$neq": "c2"}}, ["c1", "d3"]),
        ({"businessId": {"$in": ["c1", "d3", "x"]}}, ["c1", "d3"]),
        ({"businessId": {"$notIn": ["c1", "x"]}}, ["c2", "d3"]),
        ({"businessId": {"$like": "c*"}}, ["c1", "c2"]),
        ({"businessId": {"$like": "?3"}}, ["d3"]),
        ({"businessId": {"$exists": False}}, []),
        ({"endDate": {"$exists": True}}, []),
        (
            {"startDate": {"$gte": "2020-01-01T00:00:00Z", "$lt": "9000-01-01T00:00:00+01:00"}},
            ["c1", "c2", "d3"],
        ),
        ({"processDefinitionVersion": {"$gt": 1}}, []),
        ({"$or": [{"businessId": "c1"}, {"businessId": "d3"}]}, ["c1", "d3"]),
        ({"processDefinitionId": "letter", "$or": [{"businessId": "c1"}]}, ["c1"]),
        ({"elementId": "post", "hasIncident": False, "tenantId": "<default>"}, ["c1", "c2", "d3"]),
    ],
)
def test_a_filter_finds_what_it_says(searched: Api, wanted: Json, found: list[str]) -> None:
    assert page(searched, filter=wanted, sort=[{"field": "businessId"}])[0] == found


@pytest.fixture(scope="module")
def searched(quiet: Api) -> Api:
    start(quiet, "c1", "c2", "d3")
    return quiet


def test_nothing_asked_for_is_everything(searched: Api) -> None:
    bodies: list[Json] = [
        None,
        {},
        {"filter": {}, "sort": [], "page": {}},
        {"filter": None, "sort": None, "page": None},
    ]
    for body in bodies:
        answer = searched.post("adam", SEARCH, body)
        assert cast(Object, answer["page"])["totalItems"] == 3


@pytest.mark.parametrize(
    ("request_", "named"),
    [
        ({"filters": {}}, "filters"),
        ({"filter": []}, "filter"),
        ({"filter": {"colour": "red"}}, "filter.colour"),
        ({"filter": {"state": "active"}}, "filter.state"),
        ({"filter": {"state": {"$is": "ACTIVE"}}}, "filter.state.$is"),
        ({"filter": {"state": {}}}, "filter.state"),
        ({"filter": {"state": None}}, "filter.state"),
        ({"filter": {"hasIncident": "no"}}, "filter.hasIncident"),
        ({"filter": {"processInstanceKey": "abc"}}, "filter.processInstanceKey"),
        ({"filter": {"startDate": "2026-01-31"}}, "filter.startDate"),
        ({"filter": {"startDate": {"$like": "2026*"}}}, "filter.startDate.$like"),
        ({"filter": {"businessId": {"$like": "*" + "a*" * 9}}}, "filter.businessId.$like"),
        ({"filter": {"businessId": {"$in": "c1"}}}, "filter.businessId.$in"),
        ({"filter": {"$or": {}}}, "filter.$or"),
        ({"filter": {"$or": [{"colour": 1}]}}, "filter.$or[0].colour"),
        ({"sort": {}}, "sort"),
        ({"sort": ["state"]}, "sort[0]"),
        ({"sort": [{"field": "elementId"}]}, "sort[0].field"),
        ({"sort": [{"field": "state", "order": "UP"}]}, "sort[0].order"),
        ({"page": []}, "page"),
        ({"page": {"limit": 0}}, "page.limit"),
        ({"page": {"limit": 10_001}}, "page.limit"),
        ({"page": {"limit": "1"}}, "page.limit"),
        ({"page": {"from": -1}}, "page.from"),
        ({"page": {"from": 10**30}}, "page.from"),
        ({"page": {"size": 1}}, "page.size"),
        ({"page": {"after": "abc"}}, "page.after"),
        ({"page": {"before": "é"}}, "page.before"),
        ({"page": {"after": "W10=", "from": 1}}, "page.after"),
    ],
)
def test_what_cannot_be_understood_is_named(quiet: Api, request_: Json, named: str) -> None:
    assert set(fields(quiet.call("adam", "POST", SEARCH, request_))) == {named}


def test_every_search_has_pages_and_takes_its_own_sort(searched: Api) -> None:
    schema = searched.get(None, "/openapi.json")
    schemas = cast(dict[str, Object], cast(Object, schema["components"])["schemas"])
    searches = [path for method, path in operations(searched) if path.endswith("/search") and "{" not in path]
    assert len(searches) == 8
    for path in searches:
        operation = cast(Object, cast(dict[str, Object], schema["paths"])[path]["post"])
        name = re.search(r"schemas/(\w+Search)", str(operation["requestBody"]))
        assert name is not None
        sort = cast(Object, cast(Object, schemas[name[1]]["properties"])["sort"])
        described = cast(Object, cast(Object, sort["items"])["properties"])
        names = cast(list[str], cast(Object, described["field"])["enum"])
        for field, order in zip(names, cycle(("ASC", "DESC")), strict=False):
            request: Json = {"sort": [{"field": field, "order": order}], "page": {"limit": 1}}
            assert set(searched.post("adam", path, request)) == {"items", "page"}
