"""Who may do what: every endpoint of the description, asked by everybody.

The endpoints come from OpenAPI, so a new one that is missing below fails, rather than being left out.
"""

from collections.abc import Iterator, Mapping
from typing import Final, cast

import pytest

from duecourse.model.json import Json
from duecourse.settings import Settings
from tests.api.asking import Api, Object, deploy_all, open_api, problem
from tests.databases import Database

PUBLIC: Final = {("GET", "/v2/status"), ("GET", "/health/live"), ("GET", "/health/ready")}


@pytest.fixture
def case(api: Api) -> dict[str, str]:
    """Give the keys of a case of clara's, with one of everything."""
    instance = api.start("grant", variables={"applicant": "Ann"})
    api.start("choice")
    api.start("letter")
    api.start("answer", variables={"reference": "A-1"})
    (incident,) = api.found("adam", "/v2/incidents/search")
    (job,) = api.found("adam", "/v2/jobs/search")
    (variable,) = api.found("adam", "/v2/variables/search", name="applicant")
    (token, *_) = cast(list[Object], api.get("clara", "/v2/authentication/tokens")["items"])
    (definition,) = api.found("adam", "/v2/process-definitions/search", processDefinitionId="grant")
    task = api.task(instance)
    keys = {
        "processInstanceKey": instance,
        "elementId": "check",
        "elementInstanceKey": task,
        "userTaskKey": task,
        "incidentKey": incident["incidentKey"],
        "jobKey": job["jobKey"],
        "variableKey": variable["variableKey"],
        "tokenKey": token["tokenKey"],
        "processDefinitionKey": definition["processDefinitionKey"],
    }
    return {name: str(value) for name, value in keys.items()}


def operations(api: Api) -> Iterator[tuple[str, str]]:
    schema = api.get(None, "/openapi.json")
    for path, methods in cast(dict[str, Object], schema["paths"]).items():
        for method in methods:
            yield method.upper(), path


def ask(api: Api, account: str | None, method: str, path: str, keys: Mapping[str, str]) -> int:
    body: Json = None if method in ("GET", "DELETE") else BODIES.get((method, path), {})
    filled = path.format_map(keys)
    if (method, path) in UPLOADS:
        if account is None:
            return api.client.post(filled, files={"resources": ("a.bpmn", b"")}).status_code
        return api.upload(account, filled, {"a.bpmn": b""}).status_code
    return api.call(account, method, filled, body).status_code


UPLOADS: Final = {("POST", "/v2/deployments"), ("POST", "/v2/process-definitions/lint")}
BODIES: Final[Mapping[tuple[str, str], Json]] = {
    ("POST", "/v2/process-instances"): {"processDefinitionId": "lanes"},
    ("PUT", "/v2/element-instances/{elementInstanceKey}/variables"): {"variables": {}},
    ("POST", "/v2/user-tasks/{userTaskKey}/assignment"): {"assignee": "clara"},
    ("POST", "/v2/messages/publication"): {"name": "nothing"},
    ("POST", "/v2/messages/correlation"): {"name": "nothing"},
    ("POST", "/v2/jobs/activation"): {"type": "nothing", "timeout": 1, "maxJobsToActivate": 1},
    ("POST", "/v2/jobs/{jobKey}/error"): {"errorCode": "X"},
    ("PATCH", "/v2/jobs/{jobKey}"): {"changeset": {}},
    ("PUT", "/v2/clock"): {"timestamp": 0},
    ("POST", "/v2/authentication/tokens"): {"label": "x"},
}

