"""A real server with a database of its own, and REST in the name of its demo accounts."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final, cast

import httpx2

from duecourse.commands.demo import password_of
from duecourse.model.json import Json, dumps, loads

ADMINISTRATOR: Final = "administrator"
TIMEOUT: Final = 60.0
DUECOURSE: Final = str(Path(sys.executable).with_name("duecourse"))


@dataclass(frozen=True, slots=True)
class Answer:
    """What the server answered: the status, and the JSON of the body if there is any."""

    status: int
    body: Json

    @property
    def ok(self) -> bool:
        """Whether what was asked for was done."""
        return self.status < 300

    def get(self, name: str) -> Json:
        """Return a member of the body."""
        return self.body.get(name) if isinstance(self.body, dict) else None


@dataclass
class Server:
    """REST on a running server; each account signs in once and then uses a bearer token."""

    url: str
    client: httpx2.Client
    _tokens: dict[str, str] = field(default_factory=dict)

    def call(self, account: str, method: str, path: str, body: Json = None) -> Answer:
        """Ask for something in the name of an account."""
        headers = {"Authorization": f"Bearer {self._token(account)}"}
        return self._send(method, path, body, headers)

    def items(self, account: str, path: str, request: Json) -> list[dict[str, Json]]:
        """Return everything that a search finds."""
        answer = self.call(account, "POST", path, request)
        if not answer.ok:
            raise AssertionError(f"{path}: {answer}")
        return cast(list[dict[str, Json]], answer.get("items"))

    def move_clock(self, instant: datetime) -> None:
        """Let business time stand still at an instant."""
        timestamp = round(instant.timestamp() * 1000)
        answer = self.call(ADMINISTRATOR, "PUT", "/v2/clock", {"timestamp": timestamp})
        if not answer.ok:
            raise AssertionError(f"the clock could not be moved: {answer}")

    def _token(self, account: str) -> str:
        if account not in self._tokens:
            answer = self._send(
                "POST",
                "/v2/authentication/tokens",
                {"label": "acceptance cases"},
                auth=(account, password_of(account)),
            )
            if not answer.ok:
                raise AssertionError(f"{account} cannot sign in: {answer}")
            self._tokens[account] = str(answer.get("token"))
        return self._tokens[account]

    def _send(
        self,
        method: str,
        path: str,
        body: Json,
        headers: dict[str, str] | None = None,
        auth: tuple[str, str] | None = None,
    ) -> Answer:
        content = None if body is None else dumps(body).encode()
        sent = {**(headers or {}), "Content-Type": "application/json"}
        response = self.client.request(method, path, content=content, headers=sent, auth=auth)
        return Answer(response.status_code, loads(response.content) if response.content else None)


def run(database_url: str, *arguments: str) -> str:
    """Run a command to its end and return what it printed; what it complained of is shown where it fails."""
    done = subprocess.run(
        [DUECOURSE, *arguments], env=environment(database_url), capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise AssertionError(f"duecourse {' '.join(arguments)}: {done.stdout}{done.stderr}")
    return done.stdout


def environment(database_url: str) -> dict[str, str]:
    """Return the environment of an installation whose clock can be moved, with demo accounts."""
    ours = {
        "DUECOURSE_DATABASE_URL": database_url,
        "DUECOURSE_DEMO": "true",
        "DUECOURSE_CLOCK_MOVABLE": "true",
    }
    return {
        **{name: value for name, value in os.environ.items() if not name.startswith("DUECOURSE_")},
        **ours,
    }


def prepare(database_url: str, folder: Path) -> None:
    """Make the database of an installation with a procedure deployed and demo accounts."""
    run(database_url, "db", "upgrade")
    run(database_url, "deploy", str(folder))


@contextmanager
def serving(database_url: str) -> Iterator[Server]:
    """Serve an installation on a free port of this machine until the block ends."""
    process = subprocess.Popen(
        [DUECOURSE, "serve", "--port", "0"], env=environment(database_url), stdout=subprocess.PIPE, text=True
    )
    try:
        url = _address(process)
        with httpx2.Client(base_url=url, timeout=TIMEOUT) as client:
            yield Server(url, client)
    finally:
        process.terminate()
        process.wait(timeout=TIMEOUT)
        if process.stdout is not None:
            process.stdout.close()


def _address(process: "subprocess.Popen[str]") -> str:
    for line in process.stdout or ():
        found = re.search(r"http://\S+:\d+", line)
        if found is not None:
            return found[0]
    raise AssertionError(f"the server ended with status {process.wait()}")
