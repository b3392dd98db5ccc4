"""Small diagrams and forms, each made for what the tests of commands look at."""

import json
from itertools import pairwise
from typing import Final

from duecourse.model.json import Json

_NAMESPACES: Final = (
    'xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" '
    'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)


def diagram(process: str, body: str, beside: str = "", *, variables: str = "", rest: str = "") -> bytes:
    """Return a file with a process; ``beside`` stands before it, ``variables`` come from outside."""
    text = (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<definitions {_NAMESPACES} id="file" targetNamespace="t">\n'
        f"{beside}\n{process_xml(process, body, variables)}\n{rest}</definitions>\n"
    )
    return text.encode()


def process_xml(process: str, body: str, variables: str = "") -> str:
    """Return the element of a process."""
    known = properties(variables=variables) if variables else ""
    return f'<process id="{process}" isExecutable="true">\n{extensions(known)}{body}\n</process>'


def extensions(*parts: str) -> str:
    """Return the extensions of an element, if there are any."""
    return f"<extensionElements>{''.join(parts)}</extensionElements>" if any(parts) else ""


def properties(**values: str) -> str:
    """Return properties of ours."""
    return prefixed({f"duecourse:{name}": value for name, value in values.items()})


def prefixed(values: dict[str, str]) -> str:
    """Return properties by their whole names."""
    each = "".join(f'<zeebe:property name="{name}" value="{value}"/>' for name, value in values.items())
    return f"<zeebe:properties>{each}</zeebe:properties>"


def flows(*names: str) -> str:
    """Return the sequence flows that connect elements in a row."""
    return "\n".join(
        f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}"/>'
        for source, target in pairwise(names)
    )


def conditional(source: str, target: str, condition: str) -> str:
    """Return a sequence flow with a condition."""
    return (
        f'<sequenceFlow id="{source}_{target}" sourceRef="{source}" targetRef="{target}">'
        f'<conditionExpression xsi:type="tFormalExpression">{condition}</conditionExpression></sequenceFlow>'
    )


def task(name: str, *parts: str, groups: str = "clerks", loop: str = "") -> str:
    """Return a user task for a group."""
    who = f'<zeebe:assignmentDefinition candidateGroups="{groups}"/>'
    return f'<userTask id="{name}">{extensions(who, *parts)}{loop}</userTask>'


def each(collection: str, item: str = "item") -> str:
    """Return the characteristics of a parallel multi-instance."""
    what = f'<zeebe:loopCharacteristics inputCollection="{collection}" inputElement="{item}"/>'
    return f"<multiInstanceLoopCharacteristics>{extensions(what)}</multiInstanceLoopCharacteristics>"


def timer(kind: str, text: str) -> str:
    """Return the definition of a timer event."""
    return (
        f'<timerEventDefinition><{kind} xsi:type="tFormalExpression">{text}</{kind}></timerEventDefinition>'
    )


def message(name: str, key: str | None = None) -> str:
    """Return a message, with what it is correlated by."""
    subscription = "" if key is None else extensions(f'<zeebe:subscription correlationKey="{key}"/>')
    return f'<message id="{_id(name)}" name="{name}">{subscription}</message>'


def _id(name: str) -> str:
    return f"{name.replace(' ', '_')}_message"


def awaits(name: str) -> str:
    """Return the definition of a message event."""
    return f'<messageEventDefinition messageRef="{_id(name)}"/>'


def boundary(name: str, host: str, definition: str, *, interrupting: bool = True) -> str:
    """Return a boundary event."""
    stops = "true" if interrupting else "false"
    start = f'<boundaryEvent id="{name}" attachedToRef="{host}" cancelActivity="{stops}">'
    return f"{start}{definition}</boundaryEvent>"


def catch(name: str, definition: str) -> str:
    """Return an intermediate event that waits."""
    return f'<intermediateCatchEvent id="{name}">{definition}</intermediateCatchEvent>'


def form(form_id: str, *fields: Json) -> bytes:
    """Return the file of a form."""
    return json.dumps({"type": "default", "id": form_id, "components": fields}).encode()


