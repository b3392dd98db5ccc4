"""Accounts, groups, tokens, and who read what."""

from typing import Final

from sqlalchemy import Boolean, Column, ForeignKey, Index, Table

from duecourse.persistence.tables.metadata import (
    instant,
    metadata,
    optional_instant,
    optional_key,
    optional_text,
    own_key,
    text,
)
from duecourse.persistence.types import Key, Words

account: Final = Table(
    "account",
    metadata,
    own_key(),
    Column("username", Words, nullable=False, unique=True),
    text("display_name"),
    optional_text("email"),
    text("password_hash"),
    Column("active", Boolean, nullable=False, default=True),
    Column("demo", Boolean, nullable=False, default=False),
    instant("created_at"),
)

member_group: Final = Table(
    "member_group",
    metadata,
    Column("name", Words, primary_key=True),
    text("display_name"),
)

membership: Final = Table(
    "membership",
    metadata,
    Column("account_key", Key, ForeignKey("account.key"), primary_key=True, autoincrement=False),
    Column("group_name", Words, ForeignKey("member_group.name"), primary_key=True),
    Index(None, "group_name"),
)

access_token: Final = Table(
    "access_token",
    metadata,
    own_key(),
    Column("account_key", Key, ForeignKey("account.key"), nullable=False),
    Column("token_hash", Words, nullable=False, unique=True),
    instant("created_at"),
    optional_instant("expires_at"),
    optional_instant("revoked_at"),
    text("label"),
    Index(None, "account_key"),
)

# No foreign key to the account: the system itself reads too, and a log outlives what it tells of.
access_log: Final = Table(
    "access_log",
    metadata,
    own_key(),
    instant("at"),
    Column("account_key", Key, nullable=False),
    text("action"),
    optional_key("root_key"),
    text("detail"),
    Index(None, "account_key", "at"),
    Index(None, "root_key", "at"),
    Index(None, "at"),
)
