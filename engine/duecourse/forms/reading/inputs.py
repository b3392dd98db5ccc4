"""Reading the components that ask for a value."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from enum import StrEnum
from typing import Final, TypeAlias

from duecourse.feel import Expression
from duecourse.feel.numbers import number_text
from duecourse.forms.checking.evaluation import NOTHING_GIVEN
from duecourse.forms.checking.numbers import decimal_of
from duecourse.forms.checking.values import is_blank, wrong
from duecourse.forms.components import (
    Bound,
    Checkbox,
    Choice,
    DateTimeInput,
    ExpressionField,
    Input,
    Moment,
    NumberInput,
    Option,
    TextFormat,
    TextInput,
    ZoneFormat,
)
from duecourse.forms.naming import wrong_name
from duecourse.forms.patterns import Pattern, PatternError
from duecourse.forms.reading.component import Common, common, own_property
from duecourse.forms.reading.source import Source
from duecourse.forms.texts import Text
from duecourse.forms.vocabulary import CHOICES, CUSTOM, SEARCHABLE, SENSITIVE, VALIDATIONS, ComponentType
from duecourse.model.json import Json

_LONGEST: Final = 1_000_000
_MOST_DIGITS: Final = 100


class ComputeOn(StrEnum):
    """When a page computes a value anew; here it is always computed from all values."""

    CHANGE = "change"
    PRESUBMIT = "presubmit"


class InputCommon(Common):
    """The fields of ``Input``."""

    key: str
    description: Text
    required: bool
    disabled: bool
    readonly: bool | Expression
    sensitive: bool
    searchable: bool


_Build: TypeAlias = Callable[[Source, InputCommon, Source], Input]


def name_of(source: Source, property_name: str) -> str:
    """Return the name under which values are given: a ``key`` or ``path``; "" where it is missing."""
    name = source.text(property_name)
    if not name:
        source.refuse(f"{property_name} is missing")
        return ""
    reason = wrong_name(name)
    if reason is not None:
        source.refuse(f"{property_name} {reason}")
    return name


def read_expression_field(source: Source, kind: ComponentType) -> ExpressionField | None:
    """Read a computed value; None if it has no name or expression."""
    key, expression = name_of(source, "key"), source.expression("expression", needed=True)
    shared, computed_on = common(source, kind), source.word("computeOn", ComputeOn.CHANGE)
    if not key or expression is None:
        return None
    return ExpressionField(
        **shared, key=key, expression=expression, on_submission=computed_on is ComputeOn.PRESUBMIT
    )


def read_input(source: Source, kind: ComponentType) -> Input | None:
    """Read an input; None if it has no name."""
    validate = source.part("validate", VALIDATIONS.get(kind, "required"))
    shared = InputCommon(
        **common(source, kind),
        key=name_of(source, "key"),
        description=source.shown("description"),
        required=validate.flag("required"),
        disabled=source.flag("disabled"),
        readonly=source.condition("readonly"),
        sensitive=own_property(source, SENSITIVE),
        searchable=own_property(source, SEARCHABLE),
    )
    built = _BUILDERS[kind](source, shared, validate)
    return _with_default(built, source) if built.key else None


def _with_default(asked: Input, source: Source) -> Input:
    default = _default(asked, source.values.get("defaultValue"))
    if is_blank(asked, default) or default == "":
        return asked
    for sentence in wrong(asked, default, NOTHING_GIVEN):
        source.refuse(f"defaultValue {sentence}")
    return replace(asked, default=default)


def _default(asked: Input, default: Json) -> Json:
    """Return a default as a value is given: form-js writes that of a number as text or as a number."""
    if not isinstance(asked, NumberInput) or isinstance(default, str) is asked.as_text:
        return default
    number = decimal_of(default)
    if number is None:
        return default
    return number_text(number) if asked.as_text else number


def _text(source: Source, shared: InputCommon, validate: Source) -> Input:
    appearance = source.part("appearance", "prefixAdorner suffixAdorner")
    least, most = _length(validate, "minLength"), _length(validate, "maxLength")
    _in_order(validate, "minLength", least, "maxLength", most)
    return TextInput(
        **shared,
        minimum_length=least,
        maximum_length=most,
        pattern=_pattern(validate),
        pattern_message=validate.text("patternErrorMessage"),
        format=_format(validate),
        prefix=appearance.shown("prefixAdorner"),
        suffix=appearance.shown("suffixAdorner"),
    )


def _length(validate: Source, name: str) -> Bound:
    found = validate.bound(name)
    if isinstance(found, Decimal) and not (0 <= found <= _LONGEST and found == int(found)):
        validate.refuse(f"{validate.within}{name} must be a whole number from 0 to {_LONGEST}")
    return found


def _pattern(validate: Source) -> Pattern | None:
    text = validate.text("pattern")
    if not text:
        return None
    try:
        return Pattern.read(text)
    except PatternError as error:
        validate.refuse(f"{validate.within}pattern {error}")
        return None


def _format(validate: Source) -> TextFormat | None:
    # "custom" says that there is a pattern.
    if validate.values.get("validationType") == "custom":
        return None
    return validate.one_of("validationType", list(TextFormat))


def _number(source: Source, shared: InputCommon, validate: Source) -> Input:
    appearance = source.part("appearance", "prefixAdorner suffixAdorner")
    least, most = validate.bound("min"), validate.bound("max")
    _in_order(validate, "min", least, "max", most)
    increment = source.number("increment")
    if increment is not None and increment <= 0:
        source.refuse("increment must be more than 0")
    return NumberInput(
        **shared,
        minimum=least,
        maximum=most,
        decimal_digits=source.whole("decimalDigits", 0, _MOST_DIGITS),
        increment=increment if increment is not None and increment > 0 else None,
        as_text=source.flag("serializeToString"),
        prefix=appearance.shown("prefixAdorner"),
        suffix=appearance.shown("suffixAdorner"),
    )


def _in_order(validate: Source, lower: str, least: Bound, upper: str, most: Bound) -> None:
    if isinstance(least, Decimal) and isinstance(most, Decimal) and least > most:
        validate.refuse(f"{validate.within}{lower} is greater than {upper}")


def _date_time(source: Source, shared: InputCommon, _: Source) -> Input:
    return DateTimeInput(
        **shared,
        moment=source.word("subtype", Moment.DATE),
        zone=source.word("timeSerializingFormat", ZoneFormat.NONE),
        date_label=source.shown("dateLabel"),
        time_label=source.shown("timeLabel"),
        use_24_hours=source.flag("use24h"),
        time_interval=source.whole("timeInterval", 1, 60) or 15,
        not_in_the_past=source.flag("disallowPassedDates"),
    )


def _checkbox(_: Source, shared: InputCommon, __: Source) -> Input:
    return Checkbox(**shared)


def _choice(source: Source, shared: InputCommon, _: Source) -> Input:
    given = [
        name for name in ("values", "valuesKey", "valuesExpression") if source.values.get(name) is not None
    ]
    if len(given) > 1:
        source.refuse(f"has several sources of options: {', '.join(given)}")
    if not given:
        source.refuse("has no options: values, valuesKey and valuesExpression are missing")
    return Choice(
        **shared,
        options=_options(source) if "values" in given else (),
        options_from=_options_from(source, given),
        custom=own_property(source, CUSTOM),
        filtered=source.flag("searchable"),
    )


def _options_from(source: Source, given: list[str]) -> str | Expression | None:
    if "valuesKey" in given:
        return name_of(source, "valuesKey")
    return source.expression("valuesExpression", needed=True) if "valuesExpression" in given else None


def _options(source: Source) -> tuple[Option, ...]:
    found: dict[str, Option] = {}
    for part in source.parts("values", "label value"):
        value = part.text("value")
        if not value.strip():
            part.refuse(f"{part.within}value must be text that is not empty")
        elif value in found:
            part.refuse(f"{part.within}value is the value of another option too")
        label = part.shown("label")
        found[value] = Option(label if label.raw else Text(value, (value,)), value)
    if not found and isinstance(source.values.get("values"), list):
        source.refuse("has no options: values is empty")
    return tuple(found.values())


_BUILDERS: Final[dict[ComponentType, _Build]] = {
    ComponentType.TEXTFIELD: _text,
    ComponentType.TEXTAREA: _text,
    ComponentType.NUMBER: _number,
    ComponentType.DATETIME: _date_time,
    ComponentType.CHECKBOX: _checkbox,
    **dict.fromkeys(CHOICES, _choice),
}
