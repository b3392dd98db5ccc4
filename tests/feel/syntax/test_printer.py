from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.feel import Expression, parse, parse_unary_tests
from duecourse.feel.syntax import tree
from duecourse.feel.syntax.printer import write
from tests.feel.syntax.trees import NAMES as KNOWN
from tests.feel.syntax.trees import trees

NAMES = ["a", "b", "net price", "x-y"]
ATOMS = st.sampled_from(
    [*NAMES, "1", "2.50", '"text"', '"\\"q\\"\\n"', "null", "true", '@"2024-01-31"', "abs"]
)


def _compound(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    two, three = st.tuples(inner, inner), st.tuples(inner, inner, inner)
    operator = st.sampled_from(["+", "-", "*", "/", "**", "=", "!=", "<", "<=", ">", ">=", "and", "or"])
    return st.one_of(
        st.tuples(inner, operator, inner).map(lambda parts: f"({parts[0]}) {parts[1]} ({parts[2]})"),
        inner.map(lambda text: f"-({text})"),
        three.map(lambda parts: "if {} then {} else {}".format(*parts)),
        three.map(lambda parts: "({}) between ({}) and ({})".format(*parts)),
        three.map(lambda parts: "({}) in ({}, < ({}))".format(*parts)),
        two.map(lambda parts: "for q in {} return {}".format(*parts)),
        three.map(lambda parts: "for q in ({}) .. ({}) return {}".format(*parts)),
        two.map(lambda parts: "some q in {} satisfies {}".format(*parts)),
        two.map(lambda parts: "({})[{}]".format(*parts)),
        two.map(lambda parts: "[{}, {}]".format(*parts)),
        two.map(lambda parts: "({}..{}]".format(*parts)),
        two.map(lambda parts: '{{k: {}, "l m!": {}}}'.format(*parts)),
        two.map(lambda parts: "({})(p: {})".format(*parts)),
        inner.map(lambda text: f"function(p: list<number>, q) {text}"),
        inner.map(lambda text: f"({text}).net price"),
        inner.map(lambda text: f"({text}) instance of function<number> -> Any"),
        inner.map(lambda text: f"(>= ({text}))"),
        inner.map(lambda text: f"sum({text}, 1)"),
    )


EXPRESSIONS = st.recursive(ATOMS, _compound, max_leaves=12)


@settings(deadline=None)
@given(EXPRESSIONS)
def test_a_printed_tree_reads_back_equal(text: str) -> None:
    first = parse(text, NAMES)

    assert parse(write(first.tree), NAMES).tree == first.tree


@settings(max_examples=150, deadline=None)
@given(trees())
def test_a_random_tree_is_what_its_text_reads_as(root: tree.Node) -> None:
    assert parse(write(root), [*KNOWN], members=["other key"]).tree == root


@settings(max_examples=100, deadline=None)
@given(trees(), trees(), st.booleans())
def test_random_unary_tests_are_what_their_text_reads_as(
    first: tree.Node, second: tree.Node, negated: bool
) -> None:
    tests = tree.UnaryTests(0, (first, second), negated)

    assert parse_unary_tests(write(tests), [*KNOWN], members=["other key"]).tree == tests


@pytest.mark.parametrize(
    "text",
    [
        "-",
        "1, 2",
        "not(1, < 2)",
        "(not(?))",
        "[1..2], ? > 3",
        '"a", in list',
        "(< 5), not(a) and b",
        "not([1..2), 7)",
        "not((1..2])",
        "not(a), not(b)",
        "not(true) = not(false)",
    ],
)
def test_printed_unary_tests_read_back_equal(text: str) -> None:
    read: Callable[[str], Expression] = lambda source: parse_unary_tests(source, [*NAMES, "in list"])  # noqa: E731 - one line says it
    first = read(text)

    assert read(write(first.tree)).tree == first.tree


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("(1+2)*3", "(1 + 2) * 3"),
        ("1+(2*3)", "1 + 2 * 3"),
        ("a and (b or a)", "a and (b or a)"),
        ("x in (1, 2)", "x in (1, 2)"),
        ("a [ b>1 ] . c", "a[b > 1].c"),
    ],
)
def test_parentheses_stand_only_where_they_matter(text: str, printed: str) -> None:
    assert write(parse(text).tree) == printed
