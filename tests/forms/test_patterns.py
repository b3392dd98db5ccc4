import pytest

from duecourse.forms.patterns import MAXIMUM_PATTERN, Pattern, PatternError


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        # Anywhere in the text, as JavaScript's `test` looks.
        ("b", "abc", True),
        ("^b", "abc", False),
        ("^a$", "a\n", False),
        ("^a.c$", "a\u2028c", False),
        (".", "\r", False),
        ("^\\s$", "\u00a0", True),
        ("^\\s$", "\ufeff", True),
        ("\\S", "\u3000", False),
        ("^[\\s\\S]$", "\n", True),
        ("^[^\\s]$", "\u2003", False),
        ("^\\d$", "\u0663", False),
        ("^\\w$", "é", False),
        ("^\\u00e9\\x41$", "éA", True),
        ("^[\\u00e0-\\u00ff]+$", "éà", True),
        ("^[[]$", "[", True),
        ("^[[:alpha:]]$", "a", False),
        ("^[\\b]$", "\b", True),
        ("\\bb", "a b", True),
        ("^[a-z-]+\\/\\-$", "a-z/-", True),
        ("^(?:ab|c){2}$", "abc", True),
        ("^(?<year>\\d{4})$", "2026", True),
        ("a{", "a{", True),
        ("^€\\é$", "€é", True),
        ("a", "\ud800a", False),
    ],
)
def test_a_pattern_means_what_javascript_says(pattern: str, text: str, expected: bool) -> None:
    assert Pattern.read(pattern).is_in(text) is expected


def test_white_space_is_that_of_javascript() -> None:
    spaces = [*range(0x9, 0xE), 0x20, 0xA0, 0x1680, *range(0x2000, 0x200B), 0x2028, 0x2029, 0x202F, 0x205F]
    inside, outside = Pattern.read("^\\s$"), Pattern.read("^[\\S]$")

    found = [code for code in range(0x10000) if not 0xD800 <= code < 0xE000 and inside.is_in(chr(code))]

    assert found == [*spaces, 0x3000, 0xFEFF]
    assert [code for code in (0x0, *found, 0x10FFFF) if outside.is_in(chr(code))] == [0x0, 0x10FFFF]
    assert all(outside.is_in(chr(code + step)) for code in (0xA0, 0x1680, 0x3000, 0xFEFF) for step in (-1, 1))


@pytest.mark.parametrize(
    ("pattern", "reason"),
    [
        ("(?=a)", "looks ahead"),
        ("(?<!a)b", "looks ahead, looks behind"),
        ("(?i)a", "sets options"),
        ("(?P<a>a)", "sets options"),
        ("(?", "sets options"),
        ("(a)\\1", "escape \\1"),
        ("\\p{L}", "escape \\p"),
        ("\\Qa\\E", "escape \\Q"),
        ("\\Aa", "escape \\A"),
        ("\\", "ends in a backslash"),
        ("\\x4", "lacks 2 hexadecimal digits"),
        ("\\u00g9", "lacks 4 hexadecimal digits"),
        ("[]", "empty class"),
        ("[^]", "empty class"),
        ("[a", "without an end"),
        ("[b-a]", "linear time"),
        ("(a", "linear time"),
        ("a**", "linear time"),
        ("a{2000}", "linear time"),
        ("((a{100}){100}){100}", "linear time"),
        ("\ud800", "linear time"),
        ("^*a", "repeats ^"),
        ("\\b{2}", "repeats \\b"),
        ("a" * (MAXIMUM_PATTERN + 1), "more than 2000 characters"),
    ],
    ids=lambda text: text[:20],
)
def test_a_pattern_is_refused(pattern: str, reason: str) -> None:
    with pytest.raises(PatternError) as raised:
        Pattern.read(pattern)

    assert reason in str(raised.value)


def test_a_pattern_runs_in_linear_time() -> None:
    assert not Pattern.read("^(a+)+$").is_in("a" * 100_000 + "b")