# What a clerk, one of the board, somebody without any group, and an auditor are answered: of clara's case the
# board and eve know nothing; auditors read it and change nothing.
ANYBODY: Final = {"carl": 200, "bob": 200, "eve": 200, "audrey": 200}
CASE: Final = {"carl": 200, "bob": 404, "eve": 404, "audrey": 200}
OTHERS: Final = {"carl": 404, "bob": 404, "eve": 404, "audrey": 200}
OPERATED: Final = {"carl": 403, "bob": 404, "eve": 404, "audrey": 403}
OPERATED_OTHERS: Final = {"carl": 404, "bob": 404, "eve": 404, "audrey": 403}
ADMINISTERED: Final = {"carl": 403, "bob": 403, "eve": 403, "audrey": 403}
WORKED_ON: Final = {"carl": 204, "bob": 404, "eve": 404, "audrey": 403}

EXPECTED: Final[Mapping[tuple[str, str], Mapping[str, int]]] = {
    ("POST", "/v2/deployments"): ADMINISTERED,
    ("POST", "/v2/process-definitions/lint"): ADMINISTERED,
    ("POST", "/v2/process-definitions/search"): ANYBODY,
    ("GET", "/v2/process-definitions/{processDefinitionKey}"): ANYBODY,
    ("GET", "/v2/process-definitions/{processDefinitionKey}/xml"): ANYBODY,
    ("GET", "/v2/process-definitions/{processDefinitionKey}/form"): ANYBODY,
    ("POST", "/v2/process-instances"): {"carl": 200, "bob": 403, "eve": 403, "audrey": 403},
    ("POST", "/v2/process-instances/search"): ANYBODY,
    ("GET", "/v2/process-instances/{processInstanceKey}"): CASE,
    ("GET", "/v2/process-instances/{processInstanceKey}/sequence-flows"): CASE,
    ("GET", "/v2/process-instances/{processInstanceKey}/history"): CASE,
    ("POST", "/v2/process-instances/{processInstanceKey}/cancellation"): OPERATED,
    # The board signs what was checked, so it may address a step of the process, and is told that it is not
    # for them; the clerk is told what the form lacks.
    ("POST", "/v2/process-instances/{processInstanceKey}/elements/{elementId}/completion"): {
        "carl": 400,
        "bob": 403,
        "eve": 404,
        "audrey": 403,
    },
    ("POST", "/v2/element-instances/search"): ANYBODY,
    ("GET", "/v2/element-instances/{elementInstanceKey}"): CASE,
    ("PUT", "/v2/element-instances/{elementInstanceKey}/variables"): OPERATED,
    ("POST", "/v2/user-tasks/search"): ANYBODY,
    ("GET", "/v2/user-tasks/{userTaskKey}"): CASE,
    ("GET", "/v2/user-tasks/{userTaskKey}/form"): CASE,
    ("POST", "/v2/user-tasks/{userTaskKey}/variables/search"): CASE,
    ("PATCH", "/v2/user-tasks/{userTaskKey}"): WORKED_ON,
    ("POST", "/v2/user-tasks/{userTaskKey}/assignment"): WORKED_ON,
    ("DELETE", "/v2/user-tasks/{userTaskKey}/assignee"): WORKED_ON,
    ("POST", "/v2/user-tasks/{userTaskKey}/completion"): {**WORKED_ON, "carl": 400},
    ("POST", "/v2/variables/search"): ANYBODY,
    ("GET", "/v2/variables/{variableKey}"): CASE,
    ("POST", "/v2/messages/publication"): ANYBODY,
    ("POST", "/v2/messages/correlation"): {"carl": 404, "bob": 404, "eve": 404, "audrey": 404},
    ("POST", "/v2/message-subscriptions/search"): ANYBODY,
    ("POST", "/v2/jobs/activation"): ADMINISTERED,
    ("POST", "/v2/jobs/search"): ANYBODY,
    ("POST", "/v2/jobs/{jobKey}/completion"): ADMINISTERED,
    ("POST", "/v2/jobs/{jobKey}/failure"): ADMINISTERED,
    ("POST", "/v2/jobs/{jobKey}/error"): ADMINISTERED,
    ("PATCH", "/v2/jobs/{jobKey}"): ADMINISTERED,
    ("POST", "/v2/incidents/search"): ANYBODY,
    ("GET", "/v2/incidents/{incidentKey}"): OTHERS,
    ("POST", "/v2/incidents/{incidentKey}/resolution"): OPERATED_OTHERS,
    ("GET", "/v2/authentication/me"): ANYBODY,
    ("GET", "/v2/authentication/tokens"): ANYBODY,
    ("POST", "/v2/authentication/tokens"): ADMINISTERED,
    ("DELETE", "/v2/authentication/tokens/{tokenKey}"): {"carl": 404, "bob": 404, "eve": 404, "audrey": 404},
    ("GET", "/v2/topology"): ANYBODY,
    ("GET", "/v2/clock"): ANYBODY,
    ("PUT", "/v2/clock"): ADMINISTERED,
    ("POST", "/v2/clock/reset"): ADMINISTERED,
}


