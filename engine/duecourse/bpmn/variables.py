"""Variables in scopes, as in Camunda 8.

Every element is a scope for the variables that its input mappings or its multi-instance create; a name is
looked up from the element outwards to its process, never beyond it. A write goes to the nearest scope that
has the name, else to the process.
"""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Final

from duecourse import feel
from duecourse.history.effects import EffectType
from duecourse.model.json import Json, dumps

if TYPE_CHECKING:
    from duecourse.bpmn.token import Token
    from duecourse.bpmn.workflow import Workflow


CONTEXT: Final = "camunda"
"""The name under which every expression finds the process instance that it runs in, as in Camunda 8.10:
``camunda.processInstance.key`` and ``camunda.processInstance.businessId``."""


def scopes(token: "Token") -> "Iterator[Token]":
    """Yield the token and the scopes around it, up to and with its process."""
    current: Token | None = token
    while current is not None:
        yield current
        if current.is_process:
            return
        current = current.parent


class Visible(Mapping[str, object]):
    """The variables that an element sees, as FEEL values, read when they are asked for.

    ``extra`` lies over them, such as the values of a form that is being submitted.
    """

    def __init__(self, token: "Token", extra: Mapping[str, Json] | None = None) -> None:
        self._token = token
        self._extra = extra or {}

    def __getitem__(self, name: str) -> object:
        if name == CONTEXT:
            return feel.from_json(_context(self._token))
        if name in self._extra:
            return feel.from_json(self._extra[name])
        for scope in scopes(self._token):
            found = self._token.workflow.variables.get(scope.id)
            if found is not None and name in found:
                return feel.from_json(found[name])
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        seen = dict.fromkeys([CONTEXT, *self._extra])
        for scope in scopes(self._token):
            seen.update(dict.fromkeys(self._token.workflow.variables.get(scope.id, ())))
        return iter(seen)

    def __len__(self) -> int:
        return sum(1 for _ in self)


def _context(token: "Token") -> Json:
    workflow = token.workflow
    return {
        "processInstance": {
            "key": workflow.key + token.process.id,
            "businessId": workflow.business_id,
        }
    }


def visible(token: "Token") -> dict[str, Json]:
    """Return all variables that an element sees, the nearest of each name."""
    found: dict[str, Json] = {}
    for scope in scopes(token):
        found = {**token.workflow.variables.get(scope.id, {}), **found}
    return found


def set_local(workflow: "Workflow", token: "Token", name: str, value: Json) -> None:
    """Set a variable in the scope of the element itself."""
    own = workflow.variables.setdefault(token.id, {})
    known = name in own
    old = own.get(name)
    if known and old == value and dumps(old) == dumps(value):
        return
    own[name] = value
    if not known:
        workflow.variable_numbers[token.id, name] = workflow.number()
    workflow.touch_variable(token.id, name)
    details: dict[str, Json] = {
        "name": name,
        "value": value,
        "number": workflow.variable_numbers[token.id, name],
    }
    if known:
        details["old"] = old
    workflow.report(EffectType.VARIABLE_SET, token.id, **details)


def propagate(workflow: "Workflow", token: "Token", name: str, value: Json) -> None:
    """Set a variable where it is declared: in the nearest scope outwards, else in the process."""
    target = token
    for scope in scopes(token):
        target = scope
        if name in workflow.variables.get(scope.id, ()):
            break
    set_local(workflow, target, name, value)
