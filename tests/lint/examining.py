"""Diagrams written in the tests that examine them, and what lint says of them."""

import json
from collections.abc import Iterable, Mapping
from itertools import pairwise

from duecourse.diagram.reader import read
from duecourse.forms import Form, read_form
from duecourse.lint import Finding, Resources, lint

START, END = '<startEvent id="start"/>', '<endEvent id="end"/>'


def diagram(body: str, beside: str = "", *, process: str = "") -> str:
    """Write a file with a process; ``beside`` stands after it, ``process`` is in its extensions."""
    return (
        '<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL"'
        ' xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"'
        ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" id="file" targetNamespace="tests">\n'
        f'<process id="process" isExecutable="true">\n{extensions(process)}{body}\n</process>\n'
        f"{beside}\n</definitions>\n"
    )


def extensions(*parts: str) -> str:
    """Write the extensions of an element."""
    return f"<extensionElements>{''.join(parts)}</extensionElements>\n" if any(parts) else ""


def properties(**values: str) -> str:
    """Write properties of ours; ``__`` in a name is the colon before a reason code."""
    written = "".join(
        f'<zeebe:property name="duecourse:{name.replace("__", ":")}" value="{escaped(value)}"/>'
        for name, value in values.items()
    )
    return f"<zeebe:properties>{written}</zeebe:properties>"


def mappings(inputs: Mapping[str, str] | None = None, outputs: Mapping[str, str] | None = None) -> str:
    """Write input and output mappings, each target with its source."""
    written = [
        f'<zeebe:{kind} source="{escaped(source)}" target="{target}"/>'
        for kind, each in (("input", inputs or {}), ("output", outputs or {}))
        for target, source in each.items()
    ]
    return f"<zeebe:ioMapping>{''.join(written)}</zeebe:ioMapping>"


