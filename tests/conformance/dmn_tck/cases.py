"""The test cases of the TCK, as its files give them (``testCases.xsd`` of the TCK)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from lxml import etree

from duecourse.feel.temporal.text import read_date, read_date_time, read_duration, read_time

_NAMESPACE: Final = "http://www.omg.org/spec/DMN/20160719/testcase"
_XSI: Final = "http://www.w3.org/2001/XMLSchema-instance"


@dataclass(frozen=True, slots=True)
class Expected:
    """One result that is wanted: of a decision, or of one output of a decision service."""

    id: str
    name: str
    invocable: str | None
    inputs: Mapping[str, object]
    value: object
    error: bool


@dataclass(frozen=True, slots=True)
class Suite:
    """One file of test cases: the model that it is about, its level, and the features that it names."""

    folder: Path
    model: str
    level: int
    labels: tuple[str, ...]
    results: tuple[Expected, ...]


def suites(root: Path) -> Iterator[Suite]:
    """Yield the files of test cases of both levels, in order of their names."""
    for path in sorted(root.glob("compliance-level-[23]/*/*.xml")):
        yield _suite(path)


def _suite(path: Path) -> Suite:
    tests = etree.parse(path, etree.XMLParser(remove_comments=True, resolve_entities=False)).getroot()
    return Suite(
        folder=path.parent,
        model=_text(tests, "modelName"),
        level=int(path.parts[-3].rpartition("-")[2]),
        labels=tuple((each.text or "").strip() for each in tests.iter(_name("label"))),
        results=tuple(result for case in tests.iter(_name("testCase")) for result in _results(path, case)),
    )


def _results(path: Path, case: etree._Element) -> Iterator[Expected]:
    inputs = {_input_name(node): value_of(node) for node in case.findall(_name("inputNode"))}
    for node in case.findall(_name("resultNode")):
        wanted = node.find(_name("expected"))
        yield Expected(
            id=f"{path.stem}#{case.get('id')}/{node.get('name')}",
            name=node.get("name", ""),
            invocable=case.get("invocableName"),
            inputs=inputs,
            value=None if wanted is None else value_of(wanted),
            error=node.get("errorResult") == "true",
        )


def _input_name(node: etree._Element) -> str:
    namespace, name = node.get("namespace"), node.get("name", "")
    return name if namespace is None else f"{{{namespace}}}{name}"


def value_of(node: etree._Element) -> object:
    """Return the FEEL value that an element of the type ``valueType`` holds."""
    listed = node.find(_name("list"))
    if listed is not None:
        return None if _is_nil(listed) else [value_of(item) for item in listed.findall(_name("item"))]
    components = node.findall(_name("component"))
    if components:
        return {each.get("name", ""): None if _is_nil(each) else value_of(each) for each in components}
    value = node.find(_name("value"))
    return None if value is None or _is_nil(value) else _atom(value)


def _is_nil(node: etree._Element) -> bool:
    return node.get(f"{{{_XSI}}}nil") == "true"


def _atom(node: etree._Element) -> object:
    text = node.text or ""
    kind = node.get(f"{{{_XSI}}}type", "xsd:string").rpartition(":")[2]
    if kind == "string":
        return text
    if kind == "boolean":
        return text.strip() == "true"
    if kind in ("decimal", "double", "integer"):
        return Decimal(text.strip())
    return _TEMPORAL[kind](text.strip())


_TEMPORAL: Final = {
    "date": read_date,
    "time": read_time,
    "dateTime": read_date_time,
    "duration": read_duration,
}


def _text(node: etree._Element, name: str) -> str:
    return (node.findtext(_name(name)) or "").strip()


def _name(local: str) -> str:
    return f"{{{_NAMESPACE}}}{local}"
