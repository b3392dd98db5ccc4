"""Decision tables (DMN 1.5, chapter 8)."""

from decimal import Decimal

import pytest

from duecourse.dmn import EvaluatedTable
from duecourse.feel import Limits
from tests.dmn.models import decision, dmn, evaluated, item, of, problems, table, value, warned

N = Decimal
RULES = ['< 10 | "small"', '< 100 | "middle"', '[5..200] | "large"']


def the(policy: str, *rules: str, more: str = "", output: str = "") -> str:
    return table(["x"], [output], rules or RULES, policy, more)


@pytest.mark.parametrize(
    ("policy", "x", "wanted"),
    [
        ("UNIQUE", 150, "large"),
        ("UNIQUE", 3, None),
        ("UNIQUE", 500, None),
        ("FIRST", 7, "small"),
        ("FIRST", 50, "middle"),
        ("FIRST", 500, None),
        ("ANY", 150, "large"),
        ("ANY", 50, None),
        ("RULE ORDER", 7, ["small", "middle", "large"]),
        ("RULE ORDER", 500, []),
        ("COLLECT", 50, ["middle", "large"]),
        ("COLLECT", 500, []),
    ],
)
def test_the_hit_policy_decides_which_rules_give_the_result(policy: str, x: int, wanted: object) -> None:
    assert of(the(policy), x=x) == wanted


def test_any_allows_several_rules_that_agree() -> None:
    assert of(the("ANY", '< 10 | "low"', '< 100 | "low"'), x=5) == "low"


@pytest.mark.parametrize(
    ("policy", "wanted"), [("PRIORITY", "large"), ("OUTPUT ORDER", ["large", "small", "middle"])]
)
def test_priority_and_output_order_go_by_the_list_of_values(policy: str, wanted: object) -> None:
    ordered = the(policy, output='| "large", "small", "middle"')

    assert of(ordered, x=7) == wanted


def test_the_first_of_several_outputs_weighs_most() -> None:
    rules = ['- | "b" | 1', '- | "a" | 3', '- | "a" | 2']
    ordered = table(["x"], ['p | "a", "b"', "q | [1..2], 3"], rules, "OUTPUT ORDER")

    assert of(ordered, x=1) == [
        {"p": "a", "q": N(2)},
        {"p": "a", "q": N(3)},
        {"p": "b", "q": N(1)},
    ]


def test_the_values_of_the_output_s_type_give_the_order_too() -> None:
    grade = item("grade", "string", allowed='"high", "low"')
    logic = table(["x"], [""], ['- | "low"', '- | "high"'], "PRIORITY").replace(
        "<output>", '<output typeRef="grade">'
    )

    assert value(dmn(grade, decision("d", logic)), "d", x=1) == "high"


def test_priority_without_an_order_of_values_is_refused() -> None:
    found = problems(dmn(decision("d", the("PRIORITY"))))

    assert len(found) == 1
    assert found[0].startswith("hit-policy, line 2, _d: the hit policy PRIORITY needs the values")


@pytest.mark.parametrize(
    ("aggregation", "x", "wanted"),
    [
        ("SUM", 7, N(111)),
        ("MIN", 7, N(1)),
        ("MAX", 7, N(100)),
        ("COUNT", 7, N(3)),
        ("SUM", 500, None),
        ("MIN", 500, None),
        ("MAX", 500, None),
        ("COUNT", 500, N(0)),
    ],
)
def test_collect_aggregates(aggregation: str, x: int, wanted: object) -> None:
    rules = ["< 10 | 1", "< 100 | 10", "[5..200] | 100"]
    collected = the("COLLECT", *rules, more=f'aggregation="{aggregation}"')

    assert of(collected, x=x) == wanted


@pytest.mark.parametrize("policy", ["UNIQUE", "ANY", "FIRST", "RULE ORDER", "COLLECT"])
def test_the_default_output_is_the_result_of_no_match(policy: str) -> None:
    assert of(the(policy, output='| | "none"'), x=500) == "none"


