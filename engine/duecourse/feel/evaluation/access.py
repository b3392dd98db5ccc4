"""Compile paths and filters."""

from decimal import Decimal

from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.numbers import is_integer
from duecourse.feel.properties import PROPERTIES
from duecourse.feel.state import Code, Frame
from duecourse.feel.syntax import tree
from duecourse.feel.values import type_name


def path(node: tree.Path, compilation: Compilation) -> Code:
    """Compile `source.member`; of a list it is the list of its items' members."""
    source, member = compilation.compile(node.source), node.member

    def run(frame: Frame) -> object:
        value = source(frame)
        if type(value) is dict and member in value:
            return value[member]
        if isinstance(value, list):
            frame.state.charge_items(len(value) * 8)
            return [_member(frame, node, item) for item in value]
        return _member(frame, node, value)

    return run


def _member(frame: Frame, node: tree.Path, value: object) -> object:
    member = node.member
    if isinstance(value, dict):
        if member in value:
            return value[member]
        frame.state.warn(node.position, f"the context has no entry {member}")
        return None
    reader = PROPERTIES.get(type(value), {}).get(member)
    if reader is None:
        frame.state.warn(node.position, f"a {type_name(value)} has no member {member}")
        return None
    return reader(value)


def filter_(node: tree.Filter, compilation: Compilation) -> Code:
    """Compile `source[condition]`: the items for which it is true, or the item at that place."""
    source, condition = compilation.compile(node.source), compilation.compile(node.condition)

    def run(frame: Frame) -> object:
        value = source(frame)
        items: list[object] = value if isinstance(value, list) else [] if value is None else [value]
        if not items:
            index = condition(frame.inner({"item": None}))
            return _at(frame, node, items, index) if isinstance(index, Decimal) else _of_none(value)
        first = condition(item_frame(frame, items[0]))
        if isinstance(first, Decimal):
            return _at(frame, node, items, first)
        return _matching(frame, items, condition, first)

    return run


def _of_none(value: object) -> object:
    return [] if value is None else value


def _matching(frame: Frame, items: list[object], condition: Code, first: object) -> list[object]:
    found = [items[0]] if first is True else []
    for item in items[1:]:
        frame.state.charge()
        if condition(item_frame(frame, item)) is True:
            found.append(item)
    frame.state.charge_items(len(found))
    return found


def item_frame(frame: Frame, item: object) -> Frame:
    """Return the scope in which a filter looks at an item: `item`, and the entries of a context."""
    inner = Frame(frame.state, {"item": item}, frame)
    return Frame(frame.state, item, inner) if isinstance(item, dict) else inner


def _at(frame: Frame, node: tree.Filter, items: list[object], index: Decimal) -> object:
    if is_integer(index) and 0 < abs(index) <= len(items):
        return items[int(index) - (index > 0)]
    frame.state.warn(node.position, f"the list of {len(items)} has no item {index}")
    return None
