"""Deployments: which files came in together, when and by whom."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from duecourse.persistence import records
from duecourse.persistence.tables import deployment


@dataclass(frozen=True, slots=True, kw_only=True)
class Deployment:
    """One deployment."""

    key: int
    deployed_at: datetime
    deployed_by: str
    note: str | None = None


def add(session: Session, new: Deployment) -> None:
    """Record a deployment."""
    records.add(session, deployment, new)


def get(session: Session, key: int) -> Deployment | None:
    """Return a deployment."""
    return records.first(
        session, Deployment, records.selecting(Deployment, deployment).where(deployment.c.key == key)
    )
