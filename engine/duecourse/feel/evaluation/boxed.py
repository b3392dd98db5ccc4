"""Compile lists, contexts, ranges and tests."""

from duecourse.feel.comparison import compare, contains, equal, same
from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.state import Code, Frame
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.parser import walk
from duecourse.feel.values import Range, type_name


def list_(node: tree.List, compilation: Compilation) -> Code:
    """Compile `[item, item]`."""
    items = [compilation.compile(item) for item in node.items]

    def run(frame: Frame) -> object:
        frame.state.charge_items(len(items))
        return [item(frame) for item in items]

    return run


def context(node: tree.Context, compilation: Compilation) -> Code:
    """Compile `{key: value}`; an entry sees those before it; a repeated key gives null."""
    entries = [(key, compilation.compile(value)) for key, value in node.entries]
    repeated = len({key for key, _ in entries}) < len(entries)

    def run(frame: Frame) -> object:
        if repeated:
            frame.state.warn(node.position, "the context has two entries of one name")
            return None
        frame.state.charge_items(len(entries))
        bindings: dict[str, object] = {}
        inner = Frame(frame.state, bindings, frame)
        for key, value in entries:
            bindings[key] = value(inner)
        return bindings

    return run


def range_(node: tree.Range, compilation: Compilation) -> Code:
    """Compile `[start..end]`; null if the ends have no order or the wrong one."""
    known = _known_range(node)
    if known is not None:
        return lambda _: known
    start, end = compilation.compile(node.start), compilation.compile(node.end)

    def run(frame: Frame) -> object:
        low, high = start(frame), end(frame)
        if low is not None and high is not None:
            order = compare(low, high)
            if order is None or order > 0:
                frame.state.warn(node.position, "the range's start is not before its end")
                return None
        return Range(low, high, node.start_included, node.end_included)

    return run


def _known_range(node: tree.Range) -> Range | None:
    """Return a range whose ends are constants in their order."""
    low, high = (_constant(end) for end in (node.start, node.end))
    order = None if low is None or high is None else compare(low, high)
    return None if order is None or order > 0 else Range(low, high, node.start_included, node.end_included)


def _constant(node: tree.Node) -> object:
    return node.value if isinstance(node, tree.Literal | tree.TemporalLiteral) else None


def unary_range(node: tree.UnaryRange, compilation: Compilation) -> Code:
    """Compile `< 5` and the like."""
    endpoint, operator = compilation.compile(node.endpoint), node.operator
    included = operator in ("<=", ">=", "=", "!=")

    def run(frame: Frame) -> object:
        value = endpoint(frame)
        if operator in ("<", "<="):
            return Range(None, value, False, included, operator)
        if operator in (">", ">="):
            return Range(value, None, included, False, operator)
        return Range(value, value, True, True, operator)

    return run


def satisfies(frame: Frame, value: object, test: object, position: int) -> bool | None:
    """Say whether a value passes a test: equals it, is in its list, or in its range."""
    if isinstance(test, Range):
        return _in_range(frame, value, test, position)
    if isinstance(test, list):
        frame.state.charge(1 + len(test))
        return any(_is_one_of(frame, value, item) for item in test) or same(value, test, frame.state.charge)
    result = equal(value, test, frame.state.charge)
    if result is None:
        frame.state.warn(position, f"{type_name(value)} and {type_name(test)} cannot be compared")
    return result


def _in_range(frame: Frame, value: object, test: Range, position: int) -> bool | None:
    if test.operator == "=":
        return equal(value, test.start)
    result = contains(test, value)
    if result is None:
        frame.state.warn(position, f"a {type_name(value)} has no order with the ends of the range")
    return result


def _is_one_of(frame: Frame, value: object, item: object) -> bool:
    return same(value, item, frame.state.charge) or (
        isinstance(item, Range) and contains(item, value) is True
    )


def membership(node: tree.Membership, compilation: Compilation) -> Code:
    """Compile `value in test`."""
    value, tests = compilation.compile(node.value), [compilation.compile(test) for test in node.tests]

    def run(frame: Frame) -> object:
        tested = value(frame)
        return _any(frame, tested, tests, node.position)

    return run


def _any(frame: Frame, tested: object, tests: list[Code], position: int) -> bool | None:
    result: bool | None = False
    for test in tests:
        passed = satisfies(frame, tested, test(frame), position)
        if passed is True:
            return True
        if passed is None:
            result = None
    return result


def unary_tests(node: tree.UnaryTests, compilation: Compilation) -> Code:
    """Compile a cell's tests of the variable `?`: true if one passes, or none if it is `not(…)`."""
    tests = [_unary_test(test, compilation) for test in node.tests]

    def run(frame: Frame) -> object:
        if not tests:
            return True
        passed = any(test(frame) is True for test in tests)
        return passed is not node.negated

    return run


def _unary_test(node: tree.Node, compilation: Compilation) -> Code:
    code = compilation.compile(node)
    tested = compilation.compile(tree.Name(node.position, "?"))
    if any(isinstance(part, tree.Name) and part.name == "?" for part, _ in walk(node)):
        return code

    def run(frame: Frame) -> object:
        return satisfies(frame, tested(frame), code(frame), node.position)

    return run
