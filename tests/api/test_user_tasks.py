"""User tasks: found, claimed, changed, completed."""

from typing import cast

import pytest

from duecourse.model.json import Json
from tests.api import diagrams
from tests.api.asking import Api, Object, fields, problem

TASKS = "/v2/user-tasks"


def open_task(api: Api) -> str:
    return api.task(api.start("grant", variables={"applicant": "Ann"}, businessId="G-1"))


def test_a_task_is_found_and_read(api: Api) -> None:
    key = open_task(api)

    (found,) = api.found("clara", f"{TASKS}/search", state="CREATED", candidateGroup="clerks")

    assert found == api.get("clara", f"{TASKS}/{key}")
    assert found == {
        "userTaskKey": key,
        "elementInstanceKey": key,
        "elementId": "check",
        "name": "Check the application",
        "state": "CREATED",
        "assignee": None,
        "candidateGroups": ["clerks"],
        "candidateUsers": [],
        "creationDate": found["creationDate"],
        "completionDate": None,
        "completedBy": None,
        "dueDate": "2030-01-31T12:00:00Z",
        "followUpDate": "2030-01-01T12:00:00Z",
        "priority": 50,
        "formKey": found["formKey"],
        "externalFormReference": None,
        "customHeaders": {},
        "processInstanceKey": found["processInstanceKey"],
        "rootProcessInstanceKey": found["processInstanceKey"],
        "processDefinitionKey": found["processDefinitionKey"],
        "processDefinitionId": "grant",
        "processDefinitionVersion": 1,
        "processName": "The grant",
        "businessId": "G-1",
        "tags": [],
        "tenantId": "<default>",
    }


def test_only_those_who_may_take_a_task_find_it(api: Api) -> None:
    key = open_task(api)

    for account, seen in {"carl": 1, "audrey": 1, "adam": 1, "bob": 0, "eve": 0, "olga": 0}.items():
        page = cast(Object, api.post(account, f"{TASKS}/search")["page"])
        assert page["totalItems"] == seen
        if not seen:
            problem(api.call(account, "GET", f"{TASKS}/{key}"), 404, "not-found")
            problem(api.call(account, "GET", f"{TASKS}/{key}/form"), 404, "not-found")
            problem(api.call(account, "POST", f"{TASKS}/{key}/variables/search"), 404, "not-found")


def test_a_claim_succeeds_once_and_the_loser_is_told_who_has_the_task(api: Api) -> None:
    key = open_task(api)
    path = f"{TASKS}/{key}/assignment"

    api.do("clara", "POST", path, {"assignee": "clara", "allowOverride": False})
    response = api.call("carl", "POST", path, {"assignee": "carl", "allowOverride": False})

    assert "clara" in str(problem(response, 409, "wrong-state")["detail"])
    assert api.get("carl", f"{TASKS}/{key}")["assignee"] == "clara"
    problem(api.call("carl", "POST", f"{TASKS}/{key}/completion", {"variables": {}}), 409, "wrong-state")


def test_a_task_is_handed_on_and_taken_back(api: Api) -> None:
    key = open_task(api)

    api.do("clara", "POST", f"{TASKS}/{key}/assignment", {"assignee": "clara"})
    api.do("clara", "POST", f"{TASKS}/{key}/assignment", {"assignee": "carl", "allowOverride": None})
    assert api.get("clara", f"{TASKS}/{key}")["assignee"] == "carl"
    api.do("carl", "DELETE", f"{TASKS}/{key}/assignee")
    assert api.get("clara", f"{TASKS}/{key}")["assignee"] is None


@pytest.mark.parametrize(
    ("body", "named"),
    [
        ({}, "assignee"),
        ({"assignee": None}, "assignee"),
        ({"assignee": ""}, "assignee"),
        ({"assignee": "nobody"}, "assignee"),
        ({"assignee": 1}, "assignee"),
        ({"assignee": "clara", "allowOverride": "no"}, "allowOverride"),
        ({"assignee": "clara", "allow_override": False}, "allow_override"),
        ({"assignee": "clara", "action": 1}, "action"),
    ],
)
def test_a_wrong_assignment_names_the_field(quiet: Api, body: Json, named: str) -> None:
    key = quiet.task(quiet.start("grant"))

    assert set(fields(quiet.call("clara", "POST", f"{TASKS}/{key}/assignment", body))) == {named}


