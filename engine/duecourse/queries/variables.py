"""Reading variables."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from duecourse.model.json import Json, loads
from duecourse.persistence import element_instances, variables
from duecourse.persistence.search import Page, find
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.variables import Variable
from duecourse.persistence.views.variables import SEARCH, in_scopes
from duecourse.queries.finding import found


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableValue:
    """One variable with its current value, or its last one if its scope has ended."""

    key: int
    scope_key: int
    name: str
    root_key: int
    instance_key: int
    value: Json


def search(
    session: Session,
    request: Mapping[str, object] | None = None,
    *,
    scope_keys: Sequence[int] | None = None,
) -> Page[VariableValue]:
    """Search variables, of given scopes only if there are any given; raises InvalidInput."""
    where = None if scope_keys is None else in_scopes(scope_keys)
    return run(session, SEARCH, request, where=where).map(_value)


def get(session: Session, key: int) -> VariableValue:
    """Return a variable; raises NotFound."""
    return _value(found(find(session, SEARCH, key), "variable", key))


def visible_from(session: Session, element_key: int) -> dict[str, Json]:
    """Return what an element sees, by name: its own variables, then those of each scope around it."""
    scopes = element_instances.scopes_of(session, element_key)
    by_scope: dict[int, dict[str, Json]] = {scope: {} for scope in scopes}
    for each in variables.of_scopes(session, scopes):
        by_scope[each.scope_key][each.name] = loads(each.value)
    seen: dict[str, Json] = {}
    for scope in reversed(scopes):
        seen |= by_scope[scope]
    return seen


def _value(variable: Variable) -> VariableValue:
    return VariableValue(
        key=variable.key,
        scope_key=variable.scope_key,
        name=variable.name,
        root_key=variable.root_key,
        instance_key=variable.instance_key,
        value=loads(variable.value),
    )
