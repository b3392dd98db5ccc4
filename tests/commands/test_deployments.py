"""Deployments: all or nothing, versions that change only with their content, forms bound to each."""

from collections.abc import Mapping

import pytest
from sqlalchemy import Table

from duecourse.commands import deployments
from duecourse.errors import Forbidden, InvalidInput, TooLarge
from duecourse.persistence import forms, tables
from tests.commands import diagrams
from tests.commands.office import NOW, Office

DEPLOYED: tuple[Table, ...] = (
    tables.deployment,
    tables.process_definition,
    tables.form,
    tables.definition_form,
    tables.timer,
    tables.message_subscription,
)
GOOD: Mapping[str, bytes] = {"ruled.bpmn": diagrams.RULED, "decision.form": diagrams.DECISION}


def stored(office: Office) -> dict[str, int]:
    return {table.name: len(office.rows(table)) for table in DEPLOYED}


NOTHING = dict.fromkeys((table.name for table in DEPLOYED), 0)


def two(first: str, second: str) -> bytes:
    """Return a file with two processes, each with a task that has a form."""
    body = "\n".join(
        [
            diagrams.START,
            diagrams.task("work", '<zeebe:formDefinition formId="FORM"/>'),
            diagrams.END,
            diagrams.flows("start", "work", "end"),
        ]
    )
    other = body.replace("FORM", second)
    for name in ("start", "work", "end"):
        other = other.replace(f'"{name}"', f'"{name}2"').replace(f'"{name}_', f'"2{name}_')
    other = other.replace('id="2', 'id="flow2')
    return diagrams.diagram(
        "one", body.replace("FORM", first), rest=diagrams.process_xml("other", other) + "\n"
    )


def test_what_is_deployed_is_stored_with_who_and_when(office: Office) -> None:
    made = office.do("olga", lambda tx: deployments.deploy(tx, GOOD, "first try"))

    (row,) = office.rows(tables.deployment)
    assert (row["key"], row["deployed_at"], row["deployed_by"], row["note"]) == (
        made.key,
        NOW,
        "olga",
        "first try",
    )
    (definition,) = office.rows(tables.process_definition)
    assert (definition["content"], definition["resource_name"]) == (diagrams.RULED, "ruled.bpmn")
    assert (definition["process_id"], definition["version"]) == ("ruled", 1)
    (form,) = office.rows(tables.form)
    assert (form["content"], form["form_id"], form["version"]) == (diagrams.DECISION, "decision", 1)
    bound = office.see(lambda session: forms.bound(session, definition["key"]))
    assert bound == {"decision": form["key"]}
    assert [each.key for each in made.definitions] == [definition["key"]]
    assert [each.key for each in made.forms] == [form["key"]]


def test_the_same_again_is_the_same_version(office: Office) -> None:
    first, second = (office.deploy(GOOD) for _ in range(2))

    assert (first.definitions, first.forms) == (second.definitions, second.forms)
    once = dict.fromkeys(("process_definition", "form", "definition_form"), 1)
    assert stored(office) == {**NOTHING, "deployment": 2, **once}


def test_other_content_is_the_next_version_also_when_it_is_that_of_an_older_one(office: Office) -> None:
    changed = {**GOOD, "ruled.bpmn": diagrams.RULED + b"<!-- changed -->"}

    versions = [office.deploy(files).definitions[0].version for files in (GOOD, changed, GOOD, GOOD)]

    assert versions == [1, 2, 3, 3]
    assert len(office.rows(tables.form)) == 1


def test_a_changed_form_counts_from_the_next_deployment_of_its_diagram_on(office: Office) -> None:
    office.deploy(GOOD)
    old = office.start("ruled", limit=10)
    changed = diagrams.form("decision", diagrams.text_field("amount"))

    office.deploy({"decision.form": changed})
    unchanged = office.start("ruled", limit=10)
    office.deploy({"ruled.bpmn": diagrams.RULED})
    new = office.start("ruled", limit=10)

    assert [office.history(root)[0].definition_key for root in (old, unchanged)] == [
        office.rows(tables.process_definition)[0]["key"]
    ] * 2
    for root in (old, unchanged):
        office.complete(office.task(root), amount=5)
    with pytest.raises(InvalidInput, match="amount"):
        office.complete(office.task(new), amount=5)
    assert [row["version"] for row in office.rows(tables.process_definition)] == [1, 2]


def test_a_changed_form_makes_a_new_version_only_of_the_processes_that_use_it(office: Office) -> None:
    files = {"two.bpmn": two("first", "second")}
    for name in ("first", "second"):
        files[f"{name}.form"] = diagrams.form(name, diagrams.text_field("a"))
    office.deploy(files)
    files["second.form"] = diagrams.form("second", diagrams.text_field("b"))

    made = office.deploy(files)

    assert {each.process_id: each.version for each in made.definitions} == {"one": 1, "other": 2}


def test_only_process_owners_deploy(office: Office) -> None:
    for who in ("clara", "eve"):
        with pytest.raises(Forbidden, match="only process owners deploy"):
            office.deploy(GOOD, by=who)
    office.deploy(GOOD, by="adam")

    assert stored(office)["deployment"] == 1


