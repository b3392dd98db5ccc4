"""For those who watch the service: does it live, can it serve."""

from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from duecourse_api.rest.schema import answer
from duecourse_api.rest.system import StatusAnswer, check_ready

router = APIRouter(prefix="/health", tags=["Health"])


@router.get("/live", response_model=StatusAnswer)
async def live() -> Response:
    """Say that the process answers.

    **Permission**: nobody need sign in.
    """
    return answer(StatusAnswer(status="UP"))


@router.get("/ready", response_model=StatusAnswer)
def ready(request: Request) -> Response:
    """Say that the database answers and has the newest shape; else 503.

    **Permission**: nobody need sign in.
    """
    check_ready(request)
    return answer(StatusAnswer(status="UP"))
