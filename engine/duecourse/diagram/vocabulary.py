"""Which elements and attributes of BPMN and of the zeebe extensions are understood.

What is not in these tables is refused. ``docs/reference/elements.md`` is written from them.
"""

from collections.abc import Mapping
from typing import Final

_ROOT: Final = "message error escalation process collaboration category"
_BASE: Final = "documentation extensionElements"
_FLOW_ELEMENTS: Final = (
    "startEvent endEvent intermediateCatchEvent intermediateThrowEvent boundaryEvent task userTask "
    "manualTask "
    "scriptTask serviceTask sendTask receiveTask businessRuleTask subProcess callActivity exclusiveGateway "
    "parallelGateway inclusiveGateway eventBasedGateway sequenceFlow dataObject dataObjectReference "
    "dataStoreReference"
)
_ARTIFACTS: Final = "textAnnotation association group"
_NODE: Final = f"{_BASE} auditing monitoring categoryValueRef incoming outgoing"
_ACTIVITY: Final = f"{_NODE} multiInstanceLoopCharacteristics"
_CAUGHT: Final = "messageEventDefinition timerEventDefinition"
_THROWN: Final = "messageEventDefinition escalationEventDefinition"
_NODE_ATTRIBUTES: Final = "id name"
_ACTIVITY_ATTRIBUTES: Final = f"{_NODE_ATTRIBUTES} default isForCompensation startQuantity completionQuantity"

# Each element with its attributes and its children.
BPMN_ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "definitions": (
        "id name targetNamespace expressionLanguage typeLanguage exporter exporterVersion",
        f"{_BASE} {_ROOT}",
    ),
    "documentation": ("id textFormat", ""),
    "extensionElements": ("", ""),
    "message": ("id name itemRef", _BASE),
    "error": ("id name errorCode structureRef", _BASE),
    "escalation": ("id name escalationCode structureRef", _BASE),
    "category": ("id name", f"{_BASE} categoryValue"),
    "categoryValue": ("id value", _BASE),
    "collaboration": ("id name isClosed", f"{_BASE} participant messageFlow {_ARTIFACTS}"),
    "participant": ("id name processRef", f"{_BASE} participantMultiplicity"),
    "participantMultiplicity": ("id minimum maximum", _BASE),
    "messageFlow": ("id name sourceRef targetRef messageRef", _BASE),
    "process": (
        "id name isExecutable isClosed processType",
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
    "conditionExpression": ("id language evaluatesToTypeRef", _BASE),
    "startEvent": (
        f"{_NODE_ATTRIBUTES} isInterrupting parallelMultiple",
        f"{_NODE} {_CAUGHT} errorEventDefinition escalationEventDefinition",
    ),
    "endEvent": (
        _NODE_ATTRIBUTES,
        f"{_NODE} {_THROWN} errorEventDefinition terminateEventDefinition",
    ),
    "intermediateCatchEvent": (f"{_NODE_ATTRIBUTES} parallelMultiple", f"{_NODE} {_CAUGHT}"),
    "intermediateThrowEvent": (_NODE_ATTRIBUTES, f"{_NODE} {_THROWN}"),
    "boundaryEvent": (
        f"{_NODE_ATTRIBUTES} attachedToRef cancelActivity parallelMultiple",
        f"{_NODE} {_CAUGHT} errorEventDefinition escalationEventDefinition",
    ),
    "messageEventDefinition": ("id messageRef", f"{_BASE}"),
    "timerEventDefinition": ("id", f"{_BASE} timeDate timeDuration timeCycle"),
    "timeDate": ("id language evaluatesToTypeRef", _BASE),
    "timeDuration": ("id language evaluatesToTypeRef", _BASE),
    "timeCycle": ("id language evaluatesToTypeRef", _BASE),
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
    "loopCardinality": ("id language evaluatesToTypeRef", _BASE),
    "completionCondition": ("id language evaluatesToTypeRef", _BASE),
    "exclusiveGateway": (f"{_NODE_ATTRIBUTES} gatewayDirection default", _NODE),
    "inclusiveGateway": (f"{_NODE_ATTRIBUTES} gatewayDirection default", _NODE),
    "parallelGateway": (f"{_NODE_ATTRIBUTES} gatewayDirection", _NODE),
    "eventBasedGateway": (f"{_NODE_ATTRIBUTES} gatewayDirection instantiate eventGatewayType", _NODE),
}

# Attributes whose only understood values are these: others change what an element does.
FIXED_VALUES: Final[Mapping[str, frozenset[str]]] = {
    "isForCompensation": frozenset({"false", "0"}),
    "startQuantity": frozenset({"1"}),
    "completionQuantity": frozenset({"1"}),
    "parallelMultiple": frozenset({"false", "0"}),
    "instantiate": frozenset({"false", "0"}),
    "behavior": frozenset({"All"}),
    "eventGatewayType": frozenset({"Exclusive"}),
}

# What the zeebe extensions may hold: each element with its attributes and its children.
ZEEBE_ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "assignmentDefinition": ("assignee candidateGroups candidateUsers", ""),
    "calledElement": ("processId propagateAllChildVariables propagateAllParentVariables", ""),
    "formDefinition": ("formId", ""),
    "input": ("source target", ""),
    "ioMapping": ("", "input output"),
    "loopCharacteristics": ("inputCollection inputElement outputCollection outputElement", ""),
    "output": ("source target", ""),
    "priorityDefinition": ("priority", ""),
    "properties": ("", "property"),
    "property": ("name value", ""),
    "publishMessage": ("correlationKey messageId timeToLive", ""),
    "script": ("expression resultVariable", ""),
    "subscription": ("correlationKey", ""),
    "taskDefinition": ("type retries", ""),
    "taskHeaders": ("", "header"),
    "header": ("key value", ""),
    "taskSchedule": ("dueDate followUpDate", ""),
    "userTask": ("", ""),
    "versionTag": ("value", ""),
}