class _AnyKey(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "17"


ANY_KEY: Final = _AnyKey()


def test_nobody_is_answered_without_an_account(quiet: Api) -> None:
    answered = set()
    for method, path in operations(quiet):
        status = ask(quiet, None, method, path, ANY_KEY)
        if status != 401:
            answered.add((method, path))
            assert status in (200, 204)

    assert answered == PUBLIC


def test_everybody_is_answered_as_their_groups_allow(api: Api, case: dict[str, str]) -> None:
    asked = [each for each in operations(api) if each not in PUBLIC]
    assert set(asked) == set(EXPECTED)

    wrong = []
    for method, path in asked:
        for account, expected in EXPECTED[method, path].items():
            status = ask(api, account, method, path, case)
            if status != expected:
                wrong.append(f"{account}: {method} {path}: {status} instead of {expected}")

    assert wrong == []


def test_an_auditor_changes_nothing(api: Api, case: dict[str, str]) -> None:
    def histories() -> list[Object]:
        found = api.found("adam", "/v2/process-instances/search")
        return [entry for each in found for entry in api.history(str(each["processInstanceKey"]))]

    before = histories()
    for method, path in operations(api):
        if (method, path) not in PUBLIC and not path.startswith("/v2/messages/"):
            ask(api, "audrey", method, path, case)

    assert histories() == before


def test_searches_count_only_what_somebody_may_see(api: Api, case: dict[str, str]) -> None:
    seen = {
        account: {
            path: cast(Object, api.post(account, path)["page"])["totalItems"]
            for method, path in operations(api)
            if path.endswith("/search") and "{" not in path and "definitions" not in path
        }
        for account in ("clara", "eve", "audrey")
    }

    assert set(seen["eve"].values()) == {0}
    assert all(cast(int, count) > 0 for count in seen["clara"].values())
    assert all(cast(int, seen["audrey"][path]) >= cast(int, seen["clara"][path]) for path in seen["audrey"])


def test_a_case_is_seen_by_who_has_or_had_a_part_in_it(api: Api) -> None:
    instance = api.start("grant", "eve")
    path = f"/v2/process-instances/{instance}"
    task = f"/v2/user-tasks/{api.task(instance)}"

    assert api.get("eve", path)["startedBy"] == "eve"
    assert api.get("carl", path)["state"] == "ACTIVE"
    problem(api.call("bob", "GET", path), 404, "not-found")
    api.do("clara", "PATCH", task, {"changeset": {"candidateGroups": [], "candidateUsers": ["bob"]}})
    api.do("bob", "POST", f"{task}/assignment", {"assignee": "bob"})
    problem(api.call("carl", "GET", path), 404, "not-found")
    api.do("bob", "POST", f"{task}/completion", {"variables": {"amount": 1}})
    assert api.get("bob", path)["state"] == "ACTIVE"


def test_who_deploys_and_who_starts_is_recorded_with_the_groups_held_then(database: Database) -> None:
    api = deploy_all(open_api(database.sessions, Settings(database_url=database.url)))
    entry = api.history(api.start("lanes", "clara"))[0]

    assert cast(Object, entry["actor"])["groups"] == ["clerks"]
