"""Element instances: what a case has entered, and the variables that it sees there."""

from typing import Annotated

from fastapi import APIRouter, Path
from pydantic import Field
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import variables
from duecourse.commands.transaction import Transaction
from duecourse.model.states import ElementState
from duecourse.persistence.session import reading
from duecourse.persistence.views.element_instances import SEARCH, ElementInstanceView
from duecourse_api.auth.rights import get_seen, require_administrator, require_case, search_seen
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.schema import (
    TENANT,
    Answer,
    Given,
    Key,
    Moment,
    RequestKey,
    RequestVariables,
    answer,
    as_json,
    showing,
)
from duecourse_api.rest.searching import Filter, Found, Search, Sort, filter_of, found, sort_of

router = APIRouter(prefix="/element-instances", tags=["Element instances"], route_class=ExactRoute)

ElementInstanceKey = Annotated[RequestKey, Path(alias="elementInstanceKey")]


class ElementSearch(Search):
    """Which element instances are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"state": "ACTIVE", "type": "USER_TASK"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class ElementAnswer(Answer):
    """One element instance."""

    element_instance_key: Key
    element_id: str
    element_name: str
    type: str
    state: ElementState
    start_date: Moment
    end_date: Moment | None
    has_incident: bool
    incident_key: Key | None
    element_instance_scope_key: Key | None
    process_instance_key: Key
    root_process_instance_key: Key
    process_definition_key: Key
    process_definition_id: str
    tenant_id: str = TENANT


class VariablesGiven(Given):
    """Variables to set: where they are declared or at the root, or with ``local`` in the element itself."""

    model_config = showing({"variables": {"applicant": "Ann Lee"}, "local": False})

    variables: RequestVariables
    local: bool = False
    operation_reference: int | None = Field(None, description="Taken and not kept.")


@router.post("/search", response_model=Found[ElementAnswer])
def search(caller: CallerDependency, body: ElementSearch | None = None) -> Response:
    """Search element instances.

    **Permission**: any account, within the cases that it may see.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), _element))


@router.get("/{elementInstanceKey}", response_model=ElementAnswer)
def get(caller: CallerDependency, key: ElementInstanceKey) -> Response:
    """Return an element instance.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        return answer(_element(get_seen(session, caller.actor, SEARCH, "element instance", key)))


@router.put("/{elementInstanceKey}/variables", status_code=204)
def set_variables(
    caller: CommanderDependency, request: Request, key: ElementInstanceKey, body: VariablesGiven
) -> Response:
    """Set variables from outside, as a correction.

    **Permission**: members of `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_case(tx.session, tx.actor, key)
        require_administrator(tx.actor)
        variables.set_variables(tx, key, as_json(body.variables), local=body.local)

    return execute(caller, request.url.path, work)


def _element(view: ElementInstanceView) -> ElementAnswer:
    return ElementAnswer(
        element_instance_key=view.key,
        element_id=view.element_id,
        element_name=view.element_name or view.element_id,
        type=view.type,
        state=view.state,
        start_date=view.started_at,
        end_date=view.ended_at,
        has_incident=view.incident_key is not None,
        incident_key=view.incident_key,
        element_instance_scope_key=view.scope_key,
        process_instance_key=view.instance_key,
        root_process_instance_key=view.root_key,
        process_definition_key=view.definition_key,
        process_definition_id=view.process_id,
    )
