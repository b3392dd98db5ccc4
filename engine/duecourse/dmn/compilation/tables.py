"""Translate decision tables (DMN 1.5, chapter 8)."""

from dataclasses import dataclass, field
from typing import Final

from duecourse.dmn.boxed import InputClause, Literal, OutputClause, Rule, Table, Text
from duecourse.dmn.compilation.scope import Scope, combined, typed
from duecourse.dmn.evaluation.hit_policies import ORDERED
from duecourse.dmn.evaluation.session import Place
from duecourse.dmn.evaluation.tables import InputColumn, OutputColumn, Row, TablePlan, evaluate
from duecourse.dmn.results import WarningKind
from duecourse.feel import FeelSyntaxError
from duecourse.feel.expression import parse_tree
from duecourse.feel.syntax import tree

_SHOWN: Final = 60


@dataclass
class _Cells:
    """The parts of a table, each known by its place among them."""

    scope: Scope
    nodes: list[tree.Node] = field(default_factory=list)

    def add(self, node: tree.Node) -> int:
        self.nodes.append(node)
        return len(self.nodes) - 1

    def literal(self, literal: Literal) -> int:
        feel = literal.text.feel.strip()
        return self.add(self.scope.parse(literal.text) if feel else tree.Literal(0, None))

    def tests(self, text: Text) -> int | None:
        """Add unary tests, None for those that anything passes."""
        if text.feel.strip() in ("", "-"):
            return None
        return self.add(self.scope.parse(text, tests=True))

    def each_test(self, text: Text) -> tuple[int, ...]:
        """Add the tests of a list of values one by one, in their order; none if the text has no order."""
        try:
            found = parse_tree(text.feel, self.scope.known, tests=True)
        except FeelSyntaxError:
            return ()  # a problem already
        if not isinstance(found, tree.UnaryTests) or found.negated:
            return ()
        return tuple(self.add(tree.UnaryTests(test.position, (test,))) for test in found.tests)


def translated(table: Table, scope: Scope) -> tree.Node:
    """Return the tree of a decision table."""
    cells = _Cells(scope)
    plan = TablePlan(
        id=table.element_id or "",
        owner=scope.owner,
        hit_policy=table.hit_policy,
        aggregation=table.aggregation,
        place=Place(WarningKind.HIT_POLICY, table.element_id, table.line),
        inputs=tuple(_input(clause, cells) for clause in table.inputs),
        outputs=tuple(_output(clause, table, cells) for clause in table.outputs),
        rows=tuple(_row(index, rule, table, cells) for index, rule in enumerate(table.rules, 1)),
    )
    if table.hit_policy in ORDERED and not any(column.ranks for column in plan.outputs):
        reason = (
            f"the hit policy {table.hit_policy} needs the values of an output in their order (outputValues)"
        )
        scope.report.refuse("hit-policy", table.line, table.element_id, reason)
    return combined(cells.nodes, lambda codes: lambda frame: evaluate(plan, codes, frame))


def _input(clause: InputClause, cells: _Cells) -> InputColumn:
    expression = clause.expression
    element_id, line = expression.element_id, expression.line
    text = " ".join(expression.text.feel.split())
    name = clause.label or (text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…")
    if not text:
        cells.scope.report.refuse("expression", line, element_id, "the input has no expression")
    node = cells.scope.parse(expression.text) if text else tree.Literal(0, None)
    expected = cells.scope.types.named(expression.type, line, element_id)
    place = Place(WarningKind.TYPE, element_id, line)
    return InputColumn(
        id=clause.id,
        name=name,
        place=Place(WarningKind.VALUES, element_id, line),
        value=cells.add(typed(node, expected, place, f"the input {name}")),
        allowed=None if clause.values is None else cells.tests(clause.values),
    )


def _output(clause: OutputClause, table: Table, cells: _Cells) -> OutputColumn:
    element_id = clause.id or table.element_id
    values = clause.values
    ordered = values or cells.scope.types.values_of(clause.type)
    if ordered is None and len(table.outputs) == 1:
        ordered = cells.scope.types.values_of(table.type)
    ranks = cells.each_test(ordered) if ordered is not None and table.hit_policy in ORDERED else ()
    return OutputColumn(
        id=clause.id,
        name=clause.name,
        place=Place(WarningKind.VALUES, element_id, clause.line),
        type_place=Place(WarningKind.TYPE, element_id, clause.line),
        type=cells.scope.types.named(clause.type, clause.line, element_id),
        allowed=None if values is None else cells.tests(values),
        default=None if clause.default is None else cells.literal(clause.default),
        ranks=ranks,
    )


def _row(index: int, rule: Rule, table: Table, cells: _Cells) -> Row:
    return Row(
        index=index,
        id=rule.id,
        tests=tuple(cells.tests(test) for test in rule.tests),
        results=tuple(cells.literal(result) for result in rule.results),
        annotations=tuple(zip(table.annotations, rule.annotations, strict=False)),
    )
