"""A file that holds everything that is understood, and files that differ from it in one place."""

from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.reader import read

COMPLETE = (Path(__file__).parent / "complete.bpmn").read_text(encoding="utf-8")
# Put into a text, it says which line the problem is in; else that is the line where the change begins.
HERE = "¦"
AGENCY_START = '<bpmn:startEvent id="Agency_start" />'
AGENCY_END = '<bpmn:endEvent id="Agency_end" />'
AGENCY_FLOW = '<bpmn:sequenceFlow sourceRef="Agency_start" targetRef="Agency_end" />'


@dataclass(frozen=True)
class Change:
    """One change to the complete file, and the one problem that it makes."""

    old: str
    new: str
    rule: str
    element: str | None
    reason: str
    at: str | None = None

    def moved_to(self, at: str) -> "Change":
        """Return the change with its problem in the line of another part of the file."""
        return replace(self, at=at)

    def __str__(self) -> str:
        """Name the case by what is said of it."""
        return f"{self.element}: {self.reason}"

    @property
    def text(self) -> str:
        """The file with the change."""
        assert COMPLETE.count(self.old) == 1, f"{self.old!r} stands {COMPLETE.count(self.old)} times"
        return COMPLETE.replace(self.old, self.new.replace(HERE, ""))

    @property
    def line(self) -> int:
        """The line that the problem is in."""
        if self.at is not None:
            return line_of(self.at, self.text)
        before = COMPLETE[: COMPLETE.index(self.old)]
        return (before + self.new.partition(HERE)[0] if HERE in self.new else before).count("\n") + 1


def refused(text: str | bytes) -> tuple[Problem, ...]:
    """Return the problems for which a file is refused."""
    with pytest.raises(DiagramError) as caught:
        read(text if isinstance(text, bytes) else text.encode())
    assert [field.message for field in caught.value.fields] == [str(each) for each in caught.value.problems]
    return caught.value.problems


def check(change: Change) -> None:
    """Check that a change makes exactly its problem; without it the file reads."""
    problems = refused(change.text)

    assert [(each.rule, each.line, each.element_id) for each in problems] == [
        (change.rule, change.line, change.element)
    ], [str(each) for each in problems]
    assert change.reason in problems[0].reason


def line_of(part: str, text: str = COMPLETE) -> int:
    """Return the line of the one place where a part stands in a file."""
    assert text.count(part) == 1, f"{part!r} stands {text.count(part)} times"
    return text[: text.index(part)].count("\n") + 1


def agency(*elements: str, flows: dict[str, str], rule: str, element: str, reason: str) -> Change:
    """Return the change that puts a process of its own between the start and the end of the agency.

    The problem is in the line that begins with ``¦``, else in the first.
    """
    start = "" if "no start" in elements else AGENCY_START
    drawn = "\n".join(each for each in elements if each != "no start")
    flowing = "\n".join(
        f'<bpmn:sequenceFlow id="a{number}" sourceRef="{source.split()[0]}" targetRef="{target}" />'
        for number, (source, target) in enumerate(flows.items())
    )
    old = f"{AGENCY_START}\n    {AGENCY_END}\n    {AGENCY_FLOW}"
    return Change(old, f"{start}\n{drawn}\n{AGENCY_END}\n{flowing}", rule, element, reason)


def through(element: str, name: str, rule: str, reason: str) -> Change:
    """Return the change that puts one element between the start and the end of the agency."""
    flows = {"Agency_start": name, name: "Agency_end"}
    return agency(f"¦{element}", flows=flows, rule=rule, element=name, reason=reason)
