"""What the service itself remembers: answers to repeated requests, work to be sent, the business clock."""

from typing import Final

from sqlalchemy import CheckConstraint, Column, Index, Integer, Table

from duecourse.persistence.tables.metadata import (
    content,
    instant,
    key_id,
    metadata,
    optional_instant,
    optional_key,
    own_key,
    text,
)
from duecourse.persistence.types import Key, Words

idempotency: Final = Table(
    "idempotency",
    metadata,
    Column("account_key", Key, primary_key=True, autoincrement=False),
    Column("idempotency_key", Words, primary_key=True),
    text("request_hash"),
    Column("status", Integer, nullable=False),
    content("body"),
    instant("created_at"),
    Index(None, "created_at"),
)

outbox: Final = Table(
    "outbox",
    metadata,
    own_key(),
    optional_key("root_key"),
    text("kind"),
    key_id(),
    content("payload"),
    instant("created_at"),
    instant("due_at"),
    Column("attempts", Integer, nullable=False, default=0),
    optional_instant("done_at"),
    Index(None, "done_at", "due_at"),
    Index(None, "root_key"),
)

# One row. Without a pinned moment business time is the system's time.
clock: Final = Table(
    "clock",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    optional_instant("pinned_at"),
    CheckConstraint("id = 1", name="single"),
)
