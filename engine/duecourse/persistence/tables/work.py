"""What goes on inside an instance, derived from its history: elements, tasks, variables, jobs, incidents."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table

from duecourse.model.states import CandidateKind, ElementState, IncidentState, JobState, UserTaskState
from duecourse.persistence.tables.metadata import (
    content,
    instant,
    key,
    key_id,
    metadata,
    optional_instant,
    optional_key,
    optional_text,
    own_key,
    text,
)
from duecourse.persistence.types import Key, OneOf, Words

user_task: Final = Table(
    "user_task",
    metadata,
    own_key(),
    key("root_key"),
    key("instance_key"),
    key("definition_key"),
    text("element_id"),
    optional_text("name"),
    Column("state", OneOf(UserTaskState), nullable=False),
    optional_text("assignee"),
    optional_instant("due_at"),
    optional_instant("follow_up_at"),
    Column("priority", Integer, nullable=False, default=50),
    optional_key("form_key"),
    instant("created_at"),
    optional_instant("completed_at"),
    optional_text("completed_by"),
    Index(None, "root_key"),
    Index(None, "instance_key"),
    Index(None, "definition_key"),
    Index(None, "assignee", "state"),
    Index(None, "state", "created_at"),
    Index(None, "state", "due_at"),
    Index(None, "created_at"),
)

user_task_candidate: Final = Table(
    "user_task_candidate",
    metadata,
    Column(
        "user_task_key",
        Key,
        ForeignKey("user_task.key", ondelete="CASCADE"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("kind", OneOf(CandidateKind), primary_key=True),
    Column("name", Words, primary_key=True),
    Index(None, "kind", "name"),
)

element_instance: Final = Table(
    "element_instance",
    metadata,
    own_key(),
    key("root_key"),
    key("instance_key"),
    optional_key("scope_key"),
    text("element_id"),
    optional_text("element_name"),
    text("type"),
    Column("state", OneOf(ElementState), nullable=False),
    instant("started_at"),
    optional_instant("ended_at"),
    optional_key("incident_key"),
    Index(None, "root_key"),
    Index(None, "instance_key", "state"),
    Index(None, "scope_key"),
    Index(None, "element_id", "state"),
)

sequence_flow: Final = Table(
    "sequence_flow",
    metadata,
    Column("root_key", Key, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("n", Integer, primary_key=True, autoincrement=False),
    key("instance_key"),
    text("flow_id"),
    Index(None, "instance_key"),
)

variable: Final = Table(
    "variable",
    metadata,
    Column("scope_key", Key, primary_key=True, autoincrement=False),
    Column("name", Words, primary_key=True),
    Column("key", Key, nullable=False, unique=True),
    key("root_key"),
    key("instance_key"),
    key_id(),
    content("value"),
    Index(None, "root_key"),
    Index(None, "instance_key"),
    Index(None, "name"),
)

timer: Final = Table(
    "timer",
    metadata,
    own_key(),
    optional_key("root_key"),
    key("definition_key"),
    text("element_id"),
    instant("due_at"),
    Index(None, "due_at"),
    Index(None, "root_key"),
    Index(None, "definition_key"),
)

job: Final = Table(
    "job",
    metadata,
    own_key(),
    key("root_key"),
    key("instance_key"),
    key("definition_key"),
    text("element_id"),
    text("type"),
    Column("state", OneOf(JobState), nullable=False),
    Column("retries", Integer, nullable=False),
    optional_text("worker"),
    optional_instant("locked_until"),
    content("headers"),
    optional_text("error_message"),
    instant("created_at"),
    optional_instant("ended_at"),
    Index(None, "type", "state", "locked_until"),
    Index(None, "root_key"),
    Index(None, "instance_key"),
)

incident: Final = Table(
    "incident",
    metadata,
    own_key(),
    key("root_key"),
    key("instance_key"),
    key("definition_key"),
    text("element_id"),
    key("element_instance_key"),
    text("type"),
    text("message"),
    Column("state", OneOf(IncidentState), nullable=False),
    instant("created_at"),
    optional_instant("resolved_at"),
    Index(None, "root_key"),
    Index(None, "instance_key", "state"),
    Index(None, "state", "created_at"),
)
