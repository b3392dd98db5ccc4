"""Element instances and variables: what a case has entered, and what it knows there."""

from decimal import Decimal

from duecourse.model.json import Json
from tests.api.asking import Api, fields, problem

ELEMENTS = "/v2/element-instances"
VARIABLES = "/v2/variables"


def test_the_elements_of_a_case_are_found_and_read(api: Api) -> None:
    instance = api.start("grant")

    found = api.found("clara", f"{ELEMENTS}/search", processInstanceKey=instance)

    assert [(each["elementId"], each["type"], each["state"]) for each in found] == [
        ("grant", "PROCESS", "ACTIVE"),
        ("asked", "START_EVENT", "COMPLETED"),
        ("check", "USER_TASK", "ACTIVE"),
    ]
    (task,) = api.found("clara", f"{ELEMENTS}/search", type="USER_TASK", state="ACTIVE")
    assert task == api.get("clara", f"{ELEMENTS}/{task['elementInstanceKey']}")
    assert task == {
        "elementInstanceKey": task["elementInstanceKey"],
        "elementId": "check",
        "elementName": "Check the application",
        "type": "USER_TASK",
        "state": "ACTIVE",
        "startDate": task["startDate"],
        "endDate": None,
        "hasIncident": False,
        "incidentKey": None,
        "elementInstanceScopeKey": instance,
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": task["processDefinitionKey"],
        "processDefinitionId": "grant",
        "tenantId": "<default>",
    }


def test_variables_are_found_and_read_with_their_json_text(api: Api) -> None:
    value: Json = {"b": [1, Decimal("2.50"), None], "a": "ü"}
    instance = api.start("letter", variables={"data": value})

    (found,) = api.found("clara", f"{VARIABLES}/search", processInstanceKey=instance, name="data")

    assert found == api.get("clara", f"{VARIABLES}/{found['variableKey']}")
    assert found == {
        "variableKey": found["variableKey"],
        "name": "data",
        "value": '{"a":"ü","b":[1,2.50,null]}',
        "scopeKey": instance,
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "isTruncated": False,
        "tenantId": "<default>",
    }


def test_an_administrator_corrects_variables_and_history_says_so(api: Api) -> None:
    instance = api.start("grant", variables={"applicant": "Ann"})
    path = f"{ELEMENTS}/{instance}/variables"

    api.do("adam", "PUT", path, {"variables": {"applicant": "Ann Lee"}, "local": True})

    (found,) = api.found("adam", f"{VARIABLES}/search", processInstanceKey=instance)
    assert found["value"] == '"Ann Lee"'
    assert api.history(instance)[-1]["kind"] == "set_variables"
    for account in ("clara", "audrey"):
        problem(api.call(account, "PUT", path, {"variables": {}}), 403, "forbidden")
    problem(api.call("eve", "PUT", path, {"variables": {}}), 404, "not-found")


def test_a_local_variable_stays_in_its_element(api: Api) -> None:
    task = api.task(api.start("lanes"))

    api.do("adam", "PUT", f"{ELEMENTS}/{task}/variables", {"variables": {"a": 1}, "local": True})
    api.do("adam", "PUT", f"{ELEMENTS}/{task}/variables", {"variables": {"b": 2}})

    scopes = {each["name"]: each["scopeKey"] for each in api.found("adam", f"{VARIABLES}/search")}
    assert scopes["a"] == task
    assert scopes["b"] != task


def test_what_has_ended_takes_no_variables(api: Api) -> None:
    task = api.task(api.start("lanes"))
    api.do("clara", "POST", f"/v2/user-tasks/{task}/completion")

    problem(
        api.call("adam", "PUT", f"{ELEMENTS}/{task}/variables", {"variables": {"a": 1}}), 409, "wrong-state"
    )


def test_wrong_variables_are_named(quiet: Api) -> None:
    path = f"{ELEMENTS}/4194304/variables"
    wrong: list[tuple[Json, str]] = [
        ({}, "variables"),
        ({"variables": None}, "variables"),
        ({"variables": {"1a": 1}}, "variables"),
        ({"variables": {}, "local": "yes"}, "local"),
        ({"variables": {}, "operationReference": "1"}, "operationReference"),
    ]

    for body, named in wrong:
        assert set(fields(quiet.call("adam", "PUT", path, body))) == {named}
    problem(quiet.call("adam", "PUT", path, {"variables": {}}), 404, "not-found")
    problem(quiet.call("adam", "GET", f"{ELEMENTS}/4194304"), 404, "not-found")
    problem(quiet.call("adam", "GET", f"{VARIABLES}/4194304"), 404, "not-found")


def test_values_cannot_be_searched_for(quiet: Api) -> None:
    response = quiet.call("adam", "POST", f"{VARIABLES}/search", {"filter": {"value": "Ann"}})

    assert set(fields(response)) == {"filter.value"}
