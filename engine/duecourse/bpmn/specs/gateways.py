"""Gateways (BPMN 2.0, section 13.4)."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from duecourse.bpmn.specs.node import Flow, NodeSpec, Outline

if TYPE_CHECKING:
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token


class ExclusiveSpec(NodeSpec):
    """An exclusive gateway: the first flow whose condition is true, else the default flow."""

    def choose_among(self, token: "Token", flows: Sequence[Flow]) -> Sequence[Flow]:
        for flow in flows:
            if flow.condition is None or self.holds(token, flow.condition):
                return (flow,)
        return self.otherwise(token)


class JoinSpec(NodeSpec):
    """A gateway that waits for tokens from several flows.

    While it waits there is one token of it in its scope. The tokens that arrived are counted per flow, each
    flow in a record of its own, so that one that arrives costs the same however many flows there are.
    """

    def __init__(self, process: "ProcessSpec", outline: Outline, incoming: Sequence[str]) -> None:
        super().__init__(process, outline)
        self.incoming = tuple(incoming)

    def accept(self, scope: "Token", flow: Flow) -> None:
        if len(self.incoming) <= 1:
            super().accept(scope, flow)
            return
        workflow = scope.workflow
        waiting = workflow.joins.get((scope.id, self.name))
        if waiting is None:
            waiting = workflow.place(self, scope, joins=True)
        workflow.count_arrival(waiting.id, flow.id, 1)
        if len(workflow.arrived[waiting.id]) == len(self.incoming):
            self.fire(waiting)

    def fire(self, waiting: "Token") -> None:
        """Consume one token from each flow that has one, and go on."""
        scope, workflow = waiting.parent, waiting.workflow
        assert scope is not None
        for name in list(workflow.arrived[waiting.id]):
            workflow.count_arrival(waiting.id, name, -1)
        workflow.activate(self, scope)
        if not workflow.arrived[waiting.id]:
            workflow.remove(waiting)

    def _on_cancel(self, my_task: "Token") -> None:
        if "joins" not in my_task.internal_data:
            super()._on_cancel(my_task)


class ParallelSpec(JoinSpec):
    """A parallel gateway: one token from each flow in, one token over each flow out."""

    def choose(self, token: "Token") -> Sequence[Flow]:
        return self.flows


class InclusiveSpec(JoinSpec):
    """An inclusive gateway: waits as long as another token could still arrive (BPMN 2.0, section 13.4.3).

    ``reach`` says for each node of the scope over which incoming flows a token on it can arrive here.
    """

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        incoming: Sequence[str],
        reach: Mapping[str, frozenset[str]],
    ) -> None:
        super().__init__(process, outline, incoming)
        self.reach = reach

    def fire_if_complete(self, token: "Token") -> bool:
        scope = token.parent
        assert scope is not None
        arrived = token.workflow.arrived[token.id].keys()
        for other in scope.children:
            if other is not token and not other.task_spec.is_subscription_of_scope:
                reached = self.reach.get(other.task_spec.bpmn_id, frozenset())
                if reached - arrived and not reached & arrived:
                    return False
        self.fire(token)
        return True


class EventBasedSpec(NodeSpec):
    """An event-based gateway: the events behind it wait together, the first one to happen wins."""

    def enter(self, token: "Token") -> bool | None:
        scope = token.parent
        assert scope is not None
        for flow in self.flows:
            target: NodeSpec = self._wf_spec.task_specs[flow.target]
            scope.workflow.activate(target, scope, host=token.id, flow=flow.id)
        return None

    def retry(self, token: "Token", at: str) -> None:
        raise AssertionError("an event-based gateway cannot fail")
