"""What never reaches an endpoint: foreign hosts, pages of other sites, bodies without end; and what fails."""

import logging
import sqlite3
from collections.abc import Iterator
from typing import cast

import pytest
from sqlalchemy.exc import OperationalError

from duecourse.commands import instances
from duecourse.errors import DuecourseError
from duecourse.model.json import Json
from duecourse.persistence.session import Session
from tests.api.asking import Api, Object, fields, problem
from tests.api.test_authorisation import operations

ME = "/v2/authentication/me"
CANARY = "canary-7f3a9c"
INSTANCES = "/v2/process-instances"


@pytest.mark.parametrize("host", ["localhost", "localhost:8000", "LOCALHOST", "127.0.0.1:1", "[::1]:8000"])
def test_a_machine_reaches_itself(quiet: Api, host: str) -> None:
    assert quiet.call("eve", "GET", ME, headers={"Host": host}).status_code == 200


@pytest.mark.parametrize(
    "host", ["example.org", "localhost.example.org", "", "127.0.0.2", "[::2]", "[", "::1"]
)
def test_another_host_is_not_answered_for(quiet: Api, host: str) -> None:
    document = problem(quiet.call("eve", "GET", ME, headers={"Host": host}), 400, "invalid-input")

    assert "host" in str(document["detail"])


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://example.org"},
        {"Origin": "null"},
        {"Origin": "http://localhost:9999"},
    ],
)
def test_a_page_of_another_site_changes_nothing(quiet: Api, headers: dict[str, str]) -> None:
    for method, path in operations(quiet):
        response = quiet.call("adam", method, path.format_map(_AnyKey()), {}, headers)
        if method == "GET":
            assert response.status_code != 403, path
        else:
            problem(response, 403, "forbidden")


class _AnyKey(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "17"


@pytest.mark.parametrize(
    "headers", [{"Sec-Fetch-Site": "same-origin"}, {"Sec-Fetch-Site": "none"}, {"Origin": "http://localhost"}]
)
def test_our_own_pages_do_what_their_people_may(quiet: Api, headers: dict[str, str]) -> None:
    assert quiet.call("eve", "POST", "/v2/user-tasks/search", {}, headers).status_code == 200


def test_a_body_is_of_bounded_size_whether_it_says_so_or_not(quiet: Api) -> None:
    largest = quiet.installation.settings.max_upload_bytes

    def parts() -> Iterator[bytes]:
        yield b'{"filter": "'
        for _ in range(largest // 2**16 + 1):
            yield b"x" * 2**16

    headers = {"Authorization": f"Bearer {quiet.tokens['eve']}", "Content-Type": "application/json"}
    told = quiet.client.post("/v2/user-tasks/search", content=b"x" * (largest + 1), headers=headers)
    untold = quiet.client.post("/v2/user-tasks/search", content=parts(), headers=headers)

    problem(told, 413, "too-large")
    problem(untold, 413, "too-large")
    for length in ("-1", "1e3", "x", "٣"):
        sent = {**headers, "Content-Length": length}
        raw = [(name.encode(), value.encode()) for name, value in sent.items()]
        problem(quiet.client.post("/v2/user-tasks/search", content=b"", headers=raw), 400, "invalid-input")


def test_a_nul_is_refused_wherever_it_comes(quiet: Api) -> None:
    bodies: list[Json] = [
        {"name": "a\0b"},
        {"name": "a", "variables": {"x": ["\0"]}},
        {"name": "a", "variables": {"x": {"y\0": 1}}},
    ]
    for body in bodies:
        problem(quiet.call("eve", "POST", "/v2/messages/publication", body), 400, "invalid-input")
    for path in ("/v2/process-instances/1%00/history", "/v2/status?a=%00", "/problems/%00"):
        problem(quiet.call("eve", "GET", path), 400, "invalid-input")


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"{", "line 1"),
        (b'{"a": 1, "a": 2}', "repeated"),
        (b'{"a": NaN}', "NaN"),
        (b"\xff\xfe", "UTF-8"),
        (b'{"a": "\\ud800"}', "surrogate"),
        (b"[" * 100_000, "nesting"),
        (b'{"a": ' + b"9" * 5_000 + b"}", "digits"),
        (b'{"a": -0}', "-0"),
    ],
)
def test_what_is_no_json_is_a_400_that_says_where(quiet: Api, body: bytes, reason: str) -> None:
    document = problem(quiet.call("eve", "POST", INSTANCES, body), 400, "invalid-input")

    assert str(document["detail"]).startswith("the body is not JSON: ")
    assert reason in str(document["detail"])


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "", "application", "json"]
)
def test_a_body_that_is_not_called_json_is_told_so(quiet: Api, kind: str) -> None:
    response = quiet.call("eve", "POST", INSTANCES, b"{}", {"Content-Type": kind})

    assert "application/json" in str(problem(response, 400, "invalid-input")["detail"])


def test_json_may_be_called_by_its_other_names(quiet: Api) -> None:
    for kind in ("application/json; charset=utf-8", "application/merge-patch+json", "Application/JSON"):
        response = quiet.call("eve", "POST", INSTANCES, {}, {"Content-Type": kind})
        assert set(fields(response)) == {"processDefinitionId"}


