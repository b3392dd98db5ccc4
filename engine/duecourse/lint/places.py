"""Where variables live: the scopes of a diagram, and the names that are known in each.

A variable is looked up from the element outwards to its process. What a name means is decided by when it is
declared: a multi-instance gives its item first, then the input mappings are made one after the other, and
what a completion brings comes last. So each name is kept with the step at which it comes to be.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

from duecourse.diagram.elements import MultiInstance

CONTEXT: Final = "camunda"
"""The name under which the expressions of a case find their process instance, as in Camunda 8."""
FROM_THE_START: Final = 0
NEVER: Final = 1 << 30


@dataclass(slots=True, eq=False)
class Place:
    """A scope of variables: a process, or an element with what its mappings and its multi-instance make.

    ``own`` says at which step each name comes to be here; ``open_from`` from which step on there may be
    names here that nobody can foresee (NEVER for none), such as those that a job returns. ``others`` are the
    places whose variables a call copies to here; ``loop`` is the multi-instance that this is one round of.
    """

    around: "Place | None" = None
    own: dict[str, int] = field(default_factory=dict)
    open_from: int = NEVER
    others: "list[Place]" = field(default_factory=list)
    loop: MultiInstance | None = None

    def declare(self, name: str, step: int = FROM_THE_START) -> None:
        """Let a name be known here from a step on."""
        self.own[name] = min(step, self.own.get(name, NEVER))

    def open(self, step: int = FROM_THE_START) -> None:
        """Let names that nobody can foresee be here from a step on."""
        self.open_from = min(step, self.open_from)

    def chain(self) -> "Iterator[Place]":
        """Yield this place and those around it, innermost first."""
        current: Place | None = self
        while current is not None:
            yield current
            current = current.around

    def knows(self, name: str) -> bool:
        """Return whether the name is declared here at any step."""
        return name in self.own

    def write(self, name: str) -> None:
        """Note a write: it goes to the nearest place that has the name, else to the process."""
        last = self
        for last in self.chain():
            if last.knows(name):
                return
        last.declare(name)


@dataclass(frozen=True, slots=True)
class View:
    """What an expression can read: a place up to the step before ``until``, and ``extra`` names over it.

    ``open`` says that it reads values of unforeseeable names beside, such as those of a task without a form.
    """

    place: Place
    until: int = NEVER
    extra: frozenset[str] = frozenset({CONTEXT})
    open: bool = False

    def knows(self, name: str) -> bool:
        """Return whether the name can be read."""
        return name in self.extra or any(
            name in place.own and (place is not self.place or place.own[name] < self.until)
            for place in self.places()
        )

    def closed(self) -> bool:
        """Return whether every name that can be read is known."""
        return not self.open and all(
            place.open_from >= (self.until if place is self.place else NEVER) for place in self.places()
        )

    def names(self) -> Iterator[str]:
        """Yield the names that can be read."""
        yield from sorted(self.extra)
        for place in self.places():
            until = self.until if place is self.place else NEVER
            yield from (name for name, step in place.own.items() if step < until)

    def places(self) -> Iterator[Place]:
        """Yield the place, those around it, and all whose variables come to them by calls; each once."""
        seen: set[int] = set()
        pending = [self.place]
        while pending:
            place = pending.pop()
            if id(place) in seen:
                continue
            seen.add(id(place))
            yield place
            pending.extend(place.others)
            if place.around is not None:
                pending.append(place.around)
