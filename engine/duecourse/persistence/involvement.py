"""Who may see which cases, as a condition of the database."""

from typing import Any

from sqlalchemy import ColumnElement, and_, exists, false, or_, select, true

from duecourse.model.identity import Actor
from duecourse.model.states import CandidateKind
from duecourse.persistence.search import Searchable
from duecourse.persistence.search.fields import Condition
from duecourse.persistence.tables import process_instance, user_task
from duecourse.persistence.tables import user_task_candidate as candidate


def in_seen_cases(actor: Actor, searchable: Searchable[Any]) -> Condition:
    """Return the condition that what is searched belongs to a case that an actor may see.

    Auditors and administrators see all. Others see the cases that they started, and those in which a task is
    or was theirs: assigned to them, completed by them, or offered to them or to a group of theirs.
    """
    if actor.is_auditor:
        return true()
    column = searchable.fields["rootProcessInstanceKey"].column
    return or_(
        column.in_(
            select(process_instance.c.root_key).where(process_instance.c.started_by == actor.username)
        ),
        column.in_(select(user_task.c.root_key).where(_theirs(actor))),
    )


def _theirs(actor: Actor) -> ColumnElement[bool]:
    groups = and_(candidate.c.kind == CandidateKind.GROUP, candidate.c.name.in_(sorted(actor.groups)))
    named = or_(
        and_(candidate.c.kind == CandidateKind.USER, candidate.c.name == actor.username),
        groups if actor.groups else false(),
    )
    return or_(
        user_task.c.assignee == actor.username,
        user_task.c.completed_by == actor.username,
        exists().where(candidate.c.user_task_key == user_task.c.key, named),
    )
