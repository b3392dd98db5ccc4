"""The rows that an entry changes, and where each of its elements is."""

from collections.abc import Callable, Mapping
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


class Places:
    """Where each element of an entry is: its scope, its process, and the definition of that."""

    def __init__(self, entry: Entry) -> None:
        self._entry = entry
        self._activated = {
            number_of(effect["element"]): effect
            for effect in entry.effects
            if effect["type"] == EffectType.ELEMENT_ACTIVATED
        }

    def scope(self, number: int) -> int | None:
        """Return the number of the scope around an element."""
        effect = self._activated.get(number)
        if effect is not None:
            scope = effect.get("scope")
        else:
            record = self._record(number)
            scope = None if record is None else record["p"]
        return None if scope is None else number_of(scope)

    def definition(self, number: int) -> int | None:
        """Return the definition key of an element that is a process."""
        effect = self._activated.get(number)
        if effect is not None:
            found = effect.get("definition")
        else:
            record = self._record(number) or {}
            found = cast(Record, record.get("d", {})).get("definition")
        return None if found is None else number_of(found)

    def process(self, number: int) -> int:
        """Return the number of the process that an element belongs to; of a process, itself."""
        current: int | None = number
        while current is not None and self.definition(current) is None:
            current = self.scope(current)
        return 0 if current is None else current

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
        """Return the columns that say where an element is."""
        instance = self._entry.root + self.process(number)
        return {
            "root_key": self._entry.root,
            "instance_key": instance,
            "definition_key": self.named(number)[0],
        }
