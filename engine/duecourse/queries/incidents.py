"""Reading incidents."""

from collections.abc import Mapping

from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.incidents import SEARCH, IncidentView
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[IncidentView]:
    """Search incidents; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> IncidentView:
    """Return an incident; raises NotFound."""
    return by_key(session, SEARCH, "incident", key)
