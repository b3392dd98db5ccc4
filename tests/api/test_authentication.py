"""Who is asking: passwords, tokens, and everything that is neither."""

import base64
from datetime import timedelta
from typing import cast

import pytest

from duecourse.commands import accounts
from duecourse.commands.installation import perform
from duecourse.commands.transaction import Transaction
from duecourse.errors import Unavailable
from duecourse.model.identity import SYSTEM
from duecourse.model.json import Json
from duecourse_api.auth.attempts import MOST, WINDOW_SECONDS, Attempts
from duecourse_api.errors import TooManyRequests
from tests.api.asking import CHEAP, PASSWORD, Api, Object, answered, problem

ME = "/v2/authentication/me"
TOKENS = "/v2/authentication/tokens"


def basic(username: str, password: str = PASSWORD) -> str:
    return "Basic " + base64.b64encode(f"{username}:{password}".encode()).decode()


def token(api: Api, account: str, **more: timedelta) -> str:
    """Issue a token that ends after a time, counted from now."""

    def work(tx: Transaction) -> str:
        now = tx.installation.system_clock()
        ends = {"expires_at": now + more["lasts"]} if "lasts" in more else {}
        issued = accounts.issue_token(
            tx.session, tx.installation.new_key, now, username=account, label="test", **ends
        )
        return issued.text

    return perform(api.installation, SYSTEM, work)


def username(api: Api, authorization: str) -> object:
    return answered(api.call(None, "GET", ME, headers={"Authorization": authorization}))["username"]


def test_a_password_and_a_token_prove_who_somebody_is(api: Api) -> None:
    valid = token(api, "clara", lasts=timedelta(minutes=1))

    assert username(api, basic("clara")) == "clara"
    assert username(api, f"Bearer {valid}") == "clara"
    # Schemes are words without regard to case, and may be followed by more than one space.
    assert username(api, f"bearer   {valid} ") == "clara"
    assert username(api, basic("clara").replace("Basic", "BASIC")) == "clara"


REFUSED = {
    "nothing": None,
    "an empty header": "",
    "a wrong password": basic("clara", "wrong"),
    "an unknown account": basic("nobody"),
    "a disabled account": basic("carl"),
    "the system itself": basic("system"),
    "no password": basic("clara", ""),
    "a password with more behind it": basic("clara", PASSWORD + "\0"),
    "a username in capitals": basic("CLARA"),
    "no username": basic(""),
    "no colon": "Basic " + base64.b64encode(b"clara").decode(),
    "no base64": "Basic ???",
    "base64 of no UTF-8": "Basic " + base64.b64encode(b"\xff\xfe:x").decode(),
    "a scheme alone": "Basic",
    "another scheme": 'Digest username="clara"',
    "no scheme": PASSWORD,
    "garbage": "Bearer garbage",
    "no token": "Bearer",
    "a token as a password": "Bearer " + base64.b64encode(f"clara:{PASSWORD}".encode()).decode(),
    "letters outside ASCII": "Bearer dct_é",
    "more than a header holds": "Bearer " + "x" * 9_000,
    "a long password": basic("clara", "x" * 5_000),
}


@pytest.mark.parametrize("case", REFUSED)
def test_no_proof_is_a_401_that_says_how_to_sign_in(quiet: Api, case: str) -> None:
    perform(quiet.installation, SYSTEM, lambda tx: accounts.set_active(tx.session, "carl", active=False))
    header = REFUSED[case]
    headers = [] if header is None else [(b"Authorization", header.encode("latin-1"))]

    response = quiet.client.get(ME, headers=headers)

    document = problem(response, 401, "unauthenticated")
    challenges = response.headers.get_list("WWW-Authenticate")
    assert [each.split()[0] for each in challenges] == ["Basic", "Bearer"]
    assert PASSWORD not in str(document)


def test_unknown_and_wrong_are_answered_alike(quiet: Api) -> None:
    said = [
        {**problem(quiet.call(None, "GET", ME, headers={"Authorization": each}), 401, "unauthenticated")}
        for each in (basic("clara", "wrong"), basic("nobody", "wrong"))
    ]

    assert said[0] == said[1]


def test_a_token_ends_with_its_time_its_revocation_and_its_account(api: Api) -> None:
    expired = token(api, "clara", lasts=timedelta(seconds=-1))
    issued = answered(api.call(None, "POST", TOKENS, {"label": "mine"}, {"Authorization": basic("clara")}))
    valid = f"Bearer {issued['token']}"

    problem(api.call(None, "GET", ME, headers={"Authorization": f"Bearer {expired}"}), 401, "unauthenticated")
    assert username(api, valid) == "clara"
    api.do("clara", "DELETE", f"{TOKENS}/{issued['tokenKey']}")
    problem(api.call(None, "GET", ME, headers={"Authorization": valid}), 401, "unauthenticated")
    perform(api.installation, SYSTEM, lambda tx: accounts.set_active(tx.session, "clara", active=False))
    problem(api.call("clara", "GET", ME), 401, "unauthenticated")
    problem(api.call(None, "GET", ME, headers={"Authorization": basic("clara")}), 401, "unauthenticated")


