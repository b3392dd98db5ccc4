"""Read a DMN file."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from duecourse.diagram import xml
from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.xml import Node
from duecourse.dmn.boxed import Variable
from duecourse.dmn.elements import (
    Decision,
    DecisionService,
    Definitions,
    Element,
    FunctionItem,
    Import,
    InputData,
    ItemDefinition,
    KnowledgeModel,
    Reference,
)
from duecourse.dmn.problems import DecisionModelError, Report
from duecourse.dmn.reading.checking import check
from duecourse.dmn.reading.expressions import expression_in, function
from duecourse.dmn.reading.file import File, name_of, spaced
from duecourse.dmn.vocabulary import VERSIONS

Read = TypeVar("Read", bound=Element)


def read(content: bytes, largest: int = xml.LARGEST) -> Definitions:
    """Read a decision model.

    Raises TooLarge beyond ``largest`` bytes, and DecisionModelError, with every problem that was found, for
    what is not XML and what is not understood. Nothing is ignored silently: what is kept without meaning is
    in ``notes``. Whether it can be evaluated, ``compile_model`` says.
    """
    try:
        root = xml.parse(content, largest)
    except DiagramError as error:
        raise DecisionModelError(error.problems) from error
    if root.name != "definitions" or root.namespace not in VERSIONS:
        raise DecisionModelError([Problem("root", root.line, None, _no_model(root))])
    file = File(root.namespace, (root.get("namespace") or "").strip(), Report())
    check(root, file)
    # What is misplaced or missing is not read further: a reader may rely on what has been checked.
    file.report.check()
    definitions = _definitions(root, file)
    file.report.check()
    return definitions


def _no_model(root: Node) -> str:
    space = f" of {root.namespace}" if root.namespace else ""
    versions = ", ".join(dict.fromkeys(VERSIONS.values()))
    found = xml.shown(root.name + space)
    return f"the file is no DMN model of a version that is read ({versions}): its root is {found}"


def _definitions(root: Node, file: File) -> Definitions:
    return Definitions(
        id=root.id or "",
        name=name_of(root),
        line=root.line,
        description=file.words(root, "description"),
        namespace=file.target,
        version=VERSIONS[file.namespace],
        imports=tuple(_import(file, node) for node in file.each(root, "import")),
        items=_by(file, root, "itemDefinition", _item, lambda item: item.name),
        inputs=_by(file, root, "inputData", _input),
        decisions=_by(file, root, "decision", _decision),
        knowledge=_by(file, root, "businessKnowledgeModel", _knowledge),
        services=_by(file, root, "decisionService", _service),
        notes=file.report.notes,
    )


def _by(
    file: File,
    root: Node,
    name: str,
    read_one: Callable[[File, Node], Read],
    key: Callable[[Read], str] = lambda element: element.id or element.name,
) -> dict[str, Read]:
    """Read the elements of a kind, by id; without one, by name."""
    found: dict[str, Read] = {}
    for node in file.each(root, name):
        element = read_one(file, node)
        if key(element) in found:
            file.refuse("duplicate-name", node, f"there are two of the name {xml.shown(key(element))}")
        found[key(element)] = element
    return found


def _import(file: File, node: Node) -> Import:
    namespace = (node.get("namespace") or "").strip()
    return Import(id=node.id or "", name=name_of(node), line=node.line, namespace=namespace)


def _item(file: File, node: Node) -> ItemDefinition:
    kinds = [name for name in ("typeRef", "itemComponent", "functionItem") if file.each(node, name)]
    if len(kinds) > 1:
        file.refuse("type", node, f"a type is made by {kinds[0]} or by {kinds[1]}, not by both")
    referred = file.first(node, "typeRef")
    narrowed = file.text(file.first(node, "allowedValues")), file.text(file.first(node, "typeConstraint"))
    if any(narrowed) and referred is None:
        file.refuse("type", node, "only a type that refers to another can be narrowed")
    item = file.first(node, "functionItem")
    return ItemDefinition(
        id=node.id or "",
        name=name_of(node),
        line=node.line,
        type=None if referred is None else file.type_of(referred, referred.text),
        collection=xml.truth(node.get("isCollection"), False),
        allowed=narrowed[0],
        constraint=narrowed[1],
        components=tuple(_item(file, each) for each in file.each(node, "itemComponent")),
        function=None if item is None else _function_item(file, item),
    )


def _function_item(file: File, node: Node) -> FunctionItem:
    parameters = tuple(map(file.variable, file.each(node, "parameters")))
    return FunctionItem(parameters, file.type_of(node, node.get("outputTypeRef")))


def _variable(file: File, node: Node) -> Variable:
    """Read the variable of an element; it has the element's name unless it has one of its own."""
    found = file.first(node, "variable")
    variable = Variable("", None, node.line) if found is None else file.variable(found)
    return Variable(variable.name or name_of(node), variable.type, variable.line)


def _input(file: File, node: Node) -> InputData:
    return InputData(id=node.id or "", name=name_of(node), line=node.line, variable=_variable(file, node))


def _requirements(file: File, node: Node, name: str) -> Iterable[Node]:
    for requirement in file.each(node, name):
        if len(file.each(requirement, "requiredDecision", "requiredInput", "requiredKnowledge")) != 1:
            file.refuse("element", requirement, f"{name} needs one element that is required")
        yield requirement


def _decision(file: File, node: Node) -> Decision:
    information = tuple(
        reference
        for requirement in _requirements(file, node, "informationRequirement")
        for reference in file.references(requirement, "requiredDecision", "requiredInput")
    )
    return Decision(
        id=node.id or "",
        name=name_of(node),
        line=node.line,
        description=file.words(node, "description"),
        variable=_variable(file, node),
        declared=file.first(node, "variable") is not None,
        information=information,
        knowledge=_knowledge_of(file, node),
        logic=expression_in(file, node),
        question=file.words(node, "question"),
        allowed_answers=file.words(node, "allowedAnswers"),
        version_tag=_version_tag(file, node),
    )


def _knowledge_of(file: File, node: Node) -> tuple[Reference, ...]:
    return tuple(
        reference
        for requirement in _requirements(file, node, "knowledgeRequirement")
        for reference in file.references(requirement, "requiredKnowledge")
    )


def _version_tag(file: File, node: Node) -> str | None:
    holder = file.first(node, "extensionElements")
    tag = None if holder is None else holder.first("versionTag", xml.ZEEBE)
    return None if tag is None else spaced(tag.get("value") or "") or None


def _knowledge(file: File, node: Node) -> KnowledgeModel:
    logic = file.first(node, "encapsulatedLogic")
    return KnowledgeModel(
        id=node.id or "",
        name=name_of(node),
        line=node.line,
        description=file.words(node, "description"),
        variable=_variable(file, node),
        function=None if logic is None else function(file, logic),
        knowledge=_knowledge_of(file, node),
    )


def _service(file: File, node: Node) -> DecisionService:
    return DecisionService(
        id=node.id or "",
        name=name_of(node),
        line=node.line,
        description=file.words(node, "description"),
        variable=_variable(file, node),
        outputs=file.references(node, "outputDecision"),
        encapsulated=file.references(node, "encapsulatedDecision"),
        input_decisions=file.references(node, "inputDecision"),
        input_data=file.references(node, "inputData"),
    )
