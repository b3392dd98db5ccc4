"""Boxed expressions and decision tables, as read (DMN 1.5, chapters 7, 8 and 10.2)."""

from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar


class HitPolicy(StrEnum):
    """Which of the rules that match give the result of a decision table (DMN 1.5, 8.2.10)."""

    UNIQUE = "UNIQUE"
    ANY = "ANY"
    PRIORITY = "PRIORITY"
    FIRST = "FIRST"
    OUTPUT_ORDER = "OUTPUT ORDER"
    RULE_ORDER = "RULE ORDER"
    COLLECT = "COLLECT"


class Aggregation(StrEnum):
    """What the policy `COLLECT` makes of its results."""

    SUM = "SUM"
    COUNT = "COUNT"
    MIN = "MIN"
    MAX = "MAX"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of FEEL, with the line on which its first character stands and the id of what it belongs to."""

    feel: str
    line: int
    element_id: str | None


@dataclass(frozen=True, slots=True)
class Variable:
    """A name, with the type that is declared for it."""

    name: str
    type: str | None
    line: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Boxed:
    """What every boxed expression has; ``element_id`` is its id, or that of the nearest element around;
    ``element`` is its name in DMN.
    """

    element: ClassVar[str] = ""

    element_id: str | None
    line: int
    type: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Literal(Boxed):
    """A text of FEEL; an empty one gives null."""

    element: ClassVar[str] = "literalExpression"
    text: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Invocation(Boxed):
    """A call of a function, each parameter with its value; None is null."""

    element: ClassVar[str] = "invocation"
    called: Boxed
    bindings: tuple[tuple[Variable, Boxed | None], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Context(Boxed):
    """Entries that see those before them; one without a name is the result."""

    element: ClassVar[str] = "context"
    entries: tuple[tuple[Variable | None, Boxed], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed(Boxed):
    """A list."""

    element: ClassVar[str] = "list"
    items: tuple[Boxed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Relation(Boxed):
    """A list of contexts, one for each row."""

    element: ClassVar[str] = "relation"
    columns: tuple[Variable, ...] = ()
    rows: tuple[tuple[Boxed, ...], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionDefinition(Boxed):
    """A function; one that is not of the kind FEEL is never run."""

    element: ClassVar[str] = "functionDefinition"
    kind: str = "FEEL"
    parameters: tuple[Variable, ...] = ()
    body: Boxed | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Conditional(Boxed):
    """If, then, else."""

    element: ClassVar[str] = "conditional"
    condition: Boxed
    consequence: Boxed
    alternative: Boxed


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter(Boxed):
    """The items of a list that match."""

    element: ClassVar[str] = "filter"
    source: Boxed
    match: Boxed


@dataclass(frozen=True, slots=True, kw_only=True)
class Iteration(Boxed):
    """A `for`, `some` or `every` over a list; ``result`` is what it returns or what has to be satisfied."""

    word: str
    variable: str
    source: Boxed
    result: Boxed


@dataclass(frozen=True, slots=True, kw_only=True)
class InputClause:
    """A column of tests; ``id`` and ``label`` are empty if the file gives none."""

    id: str
    label: str
    expression: Literal
    values: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputClause:
    """A column of results, in which ``default`` stands for no match."""

    id: str
    name: str
    label: str
    line: int
    type: str | None = None
    values: Text | None = None
    default: Literal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A row: its tests, its results, and what people noted beside it."""

    id: str
    line: int
    tests: tuple[Text, ...]
    results: tuple[Literal, ...]
    annotations: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Boxed):
    """A decision table."""

    element: ClassVar[str] = "decisionTable"
    hit_policy: HitPolicy = HitPolicy.UNIQUE
    aggregation: Aggregation | None = None
    inputs: tuple[InputClause, ...] = ()
    outputs: tuple[OutputClause, ...] = ()
    annotations: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
