"""Reading user tasks, as far as an actor may see them."""

from collections.abc import Mapping

from duecourse.model.identity import Actor
from duecourse.persistence import visibility
from duecourse.persistence.search import Page, find
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.user_tasks import SEARCH, UserTaskView
from duecourse.queries.finding import found


def search(session: Session, actor: Actor, request: Mapping[str, object] | None = None) -> Page[UserTaskView]:
    """Search the user tasks that an actor may see; raises InvalidInput.

    Tasks that the actor may not see are not counted either.
    """
    return run(session, SEARCH, request, where=visibility.user_tasks(actor).condition)


def get(session: Session, actor: Actor, key: int) -> UserTaskView:
    """Return a user task; raises NotFound if there is none, or none that the actor may see."""
    task = find(session, SEARCH, key, where=visibility.user_tasks(actor).condition)
    return found(task, "user task", key)
