"""The typed model of the complete file, field by field."""

from typing import Any, Final

import pytest

from duecourse.diagram.elements import (
    CallActivity,
    Event,
    EventKind,
    FlowNode,
    GatewayKind,
    Job,
    Publication,
    Scope,
    Script,
    SequenceFlow,
    SubProcess,
    TaskKind,
)
from duecourse.diagram.events import MessageDefinition, TimerKind
from duecourse.diagram.expressions import Mapping
from duecourse.diagram.reader import read
from tests.diagram.breaking import COMPLETE, line_of
from tests.diagram.expected import (
    ASK_AGENCIES,
    COMPUTED,
    INQUIRY,
    LANES,
    LATE,
    LETTER,
    NEWS,
    POST,
    PRINT,
    READ,
    REFUSED,
    STAMP,
    boundary,
    common,
    error,
    escalation,
    event,
    feel,
    flow,
    gateway,
    scope,
    sent,
    task,
    text,
    timer,
)

DIAGRAM: Final = read(COMPLETE.encode())
OFFICE: Final = DIAGRAM.processes["Office"]


def handler(name: str, start: Event, end: Event, flow_id: str) -> SubProcess:
    """Return an event sub-process that goes from its trigger straight to its end."""
    body = scope([start, end], [flow(flow_id, start.id, end.id)])
    return SubProcess(**common(name), triggered_by_event=True, body=body)


NODES: Final[list[FlowNode]] = [
    event(EventKind.START, "By_hand", "", "f1", name="By hand", form_id="application"),
    event(EventKind.START, "By_letter", "", "f2", definition=sent("By_letter", LETTER)),
    event(EventKind.START, "Weekly", "", "f3", definition=timer("Weekly", TimerKind.CYCLE, "R/P1W")),
    gateway(GatewayKind.EXCLUSIVE, "Begin", "f1 f2 f3", "f4", direction="Converging"),
    READ,
    gateway(
        GatewayKind.INCLUSIVE,
        "Split",
        "f5",
        "f6 f7 f8",
        name="What is needed?",
        direction="Diverging",
        default="f6",
    ),
    task(
        TaskKind.SCRIPT,
        "Weigh",
        "f6",
        "f9",
        lane="Clerks",
        script=Script(expression=feel("length + 1", "<zeebe:script"), result_variable="weight"),
    ),
    PRINT,
    task(TaskKind.BUSINESS_RULE, "Rate", "f8", "f12", job=Job(type=text("rate", 'type="rate"'))),
    gateway(GatewayKind.INCLUSIVE, "Join", "f9 f10 f12", "f13"),
    task(TaskKind.MANUAL, "File", "f11 f13", "f14 f15", default="f14"),
    event(EventKind.END, "Filed", "f15"),
    INQUIRY,
    boundary("Refusal", "f17", error("Refusal", REFUSED)),
    boundary("Any_error", "f18", error("Any_error", None)),
    boundary("Lateness", "f19", escalation("Lateness", LATE), interrupting=False),
    boundary(
        "Deadline",
        "f20",
        timer("Deadline", TimerKind.DATE, "=working days after(received_on, 2)"),
        interrupting=False,
        properties={"duecourse:deadline": "inquiry"},
    ),
    boundary(
        "Withdrawn",
        "f21",
        sent("Withdrawn", NEWS),
        outputs=(Mapping(text("=reason", 'target="withdrawn"'), "withdrawn", line_of('target="withdrawn"')),),
    ),
    gateway(GatewayKind.EXCLUSIVE, "Together", "f16 f17 f18 f19 f20 f21", "f22"),
    gateway(GatewayKind.PARALLEL, "All", "f22", "f23 f24"),
    ASK_AGENCIES,
    CallActivity(
        **common("Ask_once", "f24", "f26"), process_id=text("Agency", 'calledElement="this:Agency"')
    ),
    STAMP,
    POST,
    task(TaskKind.RECEIVE, "Await", "f28", "f29", message=MessageDefinition(NEWS, line_of('id="Await"'))),
    task(TaskKind.SEND, "Fax", "f29", "f30", job=Job(type=text("fax", 'type="fax"'))),
    gateway(GatewayKind.PARALLEL, "All_done", "f25 f30", "f31"),
    event(EventKind.INTERMEDIATE_THROW, "Milestone", "f31", "f32"),
    event(
        EventKind.INTERMEDIATE_THROW,
        "Tell_public",
        "f32",
        "f33",
        definition=sent("Tell_public", COMPUTED),
        publication=Publication(
            correlation_key=text("=case_id", '<zeebe:publishMessage correlationKey="=case_id" />')
        ),
    ),
    event(EventKind.END, "Mailed", "f33", job=Job(type=text("mail", 'type="mail"'))),
    handler(
        "On_more_news",
        event(EventKind.START, "More_news", "", "h1", interrupting=False, definition=sent("More_news", NEWS)),
        event(EventKind.END, "Noted", "h1", definition=escalation("Noted", LATE)),
        "h1",
    ),
    handler(
        "On_time",
        event(EventKind.START, "Time", "", "i1", definition=timer("Time", TimerKind.DURATION, "P1Y")),
        event(EventKind.END, "Timed_out", "i1"),
        "i1",
    ),
    handler(
        "On_error",
        event(EventKind.START, "Error", "", "j1", definition=error("Error", REFUSED)),
        event(EventKind.END, "Handled", "j1"),
        "j1",
    ),
    handler(
        "On_escalation",
        event(
            EventKind.START,
            "Escalation",
            "",
            "k1",
            interrupting=False,
            definition=escalation("Escalation", None),
        ),
        event(EventKind.END, "Heard", "k1"),
        "k1",
    ),
]

