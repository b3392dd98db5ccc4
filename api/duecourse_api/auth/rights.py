"""Who may do and see what, in one place. (Who may work on a task is decided with the task, by the engine.)

* Deploying: process owners and administrators.
* Starting a process: where its start event lies in a lane, the groups of that lane; else any account.
* Seeing a case: whoever started it, has or had a task in it, or may take one; auditors and administrators
  all. A case that somebody may not see is to them one that does not exist.
* Addressing a step of a case by its element: whoever sees the case, and the groups that its process names,
  for lanes or single tasks: a step may be refused before the first task of its people is open.
* Operating (cancel, variables, incidents, jobs, clock): administrators.
* Publishing and correlating messages, reading definitions: any account.
"""

from collections.abc import Mapping
from typing import TypeVar

from duecourse.commands.resources import nodes
from duecourse.commands.transaction import Transaction
from duecourse.diagram.elements import Event, EventKind, Lane, Process, Task
from duecourse.errors import Forbidden, NotFound
from duecourse.model.identity import Actor
from duecourse.persistence import definitions, instances, user_tasks, visibility
from duecourse.persistence.involvement import in_seen_cases
from duecourse.persistence.keys import root_of
from duecourse.persistence.search import Page, Searchable, find, search
from duecourse.persistence.session import Session
from duecourse.persistence.views import process_instances

V = TypeVar("V")

CANDIDATE_GROUP = "duecourse:candidateGroup"


def require_process_owner(actor: Actor) -> None:
    """Raise Forbidden unless the actor may deploy."""
    if not actor.is_process_owner:
        raise Forbidden("only members of process_owners or administrators may do this")


def require_administrator(actor: Actor) -> None:
    """Raise Forbidden unless the actor may operate the installation."""
    if not actor.is_administrator:
        raise Forbidden("only members of administrators may do this")


def require_case(session: Session, actor: Actor, key: int) -> None:
    """Raise NotFound unless the actor sees the case of an instance, element or task."""
    if not sees_case(session, actor, key):
        raise NotFound(f"there is nothing with the key {key}")


def sees_case(session: Session, actor: Actor, key: int) -> bool:
    """Tell whether the case that a key belongs to exists and the actor may see it."""
    seen = in_seen_cases(actor, process_instances.SEARCH)
    return find(session, process_instances.SEARCH, root_of(key), where=seen) is not None


def require_participant(tx: Transaction, key: int) -> None:
    """Raise NotFound unless the actor sees the case or belongs to a group that its process names."""
    if sees_case(tx.session, tx.actor, key):
        return
    instance = instances.get(tx.session, key)
    if instance is not None:
        process = tx.installation.definitions.get(tx.session, instance.definition_key).process
        if tx.actor.groups & named_groups(process):
            return
    raise NotFound(f"there is nothing with the key {key}")


def require_task(tx: Transaction, key: int) -> None:
    """Raise NotFound unless the actor may see the task or the case that it belongs to."""
    task = user_tasks.get(tx.session, key)
    if task is None or not (
        visibility.user_tasks(tx.actor).admits(task) or sees_case(tx.session, tx.actor, key)
    ):
        raise NotFound(f"there is no user task {key}")


def require_start(tx: Transaction, key: int | None, process_id: str | None, version: int | None) -> None:
    """Raise Forbidden unless the actor may start the process; one that does not exist is not decided here."""
    found = _definition(tx, key, process_id, version)
    if found is None or tx.actor.is_administrator:
        return
    groups = start_groups(tx.installation.definitions.get(tx.session, found).process)
    if groups is not None and not tx.actor.groups & groups:
        raise Forbidden(f"this process is started by: {', '.join(sorted(groups)) or 'nobody'}")


def _definition(tx: Transaction, key: int | None, process_id: str | None, version: int | None) -> int | None:
    if key is not None:
        return key if definitions.get(tx.session, key) is not None else None
    if process_id is None:
        return None
    if version is None:
        return definitions.latest_key(tx.session, process_id)
    row = definitions.version(tx.session, process_id, version)
    return None if row is None else row.key


def start_groups(process: Process) -> frozenset[str] | None:
    """Return the groups that may start a process, or None if anybody may."""
    start = start_event(process)
    if start is None or start.lane is None:
        return None
    return _groups(process, process.lanes.get(start.lane))


def start_event(process: Process) -> Event | None:
    """Return the event at which a process starts when somebody asks for it, if it has one."""
    for node in process.body.nodes.values():
        if isinstance(node, Event) and node.kind is EventKind.START and node.definition is None:
            return node
    return None


def named_groups(process: Process) -> frozenset[str]:
    """Return the groups that a process names: for lanes, and for tasks whose groups need no expression."""
    groups = frozenset[str]().union(*(_groups(process, lane) or () for lane in process.lanes.values()))
    for node in nodes(process.body):
        given = node.assignment.candidate_groups if isinstance(node, Task) and node.assignment else None
        if given is not None and given.feel is None:
            groups |= _names(given.raw)
    return groups


def _groups(process: Process, lane: Lane | None) -> frozenset[str] | None:
    while lane is not None:
        text = lane.properties.get(CANDIDATE_GROUP)
        if text is not None:
            return _names(text)
        lane = process.lanes.get(lane.parent) if lane.parent is not None else None
    return None


def _names(text: str) -> frozenset[str]:
    return frozenset(part.strip() for part in text.split(",") if part.strip())


def search_seen(
    session: Session, actor: Actor, searchable: Searchable[V], request: Mapping[str, object]
) -> Page[V]:
    """Search what belongs to cases that the actor may see; what they may not see is not counted either."""
    return search(session, searchable, request, where=in_seen_cases(actor, searchable))


def get_seen(session: Session, actor: Actor, searchable: Searchable[V], noun: str, key: int) -> V:
    """Return what has a key and belongs to a case that the actor may see; raises NotFound."""
    found = find(session, searchable, key, where=in_seen_cases(actor, searchable))
    if found is None:
        raise NotFound(f"there is no {noun} {key}")
    return found
