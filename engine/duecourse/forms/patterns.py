"""Patterns of text fields: the regular expressions of JavaScript, run in linear time.

A page of form-js checks a pattern by JavaScript, we by RE2, and both must say the same. So what the two read
differently is translated, and what RE2 cannot do (backreferences, looking ahead or behind) is refused.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final, Protocol, cast

import re2

MAXIMUM_PATTERN: Final = 2_000
_MEMORY: Final = 4 << 20
_LAST: Final = 0x10FFFF
_SPACES: Final = (
    *((0x9, 0xD), (0x20, 0x20), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A)),
    *((0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF)),
)
_SAME: Final = frozenset("dDwWtnrfv")
_PLACES: Final = frozenset({"^", "$", "\\b", "\\B"})
_REPEATED: Final = re.compile(r"[*+?]|\{\d+(?:,\d*)?\}", re.ASCII)
_ANY: Final = "[^\\n\\r\\x{2028}\\x{2029}]"


class PatternError(ValueError):
    """The text is no pattern that can be used; the message says why."""


class Compiled(Protocol):
    """What is used of RE2's compiled expression."""

    def search(self, text: str) -> object:
        """Find the first match; None if there is none."""


# RE2 has no type stubs.
_compile: Final = cast(Callable[..., Compiled], re2.compile)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern as the form has it, compiled; it may be shared between threads."""

    text: str
    compiled: Compiled = field(repr=False, compare=False)

    @classmethod
    def read(cls, text: str) -> "Pattern":
        """Read a pattern; raise PatternError, saying why, if it cannot be used."""
        if len(text) > MAXIMUM_PATTERN:
            raise PatternError(f"has more than {MAXIMUM_PATTERN} characters")
        options = re2.Options()
        options.log_errors = False
        options.max_mem = _MEMORY
        try:
            return cls(text, _compile(_Translation(text).whole(), options=options))
        except (re2.error, UnicodeEncodeError) as error:
            raise PatternError("is not a regular expression that runs in linear time") from error

    def is_in(self, value: str) -> bool:
        """Tell whether a text has the pattern anywhere in it, as JavaScript's ``test`` does."""
        try:
            return self.compiled.search(value) is not None
        except UnicodeEncodeError:  # half a surrogate pair is no character
            return False


@dataclass(slots=True)
class _Translation:
    text: str
    at: int = 0

    def whole(self) -> str:
        result = []
        while self.at < len(self.text):
            result.append(self._next())
        return "".join(result)

    def _take(self) -> str:
        self.at += 1
        return self.text[self.at - 1]

    def _next(self) -> str:
        character = self._take()
        if character == "\\":
            return self._asserted(self._escape(in_class=False))
        if character == "[":
            return self._class()
        if character == ".":
            return _ANY
        if character == "(" and self.text.startswith("?", self.at):
            self._refuse_special_group()
        return self._asserted(character)

    def _asserted(self, piece: str) -> str:
        """Refuse to repeat what matches a place and no character, as JavaScript does."""
        if piece in _PLACES and _REPEATED.match(self.text, self.at):
            raise PatternError(f"repeats {piece}, which is a place and no character")
        return piece

    def _refuse_special_group(self) -> None:
        following = self.text[self.at + 1 : self.at + 3]
        if following.startswith(":"):
            return
        if following.startswith("<") and following[1:] not in ("=", "!"):
            return
        raise PatternError("has a group that looks ahead, looks behind, or sets options")

    def _class(self) -> str:
        start = "[^" if self.text.startswith("^", self.at) else "["
        self.at += len(start) - 1
        parts: list[str] = []
        while self.at < len(self.text):
            character = self._take()
            if character == "]":
                if not parts:
                    raise PatternError("has an empty class of characters")
                return f"{start}{''.join(parts)}]"
            if character == "\\":
                parts.append(self._escape(in_class=True))
            else:
                parts.append("\\[" if character == "[" else character)
        raise PatternError("has a class of characters without an end")

    def _escape(self, *, in_class: bool) -> str:
        if self.at >= len(self.text):
            raise PatternError("ends in a backslash")
        character = self._take()
        if character in _SAME or (character in "bB" and not in_class):
            return f"\\{character}"
        if character in "sS":
            body = _spans(_SPACES if character == "s" else _complement(_SPACES))
            return body if in_class else f"[{body}]"
        if character in "xu":
            return self._code(2 if character == "x" else 4)
        if character == "b":
            return "\\x{8}"
        if character.isascii() and character.isalnum():
            raise PatternError(f"has the escape \\{character}, which is not understood")
        return f"\\{character}" if character.isascii() else character

    def _code(self, digits: int) -> str:
        code = self.text[self.at : self.at + digits]
        self.at += digits
        if len(code) < digits or not all(digit in "0123456789abcdefABCDEF" for digit in code):
            raise PatternError(f"has an escape that lacks {digits} hexadecimal digits")
        return f"\\x{{{code}}}"


def _spans(spans: tuple[tuple[int, int], ...]) -> str:
    return "".join(f"\\x{{{low:x}}}-\\x{{{high:x}}}" for low, high in spans)


def _complement(spans: tuple[tuple[int, int], ...]) -> tuple[tuple[int, int], ...]:
    starts = (0, *(high + 1 for _, high in spans))
    ends = (*(low - 1 for low, _ in spans), _LAST)
    return tuple(zip(starts, ends, strict=True))
