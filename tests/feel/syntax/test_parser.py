from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from duecourse.feel import FeelSyntaxError, parse, parse_unary_tests
from duecourse.feel.syntax import tree
from tests.feel.evaluating import agree, value


@pytest.mark.parametrize(
    ("text", "position", "expected"),
    [
        ("", 0, "an expression"),
        ("1 +", 3, "an expression"),
        ("(1 + 2", 6, "an operator or `)`"),
        ("[1, 2", 5, "an operator, `,` or `]`"),
        ("{a: 1", 5, "an operator, `,` or `}`"),
        ("{: 1}", 1, "the key of an entry"),
        ("if a then b", 11, "`else`"),
        ("for x in xs", 11, "`return`"),
        ("some x in xs", 12, "`satisfies`"),
        ("f(1 2)", 4, "an operator, `,` or `)`"),
        ("a b", 2, "an operator or the end of the expression"),
        ('"open', 0, "a closing quote for this string"),
        ("1 $ 2", 2, "an expression"),
        ("x between 1 or 2", 12, "`and`"),
        ("a.", 2, "the name of a member"),
        ("x instance of 5", 14, "the name of a type"),
        ("[1..2", 5, "`]` or `)` at the end of the range"),
        ("function(1) 2", 9, "the name of a parameter"),
        ("x instance of list<number, string>", 14, "one type in list<…>"),
    ],
)
def test_an_error_points_at_the_character_and_says_what_was_expected(
    text: str, position: int, expected: str
) -> None:
    with pytest.raises(FeelSyntaxError) as caught:
        parse(text)

    assert (caught.value.position, caught.value.expected) == (position, expected)


def test_an_error_names_line_and_column() -> None:
    with pytest.raises(FeelSyntaxError, match=r"line 2, column 3: expected an expression, found .\)"):
        parse("1 +\n  )")


@pytest.mark.parametrize(
    "text",
    [
        "(" * 100 + "1" + ")" * 100,
        "[" * 200,
        "-" * 5000 + "1",
        "{a:" * 100 + "1" + "}" * 100,
        "f(" * 99 + ")" * 99,
    ],
)
def test_deep_nesting_is_a_syntax_error(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="levels of nesting"):
        parse(text)


@pytest.mark.parametrize(
    "text", ["1" + "+1" * 2000, "a" + ".a" * 2000, "f" + "(1)" * 2000, "a" + "[1]" * 2000]
)
def test_a_long_row_of_operations_is_a_syntax_error(text: str) -> None:
    with pytest.raises(FeelSyntaxError, match="operations in a row"):
        parse(text)


def test_a_long_condition_is_no_row() -> None:
    assert value(" and ".join(["true"] * 3000)) is True


def test_a_text_beyond_the_limit_is_refused() -> None:
    with pytest.raises(FeelSyntaxError, match="at most 50000 characters"):
        parse("1" * 50_001)


@pytest.mark.parametrize(
    "text",
    [
        "1 + 2 * 3 => 7",
        "(1 + 2) * 3 => 9",
        "-2 ** 2 => 4",
        "2 ** 3 ** 2 => 64",
        "8 / 4 / 2 => 1",
        "10 - 3 - 2 => 5",
        "1 + 1 = 2 and 2 > 1 => true",
        "true or false and false => true",
        "if 1 > 2 then 3 else 4 + 5 => 9",
        "1 in [1..3] and 2 in (1, 2) => true",
        "2 between 1 and 3 and true => true",
        "[1..3[.end included => false",
        "// a comment\n1 /* and another */ + 1 => 2",
        ".5 + 1.5e1 => 15.5",
        '"\\u0041\\U01F40E\\n\\"" => "A\U0001f40e\n\\""',
    ],
)
def test_operators_bind_as_the_standard_says(text: str) -> None:
    assert agree(text)


@pytest.mark.parametrize(
    ("text", "variables", "expected"),
    [
        ("first name + last name", {"first name": "Ada ", "last name": "King"}, "Ada King"),
        ("first   name", {"first name": "Ada"}, "Ada"),
        ("a-b", {"a-b": 1, "a": 5, "b": 3}, 1),
        ("a - c", {"a": 5, "c": 3, "a-b": 1}, 2),
        ("2nd", {}, None),
        ("the 2nd one", {"the 2nd one": 7}, 7),
        ("profit/loss > 1", {"profit/loss": 2}, True),
        ("Bob's age", {"Bob's age": 40}, 40),
        ("date and time", {"date and time": 9}, 9),
    ],
)
def test_the_longest_known_name_wins(text: str, variables: dict[str, object], expected: object) -> None:
    if expected is None:
        with pytest.raises(FeelSyntaxError):
            parse(text, variables)
    else:
        assert value(text, **variables) == expected


@pytest.mark.parametrize(
    "text",
    [
        "{net price: 10, total: net price * 2}.total => 20",
        "{a+b: 1, c: a+b}.c => 1",
        "(function(the number) the number + 1)(the number: 2) => 3",
        "for an item in [1, 2] return an item * 2 => [2, 4]",
        "{net price: 10}.net price => 10",
        "[{net price: 10, tax: 2}, {net price: 20, tax: 3}][net price > 15].tax => [3]",
        "every a b in [1] satisfies a b = 1 => true",
    ],
)
def test_constructs_declare_names_with_spaces(text: str) -> None:
    assert agree(text)


def test_a_member_with_spaces_is_known_if_it_is_given() -> None:
    expression = parse("order.net price + 1", ["order"], members=["net price"])

    assert expression.tree == tree.Arithmetic(
        0,
        "+",
        tree.Path(0, tree.Name(0, "order"), "net price"),
        tree.Literal(0, expression.tree.right.value),  # type: ignore[attr-defined]  # the node is an addition
    )


@pytest.mark.parametrize(
    ("text", "tests", "negated"),
    [
        ("-", 0, False),
        ("1, 2", 2, False),
        ("not(1, 2)", 2, True),
        ("< 5", 1, False),
        ("not(true) = ?", 1, False),
    ],
)
def test_unary_tests_have_forms_of_their_own(text: str, tests: int, negated: bool) -> None:
    root = parse_unary_tests(text).tree

    assert isinstance(root, tree.UnaryTests)
    assert (len(root.tests), root.negated) == (tests, negated)


def _refused_at(text: str, read: Callable[[str], object]) -> int:
    """Return where a text is refused, its beginning if it is read."""
    try:
        read(text)
    except FeelSyntaxError as error:
        return error.position
    return 0


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    assert 0 <= _refused_at(text, parse) <= len(text)
    assert 0 <= _refused_at(text, parse_unary_tests) <= len(text)


VOCABULARY = """
a b "x" 1 2.5 ( ) [ ] { } , . .. : + - * / ** = != < <= > >= and or in between if then else for return some
every satisfies not function instance of list null true ? @ @"2024-01-01" date and time item
"""


@given(st.lists(st.sampled_from(VOCABULARY.split()), max_size=25).map(" ".join))
def test_any_row_of_words_is_read_or_refused(text: str) -> None:
    assert 0 <= _refused_at(text, parse) <= len(text)
