"""The way of a command: lock the case, load its state, execute, append the entry, write the rows.

Everything happens in the caller's transaction. The history is the state: what is written beside the entry
follows from it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final, cast

from duecourse.bpmn.execution import Step, execute
from duecourse.bpmn.state import Delta, Records, fold
from duecourse.commands import projection, publications
from duecourse.commands.rows import Entry
from duecourse.commands.transaction import Transaction, business_now
from duecourse.errors import Conflict, LostRace, NotFound, Refused
from duecourse.history.commands import Command, Create, Refuse, command_from_json
from duecourse.history.entries import SEMANTICS, Circumstances
from duecourse.model.json import Json, dumps, loads
from duecourse.persistence import cases as case_files
from duecourse.persistence import history, instances, rows, snapshots
from duecourse.persistence.keys import LOCAL_BITS

NOTHING: Final[Records] = {}


@dataclass(frozen=True, slots=True)
class Locked:
    """A case that no one else can change until the transaction ends."""

    root: int
    case: int
    definition: int
    revision: int
    last_seq: int
    snapshot_seq: int


def lock(tx: Transaction, root: int) -> Locked:
    """Lock a case; raises NotFound.

    Business time is read again once the case is locked: others may have been busy with it for a while, and
    the times of its entries are in their order.
    """
    row = instances.lock(tx.session, root)
    if row is None:
        raise NotFound(f"there is no process instance {root}")
    if root not in tx.locked:
        tx.locked.add(root)
        tx.now = business_now(tx.installation, tx.session)
    return _own(row)


def look_at(tx: Transaction, root: int) -> Records:
    """Return the state of a case as it was committed last, without keeping others from changing it."""
    row = instances.root(tx.session, root)
    if row is None:
        raise NotFound(f"there is no process instance {root}")
    return load(tx, _own(row))


def _own(row: instances.ProcessInstance) -> Locked:
    if row.revision is None or row.last_seq is None or row.snapshot_seq is None:
        raise ValueError(f"the row of root instance {row.key} has no revision")
    return Locked(row.key, row.case_key, row.definition_key, row.revision, row.last_seq, row.snapshot_seq)


def load(tx: Transaction, case: Locked) -> Records:
    """Return the state of a locked case: from memory, else from its newest snapshot and the deltas since."""
    known = tx.installation.states.get(case.root, case.revision)
    return known if known is not None else stored_state(tx, case.root, case.last_seq)


def stored_state(tx: Transaction, root: int, seq: int) -> Records:
    """Return the state of a case after entry ``seq``, from storage alone."""
    snapshot = snapshots.latest_before(tx.session, root, seq)
    start, records = 0, NOTHING
    if snapshot is not None:
        start = snapshot.seq
        records = cast(Records, loads(snapshot.state))
    entries = history.read(tx.session, root, after=start, upto=seq)
    return fold(records, (cast(Delta, loads(entry.delta)) for entry in entries))


def start(
    tx: Transaction,
    definition: int,
    variables: Mapping[str, Json],
    *,
    at: str | None = None,
    message: int | None = None,
    business_id: str | None = None,
) -> int:
    """Open a case file and start its process; return the key of both the instance and its root.

    ``at`` is the start event that a timer starts, or the ``message`` with this key.
    """
    root = tx.installation.new_key()
    command = Create(
        definition=definition,
        key=root,
        business_id=business_id,
        start=at,
        message=None if message is None else str(message),
        variables=dict(variables),
    )
    case_files.add(tx.session, case_files.CaseFile(key=root, business_id=business_id, opened_at=tx.now))
    _record(tx, Locked(root, root, command.definition, 0, 0, 0), NOTHING, command)
    return root


def step(tx: Transaction, root: int, command: Command) -> Step:
    """Give a command to a case; raises NotFound, and NotActive (409) where the case does not wait for it."""
    case = lock(tx, root)
    return _record(tx, case, load(tx, case), command)


def refuse(tx: Transaction, case: Locked, records: Records, refusal: Refuse) -> Refused:
    """Record a refused attempt; return the error to raise, which commits the record."""
    _record(tx, case, records, refusal)
    return Refused(refusal.message, reason_code=refusal.reason_code)


def _record(tx: Transaction, case: Locked, before: Records, command: Command) -> Step:
    """Carry out a command and write what follows.

    What is executed is what history will give back, and what is kept in memory is what storage will: the
    command and the delta as they are read from their canonical text.
    """
    settings = tx.installation.settings
    given = dumps(command.to_json())
    command = command_from_json(cast(dict[str, Json], loads(given)))
    done = execute(before, command, tx.library, tx.environment(), settings.step_limit)
    written = dumps(done.delta)
    delta = cast(Delta, loads(written))
    result = replace(done, delta=delta, records=fold(before, [delta]))
    _check_numbers(result.records)
    seq = case.last_seq + 1
    _append(tx, case, seq, before, command, Texts(given, written), result)
    entry = Entry(
        case=case.case,
        root=case.root,
        seq=seq,
        now=tx.now,
        zone=settings.timezone,
        username=tx.actor.username,
        before=before,
        after=result.records,
        effects=result.effects,
        delta=result.delta,
        definition_of=lambda key: tx.installation.definitions.get(tx.session, key),
    )
    rows.apply(tx.session, projection.changes(entry))
    _advance(tx, case, seq, result.records)
    publications.follow(tx, result.effects)
    return result


def _next_number(records: Records) -> int:
    return cast(int, cast(dict[str, Json], records.get("m", {})).get("next", 0))


def _check_numbers(records: Records) -> None:
    # One more, and the keys of this case would be those of another one.
    if _next_number(records) > 1 << LOCAL_BITS:
        raise Conflict(f"the case has had {1 << LOCAL_BITS} elements and variables, and can have no more")


@dataclass(frozen=True, slots=True)
class Texts:
    """The canonical texts of a command and of its delta."""

    command: str
    delta: str


def _append(
    tx: Transaction, case: Locked, seq: int, before: Records, command: Command, texts: Texts, result: Step
) -> None:
    circumstances = Circumstances(
        username=tx.actor.username,
        groups=tuple(sorted(tx.actor.groups)),
        now=tx.now,
        act_date=tx.act_date,
        timezone=str(tx.installation.settings.timezone),
        definition=str(case.definition),
        called={process_id: str(key) for process_id, key in result.called.items()},
        calendar=f"{tx.calendar.id}@{tx.calendar.version}",
        step_limit=tx.installation.settings.step_limit,
        first=_next_number(before),
    )
    history.append(
        tx.session,
        history.HistoryEntry(
            root_key=case.root,
            seq=seq,
            kind=command.kind,
            entered_at=tx.now,
            recorded_at=tx.installation.system_clock(),
            act_date=tx.act_date,
            actor_key=tx.actor.key,
            definition_key=case.definition,
            semantics=SEMANTICS,
            reason_code=command.reason_code if isinstance(command, Refuse) else None,
            command=texts.command.encode(),
            context=dumps(circumstances.to_json()).encode(),
            effects=dumps(list(result.effects)).encode(),
            delta=texts.delta.encode(),
        ),
    )


def _advance(tx: Transaction, case: Locked, seq: int, records: Records) -> None:
    snapshot_seq = case.snapshot_seq
    if seq - snapshot_seq >= tx.installation.settings.snapshot_every:
        state = dumps(records).encode()
        snapshots.add(tx.session, snapshots.Snapshot(root_key=case.root, seq=seq, state=state))
        snapshot_seq = seq
    moved = instances.update_revision(
        tx.session, case.root, expected=case.revision, last_seq=seq, snapshot_seq=snapshot_seq
    )
    if not moved:
        raise LostRace
    tx.after.append(lambda: tx.installation.states.put(case.root, case.revision + 1, records))
