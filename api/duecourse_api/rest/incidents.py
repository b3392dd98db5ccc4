"""Incidents: what stopped, and trying it again."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import incidents
from duecourse.commands.transaction import Transaction
from duecourse.model.states import IncidentState
from duecourse.persistence.session import reading
from duecourse.persistence.views.incidents import SEARCH, IncidentView
from duecourse_api.auth.rights import get_seen, require_administrator, require_case, search_seen
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.schema import TENANT, Answer, Given, Key, Moment, RequestKey, answer, showing
from duecourse_api.rest.searching import Filter, Found, Search, Sort, filter_of, found, sort_of

router = APIRouter(prefix="/incidents", tags=["Incidents"], route_class=ExactRoute)

IncidentKey = Annotated[RequestKey, Path(alias="incidentKey")]


class IncidentSearch(Search):
    """Which incidents are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"state": "ACTIVE"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class IncidentAnswer(Answer):
    """One incident."""

    incident_key: Key
    error_type: str
    error_message: str
    state: IncidentState
    creation_time: Moment
    resolution_time: Moment | None
    element_id: str
    element_instance_key: Key
    job_key: Key | None
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    tenant_id: str = TENANT


class IncidentResolution(Given):
    """What a resolution may carry."""

    model_config = showing({"operationReference": 17})

    operation_reference: int | None = Field(None, description="Taken and not kept.")


@router.post("/search", response_model=Found[IncidentAnswer])
def search(caller: CallerDependency, body: IncidentSearch | None = None) -> Response:
    """Search incidents.

    **Permission**: any account, within the cases that it may see.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), _incident))


@router.get("/{incidentKey}", response_model=IncidentAnswer)
def get(caller: CallerDependency, key: IncidentKey) -> Response:
    """Return an incident.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        return answer(_incident(get_seen(session, caller.actor, SEARCH, "incident", key)))


@router.post("/{incidentKey}/resolution", status_code=204)
def resolve(
    caller: CommanderDependency, request: Request, key: IncidentKey, body: IncidentResolution | None = None
) -> Response:
    """Try again what an incident stopped, once its cause is mended.

    **Permission**: members of `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_case(tx.session, tx.actor, key)
        require_administrator(tx.actor)
        incidents.resolve(tx, key)

    return execute(caller, request.url.path, work)


def _incident(view: IncidentView) -> IncidentAnswer:
    return IncidentAnswer(
        incident_key=view.key,
        error_type=view.type,
        error_message=view.message,
        state=view.state,
        creation_time=view.created_at,
        resolution_time=view.resolved_at,
        element_id=view.element_id,
        element_instance_key=view.element_instance_key,
        job_key=view.job_key,
        process_instance_key=view.instance_key,
        root_process_instance_key=view.root_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
    )
