"""Errors of the expression language."""

from typing import ClassVar

from duecourse.errors import DuecourseError


class FeelSyntaxError(DuecourseError):
    """The expression cannot be read."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "feel-syntax"

    def __init__(self, text: str, position: int, expected: str) -> None:
        """Keep where (`position`, a character index from 0), what was `expected`, and what was `found`."""
        self.text = text
        self.position = position
        self.expected = expected
        line = text.count("\n", 0, position) + 1
        column = position - (text.rfind("\n", 0, position) + 1) + 1
        self.found = f"{text[position : position + 20]!r}" if position < len(text) else "the end"
        super().__init__(f"line {line}, column {column}: expected {expected}, found {self.found}")


class FeelEvaluationError(DuecourseError):
    """The expression costs more than its limits allow."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "feel-evaluation"
