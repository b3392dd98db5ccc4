"""Reading messages."""

from collections.abc import Mapping

from duecourse.persistence.messages import Message
from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.messages import SEARCH
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[Message]:
    """Search messages; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> Message:
    """Return a message; raises NotFound."""
    return by_key(session, SEARCH, "message", key)
