"""Decision models written in the tests that examine them, and what they give."""

from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

from duecourse.dmn import DecisionModelError, Evaluation, Model, compile_model, evaluate, read
from duecourse.feel import Environment
from tests.feel.evaluating import environment

NAMESPACE = "https://www.omg.org/spec/DMN/20230324/MODEL/"


def dmn(*elements: str, space: str = NAMESPACE, namespace: str = "tests", attributes: str = "") -> bytes:
    """Write a file; each element begins on a line of its own, the first on line 2."""
    begin = f'<definitions xmlns="{space}" id="file" name="tests" namespace="{namespace}" {attributes}>'
    return "\n".join([begin, *elements, "</definitions>"]).encode()


def identity(name: str) -> str:
    """Return the id of an element of a name."""
    return f"_{'_'.join(name.split())}"


def literal(text: str, kind: str = "") -> str:
    """Write a literal expression."""
    return f"<literalExpression{typed(kind)}><text>{escape(text)}</text></literalExpression>"


def typed(kind: str) -> str:
    """Write a reference to a type, if there is one."""
    return f" typeRef={quoteattr(kind)}" if kind else ""


def variable(name: str, kind: str = "") -> str:
    """Write a variable."""
    return f"<variable name={quoteattr(name)}{typed(kind)}/>"


def input_data(name: str, kind: str = "") -> str:
    """Write input data."""
    return f'<inputData id="{identity(name)}" name={quoteattr(name)}>{variable(name, kind)}</inputData>'


def requirement(name: str) -> str:
    """Write a requirement: of the input data of a name, or of `decision:name` or `knowledge:name`."""
    kind, _, required = name.rpartition(":")
    href = required if "#" in required else f"#{identity(required)}"
    if kind == "knowledge":
        return f'<knowledgeRequirement><requiredKnowledge href="{href}"/></knowledgeRequirement>'
    element = "requiredDecision" if kind == "decision" else "requiredInput"
    return f'<informationRequirement><{element} href="{href}"/></informationRequirement>'


def decision(name: str, logic: str = "", *requires: str, kind: str = "") -> str:
    """Write a decision."""
    required = "".join(map(requirement, requires))
    head = f'<decision id="{identity(name)}" name={quoteattr(name)}>'
    return f"{head}{variable(name, kind)}{required}{logic}</decision>"


def function(parameters: Mapping[str, str], body: str, element: str = "functionDefinition") -> str:
    """Write a function; the parameters have types."""
    formal = "".join(
        f"<formalParameter name={quoteattr(name)}{typed(kind)}/>" for name, kind in parameters.items()
    )
    return f"<{element}>{formal}{body}</{element}>"


def knowledge(name: str, parameters: Mapping[str, str], body: str, *requires: str, kind: str = "") -> str:
    """Write a business knowledge model."""
    head = f'<businessKnowledgeModel id="{identity(name)}" name={quoteattr(name)}>{variable(name, kind)}'
    logic = function(parameters, body, "encapsulatedLogic")
    required = "".join(requirement(f"knowledge:{each}") for each in requires)
    return f"{head}{logic}{required}</businessKnowledgeModel>"


def context(*entries: tuple[str, str], result: str = "") -> str:
    """Write a boxed context of entries, with a result."""
    written = "".join(f"<contextEntry>{name}{logic}</contextEntry>" for name, logic in entries)
    return f"<context>{written}{f'<contextEntry>{result}</contextEntry>' if result else ''}</context>"


def entry(name: str, logic: str, kind: str = "") -> tuple[str, str]:
    """Return an entry for a boxed context."""
    return variable(name, kind), logic


def service(
    name: str,
    outputs: Sequence[str],
    encapsulated: Sequence[str] = (),
    decisions: Sequence[str] = (),
    inputs: Sequence[str] = (),
    kind: str = "",
) -> str:
    """Write a decision service."""
    parts = (
        ("outputDecision", outputs),
        ("encapsulatedDecision", encapsulated),
        ("inputDecision", decisions),
        ("inputData", inputs),
    )
    references = "".join(
        f'<{element} href="#{identity(each)}"/>' for element, names in parts for each in names
    )
    head = f'<decisionService id="{identity(name)}" name={quoteattr(name)}>'
    return f"{head}{variable(name, kind)}{references}</decisionService>"


