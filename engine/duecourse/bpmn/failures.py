"""What can stop a token, and why."""

from enum import StrEnum

from duecourse.errors import Conflict


class IncidentType(StrEnum):
    """The kinds of incident, named as Camunda 8 names them where it has them."""

    EXTRACT_VALUE = "EXTRACT_VALUE_ERROR"
    IO_MAPPING = "IO_MAPPING_ERROR"
    CONDITION = "CONDITION_ERROR"
    CALLED_ELEMENT = "CALLED_ELEMENT_ERROR"
    JOB_NO_RETRIES = "JOB_NO_RETRIES"
    UNHANDLED_ERROR = "UNHANDLED_ERROR_EVENT"
    STEP_LIMIT = "UNKNOWN"


class ElementFailure(Exception):
    """An element cannot go on; its token stops with an incident.

    ``type`` is an IncidentType, the message is for the person who resolves it.
    """

    def __init__(self, type_: IncidentType, message: str) -> None:
        super().__init__(message)
        self.type = type_
        self.message = message


class NotActive(Conflict):
    """The element is not active."""
