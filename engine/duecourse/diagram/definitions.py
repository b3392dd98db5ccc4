"""What a file declares once and elements refer to: messages, errors and escalations."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from duecourse.diagram import extensions, xml
from duecourse.diagram.events import (
    ErrorDefinition,
    EscalationDefinition,
    EventDefinition,
    Message,
    MessageDefinition,
    TerminateDefinition,
    TimerDefinition,
    TimerKind,
)
from duecourse.diagram.expressions import Text
from duecourse.diagram.names import Names
from duecourse.diagram.report import Report
from duecourse.diagram.xml import Node

THROWING: Final = frozenset({"endEvent", "intermediateThrowEvent"})
_KINDS: Final = frozenset(
    f"{kind}EventDefinition" for kind in ("timer", "message", "terminate", "error", "escalation")
)


@dataclass(frozen=True)
class Known:
    """What elements may refer to, and where problems are reported."""

    names: Names
    messages: Mapping[str, Message]
    report: Report


def known(root: Node, names: Names, report: Report) -> Known:
    """Read the declarations of a file."""
    messages = {each.id: _message(each) for each in root.each("message") if each.id}
    return Known(names, messages, report)


def _message(node: Node) -> Message:
    name = extensions.value(node, "name") or Text("", node.line)
    subscription = extensions.extension(node, "subscription")
    return Message(node.id or "", name, extensions.value(subscription, "correlationKey"), node.line)


def event_definition(known: Known, event: Node) -> EventDefinition | None:
    """Return what an event waits for or throws; None for a none event."""
    found = [each for each in event.children if each.namespace == xml.BPMN and each.name in _KINDS]
    if not found:
        return None
    if len(found) > 1:
        reason = "several event definitions in one event are not executed"
        known.report.refuse("event-definitions", found[1], reason)
    return _definition(known, event, found[0])


def _definition(known: Known, event: Node, drawn: Node) -> EventDefinition | None:
    if drawn.name == "timerEventDefinition":
        return _timer(drawn, known.report)
    if drawn.name == "messageEventDefinition":
        # A program that sends the message knows which one it is.
        sent = extensions.extension(event, "taskDefinition") is not None
        if drawn.get("messageRef") is None and not sent:
            known.report.refuse("message", drawn, "the message event does not say which message")
            known.report.spoil(event)
        return message_of(known, drawn)
    if drawn.name == "terminateEventDefinition":
        return TerminateDefinition(drawn.line)
    if drawn.name == "errorEventDefinition":
        return ErrorDefinition(_code(known, event, drawn, "error"), drawn.line)
    return EscalationDefinition(_code(known, event, drawn, "escalation"), drawn.line)


def _timer(drawn: Node, report: Report) -> TimerDefinition:
    kinds = {str(kind) for kind in TimerKind}
    texts = [each for each in drawn.children if each.namespace == xml.BPMN and each.name in kinds]
    if len(texts) != 1:
        report.refuse("timer", drawn, "a timer needs exactly one of timeDate, timeDuration and timeCycle")
        return TimerDefinition(TimerKind.DATE, Text("", drawn.line), drawn.line)
    [text] = texts
    return TimerDefinition(TimerKind(text.name), Text.read(xml.words(text), text.line), drawn.line)


def message_of(known: Known, holder: Node) -> MessageDefinition | None:
    """Return the message that an event definition or a task refers to."""
    reference = holder.get("messageRef")
    found = None if reference is None else known.names.find(holder, reference)
    message = None if found is None else known.messages.get(found.id or "")
    if found is None or message is None:
        return None
    if not message.name.raw:
        known.report.refuse("message", found, "a message that is sent or awaited needs a name")
    return MessageDefinition(message, holder.line)


def _code(known: Known, event: Node, drawn: Node, kind: str) -> Text | None:
    """Return the code of an error or escalation; None for a catcher of all."""
    reference = drawn.get(f"{kind}Ref")
    throws = event.name in THROWING
    if reference is None:
        if throws:
            known.report.refuse(kind, drawn, f"the event does not say which {kind} it throws")
        return None
    found = known.names.find(drawn, reference)
    if found is None or found.name != kind:
        return None
    code = extensions.value(found, f"{kind}Code")
    if code is None:
        known.report.refuse(kind, drawn, f"the {kind} {xml.shown(found.id or '')} has no {kind}Code")
        known.report.spoil(event)
    elif code.feel is not None and not throws:
        known.report.refuse(
            kind, drawn, f"the {kind}Code of what is caught must be written out, not computed"
        )
    return code
