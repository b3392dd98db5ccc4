"""Incidents: found with what they say, and resolved once their cause is mended."""

from tests.api.asking import Api, problem

INCIDENTS = "/v2/incidents"


def test_an_incident_says_what_stopped_and_is_resolved(api: Api) -> None:
    instance = api.start("choice")

    (found,) = api.found("clara", f"{INCIDENTS}/search", state="ACTIVE")

    key = found["incidentKey"]
    assert found == api.get("clara", f"{INCIDENTS}/{key}")
    assert found == {
        "incidentKey": key,
        "errorType": "CONDITION_ERROR",
        "errorMessage": found["errorMessage"],
        "state": "ACTIVE",
        "creationTime": found["creationTime"],
        "resolutionTime": None,
        "elementId": "which",
        "elementInstanceKey": found["elementInstanceKey"],
        "jobKey": None,
        "processInstanceKey": instance,
        "rootProcessInstanceKey": instance,
        "processDefinitionKey": found["processDefinitionKey"],
        "processDefinitionId": "choice",
        "tenantId": "<default>",
    }
    assert "approved" in str(found["errorMessage"])
    assert api.get("clara", f"/v2/process-instances/{instance}")["hasIncident"] is True

    api.do("adam", "PUT", f"/v2/element-instances/{instance}/variables", {"variables": {"approved": True}})
    api.do("adam", "POST", f"{INCIDENTS}/{key}/resolution", {"operationReference": 7})

    resolved = api.get("clara", f"{INCIDENTS}/{key}")
    assert resolved["state"] == "RESOLVED"
    assert resolved["resolutionTime"] is not None
    ended = api.get("clara", f"/v2/process-instances/{instance}")
    assert (ended["state"], ended["hasIncident"]) == ("COMPLETED", False)
    problem(api.call("adam", "POST", f"{INCIDENTS}/{key}/resolution"), 409, "wrong-state")


def test_one_that_fails_again_is_a_new_incident(api: Api) -> None:
    api.start("choice")
    (first,) = api.found("adam", f"{INCIDENTS}/search")

    api.do("adam", "POST", f"{INCIDENTS}/{first['incidentKey']}/resolution")

    states = {
        each["incidentKey"] == first["incidentKey"]: each["state"]
        for each in api.found("adam", f"{INCIDENTS}/search")
    }
    assert states == {True: "RESOLVED", False: "ACTIVE"}


def test_administrators_alone_resolve(api: Api) -> None:
    api.start("choice")
    (found,) = api.found("adam", f"{INCIDENTS}/search")
    path = f"{INCIDENTS}/{found['incidentKey']}/resolution"

    for account in ("clara", "audrey"):
        problem(api.call(account, "POST", path), 403, "forbidden")
    problem(api.call("eve", "POST", path), 404, "not-found")
    problem(api.call("eve", "GET", f"{INCIDENTS}/{found['incidentKey']}"), 404, "not-found")
    problem(api.call("adam", "POST", f"{INCIDENTS}/4194305/resolution"), 404, "not-found")
    problem(api.call("adam", "GET", f"{INCIDENTS}/4194305"), 404, "not-found")
