"""What an expression can read where it stands, and what is noticed while it is read."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from duecourse.diagram.xml import shown
from duecourse.dmn.boxed import Text, Variable
from duecourse.dmn.compilation.types import Types
from duecourse.dmn.evaluation.session import Place, at, conforming, placed
from duecourse.dmn.problems import Report
from duecourse.dmn.results import WarningKind
from duecourse.feel import FeelSyntaxError, FeelType
from duecourse.feel.expression import names_of, parse_tree
from duecourse.feel.functions.registry import FUNCTIONS
from duecourse.feel.state import Code, Frame
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.names import Known
from duecourse.feel.syntax.names import Scope as Names
from duecourse.feel.syntax.parser import walk


@dataclass
class Use:
    """What the expressions of an element read that nothing in the model declares, and what they call."""

    variables: set[str] = field(default_factory=set)
    functions: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Scope:
    """The names that can be read.

    ``model`` are those that all expressions of the model know; ``declared`` those of all elements, required
    or not; ``owner`` is the name of the element that is compiled; ``in_filter`` says that the expression
    stands in a boxed filter.
    """

    names: frozenset[str]
    model: Known
    types: Types
    declared: frozenset[str]
    owner: str
    use: Use = field(default_factory=Use)
    in_filter: bool = False

    @cached_property
    def known(self) -> Known:
        """All names that are known here, for FEEL's parser."""
        return replace(self.model, names=Names(self.names), in_filter=self.in_filter)

    @property
    def report(self) -> Report:
        """Where problems are kept."""
        return self.types.report

    def inner(self, *names: str) -> "Scope":
        """Return the scope with more names."""
        return replace(self, names=self.names | set(names))

    def filtered(self) -> "Scope":
        """Return the scope of a boxed filter's condition, which reads the entries of an item by name."""
        return replace(self, names=self.names | {"item"}, in_filter=True)

    def type_of(self, variable: Variable, element_id: str | None) -> FeelType | None:
        """Return the type of a variable, None if it takes anything."""
        return self.types.named(variable.type, variable.line, element_id)

    def parse(self, text: Text, *, tests: bool = False) -> tree.Node:
        """Read a text of FEEL; one that cannot be read is a problem, and would give null."""
        place = Place(WarningKind.EXPRESSION, text.element_id, text.line, text.feel)
        try:
            node = parse_tree(text.feel, self.known, tests=tests)
        except FeelSyntaxError as error:
            self.refuse(
                "feel-syntax", text, error.position, f"expected {error.expected}, found {error.found}"
            )
            unread = _unread(place, error)
            return combined([], lambda _: unread)
        self._note(node, text)
        if isinstance(node, tree.Literal):
            return node
        return combined([node], lambda codes: placed(codes[0], place))

    def _note(self, root: tree.Node, text: Text) -> None:
        """Keep the names that are read; report what would always give null."""
        found = names_of(root, self.names)
        self.use.variables |= found.free - self.names
        called = found.functions - self.names - FUNCTIONS.keys()
        self.use.functions |= called
        for name in sorted(called - self.declared):
            self.refuse("function", text, root.position, f"nothing defines the function {shown(name)}")
        for node, _ in walk(root):
            if isinstance(node, tree.TemporalLiteral) and node.value is None:
                reason = f"{shown(node.text)} is no date, time, date and time or duration"
                self.refuse("feel-literal", text, node.position, reason)
            elif isinstance(node, tree.FunctionDefinition) and node.external:
                self.refuse("function", text, node.position, "external functions are not run")

    def refuse(self, rule: str, text: Text, position: int, reason: str) -> None:
        """Report a problem at a character of a text."""
        line = text.line + text.feel.count("\n", 0, position)
        column = position - text.feel.rfind("\n", 0, position)
        self.report.refuse(rule, line, text.element_id, f"column {column}: {reason}")


def combined(parts: Sequence[tree.Node], combine: Callable[[Sequence[Code]], Code]) -> tree.Node:
    """Return a node whose closure is made of those of its parts."""
    return tree.Embedded(0, tuple(parts), combine)


def _unread(place: Place, error: FeelSyntaxError) -> Code:
    def run(frame: Frame) -> object:
        with at(frame.state, place):
            frame.state.warn(error.position, f"expected {error.expected}")
        return None

    return run


def typed(node: tree.Node, expected: FeelType | None, place: Place, what: str) -> tree.Node:
    """Return a node whose value conforms to a type, or is null with a warning."""
    if expected is None:
        return node

    def combine(codes: Sequence[Code]) -> Code:
        code = codes[0]
        return lambda frame: conforming(frame.state, code(frame), expected, place, what)

    return combined([node], combine)
