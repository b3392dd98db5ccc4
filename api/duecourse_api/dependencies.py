"""What endpoints depend on: the installation, who is asking, and whether they have asked before."""

import hashlib
from dataclasses import dataclass
from typing import Annotated, cast

from fastapi import Depends, Header, Request
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import FormData, UploadFile

from duecourse.commands.installation import Installation
from duecourse.errors import FieldError, InvalidInput
from duecourse.model.identity import Actor
from duecourse_api.auth.credentials import Door, SignedIn, authenticate

LONGEST_IDEMPOTENCY_KEY = 255


@dataclass(frozen=True, slots=True)
class Repeatable:
    """The caller's name for a command, and what that command is; asked again, it is answered as before."""

    key: str
    request_hash: str


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks, of which installation, how they signed in, and under which Idempotency-Key if any."""

    installation: Installation
    actor: Actor
    by_password: bool = False
    repeatable: Repeatable | None = None


def installation_of(request: Request) -> Installation:
    """Return the installation that the application serves."""
    return cast(Installation, request.app.state.installation)


async def sign_in(request: Request) -> SignedIn:
    """Return who is asking, found once for each request; raises Unauthenticated, TooManyRequests.

    Nothing of the body has been read yet when a route asks for this: who is nobody uploads nothing.
    """
    known: SignedIn | None = getattr(request.state, "signed_in", None)
    if known is None:
        state = request.app.state
        address = request.client.host if request.client is not None else ""
        door = Door(installation_of(request), state.passwords, state.attempts, address)
        known = await run_in_threadpool(authenticate, door, request.headers.get("authorization"))
        request.state.signed_in = known
    return known


async def caller_of(request: Request) -> Caller:
    """Return who is asking; raises Unauthenticated."""
    found = await sign_in(request)
    return Caller(installation_of(request), found.actor, found.by_password)


CallerDependency = Annotated[Caller, Depends(caller_of, scope="function")]
"""Who asks a question, or for something that is the same however often it is done."""


async def commander_of(
    request: Request,
    caller: CallerDependency,
    idempotency_key: Annotated[
        str | None,
        Header(
            alias="Idempotency-Key",
            description=(
                "A name for this command, 1 to 255 printable characters: sent again with the same body, it "
                "is done once."
            ),
            examples=["6f1b2c1e-0a52-4f0e-9b8e-3a5d1c7f2b90"],
        ),
    ] = None,
) -> Caller:
    """Return who is asking for a command, with their name for it."""
    if idempotency_key is None:
        return caller
    repeatable = Repeatable(_checked(idempotency_key), await _hash(request))
    return Caller(caller.installation, caller.actor, caller.by_password, repeatable)


CommanderDependency = Annotated[Caller, Depends(commander_of, scope="function")]
"""Who asks for a command, which may be repeated under an Idempotency-Key."""


def _checked(key: str) -> str:
    if not 0 < len(key) <= LONGEST_IDEMPOTENCY_KEY or not key.isprintable():
        message = f"has 1 to {LONGEST_IDEMPOTENCY_KEY} printable characters"
        raise InvalidInput(f"the Idempotency-Key {message}", fields=[FieldError("Idempotency-Key", message)])
    return key


async def _hash(request: Request) -> str:
    """Return what tells this request from another one: method, path, query and body."""
    digest = hashlib.sha256(f"{request.method} {request.url.path}?{request.url.query}\n".encode())
    if request.headers.get("content-type", "").startswith("multipart/"):
        await _add_form(digest, await request.form())
    else:
        digest.update(await request.body())
    return digest.hexdigest()


async def _add_form(digest: "hashlib._Hash", form: FormData) -> None:
    # The boundary between parts differs each time, so it must not count.
    for name, value in form.multi_items():
        content = await value.read() if isinstance(value, UploadFile) else value.encode()
        if isinstance(value, UploadFile):
            await value.seek(0)
            name = f"{name} {value.filename}"
        digest.update(f"{name} {len(content)}\n".encode() + content)
