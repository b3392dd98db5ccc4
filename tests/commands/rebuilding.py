"""The rows that follow from history, written anew into another database, and compared as whole tables."""

from collections.abc import Iterable
from typing import Any, Final, TypeAlias

from sqlalchemy import Table, insert, select

from duecourse.bpmn.state import Records, fold
from duecourse.commands import projection
from duecourse.commands.definitions import Definitions
from duecourse.commands.rows import Entry as Projected
from duecourse.persistence import rows, tables
from duecourse.persistence.session import Session
from duecourse.queries import history
from duecourse.settings import Settings

Row: TypeAlias = dict[str, Any]

COPIED: Final = (
    tables.deployment,
    tables.process_definition,
    tables.form,
    tables.definition_form,
    tables.case_file,
)
PROJECTED: Final = (
    tables.process_instance,
    tables.element_instance,
    tables.user_task,
    tables.user_task_candidate,
    tables.variable,
    tables.timer,
    tables.job,
    tables.message_subscription,
    tables.incident,
    tables.sequence_flow,
)
# Who has a job does not follow from history, and an entry does not count itself.
LEFT_OUT: Final = {
    "job": {"worker", "locked_until"},
    "process_instance": {"revision", "last_seq", "snapshot_seq"},
}


def rebuild(original: Session, copy: Session, roots: Iterable[int], definitions: Definitions) -> None:
    """Write into an empty database what all entries make of it, and what they refer to."""
    for table in COPIED:
        found = [dict(row) for row in original.execute(select(table)).mappings()]
        if found:
            copy.execute(insert(table), found)
    for root in roots:
        _rebuild_case(original, copy, root, definitions)
    copy.commit()


def _rebuild_case(original: Session, copy: Session, root: int, definitions: Definitions) -> None:
    before: Records = {}
    for entry in history.read(original, root):
        after = fold(before, [dict(entry.delta)])
        projected = Projected(
            case=root,
            root=root,
            seq=entry.seq,
            now=entry.entered_at,
            zone=Settings().timezone,
            username=entry.circumstances.username,
            before=before,
            after=after,
            effects=entry.effects,
            delta=entry.delta,
            definition_of=lambda key: definitions.get(original, key),
        )
        rows.apply(copy, projection.changes(projected))
        before = after


def contents(session: Session) -> dict[str, list[Row]]:
    """Return the rows of every table that follows from history."""
    return {table.name: _rows(session, table) for table in PROJECTED}


def _rows(session: Session, table: Table) -> list[Row]:
    statement = select(table).order_by(*table.primary_key)
    if "root_key" in table.c:  # without a root it belongs to the start event of a definition
        statement = statement.where(table.c.root_key.is_not(None))
    left_out = LEFT_OUT.get(table.name, set())
    return [
        {name: value for name, value in row.items() if name not in left_out}
        for row in session.execute(statement).mappings()
    ]
