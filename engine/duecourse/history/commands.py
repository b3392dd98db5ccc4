"""The commands that a running case understands, in the form in which history records them.

A command says what is to be done and with what input, never how. Elements are named by their local number
within the case; the key that the outside sees is the case's root key plus that number.
"""

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, field, fields
from typing import ClassVar, Final, TypeAlias

from duecourse.errors import InvalidInput
from duecourse.model.json import Json

Variables: TypeAlias = dict[str, Json]


_KEY: Final = {"key": True}
"""Marks a field that holds a key, which JSON has as a string: some readers cannot hold so large a number."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """Something that a person, a timer, a message or a program does to a case."""

    kind: ClassVar[str]

    def to_json(self) -> dict[str, Json]:
        """Return the command as JSON; fields that have their default value are left out."""
        record: dict[str, Json] = {"kind": self.kind}
        for each in fields(self):
            value = getattr(self, each.name)
            default = each.default_factory() if each.default_factory is not MISSING else each.default
            if value != default:
                record[each.name] = str(value) if each.metadata == _KEY else value
        return record


@dataclass(frozen=True, slots=True, kw_only=True)
class Create(Command):
    """Start a case: at its none start event, or at ``start`` when a message or timer starts it.

    ``key`` is the root key that it gets, ``business_id`` the reference that people know it by; expressions
    can read both. ``message`` is the key of the message that starts it, if one does.
    """

    kind = "create"
    definition: int = field(metadata=_KEY)
    key: int = field(default=0, metadata=_KEY)
    business_id: str | None = None
    start: str | None = None
    message: str | None = None
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteTask(Command):
    """Complete a user task with the values of its form; ``action`` is the caller's own word for it."""

    kind = "complete_task"
    element: int
    variables: Variables = field(default_factory=dict)
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignTask(Command):
    """Give a user task to ``assignee``, or to nobody."""

    kind = "assign_task"
    element: int
    assignee: str | None = None
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateTask(Command):
    """Change dueDate, followUpDate, candidateGroups, candidateUsers or priority of a user task."""

    kind = "update_task"
    element: int
    changes: Variables = field(default_factory=dict)
    action: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FireTimer(Command):
    """Let a due timer fire."""

    kind = "fire_timer"
    element: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CorrelateMessage(Command):
    """Hand a message to the element that waits for it; ``message`` is the key of the message."""

    kind = "correlate_message"
    element: int
    message: str
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class CompleteJob(Command):
    """Complete the job of an element with its result."""

    kind = "complete_job"
    element: int
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FailJob(Command):
    """Report that a job failed; with no ``retries`` left this is an incident."""

    kind = "fail_job"
    element: int
    retries: int
    message: str = ""
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class UpdateJob(Command):
    """Change how often a job may still be tried; one that an incident stopped can be resolved then."""

    kind = "update_job"
    element: int
    retries: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ThrowJobError(Command):
    """Report a BPMN error from a job."""

    kind = "throw_job_error"
    element: int
    code: str
    message: str = ""
    variables: Variables = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class SetVariables(Command):
    """Set variables from outside: in the scope of ``element`` (``local``), or as a completion would."""

    kind = "set_variables"
    element: int
    variables: Variables = field(default_factory=dict)
    local: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ResolveIncident(Command):
    """Try again what an incident stopped."""

    kind = "resolve_incident"
    element: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancel(Command):
    """End the whole case at once."""

    kind = "cancel"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuse(Command):
    """Record an attempt that a rule of the process refused; nothing else changes.

    ``attempted`` is the kind of the refused command, ``element`` the id of the element in the diagram,
    ``number`` that of the task, if one was open. Where the element was addressed by its id, ``local`` are the
    variables that were to tell its tasks apart.
    """

    kind = "refuse"
    attempted: str
    element: str
    reason_code: str
    message: str = ""
    number: int | None = None
    variables: Variables = field(default_factory=dict)
    local: Variables = field(default_factory=dict)


_KINDS: dict[str, type[Command]] = {
    each.kind: each
    for each in (
        Create,
        CompleteTask,
        AssignTask,
        UpdateTask,
        FireTimer,
        CorrelateMessage,
        CompleteJob,
        FailJob,
        UpdateJob,
        ThrowJobError,
        SetVariables,
        ResolveIncident,
        Cancel,
        Refuse,
    )
}


def command_from_json(record: Mapping[str, Json]) -> Command:
    """Read a command that ``Command.to_json`` wrote; raises InvalidInput for an unknown kind."""
    kind = str(record.get("kind"))
    if kind not in _KINDS:
        raise InvalidInput(f"unknown kind of command: {kind}")
    shape = _KINDS[kind]
    keys = {each.name for each in fields(shape) if each.metadata == _KEY}
    values = {
        name: int(str(value)) if name in keys else value for name, value in record.items() if name != "kind"
    }
    return shape(**values)
