"""FEEL's values: what an expression takes and gives.

null is None, boolean is bool, number is Decimal, string is str, list is list, context is dict; the temporal
types are those of `duecourse.feel.temporal`; ranges and functions are here. Lists and contexts are never
changed once made.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from duecourse.feel.temporal import Date, DateTime, DayTimeDuration, Time, YearMonthDuration

if TYPE_CHECKING:
    from duecourse.feel.state import State


@dataclass(frozen=True, slots=True)
class Range:
    """A range; an end of None is open to that side.

    One written as a comparison keeps its `operator`: `(< 5)`, or `(!= 5)` for all values but one.
    """

    start: object
    end: object
    start_included: bool = True
    end_included: bool = True
    operator: str = ""


@dataclass(frozen=True)
class FeelType:
    """A type.

    `arguments` are the element type of a list or range, the members of a context (named by `members`) or the
    parameters of a function; `allows` narrows it further, as an item definition's allowed values do; `label`
    is the name that an item definition gives it.
    """

    name: str
    arguments: tuple["FeelType", ...] = ()
    members: tuple[str, ...] = ()
    result: "FeelType | None" = None
    allows: "Callable[[State, object], bool] | None" = None
    label: str = field(default="", compare=False)

    @property
    def title(self) -> str:
        """Return the name by which people know the type."""
        return self.label or self.name


@dataclass(frozen=True, slots=True, eq=False)
class Function:
    """A function as a value: the names of its parameters, what runs with their values in order, their types.

    `builtin` is the built-in function behind it, which finds its own overload.
    """

    parameters: tuple[str, ...]
    run: Callable[..., object]
    types: tuple[FeelType | None, ...] = ()
    builtin: object = None


def type_name(value: object) -> str:
    """Return the FEEL name of a value's type, for warnings and for comparing like with like."""
    return _NAMES.get(type(value), type(value).__name__)


_NAMES: Final[dict[type, str]] = {
    type(None): "null",
    bool: "boolean",
    Decimal: "number",
    str: "string",
    list: "list",
    dict: "context",
    Date: "date",
    Time: "time",
    DateTime: "date and time",
    DayTimeDuration: "days and time duration",
    YearMonthDuration: "years and months duration",
    Range: "range",
    Function: "function",
}
