"""Files that are refused when a form is read, and how each problem is named."""

import pytest

from duecourse.errors import InvalidInput, TooLarge
from duecourse.forms import read_form
from duecourse.forms.reading.reader import MAXIMUM_COMPONENTS, MAXIMUM_NESTING
from duecourse.forms.vocabulary import COMPONENTS, INPUTS, ComponentType
from duecourse.model.json import Json
from tests.forms.schemas import Part, field, form, schema


def problems(content: bytes) -> dict[str, str]:
    with pytest.raises(InvalidInput) as raised:
        read_form(content)
    assert raised.value.fields
    assert all(error.message.startswith(f"{error.field}: ") for error in raised.value.fields)
    return {error.field: error.message.removeprefix(f"{error.field}: ") for error in raised.value.fields}


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b'{"type": "default",\n "id": }', "not JSON: Expecting value at line 2, column 8"),
        (b"", "not JSON: Expecting value at line 1, column 1"),
        (b"\xff", "not JSON: the text is not UTF-8"),
        (b'{"id": "a", "id": "b"}', "the key 'id' is repeated"),
        (b'{"a":' * 300 + b"1" + b"}" * 300, "levels of nesting"),
        (b"[]", "no form-js schema"),
        (b"{}", 'type must be "default"'),
        (schema(type="bpmn"), 'type must be "default"'),
        (schema(id=None), "id is missing"),
        (schema(id="  "), "id is missing"),
        (schema(id=7), "id must be text"),
        (schema(schemaVersion=20), "schemaVersion 20 is newer than 19"),
        (schema(schemaVersion="19"), "schemaVersion must be a whole number"),
        (schema(schemaVersion=0), "schemaVersion must be a whole number"),
        (schema(schemaVersion=True), "schemaVersion must be a whole number"),
        (schema(versionTag=1), "versionTag must be text"),
        (schema(exporter="me"), "exporter must be an object"),
        (schema(exporter={"tool": "x"}), "the property exporter.tool is not understood"),
        (schema(component=[]), "the property component is not understood, did you mean components?"),
        (schema(components=None), "components is missing"),
        (schema(components={}), "components must be a list"),
    ],
)
def test_a_file_that_is_no_form_is_refused(content: bytes, reason: str) -> None:
    with pytest.raises(InvalidInput) as raised:
        read_form(content)

    assert any(reason in error.message for error in raised.value.fields)
    assert {error.field for error in raised.value.fields} == {"form"}


def test_a_form_may_leave_out_the_version_of_its_schema() -> None:
    assert read_form(schema(schemaVersion=None)).schema_version is None


def test_a_form_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read_form(b" " * (2 << 20) + b"{}")


def test_a_form_has_a_greatest_number_of_components() -> None:
    many = [field("number", f"n{index}") for index in range(MAXIMUM_COMPONENTS)]

    assert len(form(*many).keys) == MAXIMUM_COMPONENTS
    assert problems(schema(*many, {"type": "spacer"})) == {"form": "there are more than 500 components"}


def test_components_have_a_greatest_depth() -> None:
    nested = field("number", "n")
    for _ in range(MAXIMUM_NESTING - 1):
        nested = {"type": "group", "components": [nested]}

    assert form(nested).keys == ("n",)
    deeper: Part = {"type": "group", "components": [nested]}
    assert problems(schema(deeper)) == {"form": "components are nested more than 8 levels deep"}


def test_a_problem_names_its_component_by_key_path_id_or_place() -> None:
    bad: Part = {"type": "text", "txt": ""}
    content = schema(
        field("textfield", "one", txt=""),
        {"type": "group", "path": "two", "txt": "", "components": [{**bad, "id": "Text_1"}, bad]},
        "nothing",
    )

    assert set(problems(content)) == {"one", "two", "Text_1", "components[1].components[1]", "components[2]"}


def test_every_problem_is_named_at_once() -> None:
    content = schema(
        field("textfield", "a", lable="A"), field("number", "b", validate={"min": 2, "max": 1}), id=""
    )

    assert problems(content) == {
        "form": "id is missing",
        "a": "the property lable is not understood, did you mean label?",
        "b": "validate.min is greater than max",
    }


@pytest.mark.parametrize("kind", list(ComponentType))
def test_a_property_that_is_not_understood_is_refused(kind: ComponentType) -> None:
    component: dict[str, Json] = {"type": kind.value, "id": "c", "unheard": 1}

    assert any("unheard is not understood" in message for message in _messages(component))


@pytest.mark.parametrize("name", sorted({name for each in COMPONENTS.values() for name in each.split()}))
def test_a_property_of_the_wrong_type_is_refused(name: str) -> None:
    kind = next(kind for kind, names in COMPONENTS.items() if name in names.split())
    wrong_value: Json = {"deep": 1} if name not in ("conditional", "layout", "validate", "properties") else 7
    component = {**(field(kind) if kind in INPUTS else {"type": kind.value}), name: wrong_value}

    assert _messages(component)


def _messages(component: Part) -> list[str]:
    with pytest.raises(InvalidInput) as raised:
        read_form(schema(component))
    return [error.message for error in raised.value.fields]
