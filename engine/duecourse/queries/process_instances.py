"""Reading process instances."""

from collections.abc import Mapping

from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.process_instances import SEARCH, ProcessInstanceView
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[ProcessInstanceView]:
    """Search process instances; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> ProcessInstanceView:
    """Return a process instance; raises NotFound."""
    return by_key(session, SEARCH, "process instance", key)
