"""Reading message subscriptions."""

from collections.abc import Mapping

from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.message_subscriptions import SEARCH, MessageSubscriptionView
from duecourse.queries.finding import by_key


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[MessageSubscriptionView]:
    """Search message subscriptions; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> MessageSubscriptionView:
    """Return a message subscription; raises NotFound."""
    return by_key(session, SEARCH, "message subscription", key)
