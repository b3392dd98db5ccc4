"""Where in a diagram a variable is known."""

from tests.lint.examining import (
    END,
    asks,
    boundary,
    chain,
    diagram,
    each,
    element,
    expression,
    flow,
    form,
    inner,
    mappings,
    message,
    properties,
    row,
    said,
    script,
    sub_process,
    timer,
    unknown,
    user,
)

RULE = "unknown-variable"

DECLARED = properties(variables="received, agencies")
ASK = form("ask", "answer")
CAUGHT = '<messageEventDefinition messageRef="m"/>'

Read = tuple[str, str | None, str]


def reads(text: str) -> list[Read]:
    """Return what is unknown where there are two forms."""
    return unknown(text, ASK, form("other", "reason"))


def closed(*elements: str, names: list[str], beside: str = "") -> str:
    """Draw a process whose start is closed: it declares `received` and `agencies`."""
    return diagram(row(*elements, names=names), beside, process=DECLARED)


def reading(name: str) -> str:
    """Draw the script b that reads a name."""
    return script("b", name, "x")


def test_input_mappings_are_known_inside_their_element_only_and_in_their_order() -> None:
    inputs = {"one": "=received", "two": "=one", "own": "=own", "late": "=later", "later": "=1"}
    text = closed(user("a", asks("ask"), mappings(inputs)), reading("one"), names=["a", "b"])

    assert reads(text) == [
        ("ERROR", "a", "the input mapping to 'late' reads later"),
        ("ERROR", "a", "the input mapping to 'own' reads own"),
        ("ERROR", "b", "the script reads one"),
    ]


def test_what_a_sub_process_declares_is_known_in_it_at_any_depth_and_not_outside() -> None:
    deep = sub_process("deep", inner(script("x", "own", "own"), names=["x"]).replace("inner_", "deep_"))
    sub = sub_process("sub", inner(deep, names=["deep"]), mappings({"own": "=received"}))

    assert reads(closed(sub, reading("own"), names=["sub", "b"])) == [("ERROR", "b", "the script reads own")]


def test_a_task_sees_its_form_in_constraints_outputs_and_flows_but_not_before() -> None:
    task = user(
        "a",
        asks("ask"),
        mappings(outputs={"kept": "=answer"}),
        '<zeebe:taskSchedule dueDate="=answer"/>',
        properties(
            constraint__early='answer = "x" and list contains(actor.groups, received)', unavailable="=answer"
        ),
    )
    text = closed(task, user("b", asks("other")), flow("a", "a", 'answer = "x"'), names=["a", "b"])

    assert reads(text) == [("ERROR", "a", "the due date reads answer")]


def test_the_actor_is_known_in_constraints_only() -> None:
    task = user("a", asks("ask"), '<zeebe:taskSchedule dueDate="=actor.username"/>')

    assert reads(closed(task, names=["a"])) == [("ERROR", "a", "the due date reads actor")]


def test_the_reason_why_a_step_is_unavailable_may_name_what_tells_its_instances_apart() -> None:
    task = user("x", asks("ask"), properties(unavailable='=if own = received then "early" else lost'))
    sub = sub_process("sub", inner(task, names=["x"]), mappings({"own": "=received"}))

    assert reads(closed(sub, names=["sub"])) == [("ERROR", "x", "duecourse:unavailable reads lost")]


def test_every_expression_of_a_case_sees_its_process_instance() -> None:
    loop = each("=[camunda]", inside=expression("completionCondition", "=camunda = agency"))
    task = user("a", asks("ask"), properties(constraint__own="camunda = received"), inside=loop)
    start = element("startEvent", "start", inside=timer("=camunda", "timeDate"))

    assert reads(closed(task, reading("camunda"), names=["a", "b"])) == []
    assert reads(diagram(f"{start}{END}{flow('start', 'end')}")) == [
        ("ERROR", "start", "the timer reads camunda")
    ]


def test_a_round_of_a_multi_instance_has_its_item_and_number_and_knows_the_progress() -> None:
    condition = "=numberOfCompletedInstances > 1 and count(gathered) = 1 and agency = 1"
    loop = each(
        rest='outputCollection="gathered" outputElement="=[agency, loopCounter]"',
        inside=expression("completionCondition", condition),
    )
    task = user("a", asks("ask"), mappings({"own": "=agency"}), inside=loop)

    assert reads(closed(task, names=["a"])) == []


def test_what_stands_around_a_multi_instance_does_not_see_its_rounds() -> None:
    task = user("a", asks("ask"), inside=each("=agency.list"))
    late = boundary("late", "a", timer("=agency.due", "timeDate"), interrupting=False)
    text = closed(task, late, flow("a", "a", "loopCounter = 1"), names=["a"])

    assert reads(text) == [
        ("ERROR", "a", "the input collection reads agency"),
        ("ERROR", "late", "the timer reads agency"),
        ("ERROR", "a_a", "the condition reads loopCounter"),
    ]


def test_a_boundary_event_sees_the_input_mappings_of_its_host() -> None:
    task = user("a", asks("ask"), mappings({"own": "=received"}))

    assert reads(closed(task, boundary("late", "a", timer("=own", "timeDate")), names=["a"])) == []


def test_an_event_sub_process_has_what_its_message_brings_and_sees_around_it_while_it_waits() -> None:
    begins = element("startEvent", "begins", properties(variables="brought"), inside=CAUGHT)
    body = f'{begins}{reading("brought + received")}<endEvent id="done"/>{chain("begins", "b", "done")}'
    event = sub_process("event", body, attributes='triggeredByEvent="true"')
    text = closed(
        user("a", asks("ask")),
        event,
        script("c", "brought", "y"),
        names=["a", "c"],
        beside=message("m", "=brought"),
    )

    assert reads(text) == [
        ("ERROR", "c", "the script reads brought"),
        ("ERROR", "begins", "the correlation key of message 'm' reads brought"),
    ]


def test_before_a_process_has_started_there_are_no_variables() -> None:
    start = element("startEvent", "start", inside=timer("=received", "timeDate"))
    text = diagram(f"{start}{END}{flow('start', 'end')}", process=DECLARED)

    [(severity, name, sentence)] = said(RULE, text)
    assert (severity, name) == ("ERROR", "start")
    assert "there are no variables before the process has started" in sentence


def test_members_of_what_is_filtered_are_no_variables() -> None:
    assert reads(closed(script("a", "received[name = 1].x", "y"), names=["a"])) == []


def test_a_variable_may_be_called_as_a_function_is() -> None:
    assert reads(closed(script("a", "date", "count"), script("b", "count", "x"), names=["a", "b"])) == []
