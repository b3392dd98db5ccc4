import pytest

from duecourse.feel.syntax.lexer import tokens
from duecourse.feel.syntax.names import Scope, joined, spelling


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a", ("a",)),
        ("net price", ("net", "price")),
        ("a+b", ("a", "+", "b")),
        ("a.b", ("a", ".", "b")),
        ("it's", ("it", "'", "s")),
        ("a(b", None),
        ("", None),
        ('"quoted"', None),
    ],
)
def test_a_name_is_spelt_by_tokens(name: str, expected: tuple[str, ...] | None) -> None:
    assert spelling(name) == expected


def test_the_longest_of_several_names_is_found() -> None:
    scope = Scope(["a", "a b", "a b c"])

    assert scope.longest(tokens("a b d"), 0) == ("a b", 2)
    assert scope.longest(tokens("b"), 0) is None


def test_a_new_name_has_single_spaces() -> None:
    text = "net \n  price+ tax"

    assert joined(text, tokens(text)[:-1]) == "net price+ tax"