def test_a_changed_password_and_changed_groups_count_at_once(api: Api) -> None:
    assert username(api, basic("clara")) == "clara"
    hashed = CHEAP.hash("another horse")

    def change(tx: Transaction) -> None:
        accounts.change_password(tx.session, "clara", hashed)
        accounts.remove_from_group(tx.session, "clara", "clerks")

    perform(api.installation, SYSTEM, change)

    problem(api.call(None, "GET", ME, headers={"Authorization": basic("clara")}), 401, "unauthenticated")
    assert username(api, basic("clara", "another horse")) == "clara"
    assert api.get("clara", ME)["groups"] == []


def test_tokens_are_listed_without_their_texts_and_revoked_by_their_owner(api: Api) -> None:
    headers = {"Authorization": basic("clara")}
    issued = answered(api.call(None, "POST", TOKENS, {"label": "mine", "expiresInSeconds": 60}, headers))

    listed = cast(list[Object], api.get("clara", TOKENS)["items"])

    assert str(issued["token"]).startswith("dct_")
    mine = listed[-1]
    assert mine == {name: value for name, value in issued.items() if name != "token"}
    assert set(mine) == {"tokenKey", "label", "createdAt", "expiresAt", "revokedAt"}
    path = f"{TOKENS}/{mine['tokenKey']}"
    problem(api.call("bob", "DELETE", path), 404, "not-found")
    problem(api.call("audrey", "DELETE", path), 404, "not-found")
    problem(api.call("clara", "DELETE", f"{TOKENS}/17"), 404, "not-found")
    api.do("adam", "DELETE", path)
    assert cast(list[Object], api.get("clara", TOKENS)["items"])[-1]["revokedAt"] is not None


def test_a_token_issues_no_other(quiet: Api) -> None:
    problem(quiet.call("clara", "POST", TOKENS, {"label": "mine"}), 403, "forbidden")


@pytest.mark.parametrize("body", [{}, {"label": ""}, {"label": "a", "expiresInSeconds": 0}, {"label": 1}])
def test_a_wrong_token_is_not_issued(quiet: Api, body: Json) -> None:
    headers = {"Authorization": basic("clara")}

    problem(quiet.call(None, "POST", TOKENS, body, headers), 400, "invalid-input")


def test_nobody_uploads_before_they_have_signed_in(quiet: Api) -> None:
    for body, kind in ((b"{", "application/json"), (b"no form", "multipart/form-data; boundary=x")):
        for path in ("/v2/deployments", "/v2/process-instances"):
            response = quiet.call(None, "POST", path, body, {"Content-Type": kind})
            problem(response, 401, "unauthenticated")


def test_too_many_wrong_passwords_from_one_place_are_a_429(quiet: Api) -> None:
    wrong = {"Authorization": basic("olga", "guess")}
    for _ in range(MOST):
        problem(quiet.call(None, "GET", ME, headers=wrong), 401, "unauthenticated")

    response = quiet.call(None, "GET", ME, headers={"Authorization": basic("olga")})

    problem(response, 429, "too-many-requests")
    assert response.headers["Retry-After"] == "60"
    # A token is no guess, and neither is another account.
    assert quiet.get("olga", ME)["username"] == "olga"
    assert username(quiet, basic("bob")) == "bob"


def test_wrong_passwords_are_forgotten_after_a_minute() -> None:
    now = 0.0
    attempts = Attempts(monotonic=lambda: now)
    for _ in range(MOST):
        attempts.failed("here", "olga")

    with pytest.raises(TooManyRequests):
        attempts.check("here", "olga")
    attempts.check("there", "olga")
    attempts.check("here", "bob")
    now = WINDOW_SECONDS + 0.1
    attempts.check("here", "olga")


def test_counting_wrong_passwords_takes_bounded_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("duecourse_api.auth.attempts.REMEMBERED", 10)
    now = 0.0
    attempts = Attempts(monotonic=lambda: now)
    for number in range(30):
        attempts.failed("here", f"user{number}")
    assert len(attempts._failures) == 10
    now = WINDOW_SECONDS + 0.1
    attempts.failed("here", "olga")
    assert list(attempts._failures) == [("here", "olga")]


def test_a_busy_sign_in_is_told_to_come_back(quiet: Api, monkeypatch: pytest.MonkeyPatch) -> None:
    def busy(*given: object) -> bool:
        raise Unavailable("Too many people are signing in at once; try again in a moment.")

    monkeypatch.setattr("duecourse.commands.passwords.Passwords.matches", busy)

    response = quiet.call(None, "GET", ME, headers={"Authorization": basic("bob")})

    problem(response, 503, "unavailable")
    assert response.headers["Retry-After"] == "1"
