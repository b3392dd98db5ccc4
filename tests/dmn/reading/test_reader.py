"""Reading files: what is understood, what is refused with its place, and what is only noted."""

import pytest

from duecourse.dmn import DecisionModelError, compile_model, evaluate, read
from duecourse.dmn.vocabulary import VERSIONS
from duecourse.errors import TooLarge
from tests.dmn.models import decision, dmn, input_data, item, literal, table
from tests.feel.evaluating import environment

ONE = decision("d", literal("1"))
ZEEBE = 'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'


def refused(content: bytes) -> list[str]:
    """Return why a file is not read, each as "rule, line N, element: reason"."""
    with pytest.raises(DecisionModelError) as caught:
        read(content)
    return [f"{problem.rule}, {problem}" for problem in caught.value.problems]


@pytest.mark.parametrize("space", VERSIONS)
def test_every_version_from_1_1_to_1_5_is_read(space: str) -> None:
    definitions = read(dmn(input_data("x", "number"), decision("d", literal("x + 1"), "x"), space=space))

    assert definitions.version == VERSIONS[space]
    assert evaluate(compile_model(definitions), "d", {"x": 1}, environment()).output == 2


def test_elements_know_their_ids_names_and_lines() -> None:
    definitions = read(
        dmn(
            input_data("the input"),
            '<decision id="_d" name=" the\n  decision "><description> why </description>'
            "<question>What?</question><allowedAnswers>this, that</allowedAnswers></decision>",
            item("t", "string"),
        )
    )

    assert (definitions.id, definitions.name, definitions.namespace) == ("file", "tests", "tests")
    assert definitions.inputs["_the_input"].line == 2
    found = definitions.decisions["_d"]
    assert (found.name, found.line, found.description) == ("the decision", 3, "why")
    assert (found.question, found.allowed_answers) == ("What?", "this, that")
    assert definitions.items["t"].line == 5


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "xml, line 1: the file is empty"),
        (b"<definitions", "xml, line 1: not well-formed XML"),
        (
            b'<!DOCTYPE x [<!ENTITY e "boom">]>\n<definitions>&e;</definitions>',
            "doctype, line 1: a document type declaration (DOCTYPE) is not allowed",
        ),
        (b"<definitions/>", "root, line 1: the file is no DMN model of a version that is read (1.1, 1.2, "),
        (
            b'\n<definitions xmlns="https://www.omg.org/spec/DMN/20240513/MODEL/"/>',
            "root, line 2: the file is no DMN model of a version that is read (1.1, 1.2, 1.3, 1.4, 1.5): ",
        ),
        (b"<a>" * 300 + b"</a>" * 300, "depth, line 1: elements stand inside each other more than 200 deep"),
    ],
)
def test_what_is_no_decision_model_is_refused(content: bytes, reason: str) -> None:
    assert refused(content)[0].startswith(reason)


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(TooLarge):
        read(dmn(ONE), largest=100)


