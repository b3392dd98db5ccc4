"""The conditions of boxed expressions: unlike those of FEEL's texts, they must be true, false or null.

Where FEEL takes whatever is not true as false, a boxed `conditional`, `filter`, `some` or `every` with a
condition of another type has no result: the conformance suite wants null (1150 to 1154).
"""

from collections.abc import Sequence

from duecourse.feel.evaluation.access import item_frame
from duecourse.feel.state import Code, Frame
from duecourse.feel.values import type_name


class _NotABoolean(Exception):
    """A condition is neither true nor false nor null."""


def truth(code: Code, what: str) -> Code:
    """Return the closure of a condition; it stops the boxed expression around it if it is no boolean."""

    def run(frame: Frame) -> object:
        value = code(frame)
        if value is None or isinstance(value, bool):
            return value
        raise _NotABoolean(f"{what} must be a boolean, not a {type_name(value)}")

    return run


def strict(codes: Sequence[Code]) -> Code:
    """Return the closure of a boxed expression, which gives null where a condition stops it."""
    code = codes[0]

    def run(frame: Frame) -> object:
        state = frame.state
        place = state.place
        try:
            return code(frame)
        except _NotABoolean as error:
            state.place = place
            state.warn(0, str(error))
            return None

    return run


def filtered(codes: Sequence[Code]) -> Code:
    """Return the closure of a boxed filter: the items of a list for which the condition is true."""
    source, match = codes

    def run(frame: Frame) -> object:
        value = source(frame)
        if value is None:
            frame.state.warn(0, "null cannot be filtered")
            return None
        found: list[object] = []
        for item in value if isinstance(value, list) else [value]:
            frame.state.charge()
            if match(item_frame(frame, item)) is True:
                found.append(item)
        frame.state.charge_items(len(found))
        return found

    return run
