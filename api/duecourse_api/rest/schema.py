"""What schemas of requests and answers are made of."""

from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from typing import Annotated, Final, TypeAlias, cast

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    JsonValue,
    PlainSerializer,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from duecourse.model.json import Json
from duecourse_api.rest.exact import ExactJson

LARGEST_KEY: Final = 2**63 - 1
LARGEST_NUMBER: Final = 2**31 - 1
LONGEST_WORD: Final = 200
"""More characters than this cannot be looked up fast in every database."""
LONGEST_WAIT_MS: Final = 100 * 365 * 24 * 3600 * 1000
TENANT: Final = "<default>"
"""Camunda's name for the one tenant of an installation without tenants."""


def _key(value: object) -> int:
    digits = value if isinstance(value, str) and value.isascii() and value.isdigit() else ""
    if not 0 < len(digits) <= len(str(LARGEST_KEY)) or int(digits) > LARGEST_KEY:
        raise ValueError("is not a key: keys are strings of digits")
    return int(digits)


def _moment(value: object) -> datetime:
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    if found is None or found.tzinfo is None or not 1 < found.year < 9999:
        raise ValueError("is not a date and time with an offset, such as 2026-01-31T09:00:00Z")
    return found


def _day(value: object) -> date:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError("is not a date such as 2026-01-31") from None


def _variables(value: object) -> dict[str, Json]:
    if not isinstance(value, Mapping):
        raise ValueError("is not a JSON object")
    for name in map(str, value):
        if not name.isidentifier():
            raise ValueError(f"'{name[:100]}' is no name: letters, digits and _ only, no digit first")
        if len(name) > LONGEST_WORD:
            raise ValueError(f"'{name[:20]}…' is no name: it is longer than {LONGEST_WORD} characters")
    return dict(value)


def _tenant(value: object) -> str:
    if value != TENANT:
        raise ValueError(f"there is only the tenant {TENANT}")
    return TENANT


def moment_text(moment: datetime) -> str:
    """Return a moment as RFC 3339 text in UTC."""
    return moment.astimezone(UTC).isoformat().replace("+00:00", "Z")


RequestKey: TypeAlias = Annotated[
    int,
    BeforeValidator(_key),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,19}$", "example": "2251799813686749"}),
]
"""A key as it comes in: a string of digits."""

Key: TypeAlias = Annotated[
    int,
    PlainSerializer(str),
    WithJsonSchema({"type": "string", "pattern": "^[0-9]{1,19}$", "example": "2251799813686749"}),
]
"""A key as it goes out: a string of digits."""

RequestMoment: TypeAlias = Annotated[
    datetime,
    BeforeValidator(_moment),
    WithJsonSchema({"type": "string", "format": "date-time", "example": "2026-01-31T09:00:00Z"}),
]
Moment: TypeAlias = Annotated[
    datetime,
    PlainSerializer(moment_text),
    WithJsonSchema({"type": "string", "format": "date-time", "example": "2026-01-31T09:00:00Z"}),
]
RequestDay: TypeAlias = Annotated[
    date,
    BeforeValidator(_day),
    WithJsonSchema({"type": "string", "format": "date", "example": "2026-01-31"}),
]
Day: TypeAlias = Annotated[
    date,
    PlainSerializer(date.isoformat),
    WithJsonSchema({"type": "string", "format": "date", "example": "2026-01-31"}),
]
RequestVariables: TypeAlias = Annotated[
    dict[str, object],
    BeforeValidator(_variables),
    WithJsonSchema({"type": "object", "additionalProperties": True, "example": {"applicant": "Ann"}}),
]
Variables: TypeAlias = Annotated[
    dict[str, object],
    WithJsonSchema({"type": "object", "additionalProperties": True, "example": {"applicant": "Ann"}}),
]
Word: TypeAlias = Annotated[str, Field(min_length=1, max_length=LONGEST_WORD)]
"""A name or reference that something can be found by."""
Milliseconds: TypeAlias = Annotated[int, Field(ge=0, le=LONGEST_WAIT_MS)]
SmallNumber: TypeAlias = Annotated[int, Field(ge=0, le=LARGEST_NUMBER)]
TenantId: TypeAlias = Annotated[
    str, BeforeValidator(_tenant), WithJsonSchema({"type": "string", "const": TENANT, "example": TENANT})
]
ActDate: TypeAlias = Annotated[
    RequestDay | None,
    Field(description="The local date on which it was done, where that was before today."),
]


class Schema(BaseModel):
    """A JSON object with the fields that are declared, in camel case; values are never converted."""

    model_config = ConfigDict(alias_generator=to_camel, strict=True, frozen=True)


class Given(Schema):
    """A JSON object that comes in: a field that is not declared is refused."""

    model_config = ConfigDict(extra="forbid")


class Answer(Schema):
    """A JSON object that goes out, made with the names that its fields have in Python."""

    model_config = ConfigDict(
        validate_by_name=True, validate_by_alias=False, json_schema_serialization_defaults_required=True
    )


def showing(example: Mapping[str, Json]) -> ConfigDict:
    """Return the configuration of a schema whose description shows this example."""
    shown = cast(dict[str, JsonValue], {"examples": [dict(example)]})
    return ConfigDict(json_schema_extra=shown)


def as_json(variables: Mapping[str, object]) -> dict[str, Json]:
    """Return variables as the engine takes them; they came through the exact parser."""
    return cast(dict[str, Json], dict(variables))


def content(schema: BaseModel) -> dict[str, Json]:
    """Return an answer as JSON, its fields in camel case."""
    return cast(dict[str, Json], schema.model_dump(by_alias=True))


def answer(schema: BaseModel | Sequence[BaseModel]) -> ExactJson:
    """Return a 200 with this content."""
    if isinstance(schema, BaseModel):
        return ExactJson(content(schema))
    return ExactJson([content(each) for each in schema])
