"""JSON with exact numbers in requests and answers, for those who have signed in."""

from collections.abc import Callable, Coroutine, Mapping
from typing import Any

from fastapi.routing import APIRoute
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from duecourse.errors import InvalidInput
from duecourse.model.json import Json, JsonError, dumps, loads
from duecourse_api.dependencies import sign_in


class ExactRequest(Request):
    """A request whose JSON keeps integers whole and other numbers as decimals."""

    async def json(self) -> Json:
        """Return the value of the body; raise a 400 that says where it is no JSON."""
        try:
            value = loads(await self.body())
        except JsonError as error:
            # FastAPI replaces the text of any other error by one that tells nothing.
            raise HTTPException(InvalidInput.status, f"the body is not JSON: {error.detail}") from error
        if _holds_nul(value):
            raise HTTPException(InvalidInput.status, "the body holds a NUL character, which cannot be kept")
        return value


class ExactRoute(APIRoute):
    """A route for accounts only, whose requests and answers keep numbers exact.

    Who is asking is found before any of the body is read.
    """

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """Return the handler that FastAPI would use, given our kind of request."""
        handle = super().get_route_handler()

        async def exact(request: Request) -> Response:
            await sign_in(request)
            return await handle(ExactRequest(request.scope, request.receive))

        return exact


class ExactJson(JSONResponse):
    """An answer in JSON, its numbers as they are kept."""

    def render(self, content: object) -> bytes:
        """Return the canonical text."""
        return dumps(content).encode()


def _holds_nul(value: Json) -> bool:
    # No database keeps NUL in text; PostgreSQL would fail, and only once the work is half done.
    if isinstance(value, str):
        return "\0" in value
    if isinstance(value, Mapping):
        return any(_holds_nul(name) or _holds_nul(each) for name, each in value.items())
    return isinstance(value, list) and any(_holds_nul(each) for each in value)
