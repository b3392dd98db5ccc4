"""Lint as a whole: its rules are documented, what it says is in order, and its work stays in proportion."""

import re
from pathlib import Path

import pytest

from duecourse.diagram.reader import read
from duecourse.lint import Finding, Resources, Severity, lint
from duecourse.lint.checking import MOST_FINDINGS
from duecourse.lint.rules import RULES
from duecourse.lint.subject import Rule
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
    job,
    mappings,
    message,
    properties,
    row,
    script,
    sub_process,
    timer,
    user,
)

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs/reference/lint.md"
RULE_FOLDER = ROOT / "engine/duecourse/lint/rules"


def documented() -> list[tuple[str, str, str]]:
    """Return id, severity and sentence of each rule in the reference."""
    page = PAGE.read_text(encoding="utf-8")
    return re.findall(r"^\| `([a-z-]+)` \| ([a-z ]+) \| (.+?) \| .+ \|$", page, re.MULTILINE)


def severities(rule: Rule) -> str:
    """Return the severities that the module of a rule speaks of, as the reference writes them."""
    source = (RULE_FOLDER / f"{rule.id.replace('-', '_')}.py").read_text(encoding="utf-8")
    return " or ".join(sorted({name.lower() for name in re.findall(r"Severity\.([A-Z]+)", source)}))


def test_every_rule_is_documented_with_its_severity_and_sentence_and_nothing_else_is() -> None:
    assert sorted(documented()) == sorted((rule.id, severities(rule), rule.sentence) for rule in RULES)
    assert len({rule.id for rule in RULES}) == len(RULES)


def test_every_rule_is_a_module_of_its_own_with_tests_of_its_own() -> None:
    names = {rule.id.replace("-", "_") for rule in RULES}

    assert {file.stem for file in RULE_FOLDER.glob("*.py")} - {"__init__"} == names
    assert {file.stem for file in (Path(__file__).parent / "rules").glob("test_*.py")} == {
        f"test_{name}" for name in names
    }


def good() -> str:
    """Draw a process that uses much of the dialect and breaks no rule."""
    lane = (
        '<laneSet id="lanes"><lane id="clerks"><extensionElements>'
        f"{properties(candidateGroup='clerks')}</extensionElements>"
        "<flowNodeRef>read</flowNodeRef><flowNodeRef>asking</flowNodeRef></lane></laneSet>"
    )
    start = element("startEvent", "start", asks("request"))
    reads = element(
        "userTask",
        "read",
        asks("decision"),
        properties(
            paragraph="1",
            stage="reading",
            constraint__too_early="decided_on >= received_on",
            message__too_early="The decision cannot be older than the request.",
            unavailable="not_open",
            message__not_open="Nothing is to be read now.",
        ),
    )
    late = boundary(
        "late",
        "read",
        timer("=working days after(received_on, 2)", "timeDate"),
        properties(deadline="reply"),
        interrupting=False,
        to="remind",
    )
    remind = job("remind", properties(variables="reminded")) + flow("remind", "end")
    choice = element("exclusiveGateway", "choice", attributes='default="choice_end"')
    answers = sub_process(
        "asking",
        inner(
            user("ask", asks("answer"), mappings({"agency_name": "=agency.name"})),
            element("receiveTask", "wait", properties(variables="note"), attributes='messageRef="reply"'),
            names=["ask", "wait"],
        ),
        mappings({"answer": "=null", "note": "=null"}),
        loop=each(
            "=agencies", rest='outputCollection="answers" outputElement="={answer: answer, note: note}"'
        ),
    )
    counts = script("sum", "count(answers)", "replies")
    return diagram(
        f"{lane}{start}{reads}{late}{remind}{choice}{answers}{counts}{END}"
        + chain("start", "read", "choice", "end")
        + flow("choice", "asking", 'decision = "ask"')
        + chain("asking", "sum", "end"),
        message("reply", '=agency.name + "-" + string(loopCounter)'),
    )


FORMS = (
    form("request", "received_on", "agencies"),
    form("decision", "decision", "decided_on"),
    form("answer", "answer"),
)


