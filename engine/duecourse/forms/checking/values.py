"""What can be wrong with the value of an input, as sentences without their subject.

No sentence repeats a value: it may be sensitive, and sentences end in logs.
"""

from collections.abc import Iterator
from typing import Final

from duecourse.feel.numbers import number_text
from duecourse.forms.checking.evaluation import Given
from duecourse.forms.checking.moments import wrong_moment
from duecourse.forms.checking.numbers import wrong_number
from duecourse.forms.components import (
    Checkbox,
    Choice,
    DateTimeInput,
    Input,
    NumberInput,
    TextFormat,
    TextInput,
)
from duecourse.forms.patterns import Pattern
from duecourse.forms.vocabulary import ComponentType
from duecourse.model.json import Json

_SHOWN_OPTIONS: Final = 8

# The address of HTML's e-mail input, and the number of ITU-T E.164 with its country code.
_NAME: Final = "[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?"
_FORMATS: Final = {
    TextFormat.EMAIL: (
        Pattern.read(rf"^[a-zA-Z0-9.!#$%&'*+/=?^_`{{|}}~-]+@{_NAME}(?:\.{_NAME})*$"),
        "must be an e-mail address such as name@example.org",
    ),
    TextFormat.PHONE: (
        Pattern.read(r"^(?:\+|00)[1-9]\d{6,14}$"),
        "must be a phone number with its country code, such as +441632960000",
    ),
}


def is_blank(asked: Input, value: Json) -> bool:
    """Tell whether a value is none: null, a text of spaces, an empty list, a box that is not ticked."""
    if isinstance(asked, Checkbox):
        return value is None or value is False
    if isinstance(asked, TextInput):
        return value is None or (isinstance(value, str) and not value.strip())
    if isinstance(asked, Choice) and asked.many:
        return value is None or value == []
    return value is None


def missing(asked: Input) -> str:
    """Say what is wrong with an input that is required and blank."""
    if isinstance(asked, Checkbox):
        return "must be ticked"
    if isinstance(asked, Choice):
        return "must have at least one of the options" if asked.many else "must be one of the options"
    return "must be filled in"


def wrong(asked: Input, value: Json, given: Given) -> Iterator[str]:
    """Yield what is wrong with a value that is not blank.

    Raise FeelEvaluationError if an expression of the form costs too much, or gives no number for a limit.
    """
    if isinstance(asked, TextInput):
        yield from _wrong_text(asked, value, given)
    elif isinstance(asked, NumberInput):
        yield from wrong_number(asked, value, given.limit(asked.minimum), given.limit(asked.maximum))
    elif isinstance(asked, DateTimeInput):
        yield from wrong_moment(asked, value, given.now, given.zone)
    elif isinstance(asked, Choice):
        yield from _wrong_list(asked, value, given) if asked.many else _wrong_choice(asked, value, given)
    elif not isinstance(value, bool):
        yield "must be true or false"


def _wrong_text(asked: TextInput, value: Json, given: Given) -> Iterator[str]:
    if not isinstance(value, str):
        yield "must be text"
        return
    if asked.type is ComponentType.TEXTFIELD and ("\n" in value or "\r" in value):
        yield "must be on one line"
    length = len(value.strip())
    least, most = given.limit(asked.minimum_length), given.limit(asked.maximum_length)
    if least is not None and length < least:
        yield f"must have at least {number_text(least)} characters"
    if most is not None and length > most:
        yield f"must have at most {number_text(most)} characters"
    if asked.pattern is not None and not asked.pattern.is_in(value):
        yield asked.pattern_message or f"must match the pattern {asked.pattern.text}"
    if asked.format is not None:
        pattern, sentence = _FORMATS[asked.format]
        if not pattern.is_in(value):
            yield sentence


def _wrong_choice(asked: Choice, value: Json, given: Given) -> Iterator[str]:
    options = None if asked.custom else given.options(asked)
    if options is not None and value not in options:
        yield f"must be one of the options{_listed(options)}"
    elif not isinstance(value, str) or not value.strip():
        yield "must be a text that is not empty"


def _wrong_list(asked: Choice, value: Json, given: Given) -> Iterator[str]:
    if not isinstance(value, list | tuple) or not all(
        isinstance(each, str) and each.strip() for each in value
    ):
        yield "must be a list of texts"
        return
    if len(set(value)) < len(value):
        yield "must not have the same text twice"
    options = None if asked.custom else given.options(asked)
    if options is not None and not set(value).issubset(options):
        yield f"must have nothing but the options{_listed(options)}"


def _listed(options: tuple[str, ...]) -> str:
    if not options:
        return ", and there are none"
    more = ", …" if len(options) > _SHOWN_OPTIONS else ""
    return f": {', '.join(options[:_SHOWN_OPTIONS])}{more}"
