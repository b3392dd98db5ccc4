"""What every query by key has in common."""

from typing import TypeVar

from duecourse.errors import NotFound
from duecourse.persistence.search import Searchable, find
from duecourse.persistence.session import Session

V = TypeVar("V")


def found(value: V | None, noun: str, key: object) -> V:
    """Return a value that is there; raise NotFound, which names the noun and the key, for None."""
    if value is None:
        raise NotFound(f"There is no {noun} {key}.")
    return value


def by_key(session: Session, searchable: Searchable[V], noun: str, key: int) -> V:
    """Return what is searchable under a key; raise NotFound if there is nothing."""
    return found(find(session, searchable, key), noun, key)
