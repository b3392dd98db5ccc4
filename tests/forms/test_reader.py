from decimal import Decimal

import pytest

from duecourse.forms import read_form
from duecourse.forms.components import (
    Choice,
    Component,
    DateTimeInput,
    DynamicList,
    ExpressionField,
    Group,
    Moment,
    NumberInput,
    TextInput,
    ZoneFormat,
)
from duecourse.forms.displays import Action, Button, Column, DocumentPreview, Frame, Table, TextView
from duecourse.forms.vocabulary import INPUTS, ComponentType
from duecourse.model.json import Json
from tests.forms.schemas import Part, field, form, schema


def only(component: Part) -> Component:
    (found,) = form(component).components
    return found


def test_a_form_is_read_with_what_a_page_needs() -> None:
    content = schema(
        {"type": "text", "text": "# About {{person}}", "layout": {"row": "r1", "columns": 8}},
        {
            **field("textfield", "person", label="Who?", validate={"required": True}),
            "description": "Full name",
            "appearance": {"prefixAdorner": "Dr", "suffixAdorner": ""},
            "properties": {"hint": "wide", "duecourse:sensitive": "true", "duecourse:searchable": "false"},
        },
        versionTag="v2",
        exporter={"name": "form-js", "version": "2.0.0"},
        executionPlatform="Camunda Cloud",
        executionPlatformVersion="8.7.0",
    )

    read = read_form(content)

    text, person = read.components
    assert (read.id, read.schema_version, read.version_tag) == ("form", 19, "v2")
    assert isinstance(text, TextView)
    assert (text.row, text.columns) == ("r1", 8)
    assert text.text.parts[0] == "# About "
    assert isinstance(person, TextInput)
    assert (person.label.raw, person.description.raw, person.prefix.raw) == ("Who?", "Full name", "Dr")
    assert (person.required, person.sensitive, person.searchable) == (True, True, False)
    assert person.properties == {"hint": "wide"}
    assert read.keys == ("person",)
    assert read.required == read.sensitive == {"person"}
    assert read.searchable == frozenset()


def test_what_a_form_writes() -> None:
    required: Json = {"required": True}
    read = form(
        field("textfield", "must", validate=required),
        field("textfield", "may"),
        field("textfield", "hidden", validate=required, conditional={"hide": "=may = null"}),
        field("textfield", "off", validate=required, disabled=True),
        field("textfield", "shown", validate=required, readonly=True),
        field("expression", "sum", expression="=1 + 1"),
        {"type": "group", "path": "child", "components": [field("checkbox", "seen", validate=required)]},
        {"type": "group", "path": "closed", "components": [field("checkbox", "seen", disabled=True)]},
        {"type": "group", "components": [field("datetime", "inner", validate=required)]},
        {
            "type": "dynamiclist",
            "path": "members",
            "components": [
                field("textfield", "person", validate=required, properties={"duecourse:searchable": "true"})
            ],
        },
    )

    assert read.keys == ("must", "may", "hidden", "shown", "child", "inner", "members")
    assert read.required == {"must", "child", "inner"}
    assert read.searchable == {"members"}


def test_each_input_is_read_with_its_own_properties() -> None:
    number = only(
        field(
            "number",
            decimalDigits=2,
            increment="0.5",
            serializeToString=True,
            defaultValue=1,
            validate={"min": "0", "max": "=limit"},
        )
    )
    moment = only(
        field("datetime", subtype="datetime", timeSerializingFormat="utc_offset", disallowPassedDates=True)
    )
    choice = only(field("taglist", valuesExpression="=agencies", properties={"duecourse:custom": "true"}))
    computed = only(field("expression", expression="=1 + 1", computeOn="presubmit"))

    assert isinstance(number, NumberInput)
    assert (number.minimum, number.increment, number.as_text) == (Decimal(0), Decimal("0.5"), True)
    assert (number.decimal_digits, number.default) == (2, "1")
    assert not isinstance(number.maximum, Decimal | None)
    assert isinstance(moment, DateTimeInput)
    assert (moment.moment, moment.zone, moment.not_in_the_past) == (Moment.DATETIME, ZoneFormat.OFFSET, True)
    assert isinstance(choice, Choice)
    assert (choice.many, choice.custom, choice.options) == (True, True, ())
    assert isinstance(computed, ExpressionField)
    assert computed.on_submission


