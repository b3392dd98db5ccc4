import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel import Range, to_json
from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        "before(1, [2..3]) => true",
        "before([1..2), 2) => true",
        "after((< 5), 7) => false",
        "after(7, (< 5)) => true",
        "meets([1..2], [2..3]) => true",
        "met by([2..3], [1..2)) => false",
        "overlaps([1..3], [3..5]) => true",
        "overlaps([1..3), [3..5]) => false",
        "overlaps before([1..3], [2..5]) => true",
        "overlaps after([2..5], [1..3]) => true",
        "finishes([2..3], [1..3]) => true",
        "finished by([1..3], 3) => true",
        "includes((> 1), [2..3]) => true",
        "during(1, [1..3]) => true",
        "starts([1..2], [1..3]) => true",
        "started by([1..3], 1) => true",
        "coincides([1..3], [1..3]) => true",
        'range("[1..3)") => [1..3)',
        'range("[@\\"2024-01-01\\"..date(\\"2024-02-01\\")]") => [@"2024-01-01"..@"2024-02-01"]',
    ],
)
def test_relations(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        'before(1, "a")',
        "before(null, 1)",
        "overlaps((!= 1), 2)",
        'range("1")',
        'range("[a..b]")',
        'range("[2..1]")',
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


@st.composite
def _spans(draw: st.DrawFn) -> Range:
    start, length = draw(st.integers(0, 8)), draw(st.integers(1, 5))
    return Range(start, start + length, draw(st.booleans()), draw(st.booleans()))


def _points(span: Range) -> set[int]:
    """List the points of a range at steps of a quarter, in whole numbers."""
    assert isinstance(span.start, int)
    assert isinstance(span.end, int)
    return set(range(span.start * 4 + (not span.start_included), span.end * 4 + span.end_included))


@given(_spans(), _spans())
def test_relations_agree_with_the_points(a: Range, b: Range) -> None:
    first, second = _points(a), _points(b)
    texts = [
        f"{'[' if span.start_included else '('}{span.start}..{span.end}{']' if span.end_included else ')'}"
        for span in (a, b)
    ]

    def holds(name: str) -> object:
        return value(f"{name}({', '.join(texts)})")

    assert holds("before") is (max(first) < min(second))
    assert holds("overlaps") is bool(first & second)
    assert holds("includes") is (first >= second)
    assert holds("during") is (first <= second)
    assert holds("coincides") is (first == second)
    assert to_json(value(texts[0])) == {
        "start": a.start,
        "start included": a.start_included,
        "end": a.end,
        "end included": a.end_included,
    }
