"""Functions on strings (DMN 1.5, 10.3.4.3)."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.functions.regular_expressions import Match, Pattern, pattern
from duecourse.feel.state import State


def _substring(_: State, text: str, start: Decimal, length: Decimal | None) -> str:
    position = int(start)
    first = position - 1 if position > 0 else len(text) + position
    if position == 0 or not 0 <= first < max(len(text), 1):
        raise NoResult(f"there is no position {position} in a string of {len(text)}")
    if length is None:
        return text[first:]
    if length < 0:
        raise NoResult("the length is negative")
    return text[first : first + int(min(length, Decimal(len(text))))]


def _substring_before(_: State, text: str, match: str) -> str:
    before, found, _after = text.partition(match) if match else ("", "", "")
    return before if found else ""


def _substring_after(_: State, text: str, match: str) -> str:
    return text.partition(match)[2] if match else text


def _case(state: State, text: str, upper: bool) -> str:
    state.charge_text(len(text) * 3)
    return text.upper() if upper else text.lower()


def _searched(state: State, text: str, expression: str, flags: str | None) -> Pattern:
    state.charge(1 + len(expression) + len(text) // 8)
    if any("\ud800" <= character <= "\udfff" for character in text):
        raise NoResult("the string holds half a surrogate pair")
    return pattern(expression, flags or "")


def _matches(state: State, text: str, expression: str, flags: str | None) -> bool:
    return _searched(state, text, expression, flags).search(text) is not None


def _found(state: State, compiled: Pattern, text: str) -> Iterator[Match]:
    for match in compiled.finditer(text):
        # A search may read all that is left of the text.
        state.charge(1 + (len(text) - match.start()) // 512)
        yield match


def _replace(state: State, text: str, expression: str, replacement: str, flags: str | None) -> str:
    compiled = _searched(state, text, expression, flags)
    if compiled.search("") is not None and "q" not in (flags or ""):
        raise NoResult("the pattern matches the empty string")
    parts: list[str] = []
    position = length = 0
    for match in _found(state, compiled, text):
        new = replacement if "q" in (flags or "") else _expanded(replacement, match, compiled.groups)
        parts += (text[position : match.start()], new)
        length += len(new)
        state.charge_text(length)
        position = match.end()
    parts.append(text[position:])
    state.charge_text(length + len(text))
    return "".join(parts)


def _expanded(replacement: str, match: Match, groups: int) -> str:
    result = ""
    index = 0
    while index < len(replacement):
        character = replacement[index]
        index += 1
        if character == "\\":
            if replacement[index : index + 1] not in ("\\", "$"):
                raise NoResult("the replacement has a backslash that escapes nothing")
            result += replacement[index]
            index += 1
        elif character == "$":
            group, index = _group(replacement, index, groups)
            result += (match.group(group) or "") if group <= groups else ""
        else:
            result += character
    return result


def _group(replacement: str, index: int, groups: int) -> tuple[int, int]:
    """Read a group's number: as many digits as still name a group (XPath functions, 5.6.4)."""
    if replacement[index : index + 1] not in tuple("0123456789"):
        raise NoResult("the replacement has a `$` without a number")
    number = int(replacement[index])
    index += 1
    while (
        replacement[index : index + 1] in tuple("0123456789")
        and number * 10 + int(replacement[index]) <= groups
    ):
        number = number * 10 + int(replacement[index])
        index += 1
    return number, index


def _split(state: State, text: str, delimiter: str) -> list[str]:
    compiled = _searched(state, text, delimiter, None)
    parts: list[str] = []
    position = 0
    for match in _found(state, compiled, text):
        if match.end() == match.start():
            raise NoResult("the delimiter matches the empty string")
        parts.append(text[position : match.start()])
        position = match.end()
    state.charge_items(len(parts))
    return [*parts, text[position:]]


def _string_join(state: State, items: list[object], delimiter: str | None) -> str:
    texts = [item for item in items if item is not None]
    strings = [item for item in texts if isinstance(item, str)]
    if len(strings) < len(texts):
        raise NoResult("the list has items that are no strings")
    state.charge_text(sum(map(len, strings)) + len(strings) * len(delimiter or ""))
    return (delimiter or "").join(strings)


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin("substring", _substring, "string: string, start position: number, length: number?"),
    builtin("string length", lambda _, text: Decimal(len(text)), "string: string"),
    builtin("upper case", lambda state, text: _case(state, text, True), "string: string"),
    builtin("lower case", lambda state, text: _case(state, text, False), "string: string"),
    builtin("substring before", _substring_before, "string: string, match: string"),
    builtin("substring after", _substring_after, "string: string, match: string"),
    builtin("replace", _replace, "input: string, pattern: string, replacement: string, flags: string?"),
    builtin("contains", lambda _, text, match: match in text, "string: string, match: string"),
    builtin("starts with", lambda _, text, match: text.startswith(match), "string: string, match: string"),
    builtin("ends with", lambda _, text, match: text.endswith(match), "string: string, match: string"),
    builtin("matches", _matches, "input: string, pattern: string, flags: string?"),
    builtin("split", _split, "string: string, delimiter: string"),
    builtin("string join", _string_join, "list: list, delimiter: string?"),
)
