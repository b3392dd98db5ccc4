"""Process instances: started, found, cancelled, and their steps completed by element."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.requests import Request
from starlette.responses import Response

from duecourse.commands import instances, tasks
from duecourse.commands.transaction import Transaction
from duecourse.errors import FieldError, InvalidInput
from duecourse.persistence.session import reading
from duecourse.persistence.views.process_instances import SEARCH
from duecourse.queries import sequence_flows
from duecourse_api.auth.rights import (
    get_seen,
    require_administrator,
    require_case,
    require_participant,
    require_start,
    search_seen,
)
from duecourse_api.dependencies import CallerDependency, CommanderDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.execution import execute
from duecourse_api.rest.instance_schemas import (
    LATEST,
    ElementCompletion,
    FlowAnswer,
    FlowsAnswer,
    InstanceAnswer,
    InstanceCancellation,
    InstanceCreation,
    InstanceCreationAnswer,
    InstanceSearch,
    instance_answer,
)
from duecourse_api.rest.schema import RequestKey, answer, as_json
from duecourse_api.rest.searching import Found, found

router = APIRouter(prefix="/process-instances", tags=["Process instances"], route_class=ExactRoute)

InstanceKey = Annotated[RequestKey, Path(alias="processInstanceKey")]
ElementId = Annotated[str, Path(alias="elementId", description="The id of the element in the diagram.")]


@router.post("", response_model=InstanceCreationAnswer)
def create(caller: CommanderDependency, request: Request, body: InstanceCreation) -> Response:
    """Start a process. The variables must fit the form of its start event, if it has one.

    **Permission**: where the start event lies in a lane, the groups of that lane and `administrators`; else
    any account.
    """
    if (body.process_definition_id is None) == (body.process_definition_key is None):
        message = "give either processDefinitionId or processDefinitionKey"
        raise InvalidInput(message, fields=[FieldError("processDefinitionId", message)])
    version = None if body.process_definition_version == LATEST else body.process_definition_version
    if version is not None and body.process_definition_id is None:
        message = "goes with processDefinitionId only"
        raise InvalidInput(
            f"processDefinitionVersion {message}", fields=[FieldError("processDefinitionVersion", message)]
        )

    def work(tx: Transaction) -> InstanceCreationAnswer:
        require_start(tx, body.process_definition_key, body.process_definition_id, version)
        created = instances.create(
            tx,
            process_id=body.process_definition_id,
            definition_key=body.process_definition_key,
            version=version,
            variables=as_json(body.variables),
            business_id=body.business_id,
        )
        return InstanceCreationAnswer(
            process_instance_key=created.key,
            process_definition_key=created.definition_key,
            process_definition_id=created.process_id,
            process_definition_version=created.version,
            business_id=body.business_id,
        )

    return execute(caller, request.url.path, work, act_date=body.act_date)


@router.post("/search", response_model=Found[InstanceAnswer])
def search(caller: CallerDependency, body: InstanceSearch | None = None) -> Response:
    """Search process instances.

    **Permission**: any account, for the cases that it started or has, had or may take a task in; `auditors`
    and `administrators` for all.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), instance_answer))


@router.get("/{processInstanceKey}", response_model=InstanceAnswer)
def get(caller: CallerDependency, key: InstanceKey) -> Response:
    """Return a process instance.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        return answer(instance_answer(get_seen(session, caller.actor, SEARCH, "process instance", key)))


@router.get("/{processInstanceKey}/sequence-flows", response_model=FlowsAnswer)
def flows(caller: CallerDependency, key: InstanceKey) -> Response:
    """Return the sequence flows that a process instance has taken.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        view = get_seen(session, caller.actor, SEARCH, "process instance", key)
        items = [
            FlowAnswer(
                sequence_flow_id=f"{view.key}_{each.flow_id}",
                element_id=each.flow_id,
                process_instance_key=view.key,
                root_process_instance_key=view.root_key,
                process_definition_key=view.definition_key,
                process_definition_id=view.process_id,
            )
            for each in sequence_flows.taken(session, key)
        ]
        return answer(FlowsAnswer(items=items))


@router.post("/{processInstanceKey}/cancellation", status_code=204)
def cancel(
    caller: CommanderDependency, request: Request, key: InstanceKey, body: InstanceCancellation | None = None
) -> Response:
    """End a case at once; what was open is cancelled.

    **Permission**: members of `administrators`.
    """

    def work(tx: Transaction) -> None:
        require_case(tx.session, tx.actor, key)
        require_administrator(tx.actor)
        instances.cancel(tx, key)

    return execute(caller, request.url.path, work)


@router.post("/{processInstanceKey}/elements/{elementId}/completion", status_code=204)
def complete_element(
    caller: CommanderDependency,
    request: Request,
    key: InstanceKey,
    element_id: ElementId,
    body: ElementCompletion | None = None,
) -> Response:
    """Complete the one open task of an element, or be refused with the reason that the element declares.

    **Permission**: of the task, whoever holds it or may take it, and `administrators`; to be refused,
    whoever may see the case or belongs to a group that its process names.
    """
    given = body or ElementCompletion()

    def work(tx: Transaction) -> None:
        require_participant(tx, key)
        variables, local = as_json(given.variables), as_json(given.local_variables)
        tasks.complete_element(tx, key, element_id, variables, local)

    return execute(caller, request.url.path, work, act_date=given.act_date)
