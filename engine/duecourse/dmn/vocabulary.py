"""Which elements and attributes of DMN are understood (DMN 1.5, DMN15.xsd; older versions are parts of it).

What is not in these tables is refused. ``docs/reference/dmn.md`` is written from them.
"""

import re
from collections.abc import Mapping
from typing import Final

VERSIONS: Final[Mapping[str, str]] = {
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20151101/dmn11.xsd": "1.1",
    "http://www.omg.org/spec/DMN/20180521/MODEL/": "1.2",
    "https://www.omg.org/spec/DMN/20191111/MODEL/": "1.3",
    "https://www.omg.org/spec/DMN/20211108/MODEL/": "1.4",
    "https://www.omg.org/spec/DMN/20230324/MODEL/": "1.5",
}
"""The versions that are read, by namespace."""

DRAWN: Final = re.compile(r"https?://www\.omg\.org/spec/DMN/\d+/DMNDI/")
"""The namespaces of what is only drawn."""

CAMUNDA: Final = "http://camunda.org/schema/1.0/dmn"

_BASE: Final = "description extensionElements"
_EXPRESSIONS: Final = (
    "literalExpression invocation decisionTable context functionDefinition relation list for every some "
    "conditional filter"
)
_KNOWLEDGE: Final = "knowledgeRequirement authorityRequirement"
_REQUIREMENTS: Final = f"informationRequirement {_KNOWLEDGE}"
_DRG: Final = "decision businessKnowledgeModel inputData knowledgeSource decisionService"
_OTHER: Final = (
    "group textAnnotation association elementCollection performanceIndicator organizationUnit import "
    "itemDefinition"
)
_ACCOUNTABLE: Final = (
    "supportedObjective impactedPerformanceIndicator decisionMaker decisionOwner usingProcess usingTask"
)
_CHILD: Final = ("id", _EXPRESSIONS)
_TYPED: Final = "id label typeRef"
_ITEM: Final = ("id label name typeRef", _BASE)
_TESTS: Final = ("id label typeRef expressionLanguage", f"{_BASE} text")
_LITERAL: Final = ("id label typeRef expressionLanguage", f"{_BASE} text")
_FUNCTION: Final = ("id label typeRef kind", f"{_BASE} formalParameter {_EXPRESSIONS}")
_DEFINED: Final = (
    "id label name isCollection typeLanguage",
    f"{_BASE} typeRef allowedValues typeConstraint itemComponent functionItem",
)
_REFERENCE: Final = ("href", "")
_TEXT: Final = ("", "")


def _names(text: str) -> frozenset[str]:
    return frozenset(text.split())


EXPRESSIONS: Final = _names(_EXPRESSIONS)

# Each element with its attributes and its children; `parent.name` where a name means two things.
ELEMENTS: Final[Mapping[str, tuple[str, str]]] = {
    "definitions": (
        "id label name namespace expressionLanguage typeLanguage exporter exporterVersion",
        f"{_BASE} {_DRG} {_OTHER}",
    ),
    "description": _TEXT,
    "extensionElements": _TEXT,
    "import": ("id label name namespace locationURI importType", _BASE),
    "itemDefinition": _DEFINED,
    "itemComponent": _DEFINED,
    "typeRef": _TEXT,
    "allowedValues": _TESTS,
    "typeConstraint": _TESTS,
    "functionItem": ("id label outputTypeRef", f"{_BASE} parameters"),
    "parameters": _ITEM,
    # The requirements graph.
    "inputData": ("id label name", f"{_BASE} variable"),
    "decisionService.inputData": _REFERENCE,
    "decision": (
        "id label name",
        f"{_BASE} question allowedAnswers variable {_REQUIREMENTS} {_ACCOUNTABLE} {_EXPRESSIONS}",
    ),
    "question": _TEXT,
    "allowedAnswers": _TEXT,
    "variable": _ITEM,
    "businessKnowledgeModel": (
        "id label name",
        f"{_BASE} variable encapsulatedLogic {_KNOWLEDGE}",
    ),
    "encapsulatedLogic": _FUNCTION,
    "decisionService": (
        "id label name",
        f"{_BASE} variable outputDecision encapsulatedDecision inputDecision inputData",
    ),
    **dict.fromkeys(("outputDecision", "encapsulatedDecision", "inputDecision"), _REFERENCE),
    "informationRequirement": ("id label", f"{_BASE} requiredDecision requiredInput"),
    "knowledgeRequirement": ("id label", f"{_BASE} requiredKnowledge"),
    "authorityRequirement": ("id label", f"{_BASE} requiredDecision requiredInput requiredAuthority"),
    **dict.fromkeys(
        ("requiredDecision", "requiredInput", "requiredKnowledge", "requiredAuthority"), _REFERENCE
    ),
    # What people read: it has no meaning for an evaluation, by the standard itself.
    "knowledgeSource": ("id label name locationURI", f"{_BASE} authorityRequirement type owner"),
    "type": _TEXT,
    **dict.fromkeys((*_ACCOUNTABLE.split(), "owner"), _REFERENCE),
    "performanceIndicator": ("id label name URI", f"{_BASE} impactingDecision"),
    "organizationUnit": ("id label name URI", f"{_BASE} decisionMade decisionOwned"),
    **dict.fromkeys(("impactingDecision", "decisionMade", "decisionOwned", "drgElement"), _REFERENCE),
    "elementCollection": ("id label name", f"{_BASE} drgElement"),
    "group": ("id label name", _BASE),
    "textAnnotation": ("id label textFormat", f"{_BASE} text"),
    "association": ("id label associationDirection", f"{_BASE} sourceRef targetRef"),
    **dict.fromkeys(("sourceRef", "targetRef"), _REFERENCE),
    # Boxed expressions.
    "literalExpression": _LITERAL,
    "text": _TEXT,
    "invocation": (_TYPED, f"{_BASE} binding {_EXPRESSIONS}"),
    "binding": ("", f"parameter {_EXPRESSIONS}"),
    "parameter": _ITEM,
    "context": (_TYPED, f"{_BASE} contextEntry"),
    "contextEntry": ("id label", f"{_BASE} variable {_EXPRESSIONS}"),
    "functionDefinition": _FUNCTION,
    "formalParameter": _ITEM,
    "relation": (_TYPED, f"{_BASE} column row"),
    "column": _ITEM,
    "row": (_TYPED, f"{_BASE} {_EXPRESSIONS}"),
    "list": (_TYPED, f"{_BASE} {_EXPRESSIONS}"),
    "for": (f"{_TYPED} iteratorVariable", f"{_BASE} in return"),
    "every": (f"{_TYPED} iteratorVariable", f"{_BASE} in satisfies"),
    "some": (f"{_TYPED} iteratorVariable", f"{_BASE} in satisfies"),
    "conditional": (_TYPED, f"{_BASE} if then else"),
    "filter": (_TYPED, f"{_BASE} in match"),
    "in": ("id typeRef", _EXPRESSIONS),
    **dict.fromkeys(("return", "satisfies", "if", "then", "else", "match"), _CHILD),
    # Decision tables.
    "decisionTable": (
        f"{_TYPED} hitPolicy aggregation preferredOrientation outputLabel",
        f"{_BASE} input output annotation rule",
    ),
    "input": ("id label", f"{_BASE} inputExpression inputValues"),
    "inputExpression": _LITERAL,
    "inputValues": _TESTS,
    "output": ("id label name typeRef", f"{_BASE} outputValues defaultOutputEntry"),
    "outputValues": _TESTS,
    "defaultOutputEntry": _LITERAL,
    "annotation": ("name", ""),
    "rule": ("id label", f"{_BASE} inputEntry outputEntry annotationEntry"),
    "inputEntry": _TESTS,
    "outputEntry": _LITERAL,
    "annotationEntry": ("", "text"),
}