def text_field(name: str, **more: Json) -> Json:
    """Return a field of a form."""
    return {"type": "textfield", "id": f"field_{name}", "key": name, "label": name, **more}


START: Final = '<startEvent id="start"/>'
END: Final = '<endEvent id="end"/>'


def line(
    process: str, *elements: str, names: tuple[str, ...], beside: str = "", variables: str = ""
) -> bytes:
    """Return a process of elements in a row, between a start and an end event."""
    body = "\n".join([START, *elements, END, flows("start", *names, "end")])
    return diagram(process, body, beside, variables=variables)


TWO_STEPS: Final = line("steps", task("first"), task("second"), names=("first", "second"))

RULED: Final = line(
    "ruled",
    task(
        "decide",
        '<zeebe:formDefinition formId="decision"/>',
        prefixed(
            {
                "duecourse:stage": "deciding",
                "duecourse:constraint:TOO_MUCH": "=amount &lt;= limit",
                "duecourse:constraint:NOT_BY_CARL": "=actor.username != &quot;carl&quot;",
                "duecourse:message:TOO_MUCH": "That is too much.",
            }
        ),
    ),
    task("sign", properties(unavailable="NOT_DECIDED"), groups="board"),
    names=("decide", "sign"),
    variables="limit",
)
DECISION: Final = form(
    "decision",
    {"type": "number", "id": "n", "key": "amount", "label": "Amount", "validate": {"required": True}},
    text_field("remark"),
)

_BRANCHES: Final = [f"task{number}" for number in range(8)]
EIGHT: Final = diagram(
    "eight",
    "\n".join(
        [
            START,
            END,
            '<parallelGateway id="fork"/><parallelGateway id="join"/>',
            *(task(name) for name in _BRANCHES),
            flows("start", "fork"),
            flows("join", "end"),
            *(flows("fork", name, "join") for name in _BRANCHES),
        ]
    ),
)

PARTS: Final = line("parts", task("part", loop=each("=list")), names=("part",), variables="list")

STARTED_BY_MESSAGE: Final = diagram(
    "started",
    "\n".join(
        [
            f'<startEvent id="asked">{awaits("please start")}</startEvent>',
            task("work"),
            END,
            flows("asked", "work", "end"),
        ]
    ),
    message("please start"),
)
ANSWERED: Final = line(
    "answered",
    '<receiveTask id="wait" messageRef="answer_message"/>',
    task("read"),
    names=("wait", "read"),
    beside=message("answer", "=reference"),
    variables="reference",
)
REMINDED: Final = diagram(
    "reminded",
    "\n".join(
        [
            START,
            END,
            task("work"),
            boundary("remind", "work", timer("timeCycle", "R/PT10M"), interrupting=False),
            '<endEvent id="reminded_of_it"/>',
            flows("start", "work", "end"),
            flows("remind", "reminded_of_it"),
        ]
    ),
)
STARTING_EACH_HOUR: Final = diagram(
    "hourly",
    "\n".join(
        [
            f'<startEvent id="hour">{timer("timeCycle", "R/PT1H")}</startEvent>',
            task("look"),
            END,
            flows("hour", "look", "end"),
        ]
    ),
)

_POST: Final = (
    '<zeebe:taskDefinition type="post" retries="3"/>'
    '<zeebe:taskHeaders><zeebe:header key="urgency" value="high"/></zeebe:taskHeaders>'
)
LETTER: Final = diagram(
    "letter",
    "\n".join(
        [
            START,
            END,
            f'<serviceTask id="post">{extensions(_POST)}</serviceTask>',
            boundary("returned", "post", '<errorEventDefinition errorRef="gone"/>'),
            task("ask"),
            flows("start", "post", "end"),
            flows("returned", "ask", "end"),
        ]
    ),
    '<error id="gone" errorCode="GONE"/>',
)
LETTERS: Final = line(
    "letters",
    f'<serviceTask id="post">{extensions(_POST)}{each("=list")}</serviceTask>',
    names=("post",),
    variables="list",
)
