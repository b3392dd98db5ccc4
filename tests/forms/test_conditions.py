"""Conditions, limits and options that are FEEL, over the given values and under them the visible ones."""

from dataclasses import replace

import pytest

from duecourse.feel import Limits
from duecourse.forms.checking.evaluation import MAXIMUM_EVALUATIONS
from duecourse.model.json import Json
from tests.forms.schemas import ENVIRONMENT, Part, field, form, wrong

REQUIRED: Part = {"required": True}
HIDDEN = "is hidden, so it cannot be given"
ASKED = form(
    field("radio", "met", values=[{"value": "yes"}, {"value": "no"}]),
    field("textarea", "why", validate=REQUIRED, conditional={"hide": '=met = "yes"'}),
)


def rows(*components: Json) -> Part:
    return {"type": "dynamiclist", "path": "rows", "components": components}


def checked(asked: list[Json], values: Part, visible: Part | None = None) -> dict[str, str]:
    return wrong(form(*asked), values, visible, ENVIRONMENT)


def test_a_hidden_field_is_not_required_and_takes_no_value() -> None:
    assert wrong(ASKED, {"met": "yes"}, {}, ENVIRONMENT) == {}
    assert wrong(ASKED, {"met": "yes", "why": None}, {}, ENVIRONMENT) == {}
    assert wrong(ASKED, {"met": "yes", "why": "x"}, {}, ENVIRONMENT) == {"why": HIDDEN}


def test_a_field_that_is_shown_is_required() -> None:
    assert wrong(ASKED, {"met": "no"}, {}, ENVIRONMENT) == {"why": "must be filled in"}
    assert wrong(ASKED, {"met": "no", "why": "x"}, {}, ENVIRONMENT) == {}


def test_a_condition_that_does_not_give_true_hides_nothing() -> None:
    for condition in ("=null", "=1", "=missing > 1", '="true"', "=[true]"):
        asked: list[Json] = [field("number", conditional={"hide": condition}, validate=REQUIRED)]
        assert checked(asked, {}) == {"x": "must be filled in"}


def test_without_an_environment_a_condition_is_not_asked() -> None:
    assert wrong(ASKED, {"met": "no"}, {}) == wrong(ASKED, {"met": "yes", "why": "x"}) == {}
    assert wrong(ASKED, {"met": "no", "why": 1}) == {"why": "must be text"}


def test_a_condition_sees_the_visible_values_under_the_given_ones() -> None:
    assert wrong(ASKED, {}, {"met": "yes"}, ENVIRONMENT) == {}
    assert wrong(ASKED, {"met": "no"}, {"met": "yes"}, ENVIRONMENT) == {"why": "must be filled in"}
    assert wrong(ASKED, {"met": None}, {"met": "yes"}, ENVIRONMENT) == {"why": "must be filled in"}
    asked: list[Json] = [field("number", conditional={"hide": "=stage = 2"}, validate=REQUIRED)]
    assert checked(asked, {}, {"stage": 2}) == {}


def test_an_input_without_a_value_has_an_empty_one_in_conditions() -> None:
    conditions = {
        "textfield": '=y = ""',
        "number": "=y = null",
        "checkbox": "=y = false",
        "taglist": "=count(y) = 0",
        "select": "=y = null",
    }
    for kind, condition in conditions.items():
        asked: list[Json] = [
            field(kind, "y"),
            field("number", conditional={"hide": condition}, validate=REQUIRED),
        ]
        assert checked(asked, {}) == {}, kind


def test_null_does_not_remove_what_is_hidden() -> None:
    assert wrong(ASKED, {"met": "yes", "why": None}, {"why": "old"}, ENVIRONMENT) == {"why": HIDDEN}


def test_what_is_in_a_hidden_group_or_list_is_hidden() -> None:
    inside: Json = [field("number", validate=REQUIRED)]
    hide: Json = {"hide": "=off"}
    asked: list[Json] = [
        {
            "type": "group",
            "conditional": hide,
            "components": [{"type": "group", "path": "g", "components": inside}],
        },
        {"type": "dynamiclist", "conditional": hide, "path": "rows", "components": inside},
    ]

    assert checked(asked, {}, {"off": True}) == {}
    assert checked(asked, {"g": {"x": 1}, "rows": []}, {"off": True}) == {"g.x": HIDDEN, "rows": HIDDEN}
    assert checked(asked, {"rows": [{}]}, {"off": False}) == dict.fromkeys(
        ("g.x", "rows[0].x"), "must be filled in"
    )


