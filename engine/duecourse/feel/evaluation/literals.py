"""Compile constants and names."""

from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.state import MISSING, Code, Frame, look_up
from duecourse.feel.syntax import tree


def constant(value: object) -> Code:
    """Return the closure of a value known beforehand."""
    return lambda _: value


def literal(node: tree.Literal, _: Compilation) -> Code:
    """Compile a constant."""
    return constant(node.value)


def temporal(node: tree.TemporalLiteral, _: Compilation) -> Code:
    """Compile an at-literal; one that is no temporal gives null."""
    if node.value is not None:
        return constant(node.value)

    def run(frame: Frame) -> object:
        frame.state.warn(node.position, f'@"{node.text}" is no date, time, date and time or duration')
        return None

    return run


def name(node: tree.Name, compilation: Compilation) -> Code:
    """Compile a reference; an unknown name gives null, that of a built-in function the function."""
    wanted = node.name
    builtin = compilation.functions.get(wanted)
    default = builtin.value if builtin is not None else None

    def run(frame: Frame) -> object:
        bindings = frame.bindings
        if wanted in bindings:
            return bindings[wanted]
        value = look_up(frame, wanted)
        if value is not MISSING:
            return value
        if default is None:
            frame.state.warn(node.position, f"there is no variable {wanted}")
        return default

    return run
