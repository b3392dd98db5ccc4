import pytest

from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        'get value({a: 1}, "a") => 1',
        'get value({a: {b: 2}}, ["a", "b"]) => 2',
        'get entries({a: 1}) => [{key: "a", value: 1}]',
        'context([{key: "a", value: 1}]) => {a: 1}',
        'context put({a: 1}, "a", 2) => {a: 2}',
        'context put({a: {b: 1, c: 3}}, ["a", "b"], 2) => {a: {b: 2, c: 3}}',
        "context merge([{a: 1, b: 1}, {b: 2}]) => {a: 1, b: 2}",
    ],
)
def test_contexts(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        'get value({a: 1}, "b")',
        'context([{key: "a"}])',
        'context([{key: "a", value: 1}, {key: "a", value: 2}])',
        "context put({}, [], 1)",
        'context put({a: 1}, ["a", "b"], 1)',
        "context merge([1])",
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


def test_a_context_is_never_changed() -> None:
    assert agree('{a: {x: 1}, b: context put(a, "x", 2), c: a.x}.c => 1')
