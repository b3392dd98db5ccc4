"""Incidents: what stopped, why, and since when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from duecourse.model.states import IncidentState
from duecourse.persistence import records
from duecourse.persistence.tables import incident as table


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """One incident."""

    key: int
    root_key: int
    instance_key: int
    definition_key: int
    element_id: str
    element_instance_key: int
    type: str
    message: str
    state: IncidentState
    created_at: datetime
    resolved_at: datetime | None


_SELECT = records.selecting(Incident, table)


def get(session: Session, key: int) -> Incident | None:
    """Return the incident with a key."""
    return records.first(session, Incident, _SELECT.where(table.c.key == key))
