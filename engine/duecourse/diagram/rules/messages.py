"""Messages: what awaiting them needs."""

from collections.abc import Iterator

from duecourse.diagram.elements import Event, Task
from duecourse.diagram.events import EventDefinition, MessageDefinition
from duecourse.diagram.problems import Problem
from duecourse.diagram.rules.breach import breach
from duecourse.diagram.xml import shown


def check_awaited(node: Event | Task, definition: EventDefinition | None) -> Iterator[Problem]:
    """Yield a message that is awaited without saying which instance it is for."""
    if isinstance(definition, MessageDefinition) and definition.message.correlation_key is None:
        name = shown(definition.message.name.raw)
        reason = f"the message {name} needs a zeebe:subscription with a correlationKey"
        yield breach("correlation", node, reason)