def test_dates_candidates_and_priority_of_a_task_are_changed(api: Api) -> None:
    key = open_task(api)
    changes: Json = {
        "dueDate": "2031-02-03T04:05:06+02:00",
        "followUpDate": None,
        "candidateGroups": ["board"],
        "candidateUsers": ["eve"],
        "priority": 80,
    }

    api.do("clara", "PATCH", f"{TASKS}/{key}", {"changeset": changes, "action": "escalate"})

    task = api.get("eve", f"{TASKS}/{key}")
    assert task["dueDate"] == "2031-02-03T02:05:06Z"
    assert task["followUpDate"] is None
    assert (task["candidateGroups"], task["candidateUsers"], task["priority"]) == (["board"], ["eve"], 80)
    api.do("eve", "PATCH", f"{TASKS}/{key}", {"changeset": {"dueDate": None}})
    assert api.get("eve", f"{TASKS}/{key}")["dueDate"] is None
    assert api.get("eve", f"{TASKS}/{key}")["priority"] == 80
    api.do("eve", "PATCH", f"{TASKS}/{key}", {})
    api.do("eve", "PATCH", f"{TASKS}/{key}", {"changeset": {"priority": None, "candidateGroups": None}})
    task = api.get("eve", f"{TASKS}/{key}")
    assert (task["priority"], task["candidateGroups"], task["candidateUsers"]) == (50, [], ["eve"])


@pytest.mark.parametrize(
    ("changes", "named"),
    [
        ({"dueDate": "tomorrow"}, "changeset.dueDate"),
        ({"dueDate": "2031-02-03"}, "changeset.dueDate"),
        ({"dueDate": "2031-02-03T04:05:06"}, "changeset.dueDate"),
        ({"dueDate": "9999-12-31T23:59:59-12:00"}, "changeset.dueDate"),
        ({"priority": 101}, "changeset.priority"),
        ({"priority": 1.5}, "changeset.priority"),
        ({"priority": "5"}, "changeset.priority"),
        ({"candidateGroups": "board"}, "changeset.candidateGroups"),
        ({"candidateUsers": [1]}, "changeset.candidateUsers.0"),
        ({"name": "x"}, "changeset.name"),
    ],
)
def test_a_wrong_change_names_the_field(quiet: Api, changes: Json, named: str) -> None:
    response = quiet.call("clara", "PATCH", f"{TASKS}/4194304", {"changeset": changes})

    assert set(fields(response)) == {named}


def test_a_task_is_completed_with_the_values_of_its_form(api: Api) -> None:
    key = open_task(api)

    api.do("clara", "POST", f"{TASKS}/{key}/completion", {"variables": {"amount": 500}, "action": "grant"})

    task = api.get("clara", f"{TASKS}/{key}")
    assert (task["state"], task["completedBy"]) == ("COMPLETED", "clara")
    assert task["completionDate"] is not None
    entry = api.history(str(task["processInstanceKey"]))[-1]
    assert cast(Object, entry["command"])["action"] == "grant"
    document = problem(api.call("carl", "POST", f"{TASKS}/{key}/completion"), 409, "wrong-state")
    assert "clara" in str(document["detail"])
    for method, part in (("POST", "assignment"), ("DELETE", "assignee")):
        body: Json = {"assignee": "carl"} if method == "POST" else None
        problem(api.call("carl", method, f"{TASKS}/{key}/{part}", body), 409, "wrong-state")


@pytest.mark.parametrize(
    ("variables", "said"),
    [
        ({}, {"amount": "must be filled in"}),
        ({"amount": "much"}, {"amount": "must be a number"}),
        ({"amount": 1, "extra": 1}, {"extra": "is not a field of this form"}),
        (
            {"remark": 7, "extra": None},
            {"amount": "must be filled in", "remark": "must be text", "extra": "is not a field of this form"},
        ),
    ],
)
def test_each_field_that_does_not_fit_the_form_is_named(quiet: Api, variables: Json, said: Object) -> None:
    key = quiet.task(quiet.start("grant"))

    response = quiet.call("clara", "POST", f"{TASKS}/{key}/completion", {"variables": variables})

    assert fields(response) == said
    assert quiet.get("clara", f"{TASKS}/{key}")["state"] == "CREATED"


