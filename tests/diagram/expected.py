"""The model that the complete file is read as, written out field by field."""

from collections.abc import Iterable
from typing import Any, Final

from duecourse.diagram.elements import (
    Assignment,
    CallActivity,
    Event,
    EventKind,
    FlowNode,
    Gateway,
    GatewayKind,
    Job,
    Lane,
    MultiInstance,
    Publication,
    Schedule,
    Scope,
    SequenceFlow,
    SubProcess,
    Task,
    TaskKind,
)
from duecourse.diagram.events import (
    ErrorDefinition,
    EscalationDefinition,
    Message,
    MessageDefinition,
    TerminateDefinition,
    TimerDefinition,
    TimerKind,
)
from duecourse.diagram.expressions import Mapping, Text
from tests.diagram.breaking import line_of


def text(raw: str, part: str) -> Text:
    """Return an expression that stands in the line of a part of the file."""
    return Text(raw, line_of(part), raw[1:].strip() if raw.startswith("=") else None)


def feel(raw: str, part: str) -> Text:
    """Return an expression that is FEEL without the mark too."""
    return Text(raw, line_of(part), raw.removeprefix("=").strip())


def message(name: str, raw: str, key: str | None = None) -> Message:
    """Return a message of the file."""
    line = line_of(f'<bpmn:message id="{name}"')
    correlation = None if key is None else text(key, "<zeebe:subscription")
    return Message(name, text(raw, f'<bpmn:message id="{name}"'), correlation, line)


NEWS: Final = message("News", "news", "=case_id")
LETTER: Final = message("Letter", "letter")
COMPUTED: Final = message("Computed", '="news of " + case_id')
REFUSED: Final = text("REFUSED", '<bpmn:error id="Refused"')
LATE: Final = text("LATE", "<bpmn:escalation ")


def common(name: str, incoming: str = "", outgoing: str = "", /, **more: Any) -> dict[str, Any]:
    """Return what every node has."""
    return {
        "id": name,
        "line": line_of(f' id="{name}"'),
        "incoming": tuple(incoming.split()),
        "outgoing": tuple(outgoing.split()),
        **more,
    }


def event(kind: EventKind, name: str, incoming: str = "", outgoing: str = "", /, **more: Any) -> Event:
    """Return an event."""
    return Event(kind=kind, **common(name, incoming, outgoing, **more))


def task(kind: TaskKind, name: str, incoming: str, outgoing: str, /, **more: Any) -> Task:
    """Return a task."""
    return Task(kind=kind, **common(name, incoming, outgoing, **more))


def gateway(kind: GatewayKind, name: str, incoming: str, outgoing: str, /, **more: Any) -> Gateway:
    """Return a gateway."""
    return Gateway(kind=kind, **common(name, incoming, outgoing, **more))


def boundary(name: str, outgoing: str, definition: object, **more: Any) -> Event:
    """Return a boundary event of the inquiry."""
    return event(EventKind.BOUNDARY, name, "", outgoing, definition=definition, attached_to="Inquiry", **more)


def sent(name: str, of: Message) -> MessageDefinition:
    """Return the message definition of an event."""
    return MessageDefinition(of, line_of(f'id="{name}_definition"'))


def timer(name: str, kind: TimerKind, raw: str) -> TimerDefinition:
    """Return the timer definition of an event, whose text is in the line below it."""
    line = line_of(f'id="{name}_definition"')
    return TimerDefinition(kind, Text(raw, line + 1, raw[1:] if raw.startswith("=") else None), line)


def error(name: str, code: Text | None) -> ErrorDefinition:
    """Return the error definition of an event."""
    return ErrorDefinition(code, line_of(f'id="{name}_definition"'))


def escalation(name: str, code: Text | None) -> EscalationDefinition:
    """Return the escalation definition of an event."""
    return EscalationDefinition(code, line_of(f'id="{name}_definition"'))


def flow(name: str, source: str, target: str, condition: Text | None = None, /, **more: Any) -> SequenceFlow:
    """Return a sequence flow."""
    line = line_of(f'<bpmn:sequenceFlow id="{name}"')
    return SequenceFlow(id=name, line=line, source=source, target=target, condition=condition, **more)


def scope(nodes: Iterable[FlowNode], flows: Iterable[SequenceFlow]) -> Scope:
    """Return what flows, by id."""
    return Scope(nodes={each.id: each for each in nodes}, flows={each.id: each for each in flows})


LANES: Final = [
    Lane(
        id="Inside",
        name="Inside",
        line=line_of('<bpmn:lane id="Inside"'),
        documentation="Everybody",
        properties={"duecourse:candidateGroup": "staff"},
        nodes=("Read", "Inquiry"),
    ),
    Lane(
        id="Clerks",
        name="Clerks",
        line=line_of('<bpmn:lane id="Clerks"'),
        nodes=("Read", "Weigh"),
        parent="Inside",
    ),
]

