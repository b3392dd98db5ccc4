"""Large, deep and hostile files: each is read in seconds, or refused in few words."""

import time
from collections.abc import Callable

import pytest

from duecourse.bpmn.compile import compile_process
from duecourse.diagram.building import DEEPEST
from duecourse.diagram.elements import SubProcess
from duecourse.diagram.reader import read
from duecourse.diagram.report import MOST
from tests.diagram.breaking import refused

SECONDS = 15


def written(body: str, beside: str = "") -> str:
    """Return a file with one process."""
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:x="urn:x"'
        ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" id="d">'
        f'{beside}<process id="p" isExecutable="true">{body}</process></definitions>'
    )


def row(number: int) -> str:
    """Return user tasks in a row."""
    names = ["start", *(f"t{each}" for each in range(number)), "end"]
    tasks = "".join(f'<userTask id="{name}"/>\n' for name in names[1:-1])
    flows = "".join(
        f'<sequenceFlow id="f{each}" sourceRef="{names[each]}" targetRef="{names[each + 1]}"/>\n'
        for each in range(number + 1)
    )
    return f'<startEvent id="start"/>{tasks}<endEvent id="end"/>{flows}'


def nested(depth: int) -> str:
    """Return sub-processes inside each other, each the only activity of the one around it."""
    inner = '<userTask id="n0"/>'
    for level in range(depth + 1):
        body = (
            f'<startEvent id="a{level}"/>{inner}<endEvent id="z{level}"/>'
            f'<sequenceFlow id="f{level}" sourceRef="a{level}" targetRef="n{level}"/>'
            f'<sequenceFlow id="g{level}" sourceRef="n{level}" targetRef="z{level}"/>'
        )
        inner = f'<subProcess id="n{level + 1}">{body}</subProcess>'
    return body


def test_two_thousand_tasks_in_a_row_read_and_compile() -> None:
    process = read(written(row(2000)).encode()).processes["p"]

    definition = compile_process(process)

    assert len(process.body.nodes) == 2002
    assert len(definition.spec.task_specs) > 2002 - 1


def test_sub_processes_read_and_compile_down_to_the_limit() -> None:
    process = read(written(nested(DEEPEST)).encode()).processes["p"]

    compile_process(process)

    depth, inside = 0, list(process.body.nodes.values())
    while any(isinstance(node, SubProcess) for node in inside):
        [inner] = [node for node in inside if isinstance(node, SubProcess)]
        depth, inside = depth + 1, list(inner.body.nodes.values())
    assert depth == DEEPEST


def test_sub_processes_beyond_the_limit_are_refused() -> None:
    [problem] = refused(written(nested(DEEPEST + 1)))

    assert (problem.rule, problem.element_id) == ("depth", "n1")
    assert problem.reason == f"sub-processes stand inside each other more than {DEEPEST} deep"


def lanes(number: int) -> str:
    """Return lanes beside each other, each with one task of a row."""
    drawn = "".join(f'<lane id="l{each}"><flowNodeRef>t{each}</flowNodeRef></lane>' for each in range(number))
    return f"<laneSet>{drawn}</laneSet>{row(number)}"


def lanes_inside_each_other() -> str:
    """Return lanes as deep as they can be, the same node in all of them."""
    opening = "".join(f'<lane id="l{each}"><flowNodeRef>t0</flowNodeRef><childLaneSet>' for each in range(90))
    member = "<flowNodeRef>t0</flowNodeRef>" * 150_000
    return f'<laneSet>{opening}<lane id="in">{member}</lane>{"</childLaneSet></lane>" * 90}</laneSet>{row(1)}'


def fan(number: int) -> str:
    """Return flows between two nodes, named at both ends."""
    out = "".join(f"<outgoing>f{each}</outgoing>" for each in range(number))
    into = out.replace("outgoing", "incoming")
    flows = "".join(
        f'<sequenceFlow id="f{each}" sourceRef="start" targetRef="end"/>' for each in range(number)
    )
    return f'<startEvent id="start">{out}</startEvent><endEvent id="end">{into}</endEvent>{flows}'


