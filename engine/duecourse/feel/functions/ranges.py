"""Functions that relate points and ranges (DMN 1.5, 10.3.4.6, table 80), and `range`."""

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from duecourse.feel.comparison import compare
from duecourse.feel.errors import FeelSyntaxError
from duecourse.feel.functions import temporal
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.functions.conversion import FUNCTIONS as CONVERSIONS
from duecourse.feel.numbers import CONTEXT
from duecourse.feel.state import State
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.names import Scope
from duecourse.feel.syntax.parser import known, parse_expression
from duecourse.feel.values import Range

Relation = Callable[[Range, Range], bool]


def _order(left: object, right: object) -> int:
    result = compare(left, right)
    if result is None:
        raise NoResult("the arguments cannot be compared")
    return result


def _is_open(a: Range, end: object) -> bool:
    """Say whether an end is without limit, as the start of `(< 5)` is."""
    return end is None and bool(a.operator)


def _start(a: Range, b: Range) -> int:
    """Order two starts; an excluded one lies after an included one at the same point."""
    if _is_open(a, a.start) or _is_open(b, b.start):
        return _is_open(b, b.start) - _is_open(a, a.start)
    return _order(a.start, b.start) or (not a.start_included) - (not b.start_included)


def _end(a: Range, b: Range) -> int:
    if _is_open(a, a.end) or _is_open(b, b.end):
        return _is_open(a, a.end) - _is_open(b, b.end)
    return _order(a.end, b.end) or a.end_included - b.end_included


def _ends_before(a: Range, b: Range) -> bool:
    if _is_open(a, a.end) or _is_open(b, b.start):
        return False
    order = _order(a.end, b.start)
    return order < 0 or (order == 0 and not (a.end_included and b.start_included))


def _meets(a: Range, b: Range) -> bool:
    if _is_open(a, a.end) or _is_open(b, b.start):
        return False
    return a.end_included and b.start_included and _order(a.end, b.start) == 0


def _overlaps(a: Range, b: Range) -> bool:
    return not _ends_before(a, b) and not _ends_before(b, a)


def _overlaps_before(a: Range, b: Range) -> bool:
    return _start(a, b) < 0 and not _ends_before(a, b) and _end(a, b) <= 0


def _finishes(a: Range, b: Range) -> bool:
    return _end(a, b) == 0 and _start(a, b) >= 0


def _starts(a: Range, b: Range) -> bool:
    return _start(a, b) == 0 and _end(a, b) <= 0


def _includes(a: Range, b: Range) -> bool:
    return _start(a, b) <= 0 and _end(a, b) >= 0


def _coincides(a: Range, b: Range) -> bool:
    return _start(a, b) == 0 and _end(a, b) == 0


def _as_range(value: object) -> Range:
    if isinstance(value, Range) and value.operator != "!=":
        return value
    if value is None or isinstance(value, Range):
        raise NoResult("the arguments must be points or ranges")
    return Range(value, value)


def _relation(name: str, relation: Relation, swapped: bool = False) -> Builtin:
    def run(_: State, first: object, second: object) -> bool:
        a, b = _as_range(first), _as_range(second)
        return relation(b, a) if swapped else relation(a, b)

    return builtin(name, run, *_SIGNATURES)


_SIGNATURES: Final = (
    "point1: any, point2: any",
    "point: any, range: any",
    "range: any, point: any",
    "range1: any, range2: any",
)


def _range(state: State, text: str) -> Range:
    try:
        node = parse_expression(text, _KNOWN)
    except FeelSyntaxError as error:
        raise NoResult(f"{text[:50]!r} is no range") from error
    if not isinstance(node, tree.Range):
        raise NoResult(f"{text[:50]!r} is no range")
    start, end = _constant(state, node.start), _constant(state, node.end)
    if start is None and end is None:
        raise NoResult("a range needs an end")
    if start is not None and end is not None and _order(start, end) > 0:
        raise NoResult("the range's start is not before its end")
    return Range(start, end, node.start_included, node.end_included)


_TEMPORAL: Final = {
    name: function
    for name, function in {**temporal.FUNCTIONS, **CONVERSIONS}.items()
    if name in ("date", "time", "date and time", "duration")
}
_KNOWN: Final = known(Scope(_TEMPORAL))


def _constant(state: State, node: tree.Node) -> object:
    if isinstance(node, tree.Literal):
        return node.value
    if isinstance(node, tree.TemporalLiteral) and node.value is not None:
        return node.value
    if isinstance(node, tree.Negation):
        value = _constant(state, node.operand)
        if isinstance(value, Decimal):
            return CONTEXT.minus(value)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
        function = _TEMPORAL.get(node.function.name)
        if function is not None and all(isinstance(argument, tree.Literal) for argument in node.arguments):
            values = [_constant(state, argument) for argument in node.arguments]
            return function.invoke(state, values, node.names, node.position)
    raise NoResult("the ends of the range must be constants")


FUNCTIONS: Final[dict[str, Builtin]] = table(
    _relation("before", _ends_before),
    _relation("after", _ends_before, swapped=True),
    _relation("meets", _meets),
    _relation("met by", _meets, swapped=True),
    _relation("overlaps", _overlaps),
    _relation("overlaps before", _overlaps_before),
    _relation("overlaps after", _overlaps_before, swapped=True),
    _relation("finishes", _finishes),
    _relation("finished by", _finishes, swapped=True),
    _relation("includes", _includes),
    _relation("during", _includes, swapped=True),
    _relation("starts", _starts),
    _relation("started by", _starts, swapped=True),
    _relation("coincides", _coincides),
    builtin("range", _range, "from: string"),
)
