"""Compile a syntax tree to closures."""

from collections.abc import Callable, Mapping
from typing import Final

from duecourse.feel.evaluation import access, boxed, calls, control, literals, operators
from duecourse.feel.evaluation.compilation import Compilation
from duecourse.feel.functions.builtin import Builtin
from duecourse.feel.state import Code
from duecourse.feel.syntax import tree
from duecourse.feel.values import FeelType

_COMPILERS: Final[Mapping[type[tree.Node], Callable[..., Code]]] = {
    tree.Literal: literals.literal,
    tree.TemporalLiteral: literals.temporal,
    tree.Name: literals.name,
    tree.Negation: operators.negation,
    tree.Arithmetic: operators.arithmetic,
    tree.Comparison: operators.comparison,
    tree.Conjunction: operators.conjunction,
    tree.Disjunction: operators.disjunction,
    tree.Between: operators.between,
    tree.Membership: boxed.membership,
    tree.InstanceOf: operators.instance_of,
    tree.If: control.if_,
    tree.For: control.for_,
    tree.Quantified: control.quantified,
    tree.Path: access.path,
    tree.Filter: access.filter_,
    tree.Call: calls.call,
    tree.FunctionDefinition: calls.function_definition,
    tree.List: boxed.list_,
    tree.Context: boxed.context,
    tree.Range: boxed.range_,
    tree.UnaryRange: boxed.unary_range,
    tree.UnaryTests: boxed.unary_tests,
    tree.Embedded: lambda node, compilation: node.combine([compilation.compile(part) for part in node.parts]),
}


def compile_tree(node: tree.Node, functions: Mapping[str, Builtin], types: Mapping[str, FeelType]) -> Code:
    """Return the closure that evaluates a tree."""

    def compile_node(inner: tree.Node) -> Code:
        return _COMPILERS[type(inner)](inner, compilation)

    compilation = Compilation(compile_node, functions, types)
    return compile_node(node)
