"""What is found while a model is read: problems, which refuse it, and notes on what has no meaning."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final

from duecourse.diagram.elements import Note
from duecourse.diagram.problems import DiagramError, Problem

MOST: Final = 1000
LONGEST_ID: Final = 255


class DecisionModelError(DiagramError):
    """The decision model cannot be used."""


@dataclass
class Report:
    """The problems and notes of one file; notes of the same text are one, at the first place."""

    problems: list[Problem] = field(default_factory=list)
    _seen: set[Problem] = field(default_factory=set)
    _notes: dict[str, tuple[Note, int]] = field(default_factory=dict)

    def refuse(self, rule: str, line: int, element_id: str | None, reason: str) -> None:
        """Keep a problem, once; raises DecisionModelError where there are too many."""
        problem = Problem(rule, line, element_id, reason)
        if problem in self._seen:
            return
        self._seen.add(problem)
        if len(self.problems) == MOST:
            reason = f"the file has more than {MOST:,} problems; the rest of it has not been examined"
            last = max(each.line for each in self.problems)
            raise DecisionModelError([*self.problems, Problem("size", last, None, reason)])
        self.problems.append(problem)

    def note(self, line: int, element_id: str | None, text: str) -> None:
        """Keep a note."""
        if text not in self._notes and len(self._notes) >= MOST:
            text = "more is kept, but has no meaning"
        first, count = self._notes.get(text, (Note(line, element_id, text), 0))
        self._notes[text] = (first, count + 1)

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of the lines of their first places."""
        return tuple(sorted(map(_counted, self._notes.values()), key=lambda note: note.line))

    def check(self) -> None:
        """Raise DecisionModelError if there are problems."""
        if self.problems:
            raise DecisionModelError(self.problems)


def _counted(noted: tuple[Note, int]) -> Note:
    note, count = noted
    return note if count == 1 else Note(note.line, note.element_id, f"{note.text} (in {count:,} places)")


def all_of(errors: Iterable[DecisionModelError]) -> DecisionModelError:
    """Return one error with the problems of several."""
    return DecisionModelError([problem for error in errors for problem in error.problems])
