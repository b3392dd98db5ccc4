"""Playing a case: each event becomes an act on a stage, and what holds afterwards is read back."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from duecourse.model.json import Json
from tests.cases.vocabulary import BadVocabulary, Variables, Vocabulary, evaluate, listed


@dataclass(frozen=True, slots=True)
class Outcome:
    """Whether an act was accepted; if not, the reason code of the refusal, and what was answered."""

    accepted: bool
    reason_code: str | None = None
    answer: object = None


@dataclass(frozen=True, slots=True)
class Task:
    """A user task: key, element, state (CREATED, COMPLETED or CANCELED) and the variables that it sees."""

    key: int
    element: str
    state: str
    seen: Variables


class Stage(Protocol):
    """Where a case is played: a server, or the engine alone. ``by`` is the name of an account and a group."""

    def move_clock(self, instant: datetime) -> None:
        """Let business time stand still at an instant; what is due fires."""

    def start(self, by: str, process: str, variables: Variables) -> Outcome:
        """Start the case."""

    def correlate(self, by: str, message: str, variables: Variables) -> Outcome:
        """Hand a message to the case."""

    def complete(self, by: str, element: str, variables: Variables, local: Variables) -> Outcome:
        """Complete the open task of an element that sees ``local``, or be refused."""

    def tasks(self) -> list[Task]:
        """Return all tasks of the case, those that have ended too."""

    def stage(self) -> str | None:
        """Return the stage of the case."""

    def variables(self) -> Variables:
        """Return the variables of the case."""

    def incidents(self) -> list[str]:
        """Return what stopped, and why."""


@dataclass(frozen=True)
class Player:
    """Plays the events of one case on a stage, in the words of a procedure."""

    on: Stage
    vocabulary: Vocabulary

    def play(self, entry: Mapping[str, Json]) -> Outcome:
        """Move the clock to an event's moment and let it happen."""
        self.on.move_clock(datetime.fromisoformat(str(entry["at"])))
        said = self.vocabulary.event(str(entry["event"]))
        context: dict[str, Json] = {name: entry[name] for name in ("data", "by", "at")}
        outcome = Outcome(True)
        for item in cast(list[Json], evaluate(said["each"], context)) if "each" in said else [None]:
            if said and outcome.accepted:
                outcome = self._act(said, {**context, "each": item})
        return outcome

    def _act(self, said: Mapping[str, Json], context: dict[str, Json]) -> Outcome:
        by = str(context["by"])
        if "start" in said:
            return self.on.start(by, self.vocabulary.process, _variables(said["start"], context))
        if "message" in said:
            return self.on.correlate(by, str(said["message"]), _variables(said.get("variables"), context))
        elements = _elements(said["complete"], context)
        local = {each: _for_element(said.get("local"), each, context) for each in elements}
        element = self._fitting(local) or elements[0]
        variables = _for_element(said.get("variables"), element, context)
        return self.on.complete(by, element, variables, local[element])

    def _fitting(self, local: Mapping[str, Variables]) -> str | None:
        """Return the first of several elements that has an open task with its variables."""
        if len(local) == 1:
            return None
        open_tasks = list(self._open())
        for element, wanted in local.items():
            if any(each.element == element and wanted.items() <= each.seen.items() for each in open_tasks):
                return element
        return None

    def _open(self) -> Iterator[Task]:
        return (each for each in self.on.tasks() if each.state == "CREATED")

    # -- what holds ----------------------------------------------------------------------------------

    def tasks_open(self) -> frozenset[str]:
        """Return the open tasks in neutral words; raises BadVocabulary for one without a name."""
        return frozenset(self._say(each) for each in self._open())

    def _say(self, task: Task) -> str:
        if task.element not in self.vocabulary.tasks:
            raise BadVocabulary(f"the open task of {task.element} has no neutral name")
        return self.vocabulary.tasks[task.element].say(task.seen)

    def notifications(self) -> dict[str, str]:
        """Return which notifications are due or sent: the newest task of each counts."""
        states = {"CREATED": "due", "COMPLETED": "sent"}
        newest: dict[str, tuple[int, str]] = {}
        for task in self.on.tasks():
            for name, elements in self.vocabulary.notices.items():
                if task.element in elements and task.state in states:
                    newest[name] = max(newest.get(name, (0, "")), (task.key, states[task.state]))
        return {name: state for name, (_, state) in newest.items()}

    def decision_history(self) -> Json:
        """Return the decisions taken, oldest first."""
        return evaluate(self.vocabulary.decision_history, self.on.variables())


def _elements(said: Json, context: dict[str, Json]) -> tuple[str, ...]:
    """Return the elements that an event completes: a table is asked for the item at hand."""
    if isinstance(said, Mapping):
        name = str(context["each"])
        if name not in said:
            raise BadVocabulary(f"'{name}' is not in the table of this event")
        return listed(said[name])
    return listed(evaluate(said, context))


def _for_element(said: Json, element: str, context: dict[str, Json]) -> Variables:
    """Return the variables for an element: a table says them element by element."""
    return _variables(said.get(element) if isinstance(said, Mapping) else said, context)


def _variables(said: Json, context: dict[str, Json]) -> Variables:
    return {} if said is None else cast(Variables, evaluate(said, context))
