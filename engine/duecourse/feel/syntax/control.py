"""The constructs that begin with a word: if, for, some, every, function, and the constants."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack
from typing import Final

from duecourse.feel.syntax import tree, types
from duecourse.feel.syntax.cursor import Cursor


def construct(cursor: Cursor) -> tree.Node | None:
    """Read the construct that the next word begins, None if it begins none."""
    reader = _READERS.get(cursor.token.text)
    known = cursor.known_name()
    if reader is None or (known is not None and known[1] > 1):
        return None
    return reader(cursor)


def _if(cursor: Cursor) -> tree.Node:
    position = cursor.advance().position
    condition = cursor.expression()
    cursor.expect_word("then")
    consequence = cursor.expression()
    cursor.expect_word("else")
    return tree.If(position, condition, consequence, cursor.expression())


def _for(cursor: Cursor) -> tree.Node:
    position = cursor.advance().position
    with ExitStack() as scopes:
        iterations = tuple(_iterations(cursor, scopes))
        cursor.expect_word("return")
        scopes.enter_context(cursor.scope("partial"))
        return tree.For(position, iterations, cursor.expression())


def _quantified(cursor: Cursor) -> tree.Node:
    token = cursor.advance()
    with ExitStack() as scopes:
        iterations = tuple(_iterations(cursor, scopes))
        cursor.expect_word("satisfies")
        return tree.Quantified(token.position, token.text == "every", iterations, cursor.expression())


def _iterations(cursor: Cursor, scopes: ExitStack) -> Iterator[tree.Iteration]:
    while True:
        position = cursor.token.position
        name = cursor.declared_name("the name of an iteration variable", stop="in")
        cursor.expect_word("in")
        source = cursor.expression()
        end = cursor.expression() if cursor.take_symbol("..") else None
        yield tree.Iteration(position, name, source, end)
        scopes.enter_context(cursor.nested())
        scopes.enter_context(cursor.scope(name))
        if not cursor.take_symbol(","):
            return


def _function(cursor: Cursor) -> tree.Node:
    position = cursor.advance().position
    cursor.expect_symbol("(")
    parameters: list[tuple[str, tree.Type | None]] = []
    while not cursor.take_symbol(")"):
        if parameters:
            cursor.expect_symbol(",")
        name = cursor.declared_name("the name of a parameter")
        parameters.append((name, types.type_reference(cursor) if cursor.take_symbol(":") else None))
        if not cursor.at_symbol(",", ")"):
            raise cursor.error("`,` or `)`")
    external = cursor.take_word("external")
    with cursor.scope(*(name for name, _ in parameters)):
        return tree.FunctionDefinition(position, tuple(parameters), cursor.expression(), external)


def _constant(value: bool | None) -> Callable[[Cursor], tree.Node]:
    return lambda cursor: tree.Literal(cursor.advance().position, value)


_READERS: Final[Mapping[str, Callable[[Cursor], tree.Node]]] = {
    "if": _if,
    "for": _for,
    "some": _quantified,
    "every": _quantified,
    "function": _function,
    "null": _constant(None),
    "true": _constant(True),
    "false": _constant(False),
}
