"""Random well-formed processes: blocks of every kind put inside each other."""

from collections.abc import Callable

from hypothesis import strategies as st

from duecourse.diagram.elements import (
    Activity,
    Event,
    EventKind,
    GatewayKind,
    MultiInstance,
    Process,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.events import (
    ErrorDefinition,
    EscalationDefinition,
    EventDefinition,
    Message,
    MessageDefinition,
    TerminateDefinition,
    TimerDefinition,
    TimerKind,
)
from tests.bpmn.drawing import Drawing, text


class Sketch:
    """Draws random blocks into scopes; every name is used once in the whole process."""

    def __init__(self, draw: st.DrawFn, size: int) -> None:
        self.draw = draw
        self.left = size
        self.count = 0

    def name(self, kind: str) -> str:
        """Return a new name."""
        self.count += 1
        return f"{kind}{self.count}"

    def chance(self) -> bool:
        """Return yes or no."""
        return self.draw(st.booleans())

    def block(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw a block; return its first and its last node."""
        self.left -= 1
        simple = [self.user, self.user, self.script, self.catch]
        nested: list[Callable[[Drawing, int], tuple[str, str]]] = [
            self.sequence,
            self.sequence,
            self.split,
            self.split,
            self.loop,
            self.sub_process,
            self.race,
            self.instances,
        ]
        if depth <= 0 or self.left <= 0:
            return self.draw(st.sampled_from(simple))(scope, 0)
        return self.draw(st.sampled_from([*simple, *nested, *nested]))(scope, depth - 1)

    def user(self, scope: Drawing, depth: int = 0) -> tuple[str, str]:
        """Draw a user task, perhaps with boundary events."""
        name = scope.user(self.name("user"))
        return name, self.boundary(scope, name) if self.chance() else name

    def script(self, scope: Drawing, depth: int = 0) -> tuple[str, str]:
        """Draw a script task that counts a variable up."""
        variable = self.draw(st.sampled_from("xyz"))
        name = scope.script(self.name("script"), f"if {variable} = null then 1 else {variable} + 1", variable)
        return name, name

    def catch(self, scope: Drawing, depth: int = 0) -> tuple[str, str]:
        """Draw an intermediate catch event."""
        name = self.name("catch")
        definition = self.timer("PT5M") if self.chance() else self.message(name)
        scope.add(Event(id=name, kind=EventKind.INTERMEDIATE_CATCH, definition=definition))
        return name, name

    def timer(self, period: str, kind: TimerKind = TimerKind.DURATION) -> TimerDefinition:
        """Return a timer."""
        return TimerDefinition(kind, text(period), 1)

    def message(self, name: str) -> MessageDefinition:
        """Return a message of the name of its element."""
        return MessageDefinition(Message(name, text(name), text("=string(1)"), 1), 1)

    def boundary(self, scope: Drawing, host: str) -> str:
        """Attach a timer or message boundary event; return the node from which the flow goes on."""
        name, interrupting = self.name("boundary"), self.chance()
        definition: TimerDefinition | MessageDefinition = self.message(name)
        if self.chance():
            cycle = not interrupting and self.chance()
            definition = self.timer("R2/PT3M", TimerKind.CYCLE) if cycle else self.timer("PT3M")
        return self.attach(scope, host, name, definition, interrupting)

    def attach(
        self, scope: Drawing, host: str, name: str, definition: EventDefinition, interrupting: bool
    ) -> str:
        """Attach an event; one that interrupts leads back to the flow, another to an end of its own."""
        event = Event(
            id=name,
            kind=EventKind.BOUNDARY,
            definition=definition,
            interrupting=interrupting,
            attached_to=host,
        )
        scope.add(event)
        after = scope.user(self.name("user"))
        scope.flow(name, after)
        if not interrupting:
            scope.flow(after, scope.end(self.name("end")))
            return host
        merge = scope.gateway(self.name("merge"), GatewayKind.EXCLUSIVE)
        scope.flow(after, merge)
        scope.flow(host, merge)
        return merge

    def sequence(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw two blocks in a row."""
        first, between = self.block(scope, depth)
        follow, last = self.block(scope, depth)
        scope.flow(between, follow)
        return first, last

    def split(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw branches between two gateways of one kind."""
        kind = self.draw(
            st.sampled_from([GatewayKind.PARALLEL, GatewayKind.EXCLUSIVE, GatewayKind.INCLUSIVE])
        )
        opening, closing = (scope.gateway(self.name(kind.value), kind) for _ in range(2))
        for number in range(self.draw(st.integers(2, 3))):
            first, last = self.block(scope, depth)
            condition = None if kind is GatewayKind.PARALLEL or not number else f"x > {number}"
            default = condition is None and kind is not GatewayKind.PARALLEL
            scope.flow(opening, first, condition, default=default)
            scope.flow(last, closing)
        return opening, closing

    def loop(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw a block that is repeated, some three times; a user task in it, so that it waits."""
        merge = scope.gateway(self.name("merge"), GatewayKind.EXCLUSIVE)
        counter = self.name("rounds")
        count = scope.script(self.name("count"), f"if {counter} = null then 1 else {counter} + 1", counter)
        first, last = self.block(scope, depth)
        choice = scope.gateway(self.name("again"), GatewayKind.EXCLUSIVE)
        after = scope.user(self.name("user"))
        scope.chain(merge, count, first)
        scope.flow(last, choice)
        scope.flow(choice, merge, f"{counter} < 3")
        scope.flow(choice, after, default=True)
        return merge, after

    def sub_process(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw a sub-process, perhaps with events in it and on it."""
        inner, name = Drawing(), self.name("sub")
        inner.start(self.name("start"))
        first, last = self.block(inner, depth)
        inner.flow(next(iter(inner.nodes)), first)
        error, escalation = ErrorDefinition(text("E"), 1), EscalationDefinition(text("S"), 1)
        definition = self.draw(st.sampled_from([None, None, TerminateDefinition(1), error, escalation]))
        inner.flow(last, inner.end(self.name("end"), definition))
        if self.chance():
            self.event_sub_process(inner)
        scope.add(SubProcess(id=name, body=inner.scope()))
        if isinstance(definition, ErrorDefinition | EscalationDefinition):
            interrupting = isinstance(definition, ErrorDefinition) or self.chance()
            return name, self.attach(scope, name, self.name("catcher"), definition, interrupting)
        return name, self.boundary(scope, name) if self.chance() else name

    def event_sub_process(self, scope: Drawing) -> None:
        """Add an event sub-process to a scope."""
        inner, name = Drawing(), self.name("event")
        trigger = self.name("trigger")
        definition = self.timer("PT7M") if self.chance() else self.message(trigger)
        inner.start(trigger, definition, interrupting=self.chance())
        inner.chain(trigger, inner.user(self.name("user")), inner.end(self.name("end")))
        scope.add(SubProcess(id=name, triggered_by_event=True, body=inner.scope()))

    def race(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw an event-based gateway with two events."""
        opening = scope.gateway(self.name("race"), GatewayKind.EVENT_BASED)
        closing = scope.gateway(self.name("merge"), GatewayKind.EXCLUSIVE)
        for _ in range(2):
            event, _ = self.catch(scope)
            scope.chain(opening, event, closing)
        return opening, closing

    def instances(self, scope: Drawing, depth: int) -> tuple[str, str]:
        """Draw a multi-instance user task or sub-process."""
        loop = MultiInstance(
            sequential=self.chance(),
            input_collection=text(self.draw(st.sampled_from(["=[]", "=[1]", "=[1, 2, 3]"]))),
            input_element="item",
            output_collection=self.draw(st.sampled_from([None, "collected"])),
            output_element=text("=item"),
            completion_condition=self.draw(
                st.sampled_from([None, text("=numberOfCompletedInstances >= 2"), text("=false")])
            ),
        )
        name = self.name("each")
        activity: Activity = Task(id=name, kind=TaskKind.USER, loop=loop)
        if self.chance() and depth > 0:
            inner = Drawing()
            start = inner.start(self.name("start"))
            first, last = self.block(inner, depth - 1)
            inner.flow(start, first)
            inner.flow(last, inner.end(self.name("end")))
            activity = SubProcess(id=name, loop=loop, body=inner.scope())
        scope.add(activity)
        return name, self.boundary(scope, name) if self.chance() else name


@st.composite
def processes(draw: st.DrawFn, size: int = 12, depth: int = 4) -> Process:
    """Draw a random process of about ``size`` blocks."""
    sketch, scope = Sketch(draw, size), Drawing()
    start = scope.start()
    first, last = sketch.block(scope, depth)
    scope.flow(start, first)
    scope.flow(last, scope.end(sketch.name("end")))
    if sketch.chance():
        sketch.event_sub_process(scope)
    return scope.process()
