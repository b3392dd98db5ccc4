"""Evaluate expressions as the tests want it: a fixed clock in London, a calendar of two holidays."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from duecourse.calendars import Calendar
from duecourse.feel import Environment, Limits, parse, parse_unary_tests

CALENDAR = Calendar("test", holidays={date(2024, 12, 25): "Christmas Day", date(2024, 12, 26): "Boxing Day"})
PLAIN = Calendar("plain")


def environment(warnings: list[str] | None = None, limits: Limits | None = None) -> Environment:
    """Return the environment of a test: noon in UTC on 1 July 2024, an hour later in London."""
    return Environment(
        now=datetime(2024, 7, 1, 12, 0, tzinfo=UTC),
        timezone=ZoneInfo("Europe/London"),
        calendar=CALENDAR,
        calendars={"plain": PLAIN},
        limits=limits or Limits(),
        warnings=warnings,
    )


def value(text: str, /, **variables: object) -> object:
    """Return what an expression gives, with the variables' names known."""
    return parse(text, variables.keys()).evaluate(variables, environment())


def warned(text: str, /, **variables: object) -> tuple[object, list[str]]:
    """Return what an expression gives, and the warnings."""
    warnings: list[str] = []
    return parse(text, variables.keys()).evaluate(variables, environment(warnings)), warnings


def passes(text: str, tested: object, names: Sequence[str] = (), **variables: object) -> object:
    """Return what unary tests say of a value."""
    return parse_unary_tests(text, [*names, *variables]).evaluate({**variables, "?": tested}, environment())


def agree(text: str, /, **variables: object) -> bool:
    """Say whether both sides of `left => right` give equal values that are not null."""
    left, right = (side.strip() for side in text.split("=>"))
    return value(f"({left}) = ({right})", **variables) is True
