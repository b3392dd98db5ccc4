"""Run decision tables."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from duecourse.dmn.boxed import Aggregation, HitPolicy
from duecourse.dmn.evaluation import hit_policies
from duecourse.dmn.evaluation.session import Place, Session, at, conforming
from duecourse.dmn.results import (
    EvaluatedInput,
    EvaluatedOutput,
    EvaluatedTable,
    MatchedRule,
    WarningKind,
)
from duecourse.feel import FeelType
from duecourse.feel.functions.text import text_of
from duecourse.feel.state import Code, Frame


@dataclass(frozen=True, slots=True, kw_only=True)
class InputColumn:
    """An input: its cells are named by their places among the parts of the table."""

    id: str
    name: str
    place: Place
    value: int
    allowed: int | None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutputColumn:
    """An output; ``ranks`` are the tests of its values in their order."""

    id: str
    name: str
    place: Place
    type_place: Place
    type: FeelType | None
    allowed: int | None
    default: int | None
    ranks: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A rule; a test that anything passes is None."""

    index: int
    id: str
    tests: tuple[int | None, ...]
    results: tuple[int, ...]
    annotations: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TablePlan:
    """A decision table, ready to run."""

    id: str
    owner: str
    hit_policy: HitPolicy
    aggregation: Aggregation | None
    place: Place
    inputs: tuple[InputColumn, ...]
    outputs: tuple[OutputColumn, ...]
    rows: tuple[Row, ...]


def evaluate(plan: TablePlan, codes: Sequence[Code], frame: Frame) -> object:
    """Return the result of a decision table; ``codes`` are the closures of its parts."""
    return _Run(plan, codes, frame).evaluate()


@dataclass(frozen=True, slots=True)
class _Run:
    """One evaluation of a table."""

    plan: TablePlan
    codes: Sequence[Code]
    frame: Frame

    def evaluate(self) -> object:
        state = self.frame.state
        state.charge(1 + len(self.plan.inputs))
        values = [self.codes[column.value](self.frame) for column in self.plan.inputs]
        # All are looked at, so that every value that is not allowed is told.
        allowed = [self._is_allowed_input(*pair) for pair in zip(self.plan.inputs, values, strict=True)]
        hits = list(self._hits(values)) if all(allowed) else []
        output = self._output(hits) if all(allowed) else None
        if isinstance(state, Session):
            state.keep_table(self._told(values, hits, output))
        return output

    # -- inputs and rules ----------------------------------------------------------------------------

    def _is_allowed_input(self, column: InputColumn, value: object) -> bool:
        if column.allowed is None or value is None or self._is_one_of(value, column.allowed):
            return True
        self._warn(column.place, f"the input {column.name} is {self._shown(value)}, which is not allowed")
        return False

    def _is_one_of(self, value: object, tests: int) -> bool:
        """Return whether a value, or each item of a list, is among the values that are allowed."""
        if self._passes(value, tests):
            return True
        return isinstance(value, list) and all(self._passes(item, tests) for item in value)

    def _passes(self, value: object, test: int) -> bool:
        self.frame.state.charge()
        return self.codes[test](Frame(self.frame.state, {"?": value}, self.frame)) is True

    def _hits(self, values: list[object]) -> Iterator[MatchedRule]:
        tested = [Frame(self.frame.state, {"?": value}, self.frame) for value in values]
        for row in self.plan.rows:
            self.frame.state.charge(1 + len(values) // 4)
            if all(
                test is None or self.codes[test](inner) is True
                for test, inner in zip(row.tests, tested, strict=True)
            ):
                yield MatchedRule(row.index, row.id, tuple(self._results(row)), row.annotations)
                if self.plan.hit_policy is HitPolicy.FIRST:
                    return

    # -- outputs -------------------------------------------------------------------------------------

    def _results(self, row: Row) -> Iterator[EvaluatedOutput]:
        for column, cell in zip(self.plan.outputs, row.results, strict=True):
            yield EvaluatedOutput(column.id, column.name, self._result(column, cell))

    def _result(self, column: OutputColumn, cell: int) -> object:
        value = self.codes[cell](self.frame)
        what = f"the output {column.name}" if column.name else "the output"
        value = conforming(self.frame.state, value, column.type, column.type_place, what)
        if column.allowed is None or value is None or self._is_one_of(value, column.allowed):
            return value
        self._warn(column.place, f"{what} is {self._shown(value)}, which is not allowed")
        return None

    def _output(self, hits: list[MatchedRule]) -> object:
        plan, state = self.plan, self.frame.state
        if not hits:
            return self._without_a_match()
        values = [(hit.index, self._value(hit.outputs)) for hit in hits]
        ranks = [self._ranks(hit) for hit in hits] if plan.hit_policy in hit_policies.ORDERED else []
        with at(state, plan.place):
            try:
                return hit_policies.result(state, plan.hit_policy, plan.aggregation, values, ranks)
            except hit_policies.NoResult as broken:
                state.warn(0, str(broken))
        return None

    def _without_a_match(self) -> object:
        if any(column.default is not None for column in self.plan.outputs):
            return self._value(
                [
                    EvaluatedOutput(
                        column.id,
                        column.name,
                        None if column.default is None else self._result(column, column.default),
                    )
                    for column in self.plan.outputs
                ]
            )
        found = hit_policies.nothing(self.plan.hit_policy, self.plan.aggregation)
        if found is None:
            place = Place(WarningKind.NO_RULE, self.plan.place.element_id, self.plan.place.line)
            self._warn(place, "no rule matches, and there is no default output")
        return found

    def _value(self, outputs: Sequence[EvaluatedOutput]) -> object:
        """Return the value of a row: that of its output, or a context of several."""
        if len(outputs) == 1:
            return outputs[0].value
        self.frame.state.charge_items(len(outputs))
        return {output.name: output.value for output in outputs}

    def _ranks(self, hit: MatchedRule) -> tuple[int, ...]:
        return tuple(
            next(
                (place for place, test in enumerate(column.ranks) if self._passes(output.value, test)),
                len(column.ranks),
            )
            for column, output in zip(self.plan.outputs, hit.outputs, strict=True)
        )

    # -- telling -------------------------------------------------------------------------------------

    def _told(self, values: list[object], hits: list[MatchedRule], output: object) -> EvaluatedTable:
        inputs = tuple(
            EvaluatedInput(column.id, column.name, value)
            for column, value in zip(self.plan.inputs, values, strict=True)
        )
        return EvaluatedTable(
            self.plan.id, self.plan.owner, str(self.plan.hit_policy), inputs, tuple(hits), output
        )

    def _warn(self, place: Place, message: str) -> None:
        with at(self.frame.state, place):
            self.frame.state.warn(0, message)

    def _shown(self, value: object) -> str:
        return text_of(self.frame.state, value, quoted=True)[:80]
