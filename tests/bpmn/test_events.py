"""Events: boundary events, event sub-processes, the event-based gateway, errors, escalations, terminate."""

from datetime import timedelta

import pytest

from duecourse.diagram.elements import Event, EventKind, GatewayKind, SubProcess
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
from tests.bpmn.running import Case


def timer(value: str, kind: TimerKind = TimerKind.DURATION) -> TimerDefinition:
    return TimerDefinition(kind, text(value), 1)


def message(name: str) -> MessageDefinition:
    return MessageDefinition(Message(name, text(name), text('="1"'), 1), 1)


def attach(
    drawing: Drawing, host: str, name: str, definition: EventDefinition, *, interrupting: bool = True
) -> None:
    """Attach a boundary event that leads to a user task of its name + "_task"."""
    event = Event(
        id=name, kind=EventKind.BOUNDARY, definition=definition, interrupting=interrupting, attached_to=host
    )
    drawing.add(event)
    drawing.chain(name, drawing.user(f"{name}_task"), drawing.end(f"{name}_end"))


def single_task() -> Drawing:
    drawing = Drawing()
    drawing.chain(drawing.start(), drawing.user("work"), drawing.end("end"))
    return drawing


def test_an_interrupting_timer_ends_its_activity() -> None:
    drawing = single_task()
    attach(drawing, "work", "late", timer("PT1H"))
    case = Case(drawing.process())
    case.wait(timedelta(minutes=59))
    assert set(case.open()) == {"work"}
    case.wait(timedelta(minutes=1))
    assert set(case.open()) == {"late_task"}
    assert not case.open("timer")


def test_a_timer_is_disarmed_when_its_activity_ends_first() -> None:
    drawing = single_task()
    attach(drawing, "work", "late", timer("PT1H"))
    case = Case(drawing.process())
    case.complete("work")
    assert case.ended


def test_a_deadline_without_a_date_is_not_armed_and_a_date_means_the_end_of_its_day() -> None:
    for drawn, due in (("=null", []), ('="2010-04-15"', [{"due": "2010-04-15T23:00:00+00:00"}])):
        drawing = single_task()
        event = Event(
            id="late",
            kind=EventKind.BOUNDARY,
            definition=timer(drawn, TimerKind.DATE),
            interrupting=False,
            attached_to="work",
            properties={"duecourse:deadline": "D"},
        )
        drawing.add(event)
        drawing.chain("late", drawing.end("late_end"))
        case = Case(drawing.process())

        assert not case.open("incident")
        assert [data["timer"] for _, _, data in case.active() if "timer" in data] == due


@pytest.mark.parametrize(
    "drawn",
    [
        "2010-04-13T09:00@Europe/Londn",
        "2010-04-13T09:00@Europe",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:00:00-12:00",
        "2010-13-01",
        "soon",
    ],
)
def test_a_timer_that_cannot_be_read_stops_the_token(drawn: str) -> None:
    drawing = Drawing()
    drawing.start()
    waits = Event(
        id="wait", kind=EventKind.INTERMEDIATE_CATCH, definition=timer(f'="{drawn}"', TimerKind.DATE)
    )
    drawing.chain("start", drawing.add(waits), drawing.end("end"))

    assert Case(drawing.process()).incident("wait")["type"] == "EXTRACT_VALUE_ERROR"


def test_a_deadline_on_the_last_day_of_the_calendar_never_comes() -> None:
    drawing = single_task()
    attach(drawing, "work", "late", timer('="9999-12-31"', TimerKind.DATE), interrupting=False)

    assert Case(drawing.process()).open("timer")


def test_a_cycle_that_does_not_interrupt_fires_as_often_as_it_says() -> None:
    drawing = single_task()
    attach(drawing, "work", "nudge", timer("R2/PT1H", TimerKind.CYCLE), interrupting=False)
    case = Case(drawing.process())
    case.wait(timedelta(hours=10))
    assert case.completed().count("nudge") == 2
    assert "work" in case.open()


def test_a_message_that_does_not_interrupt_can_come_again() -> None:
    drawing = single_task()
    attach(drawing, "work", "note", message("note"), interrupting=False)
    case = Case(drawing.process())
    case.message("note", text="first")
    case.message("note", text="second")
    assert case.completed().count("note") == 2
    assert case.variables()["text"] == "second"
    assert "work" in case.open()


def test_the_first_event_behind_an_event_based_gateway_wins() -> None:
    drawing = Drawing()
    drawing.start()
    drawing.gateway("race", GatewayKind.EVENT_BASED)
    drawing.chain("start", "race")
    for name, definition in (("answer", message("answer")), ("silence", timer("PT1H"))):
        drawing.add(Event(id=name, kind=EventKind.INTERMEDIATE_CATCH, definition=definition))
        drawing.chain("race", name, drawing.user(f"{name}_task"))
    answered = Case(drawing.process())
    answered.message("answer", said="yes")
    assert set(answered.open()) == {"answer_task"}
    assert not answered.open("timer")
    taken = [
        effect["flow"] for step in answered.steps for effect in step.effects if effect["type"] == "flow_taken"
    ]
    assert not [flow for flow in taken if "silence" in str(flow)]

    silent = Case(drawing.process())
    silent.wait(timedelta(hours=1))
    assert set(silent.open()) == {"silence_task"}
    assert not silent.open("message")


