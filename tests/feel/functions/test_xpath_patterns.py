import pytest

from duecourse.feel.functions.builtin import NoResult
from duecourse.feel.functions.regular_expressions import pattern


def _matched(expression: str, text: str, flags: str = "") -> bool:
    return pattern(f"^({expression})$", flags).search(text) is not None


@pytest.mark.parametrize(
    ("expression", "text", "expected"),
    [
        (".", "\r", False),
        ("\\d", "\u0663", True),
        ("\\w", "é", True),
        ("\\w", "-", False),
        ("\\s", "\u00a0", False),
        ("\\i\\c*", "_a-1", True),
        ("\\p{Lu}\\p{Ll}+", "Éa", True),
        ("\\p{IsGreek}+", "λόγ", True),
        ("\\P{IsBasicLatin}", "a", False),
        ("[a-z-[aeiou]]+", "xyz", True),
        ("[a-z-[aeiou]]+", "xaz", False),
        ("[^a-c-[x-z]]", "d", True),
        ("[^a-c-[x-z]]", "y", False),
        ("[\\p{L}-[a-c]]", "d", True),
        ("[\\p{L}-[a-c]]", "b", False),
        ("[\\d-[5]]", "5", False),
        ("[\\S]", " ", False),
        ("[\\W\\d]+", "-1", True),
        ("[a-]+", "a-", True),
        ("[]a]", "]", True),
        ("a{2}b?", "aa", True),
        ("(?:ab)+", "abab", True),
        ("\\.\\*\\[\\]", ".*[]", True),
    ],
)
def test_an_expression_means_what_xpath_says(expression: str, text: str, expected: bool) -> None:
    assert _matched(expression, text) is expected


def test_subtraction_may_ignore_case() -> None:
    assert _matched("[A-Z-[OI]]", "x", "i")
    assert not _matched("[A-Z-[OI]]", "o", "i")


@pytest.mark.parametrize(
    "expression",
    [
        "(a)\\1",
        "(?=a)",
        "(?P<n>a)",
        "\\b",
        "\\0",
        "[a",
        "[b-a]",
        "[[a]]",
        "\\p{Unheard}",
        "\\",
        "[a-z-[aeiou]",
        "(",
        "a{5000}",
    ],
)
def test_an_expression_is_refused(expression: str) -> None:
    with pytest.raises(NoResult):
        pattern(expression, "")


def test_a_pattern_has_a_greatest_length() -> None:
    with pytest.raises(NoResult, match="more than 2000 characters"):
        pattern("a" * 2001, "")