def test_defaults_of_several_outputs_make_a_context() -> None:
    rules = ["1 | 1 | 2"]

    assert of(table(["x"], ["a | | 7", "b"], rules), x=2) == {"a": N(7), "b": None}
    assert of(table(["x"], ["a | | 7", "b"], rules), x=1) == {"a": N(1), "b": N(2)}


@pytest.mark.parametrize(
    ("test", "x", "matches"),
    [
        ("-", None, True),
        ("", 1, True),
        ("1, 2", 2, True),
        ("not(1, 2)", 3, True),
        ("not(1, 2)", 2, False),
        ("null", None, True),
        ("> 3", None, False),
        ("? > 3 and ? < limit", 5, True),
        ("? > 3 and ? < limit", 50, False),
        ("< limit", 5, True),
        ('"a", "b"', "b", True),
        ('contains(?, "x")', "axe", True),
        ("some i in ? satisfies i > 2", [1, 3], True),
        ('@"2024-01-01"', "2024-01-01", False),
    ],
)
def test_a_cell_tests_the_value_of_its_input(test: str, x: object, matches: bool) -> None:
    tested = table(["x"], [""], [f"{test} | true"])

    assert of(tested, x=x, limit=10) is (True if matches else None)


def test_an_empty_result_is_null() -> None:
    assert evaluated(dmn(decision("d", the("UNIQUE", "1 |"))), "d", {"x": 1}).output is None


def test_what_breaks_the_hit_policy_is_said() -> None:
    assert warned(dmn(decision("d", the("UNIQUE"))), "d", x=7) == [
        "hit-policy: the rules 1, 2 and 3 match, but the hit policy UNIQUE allows one"
    ]
    assert warned(dmn(decision("d", the("ANY"))), "d", x=50) == [
        "hit-policy: the rules 2 and 3 match with outputs that differ: the hit policy is ANY"
    ]


def test_that_no_rule_matches_is_said_where_the_result_is_null() -> None:
    assert warned(dmn(decision("d", the("FIRST"))), "d", x=500) == [
        "no-rule: no rule matches, and there is no default output"
    ]
    assert warned(dmn(decision("d", the("COLLECT"))), "d", x=500) == []


def test_a_value_that_the_input_does_not_allow_gives_null() -> None:
    chosen = table(['colour | "red", "blue"'], [""], ["- | true"])
    content = dmn(decision("d", chosen))

    assert value(content, "d", colour="red") is True
    assert value(content, "d", colour="green") is None
    assert warned(content, "d", colour="green") == [
        'values: the input colour is "green", which is not allowed'
    ]


def test_null_and_lists_of_allowed_values_are_allowed() -> None:
    chosen = table(['colour | "red", "blue"'], [""], ["- | true"])

    assert of(chosen, colour=None) is True
    assert of(chosen, colour=["red", "blue"]) is True
    assert of(chosen, colour=["red", "green"]) is None


def test_a_value_that_the_output_does_not_allow_is_null() -> None:
    content = dmn(decision("d", table(["x"], ['size | "small", "large"'], ["- | x"])))

    assert value(content, "d", x="small") == "small"
    assert value(content, "d", x="huge") is None
    assert warned(content, "d", x="huge") == ['values: the output size is "huge", which is not allowed']


def test_values_of_another_type_than_is_declared_are_null() -> None:
    untyped = table(["x"], [""], ['null | "was null"', "> 1 | 1"])
    content = dmn(decision("d", untyped.replace("<inputExpression>", '<inputExpression typeRef="number">')))
    of_text = dmn(decision("d", untyped.replace("<output>", '<output typeRef="string">')))

    assert value(content, "d", x="2") == "was null"
    assert warned(content, "d", x="2")[0] == "type: the input x must be a number, not a string"
    assert value(of_text, "d", x=2) is None
    assert warned(of_text, "d", x=2) == ["type: the output must be a string, not a number"]


