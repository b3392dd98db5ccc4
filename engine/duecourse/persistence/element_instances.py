"""Element instances, and the scopes around them."""

from sqlalchemy import literal, select
from sqlalchemy.orm import Session

from duecourse.persistence.tables import element_instance as table


def scopes_of(session: Session, key: int) -> list[int]:
    """Return an element's key and those of the scopes around it, from the inside out."""
    start = select(table.c.key, table.c.scope_key, literal(0).label("depth")).where(table.c.key == key)
    inner = start.cte("scopes", recursive=True)
    outer = select(table.c.key, table.c.scope_key, inner.c.depth + 1).where(table.c.key == inner.c.scope_key)
    scopes = inner.union_all(outer)
    return list(session.execute(select(scopes.c.key).order_by(scopes.c.depth)).scalars())
