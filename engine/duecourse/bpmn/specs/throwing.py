"""Errors and escalations: who catches them, and the events that throw them (BPMN 2.0, section 10.5.7).

The nearest catcher wins, looking from the thrower outwards: event sub-processes of each scope, then boundary
events on it; one with the code wins over one for all codes. What is thrown inside an event sub-process is not
caught by another one of the same scope.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.bpmn.specs.events import ArmedSpec
from duecourse.bpmn.specs.node import NodeSpec, Outline
from duecourse.history.effects import EffectType
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token


@dataclass(frozen=True, slots=True)
class Catcher:
    """Who catches: the event, and the element that it belongs to."""

    spec: ArmedSpec
    host: "Token"


def find_catcher(token: "Token", effect: EffectType, code: str) -> Catcher | None:
    """Return the nearest catcher of what ``token`` throws."""
    current: Token | None = token
    while current is not None:
        found = _best(current.task_spec.boundary, effect, code)
        if found is not None:
            return Catcher(found, current)
        scope = current.parent
        if scope is not None and not current.task_spec.triggered_by_event:
            found = _best(scope.task_spec.scope_starts, effect, code)
            if found is not None:
                return Catcher(found, scope)
        current = scope
    return None


def _best(specs: Iterable[ArmedSpec], effect: EffectType, code: str) -> ArmedSpec | None:
    ranked = [(spec.thrown.rank(effect, code), spec) for spec in specs if spec.thrown is not None]
    best = max(ranked, key=lambda pair: pair[0], default=(0, None))
    return best[1] if best[0] else None


def unhandled(code: str) -> ElementFailure:
    """Return the failure of an error that nobody catches."""
    return ElementFailure(IncidentType.UNHANDLED_ERROR, f"no event catches the error '{code}'")


class ThrowSpec(NodeSpec):
    """An event that throws an error or an escalation.

    An error that nobody catches stops the token with an incident; an escalation that nobody catches is
    recorded and the case goes on.
    """

    def __init__(self, process: "ProcessSpec", outline: Outline, effect: EffectType, code: Formula) -> None:
        super().__init__(process, outline)
        self.effect = effect
        self.code = code

    def enter(self, token: "Token") -> bool | None:
        code = self._code(token)
        if self.effect is EffectType.ERROR_THROWN and find_catcher(token, self.effect, code) is None:
            raise unhandled(code)
        return True

    def leave(self, token: "Token") -> None:
        """Throw, then go on from here unless the thrower itself was interrupted."""
        code = self._code(token)
        catcher = find_catcher(token, self.effect, code)
        by = None if catcher is None else catcher.spec.bpmn_id
        token.workflow.report(self.effect, token.id, code=code, caught_by=by)
        payload: dict[str, Json] = dict(token.workflow.variables.get(token.id, {}))
        if catcher is not None:
            catcher.spec.occur(catcher.host, payload)
        if token.id in token.workflow.tasks:
            super().leave(token)

    def _code(self, token: "Token") -> str:
        return self.code.string(variables.Visible(token), token.workflow.environment)
