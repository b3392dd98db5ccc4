"""Which elements and attributes of BPMN are understood; the extensions are in ``extension_vocabulary``.

What is not in these tables is refused. ``docs/reference/elements.md`` is written from them.
"""

from collections.abc import Mapping
from typing import Final

_ROOT: Final = "message error escalation process collaboration category"
_NOTED: Final = (
    "extension signal itemDefinition interface resource dataStore partnerEntity partnerRole endPoint "
    "relationship"
)
_BASE: Final = "documentation extensionElements"
_EVENTS: Final = "startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent"
_TASKS: Final = "task userTask manualTask scriptTask serviceTask sendTask receiveTask businessRuleTask"
_GATEWAYS: Final = "exclusiveGateway parallelGateway inclusiveGateway eventBasedGateway"
_ACTIVITIES: Final = f"{_TASKS} subProcess callActivity"
_FLOW_NODES: Final = f"{_EVENTS} {_ACTIVITIES} {_GATEWAYS}"
_FLOW_ELEMENTS: Final = f"{_FLOW_NODES} sequenceFlow dataObject dataObjectReference dataStoreReference"
_ARTIFACTS: Final = "textAnnotation association group"
_NODE: Final = f"{_BASE} auditing monitoring categoryValueRef incoming outgoing"
_ACTIVITY: Final = f"{_NODE} multiInstanceLoopCharacteristics"
_CAUGHT: Final = "messageEventDefinition timerEventDefinition"
_THROWN: Final = "messageEventDefinition escalationEventDefinition"
_CODED: Final = "errorEventDefinition escalationEventDefinition"
_ACTIVITY_ATTRIBUTES: Final = "id name default isForCompensation startQuantity completionQuantity"
_EXPRESSION: Final = ("id language evaluatesToTypeRef", "")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


FLOW_NODES: Final = _names(_FLOW_NODES)
ACTIVITIES: Final = _names(_ACTIVITIES)

