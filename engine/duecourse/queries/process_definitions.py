"""Reading process definitions."""

from collections.abc import Mapping

from duecourse.persistence import definitions
from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.process_definitions import SEARCH, ProcessDefinitionView
from duecourse.queries.finding import by_key, found

NOUN = "process definition"


def search(session: Session, request: Mapping[str, object] | None = None) -> Page[ProcessDefinitionView]:
    """Search process definitions; raises InvalidInput for a request that cannot be understood."""
    return run(session, SEARCH, request)


def get(session: Session, key: int) -> ProcessDefinitionView:
    """Return a process definition; raises NotFound."""
    return by_key(session, SEARCH, NOUN, key)


def xml(session: Session, key: int) -> bytes:
    """Return the diagram of a process definition, byte for byte as it was deployed; raises NotFound."""
    return found(definitions.get(session, key), NOUN, key).content
