"""What every element does: it is entered, it is finished, and its token leaves over sequence flows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from SpiffWorkflow.bpmn.specs.bpmn_task_spec import BpmnTaskSpec

from duecourse.bpmn import variables
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.history.effects import EffectType
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.events import ArmedSpec
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token


@dataclass(frozen=True, slots=True)
class Flow:
    """A compiled sequence flow."""

    id: str
    target: str
    condition: Formula | None
    default: bool


@dataclass(frozen=True, slots=True)
class Assignment:
    """A compiled input or output mapping."""

    target: str
    source: Formula


@dataclass(frozen=True, slots=True)
class Rule:
    """A compiled constraint: what must be true for a completion, and the code of its refusal."""

    reason_code: str
    condition: Formula


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """What all kinds of element share.

    Their id, type and name in the diagram, their mappings, the stage that they begin, the rules that guard
    their completion, ``messages`` with a sentence per reason code, and ``unavailable``: the reason code for a
    step that is addressed while it is not open.
    """

    id: str
    type: str
    name: str = ""
    inputs: tuple[Assignment, ...] = ()
    outputs: tuple[Assignment, ...] = ()
    stage: str | None = None
    rules: tuple[Rule, ...] = ()
    messages: Mapping[str, str] = field(default_factory=dict)
    unavailable: Formula | None = None


class NodeSpec(BpmnTaskSpec):
    """The base of our specs.

    ``enter`` begins the element: it returns True where the element is done at once, None where it waits.
    ``flows`` are the sequence flows out of it, in document order. Nothing is predicted: a token exists only
    where the flow has arrived, so that no process costs more than what is active in it.
    """

    is_process = False
    is_subscription_of_scope = False
    triggered_by_event = False

    def __init__(self, process: "ProcessSpec", outline: Outline, name: str | None = None) -> None:
        super().__init__(process, name or outline.id)
        self.bpmn_id = outline.id
        self.bpmn_name = outline.name
        self.outline = outline
        self.flows: tuple[Flow, ...] = ()
        self.boundary: tuple[ArmedSpec, ...] = ()
        self.scope_starts: tuple[ArmedSpec, ...] = ()

    # -- the life of a token, called by SpiffWorkflow ------------------------------------------------

    def test(self) -> None:
        """Do nothing: the reader and lint have checked the diagram."""

    def _predict(self, my_task: "Token", *_: object, **__: object) -> None:
        """Predict nothing."""

    def _run_hook(self, my_task: "Token") -> bool | None:
        workflow = my_task.workflow
        if self.outline.stage is not None:
            workflow.enter_stage(my_task, self.outline.stage)
        for each in self.outline.inputs:
            variables.set_local(workflow, my_task, each.target, self._map(each, my_task))
        if self.enter(my_task) is None:
            return None
        self.finish_inline(my_task)
        return True

    def _on_complete_hook(self, my_task: "Token") -> None:
        my_task.workflow.report(EffectType.ELEMENT_COMPLETED, my_task.id)
        self.leave(my_task)

    def _on_cancel(self, my_task: "Token") -> None:
        my_task.workflow.report(EffectType.ELEMENT_TERMINATED, my_task.id)

    # -- what the kinds of element refine ------------------------------------------------------------

    def enter(self, token: "Token") -> bool | None:
        """Begin; return True when done at once, None to wait."""
        return True

    def finish_inline(self, token: "Token") -> None:
        """Prepare the end of an element that is done at once: outputs, and the flows that it will take."""
        self.apply_outputs(token)
        token.chosen = self.choose(token)

    def finish(self, token: "Token") -> None:
        """Complete an element that has been waiting."""
        self.finish_inline(token)
        token.complete()

    def retry(self, token: "Token", at: str) -> None:
        """Try again what an incident stopped."""
        if at == "finish":
            token.workflow.finish(token)
        else:
            token._ready()

    def ends_when_empty(self, token: "Token") -> bool:
        """Return whether this scope is complete once nothing is active in it."""
        return False

    def accept(self, scope: "Token", flow: Flow) -> None:
        """Take a token that arrives over a sequence flow."""
        scope.workflow.activate(self, scope)

    def details(self, token: "Token") -> dict[str, Json]:
        """Return what an ``element_activated`` effect says besides id and type."""
        return {}

    def fire_if_complete(self, token: "Token") -> bool:
        """Let a waiting join go on if it can; return whether it did."""
        return False

    def trigger(self, token: "Token", values: dict[str, Json]) -> None:
        """Let what this element waits for happen."""
        raise AssertionError(f"{self.bpmn_id} waits for nothing")

    def _on_trigger(self, my_task: "Token", *args: Any) -> None:
        self.trigger(my_task, *args)

    # -- ways out ------------------------------------------------------------------------------------

    def choose(self, token: "Token") -> Sequence[Flow]:
        """Return the flows to take: all without a condition, and those whose condition is true.

        The default flow is taken where there are conditions and none is true, also beside flows without a
        condition; where nothing at all can be taken, that is a failure (BPMN 2.0, sections 13.2.1 and 13.3).
        """
        return self.choose_among(token, [flow for flow in self.flows if not flow.default])

    def choose_among(self, token: "Token", flows: Sequence[Flow]) -> Sequence[Flow]:
        """Return those of ``flows`` that can be taken, and the default flow if no condition is true."""
        chosen = [flow for flow in flows if flow.condition is None or self.holds(token, flow.condition)]
        if any(flow.condition is not None for flow in chosen):
            return chosen
        if not chosen:
            return self.otherwise(token)
        conditional = any(flow.condition is not None for flow in flows)
        return [*chosen, *(flow for flow in self.flows if flow.default and conditional)]

    def otherwise(self, token: "Token") -> Sequence[Flow]:
        """Return the default flow, or nothing where the element has no way out; else fail."""
        default = [flow for flow in self.flows if flow.default]
        if default or not self.flows:
            return default
        raise ElementFailure(
            IncidentType.CONDITION,
            f"no condition of a sequence flow out of {self.bpmn_id} is true, and none is the default",
        )

    def holds(self, token: "Token", condition: Formula) -> bool:
        """Return the value of a condition as the element sees the variables."""
        return condition.truth(variables.Visible(token), token.workflow.environment)

    def leave(self, token: "Token") -> None:
        """Send tokens over the flows that were chosen."""
        scope = token.parent
        assert scope is not None
        for flow in token.chosen:
            take(scope, self, flow)

    # -- variables -----------------------------------------------------------------------------------

    def receive(self, token: "Token", values: dict[str, Json]) -> None:
        """Take the values that complete an element: kept to it if it maps outputs, else propagated."""
        for name, value in values.items():
            if self.outline.outputs:
                variables.set_local(token.workflow, token, name, value)
            else:
                variables.propagate(token.workflow, token, name, value)

    def apply_outputs(self, token: "Token") -> None:
        """Write the output mappings to the scopes around the element."""
        if not self.outline.outputs or token.parent is None:
            return
        for each in self.outline.outputs:
            variables.propagate(token.workflow, token.parent, each.target, self._map(each, token))

    def _map(self, each: Assignment, token: "Token") -> Json:
        try:
            return each.source.value(variables.Visible(token), token.workflow.environment)
        except ElementFailure as failure:
            raise ElementFailure(IncidentType.IO_MAPPING, failure.message) from failure


def take(scope: "Token", source: NodeSpec, flow: Flow) -> None:
    """Send a token over a sequence flow into its target."""
    scope.workflow.report(EffectType.FLOW_TAKEN, scope.id, flow=flow.id)
    target: NodeSpec = source._wf_spec.task_specs[flow.target]
    target.accept(scope, flow)
