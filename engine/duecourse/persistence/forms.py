"""Forms, their versions, and which version a process definition uses."""

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import definition_form
from duecourse.persistence.tables import form as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """One version of a form; ``content`` is its form-js schema as it was deployed."""

    key: int
    form_id: str
    version: int
    resource_name: str
    deployment_key: int
    content: bytes
    checksum: str


_SELECT = records.selecting(Form, table)


def add(session: Session, form: Form) -> None:
    """Store a version of a form."""
    records.add(session, table, form)


def get(session: Session, key: int) -> Form | None:
    """Return the form with a key."""
    return records.first(session, Form, _SELECT.where(table.c.key == key))


def latest(session: Session, form_id: str) -> Form | None:
    """Return the newest version of a form."""
    statement = _SELECT.where(table.c.form_id == form_id).order_by(table.c.version.desc())
    return records.first(session, Form, statement)


def next_version(session: Session, form_id: str) -> int:
    """Return the number that the next version of a form gets; the first is 1."""
    statement = select(func.max(table.c.version)).where(table.c.form_id == form_id)
    return (session.execute(statement).scalar_one() or 0) + 1


def bind(session: Session, definition_key: int, forms: Mapping[str, int]) -> None:
    """Decide, once and for all, which version of each form a definition uses: form id to form key."""
    rows = [
        {"definition_key": definition_key, "form_id": form_id, "form_key": form_key}
        for form_id, form_key in forms.items()
    ]
    if rows:
        session.execute(insert(definition_form), rows)


def bound(session: Session, definition_key: int) -> dict[str, int]:
    """Return the keys of the forms that a definition uses, by form id."""
    statement = select(definition_form.c.form_id, definition_form.c.form_key).where(
        definition_form.c.definition_key == definition_key
    )
    return {row.form_id: row.form_key for row in session.execute(statement)}
