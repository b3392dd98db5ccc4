"""What holds for whatever is read: a value or a refusal, soon, and nothing else."""

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from duecourse.dmn import compile_model, evaluate, read
from duecourse.dmn.vocabulary import ELEMENTS, VALUES
from duecourse.errors import DuecourseError
from tests.dmn.models import (
    component,
    decision,
    dmn,
    function,
    input_data,
    item,
    knowledge,
    literal,
    service,
    table,
)
from tests.feel.evaluating import environment

RICH = dmn(
    item("grade", "string", allowed='"A", "B"'),
    item("person", "", component("the age", "number"), component("marks", "grade", collection=True)),
    input_data("p", "person"),
    knowledge("f", {"n": "number"}, table(["n"], ['| "x", "y"'], ['< 10 | "x"', '- | "y"'], "PRIORITY")),
    decision("a", literal("p.the age + 1"), "p", kind="number"),
    decision("b", f"<list>{literal('f(a)')}<list/></list>", "decision:a", "knowledge:f"),
    decision(
        "c",
        table(["a | > 0", "p.marks"], ["q", "r | | 1"], ["> 3 | - | 1 | a"], "COLLECT", rule="of_c"),
        "p",
        "decision:a",
    ),
    decision("d", function({"x": ""}, literal("x"))),
    service("s", ["b", "c"], inputs=["p"]),
).decode()
PIECES = [piece for piece in re.split(r"(<[^>]*>|\s+)", RICH) if piece]
WORDS = sorted(
    {*ELEMENTS, *(value for values in VALUES.values() for value in values), "id", "name", "typeRef"}
)
NEW = st.one_of(
    st.sampled_from(PIECES),
    st.sampled_from(WORDS).map(lambda word: f"<{word}/>"),
    st.sampled_from(WORDS).map(lambda word: f"<{word}><text>1 + </text></{word}>"),
    st.text("<>/\"'=&; abc\0", max_size=8),
)


@st.composite
def files(draw: st.DrawFn) -> bytes:
    """Make a file that is almost right: pieces of one that is are left out, put in or exchanged."""
    pieces = list(PIECES)
    for _ in range(draw(st.integers(0, 4))):
        place = draw(st.integers(0, len(pieces) - 1))
        pieces[place : place + draw(st.integers(0, 2))] = draw(st.lists(NEW, max_size=2))
    return "".join(pieces).encode()


@settings(max_examples=200, deadline=5000)
@given(files(), st.sampled_from(["a", "b", "c", "d", "s"]))
def test_an_almost_right_file_gives_a_value_or_a_refusal(content: bytes, name: str) -> None:
    given_values = {"p": {"the age": 36, "marks": ["A"]}}
    try:
        definitions = read(content)
        model = compile_model(definitions, lenient=True)
        evaluate(model, name, given_values, environment())
        compile_model(definitions)
    except DuecourseError:
        pass


ATOMS = st.none() | st.integers() | st.text(max_size=5)
GIVEN = st.recursive(
    ATOMS,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["the age", "marks", "x"]), inner, max_size=3),
    ),
    max_leaves=8,
)


@settings(max_examples=100, deadline=5000)
@given(GIVEN)
def test_whatever_is_given_gives_a_value(given_value: object) -> None:
    model = compile_model(read(RICH.encode()))

    for name in ("a", "b", "c", "d", "s"):
        evaluation = evaluate(model, name, {"p": given_value}, environment())
        assert [warning for warning in evaluation.warnings if warning.line < 2] == []
