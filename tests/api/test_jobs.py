"""Jobs: taken by a program, done, failed, changed."""

import time
from typing import cast

from duecourse.model.json import Json
from tests.api.asking import Api, Object, fields, problem

JOBS = "/v2/jobs"
ACTIVATION: Json = {"type": "post", "worker": "printer", "timeout": 60_000, "maxJobsToActivate": 5}


def taken(api: Api, **more: Json) -> list[Object]:
    body: Object = {**cast(Object, ACTIVATION), **more}
    return cast(list[Object], api.post("adam", f"{JOBS}/activation", body)["jobs"])


def job(api: Api, instance: str) -> Object:
    (found,) = api.found("adam", f"{JOBS}/search", processInstanceKey=instance)
    return found


def state(api: Api, instance: str) -> object:
    return api.get("adam", f"/v2/process-instances/{instance}")["state"]


def test_a_job_is_taken_once_and_completed(api: Api) -> None:
    instance = api.start("letter", variables={"to": "Ann", "from": "Bob"}, businessId="L-1")

    (mine,) = taken(api)

    assert mine == {
        "jobKey": mine["jobKey"],
        "type": "post",
        "kind": "BPMN_ELEMENT",
        "listenerEventType": "UNSPECIFIED",
        "worker": "printer",
        "retries": 3,
        "deadline": mine["deadline"],
        "customHeaders": {"urgency": "high"},
        "variables": {"to": "Ann", "from": "Bob"},
        "userTask": None,
        "priority": 0,
        "elementId": "post",
        "elementInstanceKey": mine["elementInstanceKey"],
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": mine["processDefinitionKey"],
        "processDefinitionId": "letter",
        "processDefinitionVersion": 1,
        "businessId": "L-1",
        "tags": [],
        "jobLeaseToken": None,
        "physicalTenantId": "default",
        "tenantId": "<default>",
    }
    assert cast(int, mine["deadline"]) > time.time() * 1000
    assert taken(api) == []
    api.do("adam", "POST", f"{JOBS}/{mine['jobKey']}/completion", {"variables": {"posted": True}})
    assert state(api, instance) == "COMPLETED"
    assert job(api, instance)["state"] == "COMPLETED"
    problem(api.call("adam", "POST", f"{JOBS}/{mine['jobKey']}/completion"), 409, "wrong-state")


def test_jobs_are_found(api: Api) -> None:
    instance = api.start("letter")

    (mine,) = api.found("clara", f"{JOBS}/search", state="CREATED")

    assert api.found("eve", f"{JOBS}/search") == []
    assert mine == {
        "jobKey": mine["jobKey"],
        "type": "post",
        "kind": "BPMN_ELEMENT",
        "listenerEventType": "UNSPECIFIED",
        "state": "CREATED",
        "worker": "",
        "retries": 3,
        "deadline": None,
        "customHeaders": {"urgency": "high"},
        "errorCode": None,
        "errorMessage": None,
        "hasFailedWithRetriesLeft": False,
        "isDenied": None,
        "deniedReason": None,
        "creationTime": mine["creationTime"],
        "endTime": None,
        "lastUpdateTime": mine["creationTime"],
        "priority": 0,
        "elementId": "post",
        "elementInstanceKey": mine["elementInstanceKey"],
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": mine["processDefinitionKey"],
        "processDefinitionId": "letter",
        "businessId": None,
        "tenantId": "<default>",
    }


def test_only_the_variables_that_are_wanted_come_with_a_job(api: Api) -> None:
    api.start("letter", variables={"to": "Ann", "from": "Bob"})

    (mine,) = taken(api, fetchVariable=["to", "unknown"])

    assert mine["variables"] == {"to": "Ann"}


def test_a_job_that_failed_can_be_taken_again_after_its_pause(api: Api) -> None:
    instance = api.start("letter")
    (mine,) = taken(api)
    failure: Json = {"retries": 2, "errorMessage": "no paper", "retryBackOff": 60_000}

    api.do("adam", "POST", f"{JOBS}/{mine['jobKey']}/failure", failure)

    failed = job(api, instance)
    assert (failed["state"], failed["retries"], failed["errorMessage"]) == ("CREATED", 2, "no paper")
    assert failed["hasFailedWithRetriesLeft"] is True
    assert taken(api) == []
    in_two_minutes = (int(time.time()) + 120) * 1000
    api.do("adam", "PUT", "/v2/clock", {"timestamp": in_two_minutes})
    assert [each["jobKey"] for each in taken(api)] == [mine["jobKey"]]


