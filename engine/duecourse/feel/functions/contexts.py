"""Functions on contexts (DMN 1.5, 10.3.4.10 and 10.3.4.11)."""

from typing import Final

from duecourse.feel.functions.builtin import Builtin, NoResult, builtin, table
from duecourse.feel.state import State


def _get_value(_: State, context: dict[str, object], key: object) -> object:
    if isinstance(key, str):
        if key not in context:
            raise NoResult(f"the context has no entry {key}")
        return context[key]
    if isinstance(key, list) and key:
        value: object = context
        for part in key:
            value = value.get(part) if isinstance(value, dict) and isinstance(part, str) else None
        return value
    raise NoResult("key must be a string or a list of strings")


def _get_entries(state: State, context: dict[str, object]) -> list[object]:
    state.charge_items(len(context) * 8)
    return [{"key": key, "value": value} for key, value in context.items()]


def _context(state: State, entries: list[object]) -> dict[str, object]:
    state.charge_items(len(entries))
    result: dict[str, object] = {}
    for entry in entries:
        key = entry.get("key") if isinstance(entry, dict) else None
        if not isinstance(entry, dict) or not isinstance(key, str) or "value" not in entry:
            raise NoResult("every entry must be a context of a key (a string) and a value")
        if key in result:
            raise NoResult(f"the key {key} is repeated")
        result[key] = entry["value"]
    return result


def _context_put(state: State, context: dict[str, object], key: str, value: object) -> dict[str, object]:
    state.charge_items(len(context) + 1)
    return {**context, key: value}


def _context_put_path(
    state: State, context: dict[str, object], keys: list[object], value: object
) -> dict[str, object]:
    if not keys or not isinstance(keys[0], str):
        raise NoResult("keys must be strings")
    state.enter()
    try:
        key = keys[0]
        if len(keys) == 1:
            return _context_put(state, context, key, value)
        inner = context.get(key)
        if not isinstance(inner, dict):
            raise NoResult(f"the entry {key} is no context")
        return _context_put(state, context, key, _context_put_path(state, inner, keys[1:], value))
    finally:
        state.leave()


def _context_merge(state: State, contexts: list[object]) -> dict[str, object]:
    result: dict[str, object] = {}
    for context in contexts:
        if not isinstance(context, dict):
            raise NoResult("every item must be a context")
        state.charge_items(len(result) + len(context))
        result.update(context)
    return result


FUNCTIONS: Final[dict[str, Builtin]] = table(
    builtin("get value", _get_value, "m: context, key: any"),
    builtin("get entries", _get_entries, "m: context"),
    builtin("context", _context, "entries: list"),
    Builtin(
        "context put",
        (
            *builtin("", _context_put, "context: context, key: string, value: any").overloads,
            *builtin("", _context_put_path, "context: context, keys: list, value: any").overloads,
        ),
    ),
    builtin("context merge", _context_merge, "contexts: list"),
)