def test_a_good_diagram_has_no_findings() -> None:
    assert examine(good(), *FORMS, previous={"read": "Read it", "late": "", "asking": ""}) == ()


def test_findings_come_by_line_and_name_rule_element_and_severity() -> None:
    text = diagram(row(user("b"), script("a", "1 +", "x"), names=["b", "a"]) + flow("b", "b", "lost"))

    found = examine(text)

    assert [each.line for each in found] == sorted(each.line for each in found)
    line = next(at for at, written in enumerate(text.splitlines(), 1) if "zeebe:script" in written)
    assert found[0] == Finding(
        "feel-syntax",
        Severity.ERROR,
        "a",
        line,
        "the script '1 +' cannot be read: line 1, column 4: expected an expression, found the end",
    )


def test_a_process_that_is_not_executable_is_not_examined() -> None:
    other = f'<process id="drawn">{user("x")}{script("y", "1 +", "z")}</process>'

    assert examine(diagram(row(names=[]), other)) == ()


def test_a_rule_speaks_so_often_and_then_says_that_there_is_more() -> None:
    names = [f"t{number}" for number in range(MOST_FINDINGS + 50)]
    text = diagram(row(*(script(name, "todai()", "x") for name in names), names=names))

    found = [each for each in examine(text) if each.rule == "feel-function"]

    assert len(found) == MOST_FINDINGS + 1
    [rest] = [each for each in found if each.element_id is None]
    assert rest.severity is Severity.ERROR
    assert rest.message == "there are more findings of this rule than the 100 that are shown"


def test_what_is_left_unsaid_forbids_too_if_any_of_it_does() -> None:
    names = [f"t{number}" for number in range(MOST_FINDINGS + 1)]
    start = element("startEvent", "start", asks("request"))
    warnings = [
        job(name, properties(variables="agencies"), mappings(outputs={"kept": "=lost"})) for name in names
    ]
    text = diagram(row(*warnings, script("last", "lost", "x"), names=[*names, "last"]).replace(START, start))

    found = [each for each in examine(text, *FORMS) if each.rule == "unknown-variable"]

    assert found[-1].severity is Severity.ERROR


@pytest.mark.parametrize("draw", ["row", "branches", "loops"])
def test_a_large_diagram_is_examined_whole(draw: str) -> None:
    names = [f"t{number}" for number in range(2000)]
    tasks = [user(name, mappings({"own": "=received"}, {f"v_{name}": "=own"})) for name in names]
    if draw == "row":
        body = row(*tasks, names=names)
    elif draw == "branches":
        split, join = element("parallelGateway", "split"), element("parallelGateway", "join")
        body = (
            f"{START}{split}{''.join(tasks)}{join}{END}{flow('start', 'split')}{flow('join', 'end')}"
            + "".join(chain("split", name, "join") for name in names)
        )
    else:
        scripts = [script(name, f"v_{name}", f"v_{name}") for name in names]
        body = row(*scripts, names=names) + "".join(flow(name, name, "1 = 2") for name in names)

    found = examine(diagram(body, process=properties(variables="received")))

    rules = {"row": {"tree-size"}, "branches": {"tree-size"}, "loops": {"tree-size", "loop-without-wait"}}
    assert {each.rule for each in found} == rules[draw]


def test_sub_processes_are_examined_as_deep_as_they_can_be_read() -> None:
    deepest = 50
    body = script("deep", "lost + v49 + received", "x")
    names = "deep"
    for level in range(deepest - 1, -1, -1):
        start, end = f"s{level}", f"e{level}"
        inside = f'<startEvent id="{start}"/>{body}<endEvent id="{end}"/>{chain(start, names, end)}'
        body = sub_process(f"p{level}", inside, mappings({f"v{level}": "=received"}))
        names = f"p{level}"
    text = diagram(row(body, names=["p0"]), process=properties(variables="received"))

    [finding] = examine(text)

    assert (finding.rule, finding.element_id) == ("unknown-variable", "deep")


def test_nothing_but_the_diagram_is_needed() -> None:
    assert lint(read(diagram(row(names=[])).encode()), Resources()) == ()
