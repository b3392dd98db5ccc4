"""Compiled definitions, and what a case finds when it runs."""

import pytest

from duecourse.commands import deployments
from duecourse.commands.transaction import Transaction
from duecourse.errors import NotFound
from tests.commands import diagrams
from tests.commands.office import Office


def test_a_definition_is_compiled_once_and_knows_the_names_of_its_elements(office: Office) -> None:
    named = diagrams.TWO_STEPS.replace(b'<userTask id="first"', b'<userTask id="first" name="The first step"')
    made = office.deploy({"steps.bpmn": named}).definitions[0]
    definitions = office.installation.definitions

    compiled = office.see(lambda session: definitions.get(session, made.key))

    assert (compiled.key, compiled.process_id, compiled.version) == (made.key, "steps", 1)
    assert [compiled.name_of(each) for each in ("first", "second")] == ["The first step", "second"]
    assert office.see(lambda session: definitions.get(session, made.key)) is compiled


def test_what_is_not_deployed_is_not_found(office: Office) -> None:
    definitions = office.installation.definitions

    with pytest.raises(NotFound, match="no process definition 5"):
        office.see(lambda session: definitions.get(session, 5))
    with pytest.raises(NotFound, match="no form 5"):
        office.see(lambda session: definitions.form(session, 5))


def test_the_latest_version_stays_so_within_one_transaction(office: Office) -> None:
    old = office.deploy({"steps.bpmn": diagrams.TWO_STEPS}).definitions[0].key
    changed = {"steps.bpmn": diagrams.TWO_STEPS + b"<!-- changed -->"}

    def work(tx: Transaction) -> tuple[int | None, int, int | None]:
        before = tx.library.latest("steps")
        new = deployments.deploy(tx, changed).definitions[0].key
        return before, new, tx.library.latest("steps")

    before, new, after = office.do("olga", work)

    assert (before, after) == (old, old)
    assert office.do("olga", lambda tx: tx.library.latest("steps")) == new
    assert office.do("olga", lambda tx: tx.library.latest("other")) is None
