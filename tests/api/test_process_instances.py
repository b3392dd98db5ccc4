"""Process instances: started, found, cancelled, and their steps completed by element."""

from typing import cast

import pytest

from duecourse.model.json import Json
from tests.api.asking import Api, Object, fields, problem

INSTANCES = "/v2/process-instances"


def test_a_case_is_started_and_found(api: Api) -> None:
    created = api.post(
        "clara",
        INSTANCES,
        {"processDefinitionId": "grant", "variables": {"applicant": "Ann"}, "businessId": "G-1"},
    )

    key = created["processInstanceKey"]
    assert created == {
        "processInstanceKey": key,
        "processDefinitionKey": created["processDefinitionKey"],
        "processDefinitionId": "grant",
        "processDefinitionVersion": 1,
        "businessId": "G-1",
        "variables": {},
        "tags": [],
        "tenantId": "<default>",
    }
    (found,) = api.found("clara", f"{INSTANCES}/search", businessId="G-1")
    assert found == api.get("clara", f"{INSTANCES}/{key}")
    assert found == {
        "processInstanceKey": key,
        "rootProcessInstanceKey": key,
        "parentProcessInstanceKey": None,
        "parentElementInstanceKey": None,
        "processDefinitionKey": created["processDefinitionKey"],
        "processDefinitionId": "grant",
        "processDefinitionName": "The grant",
        "processDefinitionVersion": 1,
        "processDefinitionVersionTag": None,
        "caseKey": key,
        "businessId": "G-1",
        "state": "ACTIVE",
        "stage": "checking",
        "startDate": found["startDate"],
        "endDate": None,
        "suspendedDate": None,
        "startedBy": "clara",
        "hasIncident": False,
        "tags": [],
        "tenantId": "<default>",
    }
    assert str(found["startDate"]).endswith("Z")


def test_a_process_is_named_by_its_id_its_version_or_its_key(api: Api) -> None:
    named: list[Object] = [
        {"processDefinitionId": "letter"},
        {"processDefinitionId": "letter", "processDefinitionVersion": 1},
        {"processDefinitionId": "letter", "processDefinitionVersion": -1},
    ]
    keys = {api.post("clara", INSTANCES, each)["processDefinitionKey"] for each in named}
    (key,) = keys
    assert api.post("clara", INSTANCES, {"processDefinitionKey": key})["processDefinitionId"] == "letter"
    for missing in (
        {"processDefinitionId": "nothing"},
        {"processDefinitionId": "letter", "processDefinitionVersion": 2},
        {"processDefinitionKey": "17"},
    ):
        problem(api.call("clara", "POST", INSTANCES, cast(Json, missing)), 404, "not-found")


WRONG: dict[str, tuple[Json | bytes, set[str]]] = {
    "neither id nor key": ({}, {"processDefinitionId"}),
    "both": ({"processDefinitionId": "letter", "processDefinitionKey": "1"}, {"processDefinitionId"}),
    "a version of a key": (
        {"processDefinitionKey": "1", "processDefinitionVersion": 1},
        {"processDefinitionVersion"},
    ),
    "a key that is a number": ({"processDefinitionKey": 1}, {"processDefinitionKey"}),
    "a key that is too large": ({"processDefinitionKey": "9223372036854775808"}, {"processDefinitionKey"}),
    "a version that is too large": (
        {"processDefinitionId": "letter", "processDefinitionVersion": 2**31},
        {"processDefinitionVersion"},
    ),
    "fields that do not exist": (
        {"processDefinitionId": "letter", "a": 1, "process_definition_key": "1"},
        {"a", "process_definition_key"},
    ),
    "a list of variables": ({"processDefinitionId": "letter", "variables": []}, {"variables"}),
    "a variable that is no name": ({"processDefinitionId": "letter", "variables": {"a b": 1}}, {"variables"}),
    "a variable with a long name": (
        {"processDefinitionId": "letter", "variables": {"a" * 201: 1}},
        {"variables"},
    ),
    "another tenant": ({"processDefinitionId": "letter", "tenantId": "other"}, {"tenantId"}),
    "an act date that is none": (
        {"processDefinitionId": "letter", "actDate": "yesterday"},
        {"actDate"},
    ),
    "what cannot be done": (
        {"processDefinitionId": "letter", "awaitCompletion": True, "startInstructions": [{}], "tags": ["a"]},
        {"awaitCompletion", "startInstructions", "tags"},
    ),
    "a list": ([], {"body"}),
    "no body": (None, {"body"}),
    "no value": (b"null", {"body"}),
}


@pytest.mark.parametrize("case", WRONG)
def test_each_field_that_is_wrong_is_named(quiet: Api, case: str) -> None:
    body, named = WRONG[case]

    assert set(fields(quiet.call("clara", "POST", INSTANCES, body))) == named


def test_the_form_of_the_start_is_kept_to(quiet: Api) -> None:
    body: Json = {"processDefinitionId": "grant", "variables": {"applicant": 7, "more": 1}}

    assert set(fields(quiet.call("clara", "POST", INSTANCES, body))) == {"applicant", "more"}


def test_an_act_date_is_never_later_than_today(api: Api) -> None:
    problem(
        api.call("clara", "POST", INSTANCES, {"processDefinitionId": "letter", "actDate": "9000-01-01"}),
        400,
        "invalid-input",
    )
    key = api.start("letter", actDate="2020-02-29")
    assert [entry["actDate"] for entry in api.history(key)] == ["2020-02-29"]


