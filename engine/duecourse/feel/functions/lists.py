"""Functions on lists (DMN 1.5, 10.3.4.4)."""

from decimal import Decimal
from typing import Final

from duecourse.feel.comparison import same
from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.invocation import invoke
from duecourse.feel.state import State
from duecourse.feel.values import FeelType, Function

_NUMBER: Final = FeelType("number")


def _list_contains(state: State, items: list[object], element: object) -> bool:
    state.charge(len(items))
    return any(same(item, element, state.charge) for item in items)


def _boolean(items: list[object], decisive: bool) -> bool:
    result = not decisive
    for item in items:
        if not isinstance(item, bool):
            raise NoResult("the list has items that are no booleans")
        result = decisive if item is decisive else result
    return result


def _every(state: State, items: list[object]) -> bool:
    state.charge(len(items))
    return _boolean(items, decisive=False)


def _some(state: State, items: list[object]) -> bool:
    state.charge(len(items))
    return _boolean(items, decisive=True)


def _sublist(state: State, items: list[object], start: Decimal, length: Decimal | None) -> list[object]:
    position = int(start)
    first = position - 1 if position > 0 else len(items) + position
    last = len(items) if length is None else first + int(length)
    if position == 0 or not 0 <= first < len(items) or last < first or last > len(items):
        raise NoResult(f"the list of {len(items)} has no such part")
    state.charge_items(last - first)
    return items[first:last]


def _append(state: State, values: list[object]) -> list[object]:
    items = values[0] if isinstance(values[0], list) else [values[0]]
    state.charge_items(len(items) + len(values) - 1)
    return [*items, *values[1:]]


def _concatenate(state: State, lists: list[object]) -> list[object]:
    result: list[object] = []
    for items in lists:
        added = items if isinstance(items, list) else [items]
        state.charge_items(len(result) + len(added))
        result = [*result, *added]
    return result


def _index(items: list[object], position: Decimal, last: int) -> int:
    place = int(position)
    index = place - 1 if place > 0 else len(items) + place
    if place == 0 or not 0 <= index < last:
        raise NoResult(f"the list of {len(items)} has no position {place}")
    return index


def _insert_before(state: State, items: list[object], position: Decimal, new: object) -> list[object]:
    state.charge_items(len(items) + 1)
    index = _index(items, position, len(items) + 1)
    return [*items[:index], new, *items[index:]]


def _remove(state: State, items: list[object], position: Decimal) -> list[object]:
    state.charge_items(len(items))
    index = _index(items, position, len(items))
    return [*items[:index], *items[index + 1 :]]


def _list_replace(state: State, items: list[object], match: object, new: object) -> list[object]:
    state.charge_items(len(items))
    if isinstance(match, Decimal):
        index = _index(items, match, len(items))
        return [*items[:index], new, *items[index + 1 :]]
    if not isinstance(match, Function) or len(match.parameters) != 2:
        raise NoResult("match must be a position or a function of two parameters")
    return [new if _matched(state, match, item, new) else item for item in items]


def _matched(state: State, match: Function, item: object, new: object) -> bool:
    result = invoke(state, match, [item, new], 0)
    if not isinstance(result, bool):
        raise NoResult("the function match must give a boolean")
    return result


def _reverse(state: State, items: list[object]) -> list[object]:
    state.charge_items(len(items))
    return items[::-1]


def _index_of(state: State, items: list[object], match: object) -> list[object]:
    state.charge(len(items))
    return [Decimal(index) for index, item in enumerate(items, 1) if same(item, match, state.charge)]


def _distinct(state: State, items: list[object]) -> list[object]:
    result: list[object] = []
    for item in items:
        state.charge(1 + len(result) // 4)
        if not any(same(item, seen, state.charge) for seen in result):
            result.append(item)
    return result


def _union(state: State, lists: list[object]) -> list[object]:
    return _distinct(state, _concatenate(state, lists))


def _duplicates(state: State, items: list[object]) -> list[object]:
    result: list[object] = []
    for item in _distinct(state, items):
        state.charge(1 + len(items) // 4)
        if sum(same(item, other, state.charge) for other in items) > 1:
            result.append(item)
    return result


def _flatten(state: State, items: list[object]) -> list[object]:
    result: list[object] = []
    waiting = [iter(items)]
    while waiting:
        item = next(waiting[-1], _END)
        if item is _END:
            waiting.pop()
        elif isinstance(item, list):
            state.charge()
            waiting.append(iter(item))
        else:
            state.charge()
            result.append(item)
    state.charge_items(len(result))
    return result


_END: Final = object()


def _sort(state: State, items: list[object], precedes: Function) -> list[object]:
    """Merge sort: stable, and bounded whatever the function answers."""
    if len(precedes.parameters) != 2:
        raise NoResult("precedes must be a function of two parameters")
    runs = [[item] for item in items]
    while len(runs) > 1:
        odd = runs[len(runs) & ~1 :]
        runs = [_merge(state, a, b, precedes) for a, b in zip(runs[::2], runs[1::2], strict=False)] + odd
    return runs[0] if runs else []


def _merge(state: State, left: list[object], right: list[object], precedes: Function) -> list[object]:
    result: list[object] = []
    i = j = 0
    while i < len(left) and j < len(right):
        # The right one goes first only if it must, so that equal items keep their order.
        before = invoke(state, precedes, [right[j], left[i]], 0)
        if not isinstance(before, bool):
            raise NoResult("the function precedes must give a boolean")
        result.append(right[j] if before else left[i])
        i, j = (i, j + 1) if before else (i + 1, j)
    return [*result, *left[i:], *right[j:]]


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin("list contains", _list_contains, "list: list, element: any"),
    builtin("all", _every, "list: list", "..."),
    builtin("any", _some, "list: list", "..."),
    builtin("sublist", _sublist, "list: list, start position: number, length: number?"),
    builtin("append", _append, "..."),
    builtin("concatenate", _concatenate, "..."),
    builtin("insert before", _insert_before, "list: list, position: number, newItem: any"),
    builtin("remove", _remove, "list: list, position: number"),
    builtin(
        "list replace",
        _list_replace,
        "list: list, position: number, newItem: any",
        "list: list, match: function, newItem: any",
    ),
    builtin("reverse", _reverse, "list: list"),
    builtin("index of", _index_of, "list: list, match: any"),
    builtin("union", _union, "..."),
    builtin("distinct values", _distinct, "list: list"),
    builtin("duplicate values", _duplicates, "list: list"),
    builtin("flatten", _flatten, "list: list"),
    builtin("sort", _sort, "list: list, precedes: function"),
)