READ: Final = task(
    TaskKind.USER,
    "Read",
    "f4",
    "f5",
    name="Read the letter",
    documentation="Read it all.",
    lane="Clerks",
    form_id="reading",
    assignment=Assignment(
        assignee=text("=reader", "<zeebe:assignmentDefinition"),
        candidate_groups=text("clerks, readers", "<zeebe:assignmentDefinition"),
        candidate_users=text("=[deputy]", "<zeebe:assignmentDefinition"),
    ),
    schedule=Schedule(
        due_date=text('=today() + duration("P2D")', "<zeebe:taskSchedule"),
        follow_up_date=text("2010-04-15", "<zeebe:taskSchedule"),
    ),
    priority=text("70", "<zeebe:priorityDefinition"),
    inputs=(
        Mapping(text("=letter.text", 'target="text"'), "text", line_of('target="text"')),
        Mapping(text("plain", 'target="kind"'), "kind", line_of('target="kind"')),
    ),
    outputs=(Mapping(text("=verdict", 'target="read"'), "read", line_of('target="read"')),),
    properties={
        "duecourse:stage": "reading",
        "duecourse:constraint:TOO_SHORT": "string length(verdict) > 3",
    },
)

PRINT: Final = task(
    TaskKind.SERVICE,
    "Print",
    "f7",
    "f10 f11",
    job=Job(
        type=text('="print-" + size', "&quot;print-"),
        retries=text("5", "&quot;print-"),
        headers={"tray": "2", "side": ""},
    ),
)

INQUIRY: Final = SubProcess(
    **common("Inquiry", "f14", "f16", name="Inquiry", lane="Inside"),
    inputs=(Mapping(text("=case_id", 'target="number"'), "number", line_of('target="number"')),),
    body=scope(
        [
            event(EventKind.START, "Inquiry_start", "", "g1", lane="Inside"),
            gateway(GatewayKind.EVENT_BASED, "Which_first", "g1", "g2 g3 g4", lane="Inside"),
            event(
                EventKind.INTERMEDIATE_CATCH,
                "On_day",
                "g2",
                "g5",
                lane="Inside",
                definition=timer("On_day", TimerKind.DATE, "2010-04-20T09:00:00"),
            ),
            event(
                EventKind.INTERMEDIATE_CATCH,
                "On_news",
                "g3",
                "g6",
                lane="Inside",
                definition=sent("On_news", NEWS),
            ),
            event(
                EventKind.INTERMEDIATE_CATCH,
                "After_while",
                "g4",
                "g7",
                lane="Inside",
                definition=timer("After_while", TimerKind.DURATION, "=duration(patience)"),
            ),
            event(EventKind.END, "Refuse", "g5", lane="Inside", definition=error("Refuse", REFUSED)),
            event(
                EventKind.INTERMEDIATE_THROW,
                "Warn",
                "g6",
                "g8",
                lane="Inside",
                definition=escalation("Warn", LATE),
            ),
            event(
                EventKind.END,
                "Stop",
                "g7 g8",
                lane="Inside",
                definition=TerminateDefinition(line_of('id="Stop_definition"')),
            ),
        ],
        [
            flow("g1", "Inquiry_start", "Which_first"),
            flow("g2", "Which_first", "On_day"),
            flow("g3", "Which_first", "On_news"),
            flow("g4", "Which_first", "After_while"),
            flow("g5", "On_day", "Refuse"),
            flow("g6", "On_news", "Warn"),
            flow("g7", "After_while", "Stop"),
            flow("g8", "Warn", "Stop"),
        ],
    ),
)

ASK_AGENCIES: Final = CallActivity(
    **common("Ask_agencies", "f23", "f25"),
    process_id=text("Agency", "<zeebe:calledElement"),
    propagate_all_parent_variables=False,
    propagate_all_child_variables=False,
    loop=MultiInstance(
        sequential=False,
        input_collection=text("=agencies", "<zeebe:loopCharacteristics"),
        input_element="agency",
        output_collection="answers",
        output_element=text("=answer", "<zeebe:loopCharacteristics"),
        completion_condition=feel("=numberOfCompletedInstances > 2", "<bpmn:completionCondition"),
        line=line_of('behavior="All"'),
    ),
)

STAMP: Final = task(
    TaskKind.TASK,
    "Stamp",
    "f26",
    "f27",
    name="Stamp",
    loop=MultiInstance(
        sequential=True,
        cardinality=feel("3", "<bpmn:loopCardinality"),
        line=line_of('isSequential="true"'),
    ),
)

POST: Final = task(
    TaskKind.SEND,
    "Post",
    "f27",
    "f28",
    message=MessageDefinition(LETTER, line_of('<bpmn:sendTask id="Post"')),
    publication=Publication(
        correlation_key=text("=case_id", 'timeToLive="PT1H"'),
        message_id=text('="m" + case_id', 'timeToLive="PT1H"'),
        time_to_live=text("PT1H", 'timeToLive="PT1H"'),
    ),
)
