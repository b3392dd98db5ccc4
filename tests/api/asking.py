"""Asking the application itself, without a network, in the name of people whose groups are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, TypeAlias, cast

import httpx2
from argon2 import PasswordHasher
from starlette.testclient import TestClient

from duecourse.calendars import Calendar
from duecourse.calendars.england import england
from duecourse.commands import accounts
from duecourse.commands.installation import Installation, perform
from duecourse.commands.passwords import Passwords
from duecourse.commands.transaction import Transaction
from duecourse.model.identity import ADMINISTRATORS, AUDITORS, PROCESS_OWNERS, SYSTEM
from duecourse.model.json import Json, dumps, loads
from duecourse.persistence.session import Sessions
from duecourse.settings import Settings
from duecourse_api.app import create_app
from tests.api import diagrams

Object: TypeAlias = dict[str, Json]

PEOPLE: Final[Mapping[str, tuple[str, ...]]] = {
    "adam": (ADMINISTRATORS,),
    "olga": (PROCESS_OWNERS,),
    "audrey": (AUDITORS,),
    "clara": ("clerks",),
    "carl": ("clerks",),
    "bob": ("board",),
    "eve": (),
}
PASSWORD: Final = "correct horse"
CHEAP: Final = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
CALENDAR: Final[Calendar] = england()


@dataclass(frozen=True)
class Api:
    """The application of an installation; ``tokens`` are the bearer tokens of its people."""

    installation: Installation
    client: TestClient
    tokens: Mapping[str, str]

    def call(
        self,
        account: str | None,
        method: str,
        path: str,
        body: Json | bytes = None,
        headers: Mapping[str, str] | None = None,
    ) -> httpx2.Response:
        """Ask for something in the name of an account, or of nobody; bytes are sent as they are."""
        sent = dict(headers or {})
        if account is not None:
            sent.setdefault("Authorization", f"Bearer {self.tokens[account]}")
        content = body if isinstance(body, bytes) else None
        if body is not None and content is None:
            content = dumps(body).encode()
        if content is not None:
            sent.setdefault("Content-Type", "application/json")
        return self.client.request(method, path, content=content, headers=sent)

    def get(self, account: str | None, path: str) -> Object:
        """Return what is answered with 200."""
        return answered(self.call(account, "GET", path))

    def post(self, account: str | None, path: str, body: Json | bytes = None) -> Object:
        """Return what is answered with 200."""
        return answered(self.call(account, "POST", path, body))

    def do(self, account: str, method: str, path: str, body: Json = None) -> None:
        """Have something done, which is answered with 204."""
        response = self.call(account, method, path, body)
        assert response.status_code == 204, response.text
        assert response.content == b""

    def found(self, account: str, path: str, **filters: Json) -> list[Object]:
        """Return all that a search finds, the first page of it."""
        return cast(list[Object], self.post(account, path, {"filter": filters})["items"])

    def deploy(self, account: str, files: Mapping[str, bytes], **fields: str) -> httpx2.Response:
        """Deploy files."""
        return self.upload(account, "/v2/deployments", files, **fields)

    def upload(self, account: str, path: str, files: Mapping[str, bytes], **fields: str) -> httpx2.Response:
        """Send files as a form with several parts."""
        return self.client.post(
            path,
            files=[("resources", (name, content)) for name, content in files.items()],
            data=fields,
            headers={"Authorization": f"Bearer {self.tokens[account]}"},
        )

    def start(self, process: str, by: str = "clara", **more: Json) -> str:
        """Start a process; return the key of its instance."""
        body: Json = {"processDefinitionId": process, **more}
        return str(self.post(by, "/v2/process-instances", body)["processInstanceKey"])

    def task(self, instance: str, element: str | None = None) -> str:
        """Return the key of the one open task of an instance."""
        within: Object = {"processInstanceKey": instance, "state": "CREATED"}
        if element is not None:
            within["elementId"] = element
        (found,) = self.found("adam", "/v2/user-tasks/search", **within)
        return str(found["userTaskKey"])

    def history(self, instance: str) -> list[Object]:
        """Return the entries of a case."""
        answer = self.get("adam", f"/v2/process-instances/{instance}/history?limit=1000")
        return cast(list[Object], answer["items"])


def answered(response: httpx2.Response) -> Object:
    """Return the JSON of a 200."""
    assert response.status_code == 200, response.text
    assert response.headers["Content-Type"] == "application/json"
    return cast(Object, loads(response.content))


def problem(response: httpx2.Response, status: int, kind: str) -> Object:
    """Return the problem document of an answer of this status and kind."""
    assert response.status_code == status, response.text
    assert response.headers["Content-Type"] == "application/problem+json"
    document = cast(Object, loads(response.content))
    assert document["type"] == f"/problems/{kind}"
    assert document["status"] == status
    assert {"title", "detail", "instance"} <= document.keys()
    return document


def fields(response: httpx2.Response) -> dict[str, str]:
    """Return what a 400 says of each field, its sentences in one."""
    document = problem(response, 400, "invalid-input")
    named: dict[str, str] = {}
    for each in cast(list[Object], document.get("fields", [])):
        field, message = str(each["field"]), str(each["message"])
        named[field] = f"{named[field]}; {message}" if field in named else message
    return named


def install(sessions: Sessions, settings: Settings) -> tuple[Installation, dict[str, str]]:
    """Give an installation its groups and people; return it with a bearer token for each."""
    installation = Installation(settings, sessions, CALENDAR)
    hashed = CHEAP.hash(PASSWORD)

    def work(tx: Transaction) -> dict[str, str]:
        accounts.ensure_built_in_groups(tx.session)
        for name in ("clerks", "board"):
            accounts.create_group(tx.session, name, name.title())
        return {name: _person(tx, name, groups, hashed) for name, groups in PEOPLE.items()}

    return installation, perform(installation, SYSTEM, work)


def _person(tx: Transaction, name: str, groups: tuple[str, ...], hashed: str) -> str:
    now, new_key = tx.installation.system_clock(), tx.installation.new_key
    accounts.create(tx.session, new_key, now, username=name, display_name=name.title(), password_hash=hashed)
    for group in groups:
        accounts.add_to_group(tx.session, name, group)
    return accounts.issue_token(tx.session, new_key, now, username=name, label="tests").text


def open_api(sessions: Sessions, settings: Settings) -> Api:
    """Return the application of a new installation with its people."""
    installation, tokens = install(sessions, settings)
    return serve(installation, tokens)


def serve(installation: Installation, tokens: Mapping[str, str]) -> Api:
    """Return the application of an installation as it is, with what it keeps in memory and nothing else."""
    app = create_app(installation, passwords=Passwords(2, hasher=CHEAP))
    return Api(installation, TestClient(app, base_url="http://localhost"), tokens)


def deploy_all(api: Api) -> Api:
    """Deploy every diagram that the tests have."""
    response = api.deploy("olga", diagrams.FILES)
    assert response.status_code == 200, response.text
    return api
