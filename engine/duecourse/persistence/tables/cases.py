"""Cases, their process instances, and the history that is their state."""

from typing import Final

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table
from sqlalchemy import text as sql

from duecourse.model.states import InstanceState
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

case_file: Final = Table(
    "case_file",
    metadata,
    own_key(),
    Column("business_id", Words, nullable=True, unique=True),
    instant("opened_at"),
    optional_text("retention_class"),
    Column("legal_hold", Boolean, nullable=False, default=False),
)

# The root of a tree of instances is the one without a parent. It alone carries revision, last_seq and
# snapshot_seq, and its row is what a command locks.
process_instance: Final = Table(
    "process_instance",
    metadata,
    own_key(),
    key("root_key"),
    Column("case_key", Key, ForeignKey("case_file.key"), nullable=False),
    optional_key("parent_key"),
    optional_key("parent_element_key"),
    Column("definition_key", Key, ForeignKey("process_definition.key"), nullable=False),
    text("process_id"),
    Column("version", Integer, nullable=False),
    Column("state", OneOf(InstanceState), nullable=False),
    optional_text("stage"),
    instant("started_at"),
    optional_instant("ended_at"),
    text("started_by"),
    Column("has_incident", Boolean, nullable=False, default=False),
    Column("revision", Integer, nullable=True),
    Column("last_seq", Integer, nullable=True),
    Column("snapshot_seq", Integer, nullable=True),
    Index(
        "uq_process_instance_root",
        "root_key",
        unique=True,
        sqlite_where=sql("parent_key IS NULL"),
        postgresql_where=sql("parent_key IS NULL"),
    ),
    Index(None, "root_key"),
    Index(None, "case_key"),
    Index(None, "parent_key"),
    Index(None, "definition_key", "state"),
    Index(None, "process_id", "state"),
    Index(None, "state", "started_at"),
    Index(None, "started_at"),
)

history_entry: Final = Table(
    "history_entry",
    metadata,
    Column("root_key", Key, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    text("kind"),
    instant("entered_at"),
    instant("recorded_at"),
    Column("act_date", Date, nullable=False),
    key("actor_key"),
    key("definition_key"),
    Column("semantics", Integer, nullable=False),
    optional_text("reason_code"),
    key_id(),
    content("command"),
    content("context"),
    content("effects"),
    content("delta"),
    Index(None, "recorded_at"),
    Index(None, "actor_key", "recorded_at"),
    Index(None, "kind", "recorded_at"),
)

snapshot: Final = Table(
    "snapshot",
    metadata,
    Column("root_key", Key, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    key_id(),
    content("state"),
)
