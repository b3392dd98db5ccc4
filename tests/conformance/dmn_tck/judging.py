"""Evaluate what the TCK asks for, and compare it with what the TCK wants."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from duecourse.calendars import Calendar
from duecourse.dmn import Definitions, Evaluation, Model, compile_model, evaluate, read
from duecourse.errors import DuecourseError
from duecourse.feel import Environment
from duecourse.feel.comparison import same
from duecourse.feel.limits import free
from tests.conformance.dmn_tck.cases import Expected, Suite

ENVIRONMENT: Final = Environment(
    now=datetime(2026, 1, 5, 9, tzinfo=UTC), timezone=ZoneInfo("UTC"), calendar=Calendar("TCK")
)
# The TCK writes numbers with as many digits as its first engines gave.
_PRECISION: Final = Decimal("1e-8")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a result: ``failure`` says what is wrong; ``unexplained`` is a null without a reason."""

    id: str
    failure: str | None
    unexplained: bool = False


def judge(suite: Suite) -> Iterator[Outcome]:
    """Yield the outcome of each result of a file of test cases."""
    try:
        model = _model(suite.folder, suite.model)
    except DuecourseError as error:
        yield from (Outcome(each.id, f"the model is refused: {error}") for each in suite.results)
        return
    for expected in suite.results:
        yield _judged(model, expected)


@cache
def _definitions(folder: Path) -> dict[str, Definitions]:
    return {path.name: read(path.read_bytes()) for path in sorted(folder.glob("*.dmn"))}


def _model(folder: Path, name: str) -> Model:
    found = _definitions(folder)
    others = [definitions for file, definitions in found.items() if file != name]
    # Some cases want null for what cannot be read.
    return compile_model(found[name], others, lenient=True)


def _judged(model: Model, expected: Expected) -> Outcome:
    try:
        evaluation = evaluate(model, expected.invocable or expected.name, expected.inputs, ENVIRONMENT)
    except DuecourseError as error:
        return Outcome(expected.id, f"refused: {error}")
    value = _output(evaluation, expected)
    unexplained = expected.error and value is None and not evaluation.warnings
    if equal(value, expected.value):
        return Outcome(expected.id, None, unexplained)
    why = "; ".join(map(str, evaluation.warnings))
    return Outcome(expected.id, f"wanted {expected.value!r}, got {value!r} ({why})", unexplained)


def _output(evaluation: Evaluation, expected: Expected) -> object:
    """Return the output that a result is about: a service with several gives a context of them."""
    output = evaluation.output
    several = isinstance(output, dict) and expected.invocable is not None and expected.name in output
    return output[expected.name] if several and isinstance(output, dict) else output


def equal(found: object, wanted: object) -> bool:
    """Return whether a value is the one that is wanted, numbers to eight places."""
    if isinstance(found, Decimal) and isinstance(wanted, Decimal):
        return abs(found - wanted) <= _PRECISION * max(Decimal(1), abs(wanted))
    if isinstance(found, list) and isinstance(wanted, list):
        return len(found) == len(wanted) and all(map(equal, found, wanted))
    if isinstance(found, dict) and isinstance(wanted, dict):
        return found.keys() == wanted.keys() and all(equal(found[name], wanted[name]) for name in wanted)
    return same(found, wanted, free)
