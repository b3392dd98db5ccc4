"""The rules that a diagram puts on completing its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from SpiffWorkflow.util.task import TaskState

from duecourse import feel
from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, NotActive
from duecourse.bpmn.library import Library
from duecourse.bpmn.specs.node import NodeSpec
from duecourse.bpmn.state import load, spec_of
from duecourse.bpmn.token import Token
from duecourse.bpmn.workflow import Workflow
from duecourse.errors import Conflict, NotFound
from duecourse.model.json import Json


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a completion is refused: the rule's code, and a sentence for the person who tried."""

    element_id: str
    reason_code: str
    message: str


@dataclass(frozen=True)
class Attempt:
    """A completion that somebody is attempting.

    ``records`` is the state of the case, ``variables`` the submitted values, ``actor`` the context that FEEL
    sees as ``actor`` (username, groups).
    """

    records: Mapping[str, Json]
    variables: Mapping[str, Json]
    actor: Mapping[str, Json]
    library: Library
    environment: feel.Environment

    @cached_property
    def workflow(self) -> Workflow:
        """The case, to look at."""
        return load(self.records, self.library, self.environment, step_limit=0)

    def seen_by(self, number: int) -> dict[str, Json]:
        """Return the variables that an active element sees; raises NotActive."""
        token = self.workflow.tasks.get(number)
        if token is None:
            raise NotActive(f"element {number} is not active")
        return variables.visible(token)


def check_completion(attempt: Attempt, number: int) -> Refusal | None:
    """Return the refusal of the first constraint that does not hold for completing an element, if any.

    A constraint that cannot be evaluated refuses too: anything but true does. Raises NotActive.
    """
    if not spec_of(attempt.records, attempt.library, number).outline.rules:
        return None
    token = attempt.workflow.tasks[number]
    view = variables.Visible(token, {**attempt.variables, "actor": dict(attempt.actor)})
    for rule in token.task_spec.outline.rules:
        try:
            holds = rule.condition.evaluate(view, attempt.environment) is True
        except ElementFailure:
            holds = False
        if not holds:
            return _refusal(token.task_spec, rule.reason_code)
    return None


def find_open(attempt: Attempt, element_id: str, local: Mapping[str, Json], within: int = 0) -> int | Refusal:
    """Return the number of the one open task of an element, or the refusal of a step that is not open.

    ``within`` is the number of the process instance that was addressed: a called one, or 0 for the whole
    case. ``local`` names variables that the task must see with these values, to tell instances apart. Raises
    Conflict where several are open, or none is and the element declares no reason (or its expression gives
    none); NotFound for an element that the process does not have.
    """
    if not any(key.startswith("t:") for key in attempt.records):
        raise Conflict("the case has ended")
    workflow = attempt.workflow
    spec = _spec(workflow, element_id)
    found = [
        token
        for token in workflow.tasks.values()
        if _matches(token, element_id, local) and within in (0, token.process.id)
    ]
    if len(found) == 1:
        return found[0].id
    if found:
        raise Conflict(f"{len(found)} tasks of {element_id} are open; say which by its local variables")
    code = _reason_unavailable(workflow, spec, attempt, local)
    if code is None:
        raise Conflict(f"no task of {element_id} is open")
    return _refusal(spec, code)


def _reason_unavailable(
    workflow: Workflow, spec: NodeSpec, attempt: Attempt, local: Mapping[str, Json]
) -> str | None:
    if spec.outline.unavailable is None:
        return None
    root = next(iter(workflow.tasks.values()))
    view = variables.Visible(root, {**local, **attempt.variables, "actor": dict(attempt.actor)})
    try:
        code = spec.outline.unavailable.value(view, attempt.environment)
    except ElementFailure as failure:
        raise Conflict(f"no task of {spec.bpmn_id} is open, and why cannot be said: {failure}") from failure
    return code if isinstance(code, str) and code else None


def _refusal(spec: NodeSpec, code: str) -> Refusal:
    name = spec.outline.name or spec.bpmn_id
    return Refusal(spec.bpmn_id, code, spec.outline.messages.get(code, f"{name} is refused: {code}"))


def _spec(workflow: Workflow, element_id: str) -> NodeSpec:
    for token in workflow.tasks.values():
        if token.is_process and element_id in token.task_spec._wf_spec.task_specs:
            found: NodeSpec = token.task_spec._wf_spec.task_specs[element_id]
            return found
    raise NotFound(f"the process has no element {element_id}")


def _matches(token: Token, element_id: str, local: Mapping[str, Json]) -> bool:
    if token.task_spec.bpmn_id != element_id or "task" not in token.internal_data:
        return False
    seen = variables.visible(token)
    return token.state != TaskState.ERROR and all(
        name in seen and seen[name] == value for name, value in local.items()
    )
