"""Expressions of a diagram, compiled once per definition."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from duecourse import feel
from duecourse.bpmn.failures import ElementFailure, IncidentType
from duecourse.diagram.expressions import Text
from duecourse.errors import DuecourseError
from duecourse.model.json import Json

LONGEST_WORD: Final = 200
"""Characters of a name or reference. More could not be looked up fast in every database."""


def is_word(value: object) -> bool:
    """Return whether a value is a name or reference that every database can keep and look up."""
    return isinstance(value, str) and len(value) <= LONGEST_WORD and "\0" not in value


_WORD: Final = f"a text of at most {LONGEST_WORD} characters without NUL"


@dataclass(frozen=True, slots=True)
class Formula:
    """A compiled expression, or a literal text; ``what`` says in messages what it is for."""

    what: str
    text: str
    expression: feel.Expression | None

    @property
    def variable(self) -> str | None:
        """The variable that the expression is, or is a part of; None for any other expression."""
        return None if self.expression is None else self.expression.variable

    def evaluate(self, variables: Mapping[str, object], environment: feel.Environment) -> object:
        """Return the FEEL value; raises ElementFailure when its evaluation goes over the budget."""
        if self.expression is None:
            return self.text
        if environment.warnings is not None:
            environment.warnings.clear()
        try:
            return self.expression.evaluate(variables, environment)
        except DuecourseError as error:
            raise ElementFailure(IncidentType.EXTRACT_VALUE, f"{self.what} '{self.text}': {error}") from error

    def value(self, variables: Mapping[str, object], environment: feel.Environment) -> Json:
        """Return the value as it would be stored in a variable."""
        return feel.to_json(self.evaluate(variables, environment))

    def failure(
        self, type_: IncidentType, expected: str, got: object, environment: feel.Environment
    ) -> ElementFailure:
        """Return the failure that says what was expected, what came, and what FEEL warned of."""
        warnings = "; ".join(environment.warnings or ())
        because = f" ({warnings})" if warnings else ""
        shown = "null" if got is None else repr(got)
        return ElementFailure(
            type_, f"{self.what} '{self.text}': expected {expected}, got {shown[:200]}{because}"
        )

    def truth(self, variables: Mapping[str, object], environment: feel.Environment) -> bool:
        """Return the value of a condition; anything but true and false is a failure."""
        result = self.evaluate(variables, environment)
        if isinstance(result, bool):
            return result
        raise self.failure(IncidentType.CONDITION, "true or false", result, environment)

    def string(self, variables: Mapping[str, object], environment: feel.Environment) -> str:
        """Return the value as a name or reference that is not empty; numbers are written out."""
        result = self.value(variables, environment)
        if isinstance(result, str) and result and not is_word(result):
            raise self.failure(IncidentType.EXTRACT_VALUE, _WORD, result, environment)
        if isinstance(result, str) and result:
            return result
        if isinstance(result, bool) or result is None or isinstance(result, list | dict | str):
            raise self.failure(IncidentType.EXTRACT_VALUE, "a text", result, environment)
        return str(result)

    def strings(self, variables: Mapping[str, object], environment: feel.Environment) -> list[str]:
        """Return a list of names; a literal text is split at commas, null is the empty list."""
        result = self.value(variables, environment)
        if result is None:
            return []
        if isinstance(result, str):
            result = [part.strip() for part in result.split(",") if part.strip()]
        if not isinstance(result, list) or not all(isinstance(each, str) for each in result):
            raise self.failure(IncidentType.EXTRACT_VALUE, "a list of texts", result, environment)
        if not all(is_word(each) for each in result):
            raise self.failure(IncidentType.EXTRACT_VALUE, f"a list, each {_WORD}", result, environment)
        return [str(each) for each in result]


def formula(text: Text, what: str) -> Formula:
    """Compile what a diagram wrote; ``what`` names it in messages. Raises FeelSyntaxError."""
    if text.feel is None:
        return Formula(what, text.raw.strip(), None)
    return Formula(what, text.feel, feel.parse(text.feel))


def optional(text: Text | None, what: str) -> Formula | None:
    """Compile what a diagram wrote, if it wrote anything."""
    return None if text is None else formula(text, what)
