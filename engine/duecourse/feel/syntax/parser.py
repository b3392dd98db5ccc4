"""Read a whole text, with bounds on its length, nesting and height."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields
from functools import cache
from typing import Final

from duecourse.feel.errors import FeelSyntaxError
from duecourse.feel.limits import MAXIMUM_HEIGHT, MAXIMUM_TEXT
from duecourse.feel.syntax import expressions, tree
from duecourse.feel.syntax.cursor import Cursor
from duecourse.feel.syntax.lexer import Kind, tokens
from duecourse.feel.syntax.names import Known, Scope
from duecourse.feel.syntax.types import BUILT_IN


def parse_expression(text: str, known: Known) -> tree.Node:
    """Read one expression; raise FeelSyntaxError."""
    return _whole(_cursor(text, known), lambda cursor: cursor.expression())


def parse_unary_tests(text: str, known: Known) -> tree.Node:
    """Read the tests of a decision table's cell: `-`, `not(…)`, or tests; raise FeelSyntaxError."""
    return _whole(_cursor(text, known), _unary_tests)


def known(
    functions: Scope,
    names: Collection[str] = (),
    members: Collection[str] = (),
    types: Collection[str] = (),
) -> Known:
    """Return the names that are known: variables, names of context entries, and item definitions."""
    return Known(
        functions,
        Scope(names) if names else _NOTHING,
        Scope((*_PROPERTIES, *members)) if members else _MEMBERS,
        Scope((*BUILT_IN, *types)) if types else _TYPES,
    )


_PROPERTIES: Final = ("start included", "end included", "time offset")
# None of them is changed once it is made.
_NOTHING: Final = Scope()
_MEMBERS: Final = Scope(_PROPERTIES)
_TYPES: Final = Scope(BUILT_IN)


def _cursor(text: str, known: Known) -> Cursor:
    if len(text) > MAXIMUM_TEXT:
        raise FeelSyntaxError(text, MAXIMUM_TEXT, f"at most {MAXIMUM_TEXT} characters")
    return Cursor(text, tokens(text), known, expressions.expression)


def _whole(cursor: Cursor, read: Callable[[Cursor], tree.Node]) -> tree.Node:
    node = read(cursor)
    if cursor.token.kind is not Kind.END:
        raise cursor.error("an operator or the end of the expression")
    # No tree is higher than the tokens that it is made of.
    if len(cursor.tokens) > MAXIMUM_HEIGHT:
        for child, height in walk(node):
            if height > MAXIMUM_HEIGHT:
                raise cursor.error(f"at most {MAXIMUM_HEIGHT} operations in a row", child.position)
    return node


def _unary_tests(cursor: Cursor) -> tree.Node:
    position = cursor.token.position
    if cursor.at_symbol("-") and cursor.peek().kind is Kind.END:
        cursor.advance()
        return tree.UnaryTests(position, ())
    if not (cursor.at_word("not") and cursor.peek().text == "("):
        return tree.UnaryTests(position, _tests(cursor))
    # Brackets of ranges need not match, so only reading tells whether `not(…)` is all there is.
    try:
        return tree.UnaryTests(position, _negated(cursor), negated=True)
    except FeelSyntaxError as error:
        first = error
    cursor.begin_again()
    try:
        tests = _tests(cursor)
        if cursor.token.kind is Kind.END:
            return tree.UnaryTests(position, tests)
        second = cursor.error("an operator or the end of the expression")
    except FeelSyntaxError as error:
        second = error
    raise max(first, second, key=lambda error: error.position)


def _negated(cursor: Cursor) -> tuple[tree.Node, ...]:
    cursor.index += 2
    tests = _tests(cursor)
    cursor.expect_symbol(")")
    if cursor.token.kind is not Kind.END:
        raise cursor.error("the end of the expression")
    return tests


def _tests(cursor: Cursor) -> tuple[tree.Node, ...]:
    tests = [expressions.test(cursor)]
    while cursor.take_symbol(","):
        tests.append(expressions.test(cursor))
    return tuple(tests)


def walk(node: tree.Node) -> Iterator[tuple[tree.Node, int]]:
    """Give every node of a tree with its height from the root, without recursion."""
    waiting = [(node, 1)]
    while waiting:
        current, height = waiting.pop()
        yield current, height
        waiting.extend((child, height + 1) for child in children(current))


def children(node: tree.Node) -> Iterator[tree.Node]:
    """Give the nodes directly below one, types included."""
    kind: type = type(node)
    for name in _field_names(kind):
        value = getattr(node, name)
        if isinstance(value, tree.Node):
            yield value
        elif value and type(value) is tuple:
            yield from _nodes(value)


@cache
def _field_names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind) if field.name != "position")


def _nodes(parts: tuple[object, ...]) -> Iterator[tree.Node]:
    for part in parts:
        if isinstance(part, tree.Node):
            yield part
        elif isinstance(part, tuple):
            yield from _nodes(part)
