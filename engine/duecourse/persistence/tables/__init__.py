"""The tables, by what they hold."""

from duecourse.persistence.tables.cases import case_file, history_entry, process_instance, snapshot
from duecourse.persistence.tables.definitions import (
    calendar,
    definition_form,
    deployment,
    form,
    process_definition,
)
from duecourse.persistence.tables.messages import message, message_subscription
from duecourse.persistence.tables.metadata import metadata
from duecourse.persistence.tables.operations import clock, idempotency, outbox
from duecourse.persistence.tables.people import access_log, access_token, account, member_group, membership
from duecourse.persistence.tables.work import (
    element_instance,
    incident,
    job,
    sequence_flow,
    timer,
    user_task,
    user_task_candidate,
    variable,
)

__all__ = [
    "access_log",
    "access_token",
    "account",
    "calendar",
    "case_file",
    "clock",
    "definition_form",
    "deployment",
    "element_instance",
    "form",
    "history_entry",
    "idempotency",
    "incident",
    "job",
    "member_group",
    "membership",
    "message",
    "message_subscription",
    "metadata",
    "outbox",
    "process_definition",
    "process_instance",
    "sequence_flow",
    "snapshot",
    "timer",
    "user_task",
    "user_task_candidate",
    "variable",
]