# Elements that hold text; any other holds elements alone.
TEXTS: Final = _names("description typeRef question allowedAnswers type text")

# Children of which an element has several; of any other it has at most one.
SEVERAL: Final = _names(
    f"{_DRG} {_OTHER} {_REQUIREMENTS} {_ACCOUNTABLE} impactingDecision decisionMade "
    "decisionOwned drgElement itemComponent parameters formalParameter outputDecision encapsulatedDecision "
    "inputDecision binding contextEntry column row input output annotation rule inputEntry outputEntry "
    "annotationEntry"
)

# Elements that hold any number of expressions; any other holds one.
LISTS: Final = frozenset({"list", "row"})

# Attributes and children that an element cannot do without; for an expression, `expression` stands.
REQUIRED_ATTRIBUTES: Final[Mapping[str, str]] = {
    "definitions": "namespace",
    "import": "namespace importType",
    **dict.fromkeys((*_DRG.split(), "itemDefinition", "itemComponent"), "name"),
    **dict.fromkeys(("formalParameter", "parameter", "column", "parameters"), "name"),
    "contextEntry.variable": "name",
    **dict.fromkeys(("for", "every", "some"), "iteratorVariable"),
    **{name: "href" for name, shape in ELEMENTS.items() if shape is _REFERENCE},
}
REQUIRED_CHILDREN: Final[Mapping[str, str]] = {
    "contextEntry": "expression",
    "invocation": "expression",
    "binding": "parameter",
    "for": "in return",
    "every": "in satisfies",
    "some": "in satisfies",
    "conditional": "if then else",
    "filter": "in match",
    **dict.fromkeys(("in", "return", "satisfies", "if", "then", "else", "match"), "expression"),
    "input": "inputExpression",
    "decisionTable": "output",
    "knowledgeRequirement": "requiredKnowledge",
    "decisionService": "outputDecision",
}

_BOOLEAN: Final = ("true", "false", "1", "0")

# Attributes whose only understood values are these.
VALUES: Final[Mapping[str, tuple[str, ...]]] = {
    "isCollection": _BOOLEAN,
    "hitPolicy": ("UNIQUE", "FIRST", "PRIORITY", "ANY", "COLLECT", "RULE ORDER", "OUTPUT ORDER"),
    "aggregation": ("SUM", "COUNT", "MIN", "MAX"),
    "preferredOrientation": ("Rule-as-Row", "Rule-as-Column", "CrossTable"),
    "kind": ("FEEL", "Java", "PMML"),
    "associationDirection": ("None", "One", "Both"),
}

# What to do instead of an element that is refused.
INSTEAD: Final[Mapping[str, str]] = {
    "importedValues": "write the values into the model",
}
