"""Parsed expressions."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Final

from duecourse.feel.environment import Environment
from duecourse.feel.errors import FeelEvaluationError, FeelSyntaxError
from duecourse.feel.evaluation.compiler import compile_tree
from duecourse.feel.functions.registry import FUNCTIONS, NAMES
from duecourse.feel.state import Code, Outermost, State
from duecourse.feel.syntax import parser, tree
from duecourse.feel.syntax.names import Known
from duecourse.feel.values import FeelType

_NO_TYPES: Final[Mapping[str, FeelType]] = {}


@dataclass(frozen=True, slots=True)
class Names:
    """The names that an expression reads.

    `free` are the variables, by first segment; inside a filter a name counts only if it was given beforehand,
    since it may be a member of the filtered item: `possible` counts those too. `functions` are those it calls
    by name, built-in or not.
    """

    free: frozenset[str]
    possible: frozenset[str]
    functions: frozenset[str]


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
        try:
            return self._code(Outermost(State(environment), variables))
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
    return _expression(text, parse_tree(text, known(names, members=members, types=types)), names, types)


def parse_unary_tests(
    text: str,
    names: Collection[str] = (),
    *,
    members: Collection[str] = (),
    types: Mapping[str, FeelType] = _NO_TYPES,
) -> Expression:
    """Read a decision table's input entry; the tested value is given as the variable `?`."""
    root = parse_tree(text, known(names, members=members, types=types), tests=True)
    return _expression(text, root, names, types)


def known(
    names: Collection[str] = (), *, members: Collection[str] = (), types: Collection[str] = ()
) -> Known:
    """Return the names that are known where expressions stand, for `parse_tree`."""
    return parser.known(NAMES, names, members, types)


def parse_tree(text: str, given: Known, *, tests: bool = False) -> tree.Node:
    """Read an expression, or unary tests, as a syntax tree: for what is made of several expressions.

    Raise FeelSyntaxError as `parse` does.
    """
    read = parser.parse_unary_tests if tests else parser.parse_expression
    try:
        return read(text, given)
    except RecursionError as error:
        raise FeelSyntaxError(text, 0, "an expression that nests less deeply") from error


def compiled(root: tree.Node, types: Mapping[str, FeelType] = _NO_TYPES) -> Code:
    """Return the closure that evaluates a syntax tree, with all built-in functions."""
    return compile_tree(root, FUNCTIONS, types)


def names_of(root: tree.Node, given: Collection[str] = ()) -> Names:
    """Return the names that a syntax tree reads; `given` are those known when it was read."""
    free, possible, called = set(), set(), set()
    targets: set[int] = set()
    for node, _ in parser.walk(root):
        if isinstance(node, tree.Call) and isinstance(node.function, tree.Name):
            targets.add(id(node.function))
            if not node.function.bound:
                called.add(node.function.name)
        elif isinstance(node, tree.Name) and id(node) not in targets and _is_free(node):
            possible.add(node.name)
            if not node.in_filter or node.name in given:
                free.add(node.name)
    return Names(frozenset(free), frozenset(possible), frozenset(called))


def _expression(
    text: str, root: tree.Node, names: Collection[str], types: Mapping[str, FeelType]
) -> Expression:
    found = names_of(root, names)
    code = compiled(root, types)
    return Expression(text, root, found.free, found.possible, found.functions, code)


def _is_free(node: tree.Name) -> bool:
    return not node.bound and node.name not in FUNCTIONS and node.name != "?"


def builtin_names() -> frozenset[str]:
    """Return the names of all built-in functions."""
    return frozenset(FUNCTIONS)