def races(number: int) -> str:
    """Return event-based gateways in a row, each with two receive tasks behind it."""
    drawn, before = ['<startEvent id="start"/>'], "start"
    for each in range(number):
        drawn.append(
            f'<eventBasedGateway id="g{each}"/><exclusiveGateway id="m{each}"/>'
            f'<sequenceFlow sourceRef="{before}" targetRef="g{each}"/>'
        )
        drawn.extend(
            f'<receiveTask id="r{side}{each}" messageRef="m"/>'
            f'<sequenceFlow sourceRef="g{each}" targetRef="r{side}{each}"/>'
            f'<sequenceFlow sourceRef="r{side}{each}" targetRef="m{each}"/>'
            for side in "ab"
        )
        before = f"m{each}"
    return "".join([*drawn, f'<endEvent id="end"/><sequenceFlow sourceRef="{before}" targetRef="end"/>'])


MESSAGE = (
    '<message id="m" name="m"><extensionElements><zeebe:subscription correlationKey="=1"/>'
    "</extensionElements></message>"
)


def properties(number: int) -> str:
    """Return a process with properties and a task."""
    drawn = "".join(f'<zeebe:property name="p{each}" value="v"/>' for each in range(number))
    return f"<extensionElements><zeebe:properties>{drawn}</zeebe:properties></extensionElements>{row(1)}"


LARGE: dict[str, Callable[[], str]] = {
    "tasks": lambda: written(row(30_000)),
    "lanes": lambda: written(lanes(15_000)),
    "lanes inside each other": lambda: written(lanes_inside_each_other()),
    "flows between two nodes": lambda: written(fan(40_000)),
    "event-based gateways": lambda: written(races(8_000), MESSAGE),
    "lines": lambda: written(row(1) + "\n" * 7_000_000),
    "properties": lambda: written(properties(100_000)),
}


@pytest.mark.parametrize("name", LARGE)
def test_a_large_file_is_read_in_seconds(name: str) -> None:
    content = LARGE[name]().encode()
    begun = time.process_time()

    diagram = read(content)

    assert diagram.processes["p"].body.nodes
    assert time.process_time() - begun < SECONDS


def attributes(number: int) -> str:
    """Return attributes that no element has."""
    return " ".join(f'a{each}=""' for each in range(number))


def prefixes(number: int) -> str:
    """Return a task with many prefixes around it, and many references with a prefix that is none of them."""
    declared = " ".join(f'xmlns:n{each}="urn:{each}"' for each in range(number))
    references = "".join(f'<incoming xmlns:m="urn:m">q:z{each}</incoming>' for each in range(60_000))
    return f'<task id="t" {declared}>{references}</task>'


def long_names(number: int) -> str:
    """Return elements of a vendor with a long name, and catchers of the same error as one with a long id."""
    space, long = "urn:" + "n" * 2_000_000, "i" * 2_000_000
    vendors = "".join(f'<v:e{each} v:a{each}="" xmlns:v="{space[: each + 4]}"/>' for each in range(9))
    catchers = "".join(
        f'<boundaryEvent id="b{each}" attachedToRef="t0"><errorEventDefinition/></boundaryEvent>'
        for each in range(number)
    )
    first = f'<boundaryEvent id="{long}" attachedToRef="t0"><errorEventDefinition/></boundaryEvent>'
    return f"<extensionElements>{vendors}</extensionElements>{row(1)}{first}{catchers}"


def one_in_all(number: int) -> str:
    """Return lanes that all hold the same task."""
    drawn = "".join(f'<lane id="l{each}"><flowNodeRef>t0</flowNodeRef></lane>' for each in range(number))
    return f"<laneSet>{drawn}</laneSet>{row(1)}"


HOSTILE: dict[str, Callable[[], str]] = {
    "attributes": lambda: written(f"<task {attributes(190)}/>" * 900),
    "attributes far inside": lambda: written(
        f"{'<subProcess>' * 180}{f'<task {attributes(190)}/>' * 900}{'</subProcess>' * 180}"
    ),
    "elements": lambda: written("<task/>" * 100_000),
    "a long id": lambda: written('<task id="' + "i" * 4_000_000 + '"/>' + f"<task {attributes(190)}/>" * 900),
    "long names": lambda: written(long_names(3_000)),
    "prefixes": lambda: written(prefixes(150_000)),
    "one node in many lanes": lambda: written(one_in_all(50_000)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_full_of_problems_is_refused_in_seconds_and_few_words(name: str) -> None:
    text = HOSTILE[name]()
    begun = time.process_time()

    problems = refused(text)

    assert time.process_time() - begun < SECONDS
    assert 0 < len(problems) <= MOST + 1
    assert len(problems) <= MOST or problems[-1].reason.startswith("the file has more than 1,000 problems")
    assert max(len(str(each)) for each in problems) < 1000
