"""Deployments: all files or none, and every reason with its place."""

from collections.abc import Mapping
from typing import cast

import pytest

from duecourse.model.json import Json
from duecourse.settings import Settings
from tests.api import diagrams
from tests.api.asking import Api, Object, answered, fields, open_api, problem
from tests.databases import Database

DEPLOYMENTS = "/v2/deployments"
LINT = "/v2/process-definitions/lint"
FORMLESS = diagrams.LETTER
LARGEST = 100_000


def definitions(api: Api) -> list[Object]:
    return api.found("adam", "/v2/process-definitions/search")


def test_what_was_deployed_is_answered_file_by_file(empty: Api) -> None:
    files = {
        "grant.bpmn": diagrams.GRANT,
        "asked.form": diagrams.ASKED,
        "checked.form": diagrams.CHECKED,
    }

    answer = answered(empty.deploy("olga", files, tenantId="<default>", note="first"))

    assert set(answer) == {"deploymentKey", "tenantId", "deployments", "findings"}
    deployed = cast(list[Object], answer["deployments"])
    for each in deployed:
        assert set(each) == {
            "processDefinition",
            "decisionDefinition",
            "decisionRequirements",
            "form",
            "resource",
        }
    kinds = [[name for name, value in each.items() if value is not None] for each in deployed]
    assert kinds == [["processDefinition"], ["form"], ["form"]]
    process = cast(Object, deployed[0]["processDefinition"])
    assert process == {
        "processDefinitionKey": process["processDefinitionKey"],
        "processDefinitionId": "grant",
        "processDefinitionVersion": 1,
        "resourceName": "grant.bpmn",
        "tenantId": "<default>",
    }
    form = cast(Object, deployed[1]["form"])
    assert form == {
        "formKey": form["formKey"],
        "formId": "grant-asked",
        "version": 1,
        "resourceName": "asked.form",
        "tenantId": "<default>",
    }
    (definition,) = definitions(empty)
    assert definition["processDefinitionKey"] == process["processDefinitionKey"]
    assert definition["deploymentKey"] == answer["deploymentKey"]


def test_the_same_again_keeps_its_version_and_other_content_is_the_next(empty: Api) -> None:
    first = answered(empty.deploy("olga", {"letter.bpmn": diagrams.LETTER}))
    again = answered(empty.deploy("olga", {"letter.bpmn": diagrams.LETTER}))
    changed = diagrams.LETTER.replace(b"Post the letter", b"Send the letter")
    answered(empty.deploy("olga", {"letter.bpmn": changed}))

    assert again["deployments"] == first["deployments"]
    versions = {each["version"]: each["isLatestVersion"] for each in definitions(empty)}
    assert versions == {1: False, 2: True}


def test_what_does_not_forbid_a_deployment_is_said_with_it(empty: Api) -> None:
    unnamed = diagrams.LANES.replace(b' name="Work"', b"")

    answer = answered(empty.deploy("olga", {"lanes.bpmn": unnamed}))

    (finding,) = cast(dict[str, list[Object]], answer["findings"])["lanes.bpmn"]
    assert (finding["rule"], finding["severity"], finding["elementId"]) == ("task-unnamed", "WARNING", "work")
    assert isinstance(finding["line"], int)


def test_lint_says_what_a_deployment_would_and_stores_nothing(empty: Api) -> None:
    broken = diagrams.CHOICE.replace(b"=approved", b"=approved and")

    answer = answered(empty.upload("olga", LINT, {"choice.bpmn": broken}))

    (finding, *_) = cast(dict[str, list[Object]], answer["findings"])["choice.bpmn"]
    assert (finding["severity"], finding["elementId"]) == ("ERROR", "which_yes")
    assert definitions(empty) == []


def test_only_process_owners_and_administrators_deploy_and_lint(quiet: Api) -> None:
    for account in ("clara", "audrey", "eve"):
        for path in (DEPLOYMENTS, LINT):
            response = quiet.upload(account, path, {"letter.bpmn": diagrams.LETTER})
            problem(response, 403, "forbidden")
    answered(quiet.upload("adam", LINT, {"letter.bpmn": diagrams.LETTER}))


