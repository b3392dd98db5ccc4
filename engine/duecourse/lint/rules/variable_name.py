"""Variables that no expression could read."""

from collections.abc import Iterator
from typing import Final

from duecourse.diagram.elements import Task
from duecourse.feel.syntax.names import KEYWORDS
from duecourse.lint.findings import Finding, Severity
from duecourse.lint.places import CONTEXT
from duecourse.lint.sources import names_declared
from duecourse.lint.spots import Spot, loop_of
from duecourse.lint.subject import Rule, Subject

ID: Final = "variable-name"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield names of variables that are words of FEEL, and declared ones that are no names.

    What mappings and scripts call their variables has been checked to be a name when the diagram was read.
    """
    for process in subject.processes:
        for name in sorted(names_declared(process.properties) or ()):
            yield from _wrong("duecourse:variables", name, process.id, process.line)
    for spot in subject.spots:
        for what, name, line in _names(spot):
            yield from _wrong(what, name, spot.node.id, line)


def _wrong(what: str, name: str, element_id: str, line: int) -> Iterator[Finding]:
    if name in KEYWORDS:
        reason = "a word of FEEL"
    elif name == CONTEXT:
        reason = "the name of what every expression can see of its process instance"
    elif not name.isidentifier():
        reason = "no name of letters, digits and _"
    else:
        return
    message = f"{what} '{name}' is {reason}, so no expression could read that variable"
    yield Finding(ID, Severity.ERROR, element_id, line, message)


def _names(spot: Spot) -> Iterator[tuple[str, str, int]]:
    """Yield what an element calls its variables, with what says so and the line."""
    node, loop = spot.node, loop_of(spot.node)
    for mapping in node.inputs:
        yield "the target of the input mapping", mapping.target, mapping.line
    for mapping in node.outputs:
        yield "the target of the output mapping", mapping.target, mapping.line
    if loop is not None and loop.input_element is not None:
        yield "the input element", loop.input_element, loop.line
    if loop is not None and loop.output_collection is not None:
        yield "the output collection", loop.output_collection, loop.line
    if isinstance(node, Task) and node.script is not None:
        yield "the result variable", node.script.result_variable, node.script.expression.line
    for name in sorted(names_declared(node.properties) or ()):
        yield "duecourse:variables", name, node.line


RULE: Final = Rule(ID, "Every variable is called by a name that expressions can read.", check)
