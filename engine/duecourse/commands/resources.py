"""Files to deploy: read, and checked against what is known already."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from duecourse.commands.transaction import Transaction
from duecourse.diagram.elements import Definitions, Event, FlowNode, Process, Scope, SubProcess, Task
from duecourse.diagram.reader import read
from duecourse.errors import FieldError, InvalidInput
from duecourse.forms import Form, read_form
from duecourse.lint import Finding, Resources
from duecourse.lint import lint as lint_diagram
from duecourse.persistence import accounts, definitions, forms


@dataclass(frozen=True, slots=True)
class Files:
    """The files of a deployment by name: their bytes, and what was read from them."""

    diagrams: Mapping[str, tuple[bytes, Definitions]]
    forms: Mapping[str, tuple[bytes, Form]]


def read_files(resources: Mapping[str, bytes], largest: int) -> Files:
    """Read diagrams (.bpmn) and forms (.form) of at most ``largest`` bytes each.

    Raises InvalidInput with every problem found, each with its file; TooLarge.
    """
    if not resources:
        raise InvalidInput("a deployment needs at least one file")
    diagrams: dict[str, tuple[bytes, Definitions]] = {}
    read_forms: dict[str, tuple[bytes, Form]] = {}
    wrong: list[FieldError] = []
    for name, content in resources.items():
        try:
            if name.endswith(".form"):
                read_forms[name] = (content, read_form(content))
            elif name.endswith((".bpmn", ".bpmn20.xml")):
                diagrams[name] = (content, read(content, largest))
            else:
                wrong.append(FieldError(name, "is neither a diagram (.bpmn) nor a form (.form)"))
        except InvalidInput as error:
            wrong.extend(FieldError(name, each.message) for each in error.fields)
            if not error.fields:
                wrong.append(FieldError(name, error.detail))
    wrong.extend(_taken_twice(diagrams, read_forms))
    refuse(wrong)
    return Files(diagrams, read_forms)


def refuse(wrong: list[FieldError]) -> None:
    """Raise InvalidInput if anything is wrong."""
    if wrong:
        raise InvalidInput(f"{wrong[0].field}: {wrong[0].message}", fields=wrong)


def _taken_twice(
    diagrams: Mapping[str, tuple[bytes, Definitions]], read_forms: Mapping[str, tuple[bytes, Form]]
) -> Iterator[FieldError]:
    seen: dict[tuple[str, str], str] = {}
    for name, (_, diagram) in diagrams.items():
        for process in diagram.processes.values():
            if process.executable and seen.setdefault(("process", process.id), name) != name:
                yield FieldError(name, f"process {process.id} is in {seen['process', process.id]} too")
    for name, (_, form) in read_forms.items():
        if seen.setdefault(("form", form.id), name) != name:
            yield FieldError(name, f"form {form.id} is in {seen['form', form.id]} too")


def lint_files(tx: Transaction, files: Files) -> dict[str, tuple[Finding, ...]]:
    """Return what lint finds in each diagram, given the forms, groups and versions that are there already."""
    new = {form.id: form for _, form in files.forms.values()}
    groups = frozenset(group.name for group in accounts.groups(tx.session))
    findings = {}
    for name, (_, diagram) in files.diagrams.items():
        named = {each for process in diagram.processes.values() for each in form_ids(process)}
        known = {**_deployed_forms(tx, named - set(new)), **new}
        resources = Resources(forms=known, groups=groups, previous=_previous(tx, diagram))
        findings[name] = lint_diagram(diagram, resources)
    return findings


def lint_alone(files: Files, groups: Collection[str]) -> dict[str, tuple[Finding, ...]]:
    """Return what lint finds in each diagram, given only the forms beside it and the names of groups."""
    resources = Resources(forms={form.id: form for _, form in files.forms.values()}, groups=frozenset(groups))
    return {name: lint_diagram(diagram, resources) for name, (_, diagram) in files.diagrams.items()}


def form_ids(process: Process) -> Iterator[str]:
    """Yield the ids of the forms that a process names."""
    for node in nodes(process.body):
        if isinstance(node, Task | Event) and node.form_id is not None:
            yield node.form_id


def nodes(scope: Scope) -> Iterator[FlowNode]:
    """Yield the nodes of a scope and of all scopes inside it."""
    for node in scope.nodes.values():
        yield node
        if isinstance(node, SubProcess):
            yield from nodes(node.body)


def _deployed_forms(tx: Transaction, wanted: set[str]) -> dict[str, Form]:
    found = {}
    for form_id in wanted:
        row = forms.latest(tx.session, form_id)
        if row is not None:
            found[form_id] = tx.installation.definitions.form(tx.session, row.key)
    return found


def _previous(tx: Transaction, diagram: Definitions) -> dict[str, str]:
    names: dict[str, str] = {}
    for process in diagram.processes.values():
        key = definitions.latest_key(tx.session, process.id) if process.executable else None
        if key is not None:
            names |= tx.installation.definitions.get(tx.session, key).names
    return names
