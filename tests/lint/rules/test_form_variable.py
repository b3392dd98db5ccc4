"""Variables that a form shows and nothing in the diagram makes."""

import json

from duecourse.forms import Form, read_form
from tests.lint.examining import asks, diagram, element, mappings, properties, row, said, user

RULE = "form-variable"


def shows(*components: dict[str, object]) -> Form:
    return read_form(json.dumps({"type": "default", "id": "shows", "components": components}).encode())


TEXT: dict[str, object] = {"type": "text", "id": "intro", "text": "About {{child}}, {{_this_.note}}"}
NOTE: dict[str, object] = {"type": "textfield", "id": "f1", "key": "note", "label": "Note on =x"}
CHOICE: dict[str, object] = {
    "type": "select",
    "id": "f2",
    "key": "who",
    "label": "Who",
    "valuesKey": "people",
}
HIDDEN: dict[str, object] = {
    "type": "textfield",
    "id": "f3",
    "key": "why",
    "label": "Why",
    "conditional": {"hide": '=note = "" or urgent'},
}
DECLARED = properties(variables="child, persons")


def test_a_name_that_texts_options_and_conditions_read_must_be_known() -> None:
    form = shows(TEXT, NOTE, CHOICE, {"type": "group", "label": "more", "components": [HIDDEN]})
    text = diagram(row(user("a", asks("shows")), names=["a"]), process=DECLARED)

    assert said(RULE, text, form) == [
        (
            "ERROR",
            "a",
            "the form 'shows' reads 'people' in who, and nothing makes it known here",
        ),
        ("ERROR", "a", "the form 'shows' reads 'urgent' in why, and nothing makes it known here"),
    ]


def test_input_mappings_and_declarations_make_it_known_and_open_sources_may() -> None:
    form = shows(TEXT, NOTE, CHOICE, HIDDEN)
    mapped = mappings({"people": "=persons", "urgent": "=true"})

    assert (
        said(RULE, diagram(row(user("a", asks("shows"), mapped), names=["a"]), process=DECLARED), form) == []
    )
    warnings = said(RULE, diagram(row(user("a", asks("shows"), mapped), names=["a"])), form)
    assert [(severity, name) for severity, name, _ in warnings] == [("WARNING", "a")]


def test_before_the_process_has_started_only_the_form_itself_is_known() -> None:
    start = element("startEvent", "start", asks("shows"))
    text = diagram(row(names=[]).replace('<startEvent id="start"/>', start), process=DECLARED)

    assert [(severity, name) for severity, name, _ in said(RULE, text, shows(TEXT, NOTE))] == [
        ("ERROR", "start")
    ]
    assert said(RULE, text, shows(NOTE)) == []