def test_containers_are_read_with_what_is_in_them() -> None:
    read = form(
        {"type": "group", "label": "About", "showOutline": False, "components": [field("number", "n")]},
        {
            "type": "dynamiclist",
            "path": "rows",
            "isRepeating": True,
            "allowAddRemove": False,
            "defaultRepetitions": 0,
            "nonCollapsedItems": 3,
            "verticalAlignment": "center",
            "components": [field("number", "n")],
        },
        {
            "type": "dynamiclist",
            "path": "more",
            "disableCollapse": True,
            "components": [field("number", "n")],
        },
    )

    group, rows, more = read.components
    assert isinstance(group, Group)
    assert (group.label.raw, group.outlined, group.path, len(group.components)) == ("About", False, None, 1)
    assert isinstance(rows, DynamicList)
    assert (rows.fixed, rows.repetitions, rows.expanded, rows.alignment) == (True, 0, 3, "center")
    assert isinstance(more, DynamicList)
    assert (more.fixed, more.repetitions, more.expanded) == (False, 1, None)


def test_displays_are_read_with_their_own_properties() -> None:
    columns: Json = [{"label": "Name", "key": "name"}]
    button = only({"type": "button", "label": "Clear", "action": "reset"})
    table = only({"type": "table", "dataSource": "=people", "columns": columns, "rowCount": 5})
    frame = only({"type": "iframe", "url": "https://example.org", "security": {"allowForms": True}})
    preview = only({"type": "documentPreview", "label": "Papers", "dataSource": "=papers", "maxHeight": 400})

    assert isinstance(button, Button)
    assert button.action is Action.RESET
    assert isinstance(table, Table)
    assert (table.column_list, table.rows) == ((Column("Name", "name"),), 5)
    assert isinstance(frame, Frame)
    assert frame.rights == {"allowForms"}
    assert frame.height == 300
    assert isinstance(preview, DocumentPreview)
    assert preview.maximum_height == 400


def test_every_type_of_component_can_be_read() -> None:
    needed: dict[str, Part] = {
        "expression": {"expression": "=1"},
        "dynamiclist": {"path": "rows", "components": [field("number", "n")]},
        "table": {"dataSource": "=rows", "columnsExpression": "=columns"},
        "documentPreview": {"dataSource": "=papers"},
    }
    for kind in ComponentType:
        component = field(kind) if kind in INPUTS | {ComponentType.EXPRESSION} else {"type": kind.value}
        read = only({**component, **needed.get(kind, {})})
        assert read.type is kind


def test_what_is_left_out_has_the_default_of_form_js() -> None:
    moment = only(field("datetime", readonly="", label=None))
    choice = only(field("radio", values=[{"value": "a"}, {"value": "b", "label": "Bee {{n}}"}]))
    rows = only({"type": "dynamiclist", "path": "rows", "components": [field("number", "n")]})

    assert isinstance(moment, DateTimeInput)
    assert (moment.moment, moment.zone, moment.time_interval) == (Moment.DATE, ZoneFormat.NONE, 15)
    assert (moment.readonly, moment.label.raw, moment.hide, moment.row) == (False, "", None, None)
    assert isinstance(choice, Choice)
    assert [option.label.raw for option in choice.options] == ["a", "Bee {{n}}"]
    assert isinstance(rows, DynamicList)
    assert (rows.repetitions, rows.fixed, rows.expanded, rows.outlined) == (1, False, 5, True)


@pytest.mark.parametrize(
    "component",
    [
        field("number", validate={"min": 1, "max": 1}, decimalDigits=0, increment="0.01"),
        field("textarea", validate={"minLength": 0, "maxLength": 0, "required": None}),
        field("textfield", validate={"minLength": "", "validationType": "", "pattern": ""}, defaultValue=""),
        field("datetime", timeInterval=60, defaultValue=None, conditional={"hide": ""}),
        field("taglist", values=None, valuesKey="agencies", defaultValue=["a"]),
        field("checkbox", defaultValue=False, layout={"row": None, "columns": None}),
        field("expression", "date", expression="=now()"),
        {"type": "group", "path": "", "components": []},
        {"type": "spacer", "layout": {"columns": 1}, "height": 1},
        {"type": "table", "dataSource": "=rows", "columns": [], "rowCount": None},
    ],
)
def test_a_component_at_the_edge_of_what_is_allowed_is_read(component: Part) -> None:
    assert only(component).type == component["type"]


def test_the_oldest_version_of_the_schema_is_read() -> None:
    assert read_form(schema(schemaVersion=1)).schema_version == 1


def test_two_groups_may_fill_the_same_object() -> None:
    read = form(
        {"type": "group", "path": "child", "components": [field("textfield", "name")]},
        {"type": "group", "path": "child", "components": [field("datetime", "born")]},
    )

    assert read.keys == ("child",)


def test_the_same_name_may_be_used_at_another_level() -> None:
    rows: Part = {"type": "dynamiclist", "path": "rows", "components": [field("number", "n")]}
    group: Part = {"type": "group", "path": "g", "components": [field("number", "n"), rows]}

    assert form(field("number", "n"), group, rows).keys == ("n", "g", "rows")
