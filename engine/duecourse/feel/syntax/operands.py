"""Literals, names, paths, filters and calls."""

from duecourse.feel import numbers
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.cursor import Cursor
from duecourse.feel.syntax.lexer import Kind, Token, unquote
from duecourse.feel.syntax.names import KEYWORDS, is_name_part
from duecourse.feel.temporal.text import read_temporal


def literal(cursor: Cursor) -> tree.Node:
    """Read a number, string or at-literal."""
    token = cursor.token
    if token.kind is Kind.NUMBER:
        return tree.Literal(cursor.advance().position, numbers.number(token.text))
    if token.kind is Kind.STRING:
        return tree.Literal(cursor.advance().position, unquote(token, cursor.text))
    if token.kind is Kind.TEMPORAL:
        cursor.advance()
        quote = token.text.index('"')
        inner = Token(Kind.STRING, token.text[quote:], token.position + quote, token.end)
        text = unquote(inner, cursor.text)
        return tree.TemporalLiteral(token.position, text, read_temporal(text))
    raise cursor.error("an expression")


def name(cursor: Cursor) -> tree.Node:
    """Read the name of a variable or function, the longest that is known, else one word."""
    position = cursor.token.position
    variable, function = cursor.known_name(), cursor.known_function()
    if function is not None and (variable is None or function[1] > variable[1]):
        called = cursor.peek(function[1]).text == "("
        if called or variable is None:
            cursor.index += function[1]
            return tree.Name(position, function[0])
    if variable is not None:
        cursor.index += variable[1]
        return tree.Name(position, variable[0], bound=variable[2])
    member = cursor.known_member() if cursor.filters else None
    if member is not None and member[0] not in KEYWORDS:
        cursor.index += member[1]
        return tree.Name(position, member[0], in_filter=True)
    if cursor.token.text in KEYWORDS:
        raise cursor.error("an expression")
    return tree.Name(position, cursor.advance().text, in_filter=cursor.filters > 0)


def postfix(cursor: Cursor, source: tree.Node) -> tree.Node:
    """Read the paths, filters and calls that follow an operand."""
    while True:
        position = cursor.token.position
        if cursor.take_symbol("."):
            source = tree.Path(position, source, _member(cursor))
        elif cursor.at_symbol("[") and _starts_expression(cursor.peek()):
            cursor.advance()
            source = tree.Filter(position, source, _condition(cursor))
        elif cursor.take_symbol("("):
            source = _call(cursor, source)
        else:
            return source


def _member(cursor: Cursor) -> str:
    candidates = [found for found in (cursor.known_member(), cursor.known_name()) if found is not None]
    if candidates:
        best = max(candidates, key=lambda found: found[1])
        cursor.index += best[1]
        return best[0]
    if cursor.token.kind is not Kind.NAME:
        raise cursor.error("the name of a member")
    return cursor.advance().text


def _starts_expression(token: Token) -> bool:
    # `[` may also close a range, as in `[1..10[`; then no expression follows.
    if token.kind is Kind.SYMBOL:
        return token.text in ("(", "[", "{", "-")
    return token.kind is not Kind.END and token.text not in _FOLLOWING


_FOLLOWING = frozenset({"and", "or", "then", "else", "return", "satisfies", "in", "between", "instance"})


def _condition(cursor: Cursor) -> tree.Node:
    cursor.filters += 1
    try:
        with cursor.scope("item"):
            condition = cursor.expression()
    finally:
        cursor.filters -= 1
    cursor.expect_symbol("]")
    return condition


def _call(cursor: Cursor, function: tree.Node) -> tree.Node:
    arguments: list[tree.Node] = []
    names: list[str] = []
    position = function.position
    named = _is_named(cursor)
    while not cursor.take_symbol(")"):
        if arguments:
            cursor.expect_symbol(",")
        if named:
            names.append(cursor.declared_name("the name of a parameter"))
            cursor.expect_symbol(":")
        arguments.append(cursor.expression())
        if not cursor.at_symbol(",", ")"):
            raise cursor.error("an operator, `,` or `)`")
    return tree.Call(position, function, tuple(arguments), tuple(names))


def _is_named(cursor: Cursor) -> bool:
    ahead = 0
    while is_name_part(cursor.peek(ahead)):
        ahead += 1
    return ahead > 0 and cursor.peek(ahead).text == ":"
