"""Process definitions: searched, read, and shown as they were deployed."""

from tests.api import diagrams
from tests.api.asking import Api, Object, problem

SEARCH = "/v2/process-definitions/search"


def definition(api: Api, process: str) -> Object:
    (found,) = api.found("clara", SEARCH, processDefinitionId=process)
    return found


def test_a_definition_is_found_and_read(quiet: Api) -> None:
    found = definition(quiet, "grant")

    assert found == quiet.get("clara", f"/v2/process-definitions/{found['processDefinitionKey']}")
    assert found == {
        "processDefinitionKey": found["processDefinitionKey"],
        "processDefinitionId": "grant",
        "name": "The grant",
        "version": 1,
        "versionTag": None,
        "resourceName": "grant.bpmn",
        "hasStartForm": True,
        "state": "ACTIVE",
        "isLatestVersion": True,
        "deploymentKey": found["deploymentKey"],
        "tenantId": "<default>",
    }
    assert definition(quiet, "letter")["hasStartForm"] is False


def test_the_diagram_is_shown_byte_for_byte(quiet: Api) -> None:
    key = definition(quiet, "grant")["processDefinitionKey"]

    response = quiet.call("eve", "GET", f"/v2/process-definitions/{key}/xml")

    assert response.status_code == 200
    assert response.headers["Content-Type"] == "text/xml"
    assert response.content == diagrams.GRANT
    assert "sandbox" in response.headers["Content-Security-Policy"]


def test_the_start_form_is_shown_as_the_text_of_its_schema(quiet: Api) -> None:
    grant, letter = definition(quiet, "grant"), definition(quiet, "letter")

    form = quiet.get("clara", f"/v2/process-definitions/{grant['processDefinitionKey']}/form")
    none = quiet.call("clara", "GET", f"/v2/process-definitions/{letter['processDefinitionKey']}/form")

    assert form == {
        "formKey": form["formKey"],
        "formId": "grant-asked",
        "version": 1,
        "schema": diagrams.ASKED.decode(),
        "tenantId": "<default>",
    }
    assert (none.status_code, none.content) == (204, b"")


def test_what_is_not_there_is_a_404(quiet: Api) -> None:
    for part in ("", "/xml", "/form"):
        problem(quiet.call("clara", "GET", f"/v2/process-definitions/17{part}"), 404, "not-found")
