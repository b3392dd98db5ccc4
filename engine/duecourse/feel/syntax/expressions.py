"""Operators and their precedence."""

from collections.abc import Iterator
from typing import Final

from duecourse.feel.syntax import boxed, control, operands, tree, types
from duecourse.feel.syntax.cursor import Cursor
from duecourse.feel.syntax.lexer import Kind

OR, AND, COMPARISON, ADDITIVE, MULTIPLICATIVE, POWER = range(1, 7)

_BINARY: Final = {
    "or": OR,
    "and": AND,
    "between": COMPARISON,
    "in": COMPARISON,
    **dict.fromkeys(("=", "!=", "<", "<=", ">", ">="), COMPARISON),
    "+": ADDITIVE,
    "-": ADDITIVE,
    "*": MULTIPLICATIVE,
    "/": MULTIPLICATIVE,
    "**": POWER,
}


def expression(cursor: Cursor, precedence: int = 0) -> tree.Node:
    """Read an expression whose operators bind at least as tightly as `precedence`."""
    return _operators(cursor, _unary(cursor), precedence)


def _operators(cursor: Cursor, left: tree.Node, precedence: int) -> tree.Node:
    while True:
        token = cursor.token
        binds = _BINARY.get(token.text, 0) if token.kind in (Kind.NAME, Kind.SYMBOL) else 0
        if not binds or binds < precedence:
            return left
        left = _operation(cursor, left, token.text, binds)


def _operation(cursor: Cursor, left: tree.Node, operator: str, binds: int) -> tree.Node:
    position = cursor.advance().position
    if operator == "between":
        low = cursor.expression(ADDITIVE)
        cursor.expect_word("and")
        return tree.Between(position, left, low, cursor.expression(ADDITIVE))
    if operator == "in":
        return tree.Membership(position, left, _tests(cursor))
    right = cursor.expression(binds + 1)
    if binds == OR:
        return tree.Disjunction(position, (left, right, *_further(cursor, operator, binds)))
    if binds == AND:
        return tree.Conjunction(position, (left, right, *_further(cursor, operator, binds)))
    if binds == COMPARISON:
        return tree.Comparison(position, operator, left, right)
    return tree.Arithmetic(position, operator, left, right)


def _further(cursor: Cursor, operator: str, binds: int) -> Iterator[tree.Node]:
    while cursor.take_word(operator):
        yield cursor.expression(binds + 1)


def _unary(cursor: Cursor) -> tree.Node:
    if cursor.at_symbol("-"):
        position = cursor.advance().position
        with cursor.nested():
            return tree.Negation(position, _unary(cursor))
    return _instance(cursor, operands.postfix(cursor, _primary(cursor)))


def _instance(cursor: Cursor, value: tree.Node) -> tree.Node:
    while cursor.at_word("instance") and cursor.peek().text == "of":
        position = cursor.advance().position
        cursor.advance()
        value = tree.InstanceOf(position, value, types.type_reference(cursor))
    return value


def _primary(cursor: Cursor) -> tree.Node:
    token = cursor.token
    if token.kind is Kind.NAME:
        return control.construct(cursor) or operands.name(cursor)
    if token.kind is Kind.SYMBOL:
        if token.text == "(":
            (node,) = boxed.parenthesised(cursor, single=True)
            return node
        return boxed.boxed(cursor)
    return operands.literal(cursor)


def _tests(cursor: Cursor) -> tuple[tree.Node, ...]:
    if not cursor.at_symbol("("):
        return (test(cursor, ADDITIVE),)
    found = boxed.parenthesised(cursor, single=False)
    if len(found) > 1:
        return found
    left = _instance(cursor, operands.postfix(cursor, found[0]))
    return (_operators(cursor, left, ADDITIVE),)


def test(cursor: Cursor, precedence: int = 0) -> tree.Node:
    """Read one positive unary test: a comparison with the tested value, or an expression."""
    return boxed.unary_range(cursor) or cursor.expression(precedence)
