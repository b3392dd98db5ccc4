"""Errors as problem+json (RFC 9457): every answer that is no success has this shape."""

import logging
import traceback
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from pathlib import PurePath
from typing import Final

from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from duecourse.errors import (
    Conflict,
    DuecourseError,
    FieldError,
    Forbidden,
    InvalidInput,
    NotFound,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from duecourse.model.json import Json, dumps

logger = logging.getLogger(__name__)

MEDIA_TYPE: Final = "application/problem+json"

CHALLENGES: Final = ('Basic realm="Duecourse", charset="UTF-8"', 'Bearer realm="Duecourse"')
"""What a 401 offers (RFC 9110, section 11.6.1)."""


RETRY_AFTER_SECONDS: Final[Mapping[int, int]] = {
    HTTPStatus.TOO_MANY_REQUESTS: 60,
    HTTPStatus.SERVICE_UNAVAILABLE: 1,
}
"""After how long it may be worth while to try again (RFC 9110, section 10.2.3)."""


class TooManyRequests(DuecourseError):
    """Too many attempts came in too short a time; wait before the next."""

    status = 429
    kind = "too-many-requests"


class KeyReused(Conflict):
    """This Idempotency-Key belongs to another request."""

    kind = "idempotency-key-reused"


class MethodNotAllowed(DuecourseError):
    """The resource does not take this method."""

    status = 405
    kind = "method-not-allowed"


class InternalError(DuecourseError):
    """Something is wrong inside the service; nothing was changed."""

    status = 500
    kind = "internal-error"


_BY_STATUS: Final[Mapping[int, type[DuecourseError]]] = {
    error.status: error
    for error in (
        InvalidInput,
        Unauthenticated,
        Forbidden,
        NotFound,
        MethodNotAllowed,
        TooLarge,
        TooManyRequests,
        Unavailable,
    )
}


def render(instance: str, error: DuecourseError, headers: Mapping[str, str] | None = None) -> Response:
    """Return the problem document of an error; ``instance`` is the path that was asked for."""
    content: dict[str, Json] = {
        "type": f"/problems/{error.kind}",
        "title": error.title,
        "status": error.status,
        "detail": error.detail or error.title,
        "instance": instance,
    }
    if error.fields:
        content["fields"] = [{"field": each.field, "message": each.message} for each in error.fields]
    if error.reason_code is not None:
        content["reasonCode"] = error.reason_code
    response = Response(dumps(content), error.status, headers, MEDIA_TYPE)
    if error.status == HTTPStatus.UNAUTHORIZED:
        for challenge in CHALLENGES:
            response.headers.append("WWW-Authenticate", challenge)
    if error.status in RETRY_AFTER_SECONDS:
        response.headers["Retry-After"] = str(RETRY_AFTER_SECONDS[error.status])
    return response


def where(error: BaseException) -> str:
    """Return the type of an error and the places it came through, without any value."""
    frames = traceback.extract_tb(error.__traceback__)
    places = " < ".join(
        f"{PurePath(each.filename).stem}.{each.name}:{each.lineno}" for each in reversed(frames[-8:])
    )
    return f"{type(error).__module__}.{type(error).__qualname__} in {places}"


async def on_error(request: Request, error: Exception) -> Response:
    """Answer an error that the engine or the service raised; one that nobody outside can mend is logged."""
    if not isinstance(error, DuecourseError):
        raise error
    if error.status == HTTPStatus.INTERNAL_SERVER_ERROR:
        logger.error("a request failed: %s", where(error))
    return render(request.url.path, error)


async def on_http_exception(request: Request, error: Exception) -> Response:
    """Answer what the framework raised: an unknown path, a wrong method, a body that cannot be read."""
    if not isinstance(error, HTTPException):
        raise error
    shape = _BY_STATUS.get(error.status_code)
    if shape is None:
        shape = InvalidInput if error.status_code < HTTPStatus.INTERNAL_SERVER_ERROR else InternalError
    detail = f"there is nothing at {request.url.path}" if shape is NotFound else error.detail
    return render(request.url.path, shape(detail), error.headers)


async def on_invalid_request(request: Request, error: Exception) -> Response:
    """Answer a request that does not fit its schema: 400, naming each field."""
    if not isinstance(error, RequestValidationError):
        raise error
    fields = invalid_fields(error.errors())
    if fields == (FieldError("body", "is not a JSON object"),) and not _is_json(request):
        return render(request.url.path, InvalidInput("send the body with Content-Type: application/json"))
    named = ", ".join(dict.fromkeys(each.field for each in fields))
    return render(request.url.path, InvalidInput(f"correct these fields: {named}", fields=fields))


def invalid_fields(errors: Sequence[Mapping[str, object]]) -> tuple[FieldError, ...]:
    """Return pydantic's errors as field errors, each field by its path in the request."""
    return tuple(dict.fromkeys(FieldError(_path(each), _message(each)) for each in errors))


_MESSAGES: Final = {
    "missing": "is missing",
    "extra_forbidden": "is not a field of this request",
    "dict_type": "is not a JSON object",
    "dict_attributes_type": "is not a JSON object",
    "model_type": "is not a JSON object",
    "model_attributes_type": "is not a JSON object",
    "list_type": "is not a list",
    "string_type": "is not a text",
    "int_type": "is not a whole number",
    "bool_type": "is neither true nor false",
}


def _message(error: Mapping[str, object]) -> str:
    kind = str(error["type"])
    text = _MESSAGES.get(kind, str(error["msg"]))
    return text.removeprefix("Value error, ")


def _path(error: Mapping[str, object]) -> str:
    location = error["loc"]
    parts = [str(part) for part in location] if isinstance(location, tuple) else []
    return ".".join(parts[1:]) or (parts[0] if parts else "body")


def _is_json(request: Request) -> bool:
    media_type = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    return media_type == "application/json" or media_type.endswith("+json")
