"""Who acts: a person, or the installation itself."""

from dataclasses import dataclass, field
from typing import Final

ADMINISTRATORS: Final = "administrators"
PROCESS_OWNERS: Final = "process_owners"
AUDITORS: Final = "auditors"

BUILT_IN_GROUPS: Final = {
    ADMINISTRATORS: "Administrators",
    PROCESS_OWNERS: "Process owners",
    AUDITORS: "Auditors",
}
"""The groups that carry rights, with the names shown to people."""


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who acts, with the groups held at that moment."""

    key: int
    username: str
    groups: frozenset[str] = field(default_factory=frozenset)

    @property
    def is_administrator(self) -> bool:
        """Tell whether the actor may do everything."""
        return ADMINISTRATORS in self.groups

    @property
    def is_process_owner(self) -> bool:
        """Tell whether the actor may deploy definitions."""
        return PROCESS_OWNERS in self.groups or self.is_administrator

    @property
    def is_auditor(self) -> bool:
        """Tell whether the actor may read every case and its history."""
        return AUDITORS in self.groups or self.is_administrator


SYSTEM: Final = Actor(key=0, username="system")
"""The installation itself: it fires timers and correlates messages. No account may bear its name."""
