"""Every expression of a diagram: where it stands, what it is for, and what it can read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from duecourse.diagram.elements import (
    CallActivity,
    Definitions,
    Event,
    EventKind,
    FlowNode,
    Publication,
    Task,
    TaskKind,
)
from duecourse.diagram.events import (
    ErrorDefinition,
    EscalationDefinition,
    Message,
    MessageDefinition,
    TimerDefinition,
)
from duecourse.diagram.expressions import Text
from duecourse.lint.places import CONTEXT, Place, View
from duecourse.lint.sources import Received, Sources
from duecourse.lint.spots import THROWING, Spot, is_job, is_user_task, loop_of, starts_process, triggers

UNAVAILABLE: Final = "duecourse:unavailable"
PROGRESS: Final = frozenset(
    {
        "numberOfInstances",
        "numberOfActiveInstances",
        "numberOfCompletedInstances",
        "numberOfTerminatedInstances",
    }
)
NOTHING_YET: Final = View(Place(), extra=frozenset())
"""What the start event of a process sees: there are no variables before there is a case."""


class Mark(StrEnum):
    """Whether a text begins with the mark of FEEL: it must, it mostly does, or either is common."""

    MUST = "must"
    MOSTLY = "mostly"
    EITHER = "either"


@dataclass(frozen=True, slots=True)
class Use:
    """A text of a diagram that may be FEEL; ``what`` says what it is, ``view`` what it can read.

    ``view`` is None where the expression is never evaluated.
    """

    what: str
    text: Text
    element_id: str
    view: View | None
    mark: Mark = Mark.EITHER


class _Part(NamedTuple):
    """A part of an element that may be FEEL, or is missing."""

    what: str
    text: Text | None
    view: View | None
    mark: Mark = Mark.EITHER


@dataclass(frozen=True)
class Reader:
    """Finds the expressions of elements.

    It needs the other elements of a process, by the ids of process and element, and what elements receive.
    """

    spots: Mapping[tuple[str, str], Spot]
    sources: Sources

    def uses(self, spot: Spot) -> Iterator[Use]:
        """Yield the expressions of an element and of the sequence flows out of it."""
        node = spot.node
        for step, mapping in enumerate(node.inputs, 1):
            what, view = f"the input mapping to '{mapping.target}'", View(spot.place, step)
            yield Use(what, mapping.source, node.id, view, Mark.MOSTLY)
        for part in self._parts(spot):
            if part.text is not None:
                yield Use(part.what, part.text, node.id, part.view, part.mark)
        yield from self._rules(spot)
        for mapping in node.outputs:
            what = f"the output mapping to '{mapping.target}'"
            yield Use(what, mapping.source, node.id, spot.ended, Mark.MOSTLY)
        leaving = spot.ended if loop_of(node) is None else View(spot.outside)
        for flow in spot.flows_out():
            if flow.condition is not None:
                yield Use("the condition", flow.condition, flow.id, leaving)

    def _parts(self, spot: Spot) -> Iterator[_Part]:
        node = spot.node
        yield from _loop(spot)
        if isinstance(node, Task | Event) and node.job is not None and is_job(node):
            yield _Part("the job type", node.job.type, spot.begun)
            yield _Part("the number of retries", node.job.retries, spot.begun)
        elif isinstance(node, Task):
            yield from _task(spot, node)
        elif isinstance(node, CallActivity):
            yield _Part("the id of the called process", node.process_id, spot.begun)
        elif isinstance(node, Event):
            yield from self._event(spot, node)

    def _event(self, spot: Spot, event: Event) -> Iterator[_Part]:
        definition = event.definition
        view = self._awaiting(spot, event)
        if isinstance(definition, TimerDefinition):
            yield _Part("the timer", definition.value, view)
        elif isinstance(definition, MessageDefinition):
            if event.kind in THROWING:
                yield from _published(definition.message, event.publication, view)
            else:
                yield from _awaited(definition.message, view, starts=starts_process(spot))
        elif isinstance(definition, ErrorDefinition | EscalationDefinition):
            yield _Part("the code", definition.code, view)

    def _awaiting(self, spot: Spot, event: Event) -> View:
        """Return what an event sees while it is set up: what it is attached to, or what is around it."""
        if event.kind is EventKind.BOUNDARY:
            host = self.spots[spot.process.id, event.attached_to or ""]
            return host.begun if loop_of(host.node) is None else View(host.outside)
        if starts_process(spot):
            return NOTHING_YET
        if triggers(spot) and spot.outside.around is not None:
            return View(spot.outside.around)
        return spot.begun

    def _rules(self, spot: Spot) -> Iterator[Use]:
        """Yield the constraints of an element, and what says why it is unavailable.

        Who addresses an element names variables to tell its instances apart; these are seen then too.
        """
        node = spot.node
        submitted = self.sources.received(spot) if is_user_task(node) else Received(open=True)
        asked = View(spot.place, spot.completed_at, submitted.names | {"actor", CONTEXT}, submitted.open)
        for code, text in constraints(node).items():
            yield Use(f"the constraint '{code}'", text, node.id, asked)
        reason = unavailable(node)
        if reason is not None:
            yield Use("duecourse:unavailable", reason, node.id, asked)


def constraints(node: FlowNode) -> dict[str, Text]:
    """Return the constraints of an element by reason code; they are FEEL, with or without the mark."""
    return {
        code: Text.read(value, node.line, always_feel=True)
        for code, value in _by_code(node, "duecourse:constraint:")
    }


def messages_shown(node: FlowNode) -> dict[str, str]:
    """Return the sentences that an element has for reason codes."""
    return dict(_by_code(node, "duecourse:message:"))


def _by_code(node: FlowNode, prefix: str) -> Iterator[tuple[str, str]]:
    for name, value in node.properties.items():
        if name.startswith(prefix):
            yield name.removeprefix(prefix), value


def unavailable(node: FlowNode) -> Text | None:
    """Return what an element gives as the reason code while no task of it is open."""
    value = node.properties.get(UNAVAILABLE)
    return None if value is None else Text.read(value, node.line)


def _loop(spot: Spot) -> Iterator[_Part]:
    loop = loop_of(spot.node)
    if loop is None:
        return
    outside = View(spot.outside)
    progress = PROGRESS | ({loop.output_collection} if loop.output_collection else set())
    yield _Part("the input collection", loop.input_collection, outside, Mark.MUST)
    yield _Part("the loop cardinality", loop.cardinality, outside)
    yield _Part("the output element", loop.output_element, spot.ended, Mark.MOSTLY)
    ending = View(spot.place, extra=progress | {CONTEXT})
    yield _Part("the completion condition", loop.completion_condition, ending)


def _task(spot: Spot, node: Task) -> Iterator[_Part]:
    if node.script is not None:
        yield _Part("the script", node.script.expression, spot.begun)
    elif node.kind is TaskKind.USER:
        yield from _user_task(node, spot.begun)
    elif node.message is not None and node.kind is TaskKind.SEND:
        yield from _published(node.message.message, node.publication, spot.begun)
    elif node.message is not None and node.kind is TaskKind.RECEIVE:
        yield from _awaited(node.message.message, spot.begun)


def _user_task(node: Task, view: View) -> Iterator[_Part]:
    if node.assignment is not None:
        yield _Part("the assignee", node.assignment.assignee, view)
        yield _Part("the candidate groups", node.assignment.candidate_groups, view)
        yield _Part("the candidate users", node.assignment.candidate_users, view)
    if node.schedule is not None:
        yield _Part("the due date", node.schedule.due_date, view)
        yield _Part("the follow-up date", node.schedule.follow_up_date, view)
    yield _Part("the priority", node.priority, view)


def _awaited(message: Message, view: View, *, starts: bool = False) -> Iterator[_Part]:
    """Yield the parts of a message that is caught; a start of a process has no correlation key."""
    yield _Part(f"the name of message '{message.id}'", message.name, view)
    yield _key(message, message.correlation_key, None if starts else view)


def _published(message: Message, publication: Publication | None, view: View) -> Iterator[_Part]:
    drawn = publication or Publication()
    yield _Part(f"the name of message '{message.id}'", message.name, view)
    yield _key(message, drawn.correlation_key or message.correlation_key, view)
    yield _Part(f"the id of message '{message.id}'", drawn.message_id, view)
    yield _Part(f"the time to live of message '{message.id}'", drawn.time_to_live, view)


def _key(message: Message, text: Text | None, view: View | None) -> _Part:
    return _Part(f"the correlation key of message '{message.id}'", text, view, Mark.MOSTLY)


def messages(definitions: Definitions) -> Iterator[Use]:
    """Yield the expressions of all messages of the file, whether an element refers to them or not."""
    for message in definitions.messages.values():
        for part in _awaited(message, NOTHING_YET):
            if part.text is not None:
                yield Use(part.what, part.text, message.id, None)
