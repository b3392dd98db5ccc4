"""How the neutral words of acceptance cases are said in a procedure's diagram: its cases.yaml.

What begins with ``=`` there is FEEL over the event (``data``, ``by``, ``at``); nothing in here knows a word
of any procedure.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Final, TypeAlias, cast
from zoneinfo import ZoneInfo

import yaml

from duecourse import feel
from duecourse.calendars.england import england
from duecourse.model.json import Json, dumps, loads

PROCESSES: Final = Path(__file__).parents[2] / "processes"

Variables: TypeAlias = dict[str, Json]
Spoken: TypeAlias = Mapping[str, Json]


class BadVocabulary(Exception):
    """The file does not say what is needed."""


@dataclass(frozen=True, slots=True)
class TaskName:
    """The neutral name of an element's open task: ``of`` is the variable that stands behind its colon."""

    name: str
    of: str | None = None

    def say(self, seen: Mapping[str, Json]) -> str:
        """Return the name of a task that sees these variables."""
        return self.name if self.of is None else f"{self.name}:{seen[self.of]}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """A procedure's words: ``tasks`` by element id, ``notices`` the elements of each notification."""

    folder: Path
    process: str
    events: Mapping[str, Mapping[str, Json]]
    tasks: Mapping[str, TaskName]
    notices: Mapping[str, tuple[str, ...]]
    decision_history: str
    reason_codes: frozenset[str]

    def event(self, name: str) -> Mapping[str, Json]:
        """Return how an event is said; raises BadVocabulary for one that is not in the file."""
        if name not in self.events:
            raise BadVocabulary(f"the event {name} is not in {self.folder.name}/cases.yaml")
        return self.events[name] or {}


def evaluate(text: Json, context: Spoken) -> Json:
    """Return what a text of the file stands for: itself, or the value of the FEEL behind its ``=``.

    Entries of a context that are null are left out: what an event does not say is not submitted.
    """
    if not (isinstance(text, str) and text.startswith("=")):
        return text
    warnings: list[str] = []
    calendar = england()
    environment = feel.Environment(
        now=datetime.now(UTC), timezone=ZoneInfo("Europe/London"), calendar=calendar, warnings=warnings
    )
    return _plain(feel.to_json(feel.parse(text[1:]).evaluate(dict(context), environment)))


def _plain(value: Json) -> Json:
    found = loads(dumps(value))
    return (
        {name: each for name, each in found.items() if each is not None} if isinstance(found, dict) else found
    )


def read_vocabulary(form: str) -> Vocabulary:
    """Return the words of the procedure whose cases have this format; raises BadVocabulary."""
    for path in sorted(PROCESSES.glob("*/cases.yaml")):
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        if content["format"] == form:
            return _vocabulary(path, content)
    raise BadVocabulary(f"no procedure has cases of the format {form}")


def _vocabulary(path: Path, content: Mapping[str, Json]) -> Vocabulary:
    spoken = cast(Mapping[str, Json], content["tasks"])
    tasks = {element: word for name, said in spoken.items() for element, word in _elements(name, said)}
    notices = cast(Mapping[str, Json], spoken[str(content["notifications"])])
    return Vocabulary(
        folder=path.parent,
        process=str(content["process"]),
        events=cast(Mapping[str, Mapping[str, Json]], content["events"]),
        tasks=tasks,
        notices={name: listed(elements) for name, elements in notices.items()},
        decision_history=str(content["decision_history"]),
        reason_codes=frozenset(cast(list[str], content["reason_codes"])),
    )


def _elements(name: str, said: Json) -> Iterator[tuple[str, TaskName]]:
    if isinstance(said, Mapping) and "element" in said:
        yield str(said["element"]), TaskName(name, str(said["of"]))
    elif isinstance(said, Mapping):
        for part, elements in said.items():
            for element in listed(elements):
                yield element, TaskName(f"{name}:{part}")
    else:
        for element in listed(said):
            yield element, TaskName(name)


def listed(value: Json) -> tuple[str, ...]:
    """Return a text, or each of a list of texts; null says nothing."""
    texts = [value] if isinstance(value, str) else cast(list[Json], value)
    return tuple(str(each) for each in texts if each is not None)
