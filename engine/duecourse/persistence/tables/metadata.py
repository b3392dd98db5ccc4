"""The collection that every table belongs to, and columns that many of them have."""

from datetime import datetime
from typing import Final

from sqlalchemy import Column, MetaData

from duecourse.persistence.types import Content, Instant, Key, Words

metadata: Final = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def own_key() -> Column[int]:
    """Return the column of a row's own key; it is always given, never counted up by the database."""
    return Column("key", Key, primary_key=True, autoincrement=False)


def key(name: str) -> Column[int]:
    """Return a column that holds the key of something else."""
    return Column(name, Key, nullable=False)


def optional_key(name: str) -> Column[int | None]:
    """Return a column that may hold the key of something else."""
    return Column(name, Key, nullable=True)


def text(name: str) -> Column[str]:
    """Return a column of text."""
    return Column(name, Words, nullable=False)


def optional_text(name: str) -> Column[str | None]:
    """Return a column of text that may be missing."""
    return Column(name, Words, nullable=True)


def instant(name: str) -> Column[datetime]:
    """Return a column that holds a moment."""
    return Column(name, Instant(), nullable=False)


def optional_instant(name: str) -> Column[datetime | None]:
    """Return a column that may hold a moment."""
    return Column(name, Instant(), nullable=True)


def content(name: str) -> Column[bytes]:
    """Return a column of bytes."""
    return Column(name, Content, nullable=False)


def key_id() -> Column[str]:
    """Return the column that says under which key the codec wrote the row's payload."""
    return text("key_id")
