"""Patterns of text: ``*`` stands for any characters, ``?`` for one, a backslash takes the next as it is."""

import re
from collections.abc import Iterator
from typing import Any, Final

from sqlalchemy import type_coerce

from duecourse.persistence.search.fields import Condition, invalid
from duecourse.persistence.types import Words

MAXIMUM_LENGTH: Final = 256
MAXIMUM_STARS: Final = 8
"""More would let one search keep the database busy."""

_ANY: Final = "*"
_ONE: Final = "?"
_GLOB: Final = {"[": "[[]", "*": "[*]", "?": "[?]"}
_LIKE: Final = {"%": r"\%", "_": r"\_", "\\": r"\\"}


def matches(column: Any, pattern: object, place: str, *, postgresql: bool) -> Condition:
    """Return the condition that a column matches a pattern, with regard to case."""
    if not isinstance(pattern, str) or "\0" in pattern or len(pattern) > MAXIMUM_LENGTH:
        raise invalid(place, f"must be a pattern of at most {MAXIMUM_LENGTH} characters")
    parts = list(_parts(pattern))
    if sum(1 for wild, text in parts if wild and text == _ANY) > MAXIMUM_STARS:
        raise invalid(place, f"must have at most {MAXIMUM_STARS} stars")
    text = type_coerce(column, Words)
    condition: Condition = (
        text.like(_like(parts), escape="\\") if postgresql else text.op("GLOB")(_glob(parts))
    )
    return condition


def _parts(pattern: str) -> Iterator[tuple[bool, str]]:
    """Yield each character, and whether it is a wildcard; stars side by side are one."""
    for part in re.findall(r"\\.|\*+|.|\\$", pattern, re.DOTALL):
        if part.startswith(_ANY):
            yield True, _ANY
        elif part == _ONE:
            yield True, _ONE
        else:
            yield False, part[-1]


def _like(parts: list[tuple[bool, str]]) -> str:
    wildcards = {_ANY: "%", _ONE: "_"}
    return "".join(wildcards[text] if wild else _LIKE.get(text, text) for wild, text in parts)


def _glob(parts: list[tuple[bool, str]]) -> str:
    return "".join(text if wild else _GLOB.get(text, text) for wild, text in parts)