def escaped(text: str) -> str:
    """Write a text as the value of an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace('"', "&quot;")


def element(kind: str, name: str, *parts: str, attributes: str = "", inside: str = "") -> str:
    """Write an element with its extensions (``parts``), each element on a line of its own."""
    return f'<{kind} id="{name}" name="Do {name}" {attributes}>{extensions(*parts)}{inside}</{kind}>\n'


def user(name: str, *parts: str, attributes: str = "", inside: str = "") -> str:
    """Write a user task for the group clerks."""
    who = "" if any("assignmentDefinition" in each for each in parts) else assigned()
    return element("userTask", name, who, *parts, attributes=attributes, inside=inside)


def assigned(groups: str = "clerks") -> str:
    """Write who may work on a task."""
    return f'<zeebe:assignmentDefinition candidateGroups="{escaped(groups)}"/>'


def asks(form_id: str) -> str:
    """Write which form a task has."""
    return f'<zeebe:formDefinition formId="{form_id}"/>'


def script(name: str, expression: str, result: str, *parts: str, inside: str = "") -> str:
    """Write a script task."""
    text = f'<zeebe:script expression="={escaped(expression)}" resultVariable="{result}"/>'
    return element("scriptTask", name, text, *parts, inside=inside)


def job(name: str, *parts: str, inside: str = "") -> str:
    """Write a service task."""
    return element("serviceTask", name, '<zeebe:taskDefinition type="post"/>', *parts, inside=inside)


def each(collection: str = "=agencies", *, sequential: bool = False, rest: str = "", inside: str = "") -> str:
    """Write a multi-instance over a collection, whose items are called ``agency``."""
    order = ' isSequential="true"' if sequential else ""
    loop = (
        f'<zeebe:loopCharacteristics inputCollection="{escaped(collection)}" inputElement="agency" {rest}/>'
    )
    return (
        f"<multiInstanceLoopCharacteristics{order}>{extensions(loop)}{inside}"
        "</multiInstanceLoopCharacteristics>"
    )


def expression(kind: str, text: str) -> str:
    """Write an element whose text is an expression."""
    return f'<{kind} xsi:type="tFormalExpression">{escaped(text)}</{kind}>'


def timer(text: str = "P1D", kind: str = "timeDuration") -> str:
    """Write what makes an event a timer."""
    return f"<timerEventDefinition>{expression(kind, text)}</timerEventDefinition>"


def boundary(
    name: str, host: str, definition: str, *parts: str, interrupting: bool = True, to: str = "end"
) -> str:
    """Write a boundary event, and the flow from it."""
    attributes = f'attachedToRef="{host}"' + ("" if interrupting else ' cancelActivity="false"')
    return element("boundaryEvent", name, *parts, attributes=attributes, inside=definition) + flow(name, to)


def flow(source: str, target: str, condition: str | None = None) -> str:
    """Write a sequence flow, with a condition in FEEL if there is one."""
    drawn = "" if condition is None else expression("conditionExpression", f"={condition}")
    ends = f'sourceRef="{source}" targetRef="{target}"'
    return f'<sequenceFlow id="{source}_{target}" {ends}>{drawn}</sequenceFlow>\n'


def chain(*names: str) -> str:
    """Write the sequence flows that connect elements in a row."""
    return "".join(flow(source, target) for source, target in pairwise(names))


def row(*elements: str, names: Iterable[str]) -> str:
    """Write elements between a start and an end event, and the flows that connect them in a row."""
    return f"{START}\n{''.join(elements)}{END}\n{chain('start', *names, 'end')}"


def sub_process(name: str, body: str, *parts: str, attributes: str = "", loop: str = "") -> str:
    """Write a sub-process."""
    return element("subProcess", name, *parts, attributes=attributes, inside=f"{loop}{body}")


def inner(*elements: str, names: Iterable[str]) -> str:
    """Write what is in a sub-process: as ``row``, with other ids for start and end."""
    start, end = '<startEvent id="inner_start"/>', '<endEvent id="inner_end"/>'
    return f"{start}\n{''.join(elements)}{end}\n{chain('inner_start', *names, 'inner_end')}"


def message(name: str, key: str = "") -> str:
    """Write a message with this id and name."""
    subscription = f'<zeebe:subscription correlationKey="{escaped(key)}"/>' if key else ""
    return f'<message id="{name}" name="{name}">{extensions(subscription)}</message>'


def form(form_id: str, *keys: str, **more: object) -> Form:
    """Return a form with text fields; ``more`` are properties of its last field."""
    fields: list[dict[str, object]] = [
        {"type": "textfield", "id": key, "key": key, "label": key} for key in keys
    ]
    fields[-1] |= more
    return read_form(json.dumps({"type": "default", "id": form_id, "components": fields}).encode())


def examine(
    text: str,
    *forms: Form,
    groups: Iterable[str] = ("clerks",),
    previous: Mapping[str, str] | None = None,
) -> tuple[Finding, ...]:
    """Return all that lint says of a diagram."""
    resources = Resources({each.id: each for each in forms}, frozenset(groups), previous or {})
    return lint(read(text.encode()), resources)


def said(
    rule: str,
    text: str,
    *forms: Form,
    groups: Iterable[str] = ("clerks",),
    previous: Mapping[str, str] | None = None,
) -> list[tuple[str, str | None, str]]:
    """Return what one rule says of a diagram: severity, element and message of each finding."""
    findings = examine(text, *forms, groups=groups, previous=previous)
    return [(each.severity.value, each.element_id, each.message) for each in findings if each.rule == rule]


def unknown(text: str, *forms: Form) -> list[tuple[str, str | None, str]]:
    """Return the variables that are not known: severity, element, and what reads which.

    They come in the order of their lines, then of elements and sentences.
    """
    found = []
    for finding in examine(text, *forms):
        if finding.rule == "unknown-variable":
            before, _, after = finding.message.partition(" reads '")
            sentence = f"{before} reads {after.partition(chr(39))[0]}"
            found.append((finding.line, finding.severity.value, finding.element_id, sentence))
    return [(severity, name, sentence) for _, severity, name, sentence in sorted(found)]
