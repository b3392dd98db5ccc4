"""What lint says about a diagram."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """Whether a finding forbids to deploy the diagram."""

    ERROR = "ERROR"
    WARNING = "WARNING"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a diagram.

    ``rule`` is the id of the rule, ``element_id`` the element that it is about (None for the file as a
    whole), ``line`` where that stands in the file, ``message`` one sentence for the author of the diagram.
    """

    rule: str
    severity: Severity
    element_id: str | None
    line: int
    message: str