def test_a_condition_in_a_row_sees_the_row_its_parent_and_its_number() -> None:
    hides = {
        "this.kind = 1": [2],
        "_this_.kind = 1": [2],
        "rows[1].kind = 1": [],
        "parent.limit = 1": [],
        "i[1] = 1": [2],
        "limit = 2": [1, 2],
    }
    given: Part = {"limit": 1, "rows": [{"kind": 1}, {"kind": 2}]}
    for condition, shown in hides.items():
        inner = field("number", conditional={"hide": f"={condition}"}, validate=REQUIRED)
        asked: list[Json] = [field("number", "limit"), rows(field("number", "kind"), inner)]
        expected = {f"rows[{number - 1}].x": "must be filled in" for number in shown}
        assert checked(asked, given) == expected, condition


def test_a_condition_in_a_row_of_a_row_sees_the_row_around_it() -> None:
    inner = field("number", conditional={"hide": "=parent.kind = 1 and i = [1, 2]"}, validate=REQUIRED)
    nested: Part = {"type": "dynamiclist", "path": "inner", "components": [inner]}
    asked: list[Json] = [rows(field("number", "kind"), nested)]
    given: Part = {"rows": [{"kind": 1, "inner": [{}, {}]}]}

    assert checked(asked, given) == {"rows[0].inner[0].x": "must be filled in"}


def test_a_variable_may_have_the_name_of_what_is_special() -> None:
    asked: list[Json] = [
        field("textfield", "parent"),
        field("number", conditional={"hide": '=parent = "Ann" and _this_.parent = "Ann"'}, validate=REQUIRED),
    ]

    assert checked(asked, {"parent": "Ann"}) == {}


def test_a_computed_value_is_seen_by_conditions() -> None:
    total = field("expression", "total", expression="=sum(rows.n)")
    double = field("expression", "double", expression="=total * 2")
    mine = field("expression", "mine", expression="=this.n + 1")
    asked: list[Json] = [
        rows(
            field("number", "n"),
            mine,
            field("number", conditional={"hide": "=this.mine = 3"}, validate=REQUIRED),
        ),
        total,
        {"type": "group", "path": "g", "components": [field("expression", "three", expression="=3")]},
        double,
        field("number", conditional={"hide": "=double = 6 and g.three = 3"}, validate=REQUIRED),
    ]

    assert checked(asked, {"rows": [{"n": 1}, {"n": 2}]}) == {"rows[0].x": "must be filled in"}


def test_an_expression_that_costs_too_much_is_named() -> None:
    dear = "=count(for n in 1..10000 return n) > 0"
    asked = form(
        field("number", "a", conditional={"hide": dear}, validate=REQUIRED),
        field("number", "b", validate={"max": "=count(for n in 1..10000 return n)"}),
        field("expression", "c", expression=dear),
        field("number", "d", readonly=dear),
    )
    small = replace(ENVIRONMENT, limits=Limits(steps=1000))

    found = wrong(asked, {"b": 1}, {}, small)

    assert found.keys() == {"a", "b", "c", "d"}
    assert all("more than 1000 steps" in sentence for sentence in found.values())
    assert wrong(asked, {"b": 1}) == {}


def test_a_function_is_no_value_of_a_computed_field() -> None:
    asked: list[Json] = [field("expression", expression="=function(a) a")]

    assert checked(asked, {}) == {"x": "cannot be computed: a function cannot be kept as JSON"}


def test_the_number_of_evaluations_is_bounded() -> None:
    inner = [field("number", f"n{index}", conditional={"hide": "=false"}) for index in range(30)]
    many: list[Json] = [{}] * 1000

    found = checked([rows(*inner)], {"rows": many})

    assert len(found) == 30 * 1000 - MAXIMUM_EVALUATIONS
    assert all("more than 20000 evaluations" in sentence for sentence in found.values())


def test_read_only_may_depend_on_other_values() -> None:
    asked = form(field("checkbox", "done"), field("textfield", readonly="=done", validate=REQUIRED))

    assert wrong(asked, {"done": True}, {"x": "a"}, ENVIRONMENT) == {}
    assert wrong(asked, {"done": True, "x": "b"}, {"x": "a"}, ENVIRONMENT).keys() == {"x"}
    assert wrong(asked, {"done": False}, {"x": "a"}, ENVIRONMENT) == {"x": "must be filled in"}
    assert wrong(asked, {"done": False, "x": "b"}, {"x": "a"}, ENVIRONMENT) == {}
    assert wrong(asked, {"done": False}) == wrong(asked, {"x": "b"}) == {}


