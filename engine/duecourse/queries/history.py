"""Reading the history of cases."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from duecourse.history.commands import Command, command_from_json
from duecourse.history.effects import Effect
from duecourse.history.entries import Circumstances, circumstances_from_json
from duecourse.model.json import Json, loads
from duecourse.persistence import history
from duecourse.persistence.history import HistoryEntry
from duecourse.persistence.search import Page
from duecourse.persistence.search import search as run
from duecourse.persistence.session import Session
from duecourse.persistence.views.history import SEARCH, of_root
from duecourse.queries.finding import found


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a history, in full; ``delta`` is what it changed in the engine's state."""

    root_key: int
    seq: int
    kind: str
    entered_at: datetime
    recorded_at: datetime
    act_date: date
    actor_key: int
    definition_key: int
    semantics: int
    reason_code: str | None
    command: Command
    circumstances: Circumstances
    effects: tuple[Effect, ...]
    delta: Mapping[str, Json]


def search(
    session: Session, request: Mapping[str, object] | None = None, *, root_key: int | None = None
) -> Page[Entry]:
    """Search entries of one case, or of all; raises InvalidInput for a request that cannot be understood."""
    where = None if root_key is None else of_root(root_key)
    return run(session, SEARCH, request, where=where).map(_entry)


def read(
    session: Session, root_key: int, *, after: int = 0, upto: int | None = None, limit: int | None = None
) -> tuple[Entry, ...]:
    """Return entries of a case in order: those behind ``after``, up to and with ``upto``."""
    return tuple(
        _entry(each) for each in history.read(session, root_key, after=after, upto=upto, limit=limit)
    )


def get(session: Session, root_key: int, seq: int) -> Entry:
    """Return one entry of a case; raises NotFound."""
    return _entry(found(history.get(session, root_key, seq), "history entry", f"{root_key}/{seq}"))


def _entry(kept: HistoryEntry) -> Entry:
    return Entry(
        root_key=kept.root_key,
        seq=kept.seq,
        kind=kept.kind,
        entered_at=kept.entered_at,
        recorded_at=kept.recorded_at,
        act_date=kept.act_date,
        actor_key=kept.actor_key,
        definition_key=kept.definition_key,
        semantics=kept.semantics,
        reason_code=kept.reason_code,
        command=command_from_json(cast(Mapping[str, Json], loads(kept.command))),
        circumstances=circumstances_from_json(cast(Mapping[str, Json], loads(kept.context))),
        effects=tuple(cast(list[Effect], loads(kept.effects))),
        delta=cast(Mapping[str, Json], loads(kept.delta)),
    )
