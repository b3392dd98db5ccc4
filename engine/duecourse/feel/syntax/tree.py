"""The syntax tree. Every node knows its `position`, a character index into the text."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from duecourse.feel.temporal.text import Temporal

if TYPE_CHECKING:
    from duecourse.feel.state import Code


@dataclass(frozen=True, slots=True)
class Node:
    """Any node; two are equal if they mean the same, wherever they stand."""

    position: int = field(compare=False)


@dataclass(frozen=True, slots=True)
class Literal(Node):
    """A null, boolean, number or string."""

    value: bool | Decimal | str | None


@dataclass(frozen=True, slots=True)
class TemporalLiteral(Node):
    """An at-literal; `value` is None for a text that is no temporal."""

    text: str
    value: Temporal | None


@dataclass(frozen=True, slots=True)
class Name(Node):
    """A reference to a variable, parameter, context entry or built-in function.

    `bound` says that an enclosing construct declares it; `in_filter` that it stands inside a filter, where it
    may be a member of the filtered item.
    """

    name: str
    bound: bool = False
    in_filter: bool = False


@dataclass(frozen=True, slots=True)
class Negation(Node):
    """Arithmetic negation."""

    operand: Node


@dataclass(frozen=True, slots=True)
class Arithmetic(Node):
    """`left operator right`, the operator one of + - * / **."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Comparison(Node):
    """`left operator right`, the operator one of = != < <= > >=."""

    operator: str
    left: Node
    right: Node


@dataclass(frozen=True, slots=True)
class Conjunction(Node):
    """All operands joined by `and`."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Disjunction(Node):
    """All operands joined by `or`."""

    operands: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Between(Node):
    """`value between low and high`."""

    value: Node
    low: Node
    high: Node


@dataclass(frozen=True, slots=True)
class Membership(Node):
    """`value in test`, or `value in (test, test)`."""

    value: Node
    tests: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Range(Node):
    """`[start..end]` with either end open."""

    start: Node
    end: Node
    start_included: bool
    end_included: bool


@dataclass(frozen=True, slots=True)
class UnaryRange(Node):
    """`(< 5)`: the values to one side of an endpoint; the operator one of = != < <= > >=."""

    operator: str
    endpoint: Node


@dataclass(frozen=True, slots=True)
class InstanceOf(Node):
    """`value instance of type`."""

    value: Node
    type: "Type"


@dataclass(frozen=True, slots=True)
class If(Node):
    """`if condition then consequence else alternative`."""

    condition: Node
    consequence: Node
    alternative: Node


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """One `name in source`; with `end`, the source is the start of `start..end`."""

    name: str
    source: Node
    end: Node | None = None


@dataclass(frozen=True, slots=True)
class For(Node):
    """`for iterations return result`."""

    iterations: tuple[Iteration, ...]
    result: Node


@dataclass(frozen=True, slots=True)
class Quantified(Node):
    """`some` or `every` (`every` True) `iterations satisfies condition`."""

    every: bool
    iterations: tuple[Iteration, ...]
    condition: Node


@dataclass(frozen=True, slots=True)
class Path(Node):
    """`source.member`."""

    source: Node
    member: str


@dataclass(frozen=True, slots=True)
class Filter(Node):
    """`source[condition]`."""

    source: Node
    condition: Node


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(arguments)`; `names` is empty for arguments by position."""

    function: Node
    arguments: tuple[Node, ...]
    names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class List(Node):
    """`[item, item]`."""

    items: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Context(Node):
    """`{key: value, key: value}`."""

    entries: tuple[tuple[str, Node], ...]


@dataclass(frozen=True, slots=True)
class FunctionDefinition(Node):
    """`function(name: type, name) body`; an external one can be read but not run."""

    parameters: tuple[tuple[str, "Type | None"], ...]
    body: Node
    external: bool = False


@dataclass(frozen=True, slots=True)
class UnaryTests(Node):
    """The tests of a decision table's cell; no tests is `-`, which is always true."""

    tests: tuple[Node, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Embedded(Node):
    """A construct of another notation, such as a decision table: no text of FEEL stands for it.

    Its `parts` are compiled, and `combine` makes one closure of theirs.
    """

    parts: tuple[Node, ...]
    combine: "Callable[[Sequence[Code]], Code]"


@dataclass(frozen=True, slots=True)
class Type(Node):
    """A type: a `name` alone, or `list`, `range`, `context` or `function` with its parts.

    `arguments` are the element type, the member types (named by `members`) or the parameter types.
    """

    name: str
    arguments: tuple["Type", ...] = ()
    members: tuple[str, ...] = ()
    result: "Type | None" = None
