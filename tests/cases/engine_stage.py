"""Playing on the engine alone: no database and no server, so that a case takes a fraction of a second."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Final, cast
from zoneinfo import ZoneInfo

from duecourse import feel
from duecourse.bpmn import rules
from duecourse.bpmn.compile import compile_process
from duecourse.bpmn.execution import execute
from duecourse.bpmn.library import Shelf
from duecourse.bpmn.rules import Attempt, Refusal
from duecourse.bpmn.state import Records, load
from duecourse.bpmn.variables import visible
from duecourse.calendars.england import england
from duecourse.diagram.elements import Process
from duecourse.errors import DuecourseError
from duecourse.history import commands
from duecourse.model.json import Json
from tests.cases.playing import Outcome, Task
from tests.cases.vocabulary import Variables

KEY: Final = 4_194_304


@dataclass
class EngineStage:
    """A case in memory; forms are not checked, as the engine does not know them."""

    process: Process
    now: datetime | None = None
    records: Records = field(default_factory=dict)
    tasks_seen: dict[int, Task] = field(default_factory=dict)
    last_set: Variables = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Compile the process."""
        self.library = Shelf({1: compile_process(self.process)}, {self.process.id: 1})

    def move_clock(self, instant: datetime) -> None:
        """Let business time stand still at an instant; what is due fires."""
        self.now = instant
        while due := self._due(instant):
            self._do(commands.FireTimer(element=min(due)[1]))

    def _due(self, instant: datetime) -> list[tuple[datetime, int]]:
        found = []
        for number, record in self._active():
            timer = record.get("timer")
            if isinstance(timer, dict) and datetime.fromisoformat(str(timer["due"])) <= instant:
                found.append((datetime.fromisoformat(str(timer["due"])), number))
        return found

    def start(self, by: str, process: str, variables: Variables) -> Outcome:
        """Start the case."""
        return self._tried(commands.Create(definition=1, key=KEY, variables=variables))

    def correlate(self, by: str, message: str, variables: Variables) -> Outcome:
        """Hand a message to the case."""
        for number, record in self._active():
            waits = record.get("message")
            if isinstance(waits, dict) and waits == {"name": message, "key": str(KEY)}:
                command = commands.CorrelateMessage(element=number, message="m", variables=variables)
                return self._tried(command)
        return Outcome(False, answer="nothing waits for it")

    def complete(self, by: str, element: str, variables: Variables, local: Variables) -> Outcome:
        """Complete the open task of an element."""
        attempt = Attempt(
            self.records, variables, {"username": by, "groups": [by]}, self.library, self._environment()
        )
        try:
            number = rules.find_open(attempt, element, local)
            refusal = number if isinstance(number, Refusal) else rules.check_completion(attempt, number)
        except DuecourseError as error:
            return Outcome(False, answer=str(error))
        if refusal is not None or isinstance(number, Refusal):
            return Outcome(False, refusal.reason_code if refusal else None, refusal)
        if by not in self._candidates(number):
            return Outcome(False, answer=f"the task is for {self._candidates(number)}")
        return self._tried(commands.CompleteTask(element=number, variables=variables))

    def _candidates(self, number: int) -> list[str]:
        data = dict(self._active())[number]
        task = cast(dict[str, Json], data["task"])
        return cast(list[str], task.get("candidateGroups", []))

    def _tried(self, command: commands.Command) -> Outcome:
        try:
            self._do(command)
        except DuecourseError as error:
            return Outcome(False, answer=str(error))
        return Outcome(True)

    def _do(self, command: commands.Command) -> None:
        step = execute(self.records, command, self.library, self._environment())
        self.records = step.records
        for effect in step.effects:
            if effect["type"] == "variable_set" and effect["element"] == 0:
                self.last_set[str(effect["name"])] = effect["value"]
            elif effect["type"] == "task_created":
                number = int(str(effect["element"]))
                self.tasks_seen[number] = Task(number, str(effect["id"]), "CREATED", {})
            elif effect["type"] in ("element_completed", "element_terminated"):
                self._ended(int(str(effect["element"])), completed=effect["type"] == "element_completed")

    def _ended(self, number: int, *, completed: bool) -> None:
        task = self.tasks_seen.get(number)
        if task is not None:
            state = "COMPLETED" if completed else "CANCELED"
            self.tasks_seen[number] = Task(number, task.element, state, task.seen)

    def tasks(self) -> list[Task]:
        """Return all tasks of the case."""
        if not self._active():
            return list(self.tasks_seen.values())
        workflow = load(self.records, self.library, self._environment(), 0)
        return [
            Task(each.key, each.element, each.state, visible(workflow.tasks[each.key]))
            if each.state == "CREATED"
            else each
            for each in self.tasks_seen.values()
        ]

    def stage(self) -> str | None:
        """Return the stage of the case."""
        return cast(str | None, cast(dict[str, Json], self.records["m"])["stage"])

    def variables(self) -> Variables:
        """Return the variables of the case, also when it has ended."""
        return dict(self.last_set)

    def incidents(self) -> list[str]:
        """Return what stopped, and why."""
        return [str(record["incident"]) for _, record in self._active() if "incident" in record]

    def _active(self) -> list[tuple[int, dict[str, Json]]]:
        return [
            (int(key[2:]), cast(dict[str, Json], cast(dict[str, Json], record).get("d", {})))
            for key, record in self.records.items()
            if key.startswith("t:")
        ]

    def _environment(self) -> feel.Environment:
        if self.now is None:
            raise ValueError("the clock was never set")
        calendar = england(range(2009, 2028))
        return feel.Environment(
            now=self.now,
            timezone=ZoneInfo("Europe/London"),
            calendar=calendar,
            calendars={calendar.id: calendar},
            warnings=[],
        )