def sub_process(inner: Drawing, name: str = "sub") -> Drawing:
    drawing = Drawing()
    drawing.start()
    drawing.add(SubProcess(id=name, body=inner.scope()))
    drawing.user("after")
    drawing.chain("start", name, "after")
    return drawing


def throwing(definition: EventDefinition) -> Drawing:
    """Draw a scope with a branch that throws and a branch that is still open then."""
    inner = Drawing()
    inner.start("s")
    inner.gateway("fork", GatewayKind.PARALLEL)
    inner.chain("s", "fork", inner.user("open"))
    inner.chain("fork", inner.user("trouble"), inner.end("thrown", definition))
    return inner


def test_an_error_goes_to_the_boundary_event_and_ends_all_that_is_open_inside() -> None:
    drawing = sub_process(throwing(ErrorDefinition(text("E1"), 1)))
    attach(drawing, "sub", "other", ErrorDefinition(text("E2"), 1))
    attach(drawing, "sub", "all", ErrorDefinition(None, 1))
    attach(drawing, "sub", "exact", ErrorDefinition(text("E1"), 1))
    case = Case(drawing.process())
    case.complete("trouble")
    assert set(case.open()) == {"exact_task"}


def test_an_error_that_nobody_catches_is_an_incident_and_the_rest_goes_on() -> None:
    case = Case(sub_process(throwing(ErrorDefinition(text("E1"), 1))).process())
    case.complete("trouble")
    assert case.incident("thrown")["type"] == "UNHANDLED_ERROR_EVENT"
    assert "E1" in str(case.incident("thrown")["message"])
    assert set(case.open()) == {"open"}


def test_an_escalation_that_does_not_interrupt_lets_the_sub_process_go_on() -> None:
    drawing = sub_process(throwing(EscalationDefinition(text("S"), 1)))
    attach(drawing, "sub", "heard", EscalationDefinition(text("S"), 1), interrupting=False)
    case = Case(drawing.process())
    case.complete("trouble")
    assert set(case.open()) == {"open", "heard_task"}
    case.complete("open")
    assert set(case.open()) == {"heard_task", "after"}


def test_an_escalation_that_interrupts_ends_the_sub_process() -> None:
    drawing = sub_process(throwing(EscalationDefinition(text("S"), 1)))
    attach(drawing, "sub", "heard", EscalationDefinition(None, 1))
    case = Case(drawing.process())
    case.complete("trouble")
    assert set(case.open()) == {"heard_task"}


def test_an_escalation_that_nobody_catches_is_recorded_and_the_case_goes_on() -> None:
    case = Case(sub_process(throwing(EscalationDefinition(text("S"), 1))).process())
    step = case.complete("trouble")
    thrown = [effect for effect in step.effects if effect["type"] == "escalation_thrown"]
    assert [(effect["code"], effect["caught_by"]) for effect in thrown] == [("S", None)]
    assert set(case.open()) == {"open"}


def test_terminate_ends_its_scope_and_the_flow_goes_on_after_it() -> None:
    case = Case(sub_process(throwing(TerminateDefinition(1))).process())
    case.complete("trouble")
    assert set(case.open()) == {"after"}


def with_event_sub_process(definition: EventDefinition, *, interrupting: bool) -> Drawing:
    drawing = single_task()
    inner = Drawing()
    inner.start("trigger", definition, interrupting=interrupting)
    inner.chain("trigger", inner.user("handle"), inner.end("handled"))
    drawing.add(SubProcess(id="handler", triggered_by_event=True, body=inner.scope()))
    return drawing


def test_an_event_sub_process_that_interrupts_replaces_what_was_going_on() -> None:
    case = Case(with_event_sub_process(message("stop"), interrupting=True).process())
    case.message("trigger trigger", why="police")
    assert set(case.open()) == {"handle"}
    case.complete("handle")
    assert case.ended


def test_an_event_sub_process_that_does_not_interrupt_runs_beside_and_several_times() -> None:
    case = Case(with_event_sub_process(message("news"), interrupting=False).process())
    case.message("trigger trigger", summary="first")
    case.message("trigger trigger", summary="second")
    tasks = [number for number, name, data in case.active() if name == "handle"]
    assert len(tasks) == 2
    assert "summary" not in case.variables()
    case.complete("work")
    assert not case.ended
    case.complete("handle")
    case.complete("handle")
    assert case.ended


def test_an_error_event_sub_process_catches_what_its_scope_throws_but_not_what_it_throws_itself() -> None:
    inner = throwing(ErrorDefinition(text("E"), 1))
    handler = Drawing()
    handler.start("caught", ErrorDefinition(text("E"), 1))
    handler.chain("caught", handler.user("mend"), handler.end("again", ErrorDefinition(text("E"), 1)))
    inner.add(SubProcess(id="handler", triggered_by_event=True, body=handler.scope()))
    drawing = sub_process(inner)
    attach(drawing, "sub", "outer", ErrorDefinition(text("E"), 1))
    case = Case(drawing.process())
    case.complete("trouble")
    assert set(case.open()) == {"mend"}
    case.complete("mend")
    assert set(case.open()) == {"outer_task"}
