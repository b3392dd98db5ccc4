import pytest

from duecourse.feel import FeelSyntaxError
from duecourse.feel.syntax.lexer import Kind, tokens, unquote


def test_tokens_cover_the_text() -> None:
    text = 'a >= 1..2 // end\n"x"'

    found = tokens(text)

    assert [token.text for token in found] == ["a", ">=", "1", "..", "2", '"x"', ""]
    assert found[-1].kind is Kind.END
    assert all(text[token.position : token.end] == token.text for token in found)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ('"a\\tb"', "a\tb"),
        ('"\\\\d"', "\\d"),
        ('"\\d"', "\\d"),
        ('"\\uD83D\\uDE00"', "\U0001f600"),
        ('""', ""),
    ],
)
def test_escapes_are_undone(source: str, expected: str) -> None:
    assert unquote(tokens(source)[0], source) == expected


def test_half_a_surrogate_pair_is_refused() -> None:
    with pytest.raises(FeelSyntaxError, match="whole characters"):
        unquote(tokens('"\\ud83d"')[0], '"\\ud83d"')


def test_an_open_comment_is_a_division() -> None:
    assert [token.text for token in tokens("/* 1")[:2]] == ["/", "*"]
