"""Which extensions are understood: those of the zeebe namespace, and the properties that are our own.

What is not in these tables is refused, or kept with a note where nobody's execution can depend on it.
``docs/reference/elements.md`` is written from them.
"""

from collections.abc import Mapping
from typing import Final

from duecourse.diagram.vocabulary import ACTIVITIES, FLOW_NODES

_JOB: Final = "taskDefinition taskHeaders"

# Each element with its attributes and its children.
ZEEBE_ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "assignmentDefinition": ("assignee candidateGroups candidateUsers", ""),
    "calledElement": (
        "processId bindingType propagateAllChildVariables propagateAllParentVariables",
        "",
    ),
    "formDefinition": ("formId bindingType", ""),
    "header": ("id key value", ""),
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
    "taskSchedule": ("dueDate followUpDate", ""),
    "userTask": ("", ""),
    "versionTag": ("value", ""),
}

# Which of them stand in the extensions of a BPMN element. Any may have ``properties``.
PLACES: Final[Mapping[str, str]] = {
    **dict.fromkeys(ACTIVITIES, "ioMapping"),
    "process": "versionTag",
    "message": "subscription",
    "startEvent": "ioMapping formDefinition",
    "intermediateCatchEvent": "ioMapping",
    "boundaryEvent": "ioMapping",
    "intermediateThrowEvent": f"ioMapping publishMessage {_JOB}",
    "endEvent": f"ioMapping publishMessage {_JOB}",
    "messageEventDefinition": "publishMessage",
    "userTask": ("ioMapping userTask assignmentDefinition formDefinition taskSchedule priorityDefinition"),
    "scriptTask": f"ioMapping script {_JOB}",
    "serviceTask": f"ioMapping {_JOB}",
    "sendTask": f"ioMapping publishMessage {_JOB}",
    "businessRuleTask": f"ioMapping {_JOB}",
    "callActivity": "ioMapping calledElement",
    "multiInstanceLoopCharacteristics": "loopCharacteristics",
}

# Those of which an element may have several.
SEVERAL: Final = frozenset({"header", "input", "output", "property"})

# Attributes that an element cannot do without, and those whose value may be empty.
ZEEBE_REQUIRED: Final[Mapping[str, str]] = {
    "calledElement": "processId",
    "formDefinition": "formId",
    "header": "key",
    "priorityDefinition": "priority",
    "property": "name",
    "script": "expression resultVariable",
    "subscription": "correlationKey",
    "taskDefinition": "type",
    "versionTag": "value",
}
MAY_BE_EMPTY: Final[Mapping[str, str]] = {
    "header": "id value",
    "input": "source target",
    "output": "source target",
    "property": "value",
}

# When what is named is looked up: only what we do is understood.
BINDINGS: Final[Mapping[str, str]] = {"calledElement": "latest", "formDefinition": "deployment"}

# Where modelling tools say which tool they are, and attributes that they keep for themselves.
MODELER: Final = "http://camunda.org/schema/modeler/1.0"
OF_THE_MODELER: Final = frozenset(
    {
        "modelerTemplate",
        "modelerTemplateVersion",
        "modelerTemplateIcon",
        "modelerConfigurationTemplate",
        "modelerConfigurationName",
        "diagramRelationId",
    }
)

# Our own properties begin with this. They stand where the model keeps properties; which of them has a meaning
# where, lint knows.
OWN: Final = "duecourse:"
HAVE_PROPERTIES: Final = FLOW_NODES | {"process", "lane", "sequenceFlow"}

# Other engines by the hosts of their namespaces: what an element does may depend on these extensions, so they
# cannot be kept aside. (Of Camunda's namespaces, zeebe and modeler are understood, in one version each.)
ENGINES: Final[Mapping[str, str]] = {
    "activiti.org": "Activiti",
    "camunda.org": "Camunda",
    "flowable.org": "Flowable",
    "imixs.org": "Imixs",
    "jboss.org": "jBPM",
    "jbpm.org": "jBPM",
    "spiffworkflow.org": "SpiffWorkflow",
}
