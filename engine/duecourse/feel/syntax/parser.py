"""Read a whole text, with bounds on its length, nesting and height."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import fields

from duecourse.feel.errors import FeelSyntaxError
from duecourse.feel.limits import MAXIMUM_HEIGHT, MAXIMUM_TEXT
from duecourse.feel.syntax import expressions, tree, types
from duecourse.feel.syntax.cursor import PROPERTIES, Cursor
from duecourse.feel.syntax.lexer import Kind, tokens
from duecourse.feel.syntax.names import Scope


def parse_expression(
    text: str, names: Collection[str], functions: Scope, members: Collection[str], type_names: Collection[str]
) -> tree.Node:
    """Read one expression; raise FeelSyntaxError."""
    return _whole(_cursor(text, names, functions, members, type_names), lambda cursor: cursor.expression())


def parse_unary_tests(
    text: str, names: Collection[str], functions: Scope, members: Collection[str], type_names: Collection[str]
) -> tree.Node:
    """Read the tests of a decision table's cell: `-`, `not(…)`, or tests; raise FeelSyntaxError."""
    return _whole(_cursor(text, [*names, "?"], functions, members, type_names), _unary_tests)


def _cursor(
    text: str, names: Collection[str], functions: Scope, members: Collection[str], type_names: Collection[str]
) -> Cursor:
    if len(text) > MAXIMUM_TEXT:
        raise FeelSyntaxError(text, MAXIMUM_TEXT, f"at most {MAXIMUM_TEXT} characters")
    known = Scope((*PROPERTIES, *members))
    every_type = Scope((*types.BUILT_IN, *type_names))
    return Cursor(text, tokens(text), Scope(names), functions, known, every_type, expressions.expression)


def _whole(cursor: Cursor, read: Callable[[Cursor], tree.Node]) -> tree.Node:
    node = read(cursor)
    if cursor.token.kind is not Kind.END:
        raise cursor.error("an operator or the end of the expression")
    for child, height in walk(node):
        if height > MAXIMUM_HEIGHT:
            raise cursor.error(f"at most {MAXIMUM_HEIGHT} operations in a row", child.position)
    return node


def _unary_tests(cursor: Cursor) -> tree.Node:
    position = cursor.token.position
    if cursor.at_symbol("-") and cursor.peek().kind is Kind.END:
        cursor.advance()
        return tree.UnaryTests(position, ())
    negated = cursor.at_word("not") and _parenthesis_ends_text(cursor)
    if negated:
        cursor.index += 2
    tests = [expressions.test(cursor)]
    while cursor.take_symbol(","):
        tests.append(expressions.test(cursor))
    if negated:
        cursor.expect_symbol(")")
    return tree.UnaryTests(position, tuple(tests), negated)


def _parenthesis_ends_text(cursor: Cursor) -> bool:
    if cursor.peek().text != "(":
        return False
    depth = 0
    for token in cursor.tokens[cursor.index + 1 : -2]:
        if token.kind is Kind.SYMBOL:
            depth += (token.text == "(") - (token.text == ")")
            if depth == 0 and token.text == ")":
                return False
    return cursor.tokens[-2].text == ")"


def walk(node: tree.Node) -> Iterator[tuple[tree.Node, int]]:
    """Give every node of a tree with its height from the root, without recursion."""
    waiting = [(node, 1)]
    while waiting:
        current, height = waiting.pop()
        yield current, height
        waiting.extend((child, height + 1) for child in children(current))


def children(node: tree.Node) -> Iterator[tree.Node]:
    """Give the nodes directly below one, types included."""
    for field in fields(node):
        yield from _nodes(getattr(node, field.name))


def _nodes(value: object) -> Iterator[tree.Node]:
    if isinstance(value, tree.Node):
        yield value
    elif isinstance(value, tuple):
        for part in value:
            yield from _nodes(part)
