"""The shape of what is given: undeclared names, objects, lists, and what nobody may change."""

from decimal import Decimal

import pytest

from duecourse.forms.checking.contexts import MAXIMUM_ROWS
from duecourse.model.json import Json
from tests.forms.schemas import Part, field, form, wrong

REQUIRED: Part = {"required": True}
CHILD: Part = {
    "type": "group",
    "path": "child",
    "components": [
        field("textfield", "name", validate=REQUIRED),
        {"type": "group", "path": "birth", "components": [field("datetime", "date")]},
    ],
}
MEMBERS: Part = {
    "type": "dynamiclist",
    "path": "members",
    "components": [
        field("textfield", "person", validate=REQUIRED),
        {"type": "group", "components": [field("taglist", "roles")]},
        {"type": "dynamiclist", "path": "phones", "components": [field("number", "number")]},
    ],
}


def test_a_field_that_is_not_declared_is_refused() -> None:
    asked = form(field("number"), {"type": "text", "text": "x"})

    assert wrong(asked, {"x": 1, "y": 2, "a.b": None}) == {
        "y": "is not a field of this form",
        "a.b": "is not a field of this form",
    }


def test_a_form_without_fields_takes_nothing() -> None:
    assert wrong(form(), {}) == {}
    assert wrong(form(), {"x": None}) == {"x": "is not a field of this form"}


def test_every_field_that_is_wrong_is_named() -> None:
    asked = form(field("number", "a"), field("checkbox", "b", validate=REQUIRED), field("datetime", "c"))

    assert wrong(asked, {"a": "1", "c": "today", "d": 1}) == {
        "a": "must be a number",
        "b": "must be ticked",
        "c": "must be a date such as 2026-01-31",
        "d": "is not a field of this form",
    }


def test_what_is_computed_is_never_given() -> None:
    asked = form(field("expression", expression="=1 + 1"))

    assert wrong(asked, {}) == {}
    assert wrong(asked, {"x": None}) == wrong(asked, {"x": 2}) == {"x": "is computed, so it cannot be given"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"name": "Ann", "birth": {"date": "2020-02-29"}}, {}),
        ({"name": "Ann", "birth": None}, {}),
        ({"name": "Ann", "birth": {}}, {}),
        (None, {"child.name": "must be filled in"}),
        ({}, {"child.name": "must be filled in"}),
        ("Ann", {"child": "must be an object with the fields name, birth"}),
        ([], {"child": "must be an object with the fields name, birth"}),
        (
            {"name": 1, "age": 5, "birth": {"date": "x", "place": ""}},
            {
                "child.age": "is not a field of this form",
                "child.name": "must be text",
                "child.birth.place": "is not a field of this form",
                "child.birth.date": "must be a date such as 2026-01-31",
            },
        ),
    ],
)
def test_the_values_of_a_group_with_a_path_are_in_an_object(given: Json, expected: dict[str, str]) -> None:
    assert wrong(form(CHILD), {"child": given}) == expected


def test_the_values_of_a_group_without_a_path_are_beside_the_others() -> None:
    asked = form({"type": "group", "components": [field("number")]})

    assert wrong(asked, {"x": 1}) == {}
    assert wrong(asked, {"x": "1"}) == {"x": "must be a number"}


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (None, {}),
        ([], {}),
        ([{"person": "Ann"}, {"person": "Bob", "roles": ["a"], "phones": [{"number": 1}, {}]}], {}),
        ({"person": "Ann"}, {"members": "must be a list of objects"}),
        ("Ann", {"members": "must be a list of objects"}),
        (
            ["Ann", None],
            dict.fromkeys(
                ("members[0]", "members[1]"), "must be an object with the fields person, roles, phones"
            ),
        ),
        (
            [
                {"person": "Ann"},
                {"person": "", "roles": ["x"], "age": 1},
                {"person": "Cy", "phones": [{"number": "1"}]},
            ],
            {
                "members[1].age": "is not a field of this form",
                "members[1].person": "must be filled in",
                "members[1].roles": "must have nothing but the options: a, b",
                "members[2].phones[0].number": "must be a number",
            },
        ),
    ],
)
def test_the_values_of_a_list_are_objects(given: Json, expected: dict[str, str]) -> None:
    assert wrong(form(MEMBERS), {"members": given}) == expected


def test_a_list_has_a_greatest_number_of_rows() -> None:
    asked = form(MEMBERS)

    assert wrong(asked, {"members": [{"person": "Ann"}] * MAXIMUM_ROWS}) == {}
    assert wrong(asked, {"members": [{}] * (MAXIMUM_ROWS + 1)}) == {"members": "must have at most 1000 rows"}


