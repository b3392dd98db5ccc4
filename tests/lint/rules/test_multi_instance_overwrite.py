"""Variables that the rounds of a multi-instance take from each other."""

import pytest

from tests.lint.examining import (
    asks,
    diagram,
    each,
    element,
    form,
    inner,
    job,
    mappings,
    properties,
    row,
    said,
    script,
    sub_process,
    user,
)

RULE = "multi-instance-overwrite"
ASK = form("ask", "answer")
GATHER = 'outputCollection="all" outputElement="=answer"'


def drawn(activity: str) -> str:
    return diagram(row(activity, names=["a"]), process=properties(variables="agencies, all, received"))


def around(task: str, *parts: str, loop: str = each()) -> str:
    """Draw a multi-instance sub-process around the task x."""
    return drawn(sub_process("a", inner(task, names=["x"]), *parts, loop=loop))


def found(text: str) -> list[tuple[str, str | None, str]]:
    """Return severity, element and variable of each finding."""
    return [(severity, name, sentence.split("'")[1]) for severity, name, sentence in said(RULE, text, ASK)]


def test_a_form_in_each_round_would_write_the_same_variable() -> None:
    assert found(drawn(user("a", asks("ask"), inside=each()))) == [("ERROR", "a", "answer")]
    assert found(around(user("x", asks("ask")))) == [("ERROR", "x", "answer")]


def test_an_output_element_that_names_it_makes_it_the_rounds_own() -> None:
    assert found(drawn(user("a", asks("ask"), inside=each(rest=GATHER)))) == []
    assert found(around(user("x", asks("ask")), loop=each(rest=GATHER))) == []


def test_an_output_element_that_computes_with_it_does_not() -> None:
    computed = GATHER.replace('"=answer"', '"=upper case(answer)"')

    assert found(drawn(user("a", asks("ask"), inside=each(rest=computed)))) == [("ERROR", "a", "answer")]
    assert found(around(user("x", asks("ask")), loop=each(rest=computed))) == [("ERROR", "x", "answer")]


def test_an_input_mapping_of_the_round_makes_it_its_own() -> None:
    own = mappings({"answer": "=null"})

    assert found(drawn(user("a", asks("ask"), own, inside=each(rest=GATHER)))) == []
    assert found(around(user("x", asks("ask")), own, loop=each(rest=GATHER))) == []


def test_the_item_of_the_round_is_its_own() -> None:
    loop = each().replace('"agency"', '"answer"')

    assert found(around(user("x", asks("ask")), loop=loop)) == []


def test_a_name_that_belongs_to_an_outer_round_is_shared_by_the_inner_ones() -> None:
    own = mappings({"answer": "=null"})
    inside = inner(user("x", asks("ask"), inside=each("=agency.members")), names=["x"])

    assert found(drawn(sub_process("a", inside, own, loop=each()))) == [("ERROR", "x", "answer")]


def test_what_a_sub_process_inside_the_round_declares_is_the_rounds_own() -> None:
    deep = sub_process(
        "deep",
        inner(user("x", asks("ask")), names=["x"]).replace("inner_", "deep_"),
        mappings({"answer": "=null"}),
    )

    assert found(drawn(sub_process("a", inner(deep, names=["deep"]), loop=each()))) == []


def test_output_mappings_write_outside_unless_their_target_is_declared_in_the_round() -> None:
    task = user("x", asks("ask"), mappings(outputs={"kept": "=answer"}))

    assert found(around(task)) == [("ERROR", "x", "kept")]
    assert found(around(task, mappings({"kept": "=null"}))) == []
    assert found(drawn(user("a", asks("ask"), mappings(outputs={"kept": "=answer"}), inside=each()))) == [
        ("ERROR", "a", "kept")
    ]


def test_a_target_that_is_computed_from_itself_gathers() -> None:
    task = user("a", asks("ask"), mappings(outputs={"all": "=append(all, answer)"}), inside=each())

    assert found(drawn(task)) == []


def test_a_target_that_takes_nothing_of_the_round_is_the_same_for_all() -> None:
    task = user("x", asks("ask"), mappings(outputs={"asked": "=true", "when": "=received"}))

    assert found(around(task)) == []


def test_without_a_form_nobody_can_say_what_is_written_but_mappings_can() -> None:
    assert found(around(user("x"))) == []
    assert found(around(user("x", mappings(outputs={"kept": "=given"})))) == [("ERROR", "x", "kept")]


def test_one_after_the_other_it_is_a_warning() -> None:
    loop = each(sequential=True)

    assert found(drawn(user("a", asks("ask"), inside=loop))) == [("WARNING", "a", "answer")]
    assert found(around(user("x", asks("ask")), loop=loop)) == [("WARNING", "x", "answer")]


def test_scripts_and_jobs_in_a_round_are_a_warning() -> None:
    assert found(around(script("x", "agency.name", "name"))) == [("WARNING", "x", "name")]
    assert found(around(job("x", properties(variables="sent")))) == [("WARNING", "x", "sent")]
    assert found(around(script("x", "agency.name", "name"), mappings({"name": "=null"}))) == []


def test_a_script_whose_value_is_gathered_at_once_is_fine() -> None:
    text = element(
        "scriptTask",
        "a",
        '<zeebe:script expression="=agency" resultVariable="answer"/>',
        inside=each(rest=GATHER),
    )

    assert found(drawn(text)) == []


def test_what_the_sub_process_itself_maps_out_is_written_by_each_round() -> None:
    text = around(script("x", "1", "own"), mappings({"own": "=null"}, {"last": "=own"}))

    assert found(text) == [("ERROR", "a", "last")]


@pytest.mark.parametrize(
    ("attributes", "parts", "errors"),
    [
        ("", "", 1),
        ('propagateAllChildVariables="false"', "", 0),
        ("", mappings(outputs={"all": "=append(all, answer)"}), 0),
    ],
)
def test_calls_bring_back_everything_unless_told_otherwise(attributes: str, parts: str, errors: int) -> None:
    call = f'<zeebe:calledElement processId="other" {attributes}/>'

    texts = said(RULE, drawn(element("callActivity", "a", call, parts, inside=each())))

    assert [(severity, name) for severity, name, _ in texts] == [("ERROR", "a")] * errors
    assert all("brings back all variables" in sentence for _, _, sentence in texts)


def test_read_only_fields_change_nothing() -> None:
    shown = form("ask", "answer", readonly=True)

    assert said(RULE, around(user("x", asks("ask"))), shown) == []


def test_outside_of_a_multi_instance_anything_goes() -> None:
    assert found(drawn(user("a", asks("ask")))) == []
