"""Process instances: started and cancelled."""

from collections.abc import Mapping
from dataclasses import dataclass

from duecourse.commands import cases, submissions
from duecourse.commands.transaction import Transaction
from duecourse.commands.words import check_names, check_words
from duecourse.diagram.elements import Event, EventKind, Process
from duecourse.errors import Conflict, FieldError, InvalidInput, NotFound
from duecourse.history.commands import Cancel
from duecourse.model.json import Json
from duecourse.persistence import cases as case_files
from duecourse.persistence import definitions, forms, instances
from duecourse.persistence.keys import root_of


@dataclass(frozen=True, slots=True)
class Created:
    """A process instance that was started."""

    key: int
    definition_key: int
    process_id: str
    version: int


def create(
    tx: Transaction,
    *,
    process_id: str | None = None,
    definition_key: int | None = None,
    version: int | None = None,
    variables: Mapping[str, Json],
    business_id: str | None = None,
) -> Created:
    """Start a case on a definition, named by its key or by its process id (the latest, or that version).

    The variables must fit the form of the start event, if it has one. Raises NotFound, InvalidInput, and
    Conflict for a business id that is taken.
    """
    check_names(variables)
    _check_words(process_id, business_id)
    key = _definition(tx, process_id, version) if definition_key is None else definition_key
    compiled = tx.installation.definitions.get(tx.session, key)
    form_id = _start_form(compiled.process)
    if form_id is not None:
        submissions.check(tx, forms.bound(tx.session, key).get(form_id), variables)
    if business_id is not None and case_files.by_business_id(tx.session, business_id) is not None:
        raise Conflict(f"there is a case with business id '{business_id}' already")
    root = cases.start(tx, key, variables, business_id=business_id)
    return Created(root, key, compiled.process_id, compiled.version)


def _check_words(process_id: str | None, business_id: str | None) -> None:
    check_words({"businessId": business_id, "processDefinitionId": process_id})
    if business_id is not None and not business_id.strip():
        raise InvalidInput("a business id is not empty", fields=[FieldError("businessId", "is empty")])


def _definition(tx: Transaction, process_id: str | None, version: int | None) -> int:
    if process_id is None:
        raise InvalidInput("name the process by processDefinitionKey or processDefinitionId")
    if version is None:
        key = definitions.latest_key(tx.session, process_id)
    else:
        found = definitions.version(tx.session, process_id, version)
        key = None if found is None else found.key
    if key is None:
        which = "" if version is None else f" in version {version}"
        raise NotFound(f"no process '{process_id}'{which} is deployed")
    return key


def _start_form(process: Process) -> str | None:
    for node in process.body.nodes.values():
        if isinstance(node, Event) and node.kind is EventKind.START and node.definition is None:
            return node.form_id
    return None


def cancel(tx: Transaction, key: int) -> None:
    """End a case at once; raises NotFound, and Conflict for one that has ended or was called by another."""
    found = instances.get(tx.session, key)
    if found is None:
        raise NotFound(f"there is no process instance {key}")
    if found.parent_key is not None:
        raise Conflict(
            f"this process ends with the one that called it; cancel {root_of(key)}, the case as a whole"
        )
    cases.step(tx, key, Cancel())
