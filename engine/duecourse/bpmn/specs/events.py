"""Events: starts, ends, intermediate and boundary events, and the starts of event sub-processes."""

from typing import TYPE_CHECKING

from duecourse.bpmn import variables
from duecourse.bpmn.catching import Awaited, ThrownCatch, report_wait
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.bpmn.formulas import Formula
from duecourse.bpmn.specs.node import NodeSpec, Outline
from duecourse.bpmn.timing import timer_from_json
from duecourse.calendars.errors import PeriodError
from duecourse.calendars.periods import parse_duration
from duecourse.history.effects import EffectType
from duecourse.model.json import Json

if TYPE_CHECKING:
    from duecourse.bpmn.specs.process import ProcessSpec
    from duecourse.bpmn.token import Token


class ArmedSpec(NodeSpec):
    """An event that lies in wait beside the flow: a boundary event, or the start of an event sub-process.

    ``awaited`` is what is armed with its host; None where it only catches what is thrown inside the host
    (``thrown``). The armed token is not an activation of the element: it neither begins nor ends in history.
    """

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        catches: Awaited | ThrownCatch,
        *,
        interrupting: bool,
        name: str | None = None,
    ) -> None:
        super().__init__(process, outline, name)
        self.awaited = None if isinstance(catches, ThrownCatch) else catches
        self.thrown = catches if isinstance(catches, ThrownCatch) else None
        self.interrupting = interrupting

    def arm(self, scope: "Token", subscription: dict[str, Json], host: "Token | None" = None) -> None:
        """Lie in wait in ``scope``, for as long as ``host`` is active if there is one."""
        number = None if host is None else host.id
        report_wait(scope.workflow.place(self, scope, host=number, **subscription))

    def trigger(self, token: "Token", values: dict[str, Json]) -> None:
        """Let the event happen; stay armed for the next time if it does not interrupt and can repeat."""
        scope, workflow = token.parent, token.workflow
        assert scope is not None
        host = workflow.tasks[token.internal_data.get("host", scope.id)]
        timer = token.internal_data.get("timer")
        if not self.interrupting and timer is not None:
            following = timer_from_json(timer).next(workflow.environment.timezone)
            if following is None:
                token.cancel()
            else:
                token.remember(timer=following.to_json())
                report_wait(token)
        self.occur(host, values)

    def occur(self, host: "Token", values: dict[str, Json]) -> None:
        """Interrupt the host if that is drawn, and go on from here."""
        raise NotImplementedError

    def _on_cancel(self, my_task: "Token") -> None:
        if my_task.internal_data.get("timer") is None and my_task.internal_data.get("message") is None:
            super()._on_cancel(my_task)


class BoundarySpec(ArmedSpec):
    """A boundary event; its host is the activity that it is attached to."""

    def occur(self, host: "Token", values: dict[str, Json]) -> None:
        scope = host.parent
        assert scope is not None
        event = scope.workflow.activate(self, scope)
        if self.interrupting:
            host.cancel()
        self.receive(event, values)


class ScopeStartSpec(ArmedSpec):
    """The trigger of an event sub-process, armed while the scope around it is active: its host."""

    is_subscription_of_scope = True

    def __init__(
        self,
        process: "ProcessSpec",
        outline: Outline,
        catches: Awaited | ThrownCatch,
        *,
        interrupting: bool,
        sub_process: str,
    ) -> None:
        super().__init__(process, outline, catches, interrupting=interrupting, name=f"{outline.id} trigger")
        self.sub_process = sub_process

    def occur(self, host: "Token", values: dict[str, Json]) -> None:
        workflow = host.workflow
        inside = host.children if self.interrupting else []
        started = workflow.activate(self._wf_spec.task_specs[self.sub_process], host)
        for each in inside:
            if each.id in workflow.tasks:
                each.cancel()
        for name, value in values.items():
            variables.set_local(workflow, started, name, value)


class CatchSpec(NodeSpec):
    """An intermediate catch event."""

    def __init__(self, process: "ProcessSpec", outline: Outline, awaited: Awaited) -> None:
        super().__init__(process, outline)
        self.awaited = awaited

    def enter(self, token: "Token") -> bool | None:
        return wait(token, self.awaited)

    def trigger(self, token: "Token", values: dict[str, Json]) -> None:
        """Take what came, decide an event-based gateway before this event, and go on."""
        happened(token)
        self.receive(token, values)
        token.workflow.finish(token)


def wait(token: "Token", awaited: Awaited) -> bool | None:
    """Begin to wait; return True where there is nothing to wait for."""
    subscription = awaited.subscription(token)
    if subscription is None:
        return True
    token.remember(**subscription)
    report_wait(token)
    return None


def happened(token: "Token") -> None:
    """Wait no more; let the event win over the others behind its event-based gateway, if it is behind one."""
    token.remember(timer=None, message=None)
    number = token.internal_data.get("host")
    if number is None:
        return
    workflow = token.workflow
    gateway = workflow.tasks[number]
    token.remember(host=None)
    del workflow.attached[number][token.id]
    assert gateway.parent is not None
    workflow.report(EffectType.FLOW_TAKEN, gateway.parent.id, flow=token.internal_data["flow"])
    gateway.complete()


class MessageThrowSpec(NodeSpec):
    """A thrown message: it is published when the command is committed.

    Only what the input mappings put into it travels with it.
    """

    def __init__(self, process: "ProcessSpec", outline: Outline, message: dict[str, Formula]) -> None:
        super().__init__(process, outline)
        self.message = message

    def enter(self, token: "Token") -> bool | None:
        publish(token, self.message)
        return True


def publish(token: "Token", message: dict[str, Formula]) -> None:
    """Report a message to publish, with the variables that the input mappings of the thrower made."""
    workflow = token.workflow
    view = variables.Visible(token)
    parts = {name: each.string(view, workflow.environment) for name, each in message.items()}
    if "timeToLive" in parts:
        _check_lifetime(parts["timeToLive"])
    payload = dict(workflow.variables.get(token.id, {}))
    workflow.report(EffectType.MESSAGE_PUBLISHED, token.id, variables=payload, **parts)


def _check_lifetime(text: str) -> None:
    try:
        parse_duration(text)
    except PeriodError as error:
        raise ElementFailure(IncidentType.EXTRACT_VALUE, f"time to live: {error}") from error


class TerminateEndSpec(NodeSpec):
    """A terminate end event: nothing else in its scope goes on (BPMN 2.0, section 13.5.6)."""

    def leave(self, token: "Token") -> None:
        assert token.parent is not None
        for each in token.parent.children:
            if each is not token and each.id in token.workflow.tasks:
                each.cancel()
