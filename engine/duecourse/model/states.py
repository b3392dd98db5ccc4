"""The states that instances, elements, tasks, jobs, messages and incidents can be in."""

from enum import StrEnum


class InstanceState(StrEnum):
    """The states of a process instance."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"


class ElementState(StrEnum):
    """The states of an element instance."""

    ACTIVE = "ACTIVE"
    COMPLETED = "COMPLETED"
    TERMINATED = "TERMINATED"


class UserTaskState(StrEnum):
    """The states of a user task."""

    CREATED = "CREATED"
    COMPLETED = "COMPLETED"
    CANCELED = "CANCELED"


class JobState(StrEnum):
    """The states of a job."""

    CREATED = "CREATED"
    COMPLETED = "COMPLETED"
    FAILED = "FAILED"
    CANCELED = "CANCELED"
    ERROR_THROWN = "ERROR_THROWN"


class MessageState(StrEnum):
    """The states of a published message."""

    BUFFERED = "BUFFERED"
    CORRELATED = "CORRELATED"
    EXPIRED = "EXPIRED"


class IncidentState(StrEnum):
    """The states of an incident."""

    ACTIVE = "ACTIVE"
    RESOLVED = "RESOLVED"


class CandidateKind(StrEnum):
    """Whether a candidate of a user task is a group or a single user."""

    GROUP = "group"
    USER = "user"
