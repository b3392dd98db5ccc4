"""What lint says will happen, happens: the same diagrams, run by the engine."""

import pytest

from duecourse.diagram.reader import read
from duecourse.forms import Form
from duecourse.model.json import Json
from tests.bpmn.running import Case
from tests.lint.examining import (
    END,
    START,
    asks,
    boundary,
    chain,
    diagram,
    each,
    element,
    examine,
    flow,
    form,
    inner,
    mappings,
    properties,
    row,
    script,
    sub_process,
    timer,
    user,
)

ASK = form("ask", "answer")
DECLARED = properties(variables="agencies, received")
GATHER = 'outputCollection="gathered" outputElement="=answer"'


def rules(text: str, *forms: Form) -> set[str]:
    """Return the rules that have something to say of a diagram."""
    return {finding.rule for finding in examine(text, *forms)}


def run(text: str) -> Case:
    """Start a case, with the variables that its process declares."""
    definitions = read(text.encode())
    return Case(*definitions.processes.values(), agencies=["first", "second"], received="2010-05-01")


@pytest.mark.parametrize(
    ("parts", "gathered_as", "shared"),
    [
        ((), "=string(answer)", True),
        ((), "=answer", False),
        ((mappings({"answer": "=null"}),), "=string(answer)", False),
    ],
)
def test_rounds_share_a_variable_unless_a_mapping_or_the_output_element_makes_it_their_own(
    parts: tuple[str, ...], gathered_as: str, shared: bool
) -> None:
    task = user("a", asks("ask"), *parts, inside=each(rest=GATHER.replace("=answer", gathered_as)))
    text = diagram(row(task, user("b"), names=["a", "b"]), process=DECLARED)

    case = run(text)
    for answer in ("yes", "no"):
        case.complete("a", answer=answer)

    assert ("multi-instance-overwrite" in rules(text, ASK)) is shared
    gathered: Json = case.variables().pop("gathered")
    assert isinstance(gathered, list)
    assert sorted(map(str, gathered)) == ["no", "yes"]
    assert case.variables().get("answer") == ("no" if shared else None)


@pytest.mark.parametrize(("outputs", "kept"), [({}, False), ({"answer": "=answer"}, True)])
def test_a_value_for_a_name_of_the_element_itself_is_lost_with_it(
    outputs: dict[str, str], kept: bool
) -> None:
    task = user("a", asks("ask"), mappings({"answer": "=received"}, outputs))
    text = diagram(row(task, user("b"), names=["a", "b"]), process=DECLARED)

    case = run(text)
    case.complete("a", answer="yes")

    assert ("value-lost" in rules(text, ASK)) is not kept
    assert ("answer" in case.variables()) is kept


@pytest.mark.parametrize(("loop", "read", "stops"), [(each(), "agency", True), ("", "own", False)])
def test_a_boundary_event_sees_its_host_but_not_the_rounds_of_a_multi_instance(
    loop: str, read: str, stops: bool
) -> None:
    task = user("a", asks("other"), mappings({"own": "=received"}), inside=loop)
    late = boundary("late", "a", timer(f"={read}", "timeDate"), interrupting=False)
    text = diagram(row(task, late, names=["a"]), process=DECLARED)

    case = run(text)

    assert ("unknown-variable" in rules(text, form("other", "reason"))) is stops
    assert bool(case.open("incident")) is stops


@pytest.mark.parametrize(("first", "seen"), [("one", True), ("two", False)])
def test_input_mappings_are_made_one_after_the_other(first: str, seen: bool) -> None:
    inputs = {"one": "=received", "two": "=one"} if seen else {"two": "=one", "one": "=received"}
    task = user("a", mappings(inputs, {"copied": "=two"}))
    text = diagram(row(task, user("b"), names=["a", "b"]), process=DECLARED)

    case = run(text)
    case.complete("a")

    assert next(iter(inputs)) == first
    assert ("unknown-variable" in rules(text)) is not seen
    assert case.variables()["copied"] == ("2010-05-01" if seen else None)


@pytest.mark.parametrize(("split", "stuck"), [("exclusiveGateway", True), ("parallelGateway", False)])
def test_a_join_of_alternatives_waits_for_ever(split: str, stuck: bool) -> None:
    attributes = 'default="split_b"' if stuck else ""
    text = diagram(
        f"{START}{element(split, 'split', attributes=attributes)}{user('a')}{user('b')}"
        f"{element('parallelGateway', 'join')}{END}{chain('start', 'split')}"
        + flow("split", "a", "1 = 1" if stuck else None)
        + flow("split", "b")
        + chain("a", "join", "end")
        + flow("b", "join"),
        process=DECLARED,
    )

    case = run(text)
    while case.open():
        case.complete(next(iter(case.open())))

    assert ("parallel-join" in rules(text)) is stuck
    assert case.ended is not stuck


@pytest.mark.parametrize(("meet", "times"), [("userTask", 2), ("parallelGateway", 1)])
def test_branches_that_meet_without_a_join_go_on_one_by_one(meet: str, times: int) -> None:
    drawn = user("meet") if meet == "userTask" else element(meet, "meet")
    text = diagram(
        f"{START}{element('parallelGateway', 'split')}{user('a')}{user('b')}{drawn}{user('last')}{END}"
        + chain("start", "split", "a", "meet", "last", "end")
        + chain("split", "b", "meet"),
        process=DECLARED,
    )

    case = run(text)
    while case.open():
        case.complete(next(iter(case.open())))

    assert ("merge-without-join" in rules(text)) is (times == 2)
    assert case.completed().count("last") == times


def test_a_flow_after_one_without_condition_is_not_taken() -> None:
    text = diagram(
        f"{START}{element('exclusiveGateway', 'choice')}{user('a')}{user('b')}{END}"
        + chain("start", "choice", "a", "end")
        + flow("choice", "b", "1 = 1")
        + flow("b", "end"),
        process=DECLARED,
    )

    assert "dead-flow" in rules(text)
    assert set(run(text).open()) == {"a"}


@pytest.mark.parametrize(("kind", "stops"), [("timeDuration", True), ("timeDate", False)])
def test_a_date_in_a_duration_stops_the_case(kind: str, stops: bool) -> None:
    waits = element("intermediateCatchEvent", "a", inside=timer("=working days after(received, 2)", kind))
    text = diagram(row(waits, names=["a"]), process=DECLARED)

    assert ("timer-kind" in rules(text)) is stops
    assert bool(run(text).open("incident")) is stops


def test_an_error_that_nothing_catches_stops_the_case() -> None:
    throws = element("endEvent", "inner_end", inside='<errorEventDefinition errorRef="e"/>')
    body = inner(script("x", "1", "y"), names=["x"]).replace('<endEvent id="inner_end"/>', throws)
    uncaught = diagram(
        row(sub_process("a", body), names=["a"]), '<error id="e" errorCode="gone"/>', process=DECLARED
    )
    caught = uncaught.replace(END, END + boundary("caught", "a", '<errorEventDefinition errorRef="e"/>'))

    assert "error-uncaught" in rules(uncaught)
    assert run(uncaught).open("incident")
    assert "error-uncaught" not in rules(caught)
    assert run(caught).ended


def test_a_loop_without_a_wait_runs_until_its_limit() -> None:
    text = diagram(row(script("a", "1", "n"), names=["a"]) + flow("a", "a", "n = 1"), process=DECLARED)

    assert "loop-without-wait" in rules(text)
    definitions = read(text.encode())
    case = Case(*definitions.processes.values(), limit=500, agencies=[], received=None)
    assert case.open("incident")
