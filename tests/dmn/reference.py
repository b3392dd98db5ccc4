"""Writing the elements of docs/reference/dmn.md from the tables of what is understood.

Run it as a module from the root of the clone to write them anew.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from duecourse.dmn.vocabulary import (
    ELEMENTS,
    EXPRESSIONS,
    REQUIRED_ATTRIBUTES,
    REQUIRED_CHILDREN,
    TEXTS,
    VALUES,
)

PAGE: Final = Path(__file__).parents[2] / "docs" / "reference" / "dmn.md"
BEGIN: Final = "<!-- elements: begin (written by python -m tests.dmn.reference) -->\n"
END: Final = "<!-- elements: end -->"
_BASE: Final = {"description", "extensionElements"}


def elements() -> str:
    """Return the tables of elements and of values."""
    return "\n".join([*_elements(), "", *_values(), ""])


def _elements() -> Iterator[str]:
    yield "| element | attributes | may hold |"
    yield "|---|---|---|"
    for name, (attributes, children) in ELEMENTS.items():
        yield f"| `{name}` | {_attributes(name, attributes)} | {_content(name, children)} |"


def _attributes(name: str, attributes: str) -> str:
    needed = REQUIRED_ATTRIBUTES.get(name, "").split()
    return " ".join(f"**`{each}`**" if each in needed else f"`{each}`" for each in attributes.split())


def _content(name: str, children: str) -> str:
    if name in TEXTS:
        return "text"
    if name == "extensionElements":
        return "extensions"
    needed = REQUIRED_CHILDREN.get(name, "").split()
    held = [each for each in children.split() if each not in _BASE | EXPRESSIONS]
    parts = [f"**`{each}`**" if each in needed else f"`{each}`" for each in held]
    if set(children.split()) >= EXPRESSIONS:
        parts.append("**an expression**" if "expression" in needed else "an expression")
    return " ".join(parts)


def _values() -> Iterator[str]:
    yield "| attribute | understood values |"
    yield "|---|---|"
    for name, values in VALUES.items():
        if name == "kind":
            continue  # all are read, and all but FEEL refused when the model is compiled
        yield f"| `{name}` | {', '.join(f'`{value}`' for value in values)} |"


def written() -> str:
    """Return the page with its elements written anew."""
    page = PAGE.read_text(encoding="utf-8")
    before, _, rest = page.partition(BEGIN)
    return f"{before}{BEGIN}{elements()}{END}{rest.partition(END)[2]}"


if __name__ == "__main__":
    PAGE.write_text(written(), encoding="utf-8")
