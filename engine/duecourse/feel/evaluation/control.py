"""Compile if, for, some and every."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from duecourse.feel.errors import FeelEvaluationError
from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.numbers import is_integer
from duecourse.feel.state import Code, Frame
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.parser import walk
from duecourse.feel.temporal import Date, dates
from duecourse.feel.values import Range, type_name


def if_(node: tree.If, compilation: Compilation) -> Code:
    """Compile `if`; a condition that is not true takes the alternative."""
    condition, consequence, alternative = (
        compilation.compile(part) for part in (node.condition, node.consequence, node.alternative)
    )

    def run(frame: Frame) -> object:
        tested = condition(frame)
        if tested is True:
            return consequence(frame)
        if tested is not False:
            frame.state.warn(node.condition.position, f"the condition is a {type_name(tested)}")
        return alternative(frame)

    return run


Source = tuple[str, Code, Code | None, int]


def _sources(iterations: tuple[tree.Iteration, ...], compilation: Compilation) -> list[Source]:
    return [
        (
            iteration.name,
            compilation.compile(iteration.source),
            compilation.compile(iteration.end) if iteration.end is not None else None,
            iteration.position,
        )
        for iteration in iterations
    ]


class _NothingToIterate(Exception):
    """A source is no list and no range of numbers or dates."""


def _frames(frame: Frame, sources: list[Source], depth: int = 0) -> Iterator[Frame]:
    name, source, end, position = sources[depth]
    start = source(frame)
    items = _items(frame, start, position) if end is None else _span(frame, start, end(frame), position)
    for item in items:
        frame.state.charge()
        inner = Frame(frame.state, {name: item}, frame)
        if depth + 1 < len(sources):
            yield from _frames(inner, sources, depth + 1)
        else:
            yield inner


def _items(frame: Frame, value: object, position: int) -> Iterator[object]:
    if isinstance(value, list):
        return iter(value)
    if isinstance(value, Range):
        return _range_items(frame, value, position)
    if value is None:
        frame.state.warn(position, "null cannot be iterated")
        raise _NothingToIterate
    return iter([value])


def _range_items(frame: Frame, value: Range, position: int) -> Iterator[object]:
    low, high = _bounds(value.start, value.end)
    if low is None or high is None or low > high:
        frame.state.warn(position, "only closed ranges of integers or dates can be iterated")
        raise _NothingToIterate
    low += not value.start_included
    high -= not value.end_included
    return _counted(frame, low, high, isinstance(value.start, Date))


def _span(frame: Frame, start: object, end: object, position: int) -> Iterator[object]:
    low, high = _bounds(start, end)
    if low is None or high is None:
        frame.state.warn(position, "an iteration needs two integers or two dates")
        raise _NothingToIterate
    return _counted(frame, low, high, isinstance(start, Date), step=1 if high >= low else -1)


def _bounds(start: object, end: object) -> tuple[int | None, int | None]:
    if isinstance(start, Date) and isinstance(end, Date):
        return start.ordinal, end.ordinal
    if isinstance(start, Decimal) and isinstance(end, Decimal) and is_integer(start) and is_integer(end):
        return int(start), int(end)
    return None, None


def _counted(frame: Frame, low: int, high: int, of_dates: bool, step: int = 1) -> Iterator[object]:
    if abs(high - low) >= frame.state.limits.items:
        raise FeelEvaluationError(f"an iteration over more than {frame.state.limits.items} values")
    values = range(low, high + step, step)
    return (dates.from_ordinal(value) for value in values) if of_dates else map(Decimal, values)


def for_(node: tree.For, compilation: Compilation) -> Code:
    """Compile `for`; `partial` is the list of the results so far."""
    sources, result = _sources(node.iterations, compilation), compilation.compile(node.result)
    kept = _keeps_partial(node.result)

    def run(frame: Frame) -> object:
        results: list[object] = []
        try:
            for inner in _frames(frame, sources):
                if kept:
                    frame.state.charge_items(len(results))
                inner.bindings["partial"] = list(results) if kept else results
                results.append(result(inner))
        except _NothingToIterate:
            return None
        frame.state.charge_items(len(results))
        return results

    return run


_READERS: Final = frozenset({"all", "any", "count", "list contains", "max", "mean", "min", "sum"})


def _keeps_partial(result: tree.Node) -> bool:
    """Say whether the list of results may become part of a result: then each needs a copy of its own."""
    uses = [part for part, _ in walk(result) if isinstance(part, tree.Name) and part.name == "partial"]
    read = [used for part, _ in walk(result) for used in _read(part)]
    return any(all(used is not other for other in read) for used in uses)


def _read(node: tree.Node) -> tuple[tree.Node, ...]:
    if isinstance(node, tree.Filter):
        return (node.source,)
    if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
        return node.arguments if node.function.name in _READERS and not node.function.bound else ()
    return ()


def quantified(node: tree.Quantified, compilation: Compilation) -> Code:
    """Compile `some` and `every`, with the three values of `or` and `and`."""
    sources, condition = _sources(node.iterations, compilation), compilation.compile(node.condition)
    decisive = not node.every

    def run(frame: Frame) -> object:
        result: bool | None = node.every
        try:
            for inner in _frames(frame, sources):
                value = condition(inner)
                if value is decisive:
                    return decisive
                if value is not node.every:
                    result = None
        except _NothingToIterate:
            return None
        return result

    return run
