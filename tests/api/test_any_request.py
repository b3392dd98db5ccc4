"""Whatever is sent, it is answered: never with a mistake of ours, and errors always as a problem document."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias, cast

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duecourse.model.json import Json, loads
from duecourse.persistence import migrations
from duecourse.persistence.session import engine_for, sessions_for
from duecourse.settings import Settings
from tests.api import diagrams
from tests.api.asking import Api, Object, deploy_all, open_api
from tests.databases import BOTH, PostgreSQL

Operation: TypeAlias = tuple[str, str, Json]

MANY: Final = settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
SOME: Final = settings(MANY, max_examples=80)

TEXTS: Final = st.one_of(
    st.text(max_size=20),
    st.sampled_from(
        ["", "\0", "a\0b", "x" * 201, "é" * 3_000, "‮", "\ud800", "%", "_", "\\", "'", '"', "*", "=1", "{}"]
    ),
    st.sampled_from(["0", "-1", "9223372036854775807", "9223372036854775808", "1e3", "null", "true"]),
    st.sampled_from(["2026-01-31", "2026-01-31T09:00:00Z", "0001-01-01T00:00:00+14:00", "9999-12-31", "P1D"]),
    st.sampled_from(
        ["clara", "clerks", "grant", "letter", "choice", "answered", "complaint", "post", "check"]
    ),
)
LEAVES: Final = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**70), 2**70),
    st.sampled_from([0, 1, -1, 2**31 - 1, 2**31, 2**53, 2**63 - 1, 2**63]),
    st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-1000, max_value=1000),
    TEXTS,
)
VALUES: Final = st.recursive(
    LEAVES,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=6,
)


@dataclass(frozen=True)
class World:
    """An installation in use: what can be asked of it, and the keys of what is in it."""

    api: Api
    operations: list[Operation]
    keys: list[str]


@pytest.fixture(scope="module", params=BOTH)
def world(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """Give an installation in use, which a whole run of requests shares."""
    if request.param == "sqlite":
        path = tmp_path_factory.mktemp("any") / "duecourse.db"
        migrated: Path = request.getfixturevalue("migrated_sqlite")
        shutil.copy(migrated, path)
        yield from opened(f"sqlite:///{path}")
        return
    server: PostgreSQL = request.getfixturevalue("postgresql")
    url = server.create()
    migrations.upgrade(url)
    yield from opened(url)
    server.drop(url)


def opened(url: str) -> Iterator[World]:
    engine = engine_for(url, pool_size=5)
    api = deploy_all(open_api(sessions_for(engine), Settings(database_url=url, clock_movable=True)))
    for _ in range(3):
        api.start("grant", variables={"applicant": "Ann"})
        api.start("letter")
        api.start("choice")
        api.start("answer", variables={"reference": "A-1"})
        api.start("parts", variables={"list": [1, 2]})
    yield World(api, operations(api), keys(api))
    engine.dispose()


def operations(api: Api) -> list[Operation]:
    """Return method, path and an example of the body of every operation that takes JSON or nothing."""
    schema = api.get(None, "/openapi.json")
    found: list[Operation] = []
    for path, methods in cast(dict[str, dict[str, Object]], schema["paths"]).items():
        for method, operation in methods.items():
            content = cast(Object, cast(Object, operation.get("requestBody", {})).get("content", {}))
            if "multipart/form-data" not in content:
                example = cast(Object, content.get("application/json", {})).get("example")
                found.append((method.upper(), path, example))
    return found


def keys(api: Api) -> list[str]:
    elements = api.post("adam", "/v2/element-instances/search", {"page": {"limit": 200}})
    found = [str(each["elementInstanceKey"]) for each in cast(list[Object], elements["items"])]
    for path, name in (
        ("/v2/incidents/search", "incidentKey"),
        ("/v2/variables/search", "variableKey"),
        ("/v2/process-definitions/search", "processDefinitionKey"),
    ):
        found += [str(each[name]) for each in api.found("adam", path)]
    return found


def changed(draw: st.DrawFn, value: Json) -> Json:
    """Return a value with parts of it replaced, left out or added."""
    if draw(st.integers(0, 3)) == 0:
        return draw(VALUES)
    if isinstance(value, dict):
        kept = {name: changed(draw, each) for name, each in value.items() if draw(st.integers(0, 5))}
        return kept if draw(st.integers(0, 5)) else {**kept, draw(TEXTS): draw(VALUES)}
    if isinstance(value, list):
        return [changed(draw, each) for each in value]
    return value


def sent(value: Json) -> bytes:
    """Return JSON as text, also what our own text of it refuses: it may hold anything."""
    return json.dumps(value, default=float).encode()


def check(response_status: int, content: bytes, kind: str, asked: str) -> None:
    assert response_status < 500, f"{asked}: {content!r}"
    if response_status >= 400:
        assert kind == "application/problem+json", asked
        document = cast(Object, loads(content))
        assert {"type", "title", "status", "detail", "instance"} <= document.keys()
        assert document["status"] == response_status
    elif kind == "application/json":
        loads(content)


@MANY
@given(data=st.data())
def test_any_request_is_answered(world: World, data: st.DataObject) -> None:
    method, path, example = data.draw(st.sampled_from(world.operations))
    while "{" in path:
        before, _, rest = path.partition("{")
        key = data.draw(
            st.one_of(st.sampled_from(world.keys), st.sampled_from(world.keys), st.text(max_size=5))
        )
        path = f"{before}{quoted(key)}{rest.partition('}')[2]}"
    account = data.draw(st.sampled_from(["adam", "adam", "clara", "audrey", "eve", "olga"]))
    body: bytes | None = None
    if method != "GET":
        body = sent(data.draw(st.composite(changed)(example)))
    elif data.draw(st.booleans()):
        path += "?" + "&".join(
            f"{name}={quoted(data.draw(TEXTS))}"
            for name in ("after", "limit", "x")
            if data.draw(st.booleans())
        )
    headers = {"Idempotency-Key": "k"} if data.draw(st.integers(0, 9)) == 0 else {}

    response = world.api.call(account, method, path, body, headers)

    kind = response.headers.get("Content-Type", "")
    check(response.status_code, response.content, kind, f"{account}: {method} {path} {body!r}")


def quoted(text: str) -> str:
    return "".join(f"%{each:02X}" for each in text.encode(errors="replace"))


@SOME
@given(data=st.data())
def test_any_upload_is_answered(world: World, data: st.DataObject) -> None:
    name, content = data.draw(st.sampled_from(sorted(diagrams.FILES.items())))
    for _ in range(data.draw(st.integers(0, 3))):
        begin = data.draw(st.integers(0, len(content)))
        end = data.draw(st.integers(begin, min(len(content), begin + 40)))
        piece = data.draw(
            st.one_of(
                st.binary(max_size=5),
                st.sampled_from(
                    [b"<", b"&x;", b"]]>", b"<!--", b'"', b"\x00", b"=", b"=1/0", b"\xff", b"id=''"]
                ),
            )
        )
        content = content[:begin] + piece + content[end:]
    path = data.draw(st.sampled_from(["/v2/deployments", "/v2/process-definitions/lint"]))

    response = world.api.upload("olga", path, {name: content})

    kind = response.headers.get("Content-Type", "")
    check(response.status_code, response.content, kind, f"{path} {name} {content!r}")
