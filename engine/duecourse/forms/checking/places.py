"""Where in what is given a value stands, and what is known there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from duecourse.forms.checking.contexts import Level, members, rows_of
from duecourse.forms.checking.evaluation import Evaluation, Given
from duecourse.model.json import Json


@dataclass(frozen=True, slots=True)
class Place:
    """An object of what is given.

    ``values`` are its members, ``completed`` those as they stand in the form. ``stored`` are the objects that
    it may be shown from: the one of its name, or every row of a list, since rows move when one is removed;
    None if nothing is known of them. What is left out where ``kept`` is true keeps the value that it has.
    """

    values: Mapping[str, Json]
    completed: Mapping[str, Json]
    stored: tuple[Mapping[str, Json], ...] | None
    level: Level
    given: Given
    prefix: str = ""
    kept: bool = True
    is_row: bool = False

    def field(self, name: str) -> str:
        """Return the full name of a value here, such as ``members[2].person``."""
        return f"{self.prefix}{name}"

    def inside(self, name: str) -> "Place":
        """Return the place of an object in this one."""
        stored = None if self.stored is None else tuple(members(each.get(name)) for each in self.stored)
        return replace(
            self,
            values=members(self.values.get(name)),
            completed=members(self.completed.get(name)),
            stored=stored,
            prefix=f"{self.field(name)}.",
            kept=self.kept and name not in self.values,
        )

    def rows(self, name: str) -> Iterator["Place"]:
        """Yield the place of each row of a list in this one."""
        stored = None
        if self.stored is not None:
            stored = tuple(members(row) for each in self.stored for row in rows_of(each.get(name)))
        completed = rows_of(self.completed.get(name))
        for index, row in enumerate(rows_of(self.values.get(name))):
            level = self.level.row(index, dict(members(completed[index])))
            yield Place(
                values=members(row),
                completed=level.this,
                stored=stored,
                level=level,
                given=given_at(level, self.given.evaluation),
                prefix=f"{self.field(name)}[{index}].",
                kept=False,
                is_row=True,
            )

    def shown(self, name: str) -> list[Json]:
        """Return the values of a name that may be shown here."""
        found = [each.get(name) for each in self.stored or ()]
        return [*found, None] if self.is_row or not found else found


def given_at(level: Level, evaluation: Evaluation) -> Given:
    """Return what is known at a level; without an environment no name is needed."""
    return Given(evaluation, {} if evaluation.environment is None else level.context())
