"""Where compiled definitions come from."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from duecourse.bpmn.specs.process import ProcessSpec
from duecourse.diagram.elements import Process


@dataclass(frozen=True)
class Definition:
    """A compiled process: what it was read from, and the specs that run it; never changed again."""

    process: Process
    spec: ProcessSpec


class Library(Protocol):
    """Finds definitions by key, and the version that a call activity calls."""

    def definition(self, key: int) -> Definition:
        """Return the definition with this key; raises NotFound."""

    def latest(self, process_id: str) -> int | None:
        """Return the key of the definition that a call of this process id uses now, if there is one."""


@dataclass(frozen=True)
class Shelf:
    """A library in memory: definitions by key, and the key that each process id stands for."""

    definitions: Mapping[int, Definition]
    keys: Mapping[str, int]

    def definition(self, key: int) -> Definition:
        """Return the definition with this key."""
        return self.definitions[key]

    def latest(self, process_id: str) -> int | None:
        """Return the key that a process id stands for."""
        return self.keys.get(process_id)
