"""Writing docs/reference/elements.md from the tables of what is understood.

Run it as a module from the root of the clone to write the page anew.
"""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Final

from duecourse.diagram import building, report, source, xml
from duecourse.diagram.extension_vocabulary import (
    BINDINGS,
    ENGINES,
    OF_THE_MODELER,
    PLACES,
    ZEEBE_ELEMENTS,
    ZEEBE_REQUIRED,
)
from duecourse.diagram.vocabulary import (
    BPMN_ELEMENTS,
    BPMN_REQUIRED,
    EXPRESSIONS,
    FLOW_NODES,
    INSTEAD,
    NOTED_ATTRIBUTES,
    NOTED_ELEMENTS,
    TEXTS,
    TIMES,
    VALUES,
)

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "elements.md"
_BASE: Final = {"documentation", "extensionElements"}
# What is written once instead of again and again.
_SHARED: Final[Mapping[str, set[str]]] = {
    "every flow node": set(FLOW_NODES),
    "what flow nodes hold": {"auditing", "monitoring", "categoryValueRef", "incoming", "outgoing"},
}

_INTRODUCTION: Final = (
    "# Elements\n\n"
    "What a diagram may hold. Whatever else BPMN 2.0 knows is refused, with the element's id, its line and "
    "the reason; nothing is ignored silently. What the extensions mean is in [the dialect](dialect.md). This "
    "page is written from the tables that the reader goes by (`python -m tests.diagram.reference`).\n"
)


def _code(names: Iterable[str], separator: str = " ") -> str:
    return separator.join(f"`{name}`" for name in names)


def _attributes(understood: str, required: str) -> str:
    """Return attributes, those that an element cannot do without in bold."""
    needed = required.split()
    return " ".join(f"**`{name}`**" if name in needed else f"`{name}`" for name in understood.split())


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    yield f"| {' | '.join(head)} |"
    yield f"|{'---|' * len(head)}"
    for row in rows:
        yield f"| {' | '.join(row)} |"


def _content(name: str, children: str) -> str:
    if name in TIMES:
        return "ISO 8601, or FEEL"
    if name in EXPRESSIONS:
        return "FEEL"
    if name in TEXTS:
        return "text"
    if name == "extensionElements":
        return "extensions"
    left = [child for child in children.split() if child not in _BASE]
    parts = []
    for words, shared in _SHARED.items():
        if shared <= set(left):
            left = [child for child in left if child not in shared]
            parts.append(words)
    return ", ".join(filter(None, [*parts, _code(left)]))


def _bpmn() -> Iterator[str]:
    yield "## BPMN\n"
    yield (
        "Attributes in bold are needed. Elements that hold no text may also hold `documentation` and "
        "`extensionElements`. A process that is not executable may hold anything: nothing in it is read. "
        f"What flow nodes hold is {_code(sorted(_SHARED['what flow nodes hold']))}.\n"
    )
    yield from _table(
        ("element", "attributes", "may hold"),
        (
            (f"`{name}`", _attributes(attributes, BPMN_REQUIRED.get(name, "")), _content(name, children))
            for name, (attributes, children) in BPMN_ELEMENTS.items()
            if name not in NOTED_ELEMENTS
        ),
    )
    yield "\nOf these attributes only some values are understood:\n"
    yield from _table(
        ("attribute", "values"), ((f"`{name}`", _code(values, ", ")) for name, values in VALUES.items())
    )
    yield (
        '\nAn expression has `xsi:type="tFormalExpression"`, or begins with `=`; without either it is a text '
        "for people. An element that refers to another (`messageRef`, `attachedToRef` and so on) finds it in "
        "the same file. A process either names all of its sequence flows as `incoming` and `outgoing` of "
        "their nodes, or none.\n"
    )


def _extensions() -> Iterator[str]:
    yield "## Extensions\n"
    yield "In `extensionElements`, with the prefix `zeebe`; each at most once, and `properties` anywhere.\n"
    yield from _table(
        ("element", "extensions"), ((f"`{name}`", _code(PLACES[name].split())) for name in sorted(PLACES))
    )
    yield ""
    yield from _table(
        ("extension", "attributes", "may hold"),
        (
            (f"`{name}`", _attributes(attributes, ZEEBE_REQUIRED.get(name, "")), _code(children.split()))
            for name, (attributes, children) in sorted(ZEEBE_ELEMENTS.items())
        ),
    )
    bindings = " and ".join(f"`{value}` on `{name}`" for name, value in BINDINGS.items())
    yield f"\n`bindingType` may be {bindings}, which is what happens without it too.\n"


def _kept() -> Iterator[str]:
    yield "## Kept without meaning\n"
    yield "These are noted when a diagram is read:\n"
    yield f"- the root elements {_code(sorted(NOTED_ELEMENTS))}"
    yield f"- the attributes {_code(sorted(NOTED_ATTRIBUTES))}"
    yield f"- what modelling tools keep for themselves: {_code(sorted(OF_THE_MODELER))}"
    yield "- properties that are not ours, and extensions of vendors that are not known\n"
    yield (
        "What is drawn only changes nothing either: `BPMNDiagram`, pools, message flows, annotations, "
        "groups, data objects and data stores without associations.\n"
    )
    yield (
        f"The extensions of other engines are refused, as what an element does may depend on them: "
        f"{', '.join(dict.fromkeys(ENGINES.values()))}.\n"
    )


def _instead() -> Iterator[str]:
    yield "## What to do instead\n"
    advice: dict[str, list[str]] = {}
    for name, text in INSTEAD.items():
        advice.setdefault(text, []).append(name)
    yield from _table(("refused", "instead"), ((_code(names), text) for text, names in advice.items()))
    yield ""


def _limits() -> Iterator[str]:
    limits: Mapping[str, str] = {
        "size of a file": f"{xml.LARGEST // 1024**2} MiB, or what the installation sets",
        "elements in a file": f"{source.MOST:,}",
        "attributes of an element": str(xml.MOST_ATTRIBUTES),
        "elements inside each other": str(source.DEEPEST),
        "sub-processes inside each other": str(building.DEEPEST),
        "characters of an id": str(report.LONGEST_ID),
        "problems that are listed": f"{report.MOST:,}",
    }
    yield "## Limits\n"
    yield from _table(("what", "at most"), limits.items())
    yield "\nA file is XML 1.0 without a DOCTYPE, in any encoding that XML and Python know."


def page() -> str:
    """Return the page."""
    parts = (_bpmn(), _extensions(), _kept(), _instead(), _limits())
    return "\n".join([_INTRODUCTION, *(line for part in parts for line in part)]) + "\n"


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