def item(
    name: str,
    kind: str = "",
    *components: str,
    allowed: str = "",
    constraint: str = "",
    collection: bool = False,
    element: str = "itemDefinition",
) -> str:
    """Write an item definition, or with `element` a component of one."""
    several = ' isCollection="true"' if collection else ""
    parts = f"<typeRef>{kind}</typeRef>" if kind else ""
    parts += f"<allowedValues><text>{escape(allowed)}</text></allowedValues>" if allowed else ""
    parts += f"<typeConstraint><text>{escape(constraint)}</text></typeConstraint>" if constraint else ""
    return f"<{element} name={quoteattr(name)}{several}>{parts}{''.join(components)}</{element}>"


def component(name: str, kind: str = "", *components: str, collection: bool = False) -> str:
    """Write a component of an item definition."""
    return item(name, kind, *components, collection=collection, element="itemComponent")


def table(
    inputs: Sequence[str],
    outputs: Sequence[str],
    rules: Sequence[str],
    policy: str = "UNIQUE",
    more: str = "",
    rule: str = "rule",
) -> str:
    """Write a decision table.

    An input is an expression, with `| values` behind it if only certain ones are allowed; an output is a name
    with `| values` and `| default` behind it; a rule is its cells divided by `|`, with `// note` behind them.
    The ids of rules are `rule_1` and so on.
    """
    columns = "".join(_input(*_cells(each)) for each in inputs)
    columns += "".join(_output(*_cells(each)) for each in outputs)
    annotated = '<annotation name="note"/>' if any("//" in row for row in rules) else ""
    rows = "".join(_rule(f"{rule}_{number}", row, len(inputs)) for number, row in enumerate(rules, 1))
    return f'<decisionTable hitPolicy="{policy}" {more}>{columns}{annotated}{rows}</decisionTable>'


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]


def _text(element: str, text: str) -> str:
    return f"<{element}><text>{escape(text)}</text></{element}>"


def _input(expression: str, values: str = "") -> str:
    allowed = _text("inputValues", values) if values else ""
    return f"<input>{_text('inputExpression', expression)}{allowed}</input>"


def _output(name: str, values: str = "", default: str = "") -> str:
    allowed = _text("outputValues", values) if values else ""
    otherwise = _text("defaultOutputEntry", default) if default else ""
    return f"<output{f' name={quoteattr(name)}' if name else ''}>{allowed}{otherwise}</output>"


def _rule(rule_id: str, rule: str, inputs: int) -> str:
    row, _, note = rule.partition("//")
    cells = _cells(row)
    tests = "".join(_text("inputEntry", cell) for cell in cells[:inputs])
    results = "".join(_text("outputEntry", cell) for cell in cells[inputs:])
    annotation = _text("annotationEntry", note.strip()) if note else ""
    return f'<rule id="{rule_id}">{tests}{results}{annotation}</rule>'


def compiled(content: bytes, *others: bytes) -> Model:
    """Return a compiled model."""
    return compile_model(read(content), [read(other) for other in others])


def evaluated(
    content: bytes, name: str, inputs: Mapping[str, object], within: Environment | None = None
) -> Evaluation:
    """Return the evaluation of a decision."""
    return evaluate(compiled(content), name, inputs, within or environment())


def value(content: bytes, name: str, **inputs: object) -> object:
    """Return the output of a decision; a space in the name of an input is written `_`."""
    return evaluated(content, name, {each.replace("_", " "): given for each, given in inputs.items()}).output


def of(logic: str, **inputs: object) -> object:
    """Return what a boxed expression gives, the names of the inputs being variables."""
    return value(dmn(decision("d", logic)), "d", **inputs)


def warned(content: bytes, name: str, **inputs: object) -> list[str]:
    """Return the warnings of an evaluation, each as "kind: message"."""
    found = evaluated(content, name, inputs)
    return [f"{warning.kind}: {warning.message}" for warning in found.warnings]


def problems(content: bytes, *others: bytes) -> list[str]:
    """Return why a model is refused, each as "rule, line N, element: reason"."""
    try:
        compiled(content, *others)
    except DecisionModelError as error:
        return [f"{problem.rule}, {problem}" for problem in error.problems]
    return []
