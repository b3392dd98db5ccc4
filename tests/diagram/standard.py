"""What the schema of BPMN 2.0 says: which attributes and children each element may have.

SpiffWorkflow brings the schema along; nothing else of it is used here.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from xml.etree import ElementTree

_XSD = "{http://www.w3.org/2001/XMLSchema}"


def folder() -> Path:
    """Return the folder with the schema."""
    found = find_spec("SpiffWorkflow")
    assert found is not None
    assert found.origin is not None
    return Path(found.origin).parent / "bpmn" / "parser" / "schema"


@dataclass(frozen=True)
class Standard:
    """The elements of BPMN by name, each with its attributes and its children."""

    attributes: dict[str, frozenset[str]]
    children: dict[str, frozenset[str]]


def standard() -> Standard:
    """Read the schema."""
    roots = [ElementTree.parse(folder() / name).getroot() for name in ("Semantic.xsd", "BPMN20.xsd")]
    types = {each.get("name", ""): each for root in roots for each in root.iter(f"{_XSD}complexType")}
    elements = {
        each.get("name", ""): each.get("type", "")
        for root in reversed(roots)
        for each in root.iter(f"{_XSD}element")
        if each.get("name")
    }
    instead: dict[str, set[str]] = {}
    for root in roots:
        for each in root.findall(f"{_XSD}element"):
            instead.setdefault(each.get("substitutionGroup", ""), set()).add(each.get("name", ""))
    attributes, children = {}, {}
    for name, kind in elements.items():
        if kind in types or kind.startswith("xsd:"):
            chain = list(_chain(types, kind))
            attributes[name] = frozenset(
                each.get("name", "") for part in chain for each in part.iter(f"{_XSD}attribute")
            )
            names = {
                each.get("name", each.get("ref", ""))
                for part in chain
                for each in part.iter(f"{_XSD}element")
            }
            children[name] = frozenset(_instead(instead, names))
    return Standard(attributes, children)


def _chain(types: dict[str, ElementTree.Element], kind: str) -> Iterator[ElementTree.Element]:
    """Yield a type and those that it extends."""
    current: str | None = kind
    while current in types:
        yield types[current]
        extension = types[current].find(f".//{_XSD}extension")
        current = None if extension is None else extension.get("base")


def _instead(groups: dict[str, set[str]], names: set[str]) -> set[str]:
    """Return the names and all that may stand for them, without the prefix of what is drawn."""
    found: set[str] = set()
    pending = {name for name in names if ":" not in name}
    while pending:
        name = pending.pop()
        found.add(name)
        pending |= groups.get(name, set()) - found
    return found
