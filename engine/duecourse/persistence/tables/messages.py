"""Published messages and the elements that wait for them."""

from typing import Final

from sqlalchemy import Column, Index, Table, UniqueConstraint

from duecourse.model.states import MessageState
from duecourse.persistence.tables.metadata import (
    content,
    instant,
    key,
    key_id,
    metadata,
    optional_key,
    optional_text,
    own_key,
    text,
)
from duecourse.persistence.types import OneOf

message: Final = Table(
    "message",
    metadata,
    own_key(),
    text("name"),
    text("correlation_key"),
    optional_text("message_id"),
    instant("expires_at"),
    instant("published_at"),
    key_id(),
    content("payload"),
    Column("state", OneOf(MessageState), nullable=False),
    UniqueConstraint("name", "correlation_key", "message_id"),
    Index(None, "state", "name", "correlation_key"),
    Index(None, "state", "expires_at"),
)

# A subscription without a root belongs to a message start event.
message_subscription: Final = Table(
    "message_subscription",
    metadata,
    own_key(),
    optional_key("root_key"),
    optional_key("instance_key"),
    key("definition_key"),
    text("element_id"),
    text("name"),
    optional_text("correlation_key"),
    instant("created_at"),
    Index(None, "name", "correlation_key"),
    Index(None, "root_key"),
    Index(None, "instance_key"),
    Index(None, "definition_key"),
)