def test_an_address_that_does_not_exist_and_a_method_that_it_lacks(quiet: Api) -> None:
    for path in ("/", "/v2", "/v2/user-tasks/", "/v3/status", "/v2/user-tasks/1/2/3", "/openapi"):
        assert path in str(problem(quiet.call("eve", "GET", path), 404, "not-found")["detail"])
    response = quiet.call("eve", "PUT", "/v2/user-tasks/search")
    problem(response, 405, "method-not-allowed")
    assert response.headers["Allow"] == "POST"


@pytest.mark.parametrize(
    "key", ["x", "-1", "1.0", "9223372036854775808", "99999999999999999999", "%D9%A3", "1%20", "0x10"]
)
def test_a_key_is_a_string_of_digits(quiet: Api, key: str) -> None:
    assert set(fields(quiet.call("eve", "GET", f"/v2/user-tasks/{key}"))) == {"userTaskKey"}


def test_every_answer_keeps_browsers_from_doing_more_than_show_it(quiet: Api) -> None:
    for path in (ME, "/docs", "/v2/nothing", "/problems/not-found"):
        headers = quiet.call("eve", "GET", path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert headers["Referrer-Policy"] == "no-referrer"
    foreign = quiet.call("eve", "GET", ME, headers={"Host": "example.org"})
    assert foreign.headers["Cache-Control"] == "no-store"


def test_a_mistake_of_ours_says_nothing_of_the_case_and_logs_where_it_is(
    quiet: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*given: object, **named: object) -> None:
        raise ValueError(f"{CANARY}: {given} {named}")

    monkeypatch.setattr(instances, "create", fails)
    body: Json = {"processDefinitionId": "letter", "variables": {"secret": CANARY}}

    document = problem(quiet.call("clara", "POST", INSTANCES, body), 500, "internal-error")

    assert CANARY not in str(document)
    assert CANARY not in caplog.text
    assert "builtins.ValueError in test_gate.fails" in caplog.text


def test_an_error_that_only_we_can_mend_is_logged(
    quiet: Api, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*given: object, **named: object) -> None:
        raise DuecourseError(f"the key of {CANARY} is missing")

    monkeypatch.setattr(instances, "create", fails)

    problem(quiet.call("clara", "POST", INSTANCES, {"processDefinitionId": "letter"}), 500, "internal-error")

    assert "duecourse.errors.DuecourseError in test_gate.fails" in caplog.text
    assert CANARY not in caplog.text


def away(*given: object, **named: object) -> None:
    error = sqlite3.OperationalError("disk I/O error")
    error.sqlite_errorcode = sqlite3.SQLITE_IOERR
    raise OperationalError("SELECT", {"secret": CANARY}, error)


def test_a_database_that_is_away_is_a_503(quiet: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(instances, "create", away)

    response = quiet.call("clara", "POST", INSTANCES, {"processDefinitionId": "letter"})

    assert CANARY not in str(problem(response, 503, "unavailable"))
    assert response.headers["Retry-After"] == "1"


def test_what_is_answered_is_committed(quiet: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patched:
        patched.setattr(Session, "commit", away)
        body: Json = {"processDefinitionId": "letter", "businessId": "uncommitted"}
        problem(quiet.call("clara", "POST", INSTANCES, body), 503, "unavailable")

    assert quiet.found("adam", f"{INSTANCES}/search", businessId="uncommitted") == []


def test_nothing_of_a_case_is_logged_or_said_in_errors(api: Api, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    # What it writes at this level are all the statements, for those who look for a mistake.
    caplog.set_level(logging.WARNING, "sqlalchemy")
    secret: Object = {"applicant": CANARY}
    instance = api.start("grant", variables=secret)
    task = api.task(instance)
    said = []
    for account, method, path, body in (
        ("clara", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": CANARY}}),
        ("clara", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": 1, CANARY: 1}}),
        ("clara", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": 9999}}),
        ("bob", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": 1}}),
        ("bob", "GET", f"/v2/process-instances/{instance}", None),
        ("clara", "POST", f"/v2/process-instances/{instance}/cancellation", None),
        (
            "clara",
            "POST",
            f"/v2/process-instances/{instance}/elements/sign/completion",
            {"variables": secret},
        ),
        ("clara", "POST", INSTANCES, {"processDefinitionId": "letter", "variables": [CANARY]}),
        ("clara", "POST", INSTANCES, {"processDefinitionId": "grant", "variables": {"applicant": [CANARY]}}),
        ("clara", "POST", "/v2/messages/correlation", {"name": "none", "variables": secret}),
    ):
        response = api.call(account, method, path, cast(Json, body))
        assert response.status_code >= 400
        said.append(response.text)
    api.start("choice", variables={"approved": CANARY})
    api.do("clara", "POST", f"/v2/user-tasks/{task}/completion", {"variables": {"amount": 1}})

    # The name of a field that somebody sends comes back to them, nothing else does.
    assert [text for text in said if CANARY in text] == [said[1]]
    assert CANARY not in caplog.text
