"""Type references (DMN 1.5, 10.3.1.2, rule 54)."""

from typing import Final

from duecourse.feel.syntax import tree
from duecourse.feel.syntax.cursor import Cursor
from duecourse.feel.syntax.lexer import Kind

BUILT_IN: Final = (
    "Any",
    "Null",
    "number",
    "string",
    "boolean",
    "date",
    "time",
    "date and time",
    "days and time duration",
    "years and months duration",
    "list",
    "context",
    "range",
    "function",
)


def type_reference(cursor: Cursor) -> tree.Type:
    """Read a type: a built-in name, the name of an item definition, or `list<…>` and its like."""
    position = cursor.token.position
    with cursor.nested():
        known = cursor.types.longest(cursor.tokens, cursor.index)
        if known is None:
            return tree.Type(position, _defined(cursor))
        cursor.index += known[1]
        if not cursor.at_symbol("<"):
            return tree.Type(position, known[0])
        return _generic(cursor, position, known[0])


def _defined(cursor: Cursor) -> str:
    known = cursor.known_name()
    if known is not None:
        cursor.index += known[1]
        return known[0]
    if cursor.token.kind is not Kind.NAME:
        raise cursor.error("the name of a type")
    name = cursor.advance().text
    while cursor.at_symbol(".") and cursor.peek().kind is Kind.NAME:
        cursor.advance()
        name += f".{cursor.advance().text}"
    return name


def _generic(cursor: Cursor, position: int, name: str) -> tree.Type:
    if name not in ("list", "range", "context", "function"):
        return tree.Type(position, name)  # `<` compares
    cursor.expect_symbol("<")
    members: list[str] = []
    arguments: list[tree.Type] = []
    while not cursor.take_symbol(">"):
        if arguments:
            cursor.expect_symbol(",")
        if name == "context":
            members.append(cursor.declared_name("the name of a member"))
            cursor.expect_symbol(":")
        arguments.append(type_reference(cursor))
    result = None
    if name == "function":
        cursor.expect_symbol("->")
        result = type_reference(cursor)
    if name in ("list", "range") and len(arguments) != 1:
        raise cursor.error(f"one type in {name}<…>", position)
    return tree.Type(position, name, tuple(arguments), tuple(members), result)
