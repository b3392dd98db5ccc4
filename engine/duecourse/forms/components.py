"""The typed model of a form's components, as read from a form-js schema."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import TypeAlias

from duecourse.feel import Expression
from duecourse.forms.patterns import Pattern
from duecourse.forms.texts import NO_TEXT, Text
from duecourse.forms.vocabulary import ComponentType
from duecourse.model.json import Json

Bound: TypeAlias = Decimal | Expression | None
"""A limit: a number, FEEL that gives one, or none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """What every component has.

    ``hide`` is the condition under which it is hidden. ``row`` and ``columns`` are its place on a page: what
    has the same row stands side by side. ``properties`` are those custom properties that are not ours.
    """

    type: ComponentType
    id: str = ""
    label: Text = NO_TEXT
    hide: Expression | None = None
    row: str | None = None
    columns: int | None = None
    properties: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Input(Component):
    """What every input has; ``key`` names the variable, ``default`` is what is shown where it has no value.

    A disabled input is shown and never given; a read-only one is given back as it was shown. ``sensitive``
    keeps the value from searches, ``searchable`` offers it to them.
    """

    key: str
    description: Text = NO_TEXT
    required: bool = False
    disabled: bool = False
    readonly: bool | Expression = False
    default: Json = None
    sensitive: bool = False
    searchable: bool = False


class TextFormat(StrEnum):
    """The formats of text that form-js knows by name."""

    EMAIL = "email"
    PHONE = "phone"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextInput(Input):
    """A text of one line (textfield) or several (textarea)."""

    minimum_length: Bound = None
    maximum_length: Bound = None
    pattern: Pattern | None = None
    pattern_message: str = ""
    format: TextFormat | None = None
    prefix: Text = NO_TEXT
    suffix: Text = NO_TEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberInput(Input):
    """A number; ``as_text`` gives it as text, so that no program rounds it."""

    minimum: Bound = None
    maximum: Bound = None
    decimal_digits: int | None = None
    increment: Decimal | None = None
    as_text: bool = False
    prefix: Text = NO_TEXT
    suffix: Text = NO_TEXT


class Moment(StrEnum):
    """What a datetime asks for."""

    DATE = "date"
    TIME = "time"
    DATETIME = "datetime"


class ZoneFormat(StrEnum):
    """How a time says its zone: by its offset, by being in UTC, or not at all."""

    OFFSET = "utc_offset"
    UTC = "utc_normalized"
    NONE = "no_timezone"


@dataclass(frozen=True, slots=True, kw_only=True)
class DateTimeInput(Input):
    """A date, a time of day, or both; a page offers times in steps of ``time_interval`` minutes."""

    moment: Moment = Moment.DATE
    zone: ZoneFormat = ZoneFormat.NONE
    date_label: Text = NO_TEXT
    time_label: Text = NO_TEXT
    use_24_hours: bool = False
    time_interval: int = 15
    not_in_the_past: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkbox(Input):
    """A box to tick: true or false. If it is required it must be ticked."""


@dataclass(frozen=True, slots=True)
class Option:
    """One of the values to choose from, and what is shown for it."""

    label: Text
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice(Input):
    """One of several options (radio, select), or some of them (checklist, taglist).

    The options are written in the form, or ``options_from`` says where they come from: the variable of that
    name, or FEEL. ``custom`` accepts texts that are none of the options.
    """

    options: tuple[Option, ...] = ()
    options_from: str | Expression | None = None
    custom: bool = False
    filtered: bool = False

    @property
    def many(self) -> bool:
        """Tell whether the value is a list."""
        return self.type in (ComponentType.CHECKLIST, ComponentType.TAGLIST)


@dataclass(frozen=True, slots=True, kw_only=True)
class ExpressionField(Component):
    """A value that conditions and texts of the form may use; it is computed, never given, and not stored."""

    key: str
    expression: Expression
    on_submission: bool = False


class Alignment(StrEnum):
    """Where components stand that are lower than others of their row."""

    TOP = "start"
    MIDDLE = "center"
    BOTTOM = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group(Component):
    """Components shown together; with a ``path`` their values are in an object of that name."""

    components: tuple[Component, ...] = ()
    path: str | None = None
    outlined: bool = True
    alignment: Alignment = Alignment.TOP


@dataclass(frozen=True, slots=True, kw_only=True)
class DynamicList(Component):
    """Components that are repeated; their values are a list of objects, named ``path``.

    ``repetitions`` is how many rows are shown where there are none; with ``fixed`` none is added or removed.
    ``expanded`` is how many rows are shown before the others are folded away, None for all.
    """

    components: tuple[Component, ...]
    path: str
    repetitions: int = 1
    fixed: bool = False
    expanded: int | None = None
    outlined: bool = True
    alignment: Alignment = Alignment.TOP
