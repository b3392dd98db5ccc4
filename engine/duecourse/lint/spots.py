"""Walking a process: each node with where it stands, sub-processes at any depth."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from duecourse import feel
from duecourse.diagram.elements import (
    Activity,
    Event,
    EventKind,
    FlowNode,
    MultiInstance,
    Process,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.lint.places import Place, View

Holder: TypeAlias = Process | SubProcess

THROWING: Final = frozenset({EventKind.END, EventKind.INTERMEDIATE_THROW})


@dataclass(frozen=True, slots=True)
class Spot:
    """A node where it stands.

    ``holder`` is the process or sub-process that it flows in, ``outside`` the scope of variables there,
    ``place`` that of the node itself.
    """

    process: Process
    holder: Holder
    node: FlowNode
    outside: Place
    place: Place

    @property
    def scope(self) -> Scope:
        """What the node flows in."""
        return self.holder.body

    @property
    def completed_at(self) -> int:
        """The step at which the place has what a completion brings, after the input mappings."""
        return len(self.node.inputs) + 1

    @property
    def begun(self) -> View:
        """What the node sees when it begins."""
        return View(self.place, self.completed_at)

    @property
    def ended(self) -> View:
        """What the node sees when it ends."""
        return View(self.place)

    def flows_out(self) -> Iterator[SequenceFlow]:
        """Yield the sequence flows out of the node, in document order."""
        return (self.scope.flows[each] for each in self.node.outgoing)


def walk(process: Process, root: Place) -> Iterator[Spot]:
    """Yield every node of a process, those of a sub-process after it; ``root`` has its variables."""
    pending: list[tuple[Holder, Iterator[FlowNode], Place]] = [
        (process, iter(process.body.nodes.values()), root)
    ]
    while pending:
        holder, nodes, outside = pending[-1]
        node = next(nodes, None)
        if node is None:
            pending.pop()
            continue
        spot = Spot(process, holder, node, outside, _place(node, outside))
        yield spot
        if isinstance(node, SubProcess):
            pending.append((node, iter(node.body.nodes.values()), spot.place))


def _place(node: FlowNode, outside: Place) -> Place:
    loop = loop_of(node)
    place = Place(around=outside, loop=loop)
    if loop is not None:
        place.declare("loopCounter")
        if loop.input_element:
            place.declare(loop.input_element)
        collected = _collected(loop)
        if collected is not None:
            place.declare(collected)
    for step, mapping in enumerate(node.inputs, 1):
        place.declare(mapping.target, step)
    return place


def _collected(loop: MultiInstance) -> str | None:
    """Return the variable that the output element names, which each instance has for itself."""
    if loop.output_element is None or loop.output_element.feel is None:
        return None
    try:
        return feel.parse(loop.output_element.feel).variable
    except feel.FeelSyntaxError:
        return None


def loop_of(node: FlowNode) -> MultiInstance | None:
    """Return the multi-instance of a node, if it is one."""
    return node.loop if isinstance(node, Activity) else None


def scopes(process: Process) -> Iterator[Holder]:
    """Yield a process and the sub-processes in it, at any depth."""
    pending: list[Holder] = [process]
    while pending:
        holder = pending.pop()
        yield holder
        pending.extend(each for each in holder.body.nodes.values() if isinstance(each, SubProcess))


def is_job(node: FlowNode) -> bool:
    """Return whether a program does the work of the node."""
    if isinstance(node, Event):
        return node.kind in THROWING and node.job is not None
    return isinstance(node, Task) and node.job is not None


def is_script(node: FlowNode) -> bool:
    """Return whether the node runs a script."""
    return isinstance(node, Task) and node.job is None and node.script is not None


def is_user_task(node: FlowNode) -> bool:
    """Return whether a person does the work of the node."""
    return isinstance(node, Task) and node.kind is TaskKind.USER and node.job is None and node.script is None


def starts_process(spot: Spot) -> bool:
    """Return whether the node is a start event of a process."""
    node = spot.node
    return isinstance(node, Event) and node.kind is EventKind.START and isinstance(spot.holder, Process)


def triggers(spot: Spot) -> bool:
    """Return whether the node is the start event of an event sub-process."""
    node, holder = spot.node, spot.holder
    starts = isinstance(node, Event) and node.kind is EventKind.START
    return starts and isinstance(holder, SubProcess) and holder.triggered_by_event


def form_id_of(spot: Spot) -> str | None:
    """Return the id of the form that a person fills in here, on a user task or to start a process."""
    node = spot.node
    if isinstance(node, Task) and is_user_task(node):
        return node.form_id
    if isinstance(node, Event) and starts_process(spot) and node.definition is None:
        return node.form_id
    return None