LETTER = diagrams.LETTER
BAD: Mapping[str, tuple[bytes, str]] = {
    "broken XML": (LETTER.replace(b"</process>", b""), "line"),
    "cut off": (LETTER[: len(LETTER) // 2], "line"),
    "nothing": (b"", "empty"),
    "a DOCTYPE": (
        LETTER.replace(b"<definitions", b'<!DOCTYPE d [<!ENTITY e "x">]>\n<definitions', 1),
        "DOCTYPE",
    ),
    "no process": (b'<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"/>', "process"),
    "an id twice": (
        LETTER.replace(b'id="posted"', b'id="post"'),
        "line 13, post: the id 'post' stands in line 7 too",
    ),
    "a missing target": (LETTER.replace(b'targetRef="posted"', b'targetRef="nowhere"'), "nowhere"),
    "a foreign root": (b"<html><body/></html>", "html"),
    "a wrong encoding": (LETTER.replace(b"UTF-8", b"UTF-16"), "encod"),
    "bytes that its encoding lacks": (LETTER.replace(b"Post the", b"Post \xff\xfe the"), "line"),
    "an unknown encoding": (LETTER.replace(b"UTF-8", b"KLINGON-1"), "encod"),
    "an element that is not understood": (
        LETTER.replace(b'<endEvent id="posted"/>', b'<endEvent id="posted"/><choreographyTask id="odd"/>'),
        "odd",
    ),
    "an unknown group": (
        diagrams.COMPLAINT.replace(b'candidateUsers="clara"', b'candidateGroups="nobodies"'),
        "nobodies",
    ),
    "an unknown form": (diagrams.GRANT, "grant-"),
}


@pytest.mark.parametrize("case", BAD)
def test_a_bad_upload_is_a_400_with_its_reason(quiet: Api, case: str) -> None:
    content, reason = BAD[case]
    other = {"other.bpmn": diagrams.LETTER.replace(b'id="letter"', b'id="other"')}
    if case == "an unknown form":
        content = content.replace(b"grant-asked", b"grant-unknown")

    response = quiet.deploy("olga", {"bad.bpmn": content, **other})

    said = fields(response)
    assert reason in said["bad.bpmn"], said
    assert "other.bpmn" not in said
    assert quiet.found("adam", "/v2/process-definitions/search", processDefinitionId="other") == []


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"{", "line 1"),
        (b"[]", ""),
        (b'{"type": "default", "components": []}', "id"),
        (b'{"type": "default", "id": "f", "components": [{"type": "hologram", "id": "h"}]}', "hologram"),
    ],
)
def test_a_bad_form_is_a_400_with_its_reason(quiet: Api, content: bytes, reason: str) -> None:
    assert reason in fields(quiet.deploy("olga", {"bad.form": content}))["bad.form"]


def test_each_file_is_named_with_all_that_is_wrong_with_it(quiet: Api) -> None:
    said = fields(quiet.deploy("olga", {"a.bpmn": b"<a/>", "b.form": b"{", "c.txt": b"", "d.dmn": b"<d/>"}))

    assert set(said) == {"a.bpmn", "b.form", "c.txt", "d.dmn"}


def test_a_form_with_fields_that_are_no_files_is_a_400(quiet: Api) -> None:
    headers = {"Authorization": f"Bearer {quiet.tokens['olga']}"}
    send = quiet.client.post

    assert fields(send(DEPLOYMENTS, headers=headers)) == {"resources": "is missing"}
    assert set(fields(send(DEPLOYMENTS, headers=headers, data={"resources": "text"}))) == {"resources.0"}
    twice = [("resources", ("a.bpmn", LETTER)), ("resources", ("a.bpmn", LETTER))]
    assert fields(send(DEPLOYMENTS, headers=headers, files=twice)) == {"a.bpmn": "is there twice"}
    rung = (
        b'--x\r\nContent-Disposition: form-data; name="resources"; filename="a\x07.bpmn"\r\n\r\n'
        + LETTER
        + b"\r\n--x--\r\n"
    )
    for body, kind in (
        (rung, "multipart/form-data; boundary=x"),
        (b"no form", "multipart/form-data; boundary=x"),
        (b"--x\r\n", "multipart/form-data; boundary=x"),
        (b"", "multipart/form-data"),
        (LETTER, "text/xml"),
        (b"{}", "application/json"),
    ):
        response = quiet.call("olga", "POST", DEPLOYMENTS, body, {"Content-Type": kind})
        problem(response, 400, "invalid-input")
    assert set(fields(quiet.deploy("olga", {"a.bpmn": LETTER}, tenantId="other"))) == {"tenantId"}
    assert set(fields(quiet.deploy("olga", {"a.bpmn": LETTER}, note="a\0b"))) == {"note"}


def test_a_file_that_is_too_large_is_a_413(database: Database) -> None:
    settings = Settings(database_url=database.url, max_upload_bytes=LARGEST)
    api = open_api(database.sessions, settings)
    padding = b"<!--" + b"x" * LARGEST + b"-->"

    document = problem(api.deploy("olga", {"a.bpmn": diagrams.LETTER + padding}), 413, "too-large")

    assert document["fields"] == cast(
        Json, [{"field": "a.bpmn", "message": f"is longer than {LARGEST} bytes"}]
    )
    sixteen = {f"{n}.bpmn": padding for n in range(17)}
    problem(api.deploy("olga", sixteen), 413, "too-large")
    assert definitions(api) == []
    answered(api.deploy("olga", {"a.bpmn": diagrams.LETTER}))
