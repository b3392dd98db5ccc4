"""Sequence flows that were taken."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import sequence_flow as table


@dataclass(frozen=True, slots=True, kw_only=True)
class SequenceFlow:
    """One flow taken: by the entry ``seq``, as its effect number ``n``."""

    root_key: int
    seq: int
    n: int
    instance_key: int
    flow_id: str


def taken(session: Session, instance_key: int) -> list[SequenceFlow]:
    """Return the flows that an instance has taken, in order."""
    statement = records.selecting(SequenceFlow, table).where(table.c.instance_key == instance_key)
    return records.every(session, SequenceFlow, statement.order_by(table.c.root_key, table.c.seq, table.c.n))
