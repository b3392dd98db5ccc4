"""Idempotency-Key: a command that is sent again is done once and answered as before."""

from concurrent.futures import ThreadPoolExecutor
from typing import cast

import httpx2
import pytest

from duecourse.model.json import Json
from tests.api import diagrams
from tests.api.asking import Api, Object, answered, fields, problem

INSTANCES = "/v2/process-instances"
LETTER: Json = {"processDefinitionId": "letter"}
AT_ONCE = 8


def send(api: Api, key: str, path: str, body: Json = None, account: str = "clara") -> httpx2.Response:
    return api.call(account, "POST", path, body, {"Idempotency-Key": key})


def started(api: Api) -> int:
    page = api.post("adam", f"{INSTANCES}/search")["page"]
    return cast(int, cast(Object, page)["totalItems"])


def test_the_same_key_and_body_are_done_once_and_answered_alike(api: Api) -> None:
    first, again = (send(api, "k", INSTANCES, LETTER) for _ in range(2))

    assert answered(first) == answered(again)
    assert started(api) == 1
    problem(send(api, "k2", INSTANCES, {}), 400, "invalid-input")
    assert answered(send(api, "k3", INSTANCES, LETTER)) != answered(first)
    assert started(api) == 2


def test_an_answer_without_content_is_repeated_too(api: Api) -> None:
    task = api.task(api.start("grant"))
    path = f"/v2/user-tasks/{task}/completion"

    for _ in range(3):
        response = send(api, "k", path, {"variables": {"amount": 1}})
        assert (response.status_code, response.content) == (204, b"")

    problem(send(api, "other", path, {"variables": {"amount": 1}}), 409, "wrong-state")


def test_the_same_key_for_something_else_is_a_409(api: Api) -> None:
    instance = str(answered(send(api, "k", INSTANCES, LETTER))["processInstanceKey"])

    for path, body in (
        (INSTANCES, {"processDefinitionId": "choice"}),
        (INSTANCES, {"processDefinitionId": "letter", "variables": {}}),
        ("/v2/messages/publication", {"name": "answered"}),
        (f"{INSTANCES}/{instance}/cancellation", None),
    ):
        account = "adam" if body is None else "clara"
        if account == "clara":
            problem(send(api, "k", path, cast(Json, body)), 409, "idempotency-key-reused")
        else:
            # A key is its account's own.
            assert send(api, "k", path, None, account).status_code == 204
    assert started(api) == 1


def test_a_refusal_is_kept_too(api: Api) -> None:
    instance = api.start("grant")
    path = f"/v2/user-tasks/{api.task(instance)}/completion"

    first, again = (send(api, "k", path, {"variables": {"amount": 9_999}}) for _ in range(2))

    assert problem(first, 409, "refused-by-rule") == problem(again, 409, "refused-by-rule")
    assert [entry["kind"] for entry in api.history(instance)] == ["create", "refuse"]


def test_what_failed_for_another_reason_may_be_tried_again_under_its_key(api: Api) -> None:
    body: Json = {"name": "answered", "correlationKey": "A-1"}
    problem(send(api, "k", "/v2/messages/correlation", body), 404, "not-found")

    instance = api.start("answer", variables={"reference": "A-1"})
    again = [answered(send(api, "k", "/v2/messages/correlation", body)) for _ in range(2)]

    assert [each["processInstanceKey"] for each in again] == [instance, instance]


def test_an_upload_is_the_same_whatever_separates_its_parts(empty: Api) -> None:
    headers = {"Authorization": f"Bearer {empty.tokens['olga']}", "Idempotency-Key": "k"}

    def deploy(content: bytes, boundary: str) -> httpx2.Response:
        about = 'Content-Disposition: form-data; name="resources"; filename="letter.bpmn"'
        body = f"--{boundary}\r\n{about}\r\n\r\n{content.decode()}\r\n--{boundary}--\r\n"
        sent = {**headers, "Content-Type": f"multipart/form-data; boundary={boundary}"}
        return empty.client.post("/v2/deployments", content=body.encode(), headers=sent)

    first, again = deploy(diagrams.LETTER, "one"), deploy(diagrams.LETTER, "two")

    assert answered(first) == answered(again)
    problem(deploy(diagrams.LETTER + b" ", "one"), 409, "idempotency-key-reused")


@pytest.mark.parametrize("key", ["", "x" * 256, "a\tb", "\x7f"])
def test_a_key_has_printable_characters(quiet: Api, key: str) -> None:
    assert set(fields(send(quiet, key, INSTANCES, LETTER))) == {"Idempotency-Key"}


def test_duplicates_at_once_have_one_effect_and_one_answer(api: Api) -> None:
    def once(number: int) -> httpx2.Response:
        return send(api, "k", INSTANCES, {"processDefinitionId": "grant", "businessId": "G-1"})

    with ThreadPoolExecutor(AT_ONCE) as threads:
        responses = list(threads.map(once, range(AT_ONCE)))

    answers = [answered(each) for each in responses]
    assert all(each == answers[0] for each in answers)
    assert started(api) == 1
    assert len(api.history(str(answers[0]["processInstanceKey"]))) == 1


def test_duplicates_of_a_completion_at_once_are_all_told_that_it_is_done(api: Api) -> None:
    instance = api.start("grant")
    path = f"/v2/user-tasks/{api.task(instance)}/completion"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        responses = list(
            threads.map(lambda _: send(api, "k", path, {"variables": {"amount": 1}}), range(AT_ONCE))
        )

    assert [each.status_code for each in responses] == [204] * AT_ONCE
    assert [entry["kind"] for entry in api.history(instance)] == ["create", "complete_task"]


def test_refused_duplicates_at_once_are_one_attempt(api: Api) -> None:
    instance = api.start("grant")
    path = f"/v2/user-tasks/{api.task(instance)}/completion"

    with ThreadPoolExecutor(AT_ONCE) as threads:
        responses = list(
            threads.map(lambda _: send(api, "k", path, {"variables": {"amount": 9_999}}), range(AT_ONCE))
        )

    assert {str(problem(each, 409, "refused-by-rule")["reasonCode"]) for each in responses} == {
        "AMOUNT_TOO_HIGH"
    }
    assert len(api.history(instance)) == 2
