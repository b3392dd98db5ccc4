"""What is deployed: process definitions, forms and calendars, each with its versions."""

from typing import Final

from sqlalchemy import Column, ForeignKey, Index, Integer, Table, UniqueConstraint

from duecourse.persistence.tables.metadata import (
    content,
    instant,
    metadata,
    optional_text,
    own_key,
    text,
)
from duecourse.persistence.types import Key, Words

deployment: Final = Table(
    "deployment",
    metadata,
    own_key(),
    instant("deployed_at"),
    text("deployed_by"),
    optional_text("note"),
)

process_definition: Final = Table(
    "process_definition",
    metadata,
    own_key(),
    text("process_id"),
    Column("version", Integer, nullable=False),
    optional_text("version_tag"),
    optional_text("name"),
    text("resource_name"),
    Column("deployment_key", Key, ForeignKey("deployment.key"), nullable=False),
    content("content"),
    text("checksum"),
    UniqueConstraint("process_id", "version"),
    Index(None, "deployment_key"),
)

form: Final = Table(
    "form",
    metadata,
    own_key(),
    text("form_id"),
    Column("version", Integer, nullable=False),
    text("resource_name"),
    Column("deployment_key", Key, ForeignKey("deployment.key"), nullable=False),
    content("content"),
    text("checksum"),
    UniqueConstraint("form_id", "version"),
    Index(None, "deployment_key"),
)

# Which version of each form a definition uses is decided when it is deployed, and stays so.
definition_form: Final = Table(
    "definition_form",
    metadata,
    Column(
        "definition_key",
        Key,
        ForeignKey("process_definition.key"),
        primary_key=True,
        autoincrement=False,
    ),
    Column("form_id", Words, primary_key=True),
    Column("form_key", Key, ForeignKey("form.key"), nullable=False),
    Index(None, "form_key"),
)

calendar: Final = Table(
    "calendar",
    metadata,
    Column("id", Words, primary_key=True),
    Column("version", Integer, primary_key=True, autoincrement=False),
    content("content"),
)
