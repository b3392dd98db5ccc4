"""The rows that an entry changes, and where each of its elements is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, TypeAlias, cast
from zoneinfo import ZoneInfo

from duecourse.history.effects import Effect, EffectType
from duecourse.model.json import Json

Record: TypeAlias = Mapping[str, Json]
Records: TypeAlias = Mapping[str, Json]


class Named(Protocol):
    """What the projection asks of a definition."""

    @property
    def process_id(self) -> str:
        """The id of the process."""

    @property
    def version(self) -> int:
        """Its version."""

    def name_of(self, element_id: str) -> str:
        """Return the name of an element, which may be empty."""


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What the projection needs of an entry.

    ``before`` is the state before it, ``after`` the state after it; ``definition_of`` finds a definition by
    its key. ``now`` is business time, ``zone`` where local dates are read, ``case`` the key of the case file.
    """

    case: int
    root: int
    seq: int
    now: datetime
    zone: ZoneInfo
    username: str
    before: Records
    after: Records
    effects: tuple[Effect, ...]
    delta: Mapping[str, Json]
    definition_of: Callable[[int], Named]


def number_of(value: Json) -> int:
    """Return a local number or a key, which JSON may hold as text."""
    return int(str(value))


def data_of(records: Records, number: int) -> Record:
    """Return what the record of an element remembers; nothing for one that is not active."""
    record = cast(Record, records.get(f"t:{number}") or {})
    return cast(Record, record.get("d", {}))


class Places:
    """Where each element of an entry is: its scope, its process, and the definition of that.

    ``happened`` are the effects by the number of their element.
    """

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._processes: dict[int, int] = {}
        self.happened: dict[int, list[Effect]] = {}
        for effect in entry.effects:
            self.happened.setdefault(number_of(effect["element"]), []).append(effect)

    def effect(self, number: int, kind: EffectType) -> Effect | None:
        """Return the first effect of a kind on an element."""
        found = (effect for effect in self.happened.get(number, ()) if effect["type"] == kind)
        return next(found, None)

    def element_id(self, number: int) -> str:
        """Return the id in the diagram of an element that the entry is about."""
        return next(str(effect["id"]) for effect in self.happened[number] if "id" in effect)

    def scope(self, number: int) -> int | None:
        """Return the number of the scope around an element."""
        effect = self.effect(number, EffectType.ELEMENT_ACTIVATED)
        if effect is not None:
            scope = effect.get("scope")
        else:
            record = self._record(number)
            scope = None if record is None else record["p"]
        return None if scope is None else number_of(scope)

    def definition(self, number: int) -> int | None:
        """Return the definition key of an element that is a process."""
        effect = self.effect(number, EffectType.ELEMENT_ACTIVATED)
        if effect is not None:
            found = effect.get("definition")
        else:
            record = self._record(number) or {}
            found = cast(Record, record.get("d", {})).get("definition")
        return None if found is None else number_of(found)

    def process(self, number: int) -> int:
        """Return the number of the process that an element belongs to; of a process, itself."""
        passed = []
        current: int | None = number
        while current is not None and current not in self._processes:
            passed.append(current)
            if self.definition(current) is not None:
                self._processes[current] = current
            else:
                current = self.scope(current)
        found = 0 if current is None else self._processes[current]
        self._processes.update(dict.fromkeys(passed, found))
        return found

    def processes(self, number: int) -> Iterator[int]:
        """Yield the process that an element belongs to, the one that called it, and so on to the root."""
        current: int | None = number
        while current is not None:
            process = self.process(current)
            yield process
            current = self.scope(process)

    def _record(self, number: int) -> Record | None:
        key = f"t:{number}"
        found = self._entry.after.get(key) or self._entry.before.get(key)
        return None if found is None else cast(Record, found)

    def named(self, number: int) -> tuple[int, Named]:
        """Return key and definition of the process that an element belongs to."""
        key = self.definition(self.process(number))
        if key is None:
            raise ValueError(f"element {number} belongs to no process")
        return key, self._entry.definition_of(key)

    def where(self, number: int) -> dict[str, object]:
        """Return the columns of a new row that say where an element is, and which it is."""
        return {
            "root_key": self._entry.root,
            "instance_key": self._entry.root + self.process(number),
            "definition_key": self.named(number)[0],
            "element_id": self.element_id(number),
        }
