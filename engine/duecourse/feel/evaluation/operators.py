"""Compile operators."""

import operator
from collections.abc import Callable, Mapping
from decimal import Decimal, DecimalException
from typing import Final

from duecourse.feel.arithmetic import NUMERIC, OPERATIONS, Operation, negate
from duecourse.feel.comparison import compare, equal
from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.numbers import CONTEXT
from duecourse.feel.state import Code, Frame
from duecourse.feel.syntax import tree
from duecourse.feel.temporal import DayTimeDuration, YearMonthDuration
from duecourse.feel.types import conforms, resolve
from duecourse.feel.values import type_name


def negation(node: tree.Negation, compilation: Compilation) -> Code:
    """Compile `-operand`."""
    operand = compilation.compile(node.operand)

    def run(frame: Frame) -> object:
        value = operand(frame)
        if type(value) is Decimal:
            return CONTEXT.minus(value)
        if isinstance(value, DayTimeDuration | YearMonthDuration):
            return negate(value)
        frame.state.warn(node.position, f"a {type_name(value)} cannot be negated")
        return None

    return run


def arithmetic(node: tree.Arithmetic, compilation: Compilation) -> Code:
    """Compile `left operator right`; operands that do not fit give null."""
    left, right = compilation.compile(node.left), compilation.compile(node.right)
    numeric, operations = NUMERIC[node.operator], OPERATIONS[node.operator]
    costly = 25 if node.operator == "**" else 0

    def run(frame: Frame) -> object:
        first, second = left(frame), right(frame)
        try:
            if type(first) is Decimal and type(second) is Decimal:
                if costly:
                    frame.state.charge(costly)
                return numeric(first, second)
            return _typed(frame, node, operations, first, second)
        except (DecimalException, ValueError, OverflowError) as error:
            reason = "division by zero" if _divides_by_zero(node, second) else _reason(error)
            frame.state.warn(node.position, reason)
            return None

    return run


def _divides_by_zero(node: tree.Arithmetic, divisor: object) -> bool:
    return node.operator == "/" and not divisor


def _reason(error: Exception) -> str:
    return "the result is not a number in range" if isinstance(error, DecimalException) else str(error)


def _typed(
    frame: Frame,
    node: tree.Arithmetic,
    operations: Mapping[tuple[type, type], Operation],
    first: object,
    second: object,
) -> object:
    operation = operations.get((type(first), type(second)))
    value = operation(frame.state, first, second) if operation is not None else None
    if value is None:
        kinds = f"{type_name(first)} {node.operator} {type_name(second)}"
        frame.state.warn(node.position, f"{kinds} is not defined")
    return value


_ORDER: Final[Mapping[str, Callable[..., bool]]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def comparison(node: tree.Comparison, compilation: Compilation) -> Code:
    """Compile a comparison; values without order give null."""
    left, right = compilation.compile(node.left), compilation.compile(node.right)
    if node.operator in ("=", "!="):
        return _equality(node, left, right)
    test = _ORDER[node.operator]

    def run(frame: Frame) -> object:
        first, second = left(frame), right(frame)
        if type(first) is Decimal and type(second) is Decimal:
            return test(first, second)
        order = compare(first, second)
        if order is None:
            _incomparable(frame, node, first, second)
            return None
        return test(order, 0)

    return run


def _equality(node: tree.Comparison, left: Code, right: Code) -> Code:
    wanted = node.operator == "="

    def run(frame: Frame) -> object:
        first, second = left(frame), right(frame)
        kind = type(first)
        if kind is type(second) and (kind is str or kind is Decimal or kind is bool):
            return (first == second) is wanted
        result = equal(first, second, frame.state.charge)
        if result is None:
            _incomparable(frame, node, first, second)
            return None
        return result is wanted

    return run


def _incomparable(frame: Frame, node: tree.Comparison, first: object, second: object) -> None:
    kinds = f"{type_name(first)} {node.operator} {type_name(second)}"
    frame.state.warn(node.position, f"{kinds} cannot be compared")


def _ternary(node: tree.Conjunction | tree.Disjunction, compilation: Compilation, decisive: bool) -> Code:
    operands = [compilation.compile(operand) for operand in node.operands]
    word = "or" if decisive else "and"

    def run(frame: Frame) -> object:
        result: bool | None = not decisive
        for operand in operands:
            value = operand(frame)
            if value is decisive:
                return decisive
            if value is not (not decisive):
                result = None
                if value is not None:
                    frame.state.warn(node.position, f"`{word}` of a {type_name(value)}")
        return result

    return run


def conjunction(node: tree.Conjunction, compilation: Compilation) -> Code:
    """Compile `and`: false if one operand is, else null if one is no boolean, else true."""
    return _ternary(node, compilation, decisive=False)


def disjunction(node: tree.Disjunction, compilation: Compilation) -> Code:
    """Compile `or`: true if one operand is, else null if one is no boolean, else false."""
    return _ternary(node, compilation, decisive=True)


def between(node: tree.Between, compilation: Compilation) -> Code:
    """Compile `value between low and high`, both ends included."""
    value, low, high = (compilation.compile(part) for part in (node.value, node.low, node.high))

    def run(frame: Frame) -> object:
        tested = value(frame)
        above, below = compare(tested, low(frame)), compare(tested, high(frame))
        if above is None or below is None:
            frame.state.warn(node.position, f"a {type_name(tested)} has no order with these ends")
            return None
        return above >= 0 >= below

    return run


def instance_of(node: tree.InstanceOf, compilation: Compilation) -> Code:
    """Compile `value instance of type`; an unknown type gives null."""
    value, expected = compilation.compile(node.value), resolve(node.type, compilation.types)

    def run(frame: Frame) -> object:
        tested = value(frame)
        if expected is None:
            frame.state.warn(node.type.position, f"there is no type {node.type.name}")
            return None
        return conforms(tested, expected, frame.state, narrowed=False)

    return run
