"""Read decision tables."""

from duecourse.diagram.xml import Node
from duecourse.dmn.boxed import (
    Aggregation,
    Boxed,
    HitPolicy,
    InputClause,
    Literal,
    OutputClause,
    Rule,
    Table,
    Text,
)
from duecourse.dmn.reading.file import File, name_of
from duecourse.dmn.reading.literals import common, literal


def table(file: File, node: Node) -> Boxed:
    """Read a decision table; report rules that do not fit its columns, and policies that contradict it."""
    inputs = tuple(_input(file, each) for each in file.each(node, "input"))
    outputs = tuple(_output(file, each) for each in file.each(node, "output"))
    rules = tuple(_rule(file, each, len(inputs), len(outputs)) for each in file.each(node, "rule"))
    found = Table(
        **common(file, node),
        hit_policy=_policy(node),
        aggregation=_aggregation(node),
        inputs=inputs,
        outputs=outputs,
        annotations=tuple(name_of(each) for each in file.each(node, "annotation")),
        rules=rules,
    )
    _check(file, node, found)
    return found


def _policy(node: Node) -> HitPolicy:
    # A value that is none is a problem already.
    name = (node.get("hitPolicy") or "").strip()
    return HitPolicy(name) if name in list(HitPolicy) else HitPolicy.UNIQUE


def _aggregation(node: Node) -> Aggregation | None:
    name = (node.get("aggregation") or "").strip()
    return Aggregation(name) if name in list(Aggregation) else None


def _check(file: File, node: Node, found: Table) -> None:
    if found.aggregation is not None and found.hit_policy is not HitPolicy.COLLECT:
        reason = f"aggregation has no meaning with the hit policy {found.hit_policy}, only with COLLECT"
        file.refuse("hit-policy", node, reason)
    if found.aggregation is not None and len(found.outputs) > 1:
        reason = f"{found.aggregation} needs a table with one output, this has {len(found.outputs)}"
        file.refuse("hit-policy", node, reason)
    names = [output.name for output in found.outputs]
    if len(names) > 1 and ("" in names or len(set(names)) < len(names)):
        file.refuse("output", node, "each of several outputs needs a name of its own")


def _input(file: File, node: Node) -> InputClause:
    return InputClause(
        id=node.id or "",
        label=(node.get("label") or "").strip(),
        expression=_needed(file, node, "inputExpression"),
        values=_values(file, node, "inputValues"),
    )


def _needed(file: File, node: Node, name: str) -> Literal:
    # One that is missing is a problem already.
    return literal(file, file.first(node, name) or node)


def _output(file: File, node: Node) -> OutputClause:
    default = file.first(node, "defaultOutputEntry")
    return OutputClause(
        id=node.id or "",
        name=name_of(node),
        label=(node.get("label") or "").strip(),
        line=node.line,
        type=file.type_of(node, node.get("typeRef")),
        values=_values(file, node, "outputValues"),
        default=None if default is None else literal(file, default),
    )


def _values(file: File, node: Node, name: str) -> Text | None:
    """Read the values that are allowed; a list that is empty allows any."""
    found = file.text(file.first(node, name))
    return found if found is not None and found.feel.strip() else None


def _rule(file: File, node: Node, inputs: int, outputs: int) -> Rule:
    tests = tuple(filter(None, map(file.text, file.each(node, "inputEntry"))))
    results = tuple(literal(file, each) for each in file.each(node, "outputEntry"))
    for found, wanted, what in ((len(tests), inputs, "input"), (len(results), outputs, "output")):
        if found != wanted:
            reason = f"the rule has {found} {what} entries, the table {wanted} {what}s"
            file.refuse("rule", node, reason)
    annotations = tuple(file.words(each, "text") for each in file.each(node, "annotationEntry"))
    return Rule(id=node.id or "", line=node.line, tests=tests, results=results, annotations=annotations)
