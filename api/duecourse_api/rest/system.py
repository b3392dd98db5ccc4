"""The installation: whether it is well, what it is made of, and its clock."""

from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from typing import Annotated, Final

from fastapi import APIRouter
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import clock
from duecourse.commands.installation import business_now
from duecourse.errors import Unavailable
from duecourse.persistence import migrations
from duecourse.persistence.session import reading
from duecourse_api.auth.rights import require_administrator
from duecourse_api.dependencies import CallerDependency, installation_of
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.schema import Answer, Given, Moment, answer, showing

router = APIRouter(tags=["System"], route_class=ExactRoute)
public = APIRouter(tags=["System"])

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_LATEST_MS: Final = (datetime(9000, 1, 1, tzinfo=UTC) - _EPOCH) // timedelta(milliseconds=1)


class StatusAnswer(Answer):
    """Whether the installation is well."""

    status: str


class Partition(Answer):
    """The one partition that there is."""

    partition_id: int = 1
    role: str = "leader"
    health: str = "healthy"
    state: str = "active"


class Broker(Answer):
    """The process that answers."""

    node_id: int = 0
    broker_id: str = "0"
    host: str
    port: int
    version: str
    partitions: list[Partition]


class TopologyAnswer(Answer):
    """The installation as a cluster of one, which is how clients of Camunda 8 look at it."""

    brokers: list[Broker]
    cluster_id: str | None = None
    cluster_size: int = 1
    partitions_count: int = 1
    replication_factor: int = 1
    gateway_version: str
    last_completed_change_id: str = "-1"
    physical_tenants: list[object] = Field(default_factory=list)


class ClockGiven(Given):
    """The moment at which business time shall stand still, in milliseconds since 1970."""

    model_config = showing({"timestamp": 1_769_790_000_000})

    timestamp: Annotated[int, Field(ge=0, le=_LATEST_MS)]


class ClockAnswer(Answer):
    """Business time, and the time zone in which local days begin."""

    now: Moment
    timezone: str
    movable: bool


@public.get("/status", status_code=204)
def status(request: Request) -> Response:
    """Say whether the installation is well: 204 if it can serve, else 503.

    **Permission**: nobody need sign in.
    """
    check_ready(request)
    return Response(status_code=204)


@router.get("/topology", response_model=TopologyAnswer)
def topology(caller: CallerDependency, request: Request) -> Response:
    """Describe the installation.

    **Permission**: any account.
    """
    release = version("duecourse")
    broker = Broker(
        host=request.url.hostname or "localhost",
        port=request.url.port or 80,
        version=release,
        partitions=[Partition()],
    )
    return answer(TopologyAnswer(brokers=[broker], gateway_version=release))


@router.get("/clock", response_model=ClockAnswer)
def read_clock(caller: CallerDependency) -> Response:
    """Return business time.

    **Permission**: any account.
    """
    installation = caller.installation
    with reading(installation.sessions) as session:
        now = business_now(installation, session)
    settings = installation.settings
    return answer(ClockAnswer(now=now, timezone=str(settings.timezone), movable=settings.clock_movable))


@router.put("/clock", status_code=204)
def pin_clock(caller: CallerDependency, body: ClockGiven) -> Response:
    """Let business time stand still; what is due by then has fired when the answer comes.

    Only where the setting DUECOURSE_CLOCK_MOVABLE allows it.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)
    clock.pin(caller.installation, caller.actor, _EPOCH + timedelta(milliseconds=body.timestamp))
    return Response(status_code=204)


@router.post("/clock/reset", status_code=204)
def reset_clock(caller: CallerDependency) -> Response:
    """Let business time follow the machine's again; what is due has fired when the answer comes.

    **Permission**: members of `administrators`.
    """
    require_administrator(caller.actor)
    clock.reset(caller.installation, caller.actor)
    return Response(status_code=204)


def check_ready(request: Request) -> None:
    """Raise Unavailable unless the database answers and has the newest shape."""
    with reading(installation_of(request).sessions) as session:
        current = migrations.is_current(session.get_bind().engine)
    if not current:
        raise Unavailable("the database has another shape than this version needs: run duecourse db upgrade")
