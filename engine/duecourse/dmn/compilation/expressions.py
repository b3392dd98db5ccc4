"""Boxed expressions as trees of FEEL, which is what the standard says that they mean (DMN 1.5, 10.2)."""

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from duecourse.dmn.boxed import (
    Boxed,
    Conditional,
    Context,
    Filter,
    FunctionDefinition,
    Invocation,
    Iteration,
    Listed,
    Literal,
    Relation,
    Table,
    Variable,
)
from duecourse.dmn.compilation import tables
from duecourse.dmn.compilation.scope import Scope, combined, typed
from duecourse.dmn.evaluation import conditions
from duecourse.dmn.evaluation.session import Place, placed
from duecourse.dmn.results import WarningKind
from duecourse.feel import FeelType, Function
from duecourse.feel.state import Code, Frame, State
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.names import KEYWORDS


def translated(boxed: Boxed, scope: Scope) -> tree.Node:
    """Return the tree of a boxed expression, its value of the type that it declares."""
    node = _TRANSLATORS[type(boxed)](boxed, scope)
    expected = scope.types.named(boxed.type, boxed.line, boxed.element_id)
    return typed(node, expected, _type_place(boxed), "the value")


def _type_place(boxed: Boxed) -> Place:
    return Place(WarningKind.TYPE, boxed.element_id, boxed.line)


def _place(boxed: Boxed) -> Place:
    return Place(WarningKind.EXPRESSION, boxed.element_id, boxed.line)


def _in_place(boxed: Boxed, node: tree.Node) -> tree.Node:
    """Return a node whose own warnings name the boxed expression; those of its parts name themselves."""
    place = _place(boxed)
    return combined([node], lambda codes: placed(codes[0], place))


def _literal(literal: Literal, scope: Scope) -> tree.Node:
    if not literal.text.feel.strip():
        return tree.Literal(0, None)
    return scope.parse(literal.text)


def _invocation(invocation: Invocation, scope: Scope) -> tree.Node:
    names = tuple(variable.name for variable, _ in invocation.bindings)
    arguments = tuple(_bound(variable, value, invocation, scope) for variable, value in invocation.bindings)
    called = _called(invocation.called, scope)
    return _in_place(invocation, tree.Call(0, called, arguments, names))


def _called(boxed: Boxed, scope: Scope) -> tree.Node:
    """Return what is called; the name of a built-in function stays one, so that it is found as such."""
    node = translated(boxed, scope)
    if isinstance(node, tree.Embedded) and len(node.parts) == 1 and isinstance(node.parts[0], tree.Name):
        return node.parts[0]
    return node


def _bound(variable: Variable, value: Boxed | None, invocation: Invocation, scope: Scope) -> tree.Node:
    node = tree.Literal(0, None) if value is None else translated(value, scope)
    expected = scope.type_of(variable, invocation.element_id)
    return typed(node, expected, _type_place(invocation), variable.name)


def _context(context: Context, scope: Scope) -> tree.Node:
    parts: list[tree.Node] = []
    names: list[str | None] = []
    for variable, value in context.entries:
        name = None if variable is None else variable.name
        if name is not None and name in names:
            reason = f"the context has two entries of the name {name}"
            scope.report.refuse("context", value.line, value.element_id, reason)
        # A function may call itself.
        inner = scope.inner(name) if name is not None and isinstance(value, FunctionDefinition) else scope
        node = translated(value, inner)
        if variable is not None:
            expected = scope.type_of(variable, value.element_id)
            node = typed(node, expected, _type_place(value), variable.name)
            scope = scope.inner(variable.name)
        parts.append(node)
        names.append(name)
    if None in names[:-1]:
        reason = "only the last entry of a context has no name: it is the result"
        scope.report.refuse("context", context.line, context.element_id, reason)
    return combined(parts, lambda codes: _entries(names, codes))


def _entries(names: Sequence[str | None], codes: Sequence[Code]) -> Code:
    def run(frame: Frame) -> object:
        frame.state.charge_items(len(codes))
        bindings: dict[str, object] = {}
        inner = Frame(frame.state, bindings, frame)
        for name, code in zip(names, codes, strict=True):
            value = code(inner)
            if name is None:
                return value
            bindings[name] = value
        return bindings

    return run


def _listed(listed: Listed, scope: Scope) -> tree.Node:
    return tree.List(0, tuple(translated(item, scope) for item in listed.items))


