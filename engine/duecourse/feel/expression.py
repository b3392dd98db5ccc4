"""Parsed expressions."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from duecourse.feel.environment import Environment
from duecourse.feel.errors import FeelEvaluationError, FeelSyntaxError
from duecourse.feel.evaluation.compiler import compile_tree
from duecourse.feel.functions.registry import FUNCTIONS, NAMES
from duecourse.feel.state import Code, Frame, State
from duecourse.feel.syntax import parser, tree
from duecourse.feel.values import FeelType

_NO_TYPES: Final[Mapping[str, FeelType]] = {}


@dataclass(frozen=True, eq=False)
class Expression:
    """An expression, read and compiled; it never changes and may be kept and shared between threads.

    `free_variables` are the variables it reads, by first segment; inside a filter a name counts only if it
    was given to `parse`, since it may be a member of the filtered item: `possible_variables` counts those
    too. `functions` are the functions it calls by name, built-in or not.
    """

    text: str
    tree: tree.Node
    free_variables: frozenset[str]
    possible_variables: frozenset[str]
    functions: frozenset[str]
    _code: Code = field(repr=False, compare=False)

    @property
    def variable(self) -> str | None:
        """The variable that this is, or is a part of (`a` and `a.b.c`); None for any other expression."""
        node = self.tree
        while isinstance(node, tree.Path):
            node = node.source
        return node.name if isinstance(node, tree.Name) and node.name in self.free_variables else None

    def evaluate(self, variables: Mapping[str, object], environment: Environment) -> object:
        """Return the FEEL value for these variables.

        Whatever goes wrong gives null, with the reason in `environment.warnings`; only an overrun of
        `environment.limits` raises, FeelEvaluationError.
        """
        state = State(environment, variables)
        try:
            return self._code(Frame(state, {}))
        except RecursionError as error:
            raise FeelEvaluationError("calls or values that nest too deeply") from error


def parse(
    text: str,
    names: Collection[str] = (),
    *,
    members: Collection[str] = (),
    types: Mapping[str, FeelType] = _NO_TYPES,
) -> Expression:
    """Read an expression; raise FeelSyntaxError with the position and what was expected.

    `names` are the variables known, needed for those with spaces or signs in their names; `members` are such
    names of context entries; `types` are item definitions.
    """
    return _read(parser.parse_expression, text, names, members, types)


def parse_unary_tests(
    text: str,
    names: Collection[str] = (),
    *,
    members: Collection[str] = (),
    types: Mapping[str, FeelType] = _NO_TYPES,
) -> Expression:
    """Read a decision table's input entry; the tested value is given as the variable `?`."""
    return _read(parser.parse_unary_tests, text, names, members, types)


def _read(
    read: Callable[..., tree.Node],
    text: str,
    names: Collection[str],
    members: Collection[str],
    types: Mapping[str, FeelType],
) -> Expression:
    try:
        return _expression(text, read(text, names, NAMES, members, types), names, types)
    except RecursionError as error:
        raise FeelSyntaxError(text, 0, "an expression that nests less deeply") from error


def _expression(
    text: str, root: tree.Node, names: Collection[str], types: Mapping[str, FeelType]
) -> Expression:
    free, possible, called = set(), set(), set()
    targets: set[int] = set()
    for node, _ in parser.walk(root):
        if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
            targets.add(id(node.function))
            if not node.function.bound:
                called.add(node.function.name)
        elif isinstance(node, tree.Name) and id(node) not in targets and _is_free(node):
            possible.add(node.name)
            if not node.in_filter or node.name in names:
                free.add(node.name)
    code = compile_tree(root, FUNCTIONS, types)
    return Expression(text, root, frozenset(free), frozenset(possible), frozenset(called), code)


def _is_free(node: tree.Name) -> bool:
    return not node.bound and node.name not in FUNCTIONS and node.name != "?"


def builtin_names() -> frozenset[str]:
    """Return the names of all built-in functions."""
    return frozenset(FUNCTIONS)
