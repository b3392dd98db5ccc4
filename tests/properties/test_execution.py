"""Random processes under random commands: what must always hold."""

from datetime import timedelta

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from duecourse.bpmn.state import fold
from duecourse.diagram.elements import Process
from duecourse.history import commands
from duecourse.model.json import Json, dumps
from tests.bpmn.running import Case
from tests.properties.models import processes


def act(case: Case, data: st.DataObject) -> None:
    """Do one random thing that the case waits for."""
    waits = [
        (part, name, number)
        for part in ("task", "message", "timer")
        for name, number in case.open(part).items()
    ]
    part, _, number = data.draw(st.sampled_from(sorted(waits)))
    values: dict[str, Json] = {
        name: data.draw(st.integers(0, 5)) for name in data.draw(st.sets(st.sampled_from("xyz"), max_size=2))
    }
    if part == "task":
        case.do(commands.CompleteTask(element=number, variables=values))
    elif part == "message":
        case.do(commands.CorrelateMessage(element=number, message="m", variables=values))
    else:
        case.wait(timedelta(minutes=data.draw(st.integers(3, 8))))


def finish_something(case: Case) -> None:
    """Complete a task; without one let time pass; else hand over a message that is awaited.

    A message in the flow comes first: one that does not interrupt could be handed over for ever.
    """
    tasks, messages = case.open("task"), case.open("message")
    if tasks:
        case.do(commands.CompleteTask(element=min(tasks.values()), variables={"x": 1}))
    elif case.open("timer"):
        case.wait(timedelta(minutes=10))
    else:
        flow = [number for name, number in messages.items() if name.startswith("catch")]
        case.do(commands.CorrelateMessage(element=min(flow or messages.values()), message="m"))


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(process=processes(), data=st.data())
def test_folding_the_deltas_gives_the_state_and_running_again_gives_the_deltas(
    process: Process, data: st.DataObject
) -> None:
    """``Case`` compares fold and live state after every command; then everything is run again."""
    case = Case(process, x=data.draw(st.integers(0, 4)))
    for _ in range(data.draw(st.integers(0, 25))):
        if case.ended:
            break
        act(case, data)
        assert not case.open("incident")
    case.replay()
    assert dumps(fold({}, (step.delta for step in case.steps))) == dumps(case.records)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(process=processes(), data=st.data())
def test_every_case_can_be_brought_to_its_end_and_then_nothing_is_left(
    process: Process, data: st.DataObject
) -> None:
    """Whatever waits is completed, at first in random order; nothing gets stuck, nothing is left behind."""
    case = Case(process, x=data.draw(st.integers(0, 4)))
    for _ in range(20):
        if not case.ended:
            act(case, data)
    for _ in range(200):
        if not case.ended:
            finish_something(case)
    assert case.ended
    assert set(case.records) == {"m"}
