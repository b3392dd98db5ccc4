"""Work in an installation: its settings, its database, what it keeps in memory; one transaction of work."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from functools import cached_property
from threading import Lock
from typing import TypeVar

from duecourse import feel
from duecourse.bpmn.state import Records
from duecourse.calendars import Calendar
from duecourse.commands import calendars
from duecourse.commands.definitions import Definitions, DeployedLibrary
from duecourse.commands.setbacks import Setbacks
from duecourse.errors import InvalidInput, Refused
from duecourse.model.identity import Actor
from duecourse.persistence import clock
from duecourse.persistence.keys import KeySource, allocator
from duecourse.persistence.session import Session, Sessions, transact
from duecourse.settings import Settings

T = TypeVar("T")


class States:
    """The states of the cases in use, each at one revision; only what is committed is ever in here."""

    def __init__(self, size: int = 500) -> None:
        self._size = size
        self._states: OrderedDict[int, tuple[int, Records]] = OrderedDict()
        self._lock = Lock()

    def get(self, root: int, revision: int) -> Records | None:
        """Return the state of a case at a revision, if it is at hand."""
        with self._lock:
            found = self._states.get(root)
            if found is None or found[0] != revision:
                return None
            self._states.move_to_end(root)
            return found[1]

    def put(self, root: int, revision: int, records: Records) -> None:
        """Keep a committed state instead of any other one of the case; who changes it puts another one.

        One that comes late is of an older revision: nobody asks for that, so the case is read from storage.
        """
        with self._lock:
            self._states[root] = (revision, records)
            self._states.move_to_end(root)
            while len(self._states) > self._size:
                self._states.popitem(last=False)


def system_now() -> datetime:
    """Return the time of this machine, in UTC."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Installation:
    """A running Duecourse.

    ``calendar`` is the one of working days that a new database begins with; ``system_clock`` times keys and
    recordings.
    """

    settings: Settings
    sessions: Sessions
    calendar: Calendar
    system_clock: Callable[[], datetime] = system_now
    definitions: Definitions = field(default_factory=Definitions)
    states: States = field(default_factory=States)
    new_key: KeySource = field(default_factory=lambda: allocator(system_now))
    setbacks: Setbacks = field(default_factory=lambda: Setbacks(system_now))
    calendars: dict[str, Calendar] = field(default_factory=dict)
    """The calendars that are known to be kept in the database, by id."""


def business_now(installation: Installation, session: Session) -> datetime:
    """Return business time: the pinned moment where the clock was moved, else the system's."""
    pinned = clock.pinned(session) if installation.settings.clock_movable else None
    return pinned or installation.system_clock()


@dataclass
class Transaction:
    """One piece of work in one database transaction.

    ``now`` is business time, ``act_date`` the local date on which the act was done. ``after`` is done once
    the transaction is committed; ``delivers`` says that messages may then have found their receivers.
    ``locked`` are the root keys of the cases that it has to itself.
    """

    installation: Installation
    session: Session
    actor: Actor
    now: datetime
    act_date: date
    after: list[Callable[[], None]] = field(default_factory=list)
    delivers: bool = False
    locked: set[int] = field(default_factory=set)

    @cached_property
    def library(self) -> DeployedLibrary:
        """Where the definitions are found."""
        return DeployedLibrary(self.session, self.installation.definitions)

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar of working days, as the database keeps it."""
        known = self.installation.calendars
        seed = self.installation.calendar
        if seed.id in known:
            return known[seed.id]
        calendar = calendars.kept(self.session, seed)
        self.after.append(lambda: known.update({seed.id: calendar}))
        return calendar

    def environment(self) -> feel.Environment:
        """Return what expressions know of the world in this transaction."""
        return feel.Environment(
            now=self.now,
            timezone=self.installation.settings.timezone,
            calendar=self.calendar,
            calendars={self.calendar.id: self.calendar},
            warnings=[],
        )


def run(
    installation: Installation, actor: Actor, work: Callable[[Transaction], T], act_date: date | None = None
) -> tuple[T, Transaction]:
    """Do ``work`` in one transaction; return its result and the transaction once it is committed.

    A lost race is run again on the fresh state; a refusal is committed and raised. Raises InvalidInput for an
    act date in the future.
    """
    tried: list[Transaction] = []

    def once(session: Session) -> T:
        now = business_now(installation, session)
        today = now.astimezone(installation.settings.timezone).date()
        if act_date is not None and act_date > today:
            raise InvalidInput(f"the act date {act_date} is later than today, {today}")
        tried.append(Transaction(installation, session, actor, now, act_date or today))
        return work(tried[-1])

    try:
        result = transact(installation.sessions, once)
    except Refused:
        _committed(tried[-1])
        raise
    _committed(tried[-1])
    return result, tried[-1]


def _committed(transaction: Transaction) -> None:
    for each in transaction.after:
        each()
