"""The text of a value, as `string()` gives it (DMN 1.5, 10.3.4.1)."""

from decimal import Decimal

from duecourse.feel.numbers import number_text
from duecourse.feel.state import State
from duecourse.feel.values import Function, Range


def text_of(state: State, value: object, quoted: bool = False) -> str:
    """Return the text of a value; strings inside lists and contexts are `quoted`.

    Raise FeelEvaluationError when it grows beyond the limits.
    """
    state.enter()
    try:
        text = _text(state, value, quoted)
        state.charge_text(len(text))
        return text
    finally:
        state.leave()


def _text(state: State, value: object, quoted: bool) -> str:
    if isinstance(value, str):
        return _quote(value) if quoted else value
    if isinstance(value, list):
        return f"[{', '.join(text_of(state, item, True) for item in value)}]"
    if isinstance(value, dict):
        return f"{{{', '.join(f'{_key(key)}: {text_of(state, item, True)}' for key, item in value.items())}}}"
    if isinstance(value, Range):
        return _range(state, value)
    return _atom(value)


def _atom(value: object) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Function):
        return f"function({', '.join(value.parameters)})"
    return str(value)


def _quote(value: str) -> str:
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _key(key: str) -> str:
    return key if key.replace(" ", "").replace("_", "").isalnum() else _quote(key)


def _range(state: State, value: Range) -> str:
    start, end = (text_of(state, part, True) for part in (value.start, value.end))
    if value.operator:
        return f"({value.operator} {end if value.operator in ('<', '<=') else start})"
    return f"{'[' if value.start_included else '('}{start}..{end}{']' if value.end_included else ')'}"
