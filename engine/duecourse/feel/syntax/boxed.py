"""What stands in brackets: parentheses, ranges, lists and contexts."""

from typing import Final

from duecourse.feel.syntax import tree
from duecourse.feel.syntax.cursor import Cursor
from duecourse.feel.syntax.lexer import Kind, Token, unquote

_COMPARISONS: Final = ("<", "<=", ">", ">=", "=", "!=")
_ADDITIVE: Final = 4


def parenthesised(cursor: Cursor, *, single: bool) -> tuple[tree.Node, ...]:
    """Read `(expression)`, `(< 5)`, `(1..5)` or, unless `single`, several tests."""
    opening = cursor.advance()
    node = unary_range(cursor) or cursor.expression()
    if cursor.at_symbol(".."):
        return (_range(cursor, opening, node),)
    found = [node]
    while not single and cursor.take_symbol(","):
        found.append(unary_range(cursor) or cursor.expression())
    if not cursor.take_symbol(")"):
        raise cursor.error("an operator or `)`")
    return tuple(found)


def unary_range(cursor: Cursor) -> tree.Node | None:
    """Read `< 5` and the like, None if no comparison sign is next."""
    if not cursor.at_symbol(*_COMPARISONS):
        return None
    token = cursor.advance()
    return tree.UnaryRange(token.position, token.text, cursor.expression(_ADDITIVE))


def boxed(cursor: Cursor) -> tree.Node:
    """Read a list, a context or a range that begins with `[` or `]`."""
    if cursor.at_symbol("{"):
        return _context(cursor)
    if cursor.at_symbol("]"):
        opening = cursor.advance()
        return _range(cursor, opening, cursor.expression())
    if cursor.at_symbol("["):
        return _list(cursor)
    raise cursor.error("an expression")


def _range(cursor: Cursor, opening: Token, start: tree.Node) -> tree.Node:
    cursor.expect_symbol("..")
    end = cursor.expression()
    if not cursor.at_symbol("]", ")", "["):
        raise cursor.error("`]` or `)` at the end of the range")
    closing = cursor.advance()
    return tree.Range(opening.position, start, end, opening.text == "[", closing.text == "]")


def _list(cursor: Cursor) -> tree.Node:
    opening = cursor.advance()
    items: list[tree.Node] = []
    while not cursor.take_symbol("]"):
        if items:
            cursor.expect_symbol(",")
        items.append(unary_range(cursor) or cursor.expression())
        if len(items) == 1 and cursor.at_symbol(".."):
            return _range(cursor, opening, items[0])
        if not cursor.at_symbol(",", "]"):
            raise cursor.error("an operator, `,` or `]`")
    return tree.List(opening.position, tuple(items))


def _context(cursor: Cursor) -> tree.Node:
    opening = cursor.advance()
    entries: list[tuple[str, tree.Node]] = []
    with cursor.scope() as scope:
        while not cursor.take_symbol("}"):
            if entries:
                cursor.expect_symbol(",")
            key = _key(cursor)
            cursor.expect_symbol(":")
            if cursor.at_word("function"):
                scope.add(key)  # a function may call itself
            entries.append((key, cursor.expression()))
            scope.add(key)
            if not cursor.at_symbol(",", "}"):
                raise cursor.error("an operator, `,` or `}`")
    return tree.Context(opening.position, tuple(entries))


def _key(cursor: Cursor) -> str:
    if cursor.token.kind is not Kind.STRING:
        return cursor.declared_name("the key of an entry")
    key = unquote(cursor.advance(), cursor.text)
    cursor.members.add(key)
    return key