def test_a_job_without_retries_left_is_an_incident(api: Api) -> None:
    instance = api.start("letter")
    (mine,) = taken(api)

    api.do("adam", "POST", f"{JOBS}/{mine['jobKey']}/failure", {"errorMessage": "no paper"})

    assert job(api, instance)["state"] == "FAILED"
    (incident,) = api.found("adam", "/v2/incidents/search", processInstanceKey=instance)
    assert (incident["errorType"], incident["jobKey"]) == ("JOB_NO_RETRIES", mine["jobKey"])
    problem(api.call("adam", "POST", f"{JOBS}/{mine['jobKey']}/completion"), 409, "wrong-state")
    api.do("adam", "POST", f"/v2/incidents/{incident['incidentKey']}/resolution")
    assert [each["jobKey"] for each in taken(api)] == [mine["jobKey"]]


def test_a_job_that_is_an_incident_gets_retries_and_is_resolved(api: Api) -> None:
    instance = api.start("letter")
    (mine,) = taken(api)
    api.do("adam", "POST", f"{JOBS}/{mine['jobKey']}/failure", {"errorMessage": "no paper"})
    (incident,) = api.found("adam", "/v2/incidents/search", processInstanceKey=instance)

    # This is the order in which the clients of Camunda 8 do it.
    api.do("adam", "PATCH", f"{JOBS}/{mine['jobKey']}", {"changeset": {"retries": 5}})
    api.do("adam", "POST", f"/v2/incidents/{incident['incidentKey']}/resolution")

    assert (job(api, instance)["state"], job(api, instance)["retries"]) == ("CREATED", 5)


def test_a_bpmn_error_is_caught_by_the_diagram(api: Api) -> None:
    instance = api.start("letter")
    (mine,) = taken(api)

    api.do("adam", "POST", f"{JOBS}/{mine['jobKey']}/error", {"errorCode": "GONE", "errorMessage": "moved"})

    assert state(api, instance) == "COMPLETED"
    flows = cast(list[Object], api.get("clara", f"/v2/process-instances/{instance}/sequence-flows")["items"])
    assert flows[-1]["elementId"] == "returned_given_up"


def test_retries_and_time_of_a_job_are_changed(api: Api) -> None:
    instance = api.start("letter")
    (mine,) = taken(api)

    api.do("adam", "PATCH", f"{JOBS}/{mine['jobKey']}", {"changeset": {"retries": 9}})
    api.do("adam", "PATCH", f"{JOBS}/{mine['jobKey']}", {"changeset": {"timeout": 3_600_000}})

    assert job(api, instance)["retries"] == 9
    assert taken(api) == []
    api.do("adam", "PATCH", f"{JOBS}/{mine['jobKey']}", {"changeset": {"timeout": 0}})
    assert [each["jobKey"] for each in taken(api)] == [mine["jobKey"]]


def test_each_wrong_field_is_named(quiet: Api) -> None:
    good = cast(Object, ACTIVATION)
    wrong: list[tuple[str, Json, set[str]]] = [
        ("activation", {}, {"type", "timeout", "maxJobsToActivate"}),
        ("activation", {**good, "type": ""}, {"type"}),
        ("activation", {**good, "timeout": 0}, {"timeout"}),
        ("activation", {**good, "timeout": 2**60}, {"timeout"}),
        ("activation", {**good, "maxJobsToActivate": 1001}, {"maxJobsToActivate"}),
        ("activation", {**good, "tenantIds": ["other"]}, {"tenantIds.0"}),
        ("activation", {**good, "withLease": True}, {"withLease"}),
        ("17/completion", {"variables": {"a b": 1}, "result": {}}, {"variables", "result"}),
        ("17/failure", {"retries": -1, "retryBackOff": -1}, {"retries", "retryBackOff"}),
        ("17/failure", {"retries": 2**31}, {"retries"}),
        ("17/error", {}, {"errorCode"}),
        ("17/error", {"errorCode": ""}, {"errorCode"}),
    ]

    for path, body, named in wrong:
        assert set(fields(quiet.call("adam", "POST", f"{JOBS}/{path}", body))) == named, path
    for change, name in (({}, "changeset"), ({"changeset": {"retries": 0}}, "changeset.retries")):
        assert set(fields(quiet.call("adam", "PATCH", f"{JOBS}/17", cast(Json, change)))) == {name}


def test_an_unknown_job_is_a_404(quiet: Api) -> None:
    for method, part, body in (
        ("POST", "/completion", None),
        ("POST", "/failure", None),
        ("POST", "/error", {"errorCode": "A"}),
        ("PATCH", "", {"changeset": {"retries": 1}}),
    ):
        problem(quiet.call("adam", method, f"{JOBS}/4194305{part}", cast(Json, body)), 404, "not-found")