def test_lint_stores_nothing_and_anybody_may_ask(office: Office) -> None:
    found = office.do("eve", lambda tx: deployments.lint(tx, {"ruled.bpmn": diagrams.RULED}))

    assert any("decision" in deployments.sentence(each) for each in found["ruled.bpmn"])
    assert stored(office) == NOTHING


OTHER = diagrams.RULED.replace(b'"ruled"', b'"other"')
BROKEN: dict[str, tuple[bytes, str]] = {
    "broken XML": (diagrams.TWO_STEPS.replace(b"</process>", b"</proces>"), "line 12: not well-formed XML"),
    "a DOCTYPE": (
        diagrams.TWO_STEPS.replace(b"<definitions", b'<!DOCTYPE x [<!ENTITY a "b">]>\n<definitions'),
        "line 2: a document type declaration",
    ),
    "no process": (
        diagrams.TWO_STEPS.split(b"<process")[0] + b"</definitions>",
        "line 2, file: the file holds no process",
    ),
    "no process that runs": (
        diagrams.TWO_STEPS.replace(b'isExecutable="true"', b'isExecutable="false"'),
        "no process of the file is executable",
    ),
    "the same id twice": (
        diagrams.TWO_STEPS.replace(b'id="second"', b'id="first"'),
        "the id 'first' stands in line",
    ),
    "a missing target": (
        diagrams.TWO_STEPS.replace(b'targetRef="second"', b'targetRef="third"'),
        "'third'",
    ),
    "another root": (b"<html><body/></html>", "line 1: the file is no BPMN 2.0 diagram: its root is 'html'"),
    "another encoding than it says": (
        diagrams.TWO_STEPS.replace(b'id="first"', b'id="first" name="caf\xe9"'),
        "is not in the encoding that the file declares",
    ),
    "nothing": (b"", "line 1: the file is empty"),
    "an element that is not executed": (
        diagrams.TWO_STEPS.replace(b"<userTask", b"<adHocSubProcess/><userTask", 1),
        "adHocSubProcess",
    ),
    "an expression that cannot be read": (
        OTHER.replace(b"=amount &lt;= limit", b"=amount &lt;= "),
        "line 6, decide:",
    ),
    "a form that there is not": (OTHER.replace(b'"decision"', b'"missing"'), "missing"),
    "a group that there is not": (diagrams.TWO_STEPS.replace(b"clerks", b"ghosts"), "ghosts"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_one_file_that_is_wrong_keeps_all_of_them_out(office: Office, what: str) -> None:
    content, reason = BROKEN[what]

    with pytest.raises(InvalidInput) as error:
        office.deploy({**GOOD, "wrong.bpmn": content, "started.bpmn": diagrams.STARTED_BY_MESSAGE})

    assert {each.field for each in error.value.fields} == {"wrong.bpmn"}
    assert any(reason in each.message for each in error.value.fields), error.value.fields
    assert all("line " in each.message for each in error.value.fields)
    assert stored(office) == NOTHING


@pytest.mark.parametrize(
    ("files", "fields"),
    [
        ({}, []),
        ({"notes.txt": b"hello"}, ["notes.txt"]),
        ({"a.bpmn": diagrams.TWO_STEPS, "b.bpmn": diagrams.TWO_STEPS}, ["b.bpmn"]),
        ({"a.form": diagrams.DECISION, "b.form": diagrams.DECISION}, ["b.form"]),
        ({"a.form": b"{", "b.bpmn": b"<", "c.txt": b""}, ["a.form", "b.bpmn", "c.txt"]),
    ],
)
def test_files_that_do_not_belong_together_are_each_named(
    office: Office, files: dict[str, bytes], fields: list[str]
) -> None:
    with pytest.raises(InvalidInput) as error:
        office.deploy(files)

    assert [each.field for each in error.value.fields] == fields
    assert stored(office) == NOTHING


def test_a_process_that_is_only_drawn_may_stand_in_two_files(office: Office) -> None:
    drawn = b'<process id="drawn" isExecutable="false"/></definitions>'
    files = {
        f"{name}.bpmn": content.replace(b"</definitions>", drawn)
        for name, content in (("steps", diagrams.TWO_STEPS), ("parts", diagrams.PARTS))
    }

    assert {each.process_id for each in office.deploy(files).definitions} == {"steps", "parts"}


@pytest.mark.parametrize("name", ["big.bpmn", "big.form"])
def test_a_file_that_is_too_large_is_not_read(office: Office, name: str) -> None:
    size = office.installation.settings.max_upload_bytes + 1

    with pytest.raises(TooLarge):
        office.deploy({**GOOD, name: b"x" * size})
    assert stored(office) == NOTHING


def test_what_was_deployed_is_never_ignored_without_a_word(office: Office) -> None:
    noted = diagrams.TWO_STEPS.replace(b"<startEvent", b"<documentation>text</documentation><startEvent")

    made = office.deploy({"steps.bpmn": noted})

    assert list(made.findings) == ["steps.bpmn"]