def test_a_list_whose_rows_are_fixed_keeps_their_number() -> None:
    rows: Part = {**MEMBERS, "allowAddRemove": False, "defaultRepetitions": 2}
    asked, ann = form(rows), {"person": "Ann"}
    refused = {"members": "must have as many rows as are shown"}
    stored: Part = {"members": [ann, ann, ann]}

    assert wrong(asked, {"members": [ann]}) == {}
    assert wrong(asked, {}, stored) == wrong(asked, {"members": [ann] * 3}, stored) == {}
    assert wrong(asked, {"members": [ann] * 2}, stored) == wrong(asked, {"members": None}, stored) == refused
    assert wrong(asked, {"members": [ann] * 2}, {}) == {}
    assert wrong(asked, {"members": [ann] * 3}, {}) == refused


FIXED = "is read-only, so it can only be given as it is shown"


@pytest.mark.parametrize("how", ["readonly", "disabled"])
def test_what_nobody_may_change_is_given_as_it_is_shown_or_not_at_all(how: str) -> None:
    asked = form({**field("textfield", validate={"required": True}), how: True})

    assert wrong(asked, {}) == wrong(asked, {}, {"x": "a"}) == {}
    assert wrong(asked, {"x": "a"}, {"x": "a"}) == {}
    assert wrong(asked, {"x": "b"}, {"x": "a"}) == {"x": FIXED}
    assert wrong(asked, {"x": None}, {"x": "a"}) == {"x": FIXED}
    assert wrong(asked, {"x": None}) == wrong(asked, {"x": None}, {}) == {}
    assert wrong(asked, {"x": "a"}) == wrong(asked, {"x": "a"}, {}) == {"x": FIXED}


@pytest.mark.parametrize(
    ("kind", "blank"), [("textfield", ""), ("taglist", []), ("checkbox", False), ("number", None)]
)
def test_no_value_is_shown_as_an_empty_one(kind: str, blank: Json) -> None:
    asked = form(field(kind, readonly=True))

    assert wrong(asked, {"x": blank}) == wrong(asked, {"x": blank}, {}) == {}
    assert wrong(asked, {"x": blank}, {"x": "a"}) == {"x": FIXED}


def test_a_default_is_shown_where_there_is_no_value() -> None:
    asked = form(field("textfield", readonly=True, defaultValue="usual"))

    assert wrong(asked, {"x": "usual"}) == wrong(asked, {"x": "usual"}, {}) == {}
    assert wrong(asked, {"x": "usual"}, {"x": "other"}) == {"x": FIXED}


@pytest.mark.parametrize(
    ("stored", "given", "same"),
    [
        (1, Decimal("1.0"), True),
        (1, True, False),
        (True, True, True),
        (False, 0, False),
        (["a", {"b": 1}], ["a", {"b": Decimal(1)}], True),
        (["a", {"b": 1}], ["a", {"b": True}], False),
        (["a"], ["a", "a"], False),
        ({"a": 1}, {"a": 1, "b": 2}, False),
        ({"a": 1}, [1], False),
        (["a"], "a", False),
    ],
)
def test_what_is_the_same_as_shown(stored: Json, given: Json, same: bool) -> None:
    asked = form(field("taglist", readonly=True))

    assert (wrong(asked, {"x": given}, {"x": stored}) == {}) is same


def test_a_read_only_value_in_an_object_is_given_back_with_it() -> None:
    inside = [field("textfield", "name"), field("textfield", "case", readonly=True)]
    asked = form({"type": "group", "path": "child", "components": inside})
    stored: Part = {"child": {"name": "Ann", "case": "7"}}

    assert wrong(asked, {}, stored) == {}
    assert wrong(asked, {"child": {"name": "Bea", "case": "7"}}, stored) == {}
    assert wrong(asked, {"child": {"name": "Bea"}}, stored) == {"child.case": FIXED}
    assert wrong(asked, {"child": None}, stored) == {"child.case": FIXED}
    assert wrong(asked, {"child": {"name": "Bea"}}) == {}


def test_a_read_only_value_in_a_row_is_one_of_those_shown() -> None:
    inside = [field("textfield", "person"), field("textfield", "role", readonly=True)]
    asked = form({"type": "dynamiclist", "path": "members", "components": inside})
    stored: Part = {"members": [{"person": "Ann", "role": "chair"}, {"person": "Bob", "role": "writer"}]}

    # The first row was removed, and one was added.
    kept: list[Json] = [{"person": "Bob", "role": "writer"}, {"person": "Cy"}]
    assert wrong(asked, {"members": kept}, stored) == {}
    assert wrong(asked, {"members": [{"role": "owner"}]}, stored) == {"members[0].role": FIXED}
