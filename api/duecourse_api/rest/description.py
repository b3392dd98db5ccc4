"""The OpenAPI description: our problem documents and ways to sign in, and nothing that we never answer."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi
from fastapi.routing import APIRoute

from duecourse_api.rest.examples import Schemas, example

PROBLEM: Final = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail", "instance"],
    "properties": {
        "type": {"type": "string", "format": "uri-reference", "description": "Leads to a page about it."},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, and what to do."},
        "instance": {"type": "string", "description": "The path that was asked for."},
        "fields": {
            "type": "array",
            "description": "What is wrong, field by field.",
            "items": {
                "type": "object",
                "required": ["field", "message"],
                "properties": {"field": {"type": "string"}, "message": {"type": "string"}},
            },
        },
        "reasonCode": {"type": "string", "description": "The rule of the process that refused this."},
    },
}
SIGN_IN: Final = {
    "basic": {"type": "http", "scheme": "basic"},
    "bearer": {"type": "http", "scheme": "bearer"},
}
_NEEDS_ACCOUNT: Final[list[dict[str, list[str]]]] = [{"basic": []}, {"bearer": []}]
_PUBLIC: Final = ("/health/", "/v2/status")


class DescribedApi(FastAPI):
    """An application that describes itself as it really answers."""

    def openapi(self) -> dict[str, Any]:
        """Return the description, made once."""
        if self.openapi_schema is None:
            self.openapi_schema = _described(self)
        return self.openapi_schema


def operation_id(route: APIRoute) -> str:
    """Return the id of an operation: what it is about, and its verb."""
    return " ".join([*map(str, route.tags), route.name]).lower().replace(" ", "_")


def _described(app: FastAPI) -> dict[str, Any]:
    schema = get_openapi(title=app.title, version=app.version, description=app.description, routes=app.routes)
    components = schema.setdefault("components", {})
    schemas = components.setdefault("schemas", {})
    for name in ("HTTPValidationError", "ValidationError"):
        schemas.pop(name, None)
    schemas["Problem"] = PROBLEM
    components["securitySchemes"] = SIGN_IN
    for path, operations in schema["paths"].items():
        for operation in operations.values():
            # FastAPI's own answer to bad input, which we never give.
            operation["responses"].pop("422", None)
            if not path.startswith(_PUBLIC):
                operation["security"] = _NEEDS_ACCOUNT
            _show_examples(schemas, operation)
    return schema


def _show_examples(schemas: Schemas, operation: Mapping[str, Any]) -> None:
    for content in _contents(operation):
        if "schema" in content and "example" not in content:
            content["example"] = example(schemas, content["schema"])


def _contents(operation: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield what is sent and what is answered, in each of its media types."""
    yield from operation.get("requestBody", {}).get("content", {}).values()
    for response in operation["responses"].values():
        yield from response.get("content", {}).values()
