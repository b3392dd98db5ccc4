"""Form-js schemas for tests."""

from collections.abc import Mapping
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from duecourse.calendars import Calendar
from duecourse.errors import FieldError
from duecourse.feel import Environment
from duecourse.forms import Form, check_submission, read_form
from duecourse.model.json import Json, dumps

ENVIRONMENT = Environment(
    now=datetime(2026, 6, 30, 23, 30, tzinfo=UTC),
    timezone=ZoneInfo("Europe/London"),
    calendar=Calendar("plain"),
)
"""Half past midnight of 1 July 2026 in London."""

Part = Mapping[str, Json]


def field(kind: str, key: str = "x", **properties: Json) -> Part:
    """Return a component that asks for a value, with options if it needs some."""
    options: Part = {}
    if kind in ("radio", "select", "checklist", "taglist"):
        given = {"values", "valuesKey", "valuesExpression"} & properties.keys()
        options = {} if given else {"values": [{"value": "a", "label": "A"}, {"value": "b"}]}
    return {"type": kind, "key": key, **options, **properties}


def schema(*components: Json, **properties: Json) -> bytes:
    """Return the file of a form with these components; properties replace those that every form has."""
    whole = {"type": "default", "id": "form", "schemaVersion": 19, "components": components, **properties}
    return dumps(whole).encode()


def form(*components: Json) -> Form:
    """Return a form with these components."""
    return read_form(schema(*components))


def wrong(
    asked: Form, values: Part, visible: Part | None = None, environment: Environment | None = None
) -> dict[str, str]:
    """Return what is wrong with what is given to a form: the sentences of each field."""
    return _sentences(check_submission(asked, values, visible=visible, environment=environment))


def _sentences(errors: tuple[FieldError, ...]) -> dict[str, str]:
    found: dict[str, str] = {}
    for error in errors:
        found[error.field] = (
            f"{found[error.field]}; {error.message}" if error.field in found else error.message
        )
    return found