def _relation(relation: Relation, scope: Scope) -> tree.Node:
    types = [scope.type_of(column, relation.element_id) for column in relation.columns]
    rows = [
        tuple(
            (column.name, typed(translated(cell, scope), expected, _type_place(cell), column.name))
            for column, expected, cell in zip(relation.columns, types, row, strict=True)
        )
        for row in relation.rows
    ]
    names = {column.name for column in relation.columns}
    if len(names) < len(relation.columns):
        reason = "the relation has two columns of one name"
        scope.report.refuse("relation", relation.line, relation.element_id, reason)
    return tree.List(0, tuple(combined([cell for _, cell in row], _row([n for n, _ in row])) for row in rows))


def _row(names: Sequence[str]) -> Callable[[Sequence[Code]], Code]:
    """Return what makes a context of the cells of a row; they do not see each other."""

    def combine(codes: Sequence[Code]) -> Code:
        def run(frame: Frame) -> object:
            frame.state.charge_items(len(codes))
            return {name: code(frame) for name, code in zip(names, codes, strict=True)}

        return run

    return combine


def _conditional(boxed: Conditional, scope: Scope) -> tree.Node:
    condition = _condition(boxed, translated(boxed.condition, scope))
    parts = (translated(part, scope) for part in (boxed.consequence, boxed.alternative))
    return _strict(boxed, tree.If(0, condition, *parts))


def _filter(boxed: Filter, scope: Scope) -> tree.Node:
    match = _condition(boxed, translated(boxed.match, scope.filtered()))
    source = translated(boxed.source, scope)
    return _strict(boxed, combined([source, match], conditions.filtered))


def _condition(boxed: Boxed, node: tree.Node) -> tree.Node:
    return combined([node], lambda codes: conditions.truth(codes[0], f"the condition of `{boxed.element}`"))


def _strict(boxed: Boxed, node: tree.Node) -> tree.Node:
    return _in_place(boxed, combined([node], conditions.strict))


def _iteration(boxed: Iteration, scope: Scope) -> tree.Node:
    if boxed.variable in KEYWORDS:
        reason = f"{boxed.variable} is a word of FEEL and names no variable"
        scope.report.refuse("iteration", boxed.line, boxed.element_id, reason)
    iterations = (tree.Iteration(0, boxed.variable, translated(boxed.source, scope)),)
    if boxed.word == "for":
        result = translated(boxed.result, scope.inner(boxed.variable, "partial"))
        return _in_place(boxed, tree.For(0, iterations, result))
    condition = _condition(boxed, translated(boxed.result, scope.inner(boxed.variable)))
    return _strict(boxed, tree.Quantified(0, boxed.word == "every", iterations, condition))


def _function(definition: FunctionDefinition, scope: Scope) -> tree.Node:
    parameters, types, body = function_parts(definition, scope)

    def combine(codes: Sequence[Code]) -> Code:
        code = codes[0]

        def run(frame: Frame) -> object:
            def apply(state: State, values: list[object]) -> object:
                return code(Frame(state, dict(zip(parameters, values, strict=True)), frame))

            return Function(parameters, apply, types)

        return run

    return combined([body], combine)


def function_parts(
    definition: FunctionDefinition, scope: Scope
) -> tuple[tuple[str, ...], tuple[FeelType | None, ...], tree.Node]:
    """Return the names and types of a function's parameters, and the tree of its body."""
    parameters = tuple(each.name for each in definition.parameters)
    if len(set(parameters)) < len(parameters):
        reason = "the function has two parameters of one name"
        scope.report.refuse("function", definition.line, definition.element_id, reason)
    types = tuple(scope.type_of(each, definition.element_id) for each in definition.parameters)
    if definition.kind != "FEEL":
        reason = f"functions of the kind {definition.kind} are not run, only those of FEEL"
        scope.report.refuse("function", definition.line, definition.element_id, reason)
        return parameters, types, _never_run(_place(definition), reason)
    if definition.body is None:
        return parameters, types, tree.Literal(0, None)
    return parameters, types, translated(definition.body, scope.inner(*parameters))


def _never_run(place: Place, reason: str) -> tree.Node:
    def run(frame: Frame) -> object:
        frame.state.warn(0, reason)
        return None

    return combined([], lambda _: placed(run, place))


_TRANSLATORS: Final[Mapping[type[Boxed], Callable[..., tree.Node]]] = {
    Literal: _literal,
    Invocation: _invocation,
    Table: tables.translated,
    Context: _context,
    Listed: _listed,
    Relation: _relation,
    Conditional: _conditional,
    Filter: _filter,
    Iteration: _iteration,
    FunctionDefinition: _function,
}
