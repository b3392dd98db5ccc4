"""Components that are refused when a form is read."""

import pytest

from duecourse.errors import InvalidInput
from duecourse.forms import read_form
from duecourse.model.json import Json
from tests.forms.schemas import Part, field, schema


def group(path: str | None, *components: Json) -> Part:
    return {"type": "group", "path": path, "components": components}


def rows(path: str | None, *components: Json, **properties: Json) -> Part:
    return {"type": "dynamiclist", "path": path, "components": components, **properties}


TYPES = {
    "a type that is misspelt": ({"type": "textfeild"}, "did you mean textfield?"),
    "no type": ({"key": "x"}, "the component type None is not understood"),
    "a type that is no text": ({"type": {}}, "is not understood"),
    "a filepicker": (field("filepicker"), "a filepicker cannot be used: forms take no files"),
    "a component of Camunda 7": (field("textfield", camunda="x"), "the property camunda is not understood"),
}
NAMES = {
    "no key": ({"type": "number"}, "key is missing"),
    "an empty key": (field("number", ""), "key is missing"),
    "a key with a space": (field("number", "the sum"), "key must be letters"),
    "a key that is a path": (field("number", "child.age"), "key must be letters"),
    "a key that begins with a digit": (field("number", "1st"), "key must be letters"),
    "a key that is not ASCII": (field("number", "âge"), "key must be letters"),
    "a key that FEEL cannot read": (field("number", "if"), "key is a word of FEEL"),
    "a key that is a literal of FEEL": (field("number", "true"), "key is a word of FEEL"),
    "a path that is a path": (group("a.b"), "path must be letters"),
    "a list without a path": (rows(None, field("number")), "path is missing"),
    "the same id twice": (
        group(None, {"type": "spacer", "id": "A"}, {"type": "spacer", "id": "A"}),
        "the id A",
    ),
    "the same key twice": (group(None, field("number"), field("textfield")), "two components give"),
    "the same key in a row": (rows("r", field("number"), field("textfield")), "r[].x: two components"),
    "a key that is a group's path": (
        group(None, field("number", "g"), group("g", field("number"))),
        "g: two",
    ),
    "two lists of a path": (group(None, rows("r", field("number")), rows("r", field("number"))), "r: two"),
    "a list and a group of a path": (group(None, rows("r", field("number")), group("r")), "r: two"),
}
FEEL = {
    "a condition that is not FEEL": (
        field("number", conditional={"hide": "=1 +"}),
        "conditional.hide is not FEEL: line 1, column 4: expected an expression",
    ),
    "a condition without its mark": (field("number", conditional={"hide": "a = 1"}), "beginning with ="),
    "a condition of two tests": (field("number", conditional={"hide": '="a", "b"'}), "is not FEEL"),
    "a condition that shows": (field("number", conditional={"show": "=true"}), "conditional.show is not"),
    "a readonly that is text": (field("number", readonly="true"), "readonly must be FEEL"),
    "a readonly that is not FEEL": (field("number", readonly="=1 +"), "readonly is not FEEL"),
    "a disabled that is FEEL": (field("number", disabled="=a"), "disabled must be true or false"),
    "a limit that is not FEEL": (field("number", validate={"min": "=1 +"}), "validate.min is not FEEL"),
    "an expression that is missing": (field("expression"), "expression is missing"),
    "an expression that is literal": (field("expression", expression="1"), "expression must be FEEL"),
    "an expression at another time": (
        field("expression", expression="=1", computeOn="x"),
        "computeOn must be",
    ),
    "options that are not FEEL": (field("select", valuesExpression="=["), "valuesExpression is not FEEL"),
    "a label that is not FEEL": (field("number", label="=1 +"), "label is not FEEL"),
    "a text with what is not FEEL": ({"type": "text", "text": "a {{1 +}} b"}, "text is not FEEL"),
    "a text that stays open": ({"type": "text", "text": "a {{b"}, "text opens {{ without closing it"),
    "a text with a block": ({"type": "text", "text": "{{#if a}}b{{/if}}"}, "text holds the block {{#if a}}"),
    "a table of no FEEL": ({"type": "table", "dataSource": "rows", "columns": []}, "dataSource must be FEEL"),
    "a preview of nothing": ({"type": "documentPreview"}, "dataSource is missing"),
}
OPTIONS = {
    "no options": ({"type": "select", "key": "x"}, "has no options: values, valuesKey and"),
    "an empty list of options": (field("radio", values=[]), "has no options: values is empty"),
    "an empty name of a variable": (field("radio", valuesKey=""), "valuesKey is missing"),
    "an empty expression": (field("radio", valuesExpression=""), "valuesExpression is missing"),
    "options from two sources": (
        field("radio", values=[{"value": "a"}], valuesKey="y"),
        "several sources of options: values, valuesKey",
    ),
    "an option without a value": (field("taglist", values=[{"label": "A"}]), "values[0].value must be text"),
    "an option that is a number": (field("taglist", values=[{"value": 1}]), "values[0].value must be text"),
    "an option twice": (field("select", values=[{"value": "a"}, {"value": "a"}]), "values[1].value is the"),
    "an option that is no object": (field("select", values=["a"]), "values[0] must be an object"),
    "an option with more": (
        field("select", values=[{"value": "a", "x": 1}]),
        "values[0].x is not understood",
    ),
    "a column without a key": (
        {"type": "table", "dataSource": "=a", "columns": [{"label": "A"}]},
        "has a column without a key",
    ),
    "columns from two sources": (
        {"type": "table", "dataSource": "=a", "columns": [], "columnsExpression": "=b"},
        "needs columns, either",
    ),
    "no columns": ({"type": "table", "dataSource": "=a"}, "needs columns, either"),
}
LIMITS = {
    "min above max": (field("number", validate={"min": 2, "max": "1"}), "validate.min is greater than max"),
    "minLength above maxLength": (
        field("textarea", validate={"minLength": 2, "maxLength": 1}),
        "validate.minLength is greater than maxLength",
    ),
    "a length below 0": (field("textfield", validate={"minLength": -1}), "minLength must be a whole number"),
    "a length of half": (
        field("textfield", validate={"maxLength": "1.5"}),
        "maxLength must be a whole number",
    ),
    "a limit that is no number": (field("number", validate={"max": "ten"}), "validate.max must be a number"),
    "a limit that FEEL cannot keep": (field("number", validate={"max": 10**40 + 1}), "max must be a number"),
    "an increment of 0": (field("number", increment=0), "increment must be more than 0"),
    "digits below 0": (field("number", decimalDigits=-1), "decimalDigits must be a whole number from 0"),
    "required in words": (field("number", validate={"required": "yes"}), "required must be true or false"),
    "a limit of numbers on a text": (
        field("textfield", validate={"min": 1}),
        "validate.min is not understood",
    ),
    "a pattern on a textarea": (field("textarea", validate={"pattern": "a"}), "validate.pattern is not"),
    "an unknown format of text": (
        field("textfield", validate={"validationType": "url"}),
        "one of email, phone",
    ),
    "a pattern that looks ahead": (field("textfield", validate={"pattern": "(?=a)"}), "looks ahead"),
    "a pattern that is none": (field("textfield", validate={"pattern": "(a"}), "linear time"),
    "an unknown subtype": (field("datetime", subtype="month"), "subtype must be one of date, time, datetime"),
    "an unknown zone": (
        field("datetime", timeSerializingFormat="gmt"),
        "timeSerializingFormat must be one of",
    ),
    "a step of no minutes": (field("datetime", timeInterval=0), "timeInterval must be a whole number from 1"),
    "an unknown action": ({"type": "button", "action": "print"}, "action must be one of submit, reset"),
    "an unknown right": ({"type": "iframe", "security": {"allowAll": True}}, "security.allowAll is not"),
    "17 columns": ({"type": "spacer", "layout": {"columns": 17}}, "layout.columns must be a whole number"),
    "a list without fields": (rows("r", {"type": "spacer"}), "its rows ask for nothing"),
    "a list that repeats nothing": (
        rows("r", field("number"), isRepeating=False),
        "isRepeating must be true",
    ),
}
DEFAULTS = {
    "a default of another type": (field("number", defaultValue="ten"), "defaultValue must be a number"),
    "a default that is no date": (
        field("datetime", defaultValue="today"),
        "defaultValue must be a date such as",
    ),
    "a default that is no option": (
        field("radio", defaultValue="c"),
        "defaultValue must be one of the options",
    ),
    "a default that is no list": (field("taglist", defaultValue="a"), "defaultValue must be a list of texts"),
    "a default beyond a limit": (
        field("number", defaultValue=5, validate={"max": 4}),
        "defaultValue must be at most 4",
    ),
    "a default that is no tick": (
        field("checkbox", defaultValue="yes"),
        "defaultValue must be true or false",
    ),
}
OWN = {
    "an unknown property of ours": (
        field("number", properties={"duecourse:secret": "true"}),
        "the custom property duecourse:secret is not known",
    ),
    "custom on a text": (
        field("textfield", properties={"duecourse:custom": "true"}),
        "duecourse:custom means nothing on a textfield",
    ),
    "sensitive on a separator": (
        {"type": "separator", "properties": {"duecourse:sensitive": "true"}},
        "duecourse:sensitive means nothing on a separator",
    ),
    "sensitive in other words": (
        field("number", properties={"duecourse:sensitive": "yes"}),
        'must be "true" or "false"',
    ),
    "a property that is no text": (field("number", properties={"a": True}), "properties must hold texts"),
}
REFUSED = {**TYPES, **NAMES, **FEEL, **OPTIONS, **LIMITS, **DEFAULTS, **OWN}


@pytest.mark.parametrize(("component", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_a_component_is_refused(component: Part, reason: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_form(schema(component))

    messages = [error.message for error in raised.value.fields]
    assert any(reason in message for message in messages), messages
    assert len(messages) == len(set(messages))