def test_a_business_id_names_one_case(api: Api) -> None:
    api.start("letter", businessId="L-1")
    body: Json = {"processDefinitionId": "letter", "businessId": "L-1"}

    document = problem(api.call("bob", "POST", INSTANCES, body), 409, "wrong-state")

    assert "L-1" in str(document["detail"])


def test_only_the_groups_of_its_lane_start_a_process(api: Api) -> None:
    for account in ("bob", "eve", "audrey", "olga"):
        response = api.call(account, "POST", INSTANCES, {"processDefinitionId": "lanes"})
        assert "clerks" in str(problem(response, 403, "forbidden")["detail"])
    api.start("lanes", "clara")
    api.start("lanes", "adam")
    api.start("letter", "eve")


def test_the_flows_that_were_taken_are_shown_in_order(api: Api) -> None:
    key = api.start("grant", variables={"applicant": "Ann"})
    api.do("clara", "POST", f"/v2/user-tasks/{api.task(key)}/completion", {"variables": {"amount": 1}})

    flows = cast(list[Object], api.get("clara", f"{INSTANCES}/{key}/sequence-flows")["items"])

    assert [each["elementId"] for each in flows] == ["asked_check", "check_sign"]
    assert flows[0] == {
        "sequenceFlowId": f"{key}_asked_check",
        "elementId": "asked_check",
        "processInstanceKey": key,
        "rootProcessInstanceKey": key,
        "processDefinitionKey": flows[0]["processDefinitionKey"],
        "processDefinitionId": "grant",
        "tenantId": "<default>",
    }


def test_an_administrator_cancels_a_case_and_others_do_not(api: Api) -> None:
    key = api.start("grant")
    path = f"{INSTANCES}/{key}/cancellation"

    problem(api.call("clara", "POST", path), 403, "forbidden")
    problem(api.call("eve", "POST", path), 404, "not-found")
    api.do("adam", "POST", path, {"operationReference": 1})

    instance = api.get("clara", f"{INSTANCES}/{key}")
    assert instance["state"] == "TERMINATED"
    assert instance["endDate"] is not None
    (task,) = api.found("adam", "/v2/user-tasks/search", processInstanceKey=key)
    assert task["state"] == "CANCELED"
    problem(api.call("adam", "POST", path), 409, "wrong-state")


def test_a_step_is_completed_by_its_element(api: Api) -> None:
    key = api.start("grant")
    path = f"{INSTANCES}/{key}/elements/check/completion"

    assert set(fields(api.call("clara", "POST", path, {"variables": {}}))) == {"amount"}
    api.do("clara", "POST", path, {"variables": {"amount": 7}, "actDate": "2020-02-29"})

    entry = api.history(key)[-1]
    assert (entry["kind"], entry["actDate"]) == ("complete_task", "2020-02-29")
    problem(api.call("clara", "POST", path, {"variables": {"amount": 7}}), 409, "wrong-state")


def test_a_step_that_is_not_open_is_refused_for_the_reason_of_its_element(api: Api) -> None:
    key = api.start("grant")
    path = f"{INSTANCES}/{key}/elements/sign/completion"

    document = problem(api.call("bob", "POST", path), 409, "refused-by-rule")

    assert document["reasonCode"] == "NOT_CHECKED_YET"
    assert document["detail"] == "Nobody has checked it yet."
    entry = api.history(key)[-1]
    assert (entry["kind"], entry["reasonCode"]) == ("refuse", "NOT_CHECKED_YET")
    assert cast(Object, entry["actor"])["username"] == "bob"


def test_an_element_that_the_process_lacks_is_a_404(api: Api) -> None:
    key = api.start("grant")

    for element in ("nothing", "a%20b", "%E2%80%A6", "0"):
        path = f"{INSTANCES}/{key}/elements/{element}/completion"
        problem(api.call("clara", "POST", path, {}), 404, "not-found")


def test_the_instances_of_an_element_are_told_apart_by_their_variables(api: Api) -> None:
    key = api.start("parts", variables={"list": ["a", "b"]})
    path = f"{INSTANCES}/{key}/elements/part/completion"

    assert "2 tasks" in str(problem(api.call("clara", "POST", path), 409, "wrong-state")["detail"])
    api.do("clara", "POST", path, {"localVariables": {"item": "b"}})
    api.do("clara", "POST", path)

    assert api.get("clara", f"{INSTANCES}/{key}")["state"] == "COMPLETED"


def test_a_case_of_others_and_an_unknown_one_are_answered_alike(api: Api) -> None:
    key = api.start("grant")
    reads = ("", "/sequence-flows", "/history")
    commands = ("/cancellation", "/elements/check/completion")

    for method, parts in (("GET", reads), ("POST", commands)):
        for part in parts:
            seen = problem(api.call("eve", method, f"{INSTANCES}/{key}{part}"), 404, "not-found")
            unknown = problem(api.call("eve", method, f"{INSTANCES}/4194304{part}"), 404, "not-found")
            assert {**seen, "instance": "", "detail": str(seen["detail"]).replace(key, "…")} == {
                **unknown,
                "instance": "",
                "detail": str(unknown["detail"]).replace("4194304", "…"),
            }
