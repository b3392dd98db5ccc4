"""What must hold of every case, whatever was done to it: state, history and rows say the same."""

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from duecourse import feel
from duecourse.bpmn import rules
from duecourse.bpmn.execution import execute
from duecourse.bpmn.library import Definition
from duecourse.bpmn.rules import Attempt, Refusal
from duecourse.bpmn.state import Records, fold
from duecourse.commands import calendars, cases
from duecourse.commands.definitions import Definitions
from duecourse.commands.transaction import Transaction
from duecourse.history.commands import Command, CompleteTask, Refuse, command_from_json
from duecourse.history.entries import SEMANTICS, Circumstances, circumstances_from_json
from duecourse.model.identity import SYSTEM
from duecourse.model.json import Json, dumps, loads
from duecourse.persistence import calendars as stored_calendars
from duecourse.persistence import history, instances, snapshots, tables
from duecourse.persistence.history import HistoryEntry
from duecourse.persistence.session import Session, engine_for, reading, sessions_for
from tests.commands.office import Office
from tests.commands.rebuilding import contents, rebuild


def audit(office: Office, empty: Path, scratch: Path) -> None:
    """Check every case; ``empty`` is a migrated SQLite file, copied to ``scratch`` to write rows anew."""
    with reading(office.installation.sessions) as session:
        roots = roots_of(session)
        for root in roots:
            check_case(office, session, root)
        check_rows(session, roots, office.installation.definitions, empty, scratch)


def roots_of(session: Session) -> list[int]:
    """Return the root keys of all cases."""
    return list(session.scalars(select(tables.case_file.c.key).order_by(tables.case_file.c.key)))


def check_case(office: Office, session: Session, root: int) -> None:
    """Check that memory, storage and the fold of all deltas are one state, and that replay gives them."""
    entries = history.read(session, root)
    row = instances.root(session, root)
    assert row is not None
    assert [entry.seq for entry in entries] == list(range(1, len(entries) + 1))
    assert row.revision == row.last_seq == len(entries)
    newest = session.scalar(select(func.max(tables.snapshot.c.seq)).where(tables.snapshot.c.root_key == root))
    assert row.snapshot_seq == (newest or 0)
    assert len(entries) - (newest or 0) < office.installation.settings.snapshot_every

    state: Records = {}
    library = Recorded(session, office.installation.definitions)
    for entry in entries:
        after = fold(state, [cast(Records, loads(entry.delta))])
        snapshot = snapshots.latest_before(session, root, entry.seq)
        if snapshot is not None and snapshot.seq == entry.seq:
            assert snapshot.state == dumps(after).encode()
        run_again(session, library, entry, state)
        state = after
    assert dumps(stored(office, session, root, len(entries))) == dumps(state)
    remembered = office.installation.states.get(root, len(entries))
    assert remembered is None or remembered == state


def stored(office: Office, session: Session, root: int, seq: int) -> Records:
    """Return what storage alone has of a case."""
    now = office.time.now
    return cases.stored_state(Transaction(office.installation, session, SYSTEM, now, now.date()), root, seq)


@dataclass
class Recorded:
    """The definitions that an entry found: by key, and by process id as it recorded them."""

    session: Session
    definitions: Definitions
    called: Mapping[str, str] = field(default_factory=dict)

    def definition(self, key: int) -> Definition:
        """Return the definition with this key."""
        return self.definitions.get(self.session, key).definition

    def latest(self, process_id: str) -> int | None:
        """Return the version that was called."""
        found = self.called.get(process_id)
        return None if found is None else int(found)


def run_again(session: Session, library: Recorded, entry: HistoryEntry, before: Records) -> None:
    """Check that a command, run again on what its entry records, does the same to the byte."""
    context = loads(entry.context)
    assert isinstance(context, dict)
    circumstances = circumstances_from_json(context)
    assert dumps(circumstances.to_json()) == dumps(context)
    assert circumstances.semantics == entry.semantics == SEMANTICS
    assert (circumstances.now, circumstances.act_date) == (entry.entered_at, entry.act_date)
    assert circumstances.definition == str(entry.definition_key)
    assert circumstances.first == cast(dict[str, Json], before.get("m", {"next": 0}))["next"]
    written = loads(entry.command)
    assert isinstance(written, dict)
    command = command_from_json(written)
    assert dumps(command.to_json()) == dumps(written)
    library.called = circumstances.called
    surroundings = environment(session, circumstances)
    step = execute(before, command, library, surroundings, circumstances.step_limit)
    assert dumps(step.delta).encode() == entry.delta
    assert dumps(list(step.effects)).encode() == entry.effects
    assert {name: str(key) for name, key in step.called.items()} == dict(circumstances.called)
    if isinstance(command, Refuse):
        assert (entry.effects, entry.delta, entry.reason_code) == (b"[]", b"{}", command.reason_code)
    decide_again(command, before, circumstances, library, surroundings)


def decide_again(
    command: Command,
    before: Records,
    circumstances: Circumstances,
    library: Recorded,
    surroundings: feel.Environment,
) -> None:
    """Check that the rules, asked again, refuse what was refused and nothing else."""
    if not isinstance(command, Refuse | CompleteTask):
        return
    actor: dict[str, Json] = {"username": circumstances.username, "groups": list(circumstances.groups)}
    attempt = Attempt(before, command.variables, actor, library, surroundings)
    if isinstance(command, CompleteTask):
        assert rules.check_completion(attempt, command.element) is None
        return
    if command.number is None:
        refusal = rules.find_open(attempt, command.element, command.local)
    else:
        refusal = cast(Refusal, rules.check_completion(attempt, command.number))
    assert refusal == Refusal(command.element, command.reason_code, command.message)


def environment(session: Session, circumstances: Circumstances) -> feel.Environment:
    """Return what expressions knew of the world when an entry was made."""
    name, _, version = circumstances.calendar.partition("@")
    stored_calendar = stored_calendars.version(session, name, int(version))
    assert stored_calendar is not None
    calendar = calendars.read(stored_calendar)
    return feel.Environment(
        now=circumstances.now,
        timezone=ZoneInfo(circumstances.timezone),
        calendar=calendar,
        calendars={calendar.id: calendar},
        warnings=[],
    )


def check_rows(
    session: Session, roots: list[int], definitions: Definitions, empty: Path, scratch: Path
) -> None:
    """Check that the rows are those that the history makes when it is written anew."""
    shutil.copy(empty, scratch)
    engine = engine_for(f"sqlite:///{scratch}")
    with sessions_for(engine)() as copy:
        rebuild(session, copy, roots, definitions)
        made = contents(copy)
    engine.dispose()
    kept = contents(session)
    for name, rows in kept.items():
        assert rows == made[name], name
