"""What is wrong with a diagram, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

from duecourse.errors import FieldError, InvalidInput


@dataclass(frozen=True, slots=True)
class Problem:
    """One reason to refuse a diagram: the rule that is broken, and the line and element where."""

    rule: str
    line: int
    element_id: str | None
    reason: str

    def __str__(self) -> str:
        """Say where and what: "line 41, EndEvent_3: reason"."""
        where = f"line {self.line}" + (f", {self.element_id}" if self.element_id else "")
        return f"{where}: {self.reason}"


class DiagramError(InvalidInput):
    """The diagram cannot be used."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        ordered = tuple(sorted(problems, key=lambda problem: problem.line))
        fields = [
            FieldError(problem.element_id or f"line {problem.line}", str(problem)) for problem in ordered
        ]
        super().__init__(str(ordered[0]), fields=fields)
        self.problems = ordered

    def __str__(self) -> str:
        """List every problem."""
        return "; ".join(str(problem) for problem in self.problems)