@pytest.mark.parametrize(
    ("element", "problem"),
    [
        ("<decisoin/>", "element, line 2, file: decisoin is not an element of DMN"),
        ("<rule/>", "placement, line 2, file: rule has no meaning in definitions"),
        (
            '<decision id="d" name="d" colour="red"/>',
            "attribute, line 2, d: the attribute colour of decision is unknown",
        ),
        ('<decision id="d"/>', "attribute, line 2, d: decision needs the attribute name"),
        ('<inputData id="d" name=" "/>', "attribute, line 2, d: inputData needs the attribute name"),
        (
            '<decision id="d" name="d"><variable name="d"/><variable name="e"/></decision>',
            "twice, line 2, d: decision has a second variable",
        ),
        (
            f'<decision id="d" name="d">{literal("1")}<list/></decision>',
            "twice, line 2, d: decision has a second expression",
        ),
        (
            '<decision id="d" name="d">stray</decision>',
            "text, line 2, d: the text 'stray' has no meaning in decision",
        ),
        (
            f'<decision id="d" name="d">{literal("1")}stray</decision>',
            "text, line 2, d: the text 'stray' has no meaning in decision",
        ),
        ('<decision id="a b" name="d"/>', "id, line 2, a b: 'a b' is no id"),
        ('<decision id="" name="d"/>', "id, line 2, file: '' is no id"),
        (
            '<decision id="d" name="d"/><inputData id="d" name="e"/>',
            "duplicate-id, line 2, d: the id 'd' stands in line 2 too",
        ),
        (
            decision("d", '<literalExpression expressionLanguage="java"><text>1</text></literalExpression>'),
            "language, line 2, _d: expressionLanguage is 'java'; only FEEL is understood",
        ),
        (
            decision("d", table(["x"], [""], ["1 | 1"], "BEST")),
            "attribute, line 2, _d: hitPolicy is 'BEST'; only UNIQUE or FIRST or",
        ),
        (
            decision("d", "<literalExpression><importedValues/></literalExpression>"),
            "element, line 2, _d: importedValues is not understood; write the values into the model",
        ),
        (
            decision("d", "<context><contextEntry/></context>"),
            "element, line 2, _d: contextEntry needs an exp",
        ),
        (decision("d", "<conditional/>"), "element, line 2, _d: conditional needs if"),
        (
            decision("d", "<for><in/></for>"),
            "attribute, line 2, _d: for needs the attribute iteratorVariable",
        ),
        (
            '<decision id="d" name="d"><informationRequirement/></decision>',
            "element, line 2, d: informationRequirement needs one element that is required",
        ),
        ('<decisionService id="s" name="s"/>', "element, line 2, s: decisionService needs outputDecision"),
        (
            '<decisionService id="s" name="s"><outputDecision/></decisionService>',
            "attribute, line 2, s: outputDecision needs the attribute href",
        ),
        (
            '<x:thing xmlns:x="elsewhere"/>',
            "placement, line 2, file: thing has no meaning in definitions: extensions stand in extension",
        ),
        (
            '<x:decision xmlns:x="https://www.omg.org/spec/DMN/20191111/MODEL/" name="d"/>',
            "placement, line 2, file: decision is of DMN 1.3: a file is of one version",
        ),
        (
            f'<extensionElements><x:y xmlns:x="elsewhere">{ONE}</x:y></extensionElements>',
            "placement, line 2, _d: decision has no meaning in y",
        ),
        (
            f"<extensionElements {ZEEBE}><zeebe:script/></extensionElements>",
            "extension, line 2, file: zeebe:script has no meaning here",
        ),
        (
            f'<decision id="d" name="d" zeebe:x="1" {ZEEBE}/>',
            "extension, line 2, d: the attribute zeebe:x has no meaning in decision",
        ),
        (
            '<decision id="d" name="d" c:inputVariable="x" xmlns:c="http://camunda.org/schema/1.0/dmn"/>',
            "extension, line 2, d: camunda:inputVariable is not understood: in a test, the tested value",
        ),
    ],
)
def test_what_is_not_understood_is_refused_with_line_element_and_reason(element: str, problem: str) -> None:
    found = refused(dmn(element))

    assert any(each.startswith(problem) for each in found), found


def test_every_problem_of_a_file_is_told() -> None:
    assert len(refused(dmn("<decisoin/>", "<rule/>", '<decision id="d"/>'))) == 3


def test_a_file_without_end_of_problems_is_not_examined_to_its_end() -> None:
    found = refused(dmn(*["<wrong/>" for _ in range(1200)]))

    assert found[-1].endswith("the file has more than 1,000 problems; the rest of it has not been examined")


def test_boxed_expressions_inside_each_other_have_a_limit() -> None:
    deep = literal("1")
    for _ in range(60):
        deep = f"<list>{deep}</list>"

    assert refused(dmn(decision("d", deep))) == [
        "depth, line 2, _d: boxed expressions stand inside each other more than 50 deep"
    ]


def test_what_has_no_meaning_is_noted_once_with_its_number_of_places() -> None:
    foreign = 'xmlns:x="elsewhere" x:width="150"'
    extended = '<extensionElements><x:y xmlns:x="elsewhere"/></extensionElements>'
    definitions = read(
        dmn(
            f'<decision id="a" name="a" {foreign}/>',
            f'<decision id="b" name="b" {foreign}>{extended}</decision>',
            '<DMNDI xmlns="https://www.omg.org/spec/DMN/20191111/DMNDI/"><DMNDiagram/></DMNDI>',
            '<textAnnotation id="t"><text>read this</text></textAnnotation>',
            attributes='xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b"',
        )
    )

    assert [(note.line, note.element_id, note.text) for note in definitions.notes] == [
        (
            2,
            "a",
            "the attribute width of elsewhere is kept, but has no meaning (in 2 places)",
        ),
        (3, "b", "y of elsewhere is kept, but has no meaning"),
    ]


def test_the_version_tag_of_a_decision_is_read() -> None:
    tagged = (
        f'<decision id="d" name="d"><extensionElements {ZEEBE}><zeebe:versionTag value="v 2"/>'
        "</extensionElements></decision>"
    )

    assert read(dmn(tagged)).decisions["d"].version_tag == "v 2"


def test_in_dmn_1_1_a_type_has_the_prefix_of_a_namespace() -> None:
    content = dmn(
        item("grade", "feel:string", allowed='"A", "B"'),
        '<inputData id="x" name="x"><variable name="x" typeRef="own:grade"/></inputData>',
        decision("d", literal("x"), "#x"),
        space="http://www.omg.org/spec/DMN/20151101/dmn.xsd",
        attributes='xmlns:feel="http://www.omg.org/spec/FEEL/20140401" xmlns:own="tests"',
    )
    model = compile_model(read(content))

    assert evaluate(model, "d", {"x": "A"}, environment()).output == "A"
    assert evaluate(model, "d", {"x": "C"}, environment()).output is None