CONDITIONS: Final = {
    "f7": feel("=length > 100", ">=length > 100<"),
    "f8": feel("rated", ">rated<"),
    "f11": feel("= failed  and not(ok)", "= failed"),
    "f15": feel("=closed", ">=closed<"),
}


NAMED: Final[dict[str, dict[str, Any]]] = {
    "f6": {"name": "else"},
    "f7": {"documentation": "Only the long ones.", "properties": {"duecourse:paragraph": "2"}},
}


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.id)
def test_a_node_is_read_with_all_that_it_has(node: FlowNode) -> None:
    assert OFFICE.body.nodes[node.id] == node


def test_the_nodes_of_a_process_are_in_the_order_of_the_file() -> None:
    assert list(OFFICE.body.nodes) == [node.id for node in NODES]


def test_sequence_flows_are_read_with_their_conditions() -> None:
    ends = {each: (flow.source, flow.target) for each, flow in OFFICE.body.flows.items()}
    expected = [
        flow(
            name,
            *ends[name],
            CONDITIONS.get(name),
            **NAMED.get(name, {}),
        )
        for name in (f"f{number}" for number in range(1, 34))
    ]

    assert list(OFFICE.body.flows.values()) == expected
    assert ends["f1"] == ("By_hand", "Begin")
    assert ends["f17"] == ("Refusal", "Together")
    # What nodes say of their flows was compared above; both must say the same.
    for name, node in OFFICE.body.nodes.items():
        assert [each for each, (_, target) in ends.items() if target == name] == list(node.incoming)
        assert [each for each, (source, _) in ends.items() if source == name] == list(node.outgoing)


def test_the_process_itself_is_read() -> None:
    assert OFFICE.name == "Office"
    assert OFFICE.line == line_of('<bpmn:process id="Office"')
    assert OFFICE.documentation == "What the office\ndoes by law."
    assert OFFICE.properties == {"duecourse:paragraph": "1", "colour": ""}
    assert OFFICE.executable
    assert OFFICE.version_tag == "2010"
    assert list(OFFICE.lanes.values()) == LANES


def test_the_file_is_read() -> None:
    assert (DIAGRAM.id, DIAGRAM.target_namespace) == ("Complete", "urn:tests:complete")
    assert DIAGRAM.messages == {"News": NEWS, "Letter": LETTER, "Computed": COMPUTED}
    assert list(DIAGRAM.processes) == ["Office", "Agency", "Other"]


def test_what_has_no_id_is_named_by_its_place() -> None:
    agency = DIAGRAM.processes["Agency"]

    [(name, unnamed)] = agency.body.flows.items()
    assert isinstance(unnamed, SequenceFlow)
    assert (name, unnamed.id, unnamed.source, unnamed.target) == (
        "sequenceFlow 1",
        "sequenceFlow 1",
        "Agency_start",
        "Agency_end",
    )
    assert agency.body.nodes["Agency_start"].outgoing == ("sequenceFlow 1",)


def test_a_process_that_is_not_executable_is_known_but_not_read() -> None:
    other = DIAGRAM.processes["Other"]

    assert (other.name, other.executable, other.body) == ("Another office", False, Scope())
