"""The description of the interface: whole, true, and with an example of everything."""

from collections.abc import Iterator
from typing import cast

import pytest

from duecourse.model.json import Json
from tests.api.asking import Api, Object
from tests.api.test_authorisation import PUBLIC, UPLOADS

KEY = "4194304"


@pytest.fixture(scope="module")
def schema(quiet: Api) -> Object:
    return quiet.get(None, "/openapi.json")


def operations(schema: Object) -> Iterator[tuple[str, str, Object]]:
    for path, methods in cast(dict[str, dict[str, Object]], schema["paths"]).items():
        for method, operation in methods.items():
            yield method.upper(), path, operation


def test_every_endpoint_says_what_permission_it_needs(schema: Object) -> None:
    without = [
        f"{method} {path}"
        for method, path, operation in operations(schema)
        if not str(operation["description"]).partition("**Permission**: ")[2].endswith(".")
    ]

    assert without == []


def test_every_endpoint_says_how_to_sign_in_unless_it_is_public(schema: Object) -> None:
    public = {
        (method, path) for method, path, operation in operations(schema) if not operation.get("security")
    }

    assert public == PUBLIC


def test_operations_are_named_once(schema: Object) -> None:
    names = [str(operation["operationId"]) for _, _, operation in operations(schema)]

    assert len(names) == len(set(names)) == 49
    assert "user_tasks_complete" in names


def test_everything_sent_and_answered_has_an_example(schema: Object) -> None:
    bare = []
    for method, path, operation in operations(schema):
        bodies = cast(dict[str, Object], cast(Object, operation.get("requestBody", {})).get("content", {}))
        answers = [
            content
            for answer in cast(dict[str, Object], operation["responses"]).values()
            for content in cast(dict[str, Object], answer.get("content", {})).values()
        ]
        bare += [f"{method} {path}" for each in [*bodies.values(), *answers] if "example" not in each]

    assert bare == []


def test_what_is_shown_can_be_sent(quiet: Api, schema: Object) -> None:
    """Only what the example names is missing here: it is never a 400."""
    for method, path, operation in operations(schema):
        if "requestBody" not in operation or (method, path) in UPLOADS:
            continue
        content = cast(dict[str, Object], cast(Object, operation["requestBody"])["content"])
        example = content["application/json"]["example"]
        address = path.replace("{elementId}", "check")
        while "{" in address:
            before, _, rest = address.partition("{")
            address = f"{before}{KEY}{rest.partition('}')[2]}"
        response = quiet.call("adam", method, address, example)
        # Letting the clock stand still is not allowed here, and a token issues no other.
        assert response.status_code in (200, 204, 403, 404), f"{method} {path}: {response.text}"


def test_a_key_of_a_command_is_taken_by_commands_alone(schema: Object) -> None:
    repeatable = {
        (method, path)
        for method, path, operation in operations(schema)
        if "Idempotency-Key"
        in {str(each["name"]) for each in cast(list[Object], operation.get("parameters", []))}
    }

    commands = {
        (method, path)
        for method, path, _ in operations(schema)
        if method != "GET" and not path.endswith(("/search", "/lint"))
    }
    # Setting a clock is the same however often it is done; a token's text is kept nowhere.
    once = {("PUT", "/v2/clock"), ("POST", "/v2/clock/reset"), ("POST", "/v2/authentication/tokens")}
    assert repeatable == commands - once


def test_an_answer_has_every_field_that_is_described(quiet: Api, schema: Object) -> None:
    schemas = cast(dict[str, Object], cast(Object, schema["components"])["schemas"])
    answers = {name: each for name, each in schemas.items() if name.endswith("Answer")}

    assert len(answers) > 20
    for name, each in answers.items():
        assert set(cast(list[str], each["required"])) == set(cast(Object, each["properties"])), name


def test_the_answers_of_errors_are_problem_documents(schema: Object) -> None:
    problem: Json = {"$ref": "#/components/schemas/Problem"}
    for method, path, operation in operations(schema):
        responses = cast(dict[str, Object], operation["responses"])
        assert "422" not in responses
        public = (method, path) in PUBLIC
        for status in ("400", "503") if public else ("400", "401", "403", "404", "409", "413", "429", "503"):
            content = cast(dict[str, Object], responses[status]["content"])
            assert content["application/problem+json"]["schema"] == problem
            assert cast(Object, content["application/problem+json"]["example"])["status"] == int(status)
