"""Tokens of FEEL (DMN 1.5, 10.3.1.2, rules 27 to 35)."""

import re
from enum import StrEnum
from typing import Final, NamedTuple

from duecourse.feel.errors import FeelSyntaxError

_START: Final = (
    r"?A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D"
    r"\u2070-\u218F\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_PART: Final = rf"{_START}0-9\u00B7\u0300-\u036F\u203F-\u2040"
_SPACE: Final = (
    r"[\s\u0085\u00A0\u1680\u180E\u2000-\u200B\u2028\u2029\u202F\u205F\u3000\uFEFF]+"
    r"|//[^\r\n]*|/\*(?:[^*]|\*(?!/))*\*/"
)


class Kind(StrEnum):
    """What a token is."""

    NAME = "a name"
    NUMBER = "a number"
    STRING = "a string"
    TEMPORAL = "an at-literal"
    SYMBOL = "a symbol"
    END = "the end of the expression"


class Token(NamedTuple):
    """A token with its place: `text[position:end]`."""

    kind: Kind
    text: str
    position: int
    end: int


_TOKEN: Final = re.compile(
    rf"(?P<space>{_SPACE})"
    r"|(?P<NUMBER>(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?)"
    rf"|(?P<NAME>[{_START}][{_PART}]*)"
    r'|(?P<STRING>"[^"\\]*(?:\\.[^"\\]*)*")'
    r'|(?P<TEMPORAL>@\s*"[^"\\]*(?:\\.[^"\\]*)*")'
    r"|(?P<SYMBOL>\*\*|\.\.|->|<=|>=|!=|[-+*/=<>()\[\]{},.:'])",
    re.ASCII | re.DOTALL,
)
_KINDS: Final = dict(Kind.__members__)
_ESCAPE: Final = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_ESCAPED: Final = {
    "n": "\n",
    "r": "\r",
    "t": "\t",
    "b": "\b",
    "f": "\f",
    '"': '"',
    "'": "'",
    "\\": "\\",
    "/": "/",
}


def tokens(text: str) -> list[Token]:
    """Return the tokens of a text, an END last; raise FeelSyntaxError at a character that starts none."""
    result: list[Token] = []
    position, end = 0, len(text)
    while position < end:
        match = _TOKEN.match(text, position)
        if match is None:
            raise FeelSyntaxError(text, position, _expected(text[position]))
        start, position = position, match.end()
        kind = _KINDS.get(match.lastgroup or "")
        if kind is not None:
            result.append(Token(kind, match[0], start, position))
    result.append(Token(Kind.END, "", position, position))
    return result


def _expected(character: str) -> str:
    if character == '"':
        return "a closing quote for this string"
    if character == "@":
        return 'a text after @, as in @"2010-08-31"'
    return "an expression"


def unquote(token: Token, text: str) -> str:
    """Return what a string token stands for; raise FeelSyntaxError at an unknown escape."""
    body = token.text
    if "\\" not in body:
        return body[1:-1]

    def replace(match: re.Match[str]) -> str:
        escape = match[1]
        if escape[0] in "uU" and len(escape) > 1 and int(escape[1:], 16) <= 0x10FFFF:
            return chr(int(escape[1:], 16))
        if escape not in _ESCAPED:
            # Not an escape of FEEL: the text stays as it is, as in a regular expression's `\d`.
            return match[0]
        return _ESCAPED[escape]

    result = _ESCAPE.sub(replace, body[1:-1])
    try:
        return result.encode("utf-16", "surrogatepass").decode("utf-16")
    except UnicodeDecodeError as error:
        raise FeelSyntaxError(text, token.position, "a string of whole characters") from error
