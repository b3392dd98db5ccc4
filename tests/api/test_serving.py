"""The running service: started, asked, stopped, and several beside each other."""

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import httpx2
import pytest

from duecourse.model.json import Json, dumps
from duecourse.persistence.session import engine_for, sessions_for
from duecourse.settings import Settings
from tests.api import diagrams
from tests.api.asking import deploy_all, open_api
from tests.databases import Database

DUECOURSE: Final = str(Path(sys.executable).with_name("duecourse"))
PATIENCE: Final = 20.0
CANARY: Final = "canary-51ae07"
Installed: TypeAlias = tuple[str, dict[str, str]]

SOON: Final = diagrams.ANSWER.replace(b"P30D", b"PT1S")


@dataclass
class Running:
    """A running service and the tokens of the people of its installation."""

    url: str
    process: "subprocess.Popen[str]"
    tokens: dict[str, str]

    def call(self, account: str, method: str, path: str, body: Json = None) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {self.tokens[account]}", "Content-Type": "application/json"}
        content = None if body is None else dumps(body).encode()
        return httpx2.request(method, self.url + path, content=content, headers=headers, timeout=PATIENCE)

    def start(self, process: str, **more: Json) -> str:
        body: Json = {"processDefinitionId": process, **more}
        response = self.call("clara", "POST", "/v2/process-instances", body)
        assert response.status_code == 200, response.text
        return str(response.json()["processInstanceKey"])

    def state(self, instance: str) -> str:
        return str(self.call("adam", "GET", f"/v2/process-instances/{instance}").json()["state"])


@pytest.fixture
def installed(migrated_sqlite: Path, tmp_path: Path) -> Installed:
    """Give the URL of an installation with people and diagrams, and their tokens."""
    shutil.copy(migrated_sqlite, tmp_path / "served.db")
    return prepared(f"sqlite:///{tmp_path / 'served.db'}")


def prepared(url: str) -> Installed:
    engine = engine_for(url)
    api = deploy_all(open_api(sessions_for(engine), Settings(database_url=url)))
    assert api.deploy("olga", {"answer.bpmn": SOON}).status_code == 200
    engine.dispose()
    return url, dict(api.tokens)


