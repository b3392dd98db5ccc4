"""What a file declares once and elements refer to: messages, errors and escalations."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from lxml import etree

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

Refuse: TypeAlias = Callable[[str, etree._Element, str], None]

THROWING = frozenset({"endEvent", "intermediateThrowEvent"})


@dataclass(frozen=True)
class Declared:
    """The declarations of a file by id; of errors and escalations their codes."""

    messages: Mapping[str, Message]
    errors: Mapping[str, Text | None]
    escalations: Mapping[str, Text | None]


def declared(root: etree._Element) -> Declared:
    """Read the declarations of a file."""
    return Declared(
        {each.get("id", ""): _message(each) for each in xml.children(root, "message")},
        {each.get("id", ""): extensions.value(each, "errorCode") for each in xml.children(root, "error")},
        {
            each.get("id", ""): extensions.value(each, "escalationCode")
            for each in xml.children(root, "escalation")
        },
    )


def _message(element: etree._Element) -> Message:
    subscription = extensions.extension(element, "subscription")
    name = extensions.value(element, "name") or Text(element.get("id", ""), xml.line_of(element))
    return Message(
        element.get("id", ""), name, extensions.value(subscription, "correlationKey"), xml.line_of(element)
    )


def event_definition(known: Declared, event: etree._Element, refuse: Refuse) -> EventDefinition | None:
    """Return what an event waits for or throws; None for a none event."""
    found = [each for each in event if xml.local(each).endswith("EventDefinition")]
    if not found:
        return None
    if len(found) > 1:
        refuse("event-definitions", event, "several event definitions in one event are not executed")
    drawn = found[0]
    line, kind = xml.line_of(drawn), xml.local(drawn)
    if kind == "timerEventDefinition":
        return _timer(drawn, refuse)
    if kind == "messageEventDefinition":
        return message_of(known, drawn, refuse, required=True)
    if kind == "terminateEventDefinition":
        return TerminateDefinition(line)
    if kind == "errorEventDefinition":
        return ErrorDefinition(_code(known.errors, event, drawn, "errorRef", refuse), line)
    return EscalationDefinition(_code(known.escalations, event, drawn, "escalationRef", refuse), line)


def _timer(drawn: etree._Element, refuse: Refuse) -> TimerDefinition:
    texts = [each for each in drawn if xml.local(each) in set(TimerKind)]
    if len(texts) != 1 or not xml.words(texts[0]):
        refuse("timer", drawn, "a timer needs exactly one of timeDate, timeDuration and timeCycle")
        return TimerDefinition(TimerKind.DATE, Text("", xml.line_of(drawn)), xml.line_of(drawn))
    text = texts[0]
    return TimerDefinition(
        TimerKind(xml.local(text)), Text.read(xml.words(text), xml.line_of(text)), xml.line_of(drawn)
    )


def message_of(
    known: Declared, holder: etree._Element, refuse: Refuse, *, required: bool = False
) -> MessageDefinition | None:
    """Return the message that an event definition or a task refers to."""
    reference = holder.get("messageRef")
    if reference is None:
        if required:
            refuse("message", holder, "the message event does not say which message")
        return None
    found = known.messages.get(reference.rpartition(":")[2]) or known.messages.get(reference)
    if found is None:
        refuse("message", holder, f"there is no message '{reference}'")
        return None
    return MessageDefinition(found, xml.line_of(holder))


def _code(
    known: Mapping[str, Text | None],
    event: etree._Element,
    drawn: etree._Element,
    attribute: str,
    refuse: Refuse,
) -> Text | None:
    kind = attribute.removesuffix("Ref")
    reference = drawn.get(attribute)
    throws = xml.local(event) in THROWING
    if reference is None:
        if throws:
            refuse(kind, event, f"the event does not say which {kind} it throws")
        return None
    name = reference if reference in known else reference.rpartition(":")[2]
    if name not in known:
        refuse(kind, event, f"there is no {kind} '{reference}'")
        return None
    code = known[name]
    if code is None and throws:
        refuse(kind, event, f"the {kind} '{name}' that is thrown has no {kind}Code")
    if code is not None and code.feel is not None and not throws:
        refuse(kind, event, f"the {kind}Code of what is caught must be written out, not computed")
    return code
