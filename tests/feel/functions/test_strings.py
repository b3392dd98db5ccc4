import pytest

from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    "text",
    [
        'substring("deadline", 5) => "line"',
        'substring("deadline", -4, 2) => "li"',
        'string length("\\U01F40E!") => 2',
        'upper case("straße") => "STRASSE"',
        'substring before("a=b=c", "=") => "a"',
        'substring before("abc", "=") => ""',
        'substring after("a=b=c", "=") => "b=c"',
        'substring after("abc", "") => "abc"',
        'contains("abc", "b") and starts with("abc", "a") and ends with("abc", "c") => true',
        'split("a, b,c", ",\\s*") => ["a", "b", "c"]',
        'split("a,,", ",") => ["a", "", ""]',
        'string join(["a", null, "b"], "-") => "a-b"',
        'string join([], "-") => ""',
        'replace("2024-01-31", "(\\d+)-(\\d+)-(\\d+)", "$3/$2/$1") => "31/01/2024"',
        'replace("a.b", ".", "$", "q") => "a$b"',
        'replace("aaa", "a{2}", "b") => "ba"',
        'replace("abc", "(b)", "[$1$2]") => "a[b]c"',
        'replace("a$", "\\$", "\\$\\$") => "a$$"',
        'matches("line one\\nline two", "^line two$", "m") => true',
        'matches("ABC", "b", "i") => true',
        'matches("ab", "a b", "x") => true',
    ],
)
def test_strings(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    "text",
    [
        'substring("abc", 0)',
        'substring("abc", 4)',
        'substring("abc", 1, -1)',
        'replace("abc", "x*", "-")',
        'replace("abc", "b", "$")',
        'replace("abc", "b", "\\n\\\\z")',
        'split("abc", "")',
        'matches("abc", "[")',
        'matches("abc", "b", "z")',
        'matches("aa", "(a)\\1")',
        'string join([1, 2], ",")',
        "string length(null)",
        "upper case(5)",
    ],
)
def test_there_is_no_result(text: str) -> None:
    assert value(text) is None


def test_half_a_surrogate_pair_has_no_match() -> None:
    assert value('matches(s, "a")', s="a\ud800") is None
