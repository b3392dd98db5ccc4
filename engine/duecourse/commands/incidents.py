"""Incidents: resolved once their cause is mended."""

from duecourse.commands import cases
from duecourse.commands.transaction import Transaction
from duecourse.errors import Conflict, NotFound
from duecourse.history.commands import ResolveIncident
from duecourse.model.states import IncidentState
from duecourse.persistence import incidents
from duecourse.persistence.keys import local_of, root_of


def resolve(tx: Transaction, key: int) -> None:
    """Try again what an incident stopped; if it fails again, that is a new incident.

    Raises NotFound, and Conflict for an incident that is resolved already.
    """
    if incidents.get(tx.session, key) is None:
        raise NotFound(f"there is no incident {key}")
    cases.lock(tx, root_of(key))
    found = incidents.get(tx.session, key)
    if found is None or found.state is not IncidentState.ACTIVE:
        raise Conflict("the incident is resolved already")
    cases.step(tx, root_of(key), ResolveIncident(element=local_of(found.element_instance_key)))
