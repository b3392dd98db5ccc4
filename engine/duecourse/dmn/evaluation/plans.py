"""Decisions and services, ready to run."""

from collections.abc import Container, Iterable
from dataclasses import dataclass, field

from duecourse.dmn.elements import Key
from duecourse.dmn.evaluation.session import Place
from duecourse.feel import FeelType, Function
from duecourse.feel.state import Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """A name that a decision's expressions read: its value is that of an element, or a function.

    ``prefix`` is the name of the import that the element is known by, if it is of another model.
    """

    names: tuple[str, ...]
    prefix: str
    key: Key
    function: Function | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InputPlan:
    """Input data: where the value comes from, and its type."""

    key: Key
    name: str
    type: FeelType | None
    type_place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionPlan:
    """A decision: what its expressions read, and their closure; None if it has no logic.

    ``required`` are the decisions that it needs to be evaluated before it.
    """

    key: Key
    id: str
    name: str
    kind: str
    required: tuple[Key, ...]
    bound: tuple[Bound, ...]
    variables: frozenset[str]
    code: Code | None
    type: FeelType | None
    place: Place
    type_place: Place


@dataclass(frozen=True, slots=True, kw_only=True)
class ServicePlan:
    """A decision service: what it is given, and what it gives."""

    key: Key
    id: str
    name: str
    inputs: tuple[tuple[str, Key], ...]
    outputs: tuple[tuple[str, Key], ...]
    type: FeelType | None
    type_place: Place


@dataclass(frozen=True, slots=True)
class Plans:
    """All that can be run of a model and of those that it imports."""

    inputs: dict[Key, InputPlan] = field(default_factory=dict)
    decisions: dict[Key, DecisionPlan] = field(default_factory=dict)
    services: dict[Key, ServicePlan] = field(default_factory=dict)

    def order(self, roots: Iterable[Key], given: Container[Key] = ()) -> list[Key]:
        """Return the decisions that some need, each after those that it requires, without those ``given``."""
        done: dict[Key, None] = {}
        pending = [(root, False) for root in reversed(list(roots))]
        while pending:
            key, ready = pending.pop()
            if key in done or key in given:
                continue
            if ready:
                done[key] = None
                continue
            pending.append((key, True))
            pending.extend((each, False) for each in reversed(self.decisions[key].required))
        return list(done)
