"""Process definitions: every version of every process."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from duecourse.errors import NotFound
from duecourse.persistence import forms
from duecourse.persistence.session import Session, reading
from duecourse.persistence.views.process_definitions import SEARCH, ProcessDefinitionView
from duecourse.queries import process_definitions
from duecourse_api.auth.rights import start_event
from duecourse_api.dependencies import Caller, CallerDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.examples import DIAGRAM
from duecourse_api.rest.forms import FormAnswer, form_answer
from duecourse_api.rest.schema import TENANT, Answer, Key, RequestKey, answer
from duecourse_api.rest.searching import Filter, Found, Search, Sort, filter_of, found, sort_of

router = APIRouter(prefix="/process-definitions", tags=["Process definitions"], route_class=ExactRoute)

DefinitionKey = Annotated[RequestKey, Path(alias="processDefinitionKey")]


class DefinitionSearch(Search):
    """Which process definitions are wanted."""

    filter: Annotated[Filter, filter_of(SEARCH, {"isLatestVersion": True})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class DefinitionAnswer(Answer):
    """One version of a process."""

    process_definition_key: Key
    process_definition_id: str
    name: str | None
    version: int
    version_tag: str | None
    resource_name: str
    has_start_form: bool
    state: str = "ACTIVE"
    is_latest_version: bool
    deployment_key: Key
    tenant_id: str = TENANT


@router.post("/search", response_model=Found[DefinitionAnswer])
def search(caller: CallerDependency, body: DefinitionSearch | None = None) -> Response:
    """Search process definitions.

    **Permission**: any account.
    """
    with reading(caller.installation.sessions) as session:
        page = process_definitions.search(session, body.request() if body else None)
        return answer(found(page, lambda view: _definition(caller, session, view)))


@router.get("/{processDefinitionKey}", response_model=DefinitionAnswer)
def get(caller: CallerDependency, key: DefinitionKey) -> Response:
    """Return a process definition.

    **Permission**: any account.
    """
    with reading(caller.installation.sessions) as session:
        return answer(_definition(caller, session, process_definitions.get(session, key)))


@router.get(
    "/{processDefinitionKey}/xml",
    responses={
        200: {
            "description": "The diagram.",
            "content": {"text/xml": {"schema": {"type": "string"}, "example": DIAGRAM}},
        }
    },
    response_class=Response,
)
def xml(caller: CallerDependency, key: DefinitionKey) -> Response:
    """Return the diagram of a process definition, byte for byte as it was deployed.

    **Permission**: any account.
    """
    with reading(caller.installation.sessions) as session:
        # Without a charset: the file itself declares its encoding (RFC 7303, section 3.2).
        return Response(process_definitions.xml(session, key), headers={"Content-Type": "text/xml"})


@router.get(
    "/{processDefinitionKey}/form",
    response_model=FormAnswer,
    responses={204: {"description": "The process starts without a form."}},
)
def start_form_of(caller: CallerDependency, key: DefinitionKey) -> Response:
    """Return the form that starts a process, in the version that this definition uses.

    **Permission**: any account.
    """
    with reading(caller.installation.sessions) as session:
        process_definitions.get(session, key)
        form_id = _start_form(caller, session, key)
        if form_id is None:
            return Response(status_code=204)
        form_key = forms.bound(session, key).get(form_id)
        form = None if form_key is None else forms.get(session, form_key)
        if form is None:
            raise NotFound(f"the form '{form_id}' was not deployed with this definition")
        return form_answer(form)


def _definition(caller: Caller, session: Session, view: ProcessDefinitionView) -> DefinitionAnswer:
    return DefinitionAnswer(
        process_definition_key=view.key,
        process_definition_id=view.process_id,
        name=view.name,
        version=view.version,
        version_tag=view.version_tag,
        resource_name=view.resource_name,
        has_start_form=_start_form(caller, session, view.key) is not None,
        is_latest_version=view.is_latest,
        deployment_key=view.deployment_key,
    )


def _start_form(caller: Caller, session: Session, key: int) -> str | None:
    start = start_event(caller.installation.definitions.get(session, key).process)
    return None if start is None else start.form_id
