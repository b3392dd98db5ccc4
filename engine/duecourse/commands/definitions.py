"""Compiled definitions: read and compiled once per process, however many cases run on them."""

from dataclasses import dataclass, field
from threading import Lock

from duecourse.bpmn.compile import compile_process
from duecourse.bpmn.library import Definition
from duecourse.diagram.elements import Process, Scope, SubProcess
from duecourse.diagram.reader import read
from duecourse.errors import NotFound
from duecourse.forms import Form, read_form
from duecourse.persistence import definitions, forms
from duecourse.persistence.session import Session


@dataclass(frozen=True)
class Compiled:
    """A deployed definition, compiled; ``names`` are the names of its elements by id."""

    key: int
    process_id: str
    version: int
    definition: Definition
    names: dict[str, str]

    @property
    def process(self) -> Process:
        """What was drawn."""
        return self.definition.process

    def name_of(self, element_id: str) -> str:
        """Return the name of an element, or its id where it has none."""
        return self.names.get(element_id) or element_id


class Definitions:
    """The compiled definitions and the forms that this process has used; safe to share between threads."""

    def __init__(self) -> None:
        self._definitions: dict[int, Compiled] = {}
        self._forms: dict[int, Form] = {}
        self._lock = Lock()

    def get(self, session: Session, key: int) -> Compiled:
        """Return the definition with this key; raises NotFound."""
        found = self._definitions.get(key)
        if found is None:
            found = _compile(session, key)
            with self._lock:
                self._definitions[key] = found
        return found

    def form(self, session: Session, key: int) -> Form:
        """Return the form with this key; raises NotFound."""
        found = self._forms.get(key)
        if found is None:
            row = forms.get(session, key)
            if row is None:
                raise NotFound(f"there is no form {key}")
            found = read_form(row.content)
            with self._lock:
                self._forms[key] = found
        return found


def _compile(session: Session, key: int) -> Compiled:
    row = definitions.get(session, key)
    if row is None:
        raise NotFound(f"there is no process definition {key}")
    process = read(row.content).processes[row.process_id]
    definition = compile_process(process, forms.bound(session, key))
    names = {process.id: process.name, **_names(process.body)}
    return Compiled(key, row.process_id, row.version, definition, names)


def _names(scope: Scope) -> dict[str, str]:
    names: dict[str, str] = {}
    for node in scope.nodes.values():
        names[node.id] = node.name
        if isinstance(node, SubProcess):
            names |= _names(node.body)
    return names


@dataclass(frozen=True)
class DeployedLibrary:
    """What a case finds when it runs: definitions by key, and the latest version for each call.

    What was the latest version once stays so in one transaction, whatever is deployed meanwhile: an entry
    records one version for each process id.
    """

    session: Session
    definitions: Definitions
    _latest: dict[str, int | None] = field(default_factory=dict)

    def definition(self, key: int) -> Definition:
        """Return the definition with this key."""
        return self.definitions.get(self.session, key).definition

    def latest(self, process_id: str) -> int | None:
        """Return the key of the latest version of a process id."""
        if process_id not in self._latest:
            self._latest[process_id] = definitions.latest_key(self.session, process_id)
        return self._latest[process_id]
