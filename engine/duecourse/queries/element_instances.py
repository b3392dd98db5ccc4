"""Reading element instances."""

from collections.abc import Mapping

from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.element_instances import SEARCH, ElementInstanceView
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[ElementInstanceView]:
    """Search element instances; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> ElementInstanceView:
    """Return an element instance; raises NotFound."""
    return by_key(session, SEARCH, "element instance", key)
