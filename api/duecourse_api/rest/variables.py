"""Variables: the current values of a case."""

from typing import Annotated

from fastapi import APIRouter, Path
from starlette.responses import Response

from duecourse.model.json import Json, dumps, loads
from duecourse.persistence.session import reading
from duecourse.persistence.variables import Variable
from duecourse.persistence.views.variables import SEARCH
from duecourse_api.auth.rights import get_seen, search_seen
from duecourse_api.dependencies import CallerDependency
from duecourse_api.rest.exact import ExactRoute
from duecourse_api.rest.schema import TENANT, Answer, Key, RequestKey, answer
from duecourse_api.rest.searching import Filter, Found, Search, Sort, filter_of, found, sort_of

router = APIRouter(prefix="/variables", tags=["Variables"], route_class=ExactRoute)

VariableKey = Annotated[RequestKey, Path(alias="variableKey")]


class VariableSearch(Search):
    """Which variables are wanted; their values cannot be searched for."""

    filter: Annotated[Filter, filter_of(SEARCH, {"name": "applicant"})] = None
    sort: Annotated[Sort, sort_of(SEARCH)] = None


class VariableAnswer(Answer):
    """One variable; ``value`` is its JSON text, as in Camunda 8, so a string is in quotes."""

    variable_key: Key
    name: str
    value: str
    scope_key: Key
    process_instance_key: Key
    root_process_instance_key: Key
    is_truncated: bool = False
    tenant_id: str = TENANT


@router.post("/search", response_model=Found[VariableAnswer])
def search(caller: CallerDependency, body: VariableSearch | None = None) -> Response:
    """Search variables; values are never cut short.

    **Permission**: any account, within the cases that it may see.
    """
    with reading(caller.installation.sessions) as session:
        request = body.request() if body else {}
        return answer(found(search_seen(session, caller.actor, SEARCH, request), variable_answer))


@router.get("/{variableKey}", response_model=VariableAnswer)
def get(caller: CallerDependency, key: VariableKey) -> Response:
    """Return a variable.

    **Permission**: whoever may see the case.
    """
    with reading(caller.installation.sessions) as session:
        return answer(variable_answer(get_seen(session, caller.actor, SEARCH, "variable", key)))


def variable_answer(variable: Variable) -> VariableAnswer:
    """Return a variable as it is answered."""
    value: Json = loads(variable.value)
    return VariableAnswer(
        variable_key=variable.key,
        name=variable.name,
        value=dumps(value),
        scope_key=variable.scope_key,
        process_instance_key=variable.instance_key,
        root_process_instance_key=variable.root_key,
    )
