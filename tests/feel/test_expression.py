from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from decimal import Decimal

import pytest

from duecourse.feel import Function, builtin_names, parse, parse_unary_tests
from duecourse.feel.expression import compiled, known, names_of, parse_tree
from duecourse.feel.state import Outermost, State
from duecourse.feel.syntax import tree
from tests.feel.evaluating import environment, value


@pytest.mark.parametrize(
    ("text", "free", "functions"),
    [
        ("a + b.c", {"a", "b"}, set()),
        ("count(xs) > 0", {"xs"}, {"count"}),
        ("for x in xs return x + y", {"xs", "y"}, set()),
        ("some x in xs satisfies x = limit", {"xs", "limit"}, set()),
        ("{a: 1, b: a + c}", {"c"}, set()),
        ("(function(a) a + b)(c)", {"b", "c"}, set()),
        ("working days after(received.on, 2)", {"received"}, {"working days after"}),
        ("misspelt(1)", set(), {"misspelt"}),
        ("{f: function(n) f(n)}", set(), set()),
        ("xs[price > limit]", {"xs"}, set()),
        ("xs[price > known]", {"xs", "known"}, set()),
        ("for x in 1..3 return partial", set(), set()),
        ("sort(xs, max)", {"xs"}, {"sort"}),
        ("if a then b else c", {"a", "b", "c"}, set()),
        ("today() < due date", {"due date"}, {"today"}),
    ],
)
def test_variables_and_functions_are_known_beforehand(text: str, free: set[str], functions: set[str]) -> None:
    expression = parse(text, ["known", "due date"])

    assert (set(expression.free_variables), set(expression.functions)) == (free, functions)


def test_a_name_in_a_filter_is_possibly_a_variable() -> None:
    expression = parse("xs[price > limit]")

    assert expression.possible_variables == {"xs", "price", "limit"}


def test_the_tested_value_is_no_variable() -> None:
    assert parse_unary_tests("? > limit").free_variables == {"limit"}


def test_an_expression_may_be_shared_between_threads() -> None:
    expression = parse("sum(for i in 1..50 return i * n)")

    with ThreadPoolExecutor(4) as pool:
        results = list(pool.map(lambda n: expression.evaluate({"n": n}, environment()), range(40)))

    assert results == [Decimal(1275 * n) for n in range(40)]


def test_a_function_keeps_the_variables_it_was_made_with() -> None:
    function = value("function(x) x * rate", rate=3)

    assert isinstance(function, Function)
    assert value("f(2)", f=function, rate=100) == Decimal(6)


def test_a_variable_is_read_only_if_it_is_needed() -> None:
    class Variables(dict[str, object]):
        read: list[str]

        def __getitem__(self, name: str) -> object:
            self.read.append(name)
            return super().__getitem__(name)

    variables = Variables(a=1, b=2)
    variables.read = []

    assert parse("if a = 1 then a + a else b").evaluate(variables, environment()) == Decimal(2)
    assert variables.read == ["a"]


def test_every_built_in_function_is_listed() -> None:
    assert {"date and time", "working days after", "string join", "overlaps before"} <= builtin_names()
    assert len(builtin_names()) >= 90


def test_several_expressions_make_one_thing() -> None:
    given = known(["net price"])
    parts = [parse_tree(text, given) for text in ("net price * 2", "missing")]
    root = tree.Embedded(0, tuple(parts), lambda codes: lambda frame: [code(frame) for code in codes])
    warnings: list[str] = []

    result = compiled(root)(Outermost(State(environment(warnings)), {"net price": 3}))

    assert result == [Decimal(6), None]
    assert warnings == ["at 0: there is no variable missing"]
    assert names_of(root).free == {"net price", "missing"}


def test_a_text_inside_a_filter_knows_the_names_of_entries() -> None:
    node = parse_tree("the age > 1", replace(known(members=["the age"]), in_filter=True))

    assert names_of(node).possible == {"the age"}
    assert names_of(node).free == set()
