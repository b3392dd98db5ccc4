"""What a browser could be tricked into: foreign host names and pages; and failures that tell too much."""

import logging
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import Any, Final, TypeAlias
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException

from duecourse.errors import DuecourseError, Forbidden, InvalidInput, TooLarge
from duecourse_api.errors import InternalError, render, where

logger = logging.getLogger(__name__)

Message: TypeAlias = MutableMapping[str, Any]
Scope: TypeAlias = MutableMapping[str, Any]
Receive: TypeAlias = Callable[[], Awaitable[Message]]
Send: TypeAlias = Callable[[Message], Awaitable[None]]
Application: TypeAlias = Callable[[Scope, Receive, Send], Awaitable[None]]

LOOPBACK: Final = frozenset({"localhost", "127.0.0.1", "[::1]"})
"""The names under which a machine reaches itself."""

_SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
_OWN_PAGES: Final = frozenset({"same-origin", "none"})
_UPLOADS: Final = 16
"""How many files of the largest size one multipart body may hold."""

_PRECAUTIONS: Final = {
    # What is shown to one account stays in no cache.
    "Cache-Control": "no-store",
    # A diagram is shown as it was uploaded: whatever stands in it, nothing of it runs.
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}
"""What every answer tells browsers, unless it says otherwise itself."""


class Gate:
    """Lets through only requests for one of our ``hosts``, from our own pages or no page, of bounded size.

    Every answer carries what keeps a browser from doing more with it than show it. What fails inside is
    logged by type and place, never by message, as a message can quote a case.
    """

    def __init__(self, app: Application, hosts: Collection[str], largest_upload: int) -> None:
        self.app = app
        self.hosts = frozenset(name.lower() for name in hosts)
        self.largest_upload = largest_upload

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Check a request, hand it on, and answer what is raised."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        limit = self._limit(Headers(scope=scope))
        refusal = self._refusal(scope, limit)
        if refusal is not None:
            await render(scope["path"], refusal)(scope, receive, _careful(send))
            return
        await self._run(scope, _bounded(receive, limit), _careful(send))

    async def _run(self, scope: Scope, receive: Receive, send: Send) -> None:
        started = False

        async def observed(message: Message) -> None:
            nonlocal started
            started = True
            await send(message)

        try:
            await self.app(scope, receive, observed)
        except Exception as error:  # noqa: BLE001 - the last place that can answer
            logger.error("%s %s failed: %s", scope["method"], _route(scope), where(error))
            if started:
                raise ConnectionError("the answer could not be completed") from None
            detail = "this is a mistake of ours, not yours; the log of the service says where it happened"
            await render(scope["path"], InternalError(detail))(scope, receive, send)

    def _limit(self, headers: Headers) -> int:
        is_upload = headers.get("content-type", "").startswith("multipart/")
        return self.largest_upload * (_UPLOADS if is_upload else 1)

    def _refusal(self, scope: Scope, limit: int) -> DuecourseError | None:
        headers = Headers(scope=scope)
        host = _name(headers.get("host", ""))
        if host not in self.hosts:
            return InvalidInput(f"this service does not answer for the host '{host[:100]}'")
        if scope["method"] not in _SAFE_METHODS and not _from_own_page(headers):
            return Forbidden("a page of another site may not change anything here")
        if "\0" in scope["path"] or b"%00" in scope["query_string"]:
            return InvalidInput("the address holds a NUL character")
        length = headers.get("content-length", "0")
        if not (length.isascii() and length.isdigit()):
            return InvalidInput("the Content-Length is not a number")
        return _too_large(limit) if int(length) > limit else None


def _careful(send: Send) -> Send:
    async def careful(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _PRECAUTIONS.items():
                headers.setdefault(name, value)
        await send(message)

    return careful


def _bounded(receive: Receive, limit: int) -> Receive:
    read = 0

    async def bounded() -> Message:
        nonlocal read
        message = await receive()
        read += len(message.get("body", b""))
        if read > limit:
            # FastAPI hides any other error that is raised while it reads a body.
            raise HTTPException(TooLarge.status, _too_large(limit).detail)
        return message

    return bounded


def _too_large(limit: int) -> TooLarge:
    return TooLarge(f"the body is longer than {limit} bytes")


def _from_own_page(headers: Headers) -> bool:
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site in _OWN_PAGES
    origin = headers.get("origin")
    return origin is None or urlsplit(origin).netloc.lower() == headers.get("host", "").lower()


def _name(host: str) -> str:
    if host.startswith("["):
        return host.partition("]")[0].lower() + "]"
    return host.partition(":")[0].lower()


def _route(scope: Scope) -> str:
    route = scope.get("route")
    return str(getattr(route, "path", "")) or "a path"
