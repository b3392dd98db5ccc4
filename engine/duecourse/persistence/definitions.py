"""Process definitions: every version of every process, with the diagram it came from."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import process_definition as table


@dataclass(frozen=True, slots=True, kw_only=True)
class ProcessDefinition:
    """One version of a process; ``content`` is the diagram as it was deployed."""

    key: int
    process_id: str
    version: int
    version_tag: str | None
    name: str | None
    resource_name: str
    deployment_key: int
    content: bytes
    checksum: str


_SELECT = records.selecting(ProcessDefinition, table)


def add(session: Session, definition: ProcessDefinition) -> None:
    """Store a version of a process."""
    records.add(session, table, definition)


def get(session: Session, key: int) -> ProcessDefinition | None:
    """Return the definition with a key."""
    return records.first(session, ProcessDefinition, _SELECT.where(table.c.key == key))


def latest(session: Session, process_id: str) -> ProcessDefinition | None:
    """Return the newest version of a process."""
    statement = _SELECT.where(table.c.process_id == process_id).order_by(table.c.version.desc())
    return records.first(session, ProcessDefinition, statement)


def latest_key(session: Session, process_id: str) -> int | None:
    """Return the key of the newest version of a process, without reading its diagram."""
    statement = select(table.c.key).where(table.c.process_id == process_id)
    return session.execute(statement.order_by(table.c.version.desc()).limit(1)).scalar_one_or_none()


def version(session: Session, process_id: str, number: int) -> ProcessDefinition | None:
    """Return one version of a process."""
    statement = _SELECT.where(table.c.process_id == process_id, table.c.version == number)
    return records.first(session, ProcessDefinition, statement)


def next_version(session: Session, process_id: str) -> int:
    """Return the number that the next version of a process gets; the first is 1.

    Two deployments at once may get the same number: the second insert then fails and its work runs again.
    """
    statement = select(func.max(table.c.version)).where(table.c.process_id == process_id)
    return (session.execute(statement).scalar_one() or 0) + 1
