"""The typed model of a diagram: flow nodes, sequence flows, scopes and processes.

Every element keeps the line of the file that it was read from, so that whatever is said about it later
can say where it stands. Nothing here knows how an element is executed.
"""

from collections.abc import Mapping as MappingOf
from dataclasses import dataclass, field
from enum import StrEnum

from duecourse.diagram.events import EventDefinition, Message, MessageDefinition
from duecourse.diagram.expressions import Mapping, Text


class EventKind(StrEnum):
    """The kinds of event, by their BPMN element name."""

    START = "startEvent"
    END = "endEvent"
    INTERMEDIATE_CATCH = "intermediateCatchEvent"
    INTERMEDIATE_THROW = "intermediateThrowEvent"
    BOUNDARY = "boundaryEvent"


class TaskKind(StrEnum):
    """The kinds of task, by their BPMN element name."""

    TASK = "task"
    USER = "userTask"
    MANUAL = "manualTask"
    SCRIPT = "scriptTask"
    SERVICE = "serviceTask"
    SEND = "sendTask"
    RECEIVE = "receiveTask"
    BUSINESS_RULE = "businessRuleTask"


class GatewayKind(StrEnum):
    """The kinds of gateway, by their BPMN element name."""

    EXCLUSIVE = "exclusiveGateway"
    PARALLEL = "parallelGateway"
    INCLUSIVE = "inclusiveGateway"
    EVENT_BASED = "eventBasedGateway"


@dataclass(frozen=True, slots=True, kw_only=True)
class Element:
    """What every element of a diagram has; ``properties`` are its ``zeebe:properties``."""

    id: str
    name: str = ""
    line: int = 0
    documentation: str = ""
    properties: MappingOf[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow(Element):
    """A sequence flow; ``condition`` is always FEEL."""

    source: str
    target: str
    condition: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FlowNode(Element):
    """A node of the flow; ``incoming`` and ``outgoing`` hold ids of sequence flows, in document order."""

    incoming: tuple[str, ...] = ()
    outgoing: tuple[str, ...] = ()
    lane: str | None = None
    inputs: tuple[Mapping, ...] = ()
    outputs: tuple[Mapping, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who may work on a user task (``zeebe:assignmentDefinition``)."""

    assignee: Text | None = None
    candidate_groups: Text | None = None
    candidate_users: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """When a user task should be done (``zeebe:taskSchedule``)."""

    due_date: Text | None = None
    follow_up_date: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """Work done by a program (``zeebe:taskDefinition``); ``headers`` are its ``zeebe:taskHeaders``."""

    type: Text
    retries: Text | None = None
    headers: MappingOf[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Publication:
    """How a thrown message is published (``zeebe:publishMessage``); ``time_to_live`` is ISO 8601."""

    correlation_key: Text | None = None
    message_id: Text | None = None
    time_to_live: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Event(FlowNode):
    """An event; ``interrupting`` is its ``cancelActivity`` or, of a start event, its ``isInterrupting``."""

    kind: EventKind
    definition: EventDefinition | None = None
    interrupting: bool = True
    attached_to: str | None = None
    form_id: str | None = None
    job: Job | None = None
    publication: Publication | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class MultiInstance:
    """Multi-instance loop characteristics.

    ``input_collection`` is FEEL giving a list; or ``cardinality`` FEEL giving a number.
    """

    sequential: bool
    input_collection: Text | None = None
    input_element: str | None = None
    output_collection: str | None = None
    output_element: Text | None = None
    cardinality: Text | None = None
    completion_condition: Text | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity(FlowNode):
    """Anything with a beginning and an end; ``default`` is the id of its default sequence flow."""

    loop: MultiInstance | None = None
    default: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Script:
    """A FEEL script (``zeebe:script``)."""

    expression: Text
    result_variable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CalledDecision:
    """A decision to evaluate (``zeebe:calledDecision``)."""

    decision_id: Text
    result_variable: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Activity):
    """A task of any kind; the fields that its kind does not use are None."""

    kind: TaskKind
    form_id: str | None = None
    assignment: Assignment | None = None
    schedule: Schedule | None = None
    priority: Text | None = None
    script: Script | None = None
    job: Job | None = None
    message: MessageDefinition | None = None
    publication: Publication | None = None
    decision: CalledDecision | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """What flows: the nodes and sequence flows of a process or sub-process, by id, in document order."""

    nodes: MappingOf[str, FlowNode] = field(default_factory=dict)
    flows: MappingOf[str, SequenceFlow] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SubProcess(Activity):
    """An embedded sub-process, or an event sub-process."""

    triggered_by_event: bool = False
    body: Scope = field(default_factory=Scope)


@dataclass(frozen=True, slots=True, kw_only=True)
class CallActivity(Activity):
    """A call of another process (``zeebe:calledElement``)."""

    process_id: Text
    propagate_all_parent_variables: bool = True
    propagate_all_child_variables: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Gateway(FlowNode):
    """A gateway; ``default`` is its default sequence flow, ``direction`` its ``gatewayDirection``."""

    kind: GatewayKind
    default: str | None = None
    direction: str = "Unspecified"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lane(Element):
    """A lane; ``nodes`` are the ids of the flow nodes in it, ``parent`` the lane that holds it."""

    nodes: tuple[str, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Process(Element):
    """A process: its body and lanes; ``version_tag`` is ``zeebe:versionTag``.

    Of a process that is not executable only its own id, name and line are read: its body is empty.
    """

    executable: bool
    body: Scope
    lanes: MappingOf[str, Lane] = field(default_factory=dict)
    version_tag: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """Something kept but without meaning for execution, such as a foreign extension."""

    line: int
    element_id: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Definitions:
    """A whole BPMN file as read."""

    id: str
    target_namespace: str
    processes: MappingOf[str, Process]
    messages: MappingOf[str, Message] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()
