"""Functions that sum up a list (DMN 1.5, 10.3.4.4)."""

from decimal import Decimal
from typing import Final

from duecourse.feel.arithmetic import OPERATIONS
from duecourse.feel.comparison import compare
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.numbers import CONTEXT
from duecourse.feel.state import State
from duecourse.feel.temporal import DayTimeDuration, YearMonthDuration


def _numbers(state: State, items: list[object]) -> list[Decimal]:
    state.charge(len(items))
    numbers = [item for item in items if isinstance(item, Decimal)]
    if len(numbers) < len(items):
        raise NoResult("the list has items that are no numbers")
    return numbers


def _some_numbers(state: State, items: list[object]) -> list[Decimal]:
    numbers = _numbers(state, items)
    if not numbers:
        raise NoResult("the list is empty")
    return numbers


def _extreme(state: State, items: list[object], sign: int) -> object:
    state.charge(len(items))
    if not items:
        raise NoResult("the list is empty")
    best = items[0]
    for item in items:
        order = compare(item, best)
        if order is None:
            raise NoResult("the list has items without an order")
        best = item if order == sign else best
    return best


def _sum(state: State, items: list[object]) -> object:
    state.charge(len(items))
    if not items:
        raise NoResult("the list is empty")
    kind = type(items[0])
    if kind not in _SUMMABLE or any(type(item) is not kind for item in items):
        raise NoResult("the list must have numbers alone, or durations of one kind")
    if kind is Decimal:
        return _total(_numbers(state, items))
    add = OPERATIONS["+"][kind, kind]
    total = items[0]
    for item in items[1:]:
        total = add(state, total, item)
    return total


_SUMMABLE: Final = (Decimal, DayTimeDuration, YearMonthDuration)


def _total(numbers: list[Decimal]) -> Decimal:
    total = Decimal(0)
    for number in numbers:
        total = CONTEXT.add(total, number)
    return total


def _mean(state: State, items: list[object]) -> Decimal:
    numbers = _some_numbers(state, items)
    return CONTEXT.divide(_total(numbers), Decimal(len(numbers)))


def _product(state: State, items: list[object]) -> Decimal:
    product = Decimal(1)
    for number in _some_numbers(state, items):
        product = CONTEXT.multiply(product, number)
    return product


def _median(state: State, items: list[object]) -> Decimal:
    numbers = sorted(_some_numbers(state, items))
    middle = len(numbers) // 2
    if len(numbers) % 2:
        return numbers[middle]
    return CONTEXT.divide(CONTEXT.add(numbers[middle - 1], numbers[middle]), Decimal(2))


def _stddev(state: State, items: list[object]) -> Decimal:
    numbers = _numbers(state, items)
    if len(numbers) < 2:
        raise NoResult("the list has fewer than two items")
    mean = CONTEXT.divide(_total(numbers), Decimal(len(numbers)))
    deviations = [CONTEXT.subtract(number, mean) for number in numbers]
    squares = _total([CONTEXT.multiply(deviation, deviation) for deviation in deviations])
    return CONTEXT.sqrt(CONTEXT.divide(squares, Decimal(len(numbers) - 1)))


def _mode(state: State, items: list[object]) -> list[Decimal]:
    counts: dict[Decimal, int] = {}
    for number in _numbers(state, items):
        counts[number] = counts.get(number, 0) + 1
    most = max(counts.values(), default=0)
    return sorted(number for number, count in counts.items() if count == most)


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin("count", lambda _, items: Decimal(len(items)), "list: list"),
    builtin("min", lambda state, items: _extreme(state, items, -1), "list: list", "..."),
    builtin("max", lambda state, items: _extreme(state, items, 1), "list: list", "..."),
    builtin("sum", _sum, "list: list", "..."),
    builtin("mean", _mean, "list: list", "..."),
    builtin("product", _product, "list: list", "..."),
    builtin("median", _median, "list: list", "..."),
    builtin("stddev", _stddev, "list: list", "..."),
    builtin("mode", _mode, "list: list", "..."),
)
