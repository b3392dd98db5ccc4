"""What an event waits for or throws (BPMN 2.0, section 10.5.5)."""

from dataclasses import dataclass
from enum import StrEnum

from duecourse.diagram.expressions import Text


class TimerKind(StrEnum):
    """How the text of a timer is read."""

    DATE = "timeDate"
    DURATION = "timeDuration"
    CYCLE = "timeCycle"


@dataclass(frozen=True, slots=True)
class Message:
    """A message of the definitions; ``correlation_key`` and ``name`` may be FEEL."""

    id: str
    name: Text
    correlation_key: Text | None
    line: int


@dataclass(frozen=True, slots=True)
class TimerDefinition:
    """A timer: ISO 8601 text or FEEL."""

    kind: TimerKind
    value: Text
    line: int


@dataclass(frozen=True, slots=True)
class MessageDefinition:
    """A message caught or thrown."""

    message: Message
    line: int


@dataclass(frozen=True, slots=True)
class ErrorDefinition:
    """An error; without a code a catcher catches every error."""

    code: Text | None
    line: int


@dataclass(frozen=True, slots=True)
class EscalationDefinition:
    """An escalation; without a code a catcher catches every escalation."""

    code: Text | None
    line: int


@dataclass(frozen=True, slots=True)
class TerminateDefinition:
    """Ends the scope at once."""

    line: int


EventDefinition = (
    TimerDefinition | MessageDefinition | ErrorDefinition | EscalationDefinition | TerminateDefinition
)
