"""Running a drawn case command by command, checking at each step what must always hold."""

from datetime import datetime, timedelta

from duecourse.bpmn.execution import Step, execute
from duecourse.bpmn.library import Library
from duecourse.bpmn.state import Records, fold
from duecourse.diagram.elements import Process
from duecourse.history import commands
from duecourse.model.json import Json, dumps, loads
from tests.bpmn.drawing import NOW, environment, shelf


class Case:
    """A case in memory, driven by commands as the command layer would drive it."""

    def __init__(
        self,
        *processes: Process,
        start: str | None = None,
        limit: int = 100_000,
        key: int = 0,
        business_id: str | None = None,
        **values: Json,
    ) -> None:
        self.library: Library = shelf(*processes)
        self.records: Records = {}
        self.steps: list[Step] = []
        self.commands: list[tuple[datetime, commands.Command]] = []
        self.now = NOW
        self.limit = limit
        self.do(
            commands.Create(definition=1, key=key, business_id=business_id, start=start, variables=values)
        )

    def do(self, command: commands.Command) -> Step:
        """Apply a command; the state is what storage would hold: the fold of the deltas, through JSON."""
        step = execute(self.records, command, self.library, environment(self.now), self.limit)
        delta = loads(dumps(step.delta))
        assert isinstance(delta, dict)
        self.records = fold(self.records, [delta])
        assert dumps(self.records) == dumps(step.records)
        self.steps.append(step)
        self.commands.append((self.now, command))
        return step

    def wait(self, period: timedelta) -> None:
        """Let time pass, and fire what is due, in order."""
        end = self.now + period
        while due := self._due(end):
            instant, number = min(due)
            self.now = max(self.now, instant)
            self.do(commands.FireTimer(element=number))
        self.now = end

    def _due(self, end: datetime) -> list[tuple[datetime, int]]:
        found = []
        for number, _, data in self.active():
            timer = data.get("timer")
            if isinstance(timer, dict) and datetime.fromisoformat(str(timer["due"])) <= end:
                found.append((datetime.fromisoformat(str(timer["due"])), number))
        return found

    def active(self) -> list[tuple[int, str, dict[str, Json]]]:
        """Return number, spec and data of what is active."""
        found = []
        for key, record in self.records.items():
            if key.startswith("t:"):
                assert isinstance(record, dict)
                data = record.get("d", {})
                assert isinstance(data, dict)
                found.append((int(key[2:]), str(record["e"]), data))
        return sorted(found, key=lambda each: each[0])

    def open(self, part: str = "task") -> dict[str, int]:
        """Return what waits with ``part`` in its record (task, job, timer, message, incident)."""
        return {name: number for number, name, data in self.active() if part in data}

    def complete(self, name: str, **values: Json) -> Step:
        """Complete the open task of an element."""
        return self.do(commands.CompleteTask(element=self.open()[name], variables=values))

    def message(self, name: str, **values: Json) -> Step:
        """Hand a message to the element of this name."""
        return self.do(
            commands.CorrelateMessage(element=self.open("message")[name], message="m", variables=values)
        )

    def variables(self) -> dict[str, Json]:
        """Return the variables of the process."""
        root = min(number for number, _, _ in self.active())
        prefix = f"v:{root}:"
        found: dict[str, Json] = {}
        for key, record in self.records.items():
            if key.startswith(prefix):
                assert isinstance(record, list)
                found[key.removeprefix(prefix)] = record[0]
        return found

    def incident(self, name: str) -> dict[str, Json]:
        """Return the incident that stops an element."""
        found = next(
            data["incident"] for _, spec, data in self.active() if spec == name and "incident" in data
        )
        assert isinstance(found, dict)
        return found

    def resolve(self, name: str) -> Step:
        """Resolve the incident of an element."""
        return self.do(commands.ResolveIncident(element=self.open("incident")[name]))

    def set(self, **values: Json) -> Step:
        """Set variables of the process."""
        return self.do(commands.SetVariables(element=0, variables=values))

    @property
    def ended(self) -> bool:
        """Whether nothing is active any more."""
        return not self.active()

    def activated(self) -> list[tuple[int, str]]:
        """Return number and kind of what was activated, in order."""
        return [
            (int(str(effect["element"])), str(effect["kind"]))
            for step in self.steps
            for effect in step.effects
            if effect["type"] == "element_activated"
        ]

    def completed(self) -> list[str]:
        """Return the ids of the elements that completed, in order."""
        names: dict[Json, str] = {}
        found = []
        for step in self.steps:
            for effect in step.effects:
                if effect["type"] == "element_activated":
                    names[effect["element"]] = str(effect["id"])
                elif effect["type"] == "element_completed":
                    found.append(names[effect["element"]])
        return found

    def replay(self) -> None:
        """Run the recorded commands again; every delta must be the same to the byte."""
        records: Records = {}
        for (now, command), step in zip(self.commands, self.steps, strict=True):
            again = execute(records, command, self.library, environment(now), self.limit)
            assert dumps(again.delta) == dumps(step.delta)
            assert dumps(list(again.effects)) == dumps(list(step.effects))
            records = again.records
