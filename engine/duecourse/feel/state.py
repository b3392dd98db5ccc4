"""The state of one evaluation: variables, budget, warnings."""

from collections.abc import Callable, Mapping
from typing import Optional

from duecourse.feel.conversion import from_json
from duecourse.feel.environment import Environment
from duecourse.feel.errors import FeelEvaluationError


class State:
    """What all closures of one evaluation share.

    `place` says where the text that is evaluated stands, if it is a part of something larger: whoever embeds
    expressions sets it. A function keeps the place at which it was made.
    """

    __slots__ = ("depth", "environment", "limits", "place", "remaining")

    def __init__(self, environment: Environment) -> None:
        self.environment = environment
        self.limits = environment.limits
        self.remaining = environment.limits.steps
        self.depth = 0
        self.place: object = None

    def charge(self, steps: int = 1) -> None:
        """Take steps off the budget; raise FeelEvaluationError when it is spent."""
        self.remaining -= steps
        if self.remaining < 0:
            raise FeelEvaluationError(f"more than {self.limits.steps} steps")

    def charge_items(self, count: int) -> None:
        """Charge for a list or context of so many items; raise FeelEvaluationError if it is too long."""
        if count > self.limits.items:
            raise FeelEvaluationError(f"a list of more than {self.limits.items} items")
        self.charge(1 + count // 8)

    def charge_text(self, length: int) -> None:
        """Charge for a string of so many characters; raise FeelEvaluationError if it is too long."""
        if length > self.limits.characters:
            raise FeelEvaluationError(f"a string of more than {self.limits.characters} characters")
        self.charge(1 + length // 64)

    def warn(self, position: int, message: str) -> None:
        """Keep the reason for a null, with the character at which it arose."""
        warnings = self.environment.warnings
        if warnings is not None and len(warnings) < self.limits.warnings:
            warnings.append(f"at {position}: {message}")

    def enter(self) -> None:
        """Count one level of calls; raise FeelEvaluationError if there are too many."""
        self.depth += 1
        if self.depth > self.limits.depth:
            raise FeelEvaluationError(f"more than {self.limits.depth} calls inside each other")

    def leave(self) -> None:
        """Leave one level of calls."""
        self.depth -= 1


class Frame:
    """The values of one scope's names, and the scope around it."""

    __slots__ = ("bindings", "parent", "state")

    def __init__(self, state: State, bindings: dict[str, object], parent: Optional["Frame"] = None) -> None:
        self.state = state
        self.bindings = bindings
        self.parent = parent

    def inner(self, bindings: dict[str, object]) -> "Frame":
        """Return a scope inside this one."""
        return Frame(self.state, bindings, self)

    def given(self, name: str, _: State) -> object:
        """Return the value of a name that no scope has, MISSING if there is none."""
        return MISSING


class Outermost(Frame):
    """The scope of the variables that an evaluation is given; it holds those that were read."""

    __slots__ = ("variables",)

    def __init__(self, state: State, variables: Mapping[str, object]) -> None:
        # Without `super`, as every evaluation makes one.
        self.state = state
        self.bindings = {}
        self.parent = None
        self.variables = variables

    def given(self, name: str, state: State) -> object:
        """Return the value of a variable, turned into a FEEL value once, when it is first read."""
        if name not in self.variables:
            return MISSING
        value = from_json(self.variables[name], state.limits.depth, state.charge)
        self.bindings[name] = value
        return value


Code = Callable[[Frame], object]

MISSING = object()


def look_up(frame: Frame, name: str) -> object:
    """Return the value of a name in the innermost scope that has it, MISSING if none has."""
    inner: Frame | None = frame
    while inner is not None:
        if name in inner.bindings:
            return inner.bindings[name]
        outermost, inner = inner, inner.parent
    return outermost.given(name, frame.state)
