"""Read boxed expressions."""

from collections.abc import Callable, Mapping
from typing import Final

from duecourse.diagram.xml import Node
from duecourse.dmn.boxed import (
    Boxed,
    Conditional,
    Context,
    Filter,
    FunctionDefinition,
    Invocation,
    Iteration,
    Listed,
    Relation,
)
from duecourse.dmn.reading import tables
from duecourse.dmn.reading.file import File, name_of
from duecourse.dmn.reading.literals import common, literal
from duecourse.dmn.vocabulary import EXPRESSIONS


def expression_in(file: File, node: Node) -> Boxed | None:
    """Read the expression that an element holds, None if it holds none."""
    found = file.first(node, *EXPRESSIONS)
    return None if found is None else expression(file, found)


def expression(file: File, node: Node) -> Boxed:
    """Read a boxed expression."""
    return _READERS[node.name](file, node)


def needed(file: File, node: Node, name: str = "") -> Boxed:
    """Read the expression of an element, or of its child; one that is missing is a problem already."""
    holder = file.first(node, name) if name else node
    found = None if holder is None else expression_in(file, holder)
    return found or literal(file, node)


def function(file: File, node: Node) -> FunctionDefinition:
    """Read a function: its parameters and its body."""
    return FunctionDefinition(
        **common(file, node),
        kind=(node.get("kind") or "FEEL").strip(),
        parameters=tuple(map(file.variable, file.each(node, "formalParameter"))),
        body=expression_in(file, node),
    )


def _invocation(file: File, node: Node) -> Boxed:
    bindings = tuple(
        (file.variable(parameter), expression_in(file, binding))
        for binding in file.each(node, "binding")
        for parameter in file.each(binding, "parameter")
    )
    return Invocation(**common(file, node), called=needed(file, node), bindings=bindings)


def _context(file: File, node: Node) -> Boxed:
    entries = []
    for entry in file.each(node, "contextEntry"):
        variable = file.first(entry, "variable")
        entries.append((None if variable is None else file.variable(variable), needed(file, entry)))
    return Context(**common(file, node), entries=tuple(entries))


def _items(file: File, node: Node) -> tuple[Boxed, ...]:
    return tuple(expression(file, item) for item in file.each(node, *EXPRESSIONS))


def _listed(file: File, node: Node) -> Boxed:
    return Listed(**common(file, node), items=_items(file, node))


def _relation(file: File, node: Node) -> Boxed:
    columns = tuple(map(file.variable, file.each(node, "column")))
    rows = []
    for row in file.each(node, "row"):
        cells = _items(file, row)
        if len(cells) != len(columns):
            reason = f"the row has {len(cells)} cells, the relation {len(columns)} columns"
            file.refuse("relation", row, reason)
        rows.append(cells)
    return Relation(**common(file, node), columns=columns, rows=tuple(rows))


def _conditional(file: File, node: Node) -> Boxed:
    return Conditional(
        **common(file, node),
        condition=needed(file, node, "if"),
        consequence=needed(file, node, "then"),
        alternative=needed(file, node, "else"),
    )


def _filter(file: File, node: Node) -> Boxed:
    source, match = needed(file, node, "in"), needed(file, node, "match")
    return Filter(**common(file, node), source=source, match=match)


def _iteration(file: File, node: Node) -> Boxed:
    return Iteration(
        **common(file, node),
        word=node.name,
        variable=name_of(node, "iteratorVariable"),
        source=needed(file, node, "in"),
        result=needed(file, node, "return" if node.name == "for" else "satisfies"),
    )


_READERS: Final[Mapping[str, Callable[[File, Node], Boxed]]] = {
    "literalExpression": literal,
    "invocation": _invocation,
    "decisionTable": tables.table,
    "context": _context,
    "functionDefinition": function,
    "relation": _relation,
    "list": _listed,
    "for": _iteration,
    "every": _iteration,
    "some": _iteration,
    "conditional": _conditional,
    "filter": _filter,
}
