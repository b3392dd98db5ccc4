"""What a command did, in the order in which it happened.

An effect is a JSON object with a ``type`` and the local number (``element``) of the element concerned.
Effects are for people and projections; the state itself is in the delta.
"""

from enum import StrEnum
from typing import TypeAlias

from duecourse.model.json import Json

Effect: TypeAlias = dict[str, Json]


class EffectType(StrEnum):
    """The kinds of effect."""

    ELEMENT_ACTIVATED = "element_activated"
    ELEMENT_COMPLETED = "element_completed"
    ELEMENT_TERMINATED = "element_terminated"
    FLOW_TAKEN = "flow_taken"
    VARIABLE_SET = "variable_set"
    STAGE_ENTERED = "stage_entered"
    TASK_CREATED = "task_created"
    TASK_ASSIGNED = "task_assigned"
    TASK_UPDATED = "task_updated"
    JOB_CREATED = "job_created"
    JOB_FAILED = "job_failed"
    JOB_UPDATED = "job_updated"
    TIMER_ARMED = "timer_armed"
    TIMER_FIRED = "timer_fired"
    MESSAGE_AWAITED = "message_awaited"
    MESSAGE_CORRELATED = "message_correlated"
    MESSAGE_PUBLISHED = "message_published"
    ERROR_THROWN = "error_thrown"
    ESCALATION_THROWN = "escalation_thrown"
    INCIDENT_RAISED = "incident_raised"
    INCIDENT_RESOLVED = "incident_resolved"
