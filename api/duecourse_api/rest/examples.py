"""Examples for the description of the interface: one small story, told by every field in the same words."""

from collections.abc import Mapping
from typing import Any, Final, TypeAlias

from duecourse.model.json import Json

Schemas: TypeAlias = Mapping[str, Any]

_FILE: Final = "grants.bpmn"
DIAGRAM: Final = '<?xml version="1.0" encoding="UTF-8"?><definitions id="grants">…</definitions>'

_BY_NAME: Final[Mapping[str, Json]] = {
    "accountKey": "2251799809492992",
    "actDate": "2026-01-30",
    "assignee": "clara",
    "authorizedComponents": [],
    "c8Links": {},
    "businessId": "G-2026-017",
    "caseKey": "2251799813685248",
    "candidateGroups": ["clerks"],
    "candidateUsers": ["carl"],
    "clusterId": None,
    "command": {"kind": "complete_task", "element": 3, "variables": {"amount": 500}},
    "completedBy": "clara",
    "completionDate": "2026-01-30T15:04:05.000006Z",
    "correlationKey": "G-2026-017",
    "customHeaders": {"urgency": "high"},
    "deploymentKey": "2251799805298688",
    "description": None,
    "displayName": "Clara Clerk",
    "dueDate": "2026-02-06T23:59:59Z",
    "effects": [{"type": "element_completed", "element": 3}],
    "elementId": "check",
    "elementInstanceKey": "2251799813685251",
    "elementInstanceScopeKey": "2251799813685248",
    "elementName": "Check the application",
    "email": "clara@example.org",
    "endCursor": "W1sidXNlclRhc2tLZXkiXSxbIjIyNTE3OTk4MTM2ODUyNTEiXV0=",
    "endDate": None,
    "endTime": None,
    "errorMessage": "the printer has no paper",
    "errorType": "JOB_NO_RETRIES",
    "expiresAt": "2026-03-01T09:00:00Z",
    "followUpDate": None,
    "formId": "grant-checked",
    "formKey": "2251799805298689",
    "gatewayVersion": "0.1.0",
    "groups": ["clerks"],
    "hasFailedWithRetriesLeft": False,
    "hasIncident": False,
    "hasMoreTotalItems": False,
    "hasStartForm": True,
    "host": "localhost",
    "incidentKey": "2251799813685253",
    "isLatestVersion": True,
    "jobKey": "2251799813685252",
    "label": "case loader",
    "line": 41,
    "message": "has no outgoing flow",
    "messageKey": "2251799818000000",
    "messageName": "answered",
    "messageSubscriptionKey": "2251799813685254",
    "messageSubscriptionType": "PROCESS_EVENT",
    "movable": False,
    "name": "Check the application",
    "note": "the board asked for a second signature",
    "parentElementInstanceKey": None,
    "parentProcessInstanceKey": None,
    "physicalTenants": [],
    "port": 8000,
    "priority": 50,
    "processDefinitionId": "grant",
    "processDefinitionKey": "2251799805298690",
    "processDefinitionName": "Grants",
    "processDefinitionVersion": 1,
    "processDefinitionVersionTag": None,
    "processInstanceKey": "2251799813685248",
    "processName": "Grants",
    "reasonCode": None,
    "resolutionTime": None,
    "resourceName": "grants.bpmn",
    "resources": [DIAGRAM],
    "retries": 3,
    "revokedAt": None,
    "rootProcessInstanceKey": "2251799813685248",
    "roles": [],
    "rule": "dead-end",
    "salesPlanType": None,
    "schema": '{"type":"default","id":"grant-checked","components":[]}',
    "scopeKey": "2251799813685248",
    "semantics": 1,
    "sequence": 2,
    "sequenceFlowId": "2251799813685248_asked_check",
    "severity": "WARNING",
    "stage": "checking",
    "startCursor": "W1sidXNlclRhc2tLZXkiXSxbIjIyNTE3OTk4MTM2ODUyNTEiXV0=",
    "startedBy": "clara",
    "status": "UP",
    "tags": [],
    "timezone": "Europe/London",
    "token": "dct_vPz1…",
    "tokenKey": "2251799809492993",
    "toolProperties": {},
    "totalItems": 1,
    "type": "post-letter",
    "userTaskKey": "2251799813685251",
    "username": "clara",
    "value": '"Ann"',
    "variableKey": "2251799813685249",
    "variables": {"applicant": "Ann"},
    "version": 1,
    "versionTag": None,
    "worker": "printer-1",
}

_DEADLINE_MS: Final = 1769790000000
_IN: Final[Mapping[tuple[str, str], Json]] = {
    ("ActivatedJobAnswer", "deadline"): _DEADLINE_MS,
    ("Broker", "version"): "0.1.0",
    ("DefinitionAnswer", "name"): "Grants",
    ("EntryAnswer", "kind"): "complete_task",
    ("ElementAnswer", "incidentKey"): None,
    ("ElementAnswer", "type"): "USER_TASK",
    ("FlowAnswer", "elementId"): "asked_check",
    ("InstanceCreationAnswer", "variables"): {},
    ("JobAnswer", "deadline"): None,
    ("JobAnswer", "errorMessage"): None,
    ("VariableAnswer", "name"): "applicant",
}
"""Where a name means something else in one schema."""


def example(schemas: Schemas, schema: Mapping[str, Any], owner: str = "", name: str = "") -> Json:
    """Return an example of a schema; ``owner`` is the name of the schema it is part of, ``name`` its own.

    What the schema itself gives comes first, then what its name means everywhere, then what follows from its
    parts. Raises LookupError where nothing does.
    """
    if (owner, name) in _IN:
        return _IN[owner, name]
    if "$ref" in schema:
        found = schema["$ref"].rpartition("/")[2]
        return example(schemas, schemas[found], found)
    for given in (*schema.get("examples", ()), *schema.get("enum", ()), schema.get("const")):
        if given is not None:
            return _json(given)
    if schema.get("default") is not None:
        return _json(schema["default"])
    if name in _BY_NAME:
        return _BY_NAME[name]
    if "example" in schema:
        return _json(schema["example"])
    return _of_parts(schemas, schema, owner, name)


def _of_parts(schemas: Schemas, schema: Mapping[str, Any], owner: str, name: str) -> Json:
    if "anyOf" in schema:
        return example(schemas, schema["anyOf"][0], owner, name)
    if "properties" in schema:
        return {each: example(schemas, part, owner, each) for each, part in schema["properties"].items()}
    if "items" in schema:
        return [example(schemas, schema["items"], owner, name)]
    if isinstance(schema.get("additionalProperties"), Mapping):
        return {_FILE: example(schemas, schema["additionalProperties"], owner, name)}
    if schema.get("type") == "null":
        return None
    raise LookupError(f"there is no example of {name} in {owner}")


def _json(value: Any) -> Json:
    found: Json = value
    return found
