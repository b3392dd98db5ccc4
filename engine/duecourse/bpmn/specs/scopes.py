"""Scopes: processes, embedded and event sub-processes, and calls of other processes."""

from typing import TYPE_CHECKING

from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.bpmn.specs.activities import ActivitySpec, subscribe
from duecourse.bpmn.specs.node import NodeSpec, Outline
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token

DEEPEST_CALL = 50


class SubProcessSpec(ActivitySpec):
    """An embedded sub-process, or an event sub-process once its trigger has come.

    ``starts`` are the names of the start events that begin it, ``scope_starts`` the triggers of the event
    sub-processes inside it. It is complete when nothing inside it is active any more.
    """

    def __init__(self, process: "ProcessSpec", outline: Outline, *, triggered_by_event: bool) -> None:
        super().__init__(process, outline)
        self.triggered_by_event = triggered_by_event
        self.starts: tuple[str, ...] = ()

    def begin(self, token: "Token") -> bool | None:
        open_scope(self, token, self.starts)
        return None

    def ends_when_empty(self, token: "Token") -> bool:
        return True


def open_scope(spec: "SubProcessSpec | ProcessNodeSpec", token: "Token", starts: tuple[str, ...]) -> None:
    """Arm the event sub-processes of a scope, then begin at its start events."""
    for armed, subscription in subscribe(spec.scope_starts, token):
        armed.arm(token, subscription)
    for name in starts:
        token.workflow.activate(spec._wf_spec.task_specs[name], token)


class ProcessNodeSpec(NodeSpec):
    """A process itself: the outermost scope of its variables, called by another or started as a case."""

    is_process = True

    def __init__(self, process: "ProcessSpec", outline: Outline) -> None:
        super().__init__(process, outline, "the process")
        self.starts: tuple[str, ...] = ()

    def enter(self, token: "Token") -> bool | None:
        chosen = token.internal_data.get("start")
        open_scope(self, token, self.starts if chosen is None else (chosen,))
        return None

    def details(self, token: "Token") -> dict[str, Json]:
        return {"definition": str(token.internal_data["definition"])}

    def ends_when_empty(self, token: "Token") -> bool:
        return True

    def leave(self, token: "Token") -> None:
        if token.parent is not None:
            token.parent.task_spec.returned(token.parent, dict(token.workflow.variables.get(token.id, {})))


class CallSpec(ActivitySpec):
    """A call activity: another process as a part of this case.

    The called version is the latest one when the call begins; its key is kept with the called process.
    """

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        process_id: Formula,
        *,
        pass_all: bool,
        return_all: bool,
    ) -> None:
        super().__init__(process, outline)
        self.process_id = process_id
        self.pass_all = pass_all
        self.return_all = return_all

    def begin(self, token: "Token") -> bool | None:
        workflow = token.workflow
        process_id = self.process_id.string(variables.Visible(token), workflow.environment)
        key = workflow.library.latest(process_id)
        if key is None:
            raise ElementFailure(IncidentType.CALLED_ELEMENT, f"no process '{process_id}' is deployed")
        if _depth(token) >= DEEPEST_CALL:
            message = f"processes call each other more than {DEEPEST_CALL} deep"
            raise ElementFailure(IncidentType.CALLED_ELEMENT, message)
        called = workflow.library.definition(key).spec.start
        if not called.starts:
            raise ElementFailure(
                IncidentType.CALLED_ELEMENT, f"process '{process_id}' has no none start event"
            )
        workflow.called[process_id] = key
        passed = variables.visible(token) if self.pass_all else workflow.variables.get(token.id, {})
        child = workflow.activate(called, token, definition=key)
        for name, value in passed.items():
            variables.set_local(workflow, child, name, value)
        return None

    def returned(self, token: "Token", values: dict[str, Json]) -> None:
        """Take the variables of the called process when it has ended."""
        if self.return_all or self.outline.outputs:
            self.receive(token, values)

    def ends_when_empty(self, token: "Token") -> bool:
        return True


def _depth(token: "Token") -> int:
    depth, current = 0, token.parent
    while current is not None:
        depth += current.is_process
        current = current.parent
    return depth
