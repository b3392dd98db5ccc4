"""Regular expressions in linear time.

FEEL takes those of XPath (DMN 1.5, table 76). An expression that cannot run in linear time, since it holds
a backreference, gives null.
"""

from collections.abc import Callable, Iterator
from functools import lru_cache
from typing import Final, Protocol, cast

import re2

from duecourse.feel.functions.builtin import NoResult
from duecourse.feel.functions.xpath_patterns import translate

MAXIMUM_PATTERN: Final = 2_000
_MEMORY: Final = 4 << 20
_FLAGS: Final = frozenset("smixq")


class Match(Protocol):
    """What is used of RE2's match."""

    def start(self) -> int:
        """Return where it starts."""

    def end(self) -> int:
        """Return where it ends."""

    def group(self, index: int) -> str | None:
        """Return the text of a group."""


class Pattern(Protocol):
    """What is used of RE2's compiled expression."""

    groups: int

    def search(self, text: str) -> Match | None:
        """Find the first match."""

    def finditer(self, text: str) -> Iterator[Match]:
        """Find all matches that do not overlap."""


# RE2 has no type stubs.
_compile: Final = cast(Callable[..., Pattern], re2.compile)


@lru_cache(maxsize=256)
def pattern(text: str, flags: str) -> Pattern:
    """Return a compiled expression; raise NoResult if it is none, or too large."""
    if len(text) > MAXIMUM_PATTERN:
        raise NoResult(f"the pattern has more than {MAXIMUM_PATTERN} characters")
    if not _FLAGS.issuperset(flags):
        raise NoResult(f"flags are some of s, m, i, x and q, not {flags!r}")
    options = re2.Options()
    options.log_errors = False
    options.max_mem = _MEMORY
    options.literal = "q" in flags
    options.case_sensitive = "i" not in flags
    try:
        return _compile(_body(text, flags), options=options)
    except re2.error as error:
        raise NoResult(f"{text!r} is not a regular expression that runs in linear time") from error


def _body(text: str, flags: str) -> str:
    if "q" in flags:
        return text
    body = _without_space(text) if "x" in flags else text
    inline = "".join(flag for flag in "sm" if flag in flags)
    body = translate(body, dot_all="s" in flags, ignore_case="i" in flags)
    return f"(?{inline}){body}" if inline else body


def _without_space(text: str) -> str:
    result, in_class = "", 0
    for index, character in enumerate(text):
        if in_class or character not in " \t\r\n":
            result += character
        if index and text[index - 1] == "\\":
            continue
        in_class = max(0, in_class + (character == "[") - (character == "]"))
    return result
