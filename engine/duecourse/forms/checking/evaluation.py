"""What is known while a form is filled in, and what its expressions give then."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.feel import Environment, Expression, FeelEvaluationError
from duecourse.forms.components import Bound, Choice
from duecourse.model.json import Json

MAXIMUM_EVALUATIONS: Final = 20_000

UNKNOWN: Final = object()
"""The value of an expression that nothing is known for."""


@dataclass(slots=True)
class Evaluation:
    """The variables that the person sees, the world of expressions, and how many may still be evaluated.

    Without an environment the value of every expression is UNKNOWN.
    """

    visible: Mapping[str, Json] | None = None
    environment: Environment | None = None
    remaining: int = MAXIMUM_EVALUATIONS

    def value(self, expression: Expression, context: Mapping[str, object]) -> object:
        """Return the FEEL value of an expression; raise FeelEvaluationError if it costs too much."""
        if self.environment is None:
            return UNKNOWN
        self.remaining -= 1
        if self.remaining < 0:
            raise FeelEvaluationError(f"more than {MAXIMUM_EVALUATIONS} evaluations")
        return expression.evaluate(context, self.environment)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known where a value stands: ``context`` holds the names that expressions can use there."""

    evaluation: Evaluation
    context: Mapping[str, object]

    @property
    def now(self) -> datetime | None:
        """Return the time, if it is known."""
        environment = self.evaluation.environment
        return None if environment is None else environment.now

    @property
    def zone(self) -> ZoneInfo | None:
        """Return the time zone, if it is known."""
        environment = self.evaluation.environment
        return None if environment is None else environment.timezone

    def truth(self, condition: bool | Expression) -> bool | None:
        """Tell whether a condition holds, which it does only if it gives true; None if that is not known."""
        if isinstance(condition, bool):
            return condition
        found = self.evaluation.value(condition, self.context)
        return None if found is UNKNOWN else found is True

    def limit(self, bound: Bound) -> Decimal | None:
        """Return a limit, or None if there is none or it is not known.

        Raise FeelEvaluationError if the expression gives something else than a number.
        """
        if bound is None or isinstance(bound, Decimal):
            return bound
        found = self.evaluation.value(bound, self.context)
        if found is None or found is UNKNOWN:
            return None
        if not isinstance(found, Decimal):
            raise FeelEvaluationError("a limit that is not a number")
        return found

    def options(self, choice: Choice) -> tuple[str, ...] | None:
        """Return the values of the options, or None if they are not known."""
        if choice.options_from is None:
            return tuple(option.value for option in choice.options)
        if isinstance(choice.options_from, str):
            visible = self.evaluation.visible
            return None if visible is None else _values(visible.get(choice.options_from))
        found = self.evaluation.value(choice.options_from, self.context)
        return None if found is UNKNOWN else _values(found)


NOTHING_GIVEN: Final = Given(Evaluation(), {})


def _values(options: object) -> tuple[str, ...]:
    """Return the values of options as form-js takes them: texts, or objects with a value."""
    found = []
    for option in options if isinstance(options, list | tuple) else ():
        value = option.get("value") if isinstance(option, Mapping) else option
        if isinstance(value, str):
            found.append(value)
    return tuple(found)
