"""Models that import others, given as a set of files."""

from decimal import Decimal

from duecourse.dmn import compile_model, evaluate, read
from tests.dmn.models import (
    compiled,
    component,
    decision,
    dmn,
    input_data,
    item,
    knowledge,
    literal,
    problems,
    service,
)
from tests.feel.evaluating import environment

N = Decimal
TYPE = "https://www.omg.org/spec/DMN/20230324/MODEL/"
SHARED = dmn(
    item("person", "", component("name", "string"), component("the age", "number")),
    item("level", "string", allowed='"low", "high"'),
    input_data("who", "person"),
    decision("greeting", literal('"Hello " + who.name'), "who"),
    knowledge("is of age", {"p": "person"}, literal("p.the age >= 18")),
    decision("one", literal("1")),
    service("count", ["one"]),
    namespace="shared",
)


def imported(namespace: str, name: str, kind: str = TYPE) -> str:
    return f'<import namespace="{namespace}" name="{name}" importType="{kind}"/>'


def result(content: bytes, name: str, others: list[bytes], **inputs: object) -> object:
    return evaluate(compiled(content, *others), name, inputs, environment()).output


def test_elements_of_another_model_are_read_by_the_name_of_the_import() -> None:
    model = dmn(
        imported("shared", "the library"),
        decision(
            "d",
            literal('the library.greeting + " " + string(the library.count())'),
            "decision:shared#_greeting",
            "knowledge:shared#_count",
        ),
    )

    assert result(model, "d", [SHARED], who={"name": "Ada", "the age": 36}) == "Hello Ada 1"


def test_types_and_functions_of_another_model_are_used() -> None:
    model = dmn(
        imported("shared", "lib"),
        input_data("x", "lib.person"),
        decision("d", literal("lib.is of age(x)"), "x", "knowledge:shared#_is_of_age"),
    )

    assert result(model, "d", [SHARED], x={"name": "Ada", "the age": 36}) is True
    assert result(model, "d", [SHARED], x={"name": 1, "the age": 36}) is None


def test_an_import_without_a_name_brings_the_names_themselves() -> None:
    model = dmn(
        imported("shared", ""),
        input_data("x", "person"),
        decision("d", literal("is of age(x)"), "x", "knowledge:shared#_is_of_age"),
    )

    assert result(model, "d", [SHARED], x={"name": "Ada", "the age": 6}) is False


def test_input_data_of_the_same_name_are_told_apart_by_namespace() -> None:
    model = dmn(
        imported("shared", "lib"),
        input_data("who", "string"),
        decision("d", literal('lib.greeting + " and " + who'), "who", "decision:shared#_greeting"),
    )
    given = {"who": "Bob", "{shared}who": {"name": "Ada", "the age": 1}}

    assert result(model, "d", [SHARED], **given) == "Hello Ada and Bob"


def test_models_import_models_that_import() -> None:
    middle = dmn(
        imported("shared", "lib"),
        decision("m", literal('lib.greeting + "!"'), "decision:shared#_greeting"),
        namespace="middle",
    )
    model = dmn(imported("middle", "mid"), decision("d", literal("mid.m"), "decision:middle#_m"))

    assert result(model, "d", [SHARED, middle], who={"name": "Ada", "the age": 1}) == "Hello Ada!"


def test_the_values_of_an_imported_type_give_an_order() -> None:
    logic = (
        '<decisionTable hitPolicy="PRIORITY"><output typeRef="lib.level"/>'
        '<rule><outputEntry><text>"high"</text></outputEntry></rule>'
        '<rule><outputEntry><text>"low"</text></outputEntry></rule></decisionTable>'
    )
    model = dmn(imported("shared", "lib"), decision("d", logic))

    assert result(model, "d", [SHARED]) == "low"


def test_in_dmn_1_1_a_type_of_another_model_is_named_by_its_namespace() -> None:
    old = "http://www.omg.org/spec/DMN/20151101/dmn.xsd"
    model = dmn(
        f'<import namespace="shared" importType="{old}"/>',
        '<inputData id="_x" name="x"><variable name="x" typeRef="lib:level"/></inputData>',
        decision("d", literal("x"), "x"),
        space=old,
        attributes='xmlns:lib="shared"',
    )

    assert result(model, "d", [SHARED], x="low") == "low"
    assert result(model, "d", [SHARED], x="none") is None


def test_a_model_that_is_not_among_the_files_is_said_so() -> None:
    model = dmn(imported("shared", "lib"), decision("d", literal("1")))

    assert problems(model) == ["import, line 2: the model of 'shared' is not among the files"]


def test_an_import_that_could_be_several_files_is_refused() -> None:
    model = dmn(imported("shared", "lib"), decision("d", literal("1")))

    assert problems(model, SHARED, SHARED) == [
        "import, line 2: the model of 'shared' could be any of 2 files"
    ]


def test_files_of_one_namespace_do_not_matter_unless_they_are_imported() -> None:
    model, other = dmn(decision("d", literal("1"))), dmn(decision("d", literal("2")))

    assert result(model, "d", [other, SHARED, SHARED]) == N(1)


def test_a_model_is_imported_once() -> None:
    model = dmn(imported("shared", "a"), imported("shared", "b"), decision("d", literal("1")))

    assert problems(model, SHARED) == ["import, line 3: the model of 'shared' is imported twice"]


def test_models_that_import_each_other_are_refused() -> None:
    other = dmn(imported("tests", "back"), namespace="shared")
    model = dmn(imported("shared", "lib"))

    found = problems(model, other)

    reason = "line 2: the model of 'tests' imports this one"
    assert found == [f"import, line 2: the imported model tests cannot be used: {reason}"]


def test_what_is_wrong_with_an_imported_model_is_said_at_the_import() -> None:
    broken = dmn(decision("a", literal("1 +")), namespace="shared")
    middle = dmn(imported("shared", "lib"), namespace="middle")

    near = problems(dmn("", imported("shared", "lib")), broken)
    far = problems(dmn("", imported("middle", "mid")), middle, broken)

    wanted = "the imported model tests cannot be used: line 2, _a: column 4: expected an expression"
    assert [each.startswith(f"import, line 3: {wanted}") for each in near] == [True]
    assert [each.startswith(f"import, line 1: {wanted}") for each in far] == [True]


def test_the_name_of_an_import_is_read_only_if_something_of_it_is_required() -> None:
    model = dmn(imported("shared", "lib"), decision("d", literal("lib.one")))

    assert problems(model, SHARED) == [
        "requirement, line 3, _d: 'lib' is read, but not required: draw the requirement"
    ]


def test_an_import_and_an_element_of_one_name_clash() -> None:
    model = dmn(
        imported("shared", "x"),
        input_data("x"),
        decision("d", literal("x"), "x", "decision:shared#_one"),
    )

    assert "two names 'x' are required" in problems(model, SHARED)[0]


def test_only_decision_models_are_imported() -> None:
    model = dmn(imported("pmml", "scores", "http://www.dmg.org/PMML-4_2"))

    assert "only DMN models are imported" in problems(model)[0]


def test_a_model_can_be_looked_at_without_being_in_use() -> None:
    definitions = read(dmn(decision("a", literal("1 +")), decision("b", literal("2"))))

    model = compile_model(definitions, lenient=True)

    assert [problem.rule for problem in model.problems] == ["feel-syntax"]
    assert evaluate(model, "b", {}, environment()).output == N(2)
    broken = evaluate(model, "a", {}, environment())
    assert broken.output is None
    assert [str(warning) for warning in broken.warnings] == ["line 2, column 4, _a: expected an expression"]