# Each element with its attributes and its children.
BPMN_ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "definitions": (
        "id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
        f"{_BASE} {_ROOT} {_NOTED}",
    ),
    "documentation": ("id textFormat", ""),
    "extensionElements": ("", ""),
    "message": ("id name", _BASE),
    "error": ("id name errorCode structureRef", _BASE),
    "escalation": ("id name escalationCode structureRef", _BASE),
    "category": ("id name", f"{_BASE} categoryValue"),
    "categoryValue": ("id value", _BASE),
    "collaboration": ("id name isClosed", f"{_BASE} participant messageFlow {_ARTIFACTS}"),
    "participant": ("id name processRef", f"{_BASE} participantMultiplicity"),
    "participantMultiplicity": ("id minimum maximum", _BASE),
    "messageFlow": ("id name sourceRef targetRef messageRef", _BASE),
    "process": (
        "id name isExecutable isClosed processType definitionalCollaborationRef",
        f"{_BASE} auditing monitoring laneSet {_FLOW_ELEMENTS} {_ARTIFACTS}",
    ),
    "auditing": ("id", _BASE),
    "monitoring": ("id", _BASE),
    "laneSet": ("id name", f"{_BASE} lane"),
    "lane": ("id name", f"{_BASE} flowNodeRef childLaneSet"),
    "childLaneSet": ("id name", f"{_BASE} lane"),
    "flowNodeRef": ("", ""),
    "categoryValueRef": ("", ""),
    "incoming": ("", ""),
    "outgoing": ("", ""),
    "textAnnotation": ("id textFormat", f"{_BASE} text"),
    "text": ("", ""),
    "association": ("id sourceRef targetRef associationDirection", _BASE),
    "group": ("id categoryValueRef", _BASE),
    "dataObject": ("id name isCollection itemSubjectRef", f"{_BASE} dataState"),
    "dataState": ("id name", _BASE),
    "dataObjectReference": ("id name dataObjectRef itemSubjectRef", f"{_BASE} dataState"),
    "dataStoreReference": ("id name dataStoreRef itemSubjectRef", f"{_BASE} dataState"),
    "sequenceFlow": (
        "id name sourceRef targetRef isImmediate",
        f"{_BASE} auditing monitoring conditionExpression",
    ),
    "conditionExpression": _EXPRESSION,
    "startEvent": ("id name isInterrupting parallelMultiple", f"{_NODE} {_CAUGHT} {_CODED}"),
    "endEvent": ("id name", f"{_NODE} {_THROWN} errorEventDefinition terminateEventDefinition"),
    "intermediateCatchEvent": ("id name parallelMultiple", f"{_NODE} {_CAUGHT}"),
    "intermediateThrowEvent": ("id name", f"{_NODE} {_THROWN}"),
    "boundaryEvent": (
        "id name attachedToRef cancelActivity parallelMultiple",
        f"{_NODE} {_CAUGHT} {_CODED}",
    ),
    "messageEventDefinition": ("id messageRef", _BASE),
    "timerEventDefinition": ("id", f"{_BASE} timeDate timeDuration timeCycle"),
    "timeDate": _EXPRESSION,
    "timeDuration": _EXPRESSION,
    "timeCycle": _EXPRESSION,
    "errorEventDefinition": ("id errorRef", _BASE),
    "escalationEventDefinition": ("id escalationRef", _BASE),
    "terminateEventDefinition": ("id", _BASE),
    "task": (_ACTIVITY_ATTRIBUTES, _ACTIVITY),
    "userTask": (f"{_ACTIVITY_ATTRIBUTES} implementation", _ACTIVITY),
    "manualTask": (_ACTIVITY_ATTRIBUTES, _ACTIVITY),
    "scriptTask": (f"{_ACTIVITY_ATTRIBUTES} scriptFormat", _ACTIVITY),
    "serviceTask": (f"{_ACTIVITY_ATTRIBUTES} implementation", _ACTIVITY),
    "sendTask": (f"{_ACTIVITY_ATTRIBUTES} implementation messageRef", _ACTIVITY),
    "receiveTask": (f"{_ACTIVITY_ATTRIBUTES} implementation messageRef instantiate", _ACTIVITY),
    "businessRuleTask": (f"{_ACTIVITY_ATTRIBUTES} implementation", _ACTIVITY),
    "callActivity": (f"{_ACTIVITY_ATTRIBUTES} calledElement", _ACTIVITY),
    "subProcess": (
        f"{_ACTIVITY_ATTRIBUTES} triggeredByEvent",
        f"{_ACTIVITY} laneSet {_FLOW_ELEMENTS} {_ARTIFACTS}",
    ),
    "multiInstanceLoopCharacteristics": (
        "id isSequential behavior",
        f"{_BASE} loopCardinality completionCondition",
    ),
    "loopCardinality": _EXPRESSION,
    "completionCondition": _EXPRESSION,
    "exclusiveGateway": ("id name gatewayDirection default", _NODE),
    "inclusiveGateway": ("id name gatewayDirection default", _NODE),
    "parallelGateway": ("id name gatewayDirection", _NODE),
    "eventBasedGateway": ("id name gatewayDirection instantiate eventGatewayType", _NODE),
    "extension": ("definition mustUnderstand", "documentation"),
}

# Root elements that only others, which are refused, could give a meaning: kept, with a note.
NOTED_ELEMENTS: Final = _names(_NOTED)

# Attributes that describe what nothing checks: kept, with a note.
NOTED_ATTRIBUTES: Final = _names(
    "structureRef itemSubjectRef evaluatesToTypeRef definitionalCollaborationRef"
)

