"""All of the REST interface: what needs an account, and the little that does not."""

from collections.abc import Mapping
from typing import Any, Final

from fastapi import APIRouter, Depends

from duecourse.errors import (
    DuecourseError,
    Forbidden,
    InvalidInput,
    NotFound,
    Refused,
    TooLarge,
    Unauthenticated,
    Unavailable,
)
from duecourse.model.json import Json
from duecourse_api.dependencies import caller_of
from duecourse_api.errors import MEDIA_TYPE, TooManyRequests
from duecourse_api.rest import (
    authentication,
    definitions,
    deployments,
    elements,
    health,
    history,
    incidents,
    instances,
    jobs,
    messages,
    problems,
    reference,
    system,
    tasks,
    variables,
)
from duecourse_api.rest.exact import ExactJson

BASE = "/v2"


_MEANINGS: Final[Mapping[type[DuecourseError], tuple[str, str]]] = {
    InvalidInput: (
        "Malformed; each field that is wrong is named.",
        "correct these fields: assignee",
    ),
    Unauthenticated: (
        "Not signed in.",
        "sign in with a username and password, or send a bearer token",
    ),
    Forbidden: ("Not allowed.", "only members of administrators may do this"),
    NotFound: ("Not there, or not for you to know of.", "there is no user task 2251799813685251"),
    Refused: (
        "Not in this state, lost a race, or refused by a rule of the process.",
        "A clerk grants 1000 at most.",
    ),
    TooLarge: ("More than this installation takes at once.", "the body is longer than 8388608 bytes"),
    TooManyRequests: (
        "Too many wrong passwords; wait.",
        "too many wrong passwords for this account: wait 60 seconds",
    ),
    Unavailable: (
        "Not possible at the moment.",
        "The database cannot be reached; try again in a moment.",
    ),
}
"""What can go wrong everywhere: what it means, and what its detail may say."""
_MORE: Final[Mapping[type[DuecourseError], dict[str, Json]]] = {
    InvalidInput: {"fields": [{"field": "assignee", "message": "is missing"}]},
    Refused: {"reasonCode": "AMOUNT_TOO_HIGH"},
}


def routers() -> list[APIRouter]:
    """Return the routers of the interface."""
    return [_signed_in(), _public()]


def _signed_in() -> APIRouter:
    """Return what needs an account; the check is here, so that no endpoint can forget it."""
    router = APIRouter(
        prefix=BASE,
        default_response_class=ExactJson,
        dependencies=[Depends(caller_of, scope="function")],
        responses=_problems(),
    )
    for each in (
        deployments,
        definitions,
        instances,
        history,
        elements,
        tasks,
        variables,
        messages,
        jobs,
        incidents,
        authentication,
        system,
    ):
        router.include_router(each.router)
    return router


def _public() -> APIRouter:
    router = APIRouter(default_response_class=ExactJson)
    problems_of_all: dict[int | str, dict[str, Any]] = {
        status: _problems()[status] for status in (InvalidInput.status, Unavailable.status)
    }
    router.include_router(system.public, prefix=BASE, responses=problems_of_all)
    router.include_router(health.router, responses=problems_of_all)
    router.include_router(problems.router)
    router.include_router(reference.router)
    return router


def _problems() -> dict[int | str, dict[str, Any]]:
    return {error.status: _problem(error, *texts) for error, texts in _MEANINGS.items()}


def _problem(error: type[DuecourseError], meaning: str, detail: str) -> dict[str, Any]:
    example: dict[str, Json] = {
        "type": f"/problems/{error.kind}",
        "title": error.title,
        "status": error.status,
        "detail": detail,
        "instance": "/v2/user-tasks/2251799813685251/assignment",
        **_MORE.get(error, {}),
    }
    content = {"schema": {"$ref": "#/components/schemas/Problem"}, "example": example}
    return {"description": meaning, "content": {MEDIA_TYPE: content}}
