"""Canonical JSON: the one text of a value, with exact numbers."""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import ClassVar, Final, NoReturn

import simplejson

from duecourse.errors import DuecourseError

Json = None | bool | int | Decimal | str | Sequence["Json"] | Mapping[str, "Json"]

MAXIMUM_DEPTH: Final = 200


class JsonError(DuecourseError):
    """The value is not JSON as it is kept here."""

    status: ClassVar[int] = 400
    kind: ClassVar[str] = "json"


def dumps(value: object) -> str:
    """Return the canonical text: sorted keys, no spaces, decimals exact, no escape that is not needed.

    A float is written as its shortest decimal. Raise JsonError for NaN, infinities, -0, keys that are no
    strings, values of other types, half surrogate pairs, and nesting beyond 200 levels.
    """
    checked = _checked(value, MAXIMUM_DEPTH)
    try:
        text = simplejson.dumps(
            checked, use_decimal=True, sort_keys=True, separators=(",", ":"), ensure_ascii=False
        )
        text.encode()
    except UnicodeEncodeError as error:
        raise JsonError("a string holds half a surrogate pair") from error
    except ValueError as error:
        raise JsonError("a number has too many digits") from error
    return text


def loads(text: str | bytes) -> Json:
    """Return the value of a JSON text: int for integers, Decimal for other numbers.

    Raise JsonError for what is not JSON (NaN and infinities included), -0, a repeated key, half surrogate
    pairs, and nesting beyond 200 levels.
    """
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
        value = simplejson.loads(
            decoded,
            parse_int=_integer,
            parse_float=_decimal,
            parse_constant=_constant,
            object_pairs_hook=_object,
        )
        decoded.encode()
    except UnicodeError as error:
        raise JsonError("the text is not UTF-8") from error
    except simplejson.JSONDecodeError as error:
        raise JsonError(f"{error.msg} at line {error.lineno}, column {error.colno}") from error
    except ValueError as error:
        raise JsonError("a number has too many digits") from error
    except RecursionError as error:
        raise JsonError(f"more than {MAXIMUM_DEPTH} levels of nesting") from error
    return _checked(value, MAXIMUM_DEPTH)


def _checked(value: object, depth: int) -> Json:
    if value is None or isinstance(value, bool | int):
        return value
    if isinstance(value, str):
        return _text(value)
    if isinstance(value, Decimal | float):
        return _number(value)
    if not depth:
        raise JsonError(f"more than {MAXIMUM_DEPTH} levels of nesting")
    if isinstance(value, Mapping):
        return {_key(key): _checked(item, depth - 1) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_checked(item, depth - 1) for item in value]
    raise JsonError(f"a {type(value).__name__} is not JSON")


def _number(value: Decimal | float) -> Decimal:
    number = Decimal(repr(value)) if isinstance(value, float) else value
    if not number.is_finite() or (not number and number.is_signed()):
        raise JsonError(f"{number} is not a JSON number that is kept")
    return number


def _text(value: str) -> str:
    if any("\ud800" <= character <= "\udfff" for character in value):
        raise JsonError("a string holds half a surrogate pair")
    return value


def _key(key: object) -> str:
    if not isinstance(key, str):
        raise JsonError(f"the key {key!r} is not a string")
    return _text(key)


def _integer(text: str) -> int:
    if text == "-0":
        raise JsonError("-0 is not a JSON number that is kept")
    return int(text)


def _decimal(text: str) -> Decimal:
    return _number(Decimal(text))


def _constant(name: str) -> NoReturn:
    raise JsonError(f"{name} is not JSON")


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in keys if keys.count(key) > 1)
        raise JsonError(f"the key {repeated!r} is repeated")
    return found
