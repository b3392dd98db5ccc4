"""Call a function value."""

from duecourse.feel.state import State
from duecourse.feel.types import coerce
from duecourse.feel.values import Function, type_name


def invoke(state: State, function: Function, values: list[object], position: int) -> object:
    """Return the result of a function for arguments in order; null with a warning where they do not fit.

    Raise FeelEvaluationError when the budget is spent or calls nest too deeply.
    """
    state.charge()
    if function.builtin is not None:
        return function.run(state, values)
    if len(values) != len(function.parameters):
        state.warn(position, f"the function takes {len(function.parameters)} arguments, not {len(values)}")
        return None
    for index, expected in enumerate(function.types):
        if expected is not None:
            value, fits = coerce(values[index], expected, state)
            if not fits:
                kind = type_name(values[index])
                name = function.parameters[index]
                state.warn(position, f"{name} must be a {expected.title}, not a {kind}")
                return None
            values = [*values[:index], value, *values[index + 1 :]]
    state.enter()
    try:
        return function.run(state, values)
    finally:
        state.leave()
