"""What an entry of the history records besides its command, effects and delta (architecture, decision 3)."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final, cast

from duecourse.model.json import Json

SEMANTICS: Final = 1
"""The number of the engine's rules. A fix that changes what a command does raises it; entries with an older
number are folded, never executed again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Circumstances:
    """All that decided what a command did, besides the state and the command itself.

    ``username`` and ``groups`` say who acted, and what they were a member of then. ``now`` is the business
    time of the entry, ``act_date`` the local date on which the act was done. ``definition`` is the key of the
    version that the case runs on, ``called`` the keys of the versions that call activities looked up,
    ``calendar`` the id and version of the calendar. ``first`` is the number that the next element would get.
    """

    username: str
    groups: tuple[str, ...]
    now: datetime
    act_date: date
    timezone: str
    definition: str
    called: Mapping[str, str] = field(default_factory=dict)
    calendar: str = ""
    step_limit: int = 0
    first: int = 0
    semantics: int = SEMANTICS

    def to_json(self) -> dict[str, Json]:
        """Return the circumstances as JSON."""
        return {
            "username": self.username,
            "groups": list(self.groups),
            "now": self.now.isoformat(),
            "actDate": self.act_date.isoformat(),
            "timezone": self.timezone,
            "definition": self.definition,
            "called": dict(self.called),
            "calendar": self.calendar,
            "stepLimit": self.step_limit,
            "first": self.first,
            "semantics": self.semantics,
        }


def circumstances_from_json(record: Mapping[str, Json]) -> Circumstances:
    """Read what ``Circumstances.to_json`` wrote."""
    return Circumstances(
        username=str(record["username"]),
        groups=tuple(cast(list[str], record["groups"])),
        now=datetime.fromisoformat(str(record["now"])),
        act_date=date.fromisoformat(str(record["actDate"])),
        timezone=str(record["timezone"]),
        definition=str(record["definition"]),
        called=cast(dict[str, str], record["called"]),
        calendar=str(record["calendar"]),
        step_limit=cast(int, record["stepLimit"]),
        first=cast(int, record["first"]),
        semantics=cast(int, record["semantics"]),
    )
