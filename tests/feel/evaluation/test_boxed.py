import pytest

from tests.feel.evaluating import agree, passes, value, warned


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 in [2, 1]", True),
        ("1 in [[0..5], 9]", True),
        ("1 in (> 5, 1)", True),
        ("1 in < 1", False),
        ("5 in (5..6]", False),
        ("5 in !=5", False),
        ("6 in (!=5)", True),
        ('"b" in ["a".."c"]', True),
        ("null in null", True),
        ("[1] in [[1], [2]]", True),
        ("3 in (1 + 2)", True),
        ("5 in (null..10]", None),
        ('1 in "a"', None),
    ],
)
def test_membership(text: str, expected: object) -> None:
    assert value(text) is expected


@pytest.mark.parametrize(
    ("text", "tested", "expected"),
    [
        ("-", None, True),
        ('"a", "b"', "b", True),
        ('not("a", "b")', "c", True),
        ("not(< 5)", 3, False),
        ("< 5", 3, True),
        ("[1..5], 9", 9, True),
        ("? > 2 and ? < 4", 3, True),
        ('contains(?, "x")', "axb", True),
        ("limit", 7, True),
        ("> limit", 7, False),
        ("null", None, True),
        ("[1, 2]", 2, True),
    ],
)
def test_unary_tests(text: str, tested: object, expected: bool) -> None:
    assert passes(text, tested, limit=7) is expected


def test_an_entry_sees_those_before_it() -> None:
    assert agree("{a: 1, b: a + 1, c: {d: a + b}}.c.d => 3")


def test_a_repeated_key_makes_no_context() -> None:
    assert warned("{a: 1, a: 2}") == (None, ["at 0: the context has two entries of one name"])


def test_a_range_needs_its_ends_in_order() -> None:
    assert value("[5..1]") is None
    assert value('[1.."a"]') is None
