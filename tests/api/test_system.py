"""The installation: whether it is well, what it is made of, its clock, and its own explanations."""

import time
from typing import cast

import pytest

from duecourse.commands.installation import Installation
from duecourse.model.json import Json
from duecourse.persistence.session import engine_for, sessions_for
from duecourse.settings import Settings
from duecourse_api.rest.problems import kinds
from tests.api.asking import CALENDAR, Api, Object, deploy_all, fields, open_api, problem, serve
from tests.databases import Database

JANUARY_2031 = 1_925_000_000_000


def test_health_and_status_need_no_account(quiet: Api) -> None:
    assert quiet.get(None, "/health/live") == {"status": "UP"}
    assert quiet.get(None, "/health/ready") == {"status": "UP"}
    response = quiet.call(None, "GET", "/v2/status")
    assert (response.status_code, response.content) == (204, b"")


def test_an_installation_whose_database_is_not_upgraded_is_not_ready(empty_url: str) -> None:
    engine = engine_for(empty_url)
    installation = Installation(Settings(database_url=empty_url), sessions_for(engine), CALENDAR)
    api = serve(installation, {})

    for path in ("/health/ready", "/v2/status"):
        document = problem(api.call(None, "GET", path), 503, "unavailable")
        assert "duecourse db upgrade" in str(document["detail"])
    assert api.get(None, "/health/live") == {"status": "UP"}
    engine.dispose()


def test_readiness_does_not_wait_for_whoever_is_writing(api: Api) -> None:
    with api.installation.sessions() as session:
        session.connection()
        started = time.monotonic()
        assert api.get(None, "/health/ready") == {"status": "UP"}
        assert time.monotonic() - started < 2


def test_the_topology_is_a_cluster_of_one(quiet: Api) -> None:
    topology = quiet.get("eve", "/v2/topology")

    (broker,) = cast(list[Object], topology["brokers"])
    assert topology == {
        "brokers": [broker],
        "clusterId": None,
        "clusterSize": 1,
        "partitionsCount": 1,
        "replicationFactor": 1,
        "gatewayVersion": topology["gatewayVersion"],
        "lastCompletedChangeId": "-1",
        "physicalTenants": [],
    }
    assert broker == {
        "nodeId": 0,
        "brokerId": "0",
        "host": "localhost",
        "port": 80,
        "version": topology["gatewayVersion"],
        "partitions": [{"partitionId": 1, "role": "leader", "health": "healthy", "state": "active"}],
    }


def test_i_am_who_signed_in(quiet: Api) -> None:
    assert quiet.get("clara", "/v2/authentication/me") == {
        "username": "clara",
        "displayName": "Clara",
        "email": None,
        "groups": ["clerks"],
        "roles": [],
        "tenants": [{"tenantId": "<default>", "name": "Default", "description": None}],
        "authorizedComponents": [],
        "salesPlanType": None,
        "c8Links": {},
        "canLogout": False,
    }


def test_moving_the_clock_fires_what_is_due_before_it_answers(api: Api) -> None:
    instance = api.start("answer", variables={"reference": "A-1"})

    api.do("adam", "PUT", "/v2/clock", {"timestamp": JANUARY_2031})

    clock = api.get("eve", "/v2/clock")
    assert clock == {"now": "2031-01-01T02:13:20Z", "timezone": "Europe/London", "movable": True}
    assert api.get("clara", f"/v2/process-instances/{instance}")["state"] == "COMPLETED"
    later = api.start("letter")
    assert api.get("clara", f"/v2/process-instances/{later}")["startDate"] == "2031-01-01T02:13:20Z"
    api.do("adam", "POST", "/v2/clock/reset")
    assert str(api.get("eve", "/v2/clock")["now"]) < "2031"


def test_a_clock_moves_only_where_a_setting_allows_it(database: Database) -> None:
    api = open_api(database.sessions, Settings(database_url=database.url))

    problem(api.call("adam", "PUT", "/v2/clock", {"timestamp": JANUARY_2031}), 403, "forbidden")
    problem(api.call("adam", "POST", "/v2/clock/reset"), 403, "forbidden")
    assert api.get("eve", "/v2/clock")["movable"] is False


def test_administrators_alone_move_the_clock(api: Api) -> None:
    for account in ("clara", "audrey", "olga"):
        problem(api.call(account, "PUT", "/v2/clock", {"timestamp": JANUARY_2031}), 403, "forbidden")
        problem(api.call(account, "POST", "/v2/clock/reset"), 403, "forbidden")


@pytest.mark.parametrize("timestamp", [None, -1, 2**62, 1.5, "1925000000000", True])
def test_a_wrong_time_is_named(quiet: Api, timestamp: Json) -> None:
    assert set(fields(quiet.call("adam", "PUT", "/v2/clock", {"timestamp": timestamp}))) == {"timestamp"}


def test_every_kind_of_problem_has_a_page(quiet: Api) -> None:
    for kind, error in kinds().items():
        response = quiet.call(None, "GET", f"/problems/{kind}")
        assert response.status_code == 200
        assert response.headers["Content-Type"].startswith("text/html")
        assert kind in response.text
        assert str(error.status) in response.text
    problem(quiet.call(None, "GET", "/problems/none"), 404, "not-found")


def test_the_interface_is_described_for_people_without_a_script(quiet: Api) -> None:
    response = quiet.call(None, "GET", "/docs")

    assert response.status_code == 200
    assert "<script" not in response.text
    assert "/v2/user-tasks/{userTaskKey}/completion" in response.text
    assert "<strong>Permission</strong>" in response.text
    assert "amount" in response.text


def test_what_a_definition_held_survives_a_restart(database: Database) -> None:
    settings = Settings(database_url=database.url)
    first = deploy_all(open_api(database.sessions, settings))
    instance = first.start("grant")
    task = first.task(instance)

    second = serve(Installation(settings, database.sessions, CALENDAR), first.tokens)

    second.do("clara", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": 1}})
    assert [entry["sequence"] for entry in second.history(instance)] == [1, 2]