@pytest.mark.parametrize(
    ("bound", "value", "sentence"),
    [
        ("=low + 1", 3, None),
        ("=low + 1", 2, "must be at least 3"),
        ("=unheard", 2, None),
        ('="3"', 2, "cannot be checked, as an expression of the form fails: a limit that is not a number"),
    ],
)
def test_a_limit_may_be_computed(bound: str, value: int, sentence: str | None) -> None:
    asked: list[Json] = [field("number", validate={"min": bound})]

    assert checked(asked, {"x": value}, {"low": 2}) == ({} if sentence is None else {"x": sentence})
    assert wrong(form(*asked), {"x": value}, {"low": 2}) == {}


def test_a_length_may_be_computed() -> None:
    asked: list[Json] = [field("textfield", validate={"minLength": "=2", "maxLength": "=most"})]

    assert checked(asked, {"x": "a"}, {"most": 3}) == {"x": "must have at least 2 characters"}
    assert checked(asked, {"x": "abcd"}, {"most": 3}) == {"x": "must have at most 3 characters"}


OFFERED: list[Json] = ["a", {"label": "Bee", "value": "b"}, {"label": "none"}, 5, None]


@pytest.mark.parametrize("source", [{"valuesKey": "offered"}, {"valuesExpression": "=offered"}])
def test_options_may_come_from_a_variable(source: Part) -> None:
    one: list[Json] = [{"type": "select", "key": "x", **source}]
    many: list[Json] = [{"type": "taglist", "key": "x", **source}]
    visible: Part = {"offered": OFFERED}

    assert checked(one, {"x": "b"}, visible) == checked(many, {"x": ["b", "a"]}, visible) == {}
    assert checked(one, {"x": "c"}, visible) == {"x": "must be one of the options: a, b"}
    assert checked(many, {"x": ["c"]}, visible) == {"x": "must have nothing but the options: a, b"}
    assert checked(one, {"x": "c"}, {}) == {"x": "must be one of the options, and there are none"}
    assert wrong(form(*one), {"x": "c"}) == {}


def test_options_of_a_variable_need_no_environment() -> None:
    asked = form(field("select", valuesKey="offered"), field("taglist", "y", valuesExpression="=offered"))

    found = wrong(asked, {"x": "c", "y": ["c"]}, {"offered": ["a"]})

    assert found == {"x": "must be one of the options: a"}


def test_options_may_come_from_what_is_given_beside_them() -> None:
    asked: list[Json] = [
        field("taglist", "all", properties={"duecourse:custom": "true"}),
        field("radio", valuesExpression="=all"),
    ]

    assert checked(asked, {"all": ["new"], "x": "new"}) == {}
    assert checked(asked, {"all": ["new"], "x": "a"}) == {"x": "must be one of the options: new"}


@pytest.mark.parametrize(
    ("component", "value", "past"),
    [
        (field("datetime", disallowPassedDates=True), "2026-07-01", False),
        (field("datetime", disallowPassedDates=True), "2026-06-30", True),
        (field("datetime"), "2026-06-30", False),
        (field("datetime", subtype="datetime", disallowPassedDates=True), "2026-07-01T00:00", False),
        (field("datetime", subtype="datetime", disallowPassedDates=True), "2026-06-30T23:59", True),
        (field("datetime", subtype="time", disallowPassedDates=True), "00:00", False),
    ],
)
def test_a_date_may_have_to_be_today_or_later(component: Part, value: str, past: bool) -> None:
    """It is 1 July in London, while it is 30 June in UTC."""
    assert checked([component], {"x": value}) == ({"x": "must not be in the past"} if past else {})
    assert wrong(form(component), {"x": value}) == {}


@pytest.mark.parametrize(
    ("zone", "value", "past"),
    [
        ("utc_normalized", "2026-06-30T23:00Z", False),
        ("utc_normalized", "2026-06-30T22:59Z", True),
        ("utc_offset", "2026-07-01T00:00+02:00", True),
        ("utc_offset", "9999-12-31T23:59-14:00", False),
        ("utc_offset", "0001-01-01T00:00+14:00", True),
    ],
)
def test_the_day_of_a_moment_is_that_of_the_installation(zone: str, value: str, past: bool) -> None:
    asked: list[Json] = [
        field("datetime", subtype="datetime", timeSerializingFormat=zone, disallowPassedDates=True)
    ]

    assert checked(asked, {"x": value}) == ({"x": "must not be in the past"} if past else {})
