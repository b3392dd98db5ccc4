"""Variables that are set from outside."""

import pytest

from duecourse.commands import instances, variables
from duecourse.errors import Conflict, InvalidInput, NotFound
from duecourse.history.commands import SetVariables
from duecourse.model.json import Json
from duecourse.persistence import tables
from tests.commands import diagrams
from tests.commands.office import Office


@pytest.fixture
def parts(office: Office) -> int:
    office.deploy({"parts.bpmn": diagrams.PARTS})
    return office.start("parts", list=["a", "b"], shared=1)


def put(office: Office, key: int, *, local: bool = False, **values: Json) -> None:
    office.do("adam", lambda tx: variables.set_variables(tx, key, values, local=local))


def kept(office: Office) -> dict[tuple[int, str], bytes]:
    return {(row["scope_key"], row["name"]): row["value"] for row in office.rows(tables.variable)}


def test_a_variable_is_set_where_it_is_declared(office: Office, parts: int) -> None:
    first, second = (task.key for task in office.tasks(parts))

    put(office, first, item="changed", shared=2, new=True)

    found = kept(office)
    assert (found[first, "item"], found[second, "item"]) == (b'"changed"', b'"b"')
    assert (found[parts, "shared"], found[parts, "new"]) == (b"2", b"true")
    entry = office.history(parts)[-1]
    assert entry.command == SetVariables(
        element=first - parts, variables={"item": "changed", "shared": 2, "new": True}
    )
    changes = [(effect["name"], effect.get("old"), effect["value"]) for effect in entry.effects]
    assert changes == [("item", "a", "changed"), ("new", None, True), ("shared", 1, 2)]


def test_a_local_variable_hides_that_of_the_process(office: Office, parts: int) -> None:
    first, _ = (task.key for task in office.tasks(parts))

    put(office, first, local=True, shared=9)

    assert kept(office)[first, "shared"] == b"9"
    assert kept(office)[parts, "shared"] == b"1"


def test_the_value_that_a_variable_has_already_is_no_change(office: Office, parts: int) -> None:
    put(office, parts, shared=1)

    entry = office.history(parts)[-1]
    assert (entry.kind, entry.effects, entry.delta) == ("set_variables", (), {})


def test_the_last_value_stays_when_its_scope_has_ended(office: Office, parts: int) -> None:
    first, _ = (task.key for task in office.tasks(parts))
    office.complete(first)

    assert kept(office)[first, "item"] == b'"a"'


@pytest.mark.parametrize("name", ["a b", "1a", "", "a-b", "a\0", "x" * 201])
def test_a_name_that_no_expression_could_use_is_refused(office: Office, parts: int, name: str) -> None:
    with pytest.raises(InvalidInput) as error:
        office.do("adam", lambda tx: variables.set_variables(tx, parts, {name: 1, "good": 2}))

    assert [each.field for each in error.value.fields] == [name]
    assert office.kinds(parts) == ["create"]


def test_an_element_must_be_there_still(office: Office, parts: int) -> None:
    first, _ = (task.key for task in office.tasks(parts))
    office.complete(first)

    for key in (0, 5, 17 << 22, parts + 4_000):
        with pytest.raises(NotFound, match=f"there is no element instance {key}"):
            put(office, key, a=1)
    with pytest.raises(Conflict, match="is not active"):
        put(office, first, a=1)
    office.do("adam", lambda tx: instances.cancel(tx, parts))
    with pytest.raises(Conflict, match="the case has ended"):
        put(office, parts, a=1)