@contextmanager
def process(url: str, *arguments: str, **settings: str) -> Iterator["subprocess.Popen[str]"]:
    """Run a command beside the test; it is killed at the end, if it still runs."""
    ours = {"DUECOURSE_DATABASE_URL": url, "DUECOURSE_WORKER_POLL_SECONDS": "0.1", **settings}
    others = {name: value for name, value in os.environ.items() if not name.startswith("DUECOURSE_")}
    with subprocess.Popen(
        [DUECOURSE, *arguments],
        env={**others, **ours},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as started:
        try:
            yield started
        finally:
            started.kill()


@contextmanager
def serving(installed: Installed, *arguments: str, **settings: str) -> Iterator[Running]:
    url, tokens = installed
    with process(url, "serve", "--port", "0", *arguments, **settings) as started:
        assert started.stdout is not None
        line = started.stdout.readline()
        found = re.fullmatch(
            r"Duecourse serves (http://localhost:\d+) \(the interface: /docs\)\. Ctrl-C stops it\.\n", line
        )
        assert found is not None, line
        yield Running(found[1], started, tokens)


def stop(process: "subprocess.Popen[str]", number: signal.Signals = signal.SIGTERM) -> tuple[int, str, str]:
    """Tell a process to stop; return its status and the rest of what it wrote."""
    process.send_signal(number)
    status = process.wait(timeout=PATIENCE)
    assert process.stdout is not None
    assert process.stderr is not None
    return status, process.stdout.read(), process.stderr.read()


def eventually(holds: Callable[[], bool]) -> bool:
    until = time.monotonic() + PATIENCE
    while not holds():
        if time.monotonic() > until:
            return False
        time.sleep(0.05)
    return True


def test_it_says_where_it_serves_and_stops_when_told(installed: Installed) -> None:
    with serving(installed, "--no-worker", "--name", "cases.example.org") as running:
        asked = {
            host: httpx2.get(f"{running.url}/health/ready", headers={"Host": host}).status_code
            for host in ("localhost", "cases.example.org", "CASES.example.org:443", "example.org")
        }
        assert running.call("clara", "GET", "/v2/authentication/me").json()["username"] == "clara"
        port = running.url.rpartition(":")[2]
        with process(installed[0], "serve", "--port", port) as second:
            refused = second.communicate(timeout=PATIENCE)

        assert stop(running.process, signal.SIGTERM) == (0, "", "")

    assert asked == {
        "localhost": 200,
        "cases.example.org": 200,
        "CASES.example.org:443": 200,
        "example.org": 400,
    }
    assert second.returncode == 1
    taken = f"duecourse: cannot listen on 127.0.0.1, port {port}: Address already in use\n"
    assert refused == ("", taken)


def test_demo_mode_says_so_and_brings_its_accounts(installed: Installed) -> None:
    with serving(installed, "--no-worker", DUECOURSE_DEMO="true") as running:
        auth = ("process_owner", "demo-process_owner")
        me = httpx2.get(f"{running.url}/v2/authentication/me", auth=auth, timeout=PATIENCE).json()
        assert me["groups"] == ["process_owners"]

        status, out, err = stop(running.process, signal.SIGINT)

    assert (status, err) == (0, "")
    assert out == "Demo mode: each group has an account whose password is known. No real case belongs here.\n"


def test_the_worker_inside_fires_what_is_due_and_nothing_of_a_case_is_written(
    installed: Installed,
) -> None:
    with serving(installed) as running:
        instance = running.start("answer", variables={"reference": CANARY})
        running.start("choice", variables={"approved": CANARY})
        running.call("clara", "POST", "/v2/process-instances", {"variables": {"secret": [CANARY]}})

        assert eventually(lambda: running.state(instance) == "COMPLETED")
        status, out, err = stop(running.process)

    assert status == 0
    assert CANARY not in out + err


def test_a_worker_of_its_own_fires_what_a_server_leaves(installed: Installed) -> None:
    with serving(installed, "--no-worker") as running:
        instance = running.start("answer", variables={"reference": "A-1"})
        time.sleep(1.5)
        assert running.state(instance) == "ACTIVE"
        with process(installed[0], "worker") as worker:
            assert worker.stdout is not None
            assert worker.stdout.readline() == "Duecourse works: timers and messages. Ctrl-C stops it.\n"

            assert eventually(lambda: running.state(instance) == "COMPLETED")
            assert stop(worker) == (0, "", "")


@pytest.mark.parametrize("database", ["postgresql"], indirect=True)
def test_two_servers_on_one_database_are_one_installation(database: Database) -> None:
    installed = prepared(database.url)
    with serving(installed) as one, serving(installed, "--no-worker") as other:
        instance = one.start("lanes")
        found = other.call(
            "clara", "POST", "/v2/user-tasks/search", {"filter": {"processInstanceKey": instance}}
        ).json()["items"]
        task = found[0]["userTaskKey"]

        def claim(each: tuple[Running, str]) -> int:
            server, name = each
            body: Json = {"assignee": name, "allowOverride": False}
            return server.call(name, "POST", f"/v2/user-tasks/{task}/assignment", body).status_code

        with ThreadPoolExecutor(2) as threads:
            statuses = list(threads.map(claim, [(one, "clara"), (other, "carl")]))

        assert sorted(statuses) == [204, 409]
        holder = one.call("clara", "GET", f"/v2/user-tasks/{task}").json()["assignee"]
        assert other.call(holder, "POST", f"/v2/user-tasks/{task}/completion", {}).status_code == 204
        assert one.state(instance) == "COMPLETED"
        # What one has begun the worker of the other ends.
        waiting = other.start("answer", variables={"reference": "A-1"})
        assert eventually(lambda: one.state(waiting) == "COMPLETED")
        assert [stop(each.process)[0] for each in (one, other)] == [0, 0]
