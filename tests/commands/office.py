"""An installation with people, whose clock stands still until a test moves it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final, TypeVar

from sqlalchemy import Executable, Table, select

from duecourse.calendars import Calendar
from duecourse.calendars.england import england
from duecourse.commands import accounts, clock, deployments, instances, messages, tasks, timers
from duecourse.commands.definitions import Definitions
from duecourse.commands.deployments import Deployment
from duecourse.commands.installation import Installation, perform
from duecourse.commands.setbacks import Setbacks
from duecourse.commands.transaction import States, Transaction
from duecourse.model.identity import ADMINISTRATORS, PROCESS_OWNERS, SYSTEM, Actor
from duecourse.model.json import Json
from duecourse.model.states import MessageState, UserTaskState
from duecourse.persistence import tables, user_tasks
from duecourse.persistence.keys import allocator
from duecourse.persistence.session import Session, Sessions, reading
from duecourse.persistence.user_tasks import UserTask
from duecourse.queries import history
from duecourse.queries.history import Entry
from duecourse.settings import Settings

T = TypeVar("T")

NOW: Final = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
CALENDAR: Final[Calendar] = england(range(2025, 2028))
PEOPLE: Final[Mapping[str, frozenset[str]]] = {
    "adam": frozenset({ADMINISTRATORS}),
    "olga": frozenset({PROCESS_OWNERS}),
    "clara": frozenset({"clerks"}),
    "carl": frozenset({"clerks"}),
    "bob": frozenset({"board"}),
    "eve": frozenset(),
}


@dataclass
class Time:
    """The time of the machine, as a test wants it."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        """Return the time."""
        return self.now

    def pass_by(self, period: timedelta) -> None:
        """Let time pass."""
        self.now += period


@dataclass
class Office:
    """The installation with its people; ``actors`` are they, with the groups that they hold."""

    installation: Installation
    time: Time
    actors: Mapping[str, Actor]
    sound: bool = field(default=True, compare=False)
    """Whether all that must hold is to be checked in the end; not where a test breaks a case on purpose."""

    def do(self, username: str, work: Callable[[Transaction], T], act_date: date | None = None) -> T:
        """Have something done in the name of a person."""
        return perform(self.installation, self.actors[username], work, act_date=act_date)

    def see(self, ask: Callable[[Session], T]) -> T:
        """Ask something of the database."""
        with reading(self.installation.sessions) as session:
            return ask(session)

    def deploy(self, files: Mapping[str, bytes], by: str = "olga") -> Deployment:
        """Deploy files."""
        return self.do(by, lambda tx: deployments.deploy(tx, files))

    def start(
        self, process: str, by: str = "clara", business_id: str | None = None, **variables: Json
    ) -> int:
        """Start a case; return its root key."""

        def work(tx: Transaction) -> int:
            created = instances.create(tx, process_id=process, variables=variables, business_id=business_id)
            return created.key

        return self.do(by, work)

    def tasks(self, root: int, element: str | None = None) -> list[UserTask]:
        """Return the open tasks of a case, oldest first."""

        def ask(session: Session) -> list[UserTask]:
            keys = session.scalars(select(tables.user_task.c.key).where(tables.user_task.c.root_key == root))
            found = [user_tasks.get(session, key) for key in sorted(keys)]
            return [
                each
                for each in found
                if each is not None
                and each.state is UserTaskState.CREATED
                and element in (None, each.element_id)
            ]

        return self.see(ask)

    def task(self, root: int, element: str | None = None) -> int:
        """Return the key of the one open task of a case, or of one of its elements."""
        (found,) = self.tasks(root, element)
        return found.key

    def waiting_for(self, root: int) -> list[str]:
        """Return the elements whose tasks are open in a case."""
        return [task.element_id for task in self.tasks(root)]

    def messages(self) -> dict[int, MessageState]:
        """Return the states of all messages by key."""
        return {row["key"]: row["state"] for row in self.rows(tables.message)}

    def timers(self) -> list[tuple[str, datetime]]:
        """Return the timers that wait: their elements, and when they are due."""
        return sorted((row["element_id"], row["due_at"]) for row in self.rows(tables.timer))

    def complete(self, key: int, by: str = "clara", **variables: Json) -> None:
        """Complete a task."""
        self.do(by, lambda tx: tasks.complete(tx, key, variables))

    def claim(self, key: int, who: str) -> None:
        """Have somebody claim a task."""
        self.do(who, lambda tx: tasks.assign(tx, key, who, allow_override=False))

    def publish(self, name: str, key: str = "", life_ms: int = 0, **variables: Json) -> int:
        """Publish a message; return its key."""
        return self.do("eve", lambda tx: messages.publish(tx, name, key, variables, life_ms))

    def wait(self, period: timedelta) -> int:
        """Let time pass, and the timers fire that are due then; return how many."""
        self.time.pass_by(period)
        return timers.fire_due(self.installation, 1_000, all_of_them=True)

    def pin(self, instant: datetime, by: str = "adam") -> None:
        """Let business time stand still."""
        clock.pin(self.installation, self.actors[by], instant)

    def history(self, root: int) -> tuple[Entry, ...]:
        """Return the entries of a case."""
        return self.see(lambda session: history.read(session, root))

    def break_in(self, statement: Executable) -> None:
        """Change the database behind the back of every command."""
        self.do("adam", lambda tx: _ignored(tx.session.execute(statement)))

    def rows(self, table: Table) -> list[dict[str, Any]]:
        """Return the rows of a table, by their keys."""
        statement = select(table).order_by(*table.primary_key)
        return self.see(lambda session: [dict(row) for row in session.execute(statement).mappings()])

    def roots(self) -> list[int]:
        """Return the root keys of all cases, oldest first."""
        return [row["key"] for row in self.rows(tables.case_file)]

    def kinds(self, root: int) -> list[str]:
        """Return what was done to a case, in order."""
        return [entry.kind for entry in self.history(root)]


def _ignored(result: object) -> None:
    """Give nothing back."""


def open_office(
    sessions: Sessions,
    settings: Settings,
    definitions: Definitions | None = None,
    states: States | None = None,
) -> Office:
    """Return an installation on an empty database, with its people."""
    time = Time()
    installation = Installation(
        settings,
        sessions,
        CALENDAR,
        system_clock=time,
        definitions=definitions or Definitions(),
        states=states or States(),
        new_key=allocator(time),
        setbacks=Setbacks(time),
    )

    def work(tx: Transaction) -> dict[str, Actor]:
        accounts.ensure_built_in_groups(tx.session)
        for group in ("clerks", "board"):
            accounts.create_group(tx.session, group, group.title())
        return {name: _person(tx, name, groups) for name, groups in PEOPLE.items()}

    return Office(installation, time, perform(installation, SYSTEM, work))


def _person(tx: Transaction, name: str, groups: frozenset[str]) -> Actor:
    accounts.create(
        tx.session, tx.installation.new_key, tx.now, username=name, display_name=name, password_hash="none"
    )
    for group in groups:
        accounts.add_to_group(tx.session, name, group)
    return accounts.actor(tx.session, name)
