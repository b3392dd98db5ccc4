"""Reading jobs."""

from collections.abc import Mapping

from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.jobs import SEARCH, JobView
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[JobView]:
    """Search jobs; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> JobView:
    """Return a job; raises NotFound."""
    return by_key(session, SEARCH, "job", key)
