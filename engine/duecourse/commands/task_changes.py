"""What may be changed of a user task, and to what."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from duecourse.bpmn.specs.activities import HIGHEST_PRIORITY
from duecourse.calendars import PeriodError
from duecourse.calendars.periods import parse_date, parse_instant
from duecourse.commands.transaction import Transaction
from duecourse.errors import FieldError, InvalidInput
from duecourse.model.json import Json
from duecourse.persistence import accounts

_Fault = Callable[[Transaction, Json], str | None]


def check_changes(tx: Transaction, changes: Mapping[str, Json]) -> None:
    """Raise InvalidInput, naming each field that cannot be changed or not to that; null unsets any."""
    wrong = tuple(_faults(tx, changes))
    if wrong:
        named = ", ".join(each.field for each in wrong)
        raise InvalidInput(f"correct these fields: {named}", fields=wrong)


def _faults(tx: Transaction, changes: Mapping[str, Json]) -> Iterator[FieldError]:
    for name, value in changes.items():
        fault = "cannot be changed"
        if name in _CHECKS:
            fault = "" if value is None else _CHECKS[name](tx, value) or ""
        if fault:
            yield FieldError(name, fault)


def _moment(tx: Transaction, value: Json) -> str | None:
    text = value if isinstance(value, str) else ""
    try:
        parse_instant(text, tx.installation.settings.timezone) if "T" in text else parse_date(text)
    except PeriodError:
        return "is neither a date nor a date and time"
    return None


def _priority(tx: Transaction, value: Json) -> str | None:
    whole = isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= HIGHEST_PRIORITY
    return None if whole else f"is not a whole number from 0 to {HIGHEST_PRIORITY}"


def _groups(tx: Transaction, value: Json) -> str | None:
    return _unknown(value, "no group", frozenset(each.name for each in accounts.groups(tx.session)))


def _users(tx: Transaction, value: Json) -> str | None:
    known = frozenset(each.username for each in accounts.every(tx.session) if each.active)
    return _unknown(value, "no account in use", known)


def _unknown(value: Json, what: str, known: frozenset[str]) -> str | None:
    """Say which names are nobody's: they would take the task away from everybody without a word."""
    if not isinstance(value, list) or not all(isinstance(each, str) for each in value):
        return "is not a list of names"
    unknown = [repr(each) for each in value if each not in known]
    return f"there is {what} {', '.join(unknown)}" if unknown else None


_CHECKS: Final[dict[str, _Fault]] = {
    "dueDate": _moment,
    "followUpDate": _moment,
    "candidateGroups": _groups,
    "candidateUsers": _users,
    "priority": _priority,
}
