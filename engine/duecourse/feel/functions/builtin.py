"""A built-in function: its overloads, and how arguments find one."""

from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import DecimalException
from typing import Final

from duecourse.feel.state import State
from duecourse.feel.types import CLASSES, coerce
from duecourse.feel.values import FeelType, Function, type_name

Implementation = Callable[..., object]


class NoResult(Exception):
    """A built-in function has no result for its arguments; the message says why."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """A parameter; without a type it takes anything, null too."""

    name: str
    type: FeelType | None = None
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Overload:
    """One list of parameters; a variadic one gathers all positional arguments to one list."""

    parameters: tuple[Parameter, ...]
    run: Implementation
    variadic: bool = False
    classes: tuple[type, ...] = field(init=False)
    """What values of the parameters' types are in Python."""
    required: int = field(init=False)
    """The number of parameters that must be given."""

    def __post_init__(self) -> None:
        classes = (CLASSES[each.type.name] if each.type is not None else object for each in self.parameters)
        object.__setattr__(self, "classes", tuple(classes))
        object.__setattr__(self, "required", sum(not parameter.optional for parameter in self.parameters))

    def takes(self, values: list[object], names: tuple[str, ...]) -> bool:
        """Say whether the arguments are what the parameters want, as they are."""
        if names or self.variadic or len(values) != len(self.classes):
            return False
        for value, wanted in zip(values, self.classes, strict=True):
            if wanted is not object and type(value) is not wanted:
                return False
        return True

    def arrange(self, values: list[object], names: tuple[str, ...]) -> list[object] | None:
        """Return the arguments in order, None if their number or names are not these."""
        if self.variadic:
            return [values] if values and not names else None
        if not names:
            fits = self.required <= len(values) <= len(self.parameters)
            return values + [None] * (len(self.parameters) - len(values)) if fits else None
        given = dict(zip(names, values, strict=True))
        known = {parameter.name for parameter in self.parameters}
        if len(given) < len(names) or not given.keys() <= known:
            return None
        needed = {parameter.name for parameter in self.parameters if not parameter.optional}
        if not needed <= given.keys():
            return None
        return [given.get(parameter.name) for parameter in self.parameters]


@dataclass(frozen=True, slots=True)
class Builtin:
    """A built-in function."""

    name: str
    overloads: tuple[Overload, ...]

    @property
    def value(self) -> Function:
        """Return the function as a value."""
        names = tuple(parameter.name for parameter in self.overloads[0].parameters)
        return Function(names, self._call, builtin=self)

    def _call(self, state: State, values: list[object]) -> object:
        return self.invoke(state, values, (), 0)

    def invoke(self, state: State, values: list[object], names: tuple[str, ...], position: int) -> object:
        """Return the result for arguments, null with a warning if they fit no overload or have no result."""
        reason = "wrong number or names of arguments"
        for overload in self.overloads:
            fitting, problem = _fitting(state, overload, values, names)
            if fitting is None:
                reason = problem or reason
                continue
            weight = _weight(fitting)
            if weight:
                state.charge(weight)
            try:
                return overload.run(state, *fitting)
            except NoResult as error:
                reason = str(error)
            except (DecimalException, ValueError, OverflowError):
                reason = "the result is out of range"
            break
        state.warn(position, f"{self.name}(): {reason}")
        return None


def _weight(values: list[object]) -> int:
    """Return what it costs to read the arguments once, beyond a call's own step."""
    weight = 0
    for value in values:
        if isinstance(value, _SIZED):
            weight += len(value) // 256
    return weight


_SIZED: Final = (str, list, dict)


def _fitting(
    state: State, overload: Overload, values: list[object], names: tuple[str, ...]
) -> tuple[list[object] | None, str]:
    """Return the arguments as an overload takes them, or None with the reason, "" if it is their number."""
    if overload.takes(values, names):
        return values, ""
    arranged = overload.arrange(values, names)
    return (None, "") if arranged is None else _coerced(state, overload, arranged)


def _coerced(state: State, overload: Overload, values: list[object]) -> tuple[list[object] | None, str]:
    result: list[object] = []
    for parameter, value in zip(overload.parameters, values, strict=True):
        if parameter.type is None or (value is None and parameter.optional):
            result.append(value)
            continue
        coerced, fits = coerce(value, parameter.type, state)
        if not fits or coerced is None:
            return None, f"{parameter.name} must be a {parameter.type.name}, not a {type_name(value)}"
        result.append(coerced)
    return result, ""


_UNTYPED: Final = "any"


def overload(signature: str, run: Implementation) -> Overload:
    """Read a signature such as `string: string, start position: number, length: number?`.

    A `?` makes a parameter optional; `...` alone gathers all arguments to one list.
    """
    if signature == "...":
        return Overload((Parameter("list"),), run, variadic=True)
    return Overload(tuple(_parameter(part) for part in signature.split(", ") if part), run)


def _parameter(text: str) -> Parameter:
    name, kind = text.split(": ")
    optional = kind.endswith("?")
    kind = kind.removesuffix("?")
    return Parameter(name, None if kind == _UNTYPED else FeelType(kind), optional)


def builtin(name: str, run: Implementation, *signatures: str) -> Builtin:
    """Return a built-in function with one implementation for all its signatures."""
    return Builtin(name, tuple(overload(signature, run) for signature in signatures))


def table(*functions: Builtin) -> dict[str, Builtin]:
    """Return built-in functions by name."""
    return {function.name: function for function in functions}