def test_a_rule_refuses_with_its_reason_and_the_attempt_is_recorded(api: Api) -> None:
    key = open_task(api)
    instance = str(api.get("clara", f"{TASKS}/{key}")["processInstanceKey"])

    response = api.call("clara", "POST", f"{TASKS}/{key}/completion", {"variables": {"amount": 1001}})

    document = problem(response, 409, "refused-by-rule")
    assert (document["reasonCode"], document["detail"]) == ("AMOUNT_TOO_HIGH", "A clerk grants 1000 at most.")
    entry = api.history(instance)[-1]
    assert (entry["kind"], entry["reasonCode"], entry["effects"]) == ("refuse", "AMOUNT_TOO_HIGH", [])
    assert api.get("clara", f"{TASKS}/{key}")["state"] == "CREATED"


def test_who_may_not_take_a_task_may_not_work_on_it(api: Api) -> None:
    key = api.task(api.start("grant", "eve"))

    # Who started the case sees it, and that there is the task.
    for account in ("eve", "audrey"):
        completion = api.call(account, "POST", f"{TASKS}/{key}/completion", {"variables": {"amount": 1}})
        problem(completion, 403, "forbidden")
        assignment = api.call(account, "POST", f"{TASKS}/{key}/assignment", {"assignee": account})
        problem(assignment, 403, "forbidden")
        problem(api.call(account, "DELETE", f"{TASKS}/{key}/assignee"), 403, "forbidden")
        problem(api.call(account, "PATCH", f"{TASKS}/{key}", {"changeset": {}}), 403, "forbidden")
    problem(api.call("bob", "POST", f"{TASKS}/{key}/completion", {"variables": {}}), 404, "not-found")


def test_numbers_stay_exact_from_the_form_to_the_variable(api: Api) -> None:
    key = open_task(api)
    exact = b'{"variables": {"amount": 0.100000000000000000000000000001}}'

    response = api.call("clara", "POST", f"{TASKS}/{key}/completion", exact)

    assert response.status_code == 204, response.text
    (amount,) = api.found("adam", "/v2/variables/search", name="amount")
    assert amount["value"] == "0.100000000000000000000000000001"


def test_the_form_of_a_task_is_shown_in_the_version_that_its_case_runs_on(api: Api) -> None:
    key = open_task(api)
    newer = diagrams.CHECKED.replace(b"How much", b"How many pounds")
    assert api.deploy("olga", {"grant-checked.form": newer}).status_code == 200

    form = api.get("clara", f"{TASKS}/{key}/form")

    assert (form["formId"], form["version"]) == ("grant-checked", 1)
    assert form["schema"] == diagrams.CHECKED.decode()
    assert form["formKey"] == api.get("clara", f"{TASKS}/{key}")["formKey"]


def test_a_task_without_a_form_has_none(quiet: Api) -> None:
    key = quiet.task(quiet.start("lanes"))

    response = quiet.call("clara", "GET", f"{TASKS}/{key}/form")

    assert (response.status_code, response.content) == (204, b"")


def test_the_variables_of_a_task_are_those_of_the_scopes_around_it(api: Api) -> None:
    instance = api.start("parts", variables={"list": ["a"]})
    key = api.task(instance)
    api.start("letter", variables={"other": 1})

    page = api.post("clara", f"{TASKS}/{key}/variables/search", {"sort": [{"field": "name"}]})

    seen = {str(each["name"]): each["value"] for each in cast(list[Object], page["items"])}
    assert seen["item"] == '"a"'
    assert seen["list"] == '["a"]'
    assert "other" not in seen


def test_an_unknown_task_is_a_404(quiet: Api) -> None:
    for method, part, body in (
        ("GET", "", None),
        ("GET", "/form", None),
        ("PATCH", "", {}),
        ("POST", "/assignment", {"assignee": "clara"}),
        ("DELETE", "/assignee", None),
        ("POST", "/completion", {}),
        ("POST", "/variables/search", {}),
    ):
        response = quiet.call("clara", method, f"{TASKS}/4194305{part}", cast(Json, body))
        problem(response, 404, "not-found")