# Elements that hold text, those whose text may hold any markup, and those whose text is an expression.
TEXTS: Final = _names(
    "documentation text flowNodeRef categoryValueRef incoming outgoing conditionExpression timeDate "
    "timeDuration timeCycle loopCardinality completionCondition"
)
MARKUP: Final = frozenset({"documentation", "text"})
TIMES: Final = frozenset({"timeDate", "timeDuration", "timeCycle"})
EXPRESSIONS: Final = TIMES | {"conditionExpression", "loopCardinality", "completionCondition"}

# Children of which an element has at most one.
SINGLE: Final = _names(
    "extensionElements auditing monitoring multiInstanceLoopCharacteristics conditionExpression timeDate "
    "timeDuration timeCycle loopCardinality completionCondition text childLaneSet dataState "
    "participantMultiplicity"
)

# Attributes that an element cannot do without.
BPMN_REQUIRED: Final[Mapping[str, str]] = {
    "sequenceFlow": "sourceRef targetRef",
    "boundaryEvent": "attachedToRef",
    "association": "sourceRef targetRef",
    "messageFlow": "sourceRef targetRef",
}

# The kind of element that an attribute refers to; "" for any. (Where sequence flows, message flows, boundary
# events and lanes may lead is a matter of rules.)
REFERENCES: Final[Mapping[str, str]] = {
    "association.sourceRef": "",
    "association.targetRef": "",
    "messageRef": "message",
    "errorRef": "error",
    "escalationRef": "escalation",
    "processRef": "process",
    "dataObjectRef": "dataObject",
    "dataStoreRef": "dataStore",
    "itemSubjectRef": "itemDefinition",
    "structureRef": "itemDefinition",
    "categoryValueRef": "categoryValue",
    "definitionalCollaborationRef": "collaboration",
}

_BOOLEAN: Final = ("true", "false", "1", "0")
_FALSE: Final = ("false", "0")
_TRUE: Final = ("true", "1")

# Attributes whose only understood values are these: others change what an element does.
VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    **dict.fromkeys(("isExecutable", "isClosed", "isInterrupting", "cancelActivity"), _BOOLEAN),
    **dict.fromkeys(("triggeredByEvent", "isSequential", "isCollection"), _BOOLEAN),
    **dict.fromkeys(("propagateAllChildVariables", "propagateAllParentVariables"), _BOOLEAN),
    **dict.fromkeys(("isForCompensation", "parallelMultiple", "instantiate", "mustUnderstand"), _FALSE),
    "isImmediate": _TRUE,
    **dict.fromkeys(("startQuantity", "completionQuantity"), ("1",)),
    "behavior": ("All",),
    "eventGatewayType": ("Exclusive",),
    "gatewayDirection": ("Unspecified", "Converging", "Diverging", "Mixed"),
    "processType": ("None", "Private"),
    "associationDirection": ("None", "One", "Both"),
    "implementation": ("##WebService", "##unspecified"),
}

# What to do instead of an element that is refused.
INSTEAD: Final[Mapping[str, str]] = {
    "import": "a file stands for itself: draw what is needed in it",
    "script": "write the script in FEEL, as zeebe:script",
    **dict.fromkeys(
        ("ioSpecification", "dataInputAssociation", "dataOutputAssociation", "property"),
        "what enters and leaves an element is said by zeebe:ioMapping",
    ),
    **dict.fromkeys(
        ("potentialOwner", "humanPerformer", "performer", "resourceRole"),
        "who does a task is said by its lane, or by zeebe:assignmentDefinition",
    ),
    "standardLoopCharacteristics": "draw the loop with gateways, or use multi-instance",
    "eventDefinitionRef": "write the event definition into the event itself",
    "operationRef": "what a program does is said by zeebe:taskDefinition",
    **dict.fromkeys(
        ("loopDataInputRef", "inputDataItem", "loopDataOutputRef", "outputDataItem"),
        "the collections of a multi-instance are said by zeebe:loopCharacteristics",
    ),
    **dict.fromkeys(
        ("correlationProperty", "correlationSubscription", "correlationKey"),
        "which instance a message is for is said by zeebe:subscription",
    ),
}