def test_a_table_without_inputs_applies_its_rules() -> None:
    assert of(table([], [""], ["1", "2"], "COLLECT")) == [N(1), N(2)]


def test_what_a_table_says_is_not_lost_among_what_its_cells_say() -> None:
    many = table(["x"], [""], ["> 1 | 1"] * 300)

    found = warned(dmn(decision("d", many)), "d", x=None)

    assert len(found) == Limits().warnings + 1
    assert found[-1] == "no-rule: no rule matches, and there is no default output"


def told(logic: str, **inputs: object) -> EvaluatedTable:
    (found,) = evaluated(dmn(decision("d", logic)), "d", inputs).decisions
    (only,) = found.tables
    return only


def test_an_evaluation_tells_inputs_matched_rules_and_outputs() -> None:
    rules = ['< 10 | "a" | 1 // the first', '>= 10 | "b" | 2 // the second']
    labelled = table(["x + 1"], ["p", "q"], rules).replace("<input>", '<input id="in" label="one more">')

    found = told(labelled.replace("<output", '<output id="out"', 1), x=20)

    assert (found.id, found.owner, found.hit_policy) == ("_d", "d", "UNIQUE")
    assert [(each.id, each.name, each.value) for each in found.inputs] == [("in", "one more", N(21))]
    (rule,) = found.rules
    assert (rule.index, rule.id, rule.annotations) == (2, "rule_2", (("note", "the second"),))
    assert [(each.id, each.name, each.value) for each in rule.outputs] == [("out", "p", "b"), ("", "q", N(2))]
    assert found.output == {"p": "b", "q": N(2)}


def test_an_input_without_a_label_is_known_by_its_expression() -> None:
    assert told(table(["x  +\n 1"], [""], ["- | 1"]), x=1).inputs[0].name == "x + 1"


def test_all_rules_that_match_are_told_and_with_first_the_one_that_is_hit() -> None:
    assert [rule.index for rule in told(the("COLLECT"), x=7).rules] == [1, 2, 3]
    assert [rule.index for rule in told(the("UNIQUE"), x=7).rules] == [1, 2, 3]
    assert [rule.index for rule in told(the("FIRST"), x=7).rules] == [1]
    assert told(the("FIRST"), x=500).rules == ()


@pytest.mark.parametrize(
    ("logic", "reason"),
    [
        (table(["x"], ["a", "a"], ["1 | 1 | 1"]), "each of several outputs needs a name of its own"),
        (table(["x"], ["a", ""], ["1 | 1 | 1"]), "each of several outputs needs a name of its own"),
        (table(["x"], [""], ["1 | 1 | 1"]), "the rule has 2 output entries, the table 1 outputs"),
        (table(["x", "y"], [""], ["1"]), "the rule has 1 input entries, the table 2 inputs"),
        (table([""], [""], ["1 | 1"]), "the input has no expression"),
        (
            table(["x"], [""], ["1 | 1"], "FIRST", 'aggregation="SUM"'),
            "aggregation has no meaning with the hit policy FIRST, only with COLLECT",
        ),
        (
            table(["x"], ["a", "b"], ["1 | 1 | 1"], "COLLECT", 'aggregation="SUM"'),
            "SUM needs a table with one output, this has 2",
        ),
        (table(["x"], [""], ["1 | 1 +"]), "column 4: expected an expression, found the end"),
        (table(["x"], [""], ["1, | 1"]), "column 3: expected an expression, found the end"),
        (table(['x | "a'], [""], ["1 | 1"]), "column 1: expected a closing quote for this string"),
    ],
)
def test_a_table_that_cannot_be_right_is_refused(logic: str, reason: str) -> None:
    found = problems(dmn(decision("d", logic)))

    assert any(reason in problem for problem in found), found
