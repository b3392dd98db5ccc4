"""Drawing processes in code, for tests of the engine that need no file."""

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

from duecourse import feel
from duecourse.bpmn.compile import compile_process
from duecourse.bpmn.library import Shelf
from duecourse.calendars.england import england
from duecourse.diagram.elements import (
    Activity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Process,
    Scope,
    Script,
    SequenceFlow,
    Task,
    TaskKind,
)
from duecourse.diagram.events import EventDefinition
from duecourse.diagram.expressions import Mapping, Text


def text(value: str) -> Text:
    """Return an expression as a diagram would write it."""
    return Text.read(value, 1)


class Drawing:
    """The nodes and flows of one scope while it is drawn."""

    def __init__(self) -> None:
        self.nodes: dict[str, FlowNode] = {}
        self.flows: dict[str, SequenceFlow] = {}

    def add(self, node: FlowNode) -> str:
        """Add a node; return its id."""
        assert node.id not in self.nodes
        self.nodes[node.id] = node
        return node.id

    def start(
        self, name: str = "start", definition: EventDefinition | None = None, *, interrupting: bool = True
    ) -> str:
        """Add a start event."""
        return self.add(
            Event(id=name, kind=EventKind.START, definition=definition, interrupting=interrupting)
        )

    def end(self, name: str, definition: EventDefinition | None = None) -> str:
        """Add an end event."""
        return self.add(Event(id=name, kind=EventKind.END, definition=definition))

    def user(self, name: str) -> str:
        """Add a user task."""
        return self.add(Task(id=name, kind=TaskKind.USER))

    def script(self, name: str, expression: str, result: str) -> str:
        """Add a script task."""
        script = Script(expression=text(f"={expression}"), result_variable=result)
        return self.add(Task(id=name, kind=TaskKind.SCRIPT, script=script))

    def gateway(self, name: str, kind: GatewayKind) -> str:
        """Add a gateway."""
        return self.add(Gateway(id=name, kind=kind))

    def flow(self, source: str, target: str, condition: str | None = None, *, default: bool = False) -> str:
        """Connect two nodes; return the id of the flow."""
        name = f"{source}-{target}-{len(self.flows)}"
        drawn = None if condition is None else text(f"={condition}")
        self.flows[name] = SequenceFlow(id=name, source=source, target=target, condition=drawn)
        before, after = self.nodes[source], self.nodes[target]
        self.nodes[source] = replace(before, outgoing=(*before.outgoing, name))
        after = self.nodes[target]
        self.nodes[target] = replace(after, incoming=(*after.incoming, name))
        if default:
            chooser = self.nodes[source]
            assert isinstance(chooser, Gateway | Activity)
            self.nodes[source] = replace(chooser, default=name)
        return name

    def chain(self, *names: str) -> None:
        """Connect nodes in a row."""
        for source, target in pairwise(names):
            self.flow(source, target)

    def scope(self) -> Scope:
        """Return what was drawn."""
        return Scope(nodes=dict(self.nodes), flows=dict(self.flows))

    def process(self, name: str = "process") -> Process:
        """Return what was drawn as a process."""
        return Process(id=name, executable=True, body=self.scope())


def mapping(source: str, target: str) -> Mapping:
    """Return an input or output mapping."""
    return Mapping(text(f"={source}"), target, 1)


def around(task: Activity) -> Drawing:
    """Draw a start, one activity and a task after it."""
    drawing = Drawing()
    drawing.start()
    drawing.add(task)
    drawing.user("after")
    drawing.chain("start", task.id, "after")
    return drawing


NOW = datetime(2010, 4, 13, 9, 15, tzinfo=UTC)


def environment(now: datetime = NOW) -> feel.Environment:
    """Return the surroundings of a command at an instant."""
    calendar = england(range(2009, 2013))
    return feel.Environment(
        now=now,
        timezone=ZoneInfo("Europe/London"),
        calendar=calendar,
        calendars={calendar.id: calendar},
        warnings=[],
    )


def shelf(*processes: Process) -> Shelf:
    """Return a library of processes, with keys from 1 on."""
    return Shelf(
        {number: compile_process(process) for number, process in enumerate(processes, 1)},
        {process.id: number for number, process in enumerate(processes, 1)},
    )
