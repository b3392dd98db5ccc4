"""Building tasks, calls and multi-instances from elements that have been checked."""

from typing import Any

from duecourse.diagram import extensions, xml
from duecourse.diagram.definitions import Known, message_of
from duecourse.diagram.elements import CallActivity, FlowNode, MultiInstance, Task, TaskKind
from duecourse.diagram.expressions import Text
from duecourse.diagram.report import Report
from duecourse.diagram.xml import Node


def build_task(known: Known, element: Node, common: dict[str, Any]) -> FlowNode:
    """Build a task of any kind."""
    return Task(
        **common,
        kind=TaskKind(element.name),
        loop=loop(element, known.report),
        default=extensions.name(element, "default"),
        form_id=extensions.form_id(element),
        assignment=extensions.assignment(element),
        schedule=extensions.schedule(element),
        priority=extensions.priority(element),
        script=extensions.script(element),
        job=extensions.job(element),
        message=message_of(known, element),
        publication=extensions.publication(element),
    )


def build_call(known: Known, element: Node, common: dict[str, Any]) -> FlowNode:
    """Build a call activity; what it calls is in the extension, or in the attribute of BPMN."""
    called = extensions.extension(element, "calledElement")
    parent, child = "propagateAllParentVariables", "propagateAllChildVariables"
    return CallActivity(
        **common,
        loop=loop(element, known.report),
        default=extensions.name(element, "default"),
        process_id=_called(known, element, extensions.value(called, "processId")),
        propagate_all_parent_variables=xml.truth(None if called is None else called.get(parent), True),
        propagate_all_child_variables=xml.truth(None if called is None else called.get(child), True),
    )


def _called(known: Known, element: Node, extended: Text | None) -> Text:
    plain = extensions.name(element, "calledElement")
    if plain is None:
        if extended is None:
            reason = "the call activity does not say which process it calls"
            known.report.refuse("called-element", element, reason)
        return extended or Text("", element.line)
    name = known.names.local(element, plain)
    if name is None:
        reason = f"calledElement: the prefix of {xml.shown(plain)} is not that of the target namespace"
        known.report.refuse("called-element", element, reason)
    elif extended is not None and extended.raw != name:
        reason = f"calledElement says {xml.shown(plain)}, but zeebe:calledElement {xml.shown(extended.raw)}"
        known.report.refuse("called-element", element, reason)
    return extended or Text(name or "", element.line)


def loop(element: Node, report: Report) -> MultiInstance | None:
    """Return the multi-instance of an activity, if it is one."""
    drawn = element.first("multiInstanceLoopCharacteristics")
    if drawn is None:
        return None
    extension = extensions.extension(drawn, "loopCharacteristics")
    cardinality, collection = drawn.first("loopCardinality"), extensions.value(extension, "inputCollection")
    if cardinality is None and collection is None:
        report.refuse("loop", drawn, "a multi-instance needs an inputCollection or a loopCardinality")
    return MultiInstance(
        sequential=xml.truth(drawn.get("isSequential"), False),
        input_collection=collection,
        input_element=extensions.name(extension, "inputElement"),
        output_collection=extensions.name(extension, "outputCollection"),
        output_element=extensions.value(extension, "outputElement"),
        cardinality=_feel(cardinality),
        completion_condition=_feel(drawn.first("completionCondition")),
        line=drawn.line,
    )


def _feel(node: Node | None) -> Text | None:
    text = xml.words(node)
    return None if node is None or not text else Text.read(text, node.line, always_feel=True)
