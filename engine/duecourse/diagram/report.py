"""What is found while a diagram is read: problems, which refuse it, and notes on what has no meaning."""

from dataclasses import dataclass, field
from typing import Final

from duecourse.diagram.elements import Note
from duecourse.diagram.problems import DiagramError, Problem
from duecourse.diagram.xml import BPMN, Node, shown

MOST: Final = 1000
LONGEST_ID: Final = 255


def element_of(node: Node) -> str | None:
    """Return the id of a BPMN element, or of the nearest one around it that has an id."""
    current: Node | None = node
    while current is not None:
        if current.namespace == BPMN and current.id:
            return current.id[:LONGEST_ID]
        current = current.parent
    return None


@dataclass
class Report:
    """The problems and notes of one file.

    Notes of the same text are one, at the first place, with the number of places. A file with more problems
    than anybody reads is not examined to its end. ``spoiled`` are the ids of elements that could not be read
    whole: what they seem to lack is no problem of its own.
    """

    problems: list[Problem] = field(default_factory=list)
    spoiled: set[str] = field(default_factory=set)
    _seen: set[Problem] = field(default_factory=set)
    _notes: dict[str, tuple[Note, int]] = field(default_factory=dict)

    def add(self, problem: Problem) -> None:
        """Keep a problem, once; raises DiagramError where there are too many."""
        if problem in self._seen:
            return
        self._seen.add(problem)
        if len(self.problems) == MOST:
            reason = f"the file has more than {MOST:,} problems; the rest of it has not been examined"
            last = max(each.line for each in self.problems)
            raise DiagramError([*self.problems, Problem("size", last, None, reason)])
        self.problems.append(problem)

    def refuse(self, rule: str, node: Node, reason: str, line: int | None = None) -> None:
        """Keep a problem of an element; ``line`` is its own, unless another is given."""
        self.add(Problem(rule, line or node.line, element_of(node), reason))

    def refuse_text(self, node: Node, what: str, *, itself: bool = True) -> None:
        """Keep that there is text in an element, or behind its children, where it has no meaning."""
        texts = [(child.tail, child.line) for child in node.children]
        for text, line in [(node.text, node.line), *texts] if itself else texts:
            if text.strip():
                self.refuse("text", node, f"the text {shown(text)} has no meaning in {what}", line)

    def spoil(self, node: Node | None) -> None:
        """Keep that an element could not be read whole."""
        if node is not None and node.id:
            self.spoiled.add(node.id)

    def note(self, node: Node, text: str) -> None:
        """Keep a note on an element."""
        if text not in self._notes and len(self._notes) >= MOST:
            text = "more is kept, but has no meaning"
        first, count = self._notes.get(text, (Note(node.line, element_of(node), text), 0))
        self._notes[text] = (first, count + 1)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of the lines of their first places."""
        found = (
            note if count == 1 else Note(note.line, note.element_id, f"{note.text} (in {count:,} places)")
            for note, count in self._notes.values()
        )
        return tuple(sorted(found, key=lambda note: note.line))
