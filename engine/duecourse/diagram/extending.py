"""Refusing extensions that are not understood: in the wrong place, incomplete, or of another engine."""

from duecourse.diagram import xml
from duecourse.diagram.extension_vocabulary import (
    BINDINGS,
    ENGINES,
    HAVE_PROPERTIES,
    MAY_BE_EMPTY,
    MODELER,
    OF_THE_MODELER,
    OWN,
    PLACES,
    SEVERAL,
    ZEEBE_ELEMENTS,
    ZEEBE_REQUIRED,
)
from duecourse.diagram.report import Report
from duecourse.diagram.vocabulary import BPMN_ELEMENTS, VALUES
from duecourse.diagram.xml import Node


def _engine(space: str) -> str | None:
    """Return the other engine that a namespace belongs to, if it does."""
    host = space.partition("://")[2].partition("/")[0].removeprefix("www.").lower()
    return None if space in (xml.ZEEBE, MODELER) else ENGINES.get(host)


def foreign_attribute(node: Node, space: str, name: str, report: Report) -> None:
    """Check an attribute of another namespace."""
    short = xml.brief(name)
    unknown = space not in (xml.ZEEBE, xml.BPMN) and _engine(space) is None
    if space == MODELER:
        return
    if unknown or name in OF_THE_MODELER:
        report.note(node, f"the attribute {short} of {xml.brief(space)} is kept, but has no meaning")
    elif space == xml.ZEEBE:
        report.refuse("extension", node, f"the attribute zeebe:{short} is not executed")
    elif space == xml.BPMN:
        report.refuse("attribute", node, f"the attribute {short} must be written without a prefix")
    else:
        _refuse_engine(node, name, space, report)


def _refuse_engine(node: Node, name: str, space: str, report: Report) -> None:
    reason = (
        f"{xml.brief(name)} is an extension of {_engine(space)} ({xml.brief(space)}), which is not executed"
    )
    report.refuse("engine", node, reason)


def foreign_element(holder: Node, child: Node, report: Report) -> None:
    """Check an element of another namespace that stands in a BPMN element."""
    if holder.name == "definitions" and child.namespace == xml.DRAWN:
        nothing_inside(child, report)
    elif holder.name != "extensionElements":
        name = xml.brief(child.name)
        reason = f"{name} has no meaning in {holder.name}: extensions stand in extensionElements"
        report.refuse("placement", child, reason)
    elif _engine(child.namespace) is not None:
        _refuse_engine(child, child.name, child.namespace, report)
    elif child.namespace != xml.ZEEBE:
        name, space = xml.brief(child.name), xml.brief(child.namespace or "no namespace")
        report.note(child, f"{name} of {space} is kept, but has no meaning")
        nothing_inside(child, report)


def nothing_inside(holder: Node, report: Report) -> None:
    """Report elements that look as if they were executed, in what is only kept or drawn."""
    pending = [(holder, child) for child in holder.children]
    while pending:
        parent, node = pending.pop()
        if node.namespace == xml.ZEEBE or (node.namespace == xml.BPMN and node.name in BPMN_ELEMENTS):
            report.refuse(
                "placement", node, f"{xml.brief(node.name)} has no meaning in {xml.brief(parent.name)}"
            )
        else:
            pending.extend((node, child) for child in node.children)


def check_extensions(owner: Node, holder: Node, report: Report) -> None:
    """Check the zeebe extensions of a BPMN element; ``holder`` is its ``extensionElements``."""
    places = {"properties", *PLACES.get(owner.name, "").split()}
    zeebe = [child for child in holder.children if child.namespace == xml.ZEEBE]
    for child in zeebe:
        if child.name not in ZEEBE_ELEMENTS:
            report.refuse("extension", child, f"zeebe:{xml.brief(child.name)} is not executed")
        elif child.name not in places:
            report.refuse("extension", child, f"zeebe:{child.name} has no meaning in {owner.name}")
        else:
            _check(owner, child, report)
    found = {child.name: child for child in zeebe}
    if "taskHeaders" in found and "taskDefinition" not in found:
        reason = "zeebe:taskHeaders has no meaning without zeebe:taskDefinition"
        report.refuse("extension", found["taskHeaders"], reason)
    _several(owner.name, zeebe, report)


def _several(holder: str, children: list[Node], report: Report) -> None:
    found: set[str] = set()
    for child in children:
        if child.name in found and child.name not in SEVERAL:
            report.refuse("twice", child, f"{holder} has a second zeebe:{xml.brief(child.name)}")
        found.add(child.name)


def _check(owner: Node, node: Node, report: Report) -> None:
    """Check a zeebe element and what stands in it; they are never more than two deep."""
    attributes, children = (set(part.split()) for part in ZEEBE_ELEMENTS[node.name])
    _attributes(node, attributes, report)
    report.refuse_text(node, f"zeebe:{node.name}")
    following = []
    for child in node.children:
        if child.namespace == xml.ZEEBE and child.name in children:
            _check(owner, child, report)
            following.append(child)
        else:
            reason = f"{xml.brief(child.name)} has no meaning in zeebe:{node.name}"
            report.refuse("extension", child, reason)
    _several(f"zeebe:{node.name}", following, report)
    if node.name in ("properties", "taskHeaders"):
        _keys(following, report)
    if node.name == "property":
        _property(owner, node, report)


def _attributes(node: Node, allowed: set[str], report: Report) -> None:
    for key, value in node.attributes.items():
        space, name = xml.split(key)
        if space:
            foreign_attribute(node, space, name, report)
        elif name not in allowed:
            reason = f"the attribute {xml.brief(name)} of zeebe:{node.name} is not executed"
            report.refuse("extension", node, reason)
        else:
            _value(node, name, value, report)
    for name in ZEEBE_REQUIRED.get(node.name, "").split():
        if node.get(name) is None:
            report.refuse("extension", node, f"zeebe:{node.name} needs the attribute {name}")


def _value(node: Node, name: str, value: str, report: Report) -> None:
    if not value.strip():
        if name not in MAY_BE_EMPTY.get(node.name, "").split():
            reason = f"the attribute {name} of zeebe:{node.name} is empty: write a value, or leave it out"
            report.refuse("extension", node, reason)
    elif name in VALUES and value.strip() not in VALUES[name]:
        one = " or ".join(VALUES[name])
        report.refuse("extension", node, f"{name} is {xml.shown(value)}; only {one} is understood")
    elif name == "bindingType" and value.strip() != BINDINGS[node.name]:
        reason = f"{name} is {xml.shown(value)}; only {BINDINGS[node.name]} is understood"
        report.refuse("extension", node, reason)


def _keys(children: list[Node], report: Report) -> None:
    """Report a property or header that stands twice: only one of them could be read."""
    seen: dict[str, Node] = {}
    for child in children:
        name = (child.get("name" if child.name == "property" else "key") or "").strip()
        if name in seen:
            reason = f"the {child.name} {xml.shown(name)} stands in line {seen[name].line} too"
            report.refuse("twice", child, reason)
        seen.setdefault(name, child)


def _property(owner: Node, node: Node, report: Report) -> None:
    name = (node.get("name") or "").strip()
    if not name.lower().startswith(OWN):
        report.note(node, f"the property {xml.shown(name)} is kept, but has no meaning")
    elif owner.name not in HAVE_PROPERTIES:
        report.refuse("extension", node, f"the property {xml.shown(name)} has no meaning in {owner.name}")
